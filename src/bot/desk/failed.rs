//! What could not be delivered: whoever wrote it is told at once, with what to do.

use serde::{Deserialize, Serialize};

use super::ending;
use super::passing::Line;
use super::person_wording::wording_of;
use super::refusals::{Unreached, is_out_of_reach, unreached};
use super::staff_page;
use crate::bot::context::{BotContext, Ctx};
use crate::bot::requests::say;
use crate::bot::ttl;
use crate::bot_api::{DeskBody, Destination, Outgoing};
use crate::queue::Unsendable;
use crate::reply::desk;
use crate::store::{Change, DeskChange, DeskQuery, Effects, Once, Pseudonym, StateQuery, Ticket};

/// A message of a conversation that could not be delivered, as it stands in the inbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::bot) struct DeskFailure {
    ticket: Pseudonym,
    to_staff: bool,
    source: Option<i32>,
    reason: String,
    /// Whether the disclaimer was to follow, and did not.
    #[serde(default)]
    lost_disclaimer: bool,
    /// Whether it was to delete something, which stands there still.
    #[serde(default)]
    is_deletion: bool,
}

/// The same as it is stored, told from other things of the bot's own by its one key.
#[derive(Serialize, Deserialize)]
struct DeskFailurePayload {
    verbatim_desk_failure: DeskFailure,
}

impl DeskFailure {
    /// Reads it from the inbox; `None` for what is none.
    pub(in crate::bot) fn read(payload: &str) -> Option<Self> {
        serde_json::from_str(payload).ok().map(|DeskFailurePayload { verbatim_desk_failure }| verbatim_desk_failure)
    }

    /// What planning it needs to know.
    pub(in crate::bot) fn state_query(&self) -> StateQuery {
        let query = DeskQuery { code: Some(self.ticket), ..DeskQuery::default() };
        StateQuery { desk: Some(Box::new(query)), ..StateQuery::default() }
    }
}

/// What is put into the inbox, and of which chat, when a request of the desk could not be delivered.
pub(in crate::bot) fn aftermath(
    bot: &BotContext,
    request: &Outgoing,
    failure: Option<&Unsendable>,
) -> Option<(i64, String)> {
    let Outgoing::Desk(request) = request else { return None };
    let desk = bot.desk.as_ref().filter(|_| request.is_reported)?;
    let reason = match failure? {
        Unsendable::Refused(reason) => reason.clone(),
        Unsendable::Late | Unsendable::Unknown => String::new(),
    };
    let (ticket, to_staff, source) = (request.ticket, request.to_staff, request.source);
    let (lost_disclaimer, is_deletion) = (request.has_disclaimer, matches!(request.body, DeskBody::Delete(_)));
    let failure = DeskFailure { ticket, to_staff, source, reason, lost_disclaimer, is_deletion };
    let payload = DeskFailurePayload { verbatim_desk_failure: failure };
    let chat = if request.to_staff { request.person } else { desk.chat() };
    Some((chat, serde_json::to_string(&payload).expect("plain data with text keys")))
}

/// What a failure leads to.
pub(in crate::bot) fn plan(ctx: Ctx<'_>, failure: &DeskFailure) -> Effects<Outgoing> {
    let Some(ticket) = ctx.context.state.desk.ticket.as_ref().filter(|ticket| !ticket.is_over()) else {
        return Effects::default();
    };
    let line = Line::from(ticket);
    if failure.to_staff {
        return undelivered(ctx, ticket, failure);
    }
    let wording = staff_page::wording(ctx.bot);
    let words = match unreached(&failure.reason) {
        _ if failure.is_deletion => wording.desk_not_deleted(),
        Unreached::Blocked => wording.desk_staff_blocked(),
        Unreached::Gone => wording.desk_staff_gone(),
        Unreached::Other => wording.desk_staff_refused(&failure.reason),
    };
    let mut effects: Effects<Outgoing> = line.tell_staff(&desk::to_staff(words), failure.source).into();
    effects.changes.extend(failure.lost_disclaimer.then_some(Change::Desk(DeskChange::Undisclaimed(ticket.id))));
    effects
}

/// That the person's words reached nobody. Where the staff are out of reach the bot answers again.
fn undelivered(ctx: Ctx<'_>, ticket: &Ticket, failure: &DeskFailure) -> Effects<Outgoing> {
    let words = wording_of(ctx, &ticket.language);
    let place = Destination { chat: ticket.chat, thread: None, reply_to: failure.source, is_silent: false };
    if failure.is_deletion {
        return say(place, &desk::not_deleted(words)).into();
    }
    let ends = ticket.is_open && (ticket.root.is_none() || is_out_of_reach(&failure.reason));
    let reply = desk::undelivered(ctx.faq(), words, ends);
    let requests = say(place, &reply);
    if ends {
        return ending::noted(requests, DeskChange::Close(ticket.id), ticket, None, "undelivered");
    }
    // A message may be several requests, of which each fails; every message that is lost is said.
    let code = ctx.bot.pseudonym.code("desk-undelivered", &[&ticket.id, &failure.source.unwrap_or_default()]);
    Effects { once: Some(Once { code, ttl: ttl::NOTICE, requests }), ..Effects::default() }
}
