//! When a person may expect an answer.

use super::hours_words::expected;
use crate::bot::context::Ctx;

/// When a person may expect an answer, in their words.
pub(in crate::bot) fn expectation(ctx: Ctx<'_>) -> String {
    let hours = ctx.bot.desk.as_ref().and_then(|desk| desk.config.hours.as_ref());
    expected(ctx.wording, hours, ctx.context.now_ms)
}
