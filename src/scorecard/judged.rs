//! What became of a labelled question.

use super::case::Case;
use super::curves::Sure;
use super::grade::Grade;
use crate::corpus::Id;
use crate::decide::{Decision, Reason};
use crate::engine::{Engine, Outcome};
use crate::text::Question;

/// A case with what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// The case.
    pub case: Case,
    /// What the engine made of it.
    pub outcome: Outcome,
    /// How well that served.
    pub grade: Grade,
    /// Whether one of the fitting ids is a red flag, which must be raised.
    pub danger: bool,
    /// Whether one of the fitting ids is an entry.
    pub has_entry: bool,
    /// Whether the best match is one of the fitting ids. Never so for a red flag: no match is right there.
    pub best_fits: bool,
}

/// Asks the engine one case and judges the decision.
#[must_use]
pub fn judge(engine: &Engine, case: Case) -> Judged {
    let question = Question::new(&case.text);
    let before = case.after.as_ref().and_then(|id| engine.faq().entry(id));
    let outcome = match before {
        Some(entry) => engine.decide_after(&question, &entry.id),
        None => engine.decide(&question),
    };
    let danger = case.gold.iter().any(|id| engine.faq().red_flag(id).is_some());
    let best_fits = outcome.best.as_ref().is_some_and(|best| case.fits(best));
    Judged {
        grade: grade(&case, danger, &outcome),
        has_entry: case.gold.iter().any(|id| engine.faq().entry(id).is_some()),
        best_fits: best_fits && !danger,
        danger,
        case,
        outcome,
    }
}

impl Judged {
    /// The best match as a statement; `None` for a question that a red flag decided before anything was matched.
    #[must_use]
    pub fn best(&self) -> Option<Sure> {
        let matched = !matches!(self.outcome.decision, Decision::Urgent(_));
        matched.then_some(Sure { confidence: self.outcome.confidence, right: self.best_fits })
    }

    /// The answer that the best match is, or would be under a lower threshold; `None` when it is no entry or a rule,
    /// not the threshold, kept it from being quoted. Rules are not asked about matches below the shipped threshold.
    #[must_use]
    pub fn possible_answer(&self) -> Option<Sure> {
        let Outcome { best, choices, reason, .. } = &self.outcome;
        let entry = best.is_some() && *best == choices.first().map(|choice| choice.id.clone());
        let by_threshold = matches!(reason, Reason::Sure | Reason::Unsure | Reason::NothingNear);
        self.best().filter(|_| entry && by_threshold)
    }

    /// The best entry, rank 1, as a statement with the confidence that an entry is meant at all: 0 when none is near.
    /// `None` for a question that a red flag decided.
    pub(super) fn first_entry(&self) -> Option<Sure> {
        let first = self.outcome.choices.first();
        let right = first.is_some_and(|choice| self.case.fits(&choice.id));
        self.best().map(|_| Sure { confidence: first.map_or(0.0, |choice| choice.confidence), right })
    }
}

fn grade(case: &Case, danger: bool, outcome: &Outcome) -> Grade {
    let fits = |id: &Id| case.fits(id);
    let nothing_fits = case.gold.is_empty();
    match &outcome.decision {
        Decision::Urgent(_) if danger => Grade::Right,
        Decision::Urgent(_) => Grade::FalseAlarm,
        _ if danger => Grade::MissedRedFlag,
        Decision::Answer(id) => {
            if fits(id) {
                Grade::Right
            } else {
                Grade::Wrong
            }
        }
        Decision::Choose(ids) => {
            if ids.iter().any(fits) {
                Grade::Offered
            } else {
                Grade::Missed
            }
        }
        Decision::Gap { id, offered } => match () {
            () if fits(id) || nothing_fits => Grade::Right,
            () if offered.iter().any(fits) => Grade::Offered,
            () => Grade::Missed,
        },
        Decision::Courtesy(id) => {
            if fits(id) || nothing_fits {
                Grade::Right
            } else {
                Grade::Missed
            }
        }
        Decision::Unknown => {
            if nothing_fits {
                Grade::Right
            } else {
                Grade::Missed
            }
        }
    }
}
