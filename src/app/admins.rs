//! Who administers a group or channel: asked of Telegram when it matters. Who does is remembered for a minute; who does
//! not is asked about each time, and may have been made an admin just now.

use std::sync::Arc;
use std::time::Duration;

use moka::sync::Cache;
use serde_json::{Value, json};

use crate::bot::AdminWanted;
use crate::bot_api::{Api, CallError};

/// How long an answer holds. An admin who is none any more can change a group's settings for so long.
const LIFE: Duration = Duration::from_secs(60);

/// More admins than that are not remembered.
const MOST: u64 = 10_000;

#[derive(Clone)]
pub(crate) struct Admins {
    api: Arc<Api>,
    known: Cache<AdminWanted, ()>,
}

impl Admins {
    pub(crate) fn new(api: Arc<Api>) -> Self {
        Self { api, known: Cache::builder().time_to_live(LIFE).max_capacity(MOST).build() }
    }

    /// Whether a person administers a chat. Where Telegram does not let the bot look, nobody does.
    ///
    /// # Errors
    /// When Telegram is out of reach, or must be asked later.
    pub(crate) async fn ask(&self, wanted: AdminWanted) -> Result<bool, CallError> {
        if self.known.contains_key(&wanted) {
            return Ok(true);
        }
        let is_admin = match self.api.call("getChatMember", &member(wanted), Api::TIMEOUT).await {
            Ok(member) => may_arrange(&member),
            // About others than itself a bot that is no admin may be told nothing, but the list of admins is for all.
            Err(CallError::Refused { code: 400, .. }) => self.is_listed(wanted).await?,
            Err(CallError::Refused { code: 403, .. }) => false,
            Err(error) => return Err(error),
        };
        if is_admin {
            self.known.insert(wanted, ());
        }
        Ok(is_admin)
    }

    async fn is_listed(&self, wanted: AdminWanted) -> Result<bool, CallError> {
        match self.api.call("getChatAdministrators", &json!({"chat_id": wanted.chat}), Api::TIMEOUT).await {
            Ok(admins) => {
                let mut admins = admins.as_array().into_iter().flatten();
                Ok(admins.any(|admin| admin["user"]["id"] == wanted.user && may_arrange(admin)))
            }
            Err(CallError::Refused { code: 400 | 403, .. }) => Ok(false),
            Err(error) => Err(error),
        }
    }
}

fn member(wanted: AdminWanted) -> Value {
    json!({"chat_id": wanted.chat, "user_id": wanted.user})
}

/// Whether a member may arrange what the bot does. In a channel that takes the right to post, which groups do not know.
fn may_arrange(member: &Value) -> bool {
    match member["status"].as_str() {
        Some("creator") => true,
        Some("administrator") => member["can_post_messages"] != false,
        _ => false,
    }
}
