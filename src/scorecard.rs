//! Labelled questions → figures: what was answered right, offered, missed, and above all answered wrong.

use std::collections::BTreeMap;

use crate::decide::Decision;
use crate::engine::{Engine, Outcome};
use crate::text::Question;

/// A labelled question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// What is asked.
    pub text: String,
    /// The ids that fit: entries, gaps, courtesies, red flags. Empty when nothing fits.
    pub gold: Vec<String>,
}

/// How well a decision served the person who asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
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

impl Verdict {
    /// All verdicts, best first.
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
}

/// A case with what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// The case.
    pub case: Case,
    /// What the engine made of it.
    pub outcome: Outcome,
    /// How well that served.
    pub verdict: Verdict,
}

/// Asks the engine one case and judges the decision.
#[must_use]
pub fn judge(engine: &Engine, case: Case) -> Judged {
    let outcome = engine.decide(&Question::new(&case.text));
    let verdict = verdict(engine, &case.gold, &outcome);
    Judged { case, outcome, verdict }
}

fn verdict(engine: &Engine, gold: &[String], outcome: &Outcome) -> Verdict {
    let fits = |id: &crate::corpus::Id| gold.iter().any(|gold| gold == id.as_str());
    let red_flag = |id: &String| engine.faq().safety.red_flags.iter().any(|flag| flag.id.as_str() == id);
    let danger = gold.iter().any(red_flag);
    match &outcome.decision {
        Decision::Urgent(_) if danger => Verdict::Right,
        Decision::Urgent(_) => Verdict::FalseAlarm,
        _ if danger => Verdict::MissedRedFlag,
        Decision::Answer(id) => {
            if fits(id) {
                Verdict::Right
            } else {
                Verdict::Wrong
            }
        }
        Decision::Choose(ids) => {
            if ids.iter().any(fits) {
                Verdict::Offered
            } else {
                Verdict::Missed
            }
        }
        Decision::Gap { id, offered } => match () {
            () if fits(id) || gold.is_empty() => Verdict::Right,
            () if offered.iter().any(fits) => Verdict::Offered,
            () => Verdict::Missed,
        },
        Decision::Courtesy(id) => {
            if fits(id) || gold.is_empty() {
                Verdict::Right
            } else {
                Verdict::Missed
            }
        }
        Decision::Unknown => {
            if gold.is_empty() {
                Verdict::Right
            } else {
                Verdict::Missed
            }
        }
    }
}

/// The figures of one set of cases. Shares are 0 to 1 of its cases.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// How many cases there are.
    pub cases: usize,
    /// How many got each verdict.
    pub verdicts: BTreeMap<Verdict, usize>,
    /// How many were quoted a passage.
    pub answered: usize,
    /// How many have an entry that fits.
    pub with_entry: usize,
    /// How many of those have one ranked first.
    pub first: usize,
    /// How many of those have one ranked among the first three.
    pub first_three: usize,
}

impl Figures {
    /// Counts judged cases.
    #[must_use]
    pub fn of<'a>(engine: &Engine, judged: impl Iterator<Item = &'a Judged>) -> Self {
        let mut figures = Self::default();
        for judged in judged {
            figures.cases += 1;
            *figures.verdicts.entry(judged.verdict).or_default() += 1;
            figures.answered += usize::from(matches!(judged.outcome.decision, Decision::Answer(_)));
            if judged.case.gold.iter().any(|id| engine.faq().entry(id).is_some()) {
                let ranked = || judged.outcome.choices.iter().map(|choice| choice.id.as_str());
                let fits = |id: &str| judged.case.gold.iter().any(|gold| gold == id);
                figures.with_entry += 1;
                figures.first += usize::from(ranked().take(1).any(fits));
                figures.first_three += usize::from(ranked().take(3).any(fits));
            }
        }
        figures
    }

    /// Every figure by its name, as shares from 0 to 1; one without cases to count is left out.
    #[must_use]
    pub fn shares(&self) -> Vec<(&'static str, f64)> {
        let count = |verdict| self.verdicts.get(&verdict).copied().unwrap_or(0);
        let mut shares = Vec::new();
        let mut add = |name, part: usize, whole: usize| {
            if whole > 0 {
                shares.push((name, part as f64 / whole as f64));
            }
        };
        for verdict in Verdict::ALL {
            add(verdict.name(), count(verdict), self.cases);
        }
        add("right_or_offered", count(Verdict::Right) + count(Verdict::Offered), self.cases);
        add("answered", self.answered, self.cases);
        add("precision", self.answered.saturating_sub(count(Verdict::Wrong)), self.answered);
        add("accuracy", self.first, self.with_entry);
        add("accuracy_3", self.first_three, self.with_entry);
        shares
    }
}
