//! What the clock of the desk brings: a reminder when somebody waits too long, and what came while nobody was there.

use super::hours::{MOST_WAIT_MS, is_open, open_ms, opened_at};
use super::hours_words::duration;
use super::passing::Line;
use super::staff_chat::Desk;
use super::{staff_page, ticket_list};
use crate::bot::context::Ctx;
use crate::bot::requests::say;
use crate::bot_api::{DeskBody, Destination, MessageText, Outgoing};
use crate::reply::Reply;
use crate::store::{Change, DeskChange, Effects, Ticket};

/// So many conversations are listed at once.
const MOST_LISTED: usize = 30;

/// Since when it is that staff are reminded of a conversation at a time, both in milliseconds since 1970: somebody is
/// there, and was for so long since the person waits, or since the last reminder. `None` when it is not so.
pub(super) fn reminder_due_since(desk: &Desk, ticket: &Ticket, now_ms: i64) -> Option<i64> {
    let waiting_since_ms = ticket.waiting_since_ms.filter(|_| ticket.is_open)?;
    let since_ms = ticket.reminded_at_ms.unwrap_or(waiting_since_ms).max(waiting_since_ms);
    let remind_ms = i64::try_from(desk.config.remind.as_millis()).unwrap_or(i64::MAX);
    let hours = desk.config.hours.as_ref();
    let is_due = is_open(hours, now_ms) && open_ms(hours, since_ms, now_ms) >= remind_ms;
    is_due.then_some(since_ms)
}

/// When those came who are at the desk now, in milliseconds since 1970; `None` when nobody is there, or there are no hours.
pub(super) fn staffed_since(desk: &Desk, now_ms: i64) -> Option<i64> {
    opened_at(desk.config.hours.as_ref()?, now_ms)
}

/// Whether a conversation is handed over to those who came at this time, as its person waits since nobody was there.
pub(super) fn is_to_be_handed_over(desk: &Desk, ticket: &Ticket, opened_ms: i64) -> bool {
    let Some(waiting_since_ms) = ticket.waiting_since_ms.filter(|_| ticket.is_open) else { return false };
    // What staff were told of since they came needs no second word.
    let is_told = ticket.handed_over_at_ms.is_some_and(|at_ms| at_ms >= waiting_since_ms);
    !is_told && waiting_since_ms < opened_ms && !is_open(desk.config.hours.as_ref(), waiting_since_ms)
}

/// For how many milliseconds nobody wrote in a conversation. Who waits for the staff waits while somebody is there: what was
/// asked before a long weekend is not given up in it. But two months are over for everybody, however few the hours are:
/// who talks with nobody must not be without the bot as well.
pub(super) fn silent_ms(desk: &Desk, ticket: &Ticket, now_ms: i64) -> i64 {
    let since_ms = now_ms.saturating_sub(ticket.last_at_ms);
    match ticket.waiting_since_ms {
        Some(_) if since_ms < MOST_WAIT_MS => open_ms(desk.config.hours.as_ref(), ticket.last_at_ms, now_ms),
        _ => since_ms,
    }
}

/// Reminds staff of a conversation, and who has it by name.
pub(super) fn remind(ctx: Ctx<'_>, desk: &Desk, ticket: &Ticket) -> Effects<Outgoing> {
    if reminder_due_since(desk, ticket, ctx.context.now_ms).is_none() {
        return Effects::default();
    }
    let wording = staff_page::wording(ctx.bot);
    let waits_ms = ctx.context.now_ms - ticket.waiting_since_ms.unwrap_or(ctx.context.now_ms);
    let words = wording.desk_reminder(ticket.id, &duration(wording, waits_ms));
    let text = MessageText::Html(format!("{}{}", html_escape::encode_text(&words), mention(ticket)));
    let request = Line::from(ticket).staff(DeskBody::Said { text, buttons: Vec::new() });
    let changes = [DeskChange::Reminded(ticket.id), log(ticket, "remind")].map(Change::Desk).into();
    Effects { requests: vec![request], changes, ..Effects::default() }
}

/// Tells staff once what came while nobody was there, each with a link.
pub(super) fn hand_over(ctx: Ctx<'_>, desk: &Desk) -> Effects<Outgoing> {
    let now_ms = ctx.context.now_ms;
    let Some(opened_ms) = staffed_since(desk, now_ms) else { return Effects::default() };
    let is_due = |ticket: &&Ticket| is_to_be_handed_over(desk, ticket, opened_ms);
    let tickets: Vec<Ticket> = ctx.context.state.desk.open.iter().filter(is_due).cloned().collect();
    if tickets.is_empty() {
        return Effects::default();
    }
    // Telegram shows no more below a message; /tickets has the rest.
    let shown = &tickets[..tickets.len().min(MOST_LISTED)];
    let words = Reply::saying(staff_page::wording(ctx.bot).desk_handed_back(tickets.len()));
    let place = Destination { chat: desk.chat(), thread: None, reply_to: None, is_silent: false };
    let changes = tickets.iter().flat_map(|ticket| [DeskChange::HandedOver(ticket.id), log(ticket, "hand over")]);
    Effects {
        requests: say(place, &ticket_list::listed(ctx, words, shown)),
        changes: changes.map(Change::Desk).collect(),
        ..Effects::default()
    }
}

fn log(ticket: &Ticket, act: &'static str) -> DeskChange {
    DeskChange::Log { ticket: Some(ticket.id), who: None, act, detail: String::new() }
}

