//! What the log says while phrasings are encoded: that it began, how far it is every few seconds, that it is done.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How often the log says how far it is.
const SAY_EVERY: Duration = Duration::from_secs(5);

/// Where the encoding is that is under way, if one is.
#[derive(Debug, Default)]
pub(crate) struct EncodingLog {
    said_at: Mutex<Option<Instant>>,
}

/// What is to be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum EncodingNews {
    Begun,
    GoesOn,
    Done,
}

impl EncodingLog {
    /// Says what is to be said now that so many of so many phrasings are encoded.
    pub(crate) fn note(&self, done: usize, all: usize) {
        match self.news(done, all, Instant::now()) {
            Some(EncodingNews::Begun) => tracing::info!(done, of = all, "phrasings are being encoded"),
            Some(EncodingNews::GoesOn) => tracing::info!(done, of = all, "phrasings are still being encoded"),
            Some(EncodingNews::Done) => tracing::info!(encoded = all, "new phrasings are encoded"),
            None => {}
        }
    }

    fn news(&self, done: usize, all: usize, now: Instant) -> Option<EncodingNews> {
        // A moment in time is whole or was not written.
        let mut said_at = self.said_at.lock().unwrap_or_else(PoisonError::into_inner);
        if done >= all {
            *said_at = None;
            return Some(EncodingNews::Done);
        }
        let news = match *said_at {
            None => EncodingNews::Begun,
            Some(at) if now.saturating_duration_since(at) >= SAY_EVERY => EncodingNews::GoesOn,
            Some(_) => return None,
        };
        *said_at = Some(now);
        Some(news)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_said_at_the_beginning_now_and_then_and_at_the_end() {
        let (log, began) = (EncodingLog::default(), Instant::now());
        let news = |done, after_ms| log.news(done, 100, began + Duration::from_millis(after_ms));
        assert_eq!(news(16, 0), Some(EncodingNews::Begun));
        assert_eq!(news(32, 4999), None);
        assert_eq!(news(48, 5000), Some(EncodingNews::GoesOn));
        assert_eq!(news(64, 9999), None);
        assert_eq!(news(80, 12_000), Some(EncodingNews::GoesOn));
        assert_eq!(news(100, 12_001), Some(EncodingNews::Done));
        // A reload encodes what is new.
        assert_eq!(log.news(3, 3, began), Some(EncodingNews::Done), "a few are done at once");
        assert_eq!(log.news(16, 20, began), Some(EncodingNews::Begun), "and the next begins anew");
    }
}
