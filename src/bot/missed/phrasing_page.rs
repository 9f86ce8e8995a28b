//! The pages of phrasings that the staff adds: what one would change, which there are, what became of one.

use super::action::MissedAction;
use super::page::{LABEL_CHARS, paged, to, turning};
use crate::bot::context::{PhrasingTrial, Untried};
use crate::corpus::{Faq, Holders, Placement};
use crate::decide::Decision;
use crate::reply::{Reply, Wording, cut};
use crate::scorecard::{Grade, Trial, TrialChange, TrialRefusal};
use crate::store::{PhrasingRecord, PhrasingState};

/// So many changes are shown.
const MOST_CHANGES: usize = 8;

/// The longest question that is shown, in characters.
const QUESTION_CHARS: usize = 100;

/// What a phrasing would change, with the button that adds it unless it would break something. `message` is what the page
/// answers, and `missed` the group that it is made of.
pub(super) fn trial(
    wording: &Wording,
    faq: &Faq,
    phrasing: &PhrasingTrial,
    trial: &Trial,
    (message, missed): (i32, Option<i64>),
) -> Reply {
    let reply = Reply::titled(&wording.phrasing_title()).with_text(pair(wording, faq, &phrasing.entry, &phrasing.text));
    let reply = match &trial.before {
        Decision::Answer(id) if id.as_str() != phrasing.entry => {
            reply.with_text(wording.phrasing_today(&named(faq, id.as_str())))
        }
        _ => reply,
    };
    let broken: Vec<&TrialChange> = trial.broken().collect();
    if !broken.is_empty() {
        let reply = reply.with_text(wording.phrasing_breaks());
        let reply = some(wording, reply, &broken, |change| self::broken(wording, faq, change));
        return back(wording, reply, missed);
    }
    let changes: Vec<&TrialChange> = trial.changes.iter().collect();
    let mut reply = if changes.is_empty() {
        reply.with_text(wording.phrasing_no_effect(trial.cases))
    } else {
        let reply = reply.with_text(wording.phrasing_effect(trial.cases, changes.len()));
        some(wording, reply, &changes, |change| {
            let text = cut(&change.text, QUESTION_CHARS);
            if change.after < change.before { wording.phrasing_better(&text) } else { wording.phrasing_worse(&text) }
        })
    };
    let is_sure = matches!(&trial.after, Decision::Answer(id) if id.as_str() == phrasing.entry);
    if !is_sure {
        reply = reply.with_text(wording.phrasing_unsure());
    }
    reply
        .with_button(wording.phrasing_yes(), to(&MissedAction::Add(message)))
        .with_button(wording.phrasing_no(), to(&MissedAction::Leave))
}

/// The first few of changes, and how many there are besides.
fn some(wording: &Wording, reply: Reply, changes: &[&TrialChange], line: impl Fn(&TrialChange) -> String) -> Reply {
    let mut lines: Vec<String> = changes.iter().take(MOST_CHANGES).map(|change| line(change)).collect();
    if changes.len() > MOST_CHANGES {
        lines.push(wording.phrasing_more(changes.len() - MOST_CHANGES));
    }
    reply.with_lines(lines)
}

/// The pair that keeps a phrasing from being added.
fn broken(wording: &Wording, faq: &Faq, change: &TrialChange) -> String {
    let right = change.gold.first().map_or_else(|| wording.phrasing_nothing(), |id| named(faq, id));
    let given = match (&change.given, change.after) {
        (Some(id), after) if after != Grade::Missed => named(faq, id.as_str()),
        _ => wording.phrasing_nothing(),
    };
    wording.phrasing_broken(&cut(&change.text, QUESTION_CHARS), &right, &given)
}

/// An entry by its question, anything else by its name.
fn named(faq: &Faq, id: &str) -> String {
    let question = faq.entry(id).map(|entry| entry.question.clone());
    question.or_else(|| faq.gap(id).map(|gap| gap.label.clone())).unwrap_or_else(|| id.to_owned())
}

/// Why a phrasing is not tried.
pub(super) fn refused(wording: &Wording, why: &Untried, missed: Option<i64>) -> Reply {
    let why = match why {
        Untried::NoCases(error) => wording.phrasing_no_cases(error),
        Untried::Refused(refusal) => match refusal {
            TrialRefusal::NoEntry => wording.phrasing_gone(),
            TrialRefusal::Empty => wording.phrasing_empty(),
            TrialRefusal::TooLong => wording.phrasing_long(Trial::MOST_CHARS),
            TrialRefusal::There => wording.phrasing_there(),
            TrialRefusal::Elsewhere(id) => wording.phrasing_elsewhere(id.as_str()),
            TrialRefusal::Urgent(flag) => wording.phrasing_urgent(flag.as_str()),
        },
    };
    back(wording, Reply::saying(why), missed)
}

