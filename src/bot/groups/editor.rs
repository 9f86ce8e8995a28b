//! How admins set what holds in a group: by `/settings`, and by taps on its pages.

use super::page::{SettingTap, SettingsPage, settings_page};
use super::{chats, replies};
use crate::bot::command::TypedCommand;
use crate::bot::context::{Ctx, Lookup};
use crate::bot::requests::say;
use crate::bot::tapped::Tapped;
use crate::bot::update::ChatMessage;
use crate::bot::{ttl, zone};
use crate::bot_api::Outgoing;
use crate::store::{Change, Effects, Once};

/// `/settings` in a group, alone or with a time zone behind it. It works for anonymous admins too, and where the bot is
/// switched off.
pub(in crate::bot) fn command(
    ctx: Ctx<'_>,
    message: &ChatMessage,
    command: &TypedCommand,
) -> Result<Effects<Outgoing>, Lookup> {
    let (chat, author, wording) = (&message.chat, &message.author, ctx.wording);
    let mut settings = ctx.settings().clone();
    let place = message.place(&settings);
    if !ctx.is_admin_of(chat.id, author)? {
        // Without the bot's name it may be meant for another bot, and nobody needs to be told twice.
        let code = ctx.bot.pseudonym.code("for-admins", &[&author.id(), &chat.id]);
        let requests = say(place, &replies::settings_for_admins(wording));
        let once = command.bot.as_ref().map(|_| Once { code, ttl: ttl::TOLD, requests });
        return Ok(Effects { once, ..Effects::default() });
    }
    let mut changes = vec![chats::met(chat, true)];
    // Which of them writes in the group's name is not known, and so nothing is noted about anybody.
    if let Some(person) = author.person() {
        changes.push(Change::Admin { person: ctx.bot.person(person), chat: chat.id, is_admin: true });
    }
    if !command.rest.is_empty() {
        let Some(zone) = zone::name(&command.rest) else {
            return Ok(say(place, &replies::unknown_zone(wording)).into());
        };
        (settings, _) = SettingTap::Zone(zone).apply(&settings, message.thread);
        changes.push(settings.store(chat.id));
    }
    let page = settings_page(ctx.faq(), wording, &settings, SettingsPage::All, message.thread);
    Ok(Effects { requests: say(place, &page), changes, ..Effects::default() })
}

/// An admin's tap on a page of the settings.
pub(in crate::bot) fn set(tapped: &Tapped<'_>, tap: &SettingTap) -> Effects<Outgoing> {
    let (ctx, old, chat, thread) = (tapped.ctx, tapped.settings(), &tapped.pressed.chat, tapped.pressed.thread);
    let (settings, page) = tap.apply(old, thread);
    let mut effects = tapped.show(match page {
        Some(page) => settings_page(ctx.faq(), ctx.wording, &settings, page, thread),
        None => replies::settings_done(ctx.wording),
    });
    if settings != *old {
        effects.changes = vec![chats::met(chat, true), settings.store(chat.id)];
    }
    effects
}
