//! Which target a vector belongs to, learned from the vectors of the phrasings: multinomial logistic regression by
//! stochastic gradient descent, which starts from the centroids and stops early. Steps and order are fixed, so the same
//! vectors give the same classifier, but for what processors round differently.

use super::product::products;
use crate::matcher::weights::{
    CLASSIFIER_BIAS_SHARE, CLASSIFIER_EPOCHS, CLASSIFIER_LEARNING_RATE, CLASSIFIER_SCALE, LEAST_TO_LEARN, MOST_PRODUCTS,
};

/// Tells targets apart by a weighted sum for each.
#[derive(Debug)]
pub(super) struct Classifier {
    width: usize,
    /// A row a target.
    rows: Vec<f32>,
    biases: Vec<f32>,
}

impl Classifier {
    /// Learns from phrasings, row by row, each with the target it belongs to.
    pub(super) fn learn(width: usize, phrasings: &[f32], targets: &[usize], centroids: &[f32]) -> Self {
        let rows = centroids.iter().map(|number| CLASSIFIER_SCALE * number).collect();
        let mut learned = Self { width, rows, biases: vec![0.0; centroids.len() / width.max(1)] };
        let order = by_turns(targets, learned.biases.len());
        let products = order.len() * learned.biases.len();
        let epochs = CLASSIFIER_EPOCHS.min(MOST_PRODUCTS / products.max(1));
        for epoch in 0..epochs {
            let step = CLASSIFIER_LEARNING_RATE * (1.0 - epoch as f32 / epochs as f32);
            for &phrasing in &order {
                learned.step(&phrasings[phrasing * width..][..width], targets[phrasing], step);
            }
        }
        learned
    }

    /// How likely each target is, by a vector.
    pub(super) fn probabilities(&self, vector: &[f32]) -> Vec<f32> {
        let mut odds = products(&self.rows, vector);
        odds.iter_mut().zip(&self.biases).for_each(|(odds, bias)| *odds += bias);
        let most = odds.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        odds.iter_mut().for_each(|odds| *odds = (*odds - most).exp());
        let all: f32 = odds.iter().sum();
        odds.iter_mut().for_each(|odds| *odds /= all);
        odds
    }

    fn step(&mut self, vector: &[f32], own: usize, step: f32) {
        for (target, likely) in self.probabilities(vector).into_iter().enumerate() {
            let push = step * if target == own { 1.0 - likely } else { -likely };
            // Most targets are far from most phrasings.
            if push.abs() >= step * LEAST_TO_LEARN {
                let row = &mut self.rows[target * self.width..][..self.width];
                row.iter_mut().zip(vector).for_each(|(weight, number)| *weight += push * number);
                self.biases[target] += CLASSIFIER_BIAS_SHARE * push;
            }
        }
    }
}

/// The first phrasing of each target, then the second of each: one after the other would be forgotten again.
fn by_turns(targets: &[usize], count: usize) -> Vec<usize> {
    let mut seen = vec![0_usize; count];
    let mut order: Vec<(usize, usize)> = Vec::with_capacity(targets.len());
    for (phrasing, &target) in targets.iter().enumerate() {
        order.push((seen[target], phrasing));
        seen[target] += 1;
    }
    order.sort_unstable();
    order.into_iter().map(|(_, phrasing)| phrasing).collect()
}
