//! The figures of `eval --robust` by name.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::cases::ALL;
use super::set::Set;

/// What the figures of all kinds together go by in floors; those of one kind follow after a full stop.
pub(super) const ROBUST: &str = "robust";

/// The figures of `--robust` by name. Part of the JSON contract of `eval --json`.
#[derive(Serialize, Deserialize)]
pub(super) struct RobustCard {
    /// Of all kinds, of each area, of whole and of damaged words, and of each kind.
    pub(super) figures: BTreeMap<String, Set>,
    /// The share of right answers that were kept, by set and kind.
    pub(super) kept: BTreeMap<String, BTreeMap<String, f64>>,
}

/// What a floor calls the figures that [`RobustCard::figures`] has under a name.
pub(super) fn qualified(name: &str) -> String {
    if name == ALL { ROBUST.to_owned() } else { format!("{ROBUST}.{name}") }
}

impl RobustCard {
    /// The figures that a floor names, such as `robust` or `robust.line_end`.
    pub(super) fn named(&self, set: &str) -> Option<&Set> {
        let name = set.strip_prefix(ROBUST)?;
        self.figures.get(if name.is_empty() { ALL } else { name.strip_prefix('.')? })
    }
}
