//! Who administers a group or channel: asked of Telegram each time it matters, and remembered for a minute.

use std::sync::Arc;
use std::time::Duration;

use moka::sync::Cache;
use serde_json::json;

use crate::telegram::{AdminWanted, Api, CallError};

/// How long an answer holds. An admin who is none any more can change a group's settings for so long.
const LIFE: Duration = Duration::from_secs(60);

/// More answers than that are not remembered.
const MOST: u64 = 10_000;

#[derive(Clone)]
pub(super) struct Admins {
    api: Arc<Api>,
    known: Cache<AdminWanted, bool>,
}

impl Admins {
    pub(super) fn new(api: Arc<Api>) -> Self {
        Self { api, known: Cache::builder().time_to_live(LIFE).max_capacity(MOST).build() }
    }

    /// Whether a person administers a chat. Where Telegram does not let the bot look, nobody does.
    ///
    /// # Errors
    /// When Telegram is out of reach, or must be asked later.
    pub(super) async fn ask(&self, wanted: AdminWanted) -> Result<bool, CallError> {
        if let Some(known) = self.known.get(&wanted) {
            return Ok(known);
        }
        let body = json!({"chat_id": wanted.chat, "user_id": wanted.user});
        let is_admin = match self.api.call("getChatMember", &body, Api::TIMEOUT).await {
            Ok(member) => matches!(member["status"].as_str(), Some("creator" | "administrator")),
            Err(CallError::Refused { code: 400 | 403, .. }) => false,
            Err(error) => return Err(error),
        };
        self.known.insert(wanted, is_admin);
        Ok(is_admin)
    }
}
