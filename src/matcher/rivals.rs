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

/// K of every phrasing with every phrasing, one byte each: a 255th is far below what a correction turns on, and a
/// quarter of the memory.
pub(super) struct Pairs {
    count: usize,
    bytes: Vec<u8>,
}

impl Pairs {
    /// A row from its diagonal on.
    pub(super) fn upper(row: &[f32]) -> Vec<u8> {
        // K is 0 to 1; a float is cut to the bounds of a byte, never wrapped.
        row.iter().map(|k| (k * 255.0).round() as u8).collect()
    }

    /// The whole of the rows from their diagonals on: K is symmetric.
    pub(super) fn from_upper(rows: &[Vec<u8>]) -> Self {
        let count = rows.len();
        let mut bytes = vec![0; count * count];
        for (row, upper) in rows.iter().enumerate() {
            bytes[row * count + row..(row + 1) * count].copy_from_slice(upper);
            for (column, k) in (row..).zip(upper) {
                bytes[column * count + row] = *k;
            }
        }
        Self { count, bytes }
    }

    fn row(&self, phrasing: usize) -> impl Iterator<Item = f32> {
        self.bytes[phrasing * self.count..(phrasing + 1) * self.count].iter().map(|&k| f32::from(k) / 255.0)
    }
}

/// Learns corrections from K of every phrasing with every phrasing.
///
/// `starts` holds each target's first phrasing and one more at the end; `spreads` what each target's mean K is divided
/// by.
pub(super) fn learn(starts: &[usize], spreads: &[f32], pairs: &Pairs) -> Vec<Correction> {
    let mut scores = centroid_scores(starts, spreads, pairs);
    let mut weights: BTreeMap<(usize, usize), f32> = BTreeMap::new();
    for _ in 0..RIVAL_ROUNDS {
        for (own, range) in starts.windows(2).enumerate().map(|(own, range)| (own, range[0]..range[1])) {
            let count = range.len() as f32;
            // With one phrasing alone there is nothing to learn from.
            for phrasing in range.filter(|_| count > 1.0) {
                let learned = weights.get(&(own, phrasing)).copied().unwrap_or(0.0);
                // A phrasing's K with itself is 1.
                let itself = 1.0 / count / spreads[own] + learned;
                let without_itself = (scores[own][phrasing] - itself) * count / (count - 1.0);
                let Some(rival) = best_other(&scores, own, phrasing) else { continue };
                let lack = RIVAL_MARGIN - (without_itself - scores[rival][phrasing]);
                if lack <= 0.0 {
                    continue;
                }
                let by = RIVAL_STEP * lack.min(MOST_LACK);
                for (target, by) in [(own, by), (rival, -by)] {
                    *weights.entry((target, phrasing)).or_default() += by;
                    scores[target].iter_mut().zip(pairs.row(phrasing)).for_each(|(score, k)| *score += by * k);
                }
            }
        }
    }
    let corrections = weights.into_iter().map(|((target, phrasing), weight)| Correction { target, phrasing, weight });
    corrections.collect()
}

/// For each target, its centroid score for each phrasing.
fn centroid_scores(starts: &[usize], spreads: &[f32], pairs: &Pairs) -> Vec<Vec<f32>> {
    let scores = starts.windows(2).zip(spreads).map(|(range, spread)| {
        let weight = 1.0 / (range[1] - range[0]) as f32 / spread;
        let mut scores = vec![0.0; pairs.count];
        for phrasing in range[0]..range[1] {
            scores.iter_mut().zip(pairs.row(phrasing)).for_each(|(score, k)| *score += weight * k);
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
    use super::{Pairs, learn};

    fn pairs(rows: &[&[f32]]) -> Pairs {
        let upper: Vec<_> = rows.iter().enumerate().map(|(at, row)| Pairs::upper(&row[at..])).collect();
        Pairs::from_upper(&upper)
    }

    #[test]
    fn pairs_are_symmetric() {
        let pairs = pairs(&[&[1.0, 0.2], &[0.0, 1.0]]);
        assert_eq!(pairs.row(1).collect::<Vec<_>>(), [0.2, 1.0]);
        assert_eq!(pairs.row(0).collect::<Vec<_>>(), [1.0, 0.2]);
    }

    #[test]
    fn a_phrasing_near_a_rival_pushes_the_two_apart() {
        // Target 0 has phrasings 0 and 1, target 1 has 2 and 3; phrasing 1 is nearer to target 1.
        let pairs =
            pairs(&[&[1.0, 0.2, 0.0, 0.0], &[0.2, 1.0, 0.6, 0.6], &[0.0, 0.6, 1.0, 0.9], &[0.0, 0.6, 0.9, 1.0]]);
        let corrections = learn(&[0, 2, 4], &[0.8, 0.95], &pairs);
        let weight = |target, phrasing| {
            corrections.iter().find(|c| (c.target, c.phrasing) == (target, phrasing)).map_or(0.0, |c| c.weight)
        };
        assert!(weight(0, 1) > 0.0 && weight(1, 1) < 0.0, "{corrections:?}");
    }

    #[test]
    fn targets_far_apart_stay_as_they_are() {
        let pairs =
            pairs(&[&[1.0, 0.9, 0.0, 0.0], &[0.9, 1.0, 0.0, 0.0], &[0.0, 0.0, 1.0, 0.9], &[0.0, 0.0, 0.9, 1.0]]);
        assert_eq!(learn(&[0, 2, 4], &[0.97, 0.97], &pairs), []);
    }

    #[test]
    fn one_target_or_none_has_no_rival() {
        assert_eq!(learn(&[0], &[], &pairs(&[])), []);
        assert_eq!(learn(&[0, 2], &[1.0], &pairs(&[&[1.0, 0.1], &[0.1, 1.0]])), []);
    }
}
