//! An answer on its way: remembered once it is sent, so that it follows the question's edits and can be pointed to.

use super::asked::AskedQuestion;
use super::context::Ctx;
use super::follow_up;
use super::requests::{remembering, say, show};
use super::ttl;
use super::update::ChatMessage;
use crate::bot_api::{Destination, Outgoing};
use crate::reply::Reply;
use crate::store::Remembered;

/// Where the answer to a question goes.
pub(super) fn place(ctx: Ctx<'_>, message: &ChatMessage, asked: &AskedQuestion) -> Destination {
    Destination { reply_to: Some(asked.of), ..message.place(ctx.settings()) }
}

/// An answer as new messages, remembered so that it can follow the question's edits, and for `repeat_minutes` be pointed
/// to.
pub(super) fn answer_to(
    ctx: Ctx<'_>,
    asked: &AskedQuestion,
    place: Destination,
    reply: &Reply,
    repeat_minutes: u32,
) -> Vec<Outgoing> {
    remembering(say(place, reply), &remembered(ctx, asked, place.chat, repeat_minutes))
}

/// The same in place of an answer that stands in a message.
pub(super) fn answer_in_place(
    ctx: Ctx<'_>,
    asked: &AskedQuestion,
    message: i32,
    place: Destination,
    reply: &Reply,
    repeat_minutes: u32,
) -> Vec<Outgoing> {
    remembering(show(message, place, reply), &remembered(ctx, asked, place.chat, repeat_minutes))
}

/// What an answer is remembered under: the message that asks, and for `repeat_minutes` what it says.
fn remembered(ctx: Ctx<'_>, asked: &AskedQuestion, chat: i64, repeat_minutes: u32) -> Vec<Remembered> {
    let at_ms = ctx.context.now_ms;
    let whose = ctx.bot.chat(chat);
    let words = asked.words;
    let until = |code, until_ms| Remembered { code, chat: whose, words, until_ms, is_beside: false };
    let mut all = vec![until(asked.message, at_ms + ttl::ms(ttl::EDIT))];
    if let Some(code) = asked.entry.filter(|_| repeat_minutes > 0) {
        all.push(until(code, at_ms + i64::from(repeat_minutes) * 60_000));
    }
    all.extend(follow_up::remembered(ctx, chat, &asked.outcome.decision));
    all
}
