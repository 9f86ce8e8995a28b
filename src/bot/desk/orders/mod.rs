//! What staff order in the staff chat, by commands and by taps on buttons. Only who is a member of it now can, and each act
//! is noted with who did it.

mod assign;
mod block;
mod faq;
mod order_ctx;
mod tapped;

pub(in crate::bot) use tapped::tapped;

use self::order_ctx::OrderCtx;
use super::order::Order;
use super::staff_message::StaffMessage;
use super::{setup, staff_page, ticket_list};
use crate::bot::command::TypedCommand;
use crate::bot::context::{Ctx, Lookup};
use crate::bot::missed;
use crate::bot::missed::staff_asked::StaffAsked;
use crate::bot::stats;
use crate::bot_api::{Destination, Outgoing, Thread};
use crate::reply::{self, Reply, Wording};
use crate::store::Effects;

/// What a command in the staff chat leads to; `None` when it is none of these and there is no conversation it could be meant
/// for: it may be for another bot.
pub(super) fn command(
    ctx: Ctx<'_>,
    message: &StaffMessage,
    command: &TypedCommand,
) -> Result<Option<Effects<Outgoing>>, Lookup> {
    let (order, state) = (Order::of(command), &ctx.context.state.desk);
    // What is for another bot is for nobody here, and for the person least of all.
    if !command.is_for(&ctx.bot.me) || !is_member(ctx, message)? {
        return Ok(Some(Effects::default()));
    }
    let thread = message.topic.map(Thread::Topic);
    let place = Destination { chat: message.chat, thread, reply_to: Some(message.id), is_silent: false };
    let wording = staff_page::wording(ctx.bot);
    let at = OrderCtx { ctx, wording, chat: message.chat, place, who: message.who };
    let ticket = match (&order, &state.ticket) {
        (Order::Help, _) => return Ok(Some(at.answer(&help(wording)))),
        (Order::Id, _) => return Ok(Some(at.answer(&setup::id(ctx, message.chat)))),
        (Order::Tickets, _) => return Ok(Some(at.answer(&ticket_list::page(ctx, &state.open, 1)))),
        (Order::Stats, _) => return Ok(Some(stats::shown(ctx, place))),
        (Order::Missed, _) => {
            let person = u64::try_from(message.who).ok().map(|_| ctx.bot.pseudonym.code("person", &[&message.who]));
            let asked = StaffAsked { place, message: message.id, person };
            return missed::editor::command(ctx, &asked, command).map(Some);
        }
        (Order::Unknown, None) | (Order::OfConversation, Some(_)) => return Ok(None),
        (Order::Unknown, _) => return Ok(Some(at.say(wording.desk_unknown_command()))),
        (_, None) => return Ok(Some(at.say(wording.desk_not_here()))),
        (_, Some(ticket)) => ticket,
    };
    Ok(Some(match order {
        Order::Faq(words) => faq::find(&at, ticket, &words),
        Order::Assign(to) => assign::assign(&at, ticket, &message.named, &to)?,
        Order::Unassign => assign::unassign(&at, ticket),
        Order::Note(words) if words.is_empty() => at.say(wording.desk_note_how()),
        Order::Note(_) => at.done(wording.desk_noted(), [at.log(ticket, "note", "")]),
        Order::Block => block::block(&at, ticket, state),
        Order::Unblock => block::unblock(&at, ticket, state),
        Order::Help
        | Order::Id
        | Order::Stats
        | Order::Missed
        | Order::Tickets
        | Order::OfConversation
        | Order::Unknown => Effects::default(),
    }))
}

/// Whether who wrote in the staff chat is a member of it. Who writes in its name is one of its admins.
pub(super) fn is_member(ctx: Ctx<'_>, message: &StaffMessage) -> Result<bool, Lookup> {
    u64::try_from(message.who).map_or(Ok(true), |person| ctx.is_member(message.chat, person))
}

/// `/help` in the staff chat.
fn help(wording: &Wording) -> Reply {
    let commands = reply::staff_commands(wording);
    let lines = commands.iter().map(|command| format!("/{} – {}", command.name, command.description)).collect();
    Reply::saying(wording.desk_staff_help()).with_lines(lines).with_text(wording.desk_staff_help_where())
}
