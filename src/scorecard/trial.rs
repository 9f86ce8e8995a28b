//! What one more phrasing of an entry would change: the FAQ's own phrasings and labelled questions are asked with it and
//! without it. Each phrasing is asked of a FAQ that has it not, or it would always find itself.

use rayon::prelude::*;

use super::case::Case;
use super::grade::Grade;
use super::judged::{Judged, judge};
use crate::corpus::{Faq, Holders, Id, Placement};
use crate::decide::Decision;
use crate::engine::Engine;
use crate::text::Question;

/// The phrasings are left out by turns, so many parts of them. A gap or courtesy keeps the one it has, and with it what it is
/// known by.
const PARTS: usize = 2;

/// What one more phrasing would change.
#[derive(Clone, Debug, PartialEq)]
pub struct Trial {
    /// How many questions were asked.
    pub cases: usize,
    /// What is decided about the phrasing itself without it.
    pub before: Decision,
    /// What would be decided with it.
    pub after: Decision,
    /// The questions that would be graded otherwise, those that break something first.
    pub changes: Vec<TrialChange>,
}

/// A question that would be graded otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct TrialChange {
    /// The question.
    pub text: String,
    /// What fits it; empty when nothing does.
    pub gold: Vec<String>,
    /// The grade without the phrasing.
    pub before: Grade,
    /// The grade with it.
    pub after: Grade,
    /// What would be answered or said with it.
    pub given: Option<Id>,
    /// Whether it keeps the phrasing from being added.
    pub breaks: bool,
}

/// Why a phrasing is not tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TrialRefusal {
    /// There is no such entry.
    NoEntry,
    /// It says nothing.
    Empty,
    /// It is longer than [`Trial::MOST_CHARS`].
    TooLong,
    /// The entry has it already.
    There,
    /// Something else has it.
    Elsewhere(Id),
    /// It raises this red flag, which comes before every entry.
    Urgent(Id),
}

impl Trial {
    /// The most characters of a phrasing: what is longer is a story, and its words would pull at other questions.
    pub const MOST_CHARS: usize = 200;

    /// The changes that keep the phrasing from being added.
    pub fn broken(&self) -> impl Iterator<Item = &TrialChange> {
        self.changes.iter().filter(|change| change.breaks)
    }
}

/// A question of the trial.
struct TrialCase {
    case: Case,
    /// Whether it is one of the FAQ's own phrasings, which the FAQ was asked without.
    is_left_out: bool,
}

/// Asks everything with one more phrasing of an entry and without.
///
/// # Errors
/// When the phrasing cannot be one of the entry's, whatever it changes.
pub fn try_phrasing(engine: &Engine, entry: &str, text: &str, labelled: &[Case]) -> Result<Trial, TrialRefusal> {
    let question = Question::new(text);
    if engine.content_words(&question).is_empty() {
        return Err(TrialRefusal::Empty);
    }
    if question.typed().chars().count() > Trial::MOST_CHARS {
        return Err(TrialRefusal::TooLong);
    }
    match Holders::of(engine.faq()).placed(entry, question.typed()) {
        Placement::Added => {}
        Placement::There => return Err(TrialRefusal::There),
        Placement::Elsewhere(id) => return Err(TrialRefusal::Elsewhere(id)),
        Placement::EntryGone => return Err(TrialRefusal::NoEntry),
    }
    let before = engine.decide(&question).decision;
    if let Decision::Urgent(flag) = before {
        return Err(TrialRefusal::Urgent(flag));
    }
    let with = |faq: &Faq| {
        let mut faq = faq.clone();
        faq.add_phrasing(entry, question.typed());
        engine.like(faq)
    };
    let whole = with(engine.faq());
    let questions = engine.faq().entries.iter().map(|one| asked(&one.question, &one.id));
    let mut cases: Vec<TrialCase> = questions
        .chain(lone_phrasings(engine.faq()))
        .chain(labelled.iter().cloned())
        .map(|case| TrialCase { case, is_left_out: false })
        .collect();
    let mut count = cases.len();
    let mut changes = changed(engine, &whole, &cases, entry);
    for part in 0..PARTS {
        let (faq, left_out) = without_part(engine.faq(), part);
        cases = left_out.into_iter().map(|case| TrialCase { case, is_left_out: true }).collect();
        count += cases.len();
        changes.extend(changed(&engine.like(faq.clone()), &with(&faq), &cases, entry));
    }
    changes.sort_by_key(|change| (!change.breaks, change.after < change.before));
    Ok(Trial { cases: count, before, after: whole.decide(&question).decision, changes })
}

