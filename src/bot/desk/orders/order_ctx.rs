//! Who among the staff orders something, where, and the ways to answer them and the person.

use super::super::label::label;
use crate::bot::context::{BotContext, Ctx, Lookup};
use crate::bot::requests::say;
use crate::bot_api::{Author, Destination, DeskBody, DeskRequest, MessageText, Outgoing, TopicAct, WireButton};
use crate::reply::{Language, Reply, Wording};
use crate::store::{Change, DeskChange, Effects, Ticket};

/// What every order is given.
#[derive(Clone, Copy)]
pub(super) struct OrderCtx<'a> {
    pub(super) ctx: Ctx<'a>,
    /// The staff chat.
    pub(super) chat: i64,
    /// Where in it the answer goes.
    pub(super) place: Destination,
    /// Who gives it, by Telegram's number; that of the chat when they write in its name.
    pub(super) who: i64,
}

impl OrderCtx<'_> {
    /// An answer to who gave the order.
    pub(super) fn say(&self, words: String) -> Effects<Outgoing> {
        say(self.place, &Reply::saying(words)).into()
    }

    /// These changes, and nothing that is sent.
    pub(super) fn changing(&self, changes: impl IntoIterator<Item = DeskChange>) -> Effects<Outgoing> {
        Effects { changes: changes.into_iter().map(Change::Desk).collect(), ..Effects::default() }
    }

    /// That it was done, for the log; `detail` is never what somebody wrote.
    pub(super) fn log(&self, ticket: Option<i64>, act: &'static str, detail: &str) -> DeskChange {
        DeskChange::Log { ticket, who: Some(self.who), act, detail: detail.to_owned() }
    }

    /// A reply to the person of a conversation, as staff's, below their label; `source` is the message in the staff chat
    /// that it is of.
    pub(super) fn to_person(&self, ticket: &Ticket, source: Option<i32>, reply: &Reply) -> Vec<Outgoing> {
        let place = Destination { chat: ticket.chat, thread: None, reply_to: None, is_silent: false };
        say(place, reply).into_iter().filter_map(|outgoing| said(ticket, source, place, outgoing)).collect()
    }

    /// Something that is done to the topic of a conversation.
    pub(super) fn topic(&self, ticket: &Ticket, act: TopicAct) -> Outgoing {
        let place = Destination { chat: 0, thread: None, reply_to: None, is_silent: false };
        request(ticket, None, place, true, DeskBody::Topic(act))
    }
}
