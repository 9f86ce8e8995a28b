//! What staff write in the place of a conversation: it goes to the person below a label, unless it is to stay there.

use super::ending;
use super::label::label;
use super::orders;
use super::passing::{Line, Original, said_bodies};
use super::staff_answer::{answer, log};
use super::staff_commands;
use super::staff_message::StaffMessage;
use super::staff_page;
use crate::bot::context::{Ctx, Lookup};
use crate::bot::stats::tally;
use crate::bot_api::{Outgoing, RelayContent};
use crate::reply::{Reply, desk};
use crate::store::{Change, DeskChange, Effects, Ticket};

/// What the desk does about a message in the staff chat; `None` when it stands in the place of no conversation.
///
/// # Errors
/// When Telegram must be asked first whether who wrote is a member still.
pub(in crate::bot) fn plan(ctx: Ctx<'_>, message: &StaffMessage) -> Result<Option<Effects<Outgoing>>, Lookup> {
    if let Some(command) = message.command.as_ref().filter(|_| !message.is_edit)
        && let Some(effects) = orders::command(ctx, message, command)?
    {
        return Ok(Some(effects));
    }
    let Some(ticket) = ctx.context.state.desk.ticket.as_ref() else { return Ok(None) };
    if !message.is_service && !orders::is_member(ctx, message)? {
        return Ok(Some(Effects::default()));
    }
    Ok(Some(match (&message.command, &message.relayed) {
        (Some(_), _) if message.is_edit => Effects::default(),
        (Some(command), _) => staff_commands::plan(ctx, message, ticket, command),
        (None, RelayContent::TopicClosed) if ticket.is_open => ending::close(ctx, ticket, Some(message.who)),
        (None, RelayContent::TopicReopened) if staff_commands::may_reopen(ctx, ticket) => {
            ending::reopen(ctx, ticket, Some(message.who))
        }
        _ if message.is_service => Effects::default(),
        _ if message.is_edit => edited(ctx, message, ticket),
        _ if message.stays() => Effects::default(),
        _ => pass(ctx, message, ticket),
    }))
}

/// Why nothing can be sent to the person of a conversation; `None` when it can.
fn refused(ctx: Ctx<'_>, ticket: &Ticket) -> Option<String> {
    let wording = staff_page::wording(ctx.bot);
    match () {
        () if ticket.is_over() => Some(wording.desk_staff_over()),
        () if !ticket.is_open => Some(wording.desk_staff_closed()),
        () => None,
    }
}

/// Passes a message on, the first with the disclaimer behind it.
fn pass(ctx: Ctx<'_>, message: &StaffMessage, ticket: &Ticket) -> Effects<Outgoing> {
    if let Some(words) = refused(ctx, ticket) {
        return refusal(ticket, words);
    }
    let line = Line::from(ticket);
    let replied = ctx.context.state.desk.replied.first().map(|relay| relay.side(false));
    let original = Original { chat: message.chat, message: message.id, content: &message.relayed };
    let mut requests = line.pass(false, replied.filter(|id| *id > 0), &label(ctx, ticket), original);
    let mut changes = vec![Change::Desk(DeskChange::Wrote { ticket: ticket.id, is_staff: true })];
    let disclaimer = ctx.faq().disclaimer.trim();
    if !ticket.is_disclaimed && !disclaimer.is_empty() {
        requests = line.disclaimed(requests, &Reply::noting(disclaimer));
        changes.push(Change::Desk(DeskChange::Disclaimed(ticket.id)));
    }
    changes.push(log(message, ticket, "reply"));
    changes.extend(tally::first_answer(ctx, ticket));
    Effects { requests, changes, ..Effects::default() }
}

/// Says in the conversation's place that nothing was sent, whether it is over or not.
fn refusal(ticket: &Ticket, words: String) -> Effects<Outgoing> {
    let (line, reply) = (Line::from(ticket), desk::to_staff(words));
    said_bodies(&reply).map(|body| line.staff_at_last(body)).collect::<Vec<_>>().into()
}

/// What was changed is changed on the other side; what is to stay now is deleted there.
fn edited(ctx: Ctx<'_>, message: &StaffMessage, ticket: &Ticket) -> Effects<Outgoing> {
    let relays = &ctx.context.state.desk.edited;
    let copies: Vec<i32> =
        relays.iter().filter(|relay| relay.from_staff && relay.source == message.id).map(|relay| relay.copy).collect();
    let (line, Some(copy)) = (Line::from(ticket), copies.first()) else {
        // It was to stay, and is not any more.
        let is_new = ticket.is_open && !message.stays();
        return if is_new { pass(ctx, message, ticket) } else { Effects::default() };
    };
    if ticket.is_over() {
        return Effects::default();
    }
    let requests = if message.stays() {
        vec![line.delete(false, copies.iter().map(|copy| i64::from(*copy)).collect(), message.id)]
    } else {
        match line.change(false, *copy, &label(ctx, ticket), &message.relayed) {
            Some(change) => vec![change],
            // What has no words, such as a place that moves, changes by itself.
            None if message.relayed.words().is_empty() => return Effects::default(),
            None => return answer(message, ticket, staff_page::wording(ctx.bot).desk_edit_too_long()),
        }
    };
    Effects { requests, changes: vec![log(message, ticket, "edit")], ..Effects::default() }
}
