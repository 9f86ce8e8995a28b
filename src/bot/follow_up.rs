//! A question that goes on from the answer before it: which answer that was, and what the question is then.
//!
//! In a private chat it is remembered for some minutes which entry was answered last, as a code that says nothing without
//! the bot's token. Elsewhere a question goes on from the answer that it replies to.

use super::asked::AskedQuestion;
use super::browse;
use super::context::{BotContext, Ctx};
use super::desk::consent;
use super::tapped::Tapped;
use super::update::{ChatMessage, Intent};
use crate::bot_api::{IncomingMessage, Outgoing};
use crate::corpus::Id;
use crate::decide::Decision;
use crate::engine::Outcome;
use crate::reply;
use crate::store::{Effects, Pseudonym, Remembered};
use crate::text::Question;

/// The same outcome, or what the question is when it is read with the answer of the bot's that the message replies to.
pub(super) fn of_reply(bot: &BotContext, message: &IncomingMessage, question: &Question, alone: Outcome) -> Outcome {
    let answered = || {
        let replied = message.replied.as_ref().filter(|replied| replied.is_bots(&bot.me))?;
        let written = replied.content.written.as_deref()?;
        let is_title = |line: &str| bot.faq().entries.iter().find(|entry| entry.question == line);
        // Above its question an answer may say what it is about.
        written.lines().take(3).find_map(is_title)
    };
    if !bot.engine.leans_back(question, &alone) {
        return alone;
    }
    let followed = answered().and_then(|entry| bot.engine.follow_up(question, &alone, &entry.id));
    followed.unwrap_or(alone)
}

/// What a message wants to know of the answer before it.
pub(super) fn wanted(bot: &BotContext, message: &ChatMessage, asked: &AskedQuestion) -> Option<Pseudonym> {
    let may_follow = message.chat.is_private() && bot.kept.follow_up_minutes > 0 && asked.leaning.is_some();
    may_follow.then(|| key(bot, message.chat.id))
}

/// The same message with its question read with what was answered last; `None` when it stands by itself.
pub(super) fn read_on(ctx: Ctx<'_>, message: &ChatMessage) -> Option<ChatMessage> {
    let asked = message.asked()?;
    let key = wanted(ctx.bot, message, asked)?;
    let (_, last) = ctx.context.state.answers.iter().find(|(code, _)| *code == key)?;
    let answered = |id: &&Id| code(ctx.bot, message.chat.id, id) == last.words;
    let answered = ctx.faq().entries.iter().map(|entry| &entry.id).find(answered)?;
    let outcome = ctx.bot.engine.follow_up(asked.leaning.as_ref()?, &asked.outcome, answered)?;
    let asked = AskedQuestion { outcome, to_note: None, ..asked.clone() };
    Some(ChatMessage { intent: Intent::Question(Box::new(asked)), ..message.clone() })
}

/// What is remembered of an answer to a person, so that they can ask on.
pub(super) fn remembered(ctx: Ctx<'_>, chat: i64, decision: &Decision) -> Option<Remembered> {
    match decision {
        Decision::Answer(id) => answered(ctx, chat, Some(id)),
        _ => None,
    }
}

/// That this entry was answered last in a chat, or that nothing was; `None` where it is not remembered.
pub(super) fn answered(ctx: Ctx<'_>, chat: i64, id: Option<&Id>) -> Option<Remembered> {
    let minutes = ctx.bot.kept.follow_up_minutes;
    // Telegram's numbers of groups are below zero.
    let is_remembered = chat > 0 && minutes > 0 && !ctx.faq().vocabulary.subjects.is_empty();
    is_remembered.then(|| Remembered {
        code: key(ctx.bot, chat),
        chat: ctx.bot.chat(chat),
        words: id.map_or_else(|| ctx.bot.pseudonym.code("nothing answered", &[&chat]), |id| code(ctx.bot, chat, id)),
        until_ms: ctx.context.now_ms + i64::from(minutes) * 60_000,
    })
}

/// The question by itself, in place of what it was read as with the answer before it.
pub(super) fn taken_back(tapped: &Tapped<'_>) -> Effects<Outgoing> {
    let (ctx, pressed) = (tapped.ctx, tapped.pressed);
    let Some(question) = &pressed.question else { return browse::lost(tapped) };
    let outcome = ctx.bot.engine.decide(&Question::new(question));
    let reply = reply::render(ctx.faq(), ctx.wording_for(&outcome), &outcome);
    let is_private = pressed.chat.is_private();
    let reply = consent::offered_for(ctx, is_private, &outcome, reply);
    tapped.show_remembering(reply, answered(ctx, pressed.chat.id, None))
}

/// Under what it is remembered which entry was answered last in a chat.
fn key(bot: &BotContext, chat: i64) -> Pseudonym {
    bot.pseudonym.code("answered last", &[&chat])
}

/// An entry as what was answered last in a chat.
fn code(bot: &BotContext, chat: i64, id: &Id) -> Pseudonym {
    bot.pseudonym.code("answered", &[&chat, id])
}
