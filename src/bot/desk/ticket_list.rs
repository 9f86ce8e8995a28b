//! The open conversations, as `/tickets` lists them: who waits longest first, a page at a time, each a link to where it stands.

use super::hours_words::duration;
use super::order::OrderTap;
use super::staff_page::wording;
use crate::bot::context::Ctx;
use crate::reply::{Action, Reply};
use crate::store::Ticket;

/// How many conversations a page lists.
const ON_A_PAGE: usize = 10;

/// A page of the open conversations, counted from 1; the nearest when there are fewer by now.
pub(super) fn page(ctx: Ctx<'_>, open: &[Ticket], number: usize) -> Reply {
    let wording = wording(ctx.bot);
    if open.is_empty() {
        return Reply::saying(wording.desk_tickets_none());
    }
    let last = open.len().div_ceil(ON_A_PAGE);
    let number = number.clamp(1, last);
    let shown = &open[(number - 1) * ON_A_PAGE..open.len().min(number * ON_A_PAGE)];
    let reply = listed(ctx, Reply::saying(wording.desk_tickets(open.len())), shown);
    let before = (number > 1).then(|| number - 1);
    let after = (number < last).then_some(number + 1);
    let turn = |page| Action::Data(OrderTap::Tickets(page).data());
    let reply = if last > 1 { reply.with_text(wording.page(number, last)) } else { reply };
    let reply = before.iter().fold(reply, |reply, &page| reply.with_button(wording.page_before(page), turn(page)));
    let reply = after.iter().fold(reply, |reply, &page| reply.with_button(wording.page_after(page), turn(page)));
    reply.in_columns(before.iter().chain(&after).count(), 2)
}

/// A reply with conversations below it: as links where there are any, else as lines.
pub(super) fn listed(ctx: Ctx<'_>, reply: Reply, tickets: &[Ticket]) -> Reply {
    let without: Vec<String> =
        tickets.iter().filter(|ticket| link(ctx, ticket).is_none()).map(|ticket| line(ctx, ticket)).collect();
    let reply = if without.is_empty() { reply } else { reply.with_lines(without) };
    let links = tickets.iter().filter_map(|ticket| Some((ticket, link(ctx, ticket)?)));
    links.fold(reply, |reply, (ticket, link)| reply.with_button(line(ctx, ticket), Action::Visit(link)))
}

/// A conversation in a line: its number, how long it waits, and who has it.
fn line(ctx: Ctx<'_>, ticket: &Ticket) -> String {
    let (wording, now_ms) = (wording(ctx.bot), ctx.context.now_ms);
    let state = match ticket.waiting_since_ms {
        Some(since_ms) => wording.desk_waits(ticket.id, &duration(wording, now_ms - since_ms)),
        None => wording.desk_answered(ticket.id, &duration(wording, now_ms - ticket.last_at_ms)),
    };
    match &ticket.assignee {
        Some(assignee) => format!("{state} · {}", assignee.name),
        None => state,
    }
}

/// A link to where a conversation stands in the staff chat; `None` where that has none.
fn link(ctx: Ctx<'_>, ticket: &Ticket) -> Option<String> {
    let chat = ctx.bot.desk.as_ref()?.chat();
    let stands_at = ticket.topic.or(ticket.root).filter(|_| ticket.group == chat)?;
    // The id of a supergroup is -100 and then the number that its links have; a basic group has no links.
    let number = (-1_000_000_000_000_i64).checked_sub(chat).filter(|number| *number > 0)?;
    Some(format!("https://t.me/c/{number}/{stands_at}"))
}
