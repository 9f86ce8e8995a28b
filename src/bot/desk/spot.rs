//! Where a conversation stands in the staff chat.

use crate::bot_api::{Destination, Thread};
use crate::store::Ticket;

/// Where a conversation stands in the staff chat, as far as it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) chat: i64,
    /// Its topic; `None` where there are none.
    pub(super) topic: Option<i32>,
    /// Its card, which replies hang on where there are no topics.
    pub(super) root: Option<i32>,
}

impl Spot {
    /// Where a conversation stands in this chat; nowhere when it stood in another.
    pub(super) fn of(ticket: &Ticket, chat: i64) -> Self {
        let is_here = ticket.group == chat;
        Self { chat, topic: ticket.topic.filter(|_| is_here), root: ticket.root.filter(|_| is_here) }
    }

    /// Where a message of it goes that replies to this one, or to none.
    pub(super) fn destination(self, reply_to: Option<i32>) -> Destination {
        let hangs_on = if self.topic.is_none() { self.root } else { None };
        Destination {
            chat: self.chat,
            thread: self.topic.map(Thread::Topic),
            reply_to: reply_to.or(hangs_on),
            is_silent: false,
        }
    }
}
