//! What is compared of texts: stems, pairs of stems, character n-grams, and what the words mean.

mod char_ngrams;
mod embedding;
mod kernels;
mod lexicon;
mod sparse;
mod text_features;

pub(super) use embedding::{QuantizedVector, QueryVector, dot};
pub(super) use kernels::{KERNELS, LexicalFeatures, STEM};
pub(super) use lexicon::Lexicon;
pub(super) use sparse::Weighted;
pub(super) use text_features::{KernelShares, TextFeatures};
