//! Training: targets learn at start from each other's phrasings, the hard negatives first.

mod centroid_part;
mod centroids;
mod samples;
#[cfg(test)]
mod tests;
mod train;

pub(super) use centroid_part::CentroidPart;
pub(super) use train::train;
