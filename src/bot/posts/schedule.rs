//! When a daily post is due, and how it stands in the inbox until it is planned.

use serde::{Deserialize, Serialize};

use crate::bot::groups::settings::GroupSettings;
use crate::bot::zone;
use crate::store::{DailyPost, PostKind, Schedule};

/// A post that is later than that is left out: after a night without power nobody wants them in a heap.
pub(super) const LATEST_MINUTES: u16 = 60;

pub(super) const MINUTE_MS: i64 = 60_000;
const DAY_MINUTES: u16 = 24 * 60;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;

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
    /// The local day that it is for, as `YYYY-MM-DD`.
    pub day: String,
    /// What stands in the inbox for it.
    pub payload: String,
}

/// Whether a daily post is due at a time in milliseconds since 1970.
#[must_use]
pub fn is_due(running: &DailyPost, now_ms: i64) -> Option<DuePost> {
    // What cannot be read is said, and the post left out, when it is planned.
    let settings = GroupSettings::read(&running.settings).unwrap_or_default();
    let Schedule { chat, kind, minute: at, last_day, .. } = &running.schedule;
    let (today, minute) = zone::local(&settings.zone, now_ms);
    // Shortly after midnight a post may be due that was for the day before.
    let (day, late) = match minute.checked_sub(*at) {
        Some(late) => (today, late),
        None => (zone::local(&settings.zone, now_ms - DAY_MS).0, minute + DAY_MINUTES - at),
    };
    // A clock that was set back must not post a second time.
    let is_due = late < LATEST_MINUTES && day > *last_day;
    let until_ms = now_ms + i64::from(LATEST_MINUTES.saturating_sub(late)) * MINUTE_MS;
    let payload = QueuedPost { chat: *chat, kind: *kind, until_ms }.payload();
    is_due.then_some(DuePost { day, payload })
}

#[cfg(test)]
mod tests {
    use super::{QueuedPost, is_due};
    use crate::store::{DailyPost, PostKind, Schedule};

    fn running(minute: u16, zone: &str, last_day: &str) -> DailyPost {
        let last_day = last_day.to_owned();
        DailyPost {
            schedule: Schedule { chat: -7, kind: PostKind::Quiz, minute, is_paused: false, last_day },
            settings: format!(r#"{{"zone":"{zone}"}}"#),
        }
    }

    /// 2026-03-29, on which Berlin's clocks went from 2:00 to 3:00, which is 1:00 in UTC.
    fn at(hour: i64, minute: i64) -> i64 {
        (1_774_742_400 + hour * 3600 + minute * 60) * 1000
    }

    #[track_caller]
    fn check(running: &DailyPost, now_ms: i64, expected: Option<&str>) {
        assert_eq!(is_due(running, now_ms).map(|due| due.day).as_deref(), expected, "{running:?}");
    }

    #[test]
    fn a_post_is_due_within_the_hour_after_its_time_once_a_day() {
        let nine = |last: &str| running(9 * 60, "UTC", last);
        check(&nine(""), at(8, 59), None);
        check(&nine(""), at(9, 0), Some("2026-03-29"));
        check(&nine("2026-03-28"), at(9, 59), Some("2026-03-29"));
        check(&nine("2026-03-28"), at(10, 0), None);
        check(&nine("2026-03-29"), at(9, 0), None);
        // The clock was set back.
        check(&nine("2026-03-30"), at(9, 0), None);
    }

    #[test]
    fn a_post_before_midnight_may_come_after_it() {
        let late = |last: &str| running(23 * 60 + 45, "UTC", last);
        check(&late("2026-03-28"), at(0, 44), None);
        check(&late("2026-03-27"), at(0, 44), Some("2026-03-28"));
        check(&late("2026-03-27"), at(0, 45), None);
    }

    #[test]
    fn the_time_is_that_of_the_zone_also_when_clocks_change() {
        let berlin = |minute| running(minute, "Europe/Berlin", "");
        check(&berlin(9 * 60), at(7, 0), Some("2026-03-29"));
        check(&berlin(9 * 60), at(8, 0), None);
        // 2:30 did not come that day; 3:00 did, half an hour after it.
        check(&berlin(150), at(1, 0), Some("2026-03-29"));
        check(&running(0, "Asia/Tokyo", ""), at(15, 0), Some("2026-03-30"));
        check(&running(0, "Nowhere", ""), at(0, 0), Some("2026-03-29"));
    }

    #[test]
    fn a_due_post_is_read_as_it_was_stored_and_says_when_it_is_too_late() {
        let due = is_due(&running(9 * 60, "UTC", ""), at(9, 20)).expect("due");
        let post = QueuedPost::read(&due.payload).expect("a post");
        assert_eq!(post, QueuedPost { chat: -7, kind: PostKind::Quiz, until_ms: at(10, 0) });
        let wrong = r#"{"verbatim_post":{"chat":-7,"kind":"song","until_ms":0}}"#;
        for payload in ["", "{}", r#"{"update_id":1,"message":{}}"#, wrong] {
            assert_eq!(QueuedPost::read(payload), None, "{payload}");
        }
    }
}
