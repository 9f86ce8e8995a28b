//! What becomes of questions when they are asked in another form: what is kept, and what goes wrong that did not before.

use super::case::Case;
use super::grade::Grade;
use super::judged::{Judged, judge};
use super::perturbations::{Area, PERTURBATIONS, Perturbation};
use crate::decide::Decision;
use crate::engine::Engine;

/// A question in another form, judged.
#[derive(Clone, Debug)]
pub struct Reworded {
    /// The place of its kind among [`PERTURBATIONS`].
    pub kind: usize,
    /// What became of it.
    pub judged: Judged,
}

/// Asks a question in every form of every kind.
///
/// A question that only a courtesy fits is not wrapped: a greeting in front of a greeting asks nothing, and a farewell
/// after it is as good to answer.
pub fn ask_reworded<'a>(engine: &'a Engine, case: &'a Case) -> impl Iterator<Item = Reworded> + 'a {
    let faq = engine.faq();
    let courtesy = !case.gold.is_empty() && case.gold.iter().all(|id| faq.courtesy(id).is_some());
    let fits = move |kind: &Perturbation| kind.area != Area::Wrapping || !courtesy;
    let kinds = PERTURBATIONS.iter().enumerate().filter(move |(_, kind)| fits(kind));
    kinds.flat_map(move |(number, kind)| {
        kind.variants(&case.text, &faq.language)
            .into_iter()
            .map(move |text| Reworded { kind: number, judged: judge(engine, Case { text, ..case.clone() }) })
    })
}

/// How many questions in another form there were, and what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Robustness {
    /// Questions in another form.
    pub asked: usize,
    /// Those that something fits, no red flag, and that were served right as typed.
    pub right: usize,
    /// Those of them that still are.
    pub kept: usize,
    /// Those that something fits, no red flag, and that were not served right as typed.
    pub unserved: usize,
    /// Those of them that are now.
    pub gained: usize,
    /// Those that must raise a red flag.
    pub danger: usize,
    /// Those of them that raised none.
    pub missed_red_flag: usize,
    /// Those that must raise a red flag and did as typed.
    pub raised: usize,
    /// Those of them that raised none.
    pub lost_red_flag: usize,
    /// Those with a wrong passage that had none as typed.
    pub wrong_added: usize,
    /// Those with a red flag raised without reason that had none as typed.
    pub false_alarm_added: usize,
    /// Those that nothing fits.
    pub strangers: usize,
    /// Those of them that were quoted a passage.
    pub stranger_answered: usize,
    /// Those of them that were quoted a passage and were not as typed.
    pub stranger_added: usize,
}

impl Robustness {
    /// What became of one question.
    #[must_use]
    pub fn of(typed: &Judged, reworded: &Judged) -> Self {
        let (before, after) = (typed.grade, reworded.grade);
        let answered = |judged: &Judged| matches!(judged.outcome.decision, Decision::Answer(_));
        let danger = typed.danger;
        let stranger = typed.case.gold.is_empty();
        let served = !danger && !stranger;
        let was_right = before == Grade::Right;
        let is_right = after == Grade::Right;
        let came = |grade| after == grade && before != grade;
        let count = usize::from;
        Self {
            asked: 1,
            right: count(served && was_right),
            kept: count(served && was_right && is_right),
            unserved: count(served && !was_right),
            gained: count(served && !was_right && is_right),
            danger: count(danger),
            missed_red_flag: count(danger && !is_right),
            raised: count(danger && was_right),
            lost_red_flag: count(danger && was_right && !is_right),
            wrong_added: count(came(Grade::Wrong)),
            false_alarm_added: count(came(Grade::FalseAlarm)),
            strangers: count(stranger),
            stranger_answered: count(stranger && answered(reworded)),
            stranger_added: count(stranger && answered(reworded) && !answered(typed)),
        }
    }

    /// The share of right answers that were kept; `None` when there was none to keep.
    #[must_use]
    pub fn kept_share(&self) -> Option<f64> {
        share(self.kept, self.right)
    }

    /// Every figure by its name, 0 to 1; one without questions to count is left out.
    #[must_use]
    pub fn by_name(&self) -> Vec<(&'static str, f64)> {
        let figures = [
            ("kept", self.kept_share()),
            ("gained", share(self.gained, self.unserved)),
            ("missed_red_flag", share(self.missed_red_flag, self.danger)),
            ("lost_red_flag", share(self.lost_red_flag, self.raised)),
            ("wrong_added", share(self.wrong_added, self.asked)),
            ("false_alarm_added", share(self.false_alarm_added, self.asked)),
            ("stranger_answered", share(self.stranger_answered, self.strangers)),
            ("stranger_added", share(self.stranger_added, self.strangers)),
        ];
        figures.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }
}

impl std::iter::Sum for Robustness {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), |a, b| Self {
            asked: a.asked + b.asked,
            right: a.right + b.right,
            kept: a.kept + b.kept,
            unserved: a.unserved + b.unserved,
            gained: a.gained + b.gained,
            danger: a.danger + b.danger,
            missed_red_flag: a.missed_red_flag + b.missed_red_flag,
            raised: a.raised + b.raised,
            lost_red_flag: a.lost_red_flag + b.lost_red_flag,
            wrong_added: a.wrong_added + b.wrong_added,
            false_alarm_added: a.false_alarm_added + b.false_alarm_added,
            strangers: a.strangers + b.strangers,
            stranger_answered: a.stranger_answered + b.stranger_answered,
            stranger_added: a.stranger_added + b.stranger_added,
        })
    }
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}
