//! A person who wants to be forgotten: their conversations end, and what stands of them in the staff chat is deleted as far
//! as Telegram lets it.

use super::passing::{Line, said_bodies};
use super::staff_page;
use crate::bot::context::Ctx;
use crate::bot_api::{DeskBody, Outgoing};
use crate::reply::desk;
use crate::store::Ticket;

/// The requests that take a person's conversations away. They name nobody: what is given up of them is nobody's.
pub(in crate::bot) fn requests(ctx: Ctx<'_>, own: &[Ticket]) -> Vec<Outgoing> {
    let of_ticket = |ticket: &Ticket| {
        let line = Line { code: ticket.code, person: 0 };
        let words = staff_page::wording(ctx.bot).desk_staff_withdrew(&ticket.id.to_string());
        let said = said_bodies(&desk::to_staff(words)).filter(|_| ticket.is_open).collect::<Vec<_>>();
        let bodies = [DeskBody::DeleteAll].into_iter().chain(said);
        bodies.map(move |body| line.staff_at_last(body)).collect::<Vec<_>>()
    };
    own.iter().flat_map(of_ticket).collect()
}
