//! The figures of a set of labelled questions.

use std::collections::BTreeMap;

use super::curves::{Sure, auroc, expected_calibration_error, in_at_95, reliability};
use super::grade::Grade;
use super::judged::Judged;
use crate::decide::Decision;
use crate::engine::Choice;

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
