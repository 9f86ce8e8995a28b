//! The time of day, read here alone in the rooms around the bot.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// Where the time of day comes from.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The system.
    System,
    /// Whoever sets it, in milliseconds since 1970.
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// Milliseconds since 1970.
    #[must_use]
    pub fn now_ms(&self) -> i64 {
        match self {
            Self::System => now_ms(),
            Self::Set(ms) => ms.load(Ordering::Relaxed),
        }
    }
}

/// Milliseconds since 1970 by the system. A clock before 1970 counts as 1970.
pub(crate) fn now_ms() -> i64 {
    let elapsed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(elapsed.as_millis()).unwrap_or(i64::MAX)
}
