//! What the queue asks of whoever can send.

use std::future::Future;
use std::time::Duration;

use crate::store::{Deletion, Pseudonym, Remembered, Request};

/// Sends requests.
pub trait Transport: Send + Sync + 'static {
    /// What is sent.
    type Request: Request + Send + Sync + 'static;

    /// Reads back a request as it [is stored](Request::stored); `None` when it cannot be read.
    fn read(&self, stored: &str) -> Option<Self::Request>;

    /// Until when a post may be sent, in milliseconds since 1970.
    fn latest_ms(&self, request: &Self::Request) -> Option<i64>;

    /// What the message that a request becomes is remembered under.
    fn remembered<'r>(&self, request: &'r Self::Request) -> &'r [Remembered];

    /// When the message that a request becomes is deleted.
    fn deletion(&self, request: &Self::Request) -> Option<Deletion>;

    /// The code of the person that a request is for, so that a dead letter is forgotten with them.
    fn addressee(&self, request: &Self::Request) -> Option<Pseudonym>;

    /// What is said to who asked for a request that is given up; `None` when nobody did.
    fn apology(&self, request: &Self::Request) -> Option<Self::Request>;

    /// What is put into the inbox, and of which chat, once it is known that a request was sent, or why it was not; `None`
    /// when nobody waits for that.
    fn aftermath(&self, request: &Self::Request, failure: Option<&Unsendable>) -> Option<(i64, String)>;

    /// Sends a request, if at the last moment, after all waiting for its turn, it `is_ours` still.
    fn send(
        &self,
        request: &Self::Request,
        is_ours: impl Fn() -> bool + Send + Sync,
    ) -> impl Future<Output = TransportOutcome> + Send;
}

/// What became of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TransportOutcome {
    /// It had its effect, or the effect was there already; with the message that it is now, if it is one.
    Sent(Option<i32>),
    /// The chat turned the bot away, which is its right and no fault.
    TurnedAway {
        /// What the other side says.
        reason: String,
        /// The group or channel in which the bot may not write from now on.
        closed: Option<i64>,
    },
    /// It never will have its effect, for this reason.
    Refused(String),
    /// It was not sent; its lane must wait.
    Later {
        /// So long.
        wait: Duration,
        /// Who wants it to.
        because: &'static str,
    },
    /// It was not sent, for it may be another process's by now.
    NotOurs,
    /// It was surely not received.
    Unreachable(String),
    /// Nobody knows whether it was received.
    Unknown(String),
    /// The other side answered with an error of its own.
    ServerError(String),
    /// Nothing can be sent any more; a sentence for the operator.
    Fatal(String),
}

/// Why a request never will have its effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsendable {
    /// It was refused, or its chat turned the bot away, in the words of the other side.
    Refused(String),
    /// It would come too late.
    Late,
    /// It may have had its effect, and is not sent again.
    Unknown,
}

impl TransportOutcome {
    /// How it ended, as a name for metrics; `None` when it was not tried.
    pub(super) fn name(&self) -> Option<&'static str> {
        match self {
            Self::Sent(_) => Some("sent"),
            Self::TurnedAway { .. } => Some("turned_away"),
            Self::Refused(_) => Some("refused"),
            Self::Unreachable(_) | Self::Unknown(_) | Self::ServerError(_) | Self::Fatal(_) => Some("failed"),
            Self::Later { .. } | Self::NotOurs => None,
        }
    }

    /// Whether it surely had no effect and may have one yet.
    pub(super) fn is_unsent(&self) -> bool {
        !matches!(self, Self::Sent(_) | Self::TurnedAway { .. } | Self::Refused(_) | Self::Unknown(_))
    }
}
