//! What the clock of the desk brings: a reminder when somebody waits too long, and what came while nobody was there.

use super::hours::{is_open, open_ms, opened_at};
use super::staff_chat::Desk;
use crate::store::Ticket;

/// Whether staff are reminded of a conversation at a time in milliseconds since 1970: somebody is there, and was for so
/// long since the person waits, or since the last reminder.
pub(in crate::bot) fn is_reminder_due(desk: &Desk, ticket: &Ticket, now_ms: i64) -> bool {
    let Some(waiting_since_ms) = ticket.waiting_since_ms.filter(|_| ticket.is_open) else { return false };
    let since_ms = ticket.reminded_at_ms.unwrap_or(waiting_since_ms).max(waiting_since_ms);
    let remind_ms = i64::try_from(desk.remind.as_millis()).unwrap_or(i64::MAX);
    let hours = desk.hours.as_ref();
    is_open(hours, now_ms) && open_ms(hours, since_ms, now_ms) >= remind_ms
}

/// Whether a conversation is handed over now: somebody has come, and the person waits since nobody was there.
pub(in crate::bot) fn is_handover_due(desk: &Desk, ticket: &Ticket, now_ms: i64) -> bool {
    let Some(hours) = &desk.hours else { return false };
    let Some(waiting_since_ms) = ticket.waiting_since_ms.filter(|_| ticket.is_open) else { return false };
    let Some(opened_ms) = opened_at(hours, now_ms) else { return false };
    // What staff were told of since they came needs no second word.
    let is_told = ticket.handed_over_at_ms.is_some_and(|at_ms| at_ms >= waiting_since_ms);
    !is_told && waiting_since_ms < opened_ms && !is_open(Some(hours), waiting_since_ms)
}
