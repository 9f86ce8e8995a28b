//! What a sentence encoder adds: how near a question is to each target by vectors of whole sentences, and one confidence
//! made of that and of the engine's own. Plain numbers; who makes the vectors is not known here.

mod classifier;
mod fused;
mod product;
mod ranked;
mod sentence_vectors;
#[cfg(test)]
mod tests;
mod vector_index;

pub use fused::Similarity;
pub(crate) use product::dot;
pub(crate) use ranked::{RankedMatches, VectorOfQuestion};
pub use sentence_vectors::SentenceVectors;
pub(super) use vector_index::VectorIndex;
