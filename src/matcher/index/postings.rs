//! Sparse vectors, looked up by feature: which rows have it, with which weight.

use crate::matcher::features::Weighted;

/// For each feature, the rows that have it with its weight there, ascending.
#[derive(Debug)]
pub(super) struct Postings {
    starts: Vec<u32>,
    entries: Vec<Weighted>,
}

impl Postings {
    /// Builds them from rows of (feature, weight); no row names a feature twice.
    pub(super) fn build(features: usize, rows: &[Vec<Weighted>]) -> Self {
        let mut starts = vec![0_u32; features + 1];
        for (feature, _) in rows.iter().flatten() {
            starts[*feature as usize + 1] += 1;
        }
        for at in 0..features {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut entries = vec![(0, 0.0); starts[features] as usize];
        for (row, weighted) in (0..).zip(rows) {
            for &(feature, weight) in weighted {
                let at = &mut next[feature as usize];
                entries[*at as usize] = (row, weight);
                *at += 1;
            }
        }
        Self { starts, entries }
    }

    /// Adds to `sums` of each row `share` times its scalar product with the asked vector.
    pub(super) fn add_products(&self, asked: &[Weighted], share: f32, sums: &mut [f32]) {
        for &(feature, weight) in asked {
            let weight = weight * share;
            for &(row, own) in self.of(feature) {
                sums[row as usize] += weight * own;
            }
        }
    }

    fn of(&self, feature: u32) -> &[Weighted] {
        let at = feature as usize;
        &self.entries[self.starts[at] as usize..self.starts[at + 1] as usize]
    }
}

/// Sums sparse vectors; the same one serves for one sum after the other.
pub(super) struct SparseSum {
    values: Vec<f32>,
    touched: Vec<u32>,
}

impl SparseSum {
    pub(super) fn new(features: usize) -> Self {
        Self { values: vec![0.0; features], touched: Vec::new() }
    }

    pub(super) fn add(&mut self, vector: &[Weighted], factor: f32) {
        for &(feature, weight) in vector {
            let value = &mut self.values[feature as usize];
            // A sum that came back to 0 is noted twice; it is taken once, as 0 is left out.
            if *value == 0.0 {
                self.touched.push(feature);
            }
            *value += factor * weight;
        }
    }

    /// The sum, each feature once, without those that weigh no more than `least`; begins anew.
    pub(super) fn take(&mut self, least: f32) -> Vec<Weighted> {
        let touched =
            self.touched.drain(..).map(|feature| (feature, std::mem::take(&mut self.values[feature as usize])));
        let mut sum: Vec<Weighted> = touched.filter(|(_, value)| value.abs() > least).collect();
        sum.shrink_to_fit();
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::{Postings, SparseSum};

    #[test]
    fn products_are_those_of_the_rows() {
        let rows = [vec![(0, 1.0), (2, 0.5)], vec![], vec![(2, 2.0)]];
        let postings = Postings::build(3, &rows);
        let mut sums = [0.0, 0.0, 1.0];
        postings.add_products(&[(0, 3.0), (1, 9.0), (2, 1.0)], 2.0, &mut sums);
        assert_eq!(sums, [7.0, 0.0, 5.0]);
    }

    #[test]
    fn a_sum_has_each_feature_once_and_none_that_cancels_out() {
        let mut sum = SparseSum::new(4);
        sum.add(&[(1, 1.0), (3, 2.0)], 1.0);
        sum.add(&[(1, 1.0)], -1.0);
        sum.add(&[(1, 0.5), (3, 1.0)], 2.0);
        assert_eq!(sum.take(0.0), [(1, 1.0), (3, 4.0)]);
        sum.add(&[(0, 1.0), (2, -0.5), (3, 0.2)], 1.0);
        assert_eq!(sum.take(0.3), [(0, 1.0), (2, -0.5)]);
    }
}
