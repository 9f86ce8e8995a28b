//! What is counted by day of what the bot does, as changes that are stored with it. Nothing of it names anybody.

use std::time::Duration;

use crate::bot::context::Ctx;
use crate::corpus::Id;
use crate::decide::Decision;
use crate::engine::Outcome;
use crate::statistics::{FirstAnswer, Occurrence, Outcomes};
use crate::store::{Change, Tally, Ticket};

/// Something that happens today.
fn counted(ctx: Ctx<'_>, what: Occurrence, about: impl Into<String>) -> Change {
    let day = ctx.bot.stats.day(ctx.context.now_ms);
    Change::Tally(Tally { day, what: what.name(), about: about.into() })
}

/// What is counted of a question that is answered: not of one that is held back or sent elsewhere.
pub(in crate::bot) fn of_question(ctx: Ctx<'_>, outcome: &Outcome) -> Vec<Change> {
    let is_foreign = outcome.foreign.is_some() && !matches!(outcome.decision, Decision::Urgent(_));
    let name = if is_foreign { Outcomes::FOREIGN } else { outcome.decision.name() };
    let more = match &outcome.decision {
        _ if is_foreign => None,
        Decision::Answer(id) => Some(passage(ctx, id)),
        Decision::Gap { id, .. } => Some(counted(ctx, Occurrence::Gap, id.to_string())),
        Decision::Unknown => Some(missed(ctx, nearest(outcome))),
        Decision::Urgent(_) | Decision::Choose(_) | Decision::Courtesy(_) => None,
    };
    [counted(ctx, Occurrence::Asked, name)].into_iter().chain(more).collect()
}

/// A passage that was given.
pub(in crate::bot) fn passage(ctx: Ctx<'_>, entry: &Id) -> Change {
    counted(ctx, Occurrence::Passage, entry.to_string())
}

/// A question that nothing was for, with the entry that was nearest to it.
pub(in crate::bot) fn missed(ctx: Ctx<'_>, nearest: Option<&Id>) -> Change {
    counted(ctx, Occurrence::Missed, nearest.map(Id::to_string).unwrap_or_default())
}

/// A conversation that was passed on to a person.
pub(in crate::bot) fn handed_over(ctx: Ctx<'_>) -> Change {
    counted(ctx, Occurrence::HandedOver, "")
}

/// The first answer of a person's in such a conversation; `None` when this is no first one.
pub(in crate::bot) fn first_answer(ctx: Ctx<'_>, ticket: &Ticket) -> Option<Change> {
    let waited_ms = ctx.context.now_ms - ticket.opened_at_ms;
    let waited = Duration::from_millis(u64::try_from(waited_ms).unwrap_or_default());
    // Whoever waits since then had none yet.
    let is_first = ticket.waiting_since_ms == Some(ticket.opened_at_ms);
    is_first.then(|| counted(ctx, Occurrence::FirstAnswer, FirstAnswer::of(waited).name()))
}

/// Whether it helped to talk with a person.
pub(in crate::bot) fn rated(ctx: Ctx<'_>, has_helped: bool) -> Change {
    counted(ctx, if has_helped { Occurrence::DeskHelped } else { Occurrence::DeskNotHelped }, "")
}

/// The entry that was nearest to a question that none answers; `None` when the text speaks of nothing like it.
fn nearest(outcome: &Outcome) -> Option<&Id> {
    let understood = outcome.choices.first().filter(|_| outcome.is_understood);
    outcome.near.first().or(understood.map(|choice| &choice.id))
}
