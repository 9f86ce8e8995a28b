//! Raw scores → confidence: how likely a match is to be what was meant, comparable between questions and corpora.

use super::Match;
use super::weights::{CONFIDENCE_BIAS, CONFIDENCE_OF_MARGIN, CONFIDENCE_OF_SCORE};

/// The confidence of each match, 0 to 1; matches come best first.
///
/// A logistic regression over the score, and the score times the margin to the best other match.
pub fn confidences(matches: &[Match]) -> impl Iterator<Item = f32> {
    let score = |at: usize| matches.get(at).map_or(0.0, |found| found.score);
    let (best, second) = (score(0), score(1));
    matches.iter().enumerate().map(move |(at, found)| {
        let margin = found.score - if at == 0 { second } else { best };
        let sum = CONFIDENCE_BIAS + CONFIDENCE_OF_SCORE * found.score + CONFIDENCE_OF_MARGIN * found.score * margin;
        1.0 / (1.0 + (-sum).exp())
    })
}
