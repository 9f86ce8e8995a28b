//! What a centroid is made of.

/// A part of a target's centroid: `weight` times the phrasing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct CentroidPart {
    pub(crate) target: usize,
    pub(crate) phrasing: usize,
    pub(crate) weight: f32,
}
