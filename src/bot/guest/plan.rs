//! What a question to the guest leads to.

use super::question::GuestQuestion;
use crate::bot::context::Ctx;
use crate::bot::flood::{FloodLimit, FloodVerdict};
use crate::bot::groups::{GroupSettings, OneselfMode, oneself, replies};
use crate::bot::requests::linking;
use crate::bot::stats;
use crate::bot::ttl;
use crate::bot_api::{Outgoing, WireResult};
use crate::engine::Outcome;
use crate::reply::{self, Reply};
use crate::store::{Effects, Once};

/// One message, once, as far as who asks may have it answered now. What is urgent always is.
pub(in crate::bot) fn plan(ctx: Ctx<'_>, question: &GuestQuestion) -> Effects<Outgoing> {
    let limit = FloodLimit::of_guest(ctx.bot, question);
    let (reply, answered) = match limit.verdict(&ctx.context.state) {
        FloodVerdict::First if !question.is_urgent() => (Some(reply::too_many(ctx.wording)), None),
        FloodVerdict::More if !question.is_urgent() => (None, None),
        _ => {
            let (reply, answered) = answer(ctx, question);
            (Some(reply), answered)
        }
    };
    // The same may come again under another number.
    let once = reply.map(|reply| Once {
        code: ctx.bot.pseudonym.code("guest", &[&question.id]),
        ttl: ttl::GUEST,
        requests: vec![Outgoing::Guest { query: question.id.clone(), result: result(ctx, &reply) }],
    });
    let tallies = answered.into_iter().flat_map(|outcome| stats::of_question(ctx, outcome));
    Effects {
        decided: question.outcome.as_ref().map(|outcome| outcome.decision.name()),
        changes: [limit.count(ctx.context.now_ms)].into_iter().chain(tallies).collect(),
        once,
        ..Effects::default()
    }
}

/// The answer as everybody in the chat may see it: to what is nobody else's business it is the way into the private chat,
/// as it is in a group whose admins have set nothing. With it comes what it says about the question, if it does.
fn answer<'a>(ctx: Ctx<'_>, question: &'a GuestQuestion) -> (Reply, Option<&'a Outcome>) {
    let faq = ctx.faq();
    let Some(outcome) = &question.outcome else {
        return (reply::guest_how(faq, ctx.wording, &ctx.bot.me.username), None);
    };
    let wording = ctx.wording_for(outcome);
    let is_private = GroupSettings::default().oneself_mode(faq) == OneselfMode::Private;
    match is_private && oneself::is_meant(outcome) {
        true => (replies::about_oneself(faq, wording, outcome), None),
        false => (reply::guest_answer(faq, wording, outcome), Some(outcome)),
    }
}

/// A reply on the wire. Nobody picks it from a list, so that nothing but the message is seen of it.
fn result(ctx: Ctx<'_>, reply: &Reply) -> WireResult {
    let (text, buttons) = linking(reply);
    WireResult { id: "guest".to_owned(), title: ctx.faq().title.clone(), description: String::new(), text, buttons }
}
