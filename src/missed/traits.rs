//! By what missed questions are likened.

use crate::corpus::Id;
use crate::engine::{Choice, Outcome};

/// So many of the nearest entries count; those behind them are near by chance.
const MOST_NEAR: usize = 5;

/// An entry that is less sure than that is not near.
const LEAST_SURE: f32 = 0.02;

/// The entries nearest to a question, best first, with how sure each is, 0 to 1.
#[must_use]
pub fn nearest(outcome: &Outcome) -> Vec<(Id, f32)> {
    let near = outcome.choices.iter().take(MOST_NEAR).filter(|choice| choice.confidence >= LEAST_SURE);
    near.map(|Choice { id, confidence }| (id.clone(), *confidence)).collect()
}

/// What of a missed question it is likened to others by.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MissTraits {
    /// Its content words, each as a number of its own with how much it tells questions apart, 0 to 1; in any order, each
    /// once.
    pub words: Vec<(u32, f32)>,
    /// The entries nearest to it, each as a number of its own, with how sure they are, 0 to 1.
    pub near: Vec<(u32, f32)>,
}
