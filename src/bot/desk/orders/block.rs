//! `/block` and `/unblock`: who can open no conversation any more. They are told so once, and the bot goes on to answer
//! them from the text.

use super::order_ctx::OrderCtx;
use crate::bot::desk::passing::Line;
use crate::bot_api::{DeskBody, Outgoing, TopicAct};
use crate::reply::desk;
use crate::store::{DeskChange, DeskState, Effects, Ticket};

/// Blocks the person of a conversation, which ends.
pub(super) fn block(order: &OrderCtx<'_>, ticket: &Ticket, state: &DeskState) -> Effects<Outgoing> {
    let wording = order.wording;
    if state.is_blocked {
        return order.say(wording.desk_staff_block_already(ticket.id));
    }
    let mut changes =
        vec![DeskChange::Block { person: ticket.person, by: Some(order.who) }, order.log(ticket, "block", "")];
    let mut requests = Vec::new();
    if ticket.is_open {
        let told = desk::blocked(order.ctx.faq(), order.wording_of(ticket));
        requests.extend(Line::from(ticket).tell_person(&told));
        requests.push(Line::from(ticket).staff(DeskBody::Topic(TopicAct::Close)));
        changes.push(DeskChange::Close(ticket.id));
    }
    let mut effects = order.done(wording.desk_staff_block(ticket.id), changes);
    effects.requests.extend(requests);
    effects
}

/// Lets the person of a conversation open another.
pub(super) fn unblock(order: &OrderCtx<'_>, ticket: &Ticket, state: &DeskState) -> Effects<Outgoing> {
    let wording = order.wording;
    if !state.is_blocked {
        return order.say(wording.desk_staff_unblock_not(ticket.id));
    }
    let changes = [DeskChange::Block { person: ticket.person, by: None }, order.log(ticket, "unblock", "")];
    order.done(wording.desk_staff_unblock(ticket.id), changes)
}