/// That there is no such entry.
pub(super) fn no_entry(wording: &Wording, name: &str) -> Reply {
    Reply::saying(wording.phrasing_no_entry(&cut(name, LABEL_CHARS)))
        .with_text(wording.phrasings_help(&wording.phrasings_usage()))
}

/// That a phrasing is in use.
pub(super) fn added(wording: &Wording, faq: &Faq, phrasing: &PhrasingRecord) -> Reply {
    let reply = Reply::saying(wording.phrasing_added()).with_text(pair(wording, faq, &phrasing.entry, &phrasing.text));
    both(wording, reply)
}

/// That it is left.
pub(super) fn left(wording: &Wording) -> Reply {
    both(wording, Reply::saying(wording.phrasing_left()))
}

/// The added phrasings.
pub(super) fn list(wording: &Wording, faq: &Faq, phrasings: &[&PhrasingRecord], page: usize) -> Reply {
    let usage = wording.phrasings_usage();
    let reply = Reply::titled(&wording.phrasings_title());
    let to_list = |reply: Reply| reply.with_button(wording.missed_to_list(), to(&MissedAction::Open(1)));
    if phrasings.is_empty() {
        return to_list(reply.with_text(wording.phrasings_none(&usage)));
    }
    let (shown, page, last) = paged(phrasings, page);
    let reply = reply.with_text(wording.phrasings_help(&usage));
    let reply = if last > 1 { reply.with_text(wording.page(page, last)) } else { reply };
    let holders = Holders::of(faq);
    let reply = shown.iter().fold(reply, |reply, phrasing| {
        let mark = match (phrasing.state, is_aside(&holders, phrasing)) {
            (PhrasingState::Accepted, false) => "✓",
            (PhrasingState::Accepted, true) => "?",
            _ => "✗",
        };
        let label = format!("{mark} {}: {}", phrasing.entry, phrasing.text);
        reply.with_button(cut(&label, LABEL_CHARS), to(&MissedAction::Phrasing(phrasing.id)))
    });
    to_list(turning(reply, wording, (page, last), MissedAction::Phrasings))
}

/// One of them, with what can be done about it.
pub(super) fn one(wording: &Wording, faq: &Faq, phrasing: &PhrasingRecord) -> Reply {
    let reply = Reply::titled(&wording.phrasings_title());
    let reply = reply.with_text(pair(wording, faq, &phrasing.entry, &phrasing.text));
    let reply = match phrasing.state {
        PhrasingState::Accepted if is_aside(&Holders::of(faq), phrasing) => reply.with_text(wording.phrasing_aside()),
        PhrasingState::Accepted => reply.with_text(wording.phrasing_in_use()),
        PhrasingState::Draft | PhrasingState::Undone => reply.with_text(wording.phrasing_undone()),
    };
    let reply = if phrasing.state == PhrasingState::Accepted {
        reply.with_button(wording.phrasing_take_back(), to(&MissedAction::Undo(phrasing.id)))
    } else {
        reply.with_button(wording.phrasing_use_again(), to(&MissedAction::Redo(phrasing.id)))
    };
    both(wording, reply)
}

/// That it is not there any more.
pub(super) fn gone(wording: &Wording) -> Reply {
    both(wording, Reply::saying(wording.phrasing_gone()))
}

/// Whether a phrasing that is to be in use cannot be: the FAQ as it is now has it nowhere, or elsewhere.
fn is_aside(holders: &Holders, phrasing: &PhrasingRecord) -> bool {
    matches!(holders.placed(&phrasing.entry, &phrasing.text), Placement::EntryGone | Placement::Elsewhere(_))
}

fn pair(wording: &Wording, faq: &Faq, entry: &str, text: &str) -> String {
    wording.phrasing_pair(text, &named(faq, entry))
}

fn back(wording: &Wording, reply: Reply, missed: Option<i64>) -> Reply {
    match missed {
        Some(id) => reply.with_button(format!("← {}", wording.missed_title()), to(&MissedAction::Group(id))),
        None => reply.with_button(wording.phrasings_title(), to(&MissedAction::Phrasings(1))),
    }
}

/// The ways to both lists.
fn both(wording: &Wording, reply: Reply) -> Reply {
    reply
        .with_button(wording.phrasings_title(), to(&MissedAction::Phrasings(1)))
        .with_button(wording.missed_to_list(), to(&MissedAction::Open(1)))
}
