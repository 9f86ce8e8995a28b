//! Whether somebody is at the desk, when somebody is there next, and how long somebody was there.

use crate::bot::zone::LocalDay;
use crate::config::OfficeHours;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// So many days ahead an opening is looked for: past the longest holidays, and a year's days off.
const MOST_DAYS: i64 = 400;

/// A wait that is longer than that is told to be so long, and nobody is waited for any longer.
pub(super) const MOST_WAIT_MS: i64 = 60 * DAY_MS;

/// A time in which somebody is there, in milliseconds since 1970; without its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct OpenTime {
    from_ms: i64,
    to_ms: i64,
}

/// Whether somebody is there at a time in milliseconds since 1970. Who has no hours is there when they are.
pub(in crate::bot) fn is_open(hours: Option<&OfficeHours>, at_ms: i64) -> bool {
    let Some(hours) = hours else { return true };
    // What began the day before may go on.
    (-1..=0).flat_map(|days| of_day(hours, at_ms, days)).any(|open| open.from_ms <= at_ms && at_ms < open.to_ms)
}

/// When somebody comes after a time; both in milliseconds since 1970. `None` when that is in no year.
pub(in crate::bot) fn next_opening(hours: &OfficeHours, after_ms: i64) -> Option<i64> {
    let opens = |days| of_day(hours, after_ms, days).into_iter().map(|open| open.from_ms).find(|from| *from > after_ms);
    (0..=MOST_DAYS).find_map(opens)
}

/// When somebody who is there at a time came; both in milliseconds since 1970. `None` when nobody is there.
pub(in crate::bot) fn opened_at(hours: &OfficeHours, at_ms: i64) -> Option<i64> {
    let all = merged((-8..=0).flat_map(|days| of_day(hours, at_ms, days)).collect());
    all.into_iter().find(|open| open.from_ms <= at_ms && at_ms < open.to_ms).map(|open| open.from_ms)
}

/// For how many of the milliseconds between two times somebody was there; what is longer than two months is two months.
pub(in crate::bot) fn open_ms(hours: Option<&OfficeHours>, from_ms: i64, to_ms: i64) -> i64 {
    let Some(hours) = hours else { return (to_ms - from_ms).max(0) };
    let from_ms = from_ms.max(to_ms - MOST_WAIT_MS);
    let days = (to_ms - from_ms).max(0) / DAY_MS + 1;
    let all = merged((-1..=days).flat_map(|days| of_day(hours, from_ms, days)).collect());
    all.iter().map(|open| (open.to_ms.min(to_ms) - open.from_ms.max(from_ms)).max(0)).sum()
}

/// The shifts that begin so many days after the day of a time, in order. A shift that begins before a day off runs to its
/// end.
fn of_day(hours: &OfficeHours, at_ms: i64, days: i64) -> Vec<OpenTime> {
    let day = LocalDay::after(&hours.zone, at_ms, days);
    let next = LocalDay::after(&hours.zone, at_ms, days + 1);
    let end = |minute: u16| if minute < 24 * 60 { day.last_ms(minute) } else { next.last_ms(minute - 24 * 60) };
    let shifts = hours.on(&day.name(), day.weekday()).iter();
    let open = shifts.filter_map(|shift| Some(OpenTime { from_ms: day.first_ms(shift.from)?, to_ms: end(shift.to)? }));
    open.filter(|open| open.from_ms < open.to_ms).collect()
}

