//! Who among the staff orders something, where, and the ways to answer them and the person.

use crate::bot::context::Ctx;
use crate::bot::desk::passing::{Line, said_bodies};
use crate::bot::desk::person_wording::wording_of;
use crate::bot::requests::say;
use crate::bot_api::{DeskBody, Destination, Outgoing};
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

    /// A passage for the person of a conversation; `source` is the message in the staff chat that it comes of, which says
    /// `done` once it is sent. Staff are told when it cannot be delivered.
    pub(super) fn passage(&self, ticket: &Ticket, source: i32, passage: &Reply, done: &Reply) -> Vec<Outgoing> {
        let line = Line::from(ticket);
        let mut requests = line.tell_person(passage);
        if let Some(Outgoing::Desk(last)) = requests.last_mut() {
            last.source = Some(source);
            last.has_disclaimer = !ticket.is_disclaimed;
        }
        let shown = said_bodies(done).map(|body| match body {
            DeskBody::Said { text, buttons } => DeskBody::EditSaid { message: source, text, buttons },
            other => other,
        });
        requests.extend(shown.map(|body| line.staff(body)));
        // What cannot be delivered has nothing behind it: neither its rest nor that it was sent.
        for outgoing in requests.iter_mut().skip(1) {
            if let Outgoing::Desk(request) = outgoing {
                request.needs_previous = true;
            }
        }
        requests
    }
}
