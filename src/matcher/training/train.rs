//! Learning from hard negatives: a phrasing that could be taken for another target pushes the two apart.
//!
//! A target's centroid is a weighted sum of its phrasings. Multinomial logistic regression on the kernels, by stochastic
//! gradient descent that starts from the centroids and stops early, moves these weights: a phrasing is added to its own
//! target, and taken from its negatives, by as much as they are likely to be mistaken for it (Bishop, Pattern Recognition
//! and Machine Learning, 2006, 4.3.4). What a phrasing's own target scores is counted without the phrasing itself.
//! Phrasings come in order and steps are fixed, so the same corpus gives the same corrections.

use rayon::prelude::*;

use super::centroid_part::CentroidPart;
use super::centroids::Centroids;
use super::samples::{Sample, Samples};
use crate::matcher::features::{KERNELS, TextFeatures};
use crate::matcher::weights::{EPOCHS, INVERSE_TEMPERATURE, LEARNING_RATE, LEAST_TO_LEARN};

/// Learns what is added to the centroids, ordered by phrasing.
///
/// `parts` are what the centroids are made of to begin with, one for each text, in the order of the texts; `features`
/// how many features each lexical kernel has.
pub(crate) fn train(texts: &[TextFeatures], parts: &[CentroidPart], features: [usize; KERNELS]) -> Vec<CentroidPart> {
    examples(texts, parts, features).iter().flat_map(Example::learned).collect()
}

/// Holds the phrasings against their hard negatives, epoch after epoch.
fn examples(texts: &[TextFeatures], parts: &[CentroidPart], features: [usize; KERNELS]) -> Vec<Example> {
    let targets = parts.last().map_or(0, |part| part.target + 1);
    let samples = Samples::new(texts, features);
    let mut centroids = Centroids::new(targets, samples.rows);
    let mut counts = vec![0.0_f32; targets];
    for part in parts {
        centroids.add(samples.of(part.phrasing), &[(part.target, part.weight)]);
        counts[part.target] += 1.0;
    }
    // With one phrasing alone there is nothing to learn from.
    let learners = parts.par_iter().filter(|part| counts[part.target] > 1.0);
    let mut examples: Vec<Example> =
        learners.map(|part| Example::new(part, &centroids, samples.of(part.phrasing))).collect();
    for epoch in 0..EPOCHS {
        let step = LEARNING_RATE * (1.0 - epoch as f32 / EPOCHS as f32);
        for example in &mut examples {
            let sample = samples.of(example.part.phrasing);
            let moves = example.moves(&centroids, sample, counts[example.part.target], step);
            centroids.add(sample, &moves);
        }
    }
    examples
}

/// A phrasing with the targets it is held against, its own first.
pub(super) struct Example {
    pub(super) part: CentroidPart,
    pub(super) targets: Vec<usize>,
    /// How much of the phrasing each of the targets has learned.
    pub(super) learned: Vec<f32>,
}

impl Example {
    fn new(part: &CentroidPart, centroids: &Centroids, sample: Sample<'_>) -> Self {
        let mut targets = vec![part.target];
        targets.extend(centroids.nearest_others(sample, part.target));
        Self { part: *part, learned: vec![0.0; targets.len()], targets }
    }

    /// How far the phrasing moves which centroids; noted as learned.
    pub(super) fn moves(
        &mut self,
        centroids: &Centroids,
        sample: Sample<'_>,
        count: f32,
        step: f32,
    ) -> Vec<(usize, f32)> {
        let mut scores = centroids.scores(sample, &self.targets);
        scores.iter_mut().zip(&self.learned).for_each(|(score, learned)| *score += sample.alone * learned);
        // A phrasing's K with itself is 1.
        let itself = self.part.weight + self.learned[0];
        let own = (scores[0] + sample.alone * self.part.weight - itself) * count / (count - 1.0);
        let odds: Vec<f32> = scores[1..].iter().map(|score| (INVERSE_TEMPERATURE * (score - own)).exp()).collect();
        let all = 1.0 + odds.iter().sum::<f32>();
        let mut moves = vec![(self.targets[0], 0.0)];
        for (at, odds) in (1..).zip(&odds).filter(|(_, odds)| **odds >= LEAST_TO_LEARN * all) {
            let push = step * odds / all;
            moves[0].1 += push;
            moves.push((self.targets[at], -push));
            self.learned[at] -= push;
        }
        self.learned[0] += moves[0].1;
        moves
    }

    pub(super) fn learned(&self) -> impl Iterator<Item = CentroidPart> {
        let learned = self.targets.iter().zip(&self.learned).filter(|(_, weight)| **weight != 0.0);
        learned.map(|(&target, &weight)| CentroidPart { target, weight, ..self.part })
    }
}
