//! The time of day, read here alone in the rooms around the bot.

use std::time::{SystemTime, UNIX_EPOCH};

/// Milliseconds since 1970. A clock before 1970 counts as 1970.
pub(crate) fn now_ms() -> i64 {
    let elapsed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(elapsed.as_millis()).unwrap_or(i64::MAX)
}
