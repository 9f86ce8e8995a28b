//! A question about oneself that was asked in a group: it goes along into the private chat, by a link that who asked it
//! alone can open, once and within minutes, and is answered there without being written again.

use super::asked::AskedQuestion;
use super::command::TypedCommand;
use super::context::{BotContext, Ctx};
use super::requests::say;
use super::stats;
use super::ttl;
use super::update::{ChatMessage, Intent};
use crate::bot_api::Outgoing;
use crate::engine::Outcome;
use crate::reply::{self, HELD_CODE_LEN, Start};
use crate::store::{Change, Effects, HeldQuestion, Pseudonym};
use crate::text::Question;

/// Holds the question in a message, in place of one that stood there before it was edited; `None` for a question that is
/// not its sender's own, or of nobody who has a private chat.
pub(super) fn hold(ctx: Ctx<'_>, message: &ChatMessage, asked: &AskedQuestion) -> Option<(Start, Change)> {
    let words = asked.to_hold.clone()?;
    let code = code(ctx.bot, message);
    let question = HeldQuestion {
        code: key(ctx.bot, &code),
        person: ctx.bot.whose(&message.author),
        words,
        until_ms: ctx.context.now_ms + ttl::ms(ttl::HELD),
    };
    Some((Start::Held(code), Change::Hold(question)))
}

/// Takes back what was held of a message that was edited and is answered where it stands.
pub(super) fn release(ctx: Ctx<'_>, message: &ChatMessage) -> Change {
    Change::HeldAnswered(key(ctx.bot, &code(ctx.bot, message)))
}

/// What a message wants to have been held.
pub(super) fn wanted(bot: &BotContext, message: &ChatMessage) -> Option<Pseudonym> {
    let Intent::Command(command) = &message.intent else { return None };
    linked(message, command).map(|code| key(bot, &code))
}

/// What a command leads to that opens the link to a held question; `None` for any other.
pub(super) fn opened(ctx: Ctx<'_>, message: &ChatMessage, command: &TypedCommand) -> Option<Effects<Outgoing>> {
    let code = linked(message, command)?;
    let place = message.place(ctx.settings());
    let (faq, wording) = (ctx.faq(), ctx.wording);
    let held = ctx.context.state.held.as_ref();
    let Some(held) = held else { return Some(say(place, &reply::held_over(faq, wording)).into()) };
    if held.person != ctx.bot.whose(&message.author) {
        return Some(say(place, &reply::held_by_another(faq, wording)).into());
    }
    let Some(words) = &held.words else { return Some(say(place, &reply::held_answered(faq, wording)).into()) };
    let outcome: Outcome = ctx.bot.engine.decide(&Question::new(words));
    let reply = reply::render(faq, ctx.wording_for(&outcome), &outcome);
    let changes = [Change::HeldAnswered(key(ctx.bot, &code))].into_iter();
    let changes = changes.chain(stats::of_question(ctx, &outcome)).collect();
    let decided = Some(outcome.decision.name());
    Some(Effects { requests: say(place, &reply), changes, decided, ..Effects::default() })
}

/// The code that a command which follows such a link carries.
fn linked(message: &ChatMessage, command: &TypedCommand) -> Option<String> {
    match Start::of(&command.rest) {
        Start::Held(code) if message.chat.is_private() && command.is("start") => Some(code),
        _ => None,
    }
}

/// What the link to the question in a message holds: it looks random, and is the same after an edit and a crash.
fn code(bot: &BotContext, message: &ChatMessage) -> String {
    let code = bot.pseudonym.code("held-link", &[&message.chat.id, &message.id]);
    hex::encode(&code[..HELD_CODE_LEN / 2])
}

/// What a question is held under: whoever reads the database cannot make a link of it.
fn key(bot: &BotContext, code: &str) -> Pseudonym {
    bot.pseudonym.code("held", &[&code])
}
