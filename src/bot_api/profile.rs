//! Who the bot is, as Telegram knows it.

use super::client::{Api, CallError};
use super::method::GetMe;

/// The bot as Telegram knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Me {
    /// Its user id.
    pub id: u64,
    /// Its user name, without `@`.
    pub username: String,
    /// Whether it sees every message of the groups it is in, and not only those that are meant for it.
    pub hears_all: bool,
}

/// Asks Telegram who the bot is, which also shows whether the token is good. Says in the log when inline mode or guest mode
/// is off, which only the operator can switch on.
///
/// # Errors
/// When the call fails.
pub async fn me(api: &Api) -> Result<Me, CallError> {
    let me = api.call(&GetMe {}, Api::TIMEOUT).await?;
    if me.supports_inline_queries == Some(false) {
        tracing::info!(
            bot = me.username,
            "inline mode is off: to let people send passages into any chat, give @BotFather /setinline and, to have \
             them counted, /setinlinefeedback"
        );
    }
    if me.supports_guest_queries == Some(false) {
        tracing::info!(
            bot = me.username,
            "guest mode is off: to let people ask the bot by its name in chats that it is not in, switch on Guest Mode in \
             the bot's settings at @BotFather"
        );
    }
    Ok(Me { id: me.id, username: me.username, hears_all: me.can_read_all_group_messages })
}
