//! What handling an update leads to: one value from the handler to the database and to the wire.

use std::time::Duration;

use super::queue::Dead;
use super::records::{Change, Pseudonym};

/// A request to the outside, as far as the outbox looks into it.
pub trait Request {
    /// The method's name.
    fn method(&self) -> &'static str;
    /// The whole of it as text, from which it can be read again after a crash.
    fn stored(&self) -> String;
    /// Whether it goes to many people, unasked, and so is never sent twice.
    fn is_post(&self) -> bool;
    /// Whether it must not be sent when the one before it, `previous`, was not.
    fn needs(&self, previous: &Self) -> bool;
}

/// What an update leads to; `R` is a request. What is stored of it is stored in one transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effects<R> {
    /// What is sent in any case, in order.
    pub requests: Vec<R>,
    /// What is sent after that, the first time only.
    pub once: Option<Once<R>>,
    /// What is remembered from now on.
    pub changes: Vec<Change>,
    /// Set when the update itself is given up, and kept as a dead letter.
    pub dead: Option<Dead>,
    /// The name of what was decided about a question that was put to the bot. Counted, not stored.
    pub decided: Option<&'static str>,
    /// What a private message held that had no words to read. Counted, not stored.
    pub wordless: Option<&'static str>,
}

/// Something to be done the first time only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Once<R> {
    /// A code for what must not have happened before.
    pub code: Pseudonym,
    /// How long it is remembered.
    pub ttl: Duration,
    /// What to send.
    pub requests: Vec<R>,
}

impl<R> Default for Effects<R> {
    fn default() -> Self {
        Self { requests: Vec::new(), once: None, changes: Vec::new(), dead: None, decided: None, wordless: None }
    }
}

impl<R> From<Vec<R>> for Effects<R> {
    fn from(requests: Vec<R>) -> Self {
        Self { requests, ..Self::default() }
    }
}

impl<R> Effects<R> {
    /// What is sent, in order; `is_first` says whether what happens once happens now.
    #[must_use]
    pub fn into_requests(self, is_first: bool) -> Vec<R> {
        let once = self.once.filter(|_| is_first).map(|once| once.requests);
        let mut requests = self.requests;
        requests.extend(once.into_iter().flatten());
        requests
    }
}
