//! Groups and channels that the bot meets.

use crate::bot_api::TelegramChat;
use crate::store::Change;

/// Notes a group or channel.
pub(in crate::bot) fn met(chat: &TelegramChat, is_open: bool) -> Change {
    // Others are noted as groups: whoever forges a tap in a private chat changes nothing but their own.
    let kind = if chat.is_private() { "group" } else { chat.kind.name() };
    let title = chat.title.clone().unwrap_or_default();
    Change::Chat { id: chat.id, kind: kind.to_owned(), title, is_open }
}
