//! The scorecard: every figure of every set, what each figure means, and the file that a later run is compared with.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use serde::{Deserialize, Serialize};

use super::cases::{ALL, Cases, Sets};
use super::measured_encoder::MeasuredEncoder;
use super::robust::Robust;
use super::robust_card::{ROBUST, RobustCard};
use super::set::Set;
use crate::scorecard::{Figures, Grade, Judged};

/// Figures of each set and of all, with the grade on each question.
#[derive(Serialize, Deserialize)]
pub(super) struct Card {
    /// By the set's name.
    pub(super) sets: BTreeMap<String, Set>,
    /// The figures of `--robust`, where it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) robust: Option<RobustCard>,
    /// The sentence encoder that read the questions too; `None` when none did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) encoder: Option<MeasuredEncoder>,
}

impl Card {
    /// Counts every set, and all of them together, as the engine alone answers.
    pub(super) fn new(sets: &Sets, robust: Option<&Robust>) -> Self {
        let grades = |judged: &[Judged]| {
            judged.iter().map(|judged| (judged.case.text.clone(), judged.grade.name().to_owned())).collect()
        };
        let of_set = |(name, judged): &(String, Vec<Judged>)| {
            (name.clone(), Set::new(&Figures::of(judged.iter()), grades(judged)))
        };
        let mut all: BTreeMap<String, Set> = sets.iter().map(of_set).collect();
        let together = Figures::of(sets.iter().flat_map(|(_, judged)| judged));
        all.insert(ALL.to_owned(), Set::new(&together, BTreeMap::new()));
        Self { sets: all, robust: robust.map(Robust::card), encoder: None }
    }

    /// The figures of a set, or of a kind of change such as `robust.line_end`; a floor names them so.
    pub(super) fn figure(&self, set: &str, figure: &str) -> Option<f64> {
        let of = |set: &Set| set.figures.get(figure).copied();
        self.sets.get(set).and_then(of).or_else(|| self.robust.as_ref()?.named(set).and_then(of))
    }

    /// Whether a set names kinds of change, and these were not asked for.
    pub(super) fn lacks_robust(&self, set: &str) -> bool {
        self.robust.is_none() && !self.sets.contains_key(set) && set.split('.').next() == Some(ROBUST)
    }

    /// The sets by name, all of them together last.
    pub(super) fn in_order(&self) -> impl Iterator<Item = (&String, &Set)> {
        let (all, sets): (Vec<_>, Vec<_>) = self.sets.iter().partition(|(name, _)| *name == ALL);
        sets.into_iter().chain(all)
    }

    /// Reads what [`Card::write`] wrote or `--json` printed. A baseline that has none of the sets would compare nothing
    /// and is refused.
    pub(super) fn baseline(path: &Path, cases: &Cases) -> anyhow::Result<Self> {
        let text = fs::read_to_string(path).with_context(|| format!("cannot read the baseline {}", path.display()))?;
        let card: Self = serde_json::from_str(&text)
            .with_context(|| format!("{} is not a scorecard that --save or --json wrote", path.display()))?;
        let mut grades = card.sets.values().flat_map(|set| set.grades.values());
        if let Some(strange) = grades.find(|name| Grade::named(name).is_none()) {
            bail!("{} is not a scorecard that --save or --json wrote: there is no verdict `{strange}`", path.display());
        }
        if !cases.iter().any(|(name, _)| card.sets.contains_key(name)) {
            let its: Vec<&str> = card.sets.keys().map(String::as_str).filter(|name| *name != ALL).collect();
            bail!("{} has none of the sets that are measured; it has {}", path.display(), its.join(", "));
        }
        Ok(card)
    }

    /// Writes figures and grades.
    pub(super) fn write(&self, path: &Path) -> anyhow::Result<()> {
        let text = serde_json::to_string_pretty(self)? + "\n";
        fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
    }
}
