//! Signs of life that the bot's loops leave behind, for others to see how they are.

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::Duration;

use tokio::time::Instant;

/// A loop that has not turned for so long hangs. A call to Telegram and the wait before the next stay below it.
const BEAT_WITHIN: Duration = Duration::from_secs(60);

/// How long ago a request counts as sent lately.
const LATELY: Duration = Duration::from_secs(60);

/// The least that a poll may be late.
const LEAST_SLACK: Duration = Duration::from_secs(2);

/// When each loop last did its work, by a clock that nobody sets.
#[derive(Debug)]
pub struct Heartbeats {
    began: Instant,
    beat_ms: AtomicI64,
    polled_ms: AtomicI64,
    sent_ms: AtomicI64,
    is_webhook_set: AtomicBool,
}

/// What did not happen yet.
const NEVER: i64 = -1;

impl Heartbeats {
    pub(super) fn new() -> Self {
        Self {
            began: Instant::now(),
            beat_ms: AtomicI64::new(0),
            polled_ms: AtomicI64::new(NEVER),
            sent_ms: AtomicI64::new(NEVER),
            is_webhook_set: AtomicBool::new(false),
        }
    }

    /// Notes that the loop that hands out work turned.
    pub(crate) fn beat(&self) {
        self.beat_ms.store(self.elapsed_ms(), Ordering::Relaxed);
    }

    /// Notes that a poll was answered and what it brought is stored.
    pub(crate) fn poll(&self) {
        self.polled_ms.store(self.elapsed_ms(), Ordering::Relaxed);
    }

    /// Notes that a request was sent.
    pub(crate) fn send(&self) {
        self.sent_ms.store(self.elapsed_ms(), Ordering::Relaxed);
    }

    /// Notes what Telegram says about the webhook.
    pub(crate) fn set_webhook(&self, is_set: bool) {
        self.is_webhook_set.store(is_set, Ordering::Relaxed);
    }

    /// Whether a request was sent within the last minute.
    pub(crate) fn has_sent_lately(&self) -> bool {
        self.is_within(&self.sent_ms, LATELY)
    }

    /// Whether the loop that hands out work turns.
    pub(super) fn is_alive(&self) -> bool {
        self.is_within(&self.beat_ms, BEAT_WITHIN)
    }

    /// Whether a poll of this length was answered lately: a poll may be late by half its length.
    pub(super) fn is_polled(&self, length: Duration) -> bool {
        self.is_within(&self.polled_ms, length + (length / 2).max(LEAST_SLACK))
    }

    /// Whether the webhook is set, as far as Telegram said.
    pub(super) fn is_webhook_set(&self) -> bool {
        self.is_webhook_set.load(Ordering::Relaxed)
    }

    fn is_within(&self, at_ms: &AtomicI64, limit: Duration) -> bool {
        let at_ms = at_ms.load(Ordering::Relaxed);
        let since = self.elapsed_ms() - at_ms;
        at_ms > NEVER && u128::try_from(since).is_ok_and(|since| since <= limit.as_millis())
    }

    fn elapsed_ms(&self) -> i64 {
        i64::try_from(self.began.elapsed().as_millis()).unwrap_or(i64::MAX)
    }
}
