//! Sparse vectors: features by their number, each with its weight.

/// A feature with its weight.
pub(crate) type Weighted = (u32, f32);

pub(super) fn number(count: usize) -> u32 {
    u32::try_from(count).expect("a corpus has fewer than four thousand million features")
}
