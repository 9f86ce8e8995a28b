//! What became of a request that was sent, or was not.

use std::time::Duration;

use super::client::CallError;

/// What became of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeliveryOutcome {
    /// It had its effect, or the effect was there already; the message that it is now, if it is one.
    Sent(Option<i32>),
    /// It never will, for this reason of Telegram's.
    Failed(String),
    /// It is not wanted there, which is the right of the person or group and no fault.
    TurnedAway {
        /// What Telegram says.
        reason: String,
        /// Whether the bot may write nothing at all there from now on.
        is_closed: bool,
    },
    /// It was not sent; this chat must wait that long.
    Later(Duration, DelayedBy),
    /// It was not sent, for its chat is this one now, and who asked must say where in it it goes.
    Moved(i64),
    /// It was not sent, for it may be another process's by now.
    NotOurs,
    /// It was not sent, or nobody knows: try again after a while.
    Again(CallError),
}

/// Who wants a chat to wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DelayedBy {
    /// The bot, which keeps to the pace that Telegram allows.
    RateLimiter,
    /// Telegram, which refused a request for now.
    Telegram,
    /// The database, which holds where it goes.
    Database,
}

impl DelayedBy {
    /// Everybody who may.
    pub const ALL: [Self; 3] = [Self::RateLimiter, Self::Telegram, Self::Database];

    /// A name for figures.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::RateLimiter => "pace",
            Self::Telegram => "telegram",
            Self::Database => "database",
        }
    }
}
