//! When a daily post is due, and how it stands in the inbox until it is planned.

use serde::{Deserialize, Serialize};

use crate::bot::groups::settings::GroupSettings;
use crate::bot::zone::{self, LocalDay};
use crate::store::{DailyPost, PostKind, Schedule};

/// A post that is later than that is left out: after a night without power nobody wants them in a heap.
pub(super) const LATEST_MINUTES: u16 = 60;

pub(super) const MINUTE_MS: i64 = 60_000;

/// A post that is due, as it stands in the inbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::bot) struct QueuedPost {
    pub(in crate::bot) chat: i64,
    pub(super) kind: PostKind,
    pub(super) until_ms: i64,
}

impl QueuedPost {
    /// Reads it from the inbox; `None` for what is no post.
    pub(in crate::bot) fn read(payload: &str) -> Option<Self> {
        let PostPayload { verbatim_post: PostRecord { chat, kind, until_ms } } = serde_json::from_str(payload).ok()?;
        Some(Self { chat, kind: PostKind::of(&kind)?, until_ms })
    }

    fn payload(self) -> String {
        let Self { chat, kind, until_ms } = self;
        let record = PostRecord { chat, kind: kind.name().to_owned(), until_ms };
        serde_json::to_string(&PostPayload { verbatim_post: record }).expect("plain data with text keys")
    }
}

/// A post as it is stored. Earlier versions told it from updates by its one key.
#[derive(Serialize, Deserialize)]
struct PostPayload {
    verbatim_post: PostRecord,
}

#[derive(Serialize, Deserialize)]
struct PostRecord {
    chat: i64,
    kind: String,
    until_ms: i64,
}

/// A daily post that is due now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DuePost {
    /// The local day and time that it is for, as `YYYY-MM-DD HH:MM`.
    pub slot: String,
    /// What stands in the inbox for it.
    pub payload: String,
}

/// Whether a daily post is due at a time in milliseconds since 1970.
#[must_use]
pub fn is_due(running: &DailyPost, now_ms: i64) -> Option<DuePost> {
    // What cannot be read is said, and the post left out, when it is planned.
    let settings = GroupSettings::read(&running.settings).unwrap_or_default();
    let schedule = &running.schedule;
    // Shortly after midnight a post may be due that was for the day before. Of two the older is left out.
    let slots = [0, -1].into_iter().flat_map(|days| slots(schedule, &settings.zone, now_ms, days).into_iter().rev());
    let (slot, at_ms) = slots.into_iter().find(|(_, at_ms)| *at_ms <= now_ms)?;
    let until_ms = at_ms + i64::from(LATEST_MINUTES) * MINUTE_MS;
    // A clock that was set back must not post a second time.
    let is_due = now_ms < until_ms && slot > schedule.last_slot;
    let payload = QueuedPost { chat: schedule.chat, kind: schedule.kind, until_ms }.payload();
    is_due.then_some(DuePost { slot, payload })
}

/// The local day and time of the next post, as `YYYY-MM-DD HH:MM`.
pub(super) fn next_slot(schedule: &Schedule, zone: &str, now_ms: i64) -> Option<String> {
    let slots = (0..=7).flat_map(|days| slots(schedule, zone, now_ms, days));
    let mut next = slots.filter(|(slot, at_ms)| *at_ms > now_ms && *slot > schedule.last_slot);
    next.next().map(|(slot, _)| slot)
}

/// The local day and time, as it is noted for posts.
pub(super) fn slot_at(zone: &str, at_ms: i64) -> String {
    let (day, minute) = zone::local(zone, at_ms);
    format!("{day} {}", zone::time(minute))
}

/// When posts come on the day so many days after that of a time: how that is noted, and when it is, in order.
fn slots(schedule: &Schedule, zone: &str, now_ms: i64, days: i64) -> Vec<(String, i64)> {
    let day = LocalDay::after(zone, now_ms, days);
    if schedule.days & (1 << day.weekday()) == 0 {
        return Vec::new();
    }
    let at = |minute: &u16| Some((format!("{} {}", day.name(), zone::time(*minute)), day.first_ms(*minute)?));
    schedule.minutes.iter().filter_map(at).collect()
}

#[cfg(test)]
mod tests {
    use super::{QueuedPost, is_due, next_slot};
    use crate::store::{DailyPost, PostKind, Schedule};

