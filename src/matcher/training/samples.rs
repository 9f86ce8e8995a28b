//! Phrasings as vectors to learn from.

use crate::language::DIMS;
use crate::matcher::features::{KERNELS, TextFeatures, Weighted};
use crate::matcher::weights::LEAST_WEIGHT_TO_LEARN;

/// The phrasings as vectors whose products are nearly K: what weighs something and others have too, row by row.
pub(super) struct Samples<'a> {
    texts: &'a [TextFeatures],
    /// For each phrasing, where its first entry stands; one more at the end.
    starts: Vec<usize>,
    entries: Vec<Weighted>,
    /// See [`Sample::alone`].
    alone: Vec<f32>,
    /// How many features are heavy in more than one phrasing: each is a row of the centroids.
    pub(super) rows: usize,
}

/// One of the [`Samples`].
#[derive(Clone, Copy)]
pub(super) struct Sample<'a> {
    /// The heavy features that other phrasings have too.
    pub(super) entries: &'a [Weighted],
    /// The square of the length of all others, which are held to meet nothing but themselves.
    pub(super) alone: f32,
    pub(super) embedding: &'a [f32; DIMS],
    /// The share of the semantic kernel.
    pub(super) semantic: f32,
}

impl<'a> Samples<'a> {
    pub(super) fn new(texts: &'a [TextFeatures], features: [usize; KERNELS]) -> Self {
        let mut rows = features.map(|count| vec![0; count]);
        for entry in texts.iter().flat_map(entries).filter(FeatureWeight::is_heavy) {
            rows[entry.kernel][entry.feature] += 1;
        }
        let shared = rows.iter().flatten().filter(|count| **count > 1).sum::<u32>();
        let mut next = 0;
        for row in rows.iter_mut().flatten() {
            *row = if *row > 1 { next } else { ALONE };
            next += u32::from(*row != ALONE);
        }
        let mut samples = Self {
            texts,
            starts: vec![0],
            entries: Vec::with_capacity(shared as usize),
            alone: Vec::with_capacity(texts.len()),
            rows: next as usize,
        };
        for text in texts {
            let mut alone = 0.0;
            for entry in entries(text) {
                match rows[entry.kernel][entry.feature] {
                    row if row != ALONE && entry.is_heavy() => samples.entries.push((row, entry.weight)),
                    _ => alone += entry.weight * entry.weight,
                }
            }
            samples.alone.push(alone);
            samples.starts.push(samples.entries.len());
        }
        samples
    }

    pub(super) fn of(&self, phrasing: usize) -> Sample<'_> {
        let TextFeatures { embedding, .. } = &self.texts[phrasing];
        Sample {
            entries: &self.entries[self.starts[phrasing]..self.starts[phrasing + 1]],
            alone: self.alone[phrasing],
            embedding: &embedding.vector,
            semantic: self.texts[phrasing].shares().semantic,
        }
    }
}

/// Stands for the row of a feature that is heavy in one phrasing at the most.
const ALONE: u32 = u32::MAX;

/// A feature of a phrasing with its weight in K, all kernels alike.
struct FeatureWeight {
    kernel: usize,
    feature: usize,
    weight: f32,
}

impl FeatureWeight {
    fn is_heavy(&self) -> bool {
        self.weight >= LEAST_WEIGHT_TO_LEARN
    }
}

fn entries(text: &TextFeatures) -> impl Iterator<Item = FeatureWeight> {
    let roots = text.shares().lexical.map(f32::sqrt);
    (0..KERNELS).flat_map(move |kernel| {
        let entry = move |&(feature, weight): &Weighted| FeatureWeight {
            kernel,
            feature: feature as usize,
            weight: roots[kernel] * weight,
        };
        text.features[kernel].iter().map(entry)
    })
}
