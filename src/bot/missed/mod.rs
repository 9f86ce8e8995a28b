//! What was missed: it is noted without names, gathers by likeness, and the staff makes phrasings, gaps and entries of it.

pub(super) mod action;
pub(super) mod editor;
mod group;
pub(super) mod noted;
mod page;
mod phrasing_page;
pub(super) mod phrasings;
pub(super) mod staff_asked;
pub(super) mod taps;

use super::command::TypedCommand;
use super::context::BotContext;
use crate::bot_api::{TelegramChat, User};

pub(crate) use self::group::{MissGroup, grouped};

/// Whether somebody may see here what was missed, and add to what the bot goes by: those who run the bot, each in their
/// private chat, and the members of the staff chat there.
pub(super) fn may_teach(bot: &BotContext, chat: &TelegramChat, person: Option<&User>) -> bool {
    bot.is_for_staff(chat, person)
}

/// Whether a command is one of this feature's.
pub(super) fn is_for(command: &TypedCommand) -> bool {
    command.is("missed") || command.is("phrasings")
}
