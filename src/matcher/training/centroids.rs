//! The centroids of all targets while they learn.

use super::samples::Sample;
use crate::language::DIMS;
use crate::matcher::features::dot;
use crate::matcher::weights::MOST_HARD_NEGATIVES;

/// The centroids while they change: every weight has its place.
pub(super) struct Centroids {
    targets: usize,
    /// Row by row, the weight in each target.
    weights: Vec<f32>,
    embeddings: Vec<[f32; DIMS]>,
}

impl Centroids {
    pub(super) fn new(targets: usize, rows: usize) -> Self {
        Self { targets, weights: vec![0.0; rows * targets], embeddings: vec![[0.0; DIMS]; targets] }
    }

    fn row(&self, row: u32) -> &[f32] {
        &self.weights[row as usize * self.targets..][..self.targets]
    }

    pub(super) fn add(&mut self, sample: Sample<'_>, moves: &[(usize, f32)]) {
        for &(row, weight) in sample.entries {
            let row = &mut self.weights[row as usize * self.targets..][..self.targets];
            moves.iter().for_each(|&(target, factor)| row[target] += factor * weight);
        }
        for &(target, factor) in moves {
            let embedding = self.embeddings[target].iter_mut().zip(sample.embedding);
            embedding.for_each(|(sum, value)| *sum += factor * value);
        }
    }

    /// How well a text fits each of the targets, without what it shares with itself alone.
    pub(super) fn scores(&self, sample: Sample<'_>, targets: &[usize]) -> Vec<f32> {
        let embeddings = targets.iter().map(|&target| &self.embeddings[target]);
        let mut scores: Vec<f32> = embeddings.map(|own| sample.semantic * dot(sample.embedding, own)).collect();
        for &(row, weight) in sample.entries {
            let row = self.row(row);
            scores.iter_mut().zip(targets).for_each(|(score, &target)| *score += weight * row[target]);
        }
        scores
    }

    /// The targets nearest to a text, without its own and those that the nearest leaves far behind.
    pub(super) fn nearest_others(&self, sample: Sample<'_>, own: usize) -> Vec<usize> {
        let mut others: Vec<usize> = (0..self.targets).filter(|&other| other != own).collect();
        let mut scores =
            self.embeddings.iter().map(|own| sample.semantic * dot(sample.embedding, own)).collect::<Vec<_>>();
        for &(row, weight) in sample.entries {
            scores.iter_mut().zip(self.row(row)).for_each(|(score, own)| *score += weight * own);
        }
        if others.len() > MOST_HARD_NEGATIVES {
            others
                .select_nth_unstable_by(MOST_HARD_NEGATIVES, |&a, &b| scores[b].total_cmp(&scores[a]).then(a.cmp(&b)));
            others.truncate(MOST_HARD_NEGATIVES);
        }
        others.sort_unstable();
        others
    }
}
