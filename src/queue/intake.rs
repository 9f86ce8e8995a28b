//! Between whoever puts updates into the inbox and the dispatcher: what was just accepted, so that it need not be read
//! back, and whether there is room for more.

use std::mem::take;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Notify;

use crate::store::QueuedUpdate;

/// The queue as those see it who fill it.
#[derive(Clone, Debug, Default)]
pub struct Intake(Arc<IntakeState>);

#[derive(Debug, Default)]
struct IntakeState {
    news: Notify,
    announced: Mutex<Announced>,
    is_full: AtomicBool,
    /// How many more can be begun at once.
    free: AtomicUsize,
}

/// What was put into the inbox since the dispatcher asked last.
#[derive(Debug, Default)]
pub(super) struct Announced {
    /// In the order of the inbox, as far as one of those who fill it knows.
    pub(super) fresh: Vec<Fresh>,
    /// Whether there is something else.
    pub(super) is_more: bool,
}

/// An update that was accepted just now.
#[derive(Debug)]
pub(crate) struct Fresh {
    pub(crate) update: QueuedUpdate,
    /// What is in it, when it is claimed for this process already.
    pub(crate) payload: Option<String>,
}

impl Intake {
    /// How many of those that are accepted next can be begun at once, and may be claimed with that. They are promised to
    /// whoever asks.
    pub(crate) fn claimable(&self) -> usize {
        self.0.free.swap(0, Ordering::Relaxed)
    }

    /// Hands over what is new in the inbox.
    pub(crate) fn hand_over(&self, fresh: Vec<Fresh>) {
        self.announced(|announced| announced.fresh.extend(fresh));
    }

    /// Says that something new is in the inbox.
    pub(crate) fn announce(&self) {
        self.announced(|announced| announced.is_more = true);
    }

    /// Whether so much waits that more should stay where it comes from.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.0.is_full.load(Ordering::Relaxed)
    }

    /// Waits for something new.
    pub(super) async fn news(&self) {
        self.0.news.notified().await;
    }

    /// Takes what is new.
    pub(super) fn take(&self) -> Announced {
        take(&mut *self.0.announced.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn set_full(&self, is_full: bool) {
        self.0.is_full.store(is_full, Ordering::Relaxed);
    }

    pub(super) fn set_free(&self, free: usize) {
        self.0.free.store(free, Ordering::Relaxed);
    }

    fn announced(&self, note: impl FnOnce(&mut Announced)) {
        note(&mut self.0.announced.lock().unwrap_or_else(PoisonError::into_inner));
        self.0.news.notify_one();
    }
}
