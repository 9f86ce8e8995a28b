//! The index: targets' centroids, looked up by feature.

mod centroid_index;
mod postings;

pub(super) use centroid_index::{CentroidIndex, Scored};
