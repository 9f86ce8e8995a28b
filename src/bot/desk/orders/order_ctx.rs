//! Who among the staff orders something, where, and the ways to answer them and the person.

use crate::bot::context::Ctx;
use crate::bot::desk::passing::Line;
use crate::bot::desk::person_wording::wording_of;
use crate::bot::requests::say;
use crate::bot_api::{Destination, Outgoing};
use crate::reply::{Reply, Wording};
use crate::store::{Change, DeskChange, Effects, Ticket};

/// What every order is given.
#[derive(Clone, Copy)]
pub(super) struct OrderCtx<'a> {
    pub(super) ctx: Ctx<'a>,
    /// The words for the staff.
    pub(super) wording: &'a Wording,
    /// The staff chat.
    pub(super) chat: i64,
    /// Where in it the answer goes.
    pub(super) place: Destination,
    /// Who gives it, by Telegram's number; that of the chat when they write in its name.
    pub(super) who: i64,
}

impl<'a> OrderCtx<'a> {
    /// An answer to who gave the order.
    pub(super) fn answer(&self, reply: &Reply) -> Effects<Outgoing> {
        say(self.place, reply).into()
    }

    /// The same of words alone.
    pub(super) fn say(&self, words: String) -> Effects<Outgoing> {
        self.answer(&Reply::saying(words))
    }

    /// The same with what changed.
    pub(super) fn done(&self, words: String, changes: impl IntoIterator<Item = DeskChange>) -> Effects<Outgoing> {
        let changes = changes.into_iter().map(Change::Desk).collect();
        Effects { changes, ..self.say(words) }
    }

    /// That it was done, for the log; `detail` is never what somebody wrote.
    pub(super) fn log(&self, ticket: &Ticket, act: &'static str, detail: &str) -> DeskChange {
        DeskChange::Log { ticket: Some(ticket.id), who: Some(self.who), act, detail: detail.to_owned() }
    }

    /// The words for the person of a conversation.
    pub(super) fn wording_of(&self, ticket: &Ticket) -> &'a Wording {
        wording_of(self.ctx, &ticket.language)
    }

    /// A reply to the person of a conversation; `source` is the message in the staff chat that it comes of. Staff are told
    /// when it cannot be delivered.
    pub(super) fn to_person(&self, ticket: &Ticket, source: Option<i32>, reply: &Reply) -> Vec<Outgoing> {
        let mut requests = Line::from(ticket).tell_person(reply);
        if let Some(Outgoing::Desk(last)) = requests.last_mut() {
            last.source = source;
        }
        requests
    }
}