/// The same times, with those as one that overlap or follow at once.
fn merged(mut all: Vec<OpenTime>) -> Vec<OpenTime> {
    all.sort_unstable();
    all.dedup_by(|later, earlier| {
        let is_one = later.from_ms <= earlier.to_ms;
        earlier.to_ms = if is_one { earlier.to_ms.max(later.to_ms) } else { earlier.to_ms };
        is_one
    });
    all
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::{is_open, next_opening, open_ms, opened_at};
    use crate::config::OfficeHours;

    const HOUR_MS: i64 = 60 * 60 * 1000;

    fn at(time: &str) -> i64 {
        time.parse::<Timestamp>().expect(time).as_millisecond()
    }

    fn hours(week: &str, zone: &str, days_off: &str) -> OfficeHours {
        OfficeHours::read(week, zone, days_off).expect("hours")
    }

    /// Whether somebody is there, and when somebody comes next.
    #[track_caller]
    fn check(hours: &OfficeHours, time: &str, expected: bool, next: &str) {
        assert_eq!(is_open(Some(hours), at(time)), expected, "{time}");
        assert_eq!(next_opening(hours, at(time)), Some(at(next)), "{time}");
    }

    #[test]
    fn the_next_opening_is_past_nights_weekends_and_days_off() {
        // 25 December 2026 is a Friday.
        let desk = hours("Mo-Fr 09:00-17:00", "Europe/Berlin", "2026-12-25,12-28,01-01");
        check(&desk, "2026-12-23T08:00:00Z", true, "2026-12-24T08:00:00Z");
        check(&desk, "2026-12-23T07:59:59.999Z", false, "2026-12-23T08:00:00Z");
        check(&desk, "2026-12-23T15:59:59Z", true, "2026-12-24T08:00:00Z");
        check(&desk, "2026-12-23T16:00:00Z", false, "2026-12-24T08:00:00Z");
        check(&desk, "2026-12-24T20:00:00Z", false, "2026-12-29T08:00:00Z");
        check(&desk, "2026-12-25T10:00:00Z", false, "2026-12-29T08:00:00Z");
        check(&desk, "2026-12-31T16:00:00Z", false, "2027-01-04T08:00:00Z");
    }

    #[test]
    fn hours_over_midnight_belong_to_the_day_they_begin_on() {
        let night = hours("Fr 22:00-06:00", "UTC", "2026-12-26,2027-01-01");
        check(&night, "2026-12-18T22:00:00Z", true, "2026-12-25T22:00:00Z");
        check(&night, "2026-12-19T05:59:00Z", true, "2026-12-25T22:00:00Z");
        check(&night, "2026-12-19T06:00:00Z", false, "2026-12-25T22:00:00Z");
        // It runs into a day off, and does not begin on one.
        check(&night, "2026-12-26T05:00:00Z", true, "2027-01-08T22:00:00Z");
        check(&night, "2027-01-02T05:00:00Z", false, "2027-01-08T22:00:00Z");
    }

    #[test]
    fn clocks_that_change_move_the_hours_with_them() {
        let desk = hours("Mo-Su 09:00-17:00", "Europe/Berlin", "");
        // Berlin's clocks went forward on 29 March 2026 and back on 25 October 2026.
        check(&desk, "2026-03-28T20:00:00Z", false, "2026-03-29T07:00:00Z");
        check(&desk, "2026-10-24T20:00:00Z", false, "2026-10-25T08:00:00Z");
        // A time that the clock skips is the next that it shows; one that it shows twice begins with the first and ends
        // with the second.
        let early = hours("Su 02:30-04:00", "Europe/Berlin", "");
        check(&early, "2026-03-28T20:00:00Z", false, "2026-03-29T01:00:00Z");
        assert!(!is_open(Some(&early), at("2026-03-29T02:00:00Z")), "it is four o'clock there");
        let late = hours("Su 00:00-02:30", "Europe/Berlin", "");
        assert!(is_open(Some(&late), at("2026-10-25T01:29:00Z")), "half past two comes twice");
        assert!(!is_open(Some(&late), at("2026-10-25T01:30:00Z")));
        let skipped = hours("Su 02:10-02:50", "Europe/Berlin", "");
        check(&skipped, "2026-03-28T20:00:00Z", false, "2026-04-05T00:10:00Z");
    }

    #[test]
    fn who_is_always_there_opened_long_ago_and_opens_again() {
        let always = hours("Mo-Su 0-24", "UTC", "");
        let now = at("2026-12-25T10:00:00Z");
        assert!(is_open(Some(&always), now) && is_open(None, now));
        assert_eq!(opened_at(&always, now), Some(at("2026-12-17T00:00:00Z")));
        let desk = hours("Mo-Fr 9-12 13-17", "UTC", "");
        assert_eq!(opened_at(&desk, at("2026-12-25T13:30:00Z")), Some(at("2026-12-25T13:00:00Z")));
        assert_eq!(opened_at(&desk, at("2026-12-25T12:30:00Z")), None);
    }

    #[test]
    fn a_day_off_for_ever_has_no_next_opening() {
        let off: Vec<String> = (1..=31).map(|day| format!("12-{day:02}")).collect();
        let desk = hours("Mo-Su 9-17", "UTC", &off.join(","));
        assert_eq!(next_opening(&desk, at("2026-12-01T00:00:00Z")), Some(at("2027-01-01T09:00:00Z")));
    }

    #[test]
    fn only_hours_in_which_somebody_is_there_count_as_waiting() {
        let desk = hours("Mo-Fr 9-17", "UTC", "2026-12-25");
        let count = |from: &str, to: &str| open_ms(Some(&desk), at(from), at(to)) / HOUR_MS;
        assert_eq!(count("2026-12-21T10:00:00Z", "2026-12-21T14:00:00Z"), 4);
        assert_eq!(count("2026-12-21T16:00:00Z", "2026-12-22T10:00:00Z"), 2);
        assert_eq!(count("2026-12-24T16:00:00Z", "2026-12-28T10:00:00Z"), 2, "Christmas and a weekend");
        assert_eq!(count("2026-12-26T16:00:00Z", "2026-12-26T20:00:00Z"), 0);
        assert_eq!(count("2026-12-22T16:00:00Z", "2026-12-21T20:00:00Z"), 0);
        assert_eq!(open_ms(None, 5, 9), 4);
        let nights = hours("Mo-Su 22-6, Mo-Su 5-8", "UTC", "");
        let from = at("2026-12-21T22:00:00Z");
        assert_eq!(open_ms(Some(&nights), from, at("2026-12-22T08:00:00Z")), 10 * HOUR_MS, "no hour counts twice");
        assert!(open_ms(Some(&desk), 0, from) <= 60 * 8 * HOUR_MS);
    }
}