    fn running(minutes: &[u16], zone: &str, last_slot: &str) -> DailyPost {
        let schedule =
            Schedule { last_slot: last_slot.to_owned(), ..Schedule::new(-7, PostKind::Quiz, minutes.to_vec()) };
        DailyPost { schedule, settings: format!(r#"{{"zone":"{zone}"}}"#) }
    }

    /// 2026-03-29, on which Berlin's clocks went from 2:00 to 3:00, which is 1:00 in UTC.
    fn at(hour: i64, minute: i64) -> i64 {
        (1_774_742_400 + hour * 3600 + minute * 60) * 1000
    }

    #[track_caller]
    fn check(running: &DailyPost, now_ms: i64, expected: Option<&str>) {
        assert_eq!(is_due(running, now_ms).map(|due| due.slot).as_deref(), expected, "{running:?}");
    }

    #[test]
    fn a_post_is_due_within_the_hour_after_its_time_once() {
        let nine = |last: &str| running(&[9 * 60], "UTC", last);
        check(&nine(""), at(8, 59), None);
        check(&nine(""), at(9, 0), Some("2026-03-29 09:00"));
        check(&nine("2026-03-28 09:00"), at(9, 59), Some("2026-03-29 09:00"));
        check(&nine("2026-03-28 09:00"), at(10, 0), None);
        check(&nine("2026-03-29 09:00"), at(9, 0), None);
        // The clock was set back.
        check(&nine("2026-03-30 09:00"), at(9, 0), None);
    }

    #[test]
    fn several_times_a_day_are_due_one_after_the_other() {
        let twice = |last: &str| running(&[9 * 60, 9 * 60 + 15, 18 * 60], "UTC", last);
        check(&twice(""), at(9, 1), Some("2026-03-29 09:00"));
        check(&twice("2026-03-29 09:00"), at(9, 14), None);
        check(&twice("2026-03-29 09:00"), at(9, 15), Some("2026-03-29 09:15"));
        // After a standstill they do not come in a heap.
        check(&twice(""), at(9, 20), Some("2026-03-29 09:15"));
        check(&twice("2026-03-29 09:15"), at(18, 0), Some("2026-03-29 18:00"));
        check(&twice("2026-03-29 18:00"), at(18, 30), None);
    }

    #[test]
    fn weekdays_are_those_of_the_zone() {
        // 2026-03-29 is a Sunday, and in Tokyo a Monday from 15:00 on.
        let on = |day: u8, minute, zone| {
            let mut running = running(&[minute], zone, "");
            running.schedule.days = 1 << day;
            running
        };
        check(&on(6, 9 * 60, "UTC"), at(9, 0), Some("2026-03-29 09:00"));
        check(&on(0, 9 * 60, "UTC"), at(9, 0), None);
        check(&on(0, 0, "Asia/Tokyo"), at(15, 0), Some("2026-03-30 00:00"));
        check(&on(6, 0, "Asia/Tokyo"), at(15, 0), None);
        check(&on(5, 23 * 60 + 45, "UTC"), at(0, 30), Some("2026-03-28 23:45"));
        check(&on(6, 23 * 60 + 45, "UTC"), at(0, 30), None);
    }

    #[test]
    fn the_next_post_is_the_first_that_is_to_come() {
        let next = |minutes: &[u16], days, last: &str| {
            let mut running = running(minutes, "Europe/Berlin", last);
            running.schedule.days = days;
            next_slot(&running.schedule, "Europe/Berlin", at(7, 0))
        };
        let every = Schedule::EVERY_DAY;
        assert_eq!(next(&[9 * 60, 18 * 60], every, "").as_deref(), Some("2026-03-29 18:00"));
        assert_eq!(next(&[8 * 60], every, "").as_deref(), Some("2026-03-30 08:00"));
        assert_eq!(next(&[18 * 60], every, "2026-03-29 23:59").as_deref(), Some("2026-03-30 18:00"));
        assert_eq!(next(&[8 * 60], 0b100_0000, "").as_deref(), Some("2026-04-05 08:00"));
        assert_eq!(next(&[], every, ""), None);
    }

    #[test]
    fn a_post_before_midnight_may_come_after_it() {
        let late = |last: &str| running(&[23 * 60 + 45], "UTC", last);
        check(&late("2026-03-28 23:45"), at(0, 44), None);
        check(&late("2026-03-27 23:45"), at(0, 44), Some("2026-03-28 23:45"));
        check(&late("2026-03-27 23:45"), at(0, 45), None);
    }

    #[test]
    fn the_time_is_that_of_the_zone_also_when_clocks_change() {
        let berlin = |minute| running(&[minute], "Europe/Berlin", "");
        check(&berlin(9 * 60), at(7, 0), Some("2026-03-29 09:00"));
        check(&berlin(9 * 60), at(8, 0), None);
        // From 2:00 to 2:59 there was nothing that day; what was to come then came at 3:00.
        for minute in [120, 150, 179] {
            check(&berlin(minute), at(0, 59), None);
            check(&berlin(minute), at(1, 0), running_slot(minute).as_deref());
        }
        check(&running(&[0], "Asia/Tokyo", ""), at(15, 0), Some("2026-03-30 00:00"));
        check(&running(&[0], "Nowhere", ""), at(0, 0), Some("2026-03-29 00:00"));
        // On 2026-10-25 Berlin's clocks showed 2:30 at 0:30 in UTC and again at 1:30.
        let autumn = |hour: i64, minute: i64| at(210 * 24 + hour, minute);
        check(&berlin(150), autumn(0, 30), Some("2026-10-25 02:30"));
        check(&berlin(150), autumn(1, 30), None);
    }

    fn running_slot(minute: u16) -> Option<String> {
        Some(format!("2026-03-29 {:02}:{:02}", minute / 60, minute % 60))
    }

    #[test]
    fn a_due_post_is_read_as_it_was_stored_and_says_when_it_is_too_late() {
        let due = is_due(&running(&[9 * 60], "UTC", ""), at(9, 20)).expect("due");
        let post = QueuedPost::read(&due.payload).expect("a post");
        assert_eq!(post, QueuedPost { chat: -7, kind: PostKind::Quiz, until_ms: at(10, 0) });
        let wrong = r#"{"verbatim_post":{"chat":-7,"kind":"song","until_ms":0}}"#;
        for payload in ["", "{}", r#"{"update_id":1,"message":{}}"#, wrong] {
            assert_eq!(QueuedPost::read(payload), None, "{payload}");
        }
    }
}
