//! The bot's own membership: who took it in, who turned it away, where it may write.

use super::context::Ctx;
use super::groups::{chats, replies};
use super::requests::say;
use crate::bot_api::{Destination, MembershipChange, Outgoing};
use crate::store::{Change, Effects};

/// What a change of the bot's own membership leads to.
pub(super) fn plan(ctx: Ctx<'_>, change: &MembershipChange) -> Effects<Outgoing> {
    let MembershipChange { chat, from, old, new } = change;
    let chat_kind = if chat.is_group() { "group" } else { chat.kind.name() };
    tracing::info!(chat_kind, old = old.name(), new = new.name(), "the bot's membership of a chat changed");
    if chat.is_one_to_one() {
        return Effects::default();
    }
    let (could_write, can_write) = (old.may_write(chat.is_channel()), new.may_write(chat.is_channel()));
    let mut effects = Effects { changes: vec![chats::met(chat, can_write)], ..Effects::default() };
    if !can_write || could_write {
        return effects;
    }
    let place = |chat| Destination { chat, thread: None, reply_to: None, is_silent: false };
    if chat.is_channel() {
        // Only an admin can make the bot one. A channel is no place to talk about it.
        effects.changes.push(Change::Admin { person: ctx.bot.person(from), chat: chat.id, is_admin: true });
        let title = chat.title.as_deref().unwrap_or_default();
        effects.requests = say(place(from.chat_id()), &replies::joined_channel(ctx.wording, title));
    } else if !old.is_present() {
        let hears_all = ctx.bot.me.hears_all || new.is_privileged();
        let joined = replies::joined(ctx.faq(), ctx.wording, hears_all, &ctx.bot.me.username);
        // Who sets a desk up needs the group's id.
        let is_setup = ctx.bot.desk.is_none() && ctx.bot.is_staff(from);
        let joined = if is_setup { joined.with_text(ctx.wording.desk_id(chat.id)) } else { joined };
        effects.requests = say(place(chat.id), &joined);
    }
    effects
}
