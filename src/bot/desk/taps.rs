//! Taps on the buttons of the desk.

use super::consent;
use super::ending;
use super::rating;
use super::tap::DeskTap;
use crate::bot::requests::show;
use crate::bot::tapped::Tapped;
use crate::bot_api::Outgoing;
use crate::reply::desk;
use crate::store::{Effects, Ticket};

/// What a tap leads to.
pub(in crate::bot) fn plan(tapped: &Tapped<'_>, tap: DeskTap) -> Effects<Outgoing> {
    let ctx = tapped.ctx;
    if ctx.bot.desk.is_none() {
        return show(tapped.pressed.id, tapped.place, &desk::cannot_reopen(ctx.wording)).into();
    }
    let page = |reply| show(tapped.pressed.id, tapped.place, &reply);
    match tap {
        DeskTap::Human => consent::ask(ctx, tapped.place, tapped.pressed.question.as_deref()).into(),
        DeskTap::PassOn => consent::pass_on(tapped),
        DeskTap::Decline => consent::decline(tapped),
        // What that page opened, and nothing that was opened since.
        DeskTap::Withdraw(_) | DeskTap::WithdrawOpened(_) => match own(tapped) {
            Some(ticket) => ending::withdraw(ctx, ticket, page(desk::withdrawn(ctx.wording))),
            None => page(desk::none_open(ctx.wording, DeskTap::Human.data())).into(),
        },
        DeskTap::Solved(_) => match own(tapped) {
            Some(ticket) => {
                let thanks = rating::asking(ctx.wording, desk::solved(ctx.wording), ticket);
                ending::solved(ctx, ticket, page(thanks))
            }
            None => page(desk::solved(ctx.wording)).into(),
        },
        DeskTap::GoOn(_) => match own(tapped) {
            Some(ticket) if ticket.is_open => page(desk::reopened(ctx.wording)).into(),
            Some(ticket) if ctx.context.state.desk.open_ticket.is_none() && !ctx.context.state.desk.is_blocked => {
                ending::go_on(ctx, ticket, page(desk::reopened(ctx.wording)))
            }
            _ => page(desk::cannot_reopen(ctx.wording)).into(),
        },
    }
}

/// The conversation that a button names, if it is this person's and can go on.
fn own<'a>(tapped: &Tapped<'a>) -> Option<&'a Ticket> {
    let person = tapped.ctx.bot.person(&tapped.tap.from);
    let ticket = tapped.ctx.context.state.desk.ticket.as_ref()?;
    Some(ticket).filter(|ticket| ticket.person == person && !ticket.is_over())
}