/// The member of staff who has a conversation, so that their app tells them.
fn mention(ticket: &Ticket) -> String {
    match &ticket.assignee {
        Some(assignee) if assignee.id > 0 => {
            let name = html_escape::encode_text(&assignee.name);
            format!(" <a href=\"tg://user?id={}\">{name}</a>", assignee.id)
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use jiff::Timestamp;

    use super::{is_to_be_handed_over, reminder_due_since, silent_ms, staffed_since};
    use crate::bot::desk::Desk;
    use crate::config::{DeskConfig, OfficeHours};
    use crate::store::Ticket;

    fn at(time: &str) -> i64 {
        time.parse::<Timestamp>().expect(time).as_millisecond()
    }

    /// A desk on weekdays from nine to five that reminds after four hours.
    fn desk(hours: Option<&str>) -> Desk {
        let hours = hours.map(|hours| OfficeHours::read(hours, "UTC", "2026-12-25").expect("hours"));
        let config = DeskConfig { hours, remind: Duration::from_secs(4 * 3600), ..DeskConfig::new(-1_001) };
        Desk::new(&config, -1_001)
    }

    fn waiting_since(time: &str) -> Ticket {
        Ticket {
            id: 1,
            code: [0; 32],
            person: [1; 32],
            chat: 7,
            language: "en".to_owned(),
            is_open: true,
            card: None,
            group: -1_001,
            topic: Some(5),
            root: Some(6),
            renewed: 0,
            opened_at_ms: at(time),
            in_charge_since_ms: at(time),
            waiting_since_ms: Some(at(time)),
            last_at_ms: at(time),
            assignee: None,
            reminded_at_ms: None,
            is_disclaimed: false,
            handed_over_at_ms: None,
            closed_at_ms: None,
            is_rated: false,
        }
    }

    #[test]
    fn staff_are_reminded_after_hours_in_which_somebody_was_there() {
        let desk = desk(Some("Mo-Fr 9-17"));
        // 24 December 2026 is a Thursday.
        let ticket = waiting_since("2026-12-24T15:00:00Z");
        let is_due = |time: &str| reminder_due_since(&desk, &ticket, at(time)).is_some();
        assert!(!is_due("2026-12-24T20:00:00Z"), "nobody is there");
        assert!(!is_due("2026-12-28T10:59:00Z"), "two hours on Thursday, two on Monday");
        assert!(is_due("2026-12-28T11:00:00Z"));
        let reminded = Ticket { reminded_at_ms: Some(at("2026-12-28T11:00:00Z")), ..ticket.clone() };
        let is_due = |time: &str| reminder_due_since(&desk, &reminded, at(time)).is_some();
        assert!(!is_due("2026-12-28T14:59:00Z") && is_due("2026-12-28T15:00:00Z"), "and again after as long");
        for over in [Ticket { is_open: false, ..ticket.clone() }, Ticket { waiting_since_ms: None, ..ticket }] {
            assert!(reminder_due_since(&desk, &over, at("2026-12-28T15:00:00Z")).is_none());
        }
    }

    #[test]
    fn who_waits_is_not_given_up_while_nobody_is_there() {
        let desk = desk(Some("Mo-Fr 9-17"));
        let ticket = waiting_since("2026-12-24T16:00:00Z");
        let monday = at("2026-12-28T10:00:00Z");
        assert_eq!(silent_ms(&desk, &ticket, monday), 2 * 3_600_000);
        let answered = Ticket { waiting_since_ms: None, ..ticket.clone() };
        assert_eq!(silent_ms(&desk, &answered, monday), 90 * 3_600_000);
        // With an hour a week the longest silence that can be set would never be over.
        let rare = self::desk(Some("Mo 9-10"));
        assert_eq!(silent_ms(&rare, &ticket, at("2027-02-22T15:00:00Z")), 9 * 3_600_000);
        assert_eq!(silent_ms(&rare, &ticket, at("2027-02-22T16:00:00Z")), 60 * 24 * 3_600_000);
    }

    #[test]
    fn without_hours_every_hour_counts_and_nothing_is_handed_over() {
        let desk = desk(None);
        let ticket = waiting_since("2026-12-24T22:00:00Z");
        assert!(reminder_due_since(&desk, &ticket, at("2026-12-25T01:59:00Z")).is_none());
        assert!(reminder_due_since(&desk, &ticket, at("2026-12-25T02:00:00Z")).is_some());
        assert_eq!(staffed_since(&desk, at("2026-12-25T09:00:00Z")), None);
    }

    #[test]
    fn what_came_while_nobody_was_there_is_handed_over_once() {
        let desk = desk(Some("Mo-Fr 9-17"));
        let ticket = waiting_since("2026-12-24T18:00:00Z");
        let is_due = |ticket: &Ticket, time: &str| {
            staffed_since(&desk, at(time)).is_some_and(|opened_ms| is_to_be_handed_over(&desk, ticket, opened_ms))
        };
        assert!(!is_due(&ticket, "2026-12-25T10:00:00Z"), "a day off");
        assert!(!is_due(&ticket, "2026-12-28T08:59:00Z"));
        assert!(is_due(&ticket, "2026-12-28T09:00:00Z") && is_due(&ticket, "2026-12-28T16:00:00Z"));
        let told = Ticket { handed_over_at_ms: Some(at("2026-12-28T09:00:00Z")), ..ticket };
        assert!(!is_due(&told, "2026-12-28T09:01:00Z") && !is_due(&told, "2026-12-29T09:01:00Z"));
        let in_hours = waiting_since("2026-12-24T16:00:00Z");
        assert!(!is_due(&in_hours, "2026-12-28T09:00:00Z"), "somebody was there when it came");
        // Who was answered and wrote again at night is handed over again.
        let again = Ticket { waiting_since_ms: Some(at("2026-12-28T20:00:00Z")), ..told };
        assert!(is_due(&again, "2026-12-29T09:00:00Z"));
    }
}
