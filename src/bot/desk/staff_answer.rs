//! What is said to a member of staff in reply, and the line that what they did leaves in the log.

use super::passing::Line;
use super::staff_message::StaffMessage;
use crate::bot_api::Outgoing;
use crate::reply::desk;
use crate::store::{Change, DeskChange, Effects, Ticket};

/// A word to the staff in reply to a message.
pub(super) fn answer(message: &StaffMessage, ticket: &Ticket, words: String) -> Effects<Outgoing> {
    Line::from(ticket).tell_staff(&desk::to_staff(words), Some(message.id)).into()
}

/// A line in the log.
pub(super) fn log(message: &StaffMessage, ticket: &Ticket, act: &'static str) -> Change {
    Change::Desk(DeskChange::Log { ticket: Some(ticket.id), who: Some(message.who), act, detail: String::new() })
}
