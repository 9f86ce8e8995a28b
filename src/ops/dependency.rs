//! An outage of something the bot needs, said once when it begins and once when it is over.

use std::fmt::Display;
use std::sync::atomic::{AtomicBool, Ordering};

use prometheus_client::metrics::counter::Counter;

/// Whether something is out of reach.
#[derive(Debug)]
pub(crate) struct Outage {
    what: &'static str,
    count: Counter,
    is_on: AtomicBool,
}

impl Outage {
    /// Something that is in reach, with the count of its outages.
    pub(crate) fn new(what: &'static str, count: Counter) -> Self {
        Self { what, count, is_on: AtomicBool::new(false) }
    }

    /// Notes that it failed.
    pub(crate) fn began(&self, error: &dyn Display) {
        if !self.is_on.swap(true, Ordering::Relaxed) {
            self.count.inc();
            tracing::warn!(%error, "{} is out of reach; what is to be done waits and is tried again", self.what);
        } else {
            tracing::debug!(%error, "{} is still out of reach", self.what);
        }
    }

    /// Notes that it worked.
    pub(crate) fn is_over(&self) {
        if self.is_on.swap(false, Ordering::Relaxed) {
            tracing::info!("{} is in reach again", self.what);
        }
    }
}
