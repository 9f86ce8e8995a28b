//! When a person may expect an answer, and whether somebody is there.

use super::hours::is_open;
use super::hours_words::expected;
use crate::bot::context::Ctx;
use crate::config::OfficeHours;

/// When a person may expect an answer, in their words.
pub(in crate::bot) fn expectation(ctx: Ctx<'_>) -> String {
    expected(ctx.wording, hours(ctx), ctx.context.now_ms)
}

/// Whether a conversation that begins now begins outside of office hours.
pub(in crate::bot) fn is_out_of_hours(ctx: Ctx<'_>) -> bool {
    !is_open(hours(ctx), ctx.context.now_ms)
}

fn hours(ctx: Ctx<'_>) -> Option<&OfficeHours> {
    ctx.bot.desk.as_ref()?.hours.as_ref()
}
