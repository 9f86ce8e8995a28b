//! The pages on which the staff sees what was missed.

use super::action::MissedAction;
use super::group::MissGroup;
use crate::corpus::{Entry, Faq, Id};
use crate::reply::{Action, Reply, Wording, cut};
use crate::store::{MissKind, MissState};

/// So many groups stand on a page: as many as a phone shows.
const ON_A_PAGE: usize = 8;

/// So many words stand for a group in a list.
const WORDS_OF_A_LINE: usize = 4;

/// So many words of a group are shown.
const MOST_WORDS: usize = 12;

/// So many of its questions are shown.
const MOST_QUESTIONS: usize = 3;

/// So many entries are offered for a group.
pub(super) const MOST_NEAR: usize = 3;

/// The longest label of a button, in characters.
pub(super) const LABEL_CHARS: usize = 60;

/// The longest question that is shown, in characters.
const QUESTION_CHARS: usize = 200;

/// A button's action of this feature's own.
pub(super) fn to(action: &MissedAction) -> Action {
    Action::Data(action.data())
}

/// A list in pages: the items of one, and which it is of how many. A page that is none is the nearest there is.
pub(super) fn paged<T>(items: &[T], page: usize) -> (&[T], usize, usize) {
    let last = items.len().div_ceil(ON_A_PAGE).max(1);
    let page = page.clamp(1, last);
    let start = (page - 1) * ON_A_PAGE;
    (&items[start..items.len().min(start + ON_A_PAGE)], page, last)
}

/// A reply with the ways to the pages beside this one.
pub(super) fn turning(
    reply: Reply,
    wording: &Wording,
    (page, last): (usize, usize),
    to_page: impl Fn(usize) -> MissedAction,
) -> Reply {
    let before = (page > 1).then(|| page - 1);
    let after = (page < last).then(|| page + 1);
    let reply =
        before.iter().fold(reply, |reply, page| reply.with_button(wording.page_before(*page), to(&to_page(*page))));
    let reply =
        after.iter().fold(reply, |reply, page| reply.with_button(wording.page_after(*page), to(&to_page(*page))));
    reply.in_columns(before.iter().chain(&after).count(), 2)
}

/// That nothing is noted at all.
pub(super) fn off(wording: &Wording) -> Reply {
    Reply::saying(wording.missed_off())
}

