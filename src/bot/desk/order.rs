//! The orders that staff give by a command, and by taps on buttons in the staff chat.

use crate::bot::command::TypedCommand;
use crate::corpus::Id;
use crate::store::{DeskQuery, StaffPlace};

/// What a member of staff orders by a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::bot) enum Order {
    /// Find passages by these words.
    Faq(String),
    /// Give the conversation to whoever is meant, else to oneself; holds what stands behind the command.
    Assign(String),
    /// Give it back to everybody.
    Unassign,
    /// Keep these words in the topic.
    Note(String),
    /// Let the person open no conversation any more.
    Block,
    /// Let them again.
    Unblock,
    /// List the open conversations.
    Tickets,
    /// Say what can be ordered.
    Help,
    /// Say the group's id.
    Id,
    /// Show statistics.
    Stats,
    /// Show what was missed, or which phrasings were added.
    Missed,
    /// Close it, open it again or take a message back, which the conversation itself sees to.
    OfConversation,
    /// No order at all.
    Unknown,
}

impl Order {
    /// Reads it of a command.
    pub(in crate::bot) fn of(command: &TypedCommand) -> Self {
        let rest = || command.rest.clone();
        match command.name.to_ascii_lowercase().as_str() {
            "faq" => Self::Faq(rest()),
            "assign" => Self::Assign(rest()),
            "unassign" => Self::Unassign,
            "note" => Self::Note(rest()),
            "block" => Self::Block,
            "unblock" => Self::Unblock,
            "tickets" => Self::Tickets,
            "help" | "start" => Self::Help,
            "id" => Self::Id,
            "stats" => Self::Stats,
            "missed" | "phrasings" => Self::Missed,
            "close" | "reopen" | "delete" => Self::OfConversation,
            _ => Self::Unknown,
        }
    }

    /// Whether the open conversations must be known for it.
    pub(in crate::bot) fn wants_open(&self) -> bool {
        *self == Self::Tickets
    }
}

/// What a tap in the staff chat orders. Conversations are named by their numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::bot) enum OrderTap {
    /// Show a passage as the person would get it.
    Preview(i64, Id),
    /// Send it.
    Send(i64, Id),
    /// Show again what was found.
    Found(i64),
    /// Show a page of the open conversations, counted from 1.
    Tickets(usize),
}

impl OrderTap {
    /// The callback data of it, at most 64 bytes. Old messages keep their buttons, so the letters must not change.
    pub(in crate::bot) fn data(&self) -> String {
        match self {
            Self::Preview(ticket, entry) => format!("k:p:{ticket}:{entry}"),
            Self::Send(ticket, entry) => format!("k:s:{ticket}:{entry}"),
            Self::Found(ticket) => format!("k:f:{ticket}"),
            Self::Tickets(page) => format!("k:t:{page}"),
        }
    }

    /// Reads callback data; `None` when it is none of these.
    pub(in crate::bot) fn read(data: &str) -> Option<Self> {
        let (letter, rest) = data.strip_prefix("k:")?.split_once(':')?;
        let number = |text: &str| text.parse().ok().filter(|number: &i64| *number > 0);
        let of_entry = || {
            let (ticket, entry) = rest.split_once(':')?;
            Some((number(ticket)?, Id::new(entry)?))
        };
        match letter {
            "p" => of_entry().map(|(ticket, entry)| Self::Preview(ticket, entry)),
            "s" => of_entry().map(|(ticket, entry)| Self::Send(ticket, entry)),
            "f" => number(rest).map(Self::Found),
            "t" => rest.parse().ok().filter(|page| *page > 0).map(Self::Tickets),
            _ => None,
        }
    }

    /// What must be known for it, tapped below this message of this chat.
    pub(in crate::bot) fn query(&self, pressed: Option<(i64, i32)>) -> DeskQuery {
        let ticket = match self {
            Self::Preview(ticket, _) | Self::Send(ticket, _) | Self::Found(ticket) => Some(*ticket),
            Self::Tickets(_) => None,
        };
        let place = pressed.map(|(group, _)| StaffPlace { group, topic: None });
        // What was sent to the person for this message.
        let edited = pressed.map(|(_, message)| message).filter(|_| matches!(self, Self::Send(..)));
        DeskQuery { ticket, place, edited, open: matches!(self, Self::Tickets(_)), ..DeskQuery::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::{Order, OrderTap, TypedCommand};
    use crate::corpus::Id;

    #[test]
    fn commands_are_read_whatever_their_case() {
        let order = |words: &str| Order::of(&TypedCommand::read(words).expect("a command"));
        assert_eq!(order("/FAQ side effects"), Order::Faq("side effects".to_owned()));
        assert_eq!(order("/note@faq_bot call\nagain"), Order::Note("call\nagain".to_owned()));
        assert_eq!(order("/tickets"), Order::Tickets);
        assert_eq!((order("/stats"), order("/Missed 3 cost")), (Order::Stats, Order::Missed));
        assert_eq!(order("/asign"), Order::Unknown);
    }

    #[test]
    fn every_tap_comes_back_from_at_most_64_bytes() {
        let id = || Id::new(&"z".repeat(Id::MAX_LEN)).expect("well formed");
        let most = 999_999_999_999_999_999;
        for tap in [
            OrderTap::Preview(most, id()),
            OrderTap::Send(most, id()),
            OrderTap::Found(i64::MAX),
            OrderTap::Tickets(usize::MAX),
        ] {
            let data = tap.data();
            assert!(data.len() <= 64, "{data}");
            assert_eq!(OrderTap::read(&data), Some(tap));
        }
        for data in ["", "k", "k:", "k:p:1", "k:p:0:tace", "k:p:-1:tace", "k:s:x:tace", "k:t:0", "k:q:1", "k:s:1:No Id"]
        {
            assert_eq!(OrderTap::read(data), None, "{data:?}");
        }
    }
}
