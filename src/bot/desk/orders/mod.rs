//! What staff order in the staff chat, by commands and by taps on buttons. Only who is a member of it now can, and each act
//! is noted with who did it.

mod assign;
mod block;
mod faq;
mod order;
mod order_ctx;
mod tickets;

pub(in crate::bot) use order::{Order, OrderTap};
pub(in crate::bot::desk) use tickets::listed;

use self::order_ctx::OrderCtx;
use crate::bot::command::TypedCommand;
use crate::bot::context::{Ctx, Lookup};
use crate::bot_api::{Author, Destination, NamedPeople, Outgoing};
use crate::reply::{self, Reply};
use crate::store::{DeskState, Effects};

/// A command that was written in the staff chat.
pub(in crate::bot) struct OrderCommand<'a> {
    pub(in crate::bot) command: &'a TypedCommand,
    pub(in crate::bot) author: &'a Author,
    pub(in crate::bot) named: &'a NamedPeople,
    /// Where the answer goes.
    pub(in crate::bot) place: Destination,
}

/// What a command in the staff chat leads to. What is no command there is answered in a conversation alone: elsewhere it
/// may be meant for another bot.
pub(in crate::bot) fn command(ctx: Ctx<'_>, given: &OrderCommand<'_>) -> Result<Effects<Outgoing>, Lookup> {
    let (order, state) = (Order::of(given.command), &ctx.context.state.desk);
    let chat = given.place.chat;
    if !may_order(ctx, chat, given.author)? {
        return Ok(Effects::default());
    }
    let at = OrderCtx { ctx, chat, place: given.place, who: given.author.id() };
    let ticket = match (&order, &state.ticket) {
        (Order::Help, _) => return Ok(at.answer(&help(ctx))),
        (Order::Tickets, _) => return Ok(at.answer(&tickets::page(ctx, &state.open, 1))),
        (Order::Unknown, None) if given.command.bot.is_none() => return Ok(Effects::default()),
        (Order::Unknown, _) => return Ok(at.say(ctx.wording.desk_unknown_command())),
        (_, None) => return Ok(at.say(ctx.wording.desk_not_here())),
        (_, Some(ticket)) => ticket,
    };
    match order {
        Order::Faq(words) => Ok(faq::find(&at, ticket, &words)),
        Order::Assign(to) => assign::assign(&at, ticket, given.named, &to),
        Order::Unassign => Ok(assign::unassign(&at, ticket)),
        Order::Note(words) if words.is_empty() => Ok(at.say(ctx.wording.desk_note_how())),
        Order::Note(_) => Ok(at.done(ctx.wording.desk_noted(), [at.log(Some(ticket.id), "note", "")])),
        Order::Block => Ok(block::block(&at, ticket, state)),
        Order::Unblock => Ok(block::unblock(&at, ticket, state)),
        Order::Help | Order::Tickets | Order::Unknown => Ok(Effects::default()),
    }
}

/// Whether who wrote in the staff chat may order something: a member of it, or one of its admins who writes in its name.
fn may_order(ctx: Ctx<'_>, chat: i64, author: &Author) -> Result<bool, Lookup> {
    match author {
        Author::Person(person) => ctx.is_member(chat, person.id),
        Author::AnonymousAdmin(_) => Ok(true),
        Author::Channel(_) | Author::Copied(_) | Author::Bot(_) => Ok(false),
    }
}

/// `/help` in the staff chat.
fn help(ctx: Ctx<'_>) -> Reply {
    let wording = ctx.wording;
    let commands = reply::staff_commands(wording);
    let lines = commands.iter().map(|command| format!("/{} – {}", command.name, command.description)).collect();
    Reply::saying(wording.desk_help()).with_lines(lines).with_text(wording.desk_help_where())
}
