//! Learning from rivals: a phrasing that could be taken for another target pushes the two apart.
//!
//! A target's centroid is a weighted sum of its phrasings. Multinomial logistic regression on the kernels, by stochastic
//! gradient descent that starts from the centroids and stops early, moves these weights: a phrasing is added to its own
//! target, and taken from its rivals, by as much as they are likely to be mistaken for it (Bishop, Pattern Recognition
//! and Machine Learning, 2006, 4.3.4). What a phrasing's own target scores is counted without the phrasing itself.
//! Phrasings come in order and steps are fixed, so the same corpus gives the same corrections.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::index::{Shares, Text};
use super::lexical::KERNELS;
use super::semantic::dot;
use super::table::DIMS;
use super::weights::{LEAST_TO_LEARN, MOST_RIVALS, RIVAL_ROUNDS, RIVAL_SHARPNESS, RIVAL_STEP};

/// A part of a target's centroid: `weight` times the phrasing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Part {
    pub(super) target: usize,
    pub(super) phrasing: usize,
    pub(super) weight: f32,
}

/// Learns what is added to the centroids, ordered by target, then phrasing.
///
/// `parts` are what the centroids are made of to begin with, one for each text, in the order of the texts; `features`
/// how many features each lexical kernel has.
pub(super) fn learn(texts: &[Text], parts: &[Part], features: [usize; KERNELS]) -> Vec<Part> {
    let targets = parts.last().map_or(0, |part| part.target + 1);
    let mut centroids = Centroids::new(targets, features);
    let mut counts = vec![0.0_f32; targets];
    for (text, part) in texts.iter().zip(parts) {
        centroids.add(part.target, text, part.weight);
        counts[part.target] += 1.0;
    }
    let rivals: Vec<Vec<usize>> =
        texts.par_iter().zip(parts).map(|(text, part)| centroids.nearest_others(text, part.target)).collect();
    let mut learned: BTreeMap<(usize, usize), f32> = BTreeMap::new();
    for round in 0..RIVAL_ROUNDS {
        let step = RIVAL_STEP * (1.0 - round as f32 / RIVAL_ROUNDS as f32);
        for ((text, &Part { target: own, phrasing, weight }), rivals) in texts.iter().zip(parts).zip(&rivals) {
            let count = counts[own];
            // With one phrasing alone there is nothing to learn from.
            if count < 2.0 || rivals.is_empty() {
                continue;
            }
            // A phrasing's K with itself is 1.
            let itself = weight + learned.get(&(own, phrasing)).copied().unwrap_or(0.0);
            let own_score = (centroids.score(text, own) - itself) * count / (count - 1.0);
            let scores = rivals.iter().map(|&rival| centroids.score(text, rival));
            let odds: Vec<f32> = scores.map(|score| (RIVAL_SHARPNESS * (score - own_score)).exp()).collect();
            let all = 1.0 + odds.iter().sum::<f32>();
            if 1.0 - 1.0 / all < LEAST_TO_LEARN {
                continue;
            }
            let pushes = rivals.iter().zip(&odds).map(|(&rival, odds)| (rival, -odds / all));
            for (target, push) in pushes.chain([(own, 1.0 - 1.0 / all)]) {
                *learned.entry((target, phrasing)).or_default() += step * push;
                centroids.add(target, text, step * push);
            }
        }
    }
    learned.into_iter().map(|((target, phrasing), weight)| Part { target, phrasing, weight }).collect()
}

/// The centroids while they change: every weight has its place.
struct Centroids {
    targets: usize,
    /// For each lexical kernel, feature by feature, the weight in each target.
    lexical: [Vec<f32>; KERNELS],
    meanings: Vec<[f32; DIMS]>,
}

impl Centroids {
    fn new(targets: usize, features: [usize; KERNELS]) -> Self {
        let lexical = features.map(|count| vec![0.0; count * targets]);
        Self { targets, lexical, meanings: vec![[0.0; DIMS]; targets] }
    }