/// The groups that wait for an editor, the largest first.
pub(super) fn open(wording: &Wording, groups: &[MissGroup<'_>], page: usize) -> Reply {
    let waiting: Vec<&MissGroup<'_>> = groups.iter().filter(|group| group.state.is_none()).collect();
    let reply = Reply::titled(&wording.missed_title()).with_text(match (groups.is_empty(), waiting.is_empty()) {
        (true, _) => wording.missed_none(),
        (false, true) => wording.missed_all_done(),
        (false, false) => wording.missed_help(),
    });
    let reply = list(wording, reply, &waiting, page, MissedAction::Open);
    let reply = match groups.len() > waiting.len() {
        true => reply.with_button(wording.missed_to_done(), to(&MissedAction::Done(1))),
        false => reply,
    };
    reply.with_button(wording.missed_to_phrasings(), to(&MissedAction::Phrasings(1)))
}

/// The groups that are dealt with.
pub(super) fn done(wording: &Wording, groups: &[MissGroup<'_>], page: usize) -> Reply {
    let done: Vec<&MissGroup<'_>> = groups.iter().filter(|group| group.state.is_some()).collect();
    let text = if done.is_empty() { wording.missed_nothing_done() } else { wording.missed_help_done() };
    let reply = Reply::titled(&wording.missed_to_done()).with_text(text);
    list(wording, reply, &done, page, MissedAction::Done)
        .with_button(wording.missed_to_list(), to(&MissedAction::Open(1)))
}

fn list(
    wording: &Wording,
    reply: Reply,
    groups: &[&MissGroup<'_>],
    page: usize,
    to_page: impl Fn(usize) -> MissedAction,
) -> Reply {
    let (shown, page, last) = paged(groups, page);
    let reply = if last > 1 { reply.with_text(wording.page(page, last)) } else { reply };
    let reply = shown.iter().fold(reply, |reply, group| {
        reply.with_button(cut(&line(wording, group), LABEL_CHARS), to(&MissedAction::Group(group.id)))
    });
    turning(reply, wording, (page, last), to_page)
}

/// A group in a few words.
fn line(wording: &Wording, group: &MissGroup<'_>) -> String {
    let words = match group.questions().first() {
        Some(question) => (*question).to_owned(),
        None if group.words.is_empty() => wording.missed_unread(),
        None => group.words[..group.words.len().min(WORDS_OF_A_LINE)].join(", "),
    };
    wording.missed_line(group.people, &words)
}

/// A group, with what can be done about it.
pub(super) fn group(wording: &Wording, faq: &Faq, group: &MissGroup<'_>, fewest: u32) -> Reply {
    let near = near(faq, group);
    let mut reply = told(wording, group, fewest);
    reply = if near.is_empty() {
        reply.with_text(wording.missed_near_nothing())
    } else {
        let lines = near.iter().map(|entry| format!("• {}", entry.question)).collect();
        reply.with_text(wording.missed_near()).with_lines(lines)
    };
    if let Some(state) = group.state {
        if state == MissState::Phrasing {
            reply = reply.with_button(wording.missed_to_phrasings(), to(&MissedAction::Phrasings(1)));
        }
        return reply
            .with_button(wording.missed_take_back(), to(&MissedAction::Mark(group.id, None)))
            .with_button(wording.missed_to_done(), to(&MissedAction::Done(1)));
    }
    for entry in near {
        reply = reply.with_button(adding(wording, entry), to(&MissedAction::Try(group.id, entry.id.clone())));
    }
    let mark = |state| to(&MissedAction::Mark(group.id, Some(state)));
    reply
        .with_button(wording.missed_other(), to(&MissedAction::Other(group.id)))
        .with_button(wording.missed_gap(), mark(MissState::Gap))
        .with_button(wording.missed_new_entry(), mark(MissState::NewEntry))
        .with_button(wording.missed_ignore(), mark(MissState::Ignored))
        .with_button(wording.missed_to_list(), to(&MissedAction::Open(1)))
}

fn adding(wording: &Wording, entry: &Entry) -> String {
    cut(&wording.missed_add(&entry.question), LABEL_CHARS)
}

/// What a group is: how often and how it was asked, and what an editor made of it.
fn told(wording: &Wording, group: &MissGroup<'_>, fewest: u32) -> Reply {
    let kinds = MissKind::ALL.into_iter().map(|kind| (kind, group.count(kind))).filter(|(_, count)| *count > 0);
    let kinds = kinds.map(|(kind, count)| match kind {
        MissKind::Unknown => wording.missed_unknown(count),
        MissKind::NoneOfThese => wording.missed_none_of_these(count),
        MissKind::NotMine => wording.missed_not_mine(count),
        MissKind::Chose => wording.missed_chose(count),
        MissKind::HandedOver => wording.missed_handed_over(count),
        MissKind::StaffChose => wording.missed_staff_chose(count),
    });
    let kinds = kinds.collect::<Vec<_>>().join(", ");
    let counts = vec![wording.missed_count(group.misses.len(), group.people), kinds];
    let mut reply = Reply::titled(&wording.missed_title()).with_lines(counts);
    let state = group.state.map(|state| match state {
        MissState::Phrasing => wording.missed_is_phrasing(),
        MissState::Gap => wording.missed_is_gap(),
        MissState::NewEntry => wording.missed_is_new_entry(),
        MissState::Ignored => wording.missed_is_ignored(),
    });
    reply = state.into_iter().fold(reply, Reply::with_text);
    let questions = group.questions();
    if !questions.is_empty() {
        let lines = questions.iter().take(MOST_QUESTIONS).map(|words| format!("• {}", cut(words, QUESTION_CHARS)));
        reply = reply.with_text(wording.missed_asked()).with_lines(lines.collect());
    }
    if group.words.is_empty() {
        return if questions.is_empty() { reply.with_text(wording.missed_hidden(fewest)) } else { reply };
    }
    reply.with_text(wording.missed_words(&group.words[..group.words.len().min(MOST_WORDS)].join(", ")))
}

/// The entries near to a group that are there.
pub(super) fn near<'a>(faq: &'a Faq, group: &MissGroup<'_>) -> Vec<&'a Entry> {
    group.near.iter().filter_map(|id| faq.entry(id)).take(MOST_NEAR).collect()
}

/// Other entries that a group may belong to, found by words.
pub(super) fn others(wording: &Wording, group: &MissGroup<'_>, found: &[&Entry]) -> Reply {
    let reply = Reply::titled(&wording.missed_other());
    let reply = if found.is_empty() { reply.with_text(wording.missed_other_none()) } else { reply };
    let reply = found.iter().fold(reply, |reply, entry| {
        reply.with_button(adding(wording, entry), to(&MissedAction::Try(group.id, entry.id.clone())))
    });
    to_group(wording, reply, group.id)
}

/// How to look for another entry.
pub(super) fn other_how(wording: &Wording, id: i64) -> Reply {
    to_group(wording, Reply::saying(wording.missed_other_how(&format!("/missed {id} …"))), id)
}

/// That there are no words which may be shown.
pub(super) fn no_words(wording: &Wording, id: i64, entry: &Id) -> Reply {
    to_group(wording, Reply::saying(wording.missed_no_words(&format!("/phrasings {entry} …"))), id)
}

fn to_group(wording: &Wording, reply: Reply, id: i64) -> Reply {
    reply.with_button(format!("← {}", wording.missed_title()), to(&MissedAction::Group(id)))
}

/// That a group is not there any more.
pub(super) fn gone(wording: &Wording) -> Reply {
    Reply::saying(wording.missed_gone()).with_button(wording.missed_to_list(), to(&MissedAction::Open(1)))
}
