//! Raw scores → confidence: how likely a match is to be what was meant, comparable between questions and corpora.

use super::Match;
use super::weights::{CONFIDENCE_BIAS, CONFIDENCE_OF_MARGIN, CONFIDENCE_OF_PHRASINGS, CONFIDENCE_OF_SCORE};

/// The confidence of each match, 0 to 1; matches come best first.
///
/// A logistic regression over the score s, the product s·m with the margin m to the best other match, and s·m·ln n
/// with the number n of the target's phrasings: the more phrasings stand behind a target, the more a margin says.
pub fn confidences(matches: &[Match]) -> impl Iterator<Item = f32> {
    let score = |at: usize| matches.get(at).map_or(0.0, |found| found.score);
    let (best, second) = (score(0), score(1));
    matches.iter().enumerate().map(move |(at, found)| {
        let margin = found.score - if at == 0 { second } else { best };
        let per_margin = CONFIDENCE_OF_MARGIN + CONFIDENCE_OF_PHRASINGS * (found.phrasings.max(1) as f32).ln();
        let sum = CONFIDENCE_BIAS + CONFIDENCE_OF_SCORE * found.score + per_margin * found.score * margin;
        1.0 / (1.0 + (-sum).exp())
    })
}