    fn add(&mut self, target: usize, text: &Text, factor: f32) {
        for (weights, features) in self.lexical.iter_mut().zip(&text.features) {
            for &(feature, weight) in features {
                weights[feature as usize * self.targets + target] += factor * weight;
            }
        }
        let meaning = self.meanings[target].iter_mut().zip(&text.meaning.vector);
        meaning.for_each(|(sum, value)| *sum += factor * value);
    }

    fn score(&self, text: &Text, target: usize) -> f32 {
        let Shares { semantic, lexical } = text.shares();
        let mut score = semantic * dot(&text.meaning.vector, &self.meanings[target]);
        for ((weights, features), share) in self.lexical.iter().zip(&text.features).zip(lexical) {
            let products =
                features.iter().map(|&(feature, weight)| weight * weights[feature as usize * self.targets + target]);
            score += share * products.sum::<f32>();
        }
        score
    }

    /// The targets nearest to a text, without its own.
    fn nearest_others(&self, text: &Text, own: usize) -> Vec<usize> {
        let Shares { semantic, lexical } = text.shares();
        let mut scores: Vec<f32> =
            self.meanings.iter().map(|meaning| semantic * dot(&text.meaning.vector, meaning)).collect();
        for ((weights, features), share) in self.lexical.iter().zip(&text.features).zip(lexical) {
            for &(feature, weight) in features {
                let row = &weights[feature as usize * self.targets..][..self.targets];
                scores.iter_mut().zip(row).for_each(|(score, own)| *score += share * weight * own);
            }
        }
        let mut others: Vec<usize> = (0..self.targets).filter(|&other| other != own).collect();
        others.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
        others.truncate(MOST_RIVALS);
        others
    }
}

#[cfg(test)]
mod tests {
    use super::{Part, learn};
    use crate::matcher::ReadWord;
    use crate::matcher::index::Text;
    use crate::matcher::lexical::Lexicon;
    use crate::text::words;

    fn learned(targets: &[&[&str]]) -> Vec<Part> {
        let phrasings: Vec<_> =
            targets.iter().enumerate().flat_map(|(at, texts)| texts.iter().map(move |text| (at, text))).collect();
        let read: Vec<(usize, Vec<ReadWord<'_>>)> =
            phrasings.into_iter().map(|(at, text)| (at, words(text).map(ReadWord::as_typed).collect())).collect();
        let lexicon = Lexicon::learn(&read);
        let texts: Vec<Text> = read.iter().map(|(_, words)| Text::new(&lexicon, words)).collect();
        let part = |(phrasing, &(target, _)): (usize, &(usize, _))| Part {
            target,
            phrasing,
            weight: 1.0 / targets[target].len() as f32 / 0.9,
        };
        let parts: Vec<Part> = read.iter().enumerate().map(part).collect();
        learn(&texts, &parts, std::array::from_fn(|kernel| lexicon.len(kernel)))
    }

    #[test]
    fn a_phrasing_near_a_rival_pushes_the_two_apart() {
        let parts = learned(&[
            &["how is the needle heated", "how warm is the bath"],
            &["how warm is the room", "how warm is the water"],
        ]);
        let weight = |target, phrasing| {
            parts.iter().find(|part| (part.target, part.phrasing) == (target, phrasing)).map_or(0.0, |part| part.weight)
        };
        assert!(weight(0, 1) > 0.0 && weight(1, 1) < 0.0, "{parts:?}");
        assert!(weight(0, 1) > weight(0, 0), "what is not mistaken teaches less: {parts:?}");
    }

    #[test]
    fn targets_far_apart_stay_as_they_are() {
        assert_eq!(learned(&[&["liver surgery", "surgery of the liver"], &["opening hours", "hours of opening"]]), []);
    }

    #[test]
    fn what_stands_alone_has_nothing_to_learn_from() {
        assert_eq!(learned(&[]), []);
        assert_eq!(learned(&[&["how warm is the bath", "how warm is the water"]]), [], "no rival");
        assert_eq!(learned(&[&["how warm is the bath"], &["how warm is the water"]]), [], "one phrasing each");
    }
}
