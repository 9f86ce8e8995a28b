//! Between whoever puts updates into the inbox and the dispatcher: the news that there are some, and whether there is
//! room for more.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::Notify;

/// The queue as those see it who fill it.
#[derive(Clone, Debug, Default)]
pub struct Intake {
    news: Arc<Notify>,
    is_full: Arc<AtomicBool>,
}

impl Intake {
    /// Says that something new is in the inbox.
    pub(crate) fn announce(&self) {
        self.news.notify_one();
    }

    /// Whether so much waits that more should stay where it comes from.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.is_full.load(Ordering::Relaxed)
    }

    /// Waits for something new.
    pub(super) async fn news(&self) {
        self.news.notified().await;
    }

    pub(super) fn set_full(&self, is_full: bool) {
        self.is_full.store(is_full, Ordering::Relaxed);
    }
}
