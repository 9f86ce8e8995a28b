//! Browsing by buttons: topics, their questions, and the entries of a choice.

use super::desk::consent;
use super::follow_up;
use super::missed::taps::by_tap;
use super::stats;
use super::tapped::Tapped;
use crate::bot_api::Outgoing;
use crate::corpus::{Entry, Id};
use crate::reply::{self, Action, Button};
use crate::store::{Effects, MissKind};
use crate::text::Question;

/// For a button that leads nowhere any more.
pub(super) fn lost(tapped: &Tapped<'_>) -> Effects<Outgoing> {
    tapped.say_once(reply::topics(tapped.ctx.faq(), tapped.ctx.wording))
}

/// A page of the list of topics, counted from 1.
pub(super) fn topics(tapped: &Tapped<'_>, page: usize) -> Effects<Outgoing> {
    tapped.show(reply::topics_page(tapped.ctx.faq(), tapped.ctx.wording, page))
}

/// A page of a topic's questions, counted from 1.
pub(super) fn topic(tapped: &Tapped<'_>, id: &Id, page: usize) -> Effects<Outgoing> {
    let (faq, wording) = (tapped.ctx.faq(), tapped.ctx.wording);
    tapped.show(match faq.topic(id.as_str()) {
        Some(topic) => reply::topic_page(faq, wording, topic, page),
        None => reply::choice_gone(faq, wording),
    })
}

/// An entry, with a way back.
pub(super) fn entry(tapped: &Tapped<'_>, id: &Id) -> Effects<Outgoing> {
    let (faq, wording) = (tapped.ctx.faq(), tapped.ctx.wording);
    match faq.entry(id.as_str()) {
        Some(entry) => {
            let answered = follow_up::answered(tapped.ctx, tapped.place.chat, Some(id));
            tapped.show_remembering(reply::shown_entry(faq, wording, entry), answered)
        }
        None => tapped.show(reply::choice_gone(faq, wording)),
    }
}

/// That none of the entries of a choice is meant.
pub(super) fn none_of_these(tapped: &Tapped<'_>) -> Effects<Outgoing> {
    let reply = reply::none_of_these(tapped.ctx.faq(), tapped.ctx.wording);
    let nearest = tapped.pressed.buttons.iter().find_map(|button| match &button.action {
        Action::Choose(id) => Some(id),
        _ => None,
    });
    let missed = by_tap(tapped, MissKind::NoneOfThese, None);
    let changes = missed.into_iter().chain([stats::missed(tapped.ctx, nearest)]).collect();
    let reply = consent::offered(tapped.ctx, tapped.pressed.chat.is_private(), reply);
    Effects { changes, ..tapped.show(reply) }
}

/// A choice becomes the passage in place, so that a second tap doubles nothing; what else is to read comes as a new
/// message, so that the passage above it stays.
pub(super) fn choose(tapped: &Tapped<'_>, id: &Id) -> Effects<Outgoing> {
    let (faq, wording) = (tapped.ctx.faq(), tapped.ctx.wording);
    // It asks which entry is meant.
    let is_choice = tapped.pressed.buttons.iter().any(|button| button.action == Action::NoneOfThese);
    let Some(entry) = faq.entry(id.as_str()) else {
        let gone = reply::choice_gone(faq, wording);
        return if is_choice { tapped.show(gone) } else { tapped.say_once(gone) };
    };
    if is_choice {
        let missed = by_tap(tapped, MissKind::Chose, Some(id));
        let changes = missed.into_iter().chain([stats::passage(tapped.ctx, id)]).collect();
        let reply = reply::picked(faq, wording, entry, others(tapped, id));
        Effects {
            changes,
            ..tapped.show_remembering(reply, follow_up::answered(tapped.ctx, tapped.place.chat, Some(id)))
        }
    } else {
        tapped.say_once(reply::answered(faq, wording, entry))
    }
}

/// The rest of the choice: its other buttons, and the entry that was picked before.
fn others<'a>(tapped: &Tapped<'a>, picked: &Id) -> Vec<&'a Entry> {
    let id = |button: &'a Button| match &button.action {
        Action::Choose(id) | Action::Helped(id) if id != picked => Some(id),
        _ => None,
    };
    let faq = tapped.ctx.faq();
    tapped.pressed.buttons.iter().filter_map(id).filter_map(|id| faq.entry(id.as_str())).collect()
}

/// The question by itself, in place of what it was read as with the answer before it.
pub(super) fn taken_back(tapped: &Tapped<'_>) -> Effects<Outgoing> {
    let (ctx, pressed) = (tapped.ctx, tapped.pressed);
    let Some(question) = &pressed.question else { return lost(tapped) };
    let outcome = ctx.bot.engine.decide(&Question::new(question));
    let reply = reply::render(ctx.faq(), ctx.wording_for(&outcome), &outcome);
    let is_private = pressed.chat.is_private();
    let reply = consent::offered_for(ctx, is_private, &outcome, reply);
    tapped.show_remembering(reply, follow_up::answered(ctx, pressed.chat.id, None))
}
