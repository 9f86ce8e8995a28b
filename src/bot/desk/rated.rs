//! A person's tap on whether it helped to talk with a person: counted, and nothing else kept of it.

use super::rating::Rating;
use crate::bot::stats::tally;
use crate::bot::tapped::Tapped;
use crate::bot_api::Outgoing;
use crate::reply::Reply;
use crate::store::{Change, DeskChange, Effects};

/// What a tap leads to. Who it is from is looked at once more: an app can send any data.
pub(in crate::bot) fn plan(tapped: &Tapped<'_>, rating: Rating) -> Effects<Outgoing> {
    let (ctx, person) = (tapped.ctx, tapped.ctx.bot.person(&tapped.tap.from));
    let thanks = tapped.show(Reply::saying(ctx.wording.desk_rated()));
    let ticket = ctx.context.state.desk.ticket.as_ref();
    // A button that is tapped again counts nothing.
    let Some(ticket) = ticket.filter(|ticket| ticket.person == person && !ticket.is_rated) else { return thanks };
    let changes = vec![Change::Desk(DeskChange::Rated(ticket.id)), tally::rated(ctx, rating.has_helped)];
    Effects { changes, ..thanks }
}
