//! The bot's own membership: who took it in, who turned it away, where it may write.

use teloxide::types::{ChatMember, ChatMemberKind, ChatMemberStatus, ChatMemberUpdated};

use super::group::met;
use super::handlers::Scene;
use super::outgoing::{Outgoing, Place, say};
use crate::reply;
use crate::store::{Change, Effects};

/// What a change of the bot's own membership leads to.
pub(super) fn plan(scene: Scene<'_>, change: &ChatMemberUpdated) -> Effects<Outgoing> {
    let chat = &change.chat;
    let (old, new) = (status(&change.old_chat_member), status(&change.new_chat_member));
    let chat_kind = match (chat.is_private(), chat.is_channel()) {
        (true, _) => "private",
        (false, true) => "channel",
        (false, false) => "group",
    };
    tracing::info!(chat_kind, old, new, "the bot's membership of a chat changed");
    if chat.is_private() {
        return Effects::default();
    }
    let can_write = may_write(&change.new_chat_member, chat.is_channel());
    let could_write = may_write(&change.old_chat_member, chat.is_channel());
    let mut changes = vec![met(chat, can_write)];
    let mut sends = Vec::new();
    if can_write && !could_write {
        let person = scene.handlers.person(&change.from);
        if chat.is_channel() {
            // Only an admin can make the bot one. A channel is no place to talk about it.
            changes.push(Change::Admin { person, chat: chat.id.0, is_admin: true });
            let user = i64::try_from(change.from.id.0).unwrap_or_default();
            let place = Place { chat: user, thread: None, reply_to: None, is_silent: false };
            let title = chat.title().unwrap_or_default();
            sends = say(place, &reply::joined_channel(scene.wording, title));
        } else if !change.old_chat_member.is_present() {
            let hears_all = scene.me().hears_all || change.new_chat_member.is_privileged();
            let place = Place { chat: chat.id.0, thread: None, reply_to: None, is_silent: false };
            let joined = reply::joined(scene.faq(), scene.wording, hears_all, &scene.me().username);
            sends = say(place, &joined);
        }
    }
    Effects { requests: sends, changes, ..Effects::default() }
}

/// Whether the bot may write as this member.
fn may_write(member: &ChatMember, is_channel: bool) -> bool {
    match member.status() {
        ChatMemberStatus::Owner => true,
        ChatMemberStatus::Administrator => !is_channel || member.kind.can_post_messages(),
        ChatMemberStatus::Member => !is_channel,
        ChatMemberStatus::Restricted => match &member.kind {
            ChatMemberKind::Restricted(restricted) => restricted.is_member && restricted.can_send_messages,
            _ => false,
        },
        ChatMemberStatus::Left | ChatMemberStatus::Banned => false,
    }
}

fn status(member: &ChatMember) -> &'static str {
    match member.status() {
        ChatMemberStatus::Owner => "owner",
        ChatMemberStatus::Administrator => "administrator",
        ChatMemberStatus::Member => "member",
        ChatMemberStatus::Restricted => "restricted",
        ChatMemberStatus::Left => "left",
        ChatMemberStatus::Banned => "banned",
    }
}
