//! What scores mean: how sure a match is, and how much of a question it speaks of.

mod confidence;
mod coverage;

pub(super) use confidence::confidences;
pub use coverage::Coverage;
pub(super) use coverage::{WordEmbeddings, coverage};
