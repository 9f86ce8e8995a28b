//! What a commit promises.

/// What a commit promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Durability {
    /// It is on disk, with all before it.
    Flushed,
    /// It is with the system, and on disk with the next that is flushed: a power cut between the two takes it back whole.
    /// For what is done again without harm.
    Unflushed,
}
