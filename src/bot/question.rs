//! A question: answered anew, or its answer follows when it was edited.

use super::answers::{answer_in_place, answer_to, place};
use super::asked::AskedQuestion;
use super::context::{BotContext, Ctx};
use super::desk::consent;
use super::follow_up;
use super::groups::answer as group;
use super::stats;
use super::update::{ChatMessage, Intent};
use crate::bot_api::Outgoing;
use crate::reply::{self, Reply};
use crate::store::{Effects, Pseudonym};

/// A message edited later than that, whose answer is not remembered, is not taken for a new question.
const EDIT_IS_NEW_MS: i64 = 24 * 60 * 60 * 1000;

/// Whether a question is answered anew.
pub(super) enum AnswerTurn {
    /// It is: it was never answered.
    New,
    /// Its answer stands in this message, and follows.
    Follows(i32),
    /// It was answered as it is, or long ago.
    Over,
}

/// Whether a question is answered anew, or was edited after it was answered.
pub(super) fn turn(ctx: Ctx<'_>, message: &ChatMessage, asked: &AskedQuestion) -> AnswerTurn {
    let Some(after_ms) = message.edited_after_ms else { return AnswerTurn::New };
    match ctx.context.state.answers.iter().find(|(code, _)| *code == asked.message) {
        // Telegram also tells of edits that change no word.
        Some((_, answer)) if answer.words == asked.words => AnswerTurn::Over,
        Some((_, answer)) => AnswerTurn::Follows(answer.message),
        None if asked.to_bot && after_ms < EDIT_IS_NEW_MS => AnswerTurn::New,
        None => AnswerTurn::Over,
    }
}

/// The answer to a question where the bot talks with one person.
pub(super) fn answer(ctx: Ctx<'_>, message: &ChatMessage, asked: &AskedQuestion) -> Effects<Outgoing> {
    let reply = in_private(ctx, message, asked);
    let requests = answer_to(ctx, asked, place(ctx, message, asked), &reply, 0);
    // An edit is no other question.
    let is_new = message.edited_after_ms.is_none();
    let changes = if is_new { stats::of_question(ctx, &asked.outcome) } else { Vec::new() };
    Effects { requests, changes, ..Effects::default() }
}

/// The answer to a question that was edited after it was answered, in place of the one before.
pub(super) fn follow(ctx: Ctx<'_>, message: &ChatMessage, asked: &AskedQuestion, answer: i32) -> Effects<Outgoing> {
    if !message.chat.is_one_to_one() {
        return group::follow(ctx, message, asked, answer);
    }
    let reply = in_private(ctx, message, asked);
    answer_in_place(ctx, asked, answer, place(ctx, message, asked), &reply, 0).into()
}

/// The reply to a question where the bot talks with one person, with the way to a person where it found no answer.
fn in_private(ctx: Ctx<'_>, message: &ChatMessage, asked: &AskedQuestion) -> Reply {
    let reply = reply::render(ctx.faq(), ctx.wording_for(&asked.outcome), &asked.outcome);
    consent::offered_for(ctx, message.chat.is_private(), &asked.outcome, reply)
}

/// What a message wants to know of the answer before it.
pub(super) fn leans_on(bot: &BotContext, message: &ChatMessage, asked: &AskedQuestion) -> Option<Pseudonym> {
    let may_follow = message.chat.is_private() && bot.kept.follow_up_minutes > 0 && asked.leaning.is_some();
    may_follow.then(|| follow_up::key(bot, message.chat.id))
}

/// The same message with its question read with what was answered last; `None` when it stands by itself.
pub(super) fn read_on(ctx: Ctx<'_>, message: &ChatMessage) -> Option<ChatMessage> {
    let asked = message.asked()?;
    leans_on(ctx.bot, message, asked)?;
    let answered = follow_up::last(ctx, message.chat.id)?;
    let outcome = ctx.bot.engine.follow_up(asked.leaning.as_ref()?, &asked.outcome, answered)?;
    let asked = AskedQuestion { outcome, to_note: None, ..asked.clone() };
    Some(ChatMessage { intent: Intent::Question(Box::new(asked)), ..message.clone() })
}