fn asked(text: &str, id: &Id) -> Case {
    Case { text: text.to_owned(), gold: vec![id.to_string()], after: None }
}

/// The phrasings that are never left out: a gap or a courtesy would be known by nothing without them.
fn lone_phrasings(faq: &Faq) -> impl Iterator<Item = Case> {
    let gaps = faq.gaps.iter().map(|one| (&one.id, &one.also_asked));
    let courtesies = faq.courtesies.iter().map(|one| (&one.id, &one.also_asked));
    let is_lone = |(_, phrasings): &(&Id, &Vec<String>)| phrasings.len() < PARTS;
    gaps.chain(courtesies).filter(is_lone).flat_map(|(id, phrasings)| phrasings.iter().map(|text| asked(text, id)))
}

/// The FAQ without every so-manieth of its phrasings, and these. An entry has its question besides; a gap or a courtesy that
/// has one phrasing alone keeps it.
fn without_part(faq: &Faq, part: usize) -> (Faq, Vec<Case>) {
    let mut faq = faq.clone();
    let mut cases = Vec::new();
    let mut leave_out = |id: &Id, phrasings: &mut Vec<String>, fewest: usize| {
        if phrasings.len() < fewest {
            return;
        }
        let mut at = 0;
        phrasings.retain(|text| {
            let is_left_out = at % PARTS == part;
            at += 1;
            cases.extend(is_left_out.then(|| asked(text, id)));
            !is_left_out
        });
    };
    faq.entries.iter_mut().for_each(|one| leave_out(&one.id, &mut one.also_asked, 1));
    faq.gaps.iter_mut().for_each(|one| leave_out(&one.id, &mut one.also_asked, PARTS));
    faq.courtesies.iter_mut().for_each(|one| leave_out(&one.id, &mut one.also_asked, PARTS));
    (faq, cases)
}

/// The questions that are graded otherwise with another phrasing of an entry.
fn changed(without: &Engine, with: &Engine, cases: &[TrialCase], entry: &str) -> Vec<TrialChange> {
    let change = |TrialCase { case, is_left_out }: &TrialCase| {
        let (before, after) = (judge(without, case.clone()), judge(with, case.clone()));
        let given = given(&after);
        let is_taken = given.as_ref().is_some_and(|id| id.as_str() == entry);
        let change = TrialChange {
            text: case.text.clone(),
            gold: case.gold.clone(),
            before: before.grade,
            after: after.grade,
            breaks: breaks(before.grade, after.grade, !is_left_out || is_taken, *is_left_out),
            given,
        };
        // A wrong answer that becomes another wrong one is no news; nor is a small shift of what the FAQ has in truth.
        (change.before != change.after && (!is_left_out || change.breaks)).then_some(change)
    };
    cases.par_iter().filter_map(change).collect()
}

/// Whether somebody is served worse in a way that counts: what had its answer loses it, or gets a wrong one. To be offered
/// what was answered does not count, nor, of a phrasing that the FAQ has in truth, anything but that the entry takes it.
fn breaks(before: Grade, after: Grade, is_by_phrasing: bool, is_left_out: bool) -> bool {
    let is_harm = matches!(after, Grade::Wrong | Grade::FalseAlarm | Grade::MissedRedFlag) && is_by_phrasing;
    let is_lost = before <= Grade::Offered && after == Grade::Missed && !is_left_out;
    after > before && (is_harm || is_lost)
}

