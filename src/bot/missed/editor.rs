//! What the staff makes of what was missed: by `/missed`, and by taps on its pages.

use super::action::MissedAction;
use super::group::{MissGroup, find, groups_of};
use super::staff_asked::StaffAsked;
use super::{page, phrasings};
use crate::bot::command::TypedCommand;
use crate::bot::context::{Ctx, Lookup};
use crate::bot::requests::say;
use crate::bot::tapped::Tapped;
use crate::bot_api::Outgoing;
use crate::corpus::{Entry, Id};
use crate::reply::Reply;
use crate::store::{Change, Effects, MissState, StateQuery};
use crate::text::Question;

/// So many words of a group make a phrasing of it: those that most people used.
const WORDS_OF_A_PHRASING: usize = 5;

/// So many entries are found by words.
const MOST_FOUND: usize = 5;

/// What must be known for one of the commands.
pub(in crate::bot) fn query_of_command(command: &TypedCommand, query: StateQuery) -> StateQuery {
    let is_missed = command.is("missed");
    StateQuery { missed: is_missed, phrasings: !is_missed, ..query }
}

/// What must be known for a tap.
pub(in crate::bot) fn query_of_tap(action: &MissedAction, query: StateQuery) -> StateQuery {
    let (missed, phrasings) = match action {
        MissedAction::Open(_)
        | MissedAction::Done(_)
        | MissedAction::Group(_)
        | MissedAction::Mark(..)
        | MissedAction::Other(_)
        | MissedAction::Try(..) => (true, false),
        MissedAction::Phrasings(_) | MissedAction::Phrasing(_) => (false, true),
        // The group that it was made of is marked with it.
        MissedAction::Add(_) | MissedAction::Undo(_) | MissedAction::Redo(_) => (true, true),
        MissedAction::Leave => (false, false),
    };
    StateQuery { missed, phrasings, ..query }
}

/// `/missed`, alone or with the number of a group and words to look for an entry by; `/phrasings`.
pub(in crate::bot) fn command(
    ctx: Ctx<'_>,
    asked: &StaffAsked,
    command: &TypedCommand,
) -> Result<Effects<Outgoing>, Lookup> {
    if command.is("phrasings") {
        return phrasings::command(ctx, asked, command);
    }
    let groups = groups_of(ctx);
    let (number, words) = command.rest.split_once(char::is_whitespace).unwrap_or((&command.rest, ""));
    let reply = match number.parse::<i64>() {
        Ok(id) => match (find(&groups, id), words.trim()) {
            (None, _) => page::gone(ctx.wording),
            (Some(group), "") => shown(ctx, group),
            (Some(group), words) => page::others(ctx.wording, group, &by_words(ctx, words)),
        },
        Err(_) => list(ctx, &groups, 1),
    };
    Ok(say(asked.place, &reply).into())
}

/// What a tap leads to, the answer to it apart.
pub(in crate::bot) fn tapped(tapped: &Tapped<'_>, action: &MissedAction) -> Result<Effects<Outgoing>, Lookup> {
    let (ctx, wording) = (tapped.ctx, tapped.ctx.wording);
    let groups = || groups_of(ctx);
    Ok(match action {
        MissedAction::Open(number) => tapped.show(list(ctx, &groups(), *number)),
        MissedAction::Done(number) => tapped.show(page::done(wording, &groups(), *number)),
        MissedAction::Group(id) => tapped.show(or_gone(ctx, &groups(), *id, |group| shown(ctx, group))),
        MissedAction::Other(id) => {
            tapped.show(or_gone(ctx, &groups(), *id, |group| page::other_how(wording, group.id)))
        }
        MissedAction::Mark(id, state) => mark(tapped, &groups(), *id, *state),
        MissedAction::Try(id, entry) => return try_group(tapped, &groups(), *id, entry),
        MissedAction::Add(_)
        | MissedAction::Leave
        | MissedAction::Phrasings(_)
        | MissedAction::Phrasing(_)
        | MissedAction::Undo(_)
        | MissedAction::Redo(_) => return phrasings::tapped(tapped, action),
    })
}

fn list(ctx: Ctx<'_>, groups: &[MissGroup<'_>], number: usize) -> Reply {
    // What was noted before is still there to be seen.
    if ctx.bot.kept.missed_days == 0 && groups.is_empty() {
        return page::off(ctx.wording);
    }
    page::open(ctx.wording, groups, number)
}

fn shown(ctx: Ctx<'_>, group: &MissGroup<'_>) -> Reply {
    page::group(ctx.wording, ctx.faq(), group, ctx.bot.kept.missed_from)
}

fn or_gone(ctx: Ctx<'_>, groups: &[MissGroup<'_>], id: i64, show: impl FnOnce(&MissGroup<'_>) -> Reply) -> Reply {
    find(groups, id).map_or_else(|| page::gone(ctx.wording), show)
}

/// Notes what an editor makes of a group, and shows it as it is then.
fn mark(tapped: &Tapped<'_>, groups: &[MissGroup<'_>], id: i64, state: Option<MissState>) -> Effects<Outgoing> {
    let Some(group) = find(groups, id) else { return tapped.show(page::gone(tapped.ctx.wording)) };
    let marked = MissGroup { state, ..group.clone() };
    let changes = vec![Change::MissedState { ids: group.ids(), state }];
    Effects { changes, ..tapped.show(shown(tapped.ctx, &marked)) }
}

/// Shows what a phrasing made of a group would change: its most typical question, or the words that most people used.
fn try_group(tapped: &Tapped<'_>, groups: &[MissGroup<'_>], id: i64, entry: &Id) -> Result<Effects<Outgoing>, Lookup> {
    let wording = tapped.ctx.wording;
    let Some(group) = find(groups, id) else { return Ok(tapped.show(page::gone(wording))) };
    let words = &group.words[..group.words.len().min(WORDS_OF_A_PHRASING)];
    // Whose words it is made of is known, so that they can have them forgotten while nothing is agreed to.
    let (text, whose) = match group.misses.iter().find_map(|miss| Some((miss.question.clone()?, miss.id))) {
        Some(asked) => asked,
        None => (words.join(" "), id),
    };
    if text.is_empty() {
        return Ok(tapped.show(page::no_words(wording, id, entry)));
    }
    let page = (tapped.place.chat, tapped.pressed.id);
    let (reply, changes) = phrasings::tried(tapped.ctx, page, entry, &text, (None, Some(whose)))?;
    Ok(Effects { changes, ..tapped.show(reply) })
}

/// The entries that words lead to, the best first.
fn by_words<'a>(ctx: Ctx<'a>, words: &str) -> Vec<&'a Entry> {
    let outcome = ctx.bot.engine.decide(&Question::new(words));
    // Also the name of an entry is a word.
    let named = ctx.faq().entry(&words.trim().to_ascii_lowercase());
    let found = outcome.choices.iter().filter_map(|choice| ctx.faq().entry(choice.id.as_str()));
    let mut entries: Vec<&Entry> = Vec::new();
    for entry in named.into_iter().chain(found) {
        if entries.len() < MOST_FOUND && entries.iter().all(|other| other.id != entry.id) {
            entries.push(entry);
        }
    }
    entries
}
