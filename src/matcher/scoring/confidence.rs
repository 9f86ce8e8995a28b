//! Raw scores → confidence: how likely a match is to be what was meant, comparable between questions and corpora.

use crate::matcher::target::Match;
use crate::matcher::weights::{CONFIDENCE_BIAS, CONFIDENCE_OF_MARGIN, CONFIDENCE_OF_PHRASINGS, CONFIDENCE_OF_SCORE};

/// The confidence of each match, 0 to 1; matches come best first.
///
/// A logistic regression over the score s, the product s·m with the margin m to the best other match, and s·m·ln n
/// with the number n of the target's phrasings: the more phrasings stand behind a target, the more a margin says.
pub(crate) fn confidences(matches: &[Match]) -> impl Iterator<Item = f32> {
    let score = |at: usize| matches.get(at).map_or(0.0, |found| found.score);
    let (best, second) = (score(0), score(1));
    matches.iter().enumerate().map(move |(at, found)| {
        let margin = found.score - if at == 0 { second } else { best };
        let per_margin = CONFIDENCE_OF_MARGIN + CONFIDENCE_OF_PHRASINGS * (found.phrasings.max(1) as f32).ln();
        let sum = CONFIDENCE_BIAS + CONFIDENCE_OF_SCORE * found.score + per_margin * found.score * margin;
        1.0 / (1.0 + (-sum).exp())
    })
}

#[cfg(test)]
mod tests {
    use super::confidences;
    use crate::matcher::weights::{
        CONFIDENCE_BIAS as BIAS, CONFIDENCE_OF_MARGIN as MARGIN, CONFIDENCE_OF_PHRASINGS as PHRASINGS,
        CONFIDENCE_OF_SCORE as SCORE,
    };
    use crate::matcher::{Match, Target};

    const LN_2: f32 = std::f32::consts::LN_2;

    fn found(&(score, phrasings): &(f32, usize)) -> Match {
        let target = Target::Entry(0);
        Match { target, score, overlap: 0.0, content_words: 0, phrasings, nearest: 0, nearest_k: 0.0, encoder: None }
    }

    /// Scores with numbers of phrasings → the logarithms of the odds.
    #[track_caller]
    fn check(scores: &[(f32, usize)], expected: &[f32]) {
        let matches: Vec<Match> = scores.iter().map(found).collect();
        let odds: Vec<f32> = confidences(&matches).map(|confidence| (confidence / (1.0 - confidence)).ln()).collect();
        let near = odds.iter().zip(expected).all(|(odds, expected)| (odds - expected).abs() < 1e-3);
        assert!(near && odds.len() == expected.len(), "{scores:?}: {odds:?} for {expected:?}");
    }

    #[test]
    fn a_score_counts_with_its_margin_and_what_stands_behind_it() {
        check(&[], &[]);
        check(&[(0.0, 1)], &[BIAS]);
        check(&[(0.5, 1)], &[BIAS + SCORE / 2.0 + MARGIN / 4.0]);
        check(&[(0.5, 0)], &[BIAS + SCORE / 2.0 + MARGIN / 4.0]);
        check(&[(0.5, 2)], &[BIAS + SCORE / 2.0 + (MARGIN + LN_2 * PHRASINGS) / 4.0]);
        check(&[(0.5, 8)], &[BIAS + SCORE / 2.0 + (MARGIN + 3.0 * LN_2 * PHRASINGS) / 4.0]);
        // Two as good as each other: neither has a margin.
        check(&[(0.5, 2), (0.5, 1)], &[BIAS + SCORE / 2.0, BIAS + SCORE / 2.0]);
        // Only the second makes the margin of the best, and all others are behind the best.
        check(
            &[(0.75, 1), (0.5, 1), (0.25, 4)],
            &[
                BIAS + 0.75 * SCORE + 0.75 * 0.25 * MARGIN,
                BIAS + 0.5 * SCORE - 0.5 * 0.25 * MARGIN,
                BIAS + 0.25 * SCORE - 0.25 * 0.5 * (MARGIN + 2.0 * LN_2 * PHRASINGS),
            ],
        );
    }

    #[test]
    fn the_best_is_never_surer_for_a_better_second_nor_for_a_lower_score() {
        let sure = |scores: [f32; 2]| confidences(&scores.map(|score| found(&(score, 3)))).next();
        for [less, more] in [[0.0, 0.25], [0.25, 0.5], [0.5, 1.0]] {
            assert!(sure([1.0, less]) > sure([1.0, more]), "{less} {more}");
            assert!(sure([less, 0.0]) < sure([more, 0.0]), "{less} {more}");
        }
        assert!(sure([0.0, 0.0]) < Some(0.1), "what does not fit at all is hardly ever meant");
    }
}
