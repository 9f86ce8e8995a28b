//! What is left to do for an update.

/// The requests of an update whose fate is not known, in order, each with its number.
pub type Unsent = Vec<(i64, String)>;

/// What is left to do for an update.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claimed {
    /// Nothing.
    Done,
    /// Nothing here: another process works on it.
    Elsewhere,
    /// Plan the reply.
    Handle {
        /// The whole update as JSON.
        payload: String,
        /// How often that was begun, this time included.
        attempts: u32,
    },
    /// Send what is planned, in order.
    Send {
        /// What is planned.
        unsent: Unsent,
        /// How many of these were under way when the process that had them ended: they may have arrived and are sent
        /// again.
        again: usize,
        /// The posts that were, which are given up instead.
        given_up: Vec<String>,
    },
}
