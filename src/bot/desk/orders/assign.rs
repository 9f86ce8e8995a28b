//! `/assign` and `/unassign`: who of the staff has a conversation.

use super::order_ctx::OrderCtx;
use crate::bot::context::Lookup;
use crate::bot_api::{NamedPeople, NamedPerson, Outgoing};
use crate::store::{Assignee, DeskChange, Effects, Ticket};

/// Gives a conversation to whoever is meant: who is mentioned, else who wrote what the command replies to, else who sent
/// it. A name alone says nobody, for a bot cannot look names up.
pub(super) fn assign(
    order: &OrderCtx<'_>,
    ticket: &Ticket,
    named: &NamedPeople,
    to: &str,
) -> Result<Effects<Outgoing>, Lookup> {
    let wording = order.wording;
    let meant = named.mentioned.as_ref().or(named.replied.as_ref());
    let assignee = match meant {
        Some(NamedPerson { id, name }) if id.cast_signed() != order.who => {
            if !order.ctx.is_member(order.chat, *id)? {
                return Ok(order.say(wording.desk_assign_no_member(name)));
            }
            Assignee { id: id.cast_signed(), name: name.clone() }
        }
        None if !to.is_empty() => return Ok(order.say(wording.desk_assign_who())),
        _ => {
            let name = named.author.as_ref().map_or_else(|| wording.desk_somebody(), |author| author.name.clone());
            Assignee { id: order.who, name }
        }
    };
    let words = wording.desk_assigned(ticket.id, &assignee.name);
    let log = order.log(ticket, "assign", &assignee.id.to_string());
    Ok(order.done(words, [DeskChange::Assign { ticket: ticket.id, to: Some(assignee) }, log]))
}

/// Gives a conversation back to everybody.
pub(super) fn unassign(order: &OrderCtx<'_>, ticket: &Ticket) -> Effects<Outgoing> {
    let changes = [DeskChange::Assign { ticket: ticket.id, to: None }, order.log(ticket, "unassign", "")];
    order.done(order.wording.desk_unassigned(ticket.id), changes)
}
