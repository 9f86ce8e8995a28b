//! How the bot is: whether its loops turn, whether updates come in, whether they are stored.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{Instant, timeout};

use super::clock::now_ms;
use super::metrics::Figures;
use crate::store::{Store, Waiting};

/// A loop that has not turned for so long hangs. A call to Telegram and the wait before the next stay below it.
const BEAT_WITHIN: Duration = Duration::from_secs(60);

/// How long the database may take to answer before it counts as failing.
const DATABASE_WITHIN: Duration = Duration::from_secs(3);

/// The least that a poll may be late.
const LEAST_SLACK: Duration = Duration::from_secs(2);

/// What the loops leave behind, for others to see how they are.
pub(crate) struct Traces {
    began: Instant,
    beat_ms: AtomicI64,
    polled_ms: AtomicI64,
    sent_ms: AtomicI64,
    is_webhook_set: AtomicBool,
    is_reloading: watch::Sender<bool>,
}

/// A reload that is under way, until it is dropped.
pub(crate) struct UnderWay(watch::Sender<bool>);

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.send_replace(false);
    }
}

impl Traces {
    pub(crate) fn new() -> Self {
        Self {
            began: Instant::now(),
            beat_ms: AtomicI64::new(0),
            polled_ms: AtomicI64::new(-1),
            sent_ms: AtomicI64::new(-1),
            is_webhook_set: AtomicBool::new(false),
            is_reloading: watch::Sender::new(false),
        }
    }

    /// The workers' loop turned.
    pub(crate) fn beat(&self) {
        self.beat_ms.store(self.elapsed_ms(), Ordering::Relaxed);
    }

    /// A poll was answered and what it brought is stored.
    pub(crate) fn polled(&self) {
        self.polled_ms.store(self.elapsed_ms(), Ordering::Relaxed);
    }

    /// A request was sent.
    pub(crate) fn sent(&self) {
        self.sent_ms.store(self.elapsed_ms(), Ordering::Relaxed);
    }

    /// Whether a request was sent within the last minute.
    pub(crate) fn has_sent_lately(&self) -> bool {
        let sent_ms = self.sent_ms.load(Ordering::Relaxed);
        sent_ms >= 0 && self.elapsed_ms() - sent_ms < 60_000
    }

    /// What Telegram says about the webhook.
    pub(crate) fn webhook_is_set(&self, is_set: bool) {
        self.is_webhook_set.store(is_set, Ordering::Relaxed);
    }

    /// The FAQ is being read again.
    pub(crate) fn reloading(&self) -> UnderWay {
        self.is_reloading.send_replace(true);
        UnderWay(self.is_reloading.clone())
    }

    /// By a clock that nobody sets.
    fn elapsed_ms(&self) -> i64 {
        i64::try_from(self.began.elapsed().as_millis()).unwrap_or(i64::MAX)
    }
}

/// How updates come in.
#[derive(Clone, Copy)]
pub(crate) enum Source {
    /// By polls of that length.
    Polls(Duration),
    Webhook,
}

/// A view of a running bot for its operator.
#[derive(Clone)]
pub struct Vitals {
    pub(crate) traces: Arc<Traces>,
    pub(crate) figures: Arc<Figures>,
    pub(crate) store: Arc<Store>,
    pub(crate) source: Source,
}

/// Whether the bot does its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Readiness {
    /// Whether an update could be stored.
    pub is_database_fine: bool,
    /// Whether updates come in: the last good poll is recent, or the webhook is set.
    pub is_source_fine: bool,
    /// `polling` or `webhook`.
    pub source: &'static str,
    /// How many updates wait or are in work; `None` when the database does not say.
    pub waiting: Option<i64>,
    /// How long the oldest of them has waited, in milliseconds; `None` when none waits or the database does not say.
    pub oldest_age_ms: Option<i64>,
}

impl Readiness {
    /// Whether all is well.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.is_database_fine && self.is_source_fine
    }
}

impl Vitals {
    /// Whether the loop that hands out work turns.
    #[must_use]
    pub fn is_alive(&self) -> bool {
        let since = self.traces.elapsed_ms() - self.traces.beat_ms.load(Ordering::Relaxed);
        u128::try_from(since).is_ok_and(|since| since < BEAT_WITHIN.as_millis())
    }

    /// Whether the FAQ is being read again, and when that changes.
    #[must_use]
    pub fn reloading(&self) -> watch::Receiver<bool> {
        self.traces.is_reloading.subscribe()
    }

    /// Whether the bot does its work.
    pub async fn readiness(&self) -> Readiness {
        let waiting = self.waiting().await;
        let (source, is_source_fine) = match self.source {
            Source::Polls(length) => ("polling", self.is_polled(length)),
            Source::Webhook => ("webhook", self.traces.is_webhook_set.load(Ordering::Relaxed)),
        };
        Readiness {
            is_database_fine: waiting.is_some(),
            is_source_fine,
            source,
            waiting: waiting.map(|waiting| waiting.count),
            oldest_age_ms: waiting.and_then(|waiting| waiting.oldest_at_ms).map(|at_ms| (now_ms() - at_ms).max(0)),
        }
    }

    /// Everything that is counted, in the OpenMetrics text format 1.0.
    pub async fn figures(&self) -> String {
        let readiness = self.readiness().await;
        let age_ms = readiness.oldest_age_ms.unwrap_or_default();
        let age = if readiness.is_database_fine {
            Duration::from_millis(age_ms.unsigned_abs()).as_secs_f64()
        } else {
            f64::NAN
        };
        self.figures.look(readiness.waiting.unwrap_or_default(), age, readiness.is_ready());
        self.figures.text()
    }

    /// Whether a poll of this length was answered lately: a poll may be late by half its length.
    fn is_polled(&self, length: Duration) -> bool {
        let polled_ms = self.traces.polled_ms.load(Ordering::Relaxed);
        let since = self.traces.elapsed_ms() - polled_ms;
        let limit = length + (length / 2).max(LEAST_SLACK);
        polled_ms >= 0 && u128::try_from(since).is_ok_and(|since| since <= limit.as_millis())
    }

    async fn waiting(&self) -> Option<Waiting> {
        // In a task, so that a look that is given up ends its transaction all the same.
        let store = Arc::clone(&self.store);
        let look = tokio::spawn(async move { store.waiting().await });
        timeout(DATABASE_WITHIN, look).await.ok()?.ok()?.ok()
    }
}
