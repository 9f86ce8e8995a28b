//! What a person writes in their private chat: while somebody is in charge there it goes to the staff, and the bot is
//! quiet.

use super::consent;
use super::ending;
use super::passing::{Line, Original};
use super::staff_page;
use super::tap::DeskTap;
use crate::bot::asked::AskedQuestion;
use crate::bot::command::TypedCommand;
use crate::bot::context::{BotContext, Ctx};
use crate::bot::flood;
use crate::bot::question;
use crate::bot::requests::say;
use crate::bot::update::{ChatMessage, Intent};
use crate::bot_api::Outgoing;
use crate::reply::{Reply, Start, desk};
use crate::store::{Change, DeskChange, DeskQuery, Effects, Ticket};

/// What must be known of the desk for a message; `None` where there is none, or it is nothing for it.
pub(in crate::bot) fn query(bot: &BotContext, message: &ChatMessage) -> Option<Box<DeskQuery>> {
    if bot.desk.is_none() || !message.chat.is_private() {
        return None;
    }
    Some(Box::new(DeskQuery {
        person: Some(bot.whose(&message.author)),
        replied: message.replied,
        edited: message.edited_after_ms.map(|_| message.id),
        history: matches!(message.intent, Intent::Command(_)),
        ..DeskQuery::default()
    }))
}

/// What the desk does about a message; `None` when it is not for it.
pub(in crate::bot) fn plan(ctx: Ctx<'_>, message: &ChatMessage) -> Option<Effects<Outgoing>> {
    ctx.bot.desk.as_ref()?;
    let effects = match &message.intent {
        Intent::Command(command) => of_command(ctx, message, command)?,
        Intent::GroupSettings(_) => return None,
        // A red flag goes to both, whatever command it is written behind.
        _ if is_command(message) && !message.asked().is_some_and(AskedQuestion::is_urgent) => return None,
        _ if message.chat.is_private() => {
            let ticket = ctx.context.state.desk.ticket.as_ref().filter(|ticket| ticket.is_open)?;
            pass(ctx, message, ticket)
        }
        _ => return None,
    };
    Some(flood::guard(ctx, message, effects))
}

fn is_command(message: &ChatMessage) -> bool {
    TypedCommand::read(message.relayed.words().trim()).is_some()
}

fn of_command(ctx: Ctx<'_>, message: &ChatMessage, command: &TypedCommand) -> Option<Effects<Outgoing>> {
    let place = message.place(ctx.settings());
    let is_private = message.chat.is_private();
    let is_human = command.is("human") || (command.is("start") && Start::of(&command.rest) == Start::Human);
    if is_human && !is_private {
        // What is said there without the bot's name may be for another bot.
        let is_meant = command.bot.is_some() && ctx.settings().is_on_in(message.thread);
        return is_meant.then(|| say(place, &desk::in_private(ctx.wording)).into());
    }
    if !is_private {
        return None;
    }
    let question = Some(command.rest.as_str()).filter(|rest| command.is("human") && !rest.is_empty());
    let ticket = ctx.context.state.desk.ticket.as_ref();
    let page = |reply: Reply| say(place, &reply);
    let none = || page(desk::none_open(ctx.wording, DeskTap::Human.data())).into();
    Some(match command.name.to_ascii_lowercase().as_str() {
        _ if is_human => consent::ask(ctx, place, question).into(),
        "resume" => match ticket.filter(|ticket| ticket.is_open) {
            Some(ticket) => ending::resume(ctx, ticket, page(desk::resumed(ctx.wording))),
            None => none(),
        },
        "withdraw" => match ticket.filter(|ticket| !ticket.is_over()) {
            Some(ticket) => ending::withdraw(ctx, ticket, page(desk::withdrawn(ctx.wording))),
            None => none(),
        },
        "delete" => match ticket.filter(|ticket| !ticket.is_over()) {
            Some(ticket) => delete(ctx, message, ticket),
            None => none(),
        },
        _ => return None,
    })
}

/// Passes a message on. A red flag is answered first, and marked.
fn pass(ctx: Ctx<'_>, message: &ChatMessage, ticket: &Ticket) -> Effects<Outgoing> {
    let (line, wording) = (Line::from(ticket), staff_page::wording(ctx.bot));
    let number = ticket.id.to_string();
    let urgent = message.asked().filter(|asked| asked.is_urgent());
    let mut requests = match urgent {
        Some(asked) => {
            let mut requests = question::answer(ctx, message, asked).requests;
            requests.extend(say(message.place(ctx.settings()), &Reply::saying(ctx.wording.desk_urgent_too())));
            requests
        }
        None => Vec::new(),
    };
    let label = |is_changed: bool| match urgent {
        Some(_) => wording.desk_from_urgent(&number),
        None if is_changed => wording.desk_from_changed(&number),
        None => wording.desk_from(&number),
    };
    let original = Original { chat: message.chat.id, message: message.id, content: &message.relayed };
    if message.edited_after_ms.is_some() {
        let changed = change(ctx, message, ticket, &label(true));
        let is_ours = message.date.timestamp_millis() >= ticket.in_charge_since_ms;
        match changed {
            Some(changed) => requests.push(changed),
            // What was written before the person agreed stays theirs, and so does what the bot was asked in between.
            None if is_ours => requests.extend(line.pass(true, None, &label(true), original)),
            None => {}
        }
    } else {
        let replied = ctx.context.state.desk.replied.first().map(|relay| relay.side(true));
        requests.extend(line.pass(true, replied.filter(|id| *id > 0), &label(false), original));
    }
    if requests.is_empty() {
        return Effects::default();
    }
    let wrote = Change::Desk(DeskChange::Wrote { ticket: ticket.id, is_staff: false });
    let decided = urgent.map(|asked| asked.outcome.decision.name());
    Effects { requests, changes: vec![wrote], decided, ..Effects::default() }
}

/// The copy of a message that was changed, changed too.
fn change(ctx: Ctx<'_>, message: &ChatMessage, ticket: &Ticket, label: &str) -> Option<Outgoing> {
    let copy = ctx.context.state.desk.edited.iter().find(|relay| !relay.from_staff && relay.source == message.id)?;
    Line::from(ticket).change(true, copy.copy, label, &message.relayed)
}

/// Deletes the copies of the person's own message that a command replies to, and says so once they are.
fn delete(ctx: Ctx<'_>, message: &ChatMessage, ticket: &Ticket) -> Effects<Outgoing> {
    let own = ctx.context.state.desk.replied.iter().filter(|relay| !relay.from_staff && relay.source > 0);
    let copies: Vec<i64> = own.map(|relay| relay.copy.into()).collect();
    if copies.is_empty() {
        return say(message.place(ctx.settings()), &desk::delete_how(ctx.wording)).into();
    }
    Line::from(ticket).delete_for(true, copies, message.id, &desk::deleted(ctx.wording)).into()
}
