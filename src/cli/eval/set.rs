//! The figures of one set of questions.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::scorecard::Figures;

/// One set.
#[derive(Serialize, Deserialize)]
pub(super) struct Set {
    /// How many questions it has.
    pub(super) cases: usize,
    /// Figures by name, 0 to 1, four decimals.
    pub(super) figures: BTreeMap<String, f64>,
    /// The grade on each question; empty for all sets together.
    #[serde(rename = "verdicts", default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) grades: BTreeMap<String, String>,
}

impl Set {
    pub(super) fn new(figures: &Figures, grades: BTreeMap<String, String>) -> Self {
        let by_name = figures.by_name().into_iter().map(|(name, value)| (name.to_owned(), rounded(value)));
        Self { cases: figures.cases, figures: by_name.collect(), grades }
    }
}

/// Four decimals: finer than any set can tell.
pub(super) fn rounded(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}
