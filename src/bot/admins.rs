//! Who administers a group or channel: asked of Telegram when it matters. Who does is remembered for a minute; who does
//! not is asked about each time, and may have been made an admin just now. The same for who is in a chat at all.

use std::sync::Arc;
use std::time::Duration;

use moka::sync::Cache;

use super::context::AdminLookup;
use crate::bot_api::{Api, CallError, GetChat, GetChatAdministrators, GetChatMember};

/// How long an answer holds. An admin who is none any more can change a group's settings for so long.
const LIFE: Duration = Duration::from_secs(60);

/// More admins than that are not remembered.
const MOST: u64 = 10_000;

#[derive(Clone)]
pub(crate) struct Admins {
    api: Arc<Api>,
    known: Cache<AdminLookup, ()>,
    present: Cache<AdminLookup, ()>,
}

impl Admins {
    pub(crate) fn new(api: Arc<Api>) -> Self {
        let cache = || Cache::builder().time_to_live(LIFE).max_capacity(MOST).build();
        Self { api, known: cache(), present: cache() }
    }

    /// Whether a person is in a chat. Where Telegram does not let the bot look, nobody is.
    ///
    /// # Errors
    /// When Telegram is out of reach, or must be asked later.
    pub(crate) async fn is_member(&self, wanted: AdminLookup) -> Result<bool, CallError> {
        if self.present.contains_key(&wanted) {
            return Ok(true);
        }
        let is_present = match self.api.call(&member(wanted), Api::TIMEOUT).await {
            Ok(member) => member.is_present(),
            Err(CallError::Refused { code: 400 | 403 | 404, .. }) => false,
            Err(error) => return Err(error),
        };
        if is_present {
            self.present.insert(wanted, ());
        }
        Ok(is_present)
    }

    /// Whether a person administers a chat. Where Telegram does not let the bot look, nobody does.
    ///
    /// # Errors
    /// When Telegram is out of reach, or must be asked later.
    pub(crate) async fn ask(&self, wanted: AdminLookup) -> Result<bool, CallError> {
        if self.known.contains_key(&wanted) {
            return Ok(true);
        }
        let is_admin = match self.api.call(&member(wanted), Api::TIMEOUT).await {
            Ok(member) => member.may_arrange(),
            // About others than itself a bot that is no admin may be told nothing, but the list of admins is for all.
            Err(CallError::Refused { code: 400 | 404, .. }) => self.is_listed(wanted).await?,
            Err(CallError::Refused { code: 403, .. }) => false,
            Err(error) => return Err(error),
        };
        if is_admin {
            self.known.insert(wanted, ());
        }
        Ok(is_admin)
    }

    /// Whether the bot, which is the one that is asked about, may send polls to a chat. Where Telegram does not say,
    /// trying will.
    ///
    /// # Errors
    /// When Telegram is out of reach, or must be asked later.
    pub(crate) async fn may_poll(&self, wanted: AdminLookup) -> Result<bool, CallError> {
        let may = match self.api.call(&member(wanted), Api::TIMEOUT).await.map(|member| member.may_poll()) {
            Ok(Some(may)) => Ok(may),
            Ok(None) => {
                self.api.call(&GetChat { chat_id: wanted.chat }, Api::TIMEOUT).await.map(|chat| chat.lets_poll())
            }
            Err(error) => Err(error),
        };
        match may {
            Err(CallError::Refused { code: 400 | 403, .. }) => Ok(true),
            answer => answer,
        }
    }

    async fn is_listed(&self, wanted: AdminLookup) -> Result<bool, CallError> {
        match self.api.call(&GetChatAdministrators { chat_id: wanted.chat }, Api::TIMEOUT).await {
            Ok(admins) => Ok(admins.iter().any(|admin| admin.is(wanted.user) && admin.may_arrange())),
            Err(CallError::Refused { code: 400 | 403 | 404, .. }) => Ok(false),
            Err(error) => Err(error),
        }
    }
}

fn member(wanted: AdminLookup) -> GetChatMember {
    GetChatMember { chat_id: wanted.chat, user_id: wanted.user }
}
