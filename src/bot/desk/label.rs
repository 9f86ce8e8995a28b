//! What stands above what staff write, so that everybody sees that a person writes.

use super::person_wording::wording_of;
use crate::bot::context::Ctx;
use crate::reply::desk;
use crate::store::Ticket;

/// What stands above the words of staff, in the person's language.
pub(super) fn label(ctx: Ctx<'_>, ticket: &Ticket) -> String {
    let name = ctx.bot.desk.as_ref().and_then(|desk| desk.config.name.as_deref());
    desk::label(wording_of(ctx, &ticket.language), name)
}
