//! The vectors of a corpus's phrasings, and how near a question is to each target by them.

use super::classifier::Classifier;
use super::fused::Similarity;
use super::product::{dot, products};

/// The vectors of the phrasings.
#[derive(Debug)]
pub(in crate::matcher) struct VectorIndex {
    width: usize,
    /// A row a phrasing.
    phrasings: Vec<f32>,
    /// Which target each phrasing belongs to.
    targets: Vec<usize>,
    /// A row a target: the mean of its phrasings, of length 1.
    centroids: Vec<f32>,
    counts: Vec<usize>,
    classifier: Classifier,
}

impl VectorIndex {
    /// Learns from the vectors of phrasings; each comes with the target it belongs to, of so many.
    pub(in crate::matcher) fn new(rows: &[Vec<f32>], targets: Vec<usize>, count: usize) -> Self {
        let width = rows.first().map_or(0, Vec::len);
        let mut centroids = vec![0.0; count * width];
        let mut counts = vec![0; count];
        for (row, &target) in rows.iter().zip(&targets) {
            let centroid = &mut centroids[target * width..][..width];
            centroid.iter_mut().zip(row).for_each(|(sum, number)| *sum += number);
            counts[target] += 1;
        }
        for centroid in centroids.chunks_exact_mut(width.max(1)) {
            let length = dot(centroid, centroid).sqrt().max(f32::MIN_POSITIVE);
            centroid.iter_mut().for_each(|number| *number /= length);
        }
        let phrasings = rows.concat();
        let classifier = Classifier::learn(width, &phrasings, &targets, &centroids);
        Self { width, phrasings, targets, centroids, counts, classifier }
    }

    /// How near a question is to each target; nothing when its vector is of another length.
    pub(in crate::matcher) fn similarities(&self, vector: &[f32]) -> Option<Vec<Similarity>> {
        if vector.len() != self.width || self.width == 0 {
            return None;
        }
        let centroids = products(&self.centroids, vector).into_iter();
        let likely = self.classifier.probabilities(vector);
        let mut similarities: Vec<Similarity> = centroids
            .zip(likely)
            .zip(&self.counts)
            .map(|((centroid, probability), &phrasings)| Similarity {
                nearest: 0,
                nearest_cosine: -1.0,
                centroid,
                probability,
                phrasings,
                margin: 0.0,
            })
            .collect();
        let cosines = products(&self.phrasings, vector);
        for (number, (cosine, &target)) in cosines.into_iter().zip(&self.targets).enumerate() {
            if cosine > similarities[target].nearest_cosine {
                (similarities[target].nearest, similarities[target].nearest_cosine) = (number, cosine);
            }
        }
        with_margins(&mut similarities);
        Some(similarities)
    }
}

/// Sets what each is nearer than the best other.
fn with_margins(similarities: &mut [Similarity]) {
    let nearness: Vec<f32> = similarities.iter().map(Similarity::nearness).collect();
    let (mut best, mut second) = (f32::NEG_INFINITY, f32::NEG_INFINITY);
    for &near in &nearness {
        (best, second) = if near > best { (near, best) } else { (best, second.max(near)) };
    }
    for (similarity, near) in similarities.iter_mut().zip(nearness) {
        let other = if near >= best { second } else { best };
        similarity.margin = if other.is_finite() { near - other } else { near };
    }
}
