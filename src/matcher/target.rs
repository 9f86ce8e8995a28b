//! What a question can be matched to, and a match.

use super::fusion::Similarity;

/// What a question can be matched to, as a position in the corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    /// A position in `Faq::entries`.
    Entry(usize),
    /// A position in `Faq::gaps`.
    Gap(usize),
    /// A position in `Faq::courtesies`.
    Courtesy(usize),
}

/// A target with how well it fits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Match {
    /// The target.
    pub target: Target,
    /// How well it fits, about 0 to 1.5; comparable within one corpus only.
    pub score: f32,
    /// The share of what the question says that the target's phrasings speak of, 0 to 1.
    pub overlap: f32,
    /// How many different words that say something by themselves the target's phrasings share.
    pub content_words: u32,
    /// How many phrasings the target has.
    pub phrasings: usize,
    /// The phrasing nearest to the question, as a position in [`Matcher::phrasing`](super::Matcher::phrasing).
    pub nearest: usize,
    /// How near that is, 0 to 1.
    pub nearest_k: f32,
    /// What a sentence encoder added; `None` when the question was read without.
    pub encoder: Option<EncoderShare>,
}

/// What a sentence encoder added to a match.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EncoderShare {
    /// How near its vectors are.
    pub similarity: Similarity,
    /// How sure the match is without it, 0 to 1; `None` when it would not be among the matches.
    pub alone: Option<f32>,
}
