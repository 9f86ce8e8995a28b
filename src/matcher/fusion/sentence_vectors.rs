//! Who makes vectors of sentences, as the matcher sees it.

use std::fmt::Debug;

/// Makes vectors of length 1, in which sentences that mean the same are near to each other. The same text has the same
/// vector, and all have the same length.
pub trait SentenceVectors: Debug + Send + Sync {
    /// The vectors of phrasings, in their order; as long as it takes.
    fn of_phrasings(&self, texts: &[&str]) -> Vec<Vec<f32>>;

    /// The vector of a question; `None` when there is none in time, so that it is decided without.
    fn of_question(&self, text: &str) -> Option<Vec<f32>>;
}
