//! Phrasings that the staff adds: each is tried and shown before it is agreed to, and can be taken back.

use super::action::MissedAction;
use super::group::{find, groups_of};
use super::phrasing_page as page;
use super::staff_asked::StaffAsked;
use crate::bot::command::TypedCommand;
use crate::bot::context::{Ctx, Lookup, PhrasingTrial, Untried};
use crate::bot::requests::say;
use crate::bot::tapped::Tapped;
use crate::bot_api::Outgoing;
use crate::corpus::Id;
use crate::reply::Reply;
use crate::scorecard::{Trial, TrialRefusal};
use crate::store::{Change, Effects, MissState, NewPhrasing, PhrasingRecord, PhrasingState, Pseudonym};
use crate::text::one_line;

/// `/phrasings`, alone or with an entry and words for it.
pub(super) fn command(ctx: Ctx<'_>, asked: &StaffAsked, command: &TypedCommand) -> Result<Effects<Outgoing>, Lookup> {
    let place = asked.place;
    if command.rest.is_empty() {
        return Ok(say(place, &page::list(ctx.wording, ctx.faq(), &added(ctx), 1)).into());
    }
    let (entry, text) = command.rest.split_once(char::is_whitespace).unwrap_or((&command.rest, ""));
    let name = entry.to_ascii_lowercase();
    let Some(entry) = ctx.faq().entry(&name) else {
        return Ok(say(place, &page::no_entry(ctx.wording, entry)).into());
    };
    let (reply, changes) = tried(ctx, (place.chat, asked.message), &entry.id, text, (asked.person, None))?;
    Ok(Effects { requests: say(place, &reply), changes, ..Effects::default() })
}

/// What a phrasing would change, and the draft of it, which the page's button adds. `message` is what the page answers, or
/// stands in; whose words they are is `person` of the staff, or who asked the question `missed`.
pub(super) fn tried(
    ctx: Ctx<'_>,
    (chat, message): (i64, i32),
    entry: &Id,
    text: &str,
    (person, missed): (Option<Pseudonym>, Option<i64>),
) -> Result<(Reply, Vec<Change>), Lookup> {
    let text = one_line(text);
    let phrasing = PhrasingTrial { entry: entry.to_string(), text: text.clone() };
    let trial = match ctx.tried(&phrasing)? {
        Ok(trial) => trial,
        Err(why) => return Ok((page::refused(ctx.wording, why, missed), Vec::new())),
    };
    let reply = page::trial(ctx.wording, ctx.faq(), &phrasing, trial, (message, missed));
    if trial.broken().next().is_some() {
        return Ok((reply, Vec::new()));
    }
    let draft = NewPhrasing {
        key: Some(key(ctx, chat, message)),
        entry: entry.to_string(),
        text,
        person,
        missed,
        at_ms: ctx.context.now_ms,
        state: PhrasingState::Draft,
    };
    Ok((reply, vec![Change::Phrasing(draft)]))
}

/// What a tap leads to, the answer to it apart.
pub(super) fn tapped(tapped: &Tapped<'_>, action: &MissedAction) -> Result<Effects<Outgoing>, Lookup> {
    let (ctx, wording) = (tapped.ctx, tapped.ctx.wording);
    let number = match action {
        MissedAction::Add(message) => return add(tapped, *message),
        MissedAction::Phrasings(number) => *number,
        MissedAction::Phrasing(id) => return Ok(one(tapped, *id)),
        MissedAction::Undo(id) => return Ok(undo(tapped, *id)),
        MissedAction::Redo(id) => return redo(tapped, *id),
        _ => return Ok(tapped.show(page::left(wording))),
    };
    Ok(tapped.show(page::list(wording, ctx.faq(), &added(ctx), number)))
}

/// The phrasings that are, or were, in use; the newest first.
fn added(ctx: Ctx<'_>) -> Vec<&PhrasingRecord> {
    ctx.context.state.phrasings.iter().rev().filter(|phrasing| phrasing.state != PhrasingState::Draft).collect()
}

/// The code of the page that a phrasing is agreed to on.
fn key(ctx: Ctx<'_>, chat: i64, message: i32) -> Pseudonym {
    ctx.bot.pseudonym.code("phrasing", &[&chat, &message])
}

