//! A question that goes on from the answer before it: which answer that was, and what the question is then.
//!
//! In a private chat it is remembered for some minutes which entry was answered last, as a code that says nothing without
//! the bot's token. Elsewhere a question goes on from the answer that it replies to.

use super::context::{BotContext, Ctx};
use crate::bot_api::IncomingMessage;
use crate::corpus::Id;
use crate::decide::Decision;
use crate::engine::Outcome;
use crate::store::{Pseudonym, Remembered};
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

/// The entry that was answered last in a chat, as it is remembered.
pub(super) fn last<'a>(ctx: Ctx<'a>, chat: i64) -> Option<&'a Id> {
    let key = key(ctx.bot, chat);
    let (_, last) = ctx.context.state.answers.iter().find(|(code, _)| *code == key)?;
    ctx.faq().entries.iter().map(|entry| &entry.id).find(|id| code(ctx.bot, chat, id) == last.words)
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
        is_beside: true,
    })
}

/// Under what it is remembered which entry was answered last in a chat.
pub(super) fn key(bot: &BotContext, chat: i64) -> Pseudonym {
    bot.pseudonym.code("answered last", &[&chat])
}

/// An entry as what was answered last in a chat.
fn code(bot: &BotContext, chat: i64, id: &Id) -> Pseudonym {
    bot.pseudonym.code("answered", &[&chat, id])
}
