//! How a conversation ends and goes on: by the person, by staff, by silence.

use super::passing::{Line, said_bodies};
use super::person_wording::wording_of;
use super::staff_page;
use super::tap::DeskTap;
use crate::bot::context::Ctx;
use crate::bot_api::{DeskBody, Outgoing, TopicAct};
use crate::reply::desk;
use crate::store::{Change, DeskChange, Effects, Ticket};

/// The person has the bot answer again; `page` says so to them.
pub(super) fn resume(ctx: Ctx<'_>, ticket: &Ticket, page: Vec<Outgoing>) -> Effects<Outgoing> {
    let line = Line::from(ticket);
    let mut requests = page;
    requests.extend(told(ticket, staff_page::wording(ctx.bot).desk_staff_resumed()));
    requests.push(line.staff(DeskBody::Topic(TopicAct::Close)));
    noted(requests, DeskChange::Close(ticket.id), ticket, None, "resume")
}

/// The person takes back what was passed on; `page` says so to them.
pub(super) fn withdraw(ctx: Ctx<'_>, ticket: &Ticket, page: Vec<Outgoing>) -> Effects<Outgoing> {
    let line = Line::from(ticket);
    let words = desk::to_staff(staff_page::wording(ctx.bot).desk_staff_withdrew(&ticket.id.to_string()));
    let mut requests = page;
    requests.push(line.staff_at_last(DeskBody::DeleteAll));
    requests.extend(said_bodies(&words).map(|body| line.staff_at_last(body)));
    requests.push(line.staff_at_last(DeskBody::Topic(TopicAct::Close)));
    noted(requests, DeskChange::End(ticket.id), ticket, None, "withdraw")
}

/// The person says that it is solved; `page` thanks them.
pub(super) fn solved(ctx: Ctx<'_>, ticket: &Ticket, page: Vec<Outgoing>) -> Effects<Outgoing> {
    let mut requests = page;
    if !ticket.is_open {
        requests.extend(told(ticket, staff_page::wording(ctx.bot).desk_staff_solved()));
    }
    requests.into()
}

/// The person wants a closed conversation to go on; `page` says so to them.
pub(super) fn go_on(ctx: Ctx<'_>, ticket: &Ticket, page: Vec<Outgoing>) -> Effects<Outgoing> {
    let mut requests = page;
    requests.push(Line::from(ticket).staff(DeskBody::Topic(TopicAct::Reopen)));
    requests.extend(told(ticket, staff_page::wording(ctx.bot).desk_staff_still_open()));
    let mut effects = noted(requests, DeskChange::Reopen(ticket.id), ticket, None, "go on");
    effects.changes.push(Change::Desk(DeskChange::Wrote { ticket: ticket.id, is_staff: false }));
    effects
}

/// A member of staff closes a conversation. The person is asked whether it is solved.
pub(super) fn close(ctx: Ctx<'_>, ticket: &Ticket, who: Option<i64>) -> Effects<Outgoing> {
    let words = wording_of(ctx, &ticket.language);
    let asked = desk::closed(words, [DeskTap::Solved(ticket.id).data(), DeskTap::GoOn(ticket.id).data()]);
    let line = Line::from(ticket);
    let mut requests = line.tell_person(&asked);
    requests.extend(told(ticket, staff_page::wording(ctx.bot).desk_staff_closed_now()));
    requests.push(line.staff(DeskBody::Topic(TopicAct::Close)));
    noted(requests, DeskChange::Close(ticket.id), ticket, who, "close")
}

/// A member of staff opens a closed conversation again.
pub(super) fn reopen(ctx: Ctx<'_>, ticket: &Ticket, who: Option<i64>) -> Effects<Outgoing> {
    let line = Line::from(ticket);
    let mut requests = vec![line.staff(DeskBody::Topic(TopicAct::Reopen))];
    requests.extend(told(ticket, staff_page::wording(ctx.bot).desk_staff_reopened()));
    requests.extend(line.tell_person(&desk::reopened(wording_of(ctx, &ticket.language))));
    noted(requests, DeskChange::Reopen(ticket.id), ticket, who, "reopen")
}

/// Nobody wrote for as long as is set.
pub(super) fn fall_silent(ctx: Ctx<'_>, ticket: &Ticket) -> Effects<Outgoing> {
    let line = Line::from(ticket);
    let page = desk::silent(wording_of(ctx, &ticket.language), DeskTap::GoOn(ticket.id).data());
    let mut requests = line.tell_person(&page);
    requests.extend(told(ticket, staff_page::wording(ctx.bot).desk_staff_silent()));
    requests.push(line.staff(DeskBody::Topic(TopicAct::Close)));
    noted(requests, DeskChange::Close(ticket.id), ticket, None, "silence")
}

/// A word to the staff in the conversation's place.
pub(super) fn told(ticket: &Ticket, words: String) -> Vec<Outgoing> {
    Line::from(ticket).tell_staff(&desk::to_staff(words), None)
}

/// What was done, with its change and its line in the log.
pub(super) fn noted(
    requests: Vec<Outgoing>,
    change: DeskChange,
    ticket: &Ticket,
    who: Option<i64>,
    act: &'static str,
) -> Effects<Outgoing> {
    let log = DeskChange::Log { ticket: Some(ticket.id), who, act, detail: String::new() };
    Effects { requests, changes: vec![Change::Desk(change), Change::Desk(log)], ..Effects::default() }
}