fn given(judged: &Judged) -> Option<Id> {
    match &judged.outcome.decision {
        Decision::Answer(id) | Decision::Gap { id, .. } | Decision::Courtesy(id) | Decision::Urgent(id) => {
            Some(id.clone())
        }
        Decision::Choose(ids) => ids.first().cloned(),
        Decision::Unknown => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Grade, TrialChange, TrialRefusal, try_phrasing};
    use crate::corpus::{Id, load_plain};
    use crate::engine::Engine;
    use crate::scorecard::Case;

    const TOPIC: &str = r#"
title = "t"
[[entry]]
id = "hours"
question = "When does the museum open?"
also_asked = ["opening hours of the museum", "when do you open in the morning"]
[[entry]]
id = "tickets"
question = "How much is a ticket?"
also_asked = ["price of a ticket", "ticket for a child", "student ticket"]
[[entry]]
id = "dogs"
question = "May I bring my dog?"
also_asked = ["dogs and other pets", "is a puppy allowed inside"]
"#;

    fn engine() -> Engine {
        Engine::new(load_plain(&[("topics/t.toml", TOPIC)]).expect("loads"))
    }

    fn case(text: &str, gold: &str) -> Case {
        Case { text: text.to_owned(), gold: vec![gold.to_owned()], after: None }
    }

    #[test]
    fn what_cannot_be_a_phrasing_is_refused_before_anything_is_asked() {
        let engine = engine();
        let refused = |entry: &str, text: &str| try_phrasing(&engine, entry, text, &[]).expect_err("refused");
        assert_eq!(refused("hours", "  "), TrialRefusal::Empty);
        assert_eq!(refused("hours", "and then?"), TrialRefusal::Empty);
        assert_eq!(refused("hours", &"museum ".repeat(40)), TrialRefusal::TooLong);
        assert_eq!(refused("hours", "OPENING hours of the museum"), TrialRefusal::There);
        let elsewhere = TrialRefusal::Elsewhere(Id::new("tickets").expect("an id"));
        assert_eq!(refused("hours", "Price of a ticket"), elsewhere);
        assert_eq!(refused("ours", "museum at noon"), TrialRefusal::NoEntry);
    }

    #[test]
    fn what_gets_better_is_told_and_what_breaks_is_named() {
        let engine = engine();
        let cases = [case("do you sell a family pass", "tickets")];
        let good = try_phrasing(&engine, "tickets", "family pass", &cases).expect("tried");
        assert_eq!(good.broken().count(), 0, "{good:?}");
        assert!(good.changes.iter().any(|change| change.after < change.before), "{good:?}");
        assert!(good.cases > 10);
        let cases = [case("is my puppy allowed", "dogs")];
        let bad = try_phrasing(&engine, "tickets", "is my puppy allowed in", &cases).expect("tried");
        let broken: Vec<&TrialChange> = bad.broken().collect();
        assert!(broken.iter().any(|change| change.gold == ["dogs"] && change.after > Grade::Offered), "{bad:?}");
        let taken = try_phrasing(&engine, "tickets", "is a puppy allowed here", &[]).expect("tried");
        assert!(taken.broken().any(|change| change.text == "is a puppy allowed inside"), "{taken:?}");
    }

    #[test]
    fn the_one_phrasing_of_an_entry_is_asked_of_a_faq_without_it() {
        let topic = TOPIC.replace("\"dogs and other pets\", ", "");
        let gaps = "[[gap]]\nid = \"cost\"\nlabel = \"the cost\"\nalso_asked = [\"what does the cloakroom cost\"]\nask = \"Ask.\"";
        let engine = Engine::new(load_plain(&[("topics/t.toml", &topic), ("gaps.toml", gaps)]).expect("loads"));
        let taken = try_phrasing(&engine, "tickets", "is a puppy allowed here", &[]).expect("tried");
        assert!(taken.broken().any(|change| change.text == "is a puppy allowed inside"), "{taken:?}");
        // The questions, their phrasings, and that of the gap, which keeps it.
        assert_eq!(taken.cases, 3 + 6 + 1);
        let lost = try_phrasing(&engine, "tickets", "what does a cloakroom cost", &[]).expect("tried");
        assert_eq!(lost.broken().filter(|change| change.gold == ["cost"]).count(), 0, "it finds itself: {lost:?}");
    }
}
