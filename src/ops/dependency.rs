//! Something outside that the bot needs: that it is out of reach is said once when it begins and once when it is over.

use std::fmt::Display;
use std::sync::atomic::{AtomicBool, Ordering};

use prometheus_client::metrics::counter::Counter;

/// Something that the bot needs, such as the database.
#[derive(Debug)]
pub struct Dependency {
    name: &'static str,
    outages: Counter,
    is_out: AtomicBool,
}

impl Dependency {
    /// Something that is in reach, with the count of its outages.
    pub(super) fn new(name: &'static str, outages: Counter) -> Self {
        Self { name, outages, is_out: AtomicBool::new(false) }
    }

    /// Notes that it failed.
    pub(crate) fn fail(&self, error: &dyn Display) {
        if !self.is_out.swap(true, Ordering::Relaxed) {
            self.outages.inc();
            tracing::warn!(%error, "{} is out of reach; what is to be done waits and is tried again", self.name);
        } else {
            tracing::debug!(%error, "{} is still out of reach", self.name);
        }
    }

    /// Notes that it worked.
    pub(crate) fn recover(&self) {
        if self.is_out.swap(false, Ordering::Relaxed) {
            tracing::info!("{} is in reach again", self.name);
        }
    }

    /// Notes an answer of it, and gives it on.
    pub(crate) fn note<T, E: Display>(&self, answer: Result<T, E>) -> Result<T, E> {
        match &answer {
            Ok(_) => self.recover(),
            Err(error) => self.fail(error),
        }
        answer
    }
}
