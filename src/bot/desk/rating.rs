//! Whether it helped to talk with a person: asked when a conversation is over, counted once, and of nobody.

use crate::reply::{Action, Reply, Wording};
use crate::store::Ticket;

/// What a person says by a tap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::bot) struct Rating {
    /// The number of the conversation.
    pub(in crate::bot) ticket: i64,
    pub(super) has_helped: bool,
}

impl Rating {
    fn data(self) -> String {
        format!("k:r:{}:{}", self.ticket, i32::from(self.has_helped))
    }

    /// Reads callback data; `None` when it is no rating.
    pub(in crate::bot) fn read(data: &str) -> Option<Self> {
        let (ticket, helped) = data.strip_prefix("k:r:")?.split_once(':')?;
        let has_helped = match helped {
            "1" => true,
            "0" => false,
            _ => return None,
        };
        Some(Self { ticket: ticket.parse().ok().filter(|ticket| *ticket > 0)?, has_helped })
    }
}

/// A reply that asks whether it helped, unless that is said already.
pub(super) fn asking(wording: &Wording, reply: Reply, Ticket { id: ticket, is_rated, .. }: &Ticket) -> Reply {
    if *is_rated {
        return reply;
    }
    let ticket = *ticket;
    let button = |has_helped| Action::Data(Rating { ticket, has_helped }.data());
    reply
        .with_text(wording.desk_rate())
        .with_button("👍", button(true))
        .with_button("👎", button(false))
        .in_columns(2, 2)
}

#[cfg(test)]
mod tests {
    use super::Rating;

    #[test]
    fn a_rating_comes_back_from_its_button() {
        for has_helped in [true, false] {
            let rating = Rating { ticket: i64::MAX, has_helped };
            assert_eq!(Rating::read(&rating.data()), Some(rating));
        }
        for data in ["k:r:", "k:r:1", "k:r:0:1", "k:r:1:2", "k:r:-1:1", "k:s:1:1", ""] {
            assert_eq!(Rating::read(data), None, "{data}");
        }
    }
}
