//! A question in which somebody speaks of themselves: what is one, and its way into the private chat.

use super::replies;
use crate::bot::asked::AskedQuestion;
use crate::bot::context::Ctx;
use crate::bot::held;
use crate::bot::update::ChatMessage;
use crate::decide::Decision;
use crate::engine::Outcome;
use crate::reply::Reply;
use crate::store::Change;

/// Whether a question is answered as one about oneself. What is urgent is answered at once and before everybody, and a
/// greeting says nothing of anybody.
pub(in crate::bot) fn is_meant(outcome: &Outcome) -> bool {
    outcome.is_about_oneself && !matches!(outcome.decision, Decision::Urgent(_) | Decision::Courtesy(_))
}

/// The way into the private chat for a question about oneself, and what is held for it there. Who writes in the name of a
/// chat has no private chat that the bot knows, and asks anew.
pub(super) fn sent_away(ctx: Ctx<'_>, message: &ChatMessage, asked: &AskedQuestion) -> (Reply, Option<Change>) {
    let (faq, wording) = (ctx.faq(), ctx.wording_for(&asked.outcome));
    match held::hold(ctx, message, asked) {
        Some((start, change)) => (replies::held(faq, wording, &asked.outcome, start), Some(change)),
        None => (replies::about_oneself(faq, wording, &asked.outcome), None),
    }
}
