//! The engine's own confidence and the encoder's similarities → one confidence.

use crate::matcher::weights::{
    FUSED_BIAS, FUSED_OF_CLASSIFIER, FUSED_OF_CONFIDENCE, FUSED_OF_LISTED, FUSED_OF_MARGIN, LEAST_PROBABILITY,
};

/// How near a question is to a target by an encoder's vectors.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Similarity {
    /// The phrasing nearest to it, as a position in [`Matcher::phrasing`](crate::matcher::Matcher::phrasing).
    pub nearest: usize,
    /// The cosine of that, -1 to 1.
    pub nearest_cosine: f32,
    /// The cosine of the mean of the target's phrasings.
    pub centroid: f32,
    /// How likely the target is by what was learned from all phrasings, 0 to 1.
    pub probability: f32,
    /// How many phrasings the target has.
    pub phrasings: usize,
    /// How much nearer it is than the best other target.
    pub margin: f32,
}

impl Similarity {
    /// How near it is in all: the mean counts twice, unless the one phrasing is all there is.
    #[must_use]
    pub fn nearness(&self) -> f32 {
        if self.phrasings > 1 { (self.nearest_cosine + 2.0 * self.centroid) / 3.0 } else { self.nearest_cosine }
    }
}

/// How likely a target is meant, 0 to 1: a logistic regression over the engine's confidence, when the engine lists the
/// target at all, and the encoder's margin and classifier.
#[must_use]
pub(super) fn fused(confidence: Option<f32>, similarity: &Similarity) -> f32 {
    let own = confidence.map_or(0.0, |confidence| FUSED_OF_LISTED + FUSED_OF_CONFIDENCE * log_odds(confidence));
    let margin = FUSED_OF_MARGIN * similarity.margin;
    let sum = FUSED_BIAS + own + margin + FUSED_OF_CLASSIFIER * log_odds(similarity.probability);
    1.0 / (1.0 + (-sum).exp())
}

fn log_odds(probability: f32) -> f32 {
    let probability = probability.clamp(LEAST_PROBABILITY, 1.0 - LEAST_PROBABILITY);
    (probability / (1.0 - probability)).ln()
}
