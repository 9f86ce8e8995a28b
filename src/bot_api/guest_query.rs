//! A message in which somebody names the bot where it is no member, and to which it may say one thing, as a guest.

use serde_json::{Map, Value};

use super::message::IncomingMessage;
use super::profile::Me;

/// A message to which the bot may answer once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct GuestQuery {
    /// What it is answered by.
    pub(crate) id: String,
    pub(crate) message: IncomingMessage,
}

impl GuestQuery {
    /// Reads a raw message; `None` when it is none, or none that can be answered.
    pub(super) fn read(message: &Map<String, Value>, me: &Me) -> Option<Self> {
        let id = message.get("guest_query_id")?.as_str()?.to_owned();
        Some(Self { id, message: IncomingMessage::read(message, me)? })
    }
}
