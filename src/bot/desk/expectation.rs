//! When a person may expect an answer.

use crate::bot::context::Ctx;

/// When a person may expect an answer, in their words.
pub(in crate::bot) fn expectation(ctx: Ctx<'_>) -> String {
    ctx.wording.desk_when()
}

/// Whether a conversation that begins now begins outside of office hours.
pub(in crate::bot) fn is_out_of_hours(_ctx: Ctx<'_>) -> bool {
    false
}