/// Adds the phrasing that was agreed to. It is tried once more, for others may have been added meanwhile.
fn add(tapped: &Tapped<'_>, message: i32) -> Result<Effects<Outgoing>, Lookup> {
    let (ctx, wording) = (tapped.ctx, tapped.ctx.wording);
    let key = key(ctx, tapped.place.chat, message);
    let Some(draft) = ctx.context.state.phrasings.iter().find(|known| known.key == Some(key)) else {
        return Ok(tapped.show(page::gone(wording)));
    };
    // A second tap.
    if draft.state == PhrasingState::Accepted {
        return Ok(tapped.show(page::added(wording, ctx.faq(), draft)));
    }
    let phrasing = PhrasingTrial { entry: draft.entry.clone(), text: draft.text.clone() };
    match ctx.tried(&phrasing)? {
        Err(why) => return Ok(tapped.show(page::refused(wording, why, draft.missed))),
        Ok(trial) if trial.broken().next().is_some() => {
            return Ok(tapped.show(page::trial(wording, ctx.faq(), &phrasing, trial, (message, draft.missed))));
        }
        Ok(_) => {}
    }
    let added = NewPhrasing {
        key: Some(key),
        entry: draft.entry.clone(),
        text: draft.text.clone(),
        person: Some(ctx.bot.person(&tapped.tap.from)),
        missed: draft.missed,
        at_ms: ctx.context.now_ms,
        state: PhrasingState::Accepted,
    };
    let mark = draft.missed.and_then(|id| {
        let ids = find(&groups_of(ctx), id)?.ids();
        Some(Change::MissedState { ids, state: Some(MissState::Phrasing) })
    });
    let changes = std::iter::once(Change::Phrasing(added)).chain(mark).collect();
    Ok(Effects { changes, ..tapped.show(page::added(wording, ctx.faq(), draft)) })
}

fn one(tapped: &Tapped<'_>, id: i64) -> Effects<Outgoing> {
    let ctx = tapped.ctx;
    let found = agreed(ctx, id);
    tapped.show(found.map_or_else(|| page::gone(ctx.wording), |found| page::one(ctx.wording, ctx.faq(), found)))
}

/// The phrasing of this number; `None` also while nobody has agreed to it.
fn agreed(ctx: Ctx<'_>, id: i64) -> Option<&PhrasingRecord> {
    let mut phrasings = ctx.context.state.phrasings.iter();
    phrasings.find(|phrasing| phrasing.id == id && phrasing.state != PhrasingState::Draft)
}

/// Takes a phrasing back.
fn undo(tapped: &Tapped<'_>, id: i64) -> Effects<Outgoing> {
    match agreed(tapped.ctx, id) {
        Some(found) => set(tapped, found, PhrasingState::Undone),
        None => tapped.show(page::gone(tapped.ctx.wording)),
    }
}

/// Uses a phrasing again. It is tried like one that is added, for the FAQ and what was added to it are others by now.
fn redo(tapped: &Tapped<'_>, id: i64) -> Result<Effects<Outgoing>, Lookup> {
    let (ctx, wording) = (tapped.ctx, tapped.ctx.wording);
    let Some(found) = agreed(ctx, id) else { return Ok(tapped.show(page::gone(wording))) };
    // A second tap.
    if found.state == PhrasingState::Accepted {
        return Ok(tapped.show(page::one(wording, ctx.faq(), found)));
    }
    let phrasing = PhrasingTrial { entry: found.entry.clone(), text: found.text.clone() };
    Ok(match ctx.tried(&phrasing)? {
        // It was taken back so lately that it is still in force.
        Err(Untried::Refused(TrialRefusal::There)) => set(tapped, found, PhrasingState::Accepted),
        Err(why) => tapped.show(page::refused(wording, why, found.missed)),
        Ok(trial) if trial.broken().next().is_some() => {
            let page = (tapped.pressed.id, found.missed);
            tapped.show(page::trial(wording, ctx.faq(), &phrasing, trial, page))
        }
        Ok(_) => set(tapped, found, PhrasingState::Accepted),
    })
}

/// Sets what holds of a phrasing, and the group that it was made of waits or is dealt with accordingly.
fn set(tapped: &Tapped<'_>, found: &PhrasingRecord, state: PhrasingState) -> Effects<Outgoing> {
    let ctx = tapped.ctx;
    let of_group = (state == PhrasingState::Accepted).then_some(MissState::Phrasing);
    let mark = found.missed.and_then(|missed| {
        let groups = groups_of(ctx);
        // What an editor has made of it since stays.
        let group = find(&groups, missed).filter(|group| [None, Some(MissState::Phrasing)].contains(&group.state))?;
        Some(Change::MissedState { ids: group.ids(), state: of_group })
    });
    let changes = std::iter::once(Change::PhrasingState { id: found.id, state }).chain(mark).collect();
    let shown = PhrasingRecord { state, ..found.clone() };
    Effects { changes, ..tapped.show(page::one(ctx.wording, ctx.faq(), &shown)) }
}

impl<'a> Ctx<'a> {
    /// What one more phrasing would change, or that it must be tried first.
    fn tried(self, phrasing: &PhrasingTrial) -> Result<&'a Result<Trial, Untried>, Lookup> {
        self.context.trial.as_ref().ok_or_else(|| Lookup::Trial(phrasing.clone()))
    }
}
