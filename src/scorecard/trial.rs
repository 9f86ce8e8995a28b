//! What one more phrasing of an entry would change: every phrasing of the FAQ and every labelled question is asked with it
//! and without it.

use rayon::prelude::*;

use super::case::Case;
use super::grade::Grade;
use super::judged::{Judged, judge};
use crate::corpus::{Id, Placement};
use crate::decide::Decision;
use crate::engine::Engine;
use crate::text::Question;

/// What one more phrasing would change.
#[derive(Clone, Debug, PartialEq)]
pub struct Trial {
    /// How many questions were asked.
    pub cases: usize,
    /// What would be decided about the phrasing itself.
    pub decision: Decision,
    /// The questions that would be graded otherwise, those that get worse first.
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

    /// The changes that keep the phrasing from being added: a question that had its answer would lose it, or would get
    /// something wrong.
    pub fn broken(&self) -> impl Iterator<Item = &TrialChange> {
        self.changes.iter().filter(|change| change.breaks())
    }
}

impl TrialChange {
    /// Whether somebody is served worse than before in a way that counts: to be offered what was answered does not.
    #[must_use]
    pub fn breaks(&self) -> bool {
        let is_harm = matches!(self.after, Grade::Wrong | Grade::FalseAlarm | Grade::MissedRedFlag);
        self.after > self.before && (is_harm || self.before <= Grade::Offered && self.after == Grade::Missed)
    }
}

/// Asks everything with one more phrasing of an entry and without.
///
/// # Errors
/// When the phrasing cannot be one of the entry's, whatever it changes.
pub fn try_phrasing(engine: &Engine, entry: &str, text: &str, labelled: &[Case]) -> Result<Trial, TrialRefusal> {
    let question = Question::new(text);
    if question.folded().trim().is_empty() || engine.content_words(&question).is_empty() {
        return Err(TrialRefusal::Empty);
    }
    if question.typed().chars().count() > Trial::MOST_CHARS {
        return Err(TrialRefusal::TooLong);
    }
    let mut faq = engine.faq().clone();
    match faq.add_phrasing(entry, question.typed()) {
        Placement::Added => {}
        Placement::There => return Err(TrialRefusal::There),
        Placement::Elsewhere(id) => return Err(TrialRefusal::Elsewhere(id)),
        Placement::EntryGone => return Err(TrialRefusal::NoEntry),
    }
    if let Decision::Urgent(flag) = engine.decide(&question).decision {
        return Err(TrialRefusal::Urgent(flag));
    }
    let cases: Vec<Case> = own_cases(engine).chain(labelled.iter().cloned()).collect();
    let with = Engine::new(faq);
    let mut changes: Vec<TrialChange> = cases.par_iter().filter_map(|case| changed(engine, &with, case)).collect();
    changes.sort_by_key(|change| (!change.breaks(), change.after < change.before));
    Ok(Trial { cases: cases.len(), decision: with.decide(&question).decision, changes })
}

/// Every phrasing of the FAQ, with what it is a phrasing of.
fn own_cases(engine: &Engine) -> impl Iterator<Item = Case> {
    let case = |text: &str, id: &Id| Case { text: text.to_owned(), gold: vec![id.to_string()] };
    let faq = engine.faq();
    let entries = faq.entries.iter().flat_map(move |one| one.phrasings().map(move |text| case(text, &one.id)));
    let gaps = faq.gaps.iter().flat_map(move |one| one.also_asked.iter().map(move |text| case(text, &one.id)));
    let courtesies =
        faq.courtesies.iter().flat_map(move |one| one.also_asked.iter().map(move |text| case(text, &one.id)));
    entries.chain(gaps).chain(courtesies)
}

fn changed(without: &Engine, with: &Engine, case: &Case) -> Option<TrialChange> {
    let (before, after) = (judge(without, case.clone()), judge(with, case.clone()));
    // A wrong answer that becomes another wrong one is no news.
    (before.grade != after.grade).then(|| TrialChange {
        text: case.text.clone(),
        gold: case.gold.clone(),
        before: before.grade,
        after: after.grade,
        given: given(&after),
    })
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
        Case { text: text.to_owned(), gold: vec![gold.to_owned()] }
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
    }
}
