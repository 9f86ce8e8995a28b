//! Labelled questions → figures: what was answered right, offered, missed, and above all answered wrong.

mod curves;
mod perturbations;
mod robustness;

use std::collections::BTreeMap;

pub use curves::{BINS, Bin, Cut, Sure, auroc, coverage_curve, expected_calibration_error, in_at_95, reliability};
pub use perturbations::{Area, Harm, PERTURBATIONS, Perturbation};
pub use robustness::{Reworded, Robustness, ask_reworded};

use crate::corpus::Id;
use crate::decide::{Decision, Reason};
use crate::engine::{Choice, Engine, Outcome};
use crate::text::Question;

/// A labelled question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// What is asked.
    pub text: String,
    /// The ids that fit: entries, gaps, courtesies, red flags. Empty when nothing fits.
    pub gold: Vec<String>,
}

impl Case {
    /// Whether an id is one of those that fit.
    #[must_use]
    pub fn fits(&self, id: &Id) -> bool {
        self.gold.iter().any(|gold| gold == id.as_str())
    }
}

/// How well a decision served the person who asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// What fits was given; or nothing fits and nothing was quoted.
    Right,
    /// What fits was among the choices.
    Offered,
    /// Neither given nor offered, but nothing wrong was said either.
    Missed,
    /// A passage that does not fit was quoted.
    Wrong,
    /// A red flag was raised without reason.
    FalseAlarm,
    /// A red flag was not raised.
    MissedRedFlag,
}

impl Grade {
    /// All grades, best first.
    pub const ALL: [Self; 6] =
        [Self::Right, Self::Offered, Self::Missed, Self::Wrong, Self::FalseAlarm, Self::MissedRedFlag];

    /// Its name in figures and floors.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Offered => "offered",
            Self::Missed => "missed",
            Self::Wrong => "wrong",
            Self::FalseAlarm => "false_alarm",
            Self::MissedRedFlag => "missed_red_flag",
        }
    }

    /// The grade of that name, or `None` when there is none.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|grade| grade.name() == name)
    }
}

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
    let outcome = engine.decide(&Question::new(&case.text));
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
    fn first_entry(&self) -> Option<Sure> {
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

/// The figures of one set of cases. Shares are 0 to 1 of its cases.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// How many cases there are.
    pub cases: usize,
    /// How many got each grade.
    pub grades: BTreeMap<Grade, usize>,
    /// How many were quoted a passage.
    pub answered: usize,
    /// How many were quoted a passage that fits.
    pub answered_right: usize,
    /// How many have an entry that fits.
    pub with_entry: usize,
    /// How many of those have one ranked first.
    pub first: usize,
    /// How many of those have one ranked among the first three.
    pub first_three: usize,
    /// How far confidence is from the share that is right; see [`expected_calibration_error`].
    pub ece: Option<f64>,
    /// How well the confidence of the best entry tells questions with a fitting entry from the others; see [`auroc`].
    pub auroc: Option<f64>,
    /// How many are matched right while 95 % of those without a fitting entry are turned away; see [`in_at_95`].
    pub in_95: Option<f64>,
}

impl Figures {
    /// Counts judged cases.
    #[must_use]
    pub fn of<'a>(judged: impl Iterator<Item = &'a Judged> + Clone) -> Self {
        let first_entries = |with_entry| {
            judged.clone().filter(move |judged| judged.has_entry == with_entry).filter_map(Judged::first_entry)
        };
        let confidences = |sure: &[Sure]| sure.iter().map(|sure| sure.confidence).collect::<Vec<_>>();
        let inside: Vec<Sure> = first_entries(true).collect();
        let outside = confidences(&first_entries(false).collect::<Vec<_>>());
        let best: Vec<Sure> = judged.clone().filter_map(Judged::best).collect();
        let mut figures = Self {
            ece: expected_calibration_error(&reliability(&best)),
            auroc: auroc(&confidences(&inside), &outside),
            in_95: in_at_95(&inside, &outside),
            ..Self::default()
        };
        for judged in judged {
            figures.count(judged);
        }
        figures
    }

    fn count(&mut self, judged: &Judged) {
        let answered = matches!(judged.outcome.decision, Decision::Answer(_));
        self.cases += 1;
        *self.grades.entry(judged.grade).or_default() += 1;
        self.answered += usize::from(answered);
        self.answered_right += usize::from(answered && judged.best_fits);
        if judged.has_entry {
            let fits = |choice: &Choice| judged.case.fits(&choice.id);
            self.with_entry += 1;
            self.first += usize::from(judged.outcome.choices.iter().take(1).any(fits));
            self.first_three += usize::from(judged.outcome.choices.iter().take(3).any(fits));
        }
    }

    /// Every figure by its name, 0 to 1; one without cases to count is left out.
    #[must_use]
    pub fn by_name(&self) -> Vec<(&'static str, f64)> {
        let count = |grade| self.grades.get(&grade).copied().unwrap_or(0);
        let mut figures = Vec::new();
        let mut add = |name, part: usize, whole: usize| {
            if whole > 0 {
                figures.push((name, part as f64 / whole as f64));
            }
        };
        for grade in Grade::ALL {
            add(grade.name(), count(grade), self.cases);
        }
        add("right_or_offered", count(Grade::Right) + count(Grade::Offered), self.cases);
        add("answered", self.answered, self.cases);
        add("precision", self.answered_right, self.answered);
        add("accuracy", self.first, self.with_entry);
        add("accuracy_3", self.first_three, self.with_entry);
        let curves = [("auroc", self.auroc), ("in_95", self.in_95), ("ece", self.ece)];
        figures.extend(curves.into_iter().filter_map(|(name, value)| Some((name, value?))));
        figures
    }
}
