//! The bot's own membership: who blocked it, which group took it in. For now it is noted and nothing is said.

use teloxide::types::{ChatMemberStatus, ChatMemberUpdated};

use super::handlers::Plan;

/// What a change of the bot's own membership leads to.
pub(super) fn plan(change: &ChatMemberUpdated) -> Plan {
    let chat_kind = match (change.chat.is_private(), change.chat.is_channel()) {
        (true, _) => "private",
        (false, true) => "channel",
        (false, false) => "group",
    };
    let (old, new) = (status(change.old_chat_member.status()), status(change.new_chat_member.status()));
    tracing::info!(chat_kind, old, new, "the bot's membership of a chat changed");
    Plan::default()
}

fn status(status: ChatMemberStatus) -> &'static str {
    match status {
        ChatMemberStatus::Owner => "owner",
        ChatMemberStatus::Administrator => "administrator",
        ChatMemberStatus::Member => "member",
        ChatMemberStatus::Restricted => "restricted",
        ChatMemberStatus::Left => "left",
        ChatMemberStatus::Banned => "banned",
    }
}
