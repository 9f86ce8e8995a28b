//! Guest mode: somebody names the bot in a chat that it is not in, and it says one thing there. Nothing of that chat is
//! remembered.

use chrono::{DateTime, Utc};

use super::addressing;
use super::context::{BotContext, Ctx};
use super::flood::{FloodLimit, FloodVerdict};
use super::groups::replies;
use super::requests::linking;
use super::{ttl, urgent};
use crate::bot_api::{Author, GuestQuery, Outgoing, WireResult};
use crate::decide::Decision;
use crate::engine::Outcome;
use crate::reply::{self, Reply};
use crate::store::{Effects, Once};
use crate::text::Question;

/// What somebody asks the bot where it is a guest.
#[derive(Debug)]
pub(super) struct GuestQuestion {
    /// What it is answered by.
    id: String,
    pub(super) author: Author,
    date: DateTime<Utc>,
    /// What the engine says about it; `None` when nothing is asked.
    outcome: Option<Outcome>,
}

impl GuestQuestion {
    /// The question in what was said to the bot, decided; `None` when it takes none from there.
    pub(super) fn decide(bot: &BotContext, query: GuestQuery) -> Option<Self> {
        let GuestQuery { id, message } = query;
        let words = addressing::asked_as_guest(&bot.me, &message)?;
        let outcome = bot.engine.decide(&Question::new(&words));
        let outcome = urgent::anywhere(&bot.engine, outcome, &words, &urgent::beside(&message, true));
        let outcome = Some(outcome).filter(|outcome| !words.is_empty() || is_urgent(outcome));
        Some(Self { id, author: message.author?, date: message.date, outcome })
    }

    /// The count that it goes by: its author's.
    pub(super) fn limit(&self, bot: &BotContext) -> FloodLimit {
        FloodLimit::of_author(bot, self.author.id(), self.date)
    }
}

/// What a question leads to: one message, once, as far as who asks may have it answered now. What is urgent always is.
pub(super) fn plan(ctx: Ctx<'_>, question: &GuestQuestion) -> Effects<Outgoing> {
    let limit = question.limit(ctx.bot);
    let reply = match limit.verdict(&ctx.context.state) {
        _ if question.outcome.as_ref().is_some_and(is_urgent) => Some(answer(ctx, question)),
        FloodVerdict::Fine => Some(answer(ctx, question)),
        FloodVerdict::First => Some(reply::too_many(ctx.wording)),
        FloodVerdict::More => None,
    };
    // The same may come again under another number.
    let once = reply.map(|reply| Once {
        code: ctx.bot.pseudonym.code("guest", &[&question.id]),
        ttl: ttl::GUEST,
        requests: vec![Outgoing::Guest { query: question.id.clone(), result: result(ctx, &reply) }],
    });
    Effects {
        decided: question.outcome.as_ref().map(|outcome| outcome.decision.name()),
        changes: vec![limit.count(ctx.context.now_ms)],
        once,
        ..Effects::default()
    }
}

/// The answer as everybody in the chat may see it: to what is nobody else's business it is the way into the private chat.
fn answer(ctx: Ctx<'_>, question: &GuestQuestion) -> Reply {
    let faq = ctx.faq();
    let Some(outcome) = &question.outcome else {
        return reply::guest_how(faq, ctx.wording, &ctx.bot.me.username);
    };
    let wording = ctx.wording_for(outcome);
    match &outcome.decision {
        Decision::Urgent(_) | Decision::Courtesy(_) => reply::guest_answer(faq, wording, outcome),
        _ if outcome.is_about_oneself => replies::about_oneself(faq, wording, outcome),
        _ => reply::guest_answer(faq, wording, outcome),
    }
}

/// A reply on the wire. Nobody picks it from a list, so that nothing but the message is seen of it.
fn result(ctx: Ctx<'_>, reply: &Reply) -> WireResult {
    let (text, buttons) = linking(reply);
    WireResult { id: "guest".to_owned(), title: ctx.faq().title.clone(), description: String::new(), text, buttons }
}

fn is_urgent(outcome: &Outcome) -> bool {
    matches!(outcome.decision, Decision::Urgent(_))
}
