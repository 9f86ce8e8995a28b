//! What the queue asks of whoever knows what an update means.

use std::future::Future;

use crate::store::{Effects, QueuedUpdate, Request};

/// What handling an update gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handled<R> {
    /// What it leads to.
    pub effects: Effects<R>,
    /// What kind of update it was, for the log.
    pub kind: &'static str,
}

/// Turns an update into effects. It may be run again for the same update, so it changes nothing by itself.
pub trait Handler: Send + Sync + 'static {
    /// What is sent for an update.
    type Request: Request + Send + Sync + 'static;

    /// What an update leads to; `None` when the bot is told to stop before that can be found out. A panic costs the
    /// update one of a few attempts.
    fn handle(
        &self,
        update: &QueuedUpdate,
        payload: &str,
    ) -> impl Future<Output = Option<Handled<Self::Request>>> + Send;

    /// What giving an update up leads to: a dead letter with this reason, and a word to the person if that much of it can
    /// be read. Must not panic.
    fn give_up(&self, payload: &str, reason: &str) -> Effects<Self::Request>;
}
