//! Commands of the staff in the place of a conversation. None is passed on.

use super::ending;
use super::passing::Line;
use super::staff_answer::{answer, log};
use super::staff_message::StaffMessage;
use super::staff_page;
use crate::bot::command::TypedCommand;
use crate::bot::context::Ctx;
use crate::bot_api::Outgoing;
use crate::reply::desk;
use crate::store::{Effects, Ticket};

/// What a command leads to.
pub(super) fn plan(ctx: Ctx<'_>, message: &StaffMessage, ticket: &Ticket, command: &TypedCommand) -> Effects<Outgoing> {
    let wording = staff_page::wording(ctx.bot);
    match command.name.to_ascii_lowercase().as_str() {
        "close" if ticket.is_open => ending::close(ctx, ticket, Some(message.who)),
        "close" => answer(message, ticket, wording.desk_staff_closed_already()),
        "reopen" if ticket.is_open => answer(message, ticket, wording.desk_staff_open_already()),
        "reopen" if may_reopen(ctx, ticket) => ending::reopen(ctx, ticket, Some(message.who)),
        "reopen" => match ctx.context.state.desk.open_ticket {
            Some(newer) => answer(message, ticket, wording.desk_staff_has_other(&newer.to_string())),
            None => answer(message, ticket, wording.desk_staff_over()),
        },
        // What is an order was seen to before (`orders`).
        _ => delete(ctx, message, ticket),
    }
}

/// Whether a conversation that is closed can go on.
pub(super) fn may_reopen(ctx: Ctx<'_>, ticket: &Ticket) -> bool {
    !ticket.is_open && !ticket.is_over() && ctx.context.state.desk.open_ticket.is_none()
}

/// Deletes what became of the staff's message that the command replies to.
fn delete(ctx: Ctx<'_>, message: &StaffMessage, ticket: &Ticket) -> Effects<Outgoing> {
    let wording = staff_page::wording(ctx.bot);
    let own = ctx.context.state.desk.replied.iter().filter(|relay| relay.from_staff && relay.source > 0);
    let copies: Vec<i64> = own.map(|relay| relay.copy.into()).collect();
    if copies.is_empty() || ticket.is_over() {
        return answer(message, ticket, wording.desk_delete_how());
    }
    let requests = Line::from(ticket).delete_for(false, copies, message.id, &desk::to_staff(wording.desk_deleted()));
    Effects { requests, changes: vec![log(message, ticket, "delete")], ..Effects::default() }
}
