//! Learning from rivals: a phrasing that would be taken for another target pushes the two apart.
//!
//! A target's centroid score is a weighted sum over its phrasings, Σ α·K. A phrasing whose own target, without the
//! phrasing itself, does not beat the best other by a margin is added to its own target and taken from the rival: a
//! kernel perceptron with margin (Freund and Schapire, 1999) that starts from the centroids. Phrasings come in order and
//! steps are fixed, so the same corpus gives the same corrections.

use std::collections::BTreeMap;

use super::weights::{MOST_LACK, RIVAL_MARGIN, RIVAL_ROUNDS, RIVAL_STEP};

/// One correction: `weight` · K(question, phrasing) is added to the target's centroid score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Correction {
    pub(super) target: usize,
    pub(super) phrasing: usize,
    pub(super) weight: f32,
}

/// Learns corrections from K of every phrasing with every phrasing.
///
/// `starts` holds each target's first phrasing and one more at the end; `spreads` what each target's mean K is divided
/// by.
pub(super) fn learn(starts: &[usize], spreads: &[f32], kernels: &[Vec<f32>]) -> Vec<Correction> {
    let mut scores = centroid_scores(starts, spreads, kernels);
    let mut weights: BTreeMap<(usize, usize), f32> = BTreeMap::new();
    for _ in 0..RIVAL_ROUNDS {
        for (own, range) in starts.windows(2).enumerate().map(|(own, range)| (own, range[0]..range[1])) {
            let count = range.len() as f32;
            // With one phrasing alone there is nothing to learn from.
            for phrasing in range.filter(|_| count > 1.0) {
                let learned = weights.get(&(own, phrasing)).copied().unwrap_or(0.0);
                let itself = (1.0 / count / spreads[own] + learned) * kernels[phrasing][phrasing];
                let without_itself = (scores[own][phrasing] - itself) * count / (count - 1.0);
                let Some(rival) = best_other(&scores, own, phrasing) else { continue };
                let lack = RIVAL_MARGIN - (without_itself - scores[rival][phrasing]);
                if lack <= 0.0 {
                    continue;
                }
                let by = RIVAL_STEP * lack.min(MOST_LACK);
                for (target, by) in [(own, by), (rival, -by)] {
                    *weights.entry((target, phrasing)).or_default() += by;
                    scores[target].iter_mut().zip(&kernels[phrasing]).for_each(|(score, k)| *score += by * k);
                }
            }
        }
    }
    let corrections = weights.into_iter().map(|((target, phrasing), weight)| Correction { target, phrasing, weight });
    corrections.collect()
}

/// For each target, its centroid score for each phrasing.
fn centroid_scores(starts: &[usize], spreads: &[f32], kernels: &[Vec<f32>]) -> Vec<Vec<f32>> {
    let scores = starts.windows(2).zip(spreads).map(|(range, spread)| {
        let weight = 1.0 / (range[1] - range[0]) as f32 / spread;
        let mut scores = vec![0.0; kernels.len()];
        for row in &kernels[range[0]..range[1]] {
            scores.iter_mut().zip(row).for_each(|(score, k)| *score += weight * k);
        }
        scores
    });
    scores.collect()
}

fn best_other(scores: &[Vec<f32>], own: usize, phrasing: usize) -> Option<usize> {
    let others = (0..scores.len()).filter(|&other| other != own);
    others.max_by(|&a, &b| scores[a][phrasing].total_cmp(&scores[b][phrasing]).then(b.cmp(&a)))
}

#[cfg(test)]
mod tests {
    use super::learn;

    #[test]
    fn a_phrasing_near_a_rival_pushes_the_two_apart() {
        // Target 0 has phrasings 0 and 1, target 1 has 2 and 3; phrasing 1 is nearer to target 1.
        let kernels = [[1.0, 0.2, 0.0, 0.0], [0.2, 1.0, 0.6, 0.6], [0.0, 0.6, 1.0, 0.9], [0.0, 0.6, 0.9, 1.0]];
        let kernels: Vec<Vec<f32>> = kernels.iter().map(|row| row.to_vec()).collect();
        let corrections = learn(&[0, 2, 4], &[0.8, 0.95], &kernels);
        let weight = |target, phrasing| {
            corrections.iter().find(|c| (c.target, c.phrasing) == (target, phrasing)).map_or(0.0, |c| c.weight)
        };
        assert!(weight(0, 1) > 0.0 && weight(1, 1) < 0.0, "{corrections:?}");
        assert!(weight(1, 2) <= 0.0 || weight(0, 2) <= 0.0, "{corrections:?}");
    }

    #[test]
    fn targets_far_apart_stay_as_they_are() {
        let kernels = [[1.0, 0.9, 0.0, 0.0], [0.9, 1.0, 0.0, 0.0], [0.0, 0.0, 1.0, 0.9], [0.0, 0.0, 0.9, 1.0]];
        let kernels: Vec<Vec<f32>> = kernels.iter().map(|row| row.to_vec()).collect();
        assert_eq!(learn(&[0, 2, 4], &[0.97, 0.97], &kernels), []);
    }

    #[test]
    fn one_target_or_none_has_no_rival() {
        assert_eq!(learn(&[0], &[], &[]), []);
        assert_eq!(learn(&[0, 2], &[1.0], &[vec![1.0, 0.1], vec![0.1, 1.0]]), []);
    }
}
