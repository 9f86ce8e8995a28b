//! Local time: what the clock shows where a group is.

use jiff::civil::Date;
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{Span, Timestamp};

/// Time zones to pick from; any other can be typed.
pub const ZONES: [&str; 20] = [
    "UTC",
    "Europe/London",
    "Europe/Berlin",
    "Europe/Madrid",
    "Europe/Athens",
    "Europe/Moscow",
    "Africa/Lagos",
    "Africa/Nairobi",
    "Asia/Dubai",
    "Asia/Karachi",
    "Asia/Kolkata",
    "Asia/Jakarta",
    "Asia/Shanghai",
    "Asia/Tokyo",
    "Australia/Sydney",
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
    "America/Mexico_City",
    "America/Sao_Paulo",
];

/// The name of a time zone as it is usually written; `None` when there is no such zone.
pub(super) fn name(zone: &str) -> Option<String> {
    let zone = TimeZone::get(zone).ok()?;
    // An abbreviation such as "EST" is no place, and most of them are ambiguous.
    zone.iana_name().filter(|name| name.contains('/') || *name == "UTC").map(str::to_owned)
}

/// The day as `YYYY-MM-DD` and the minute of the day, at a time in milliseconds since 1970. A zone that does not exist
/// is UTC.
pub(super) fn local(zone: &str, at_ms: i64) -> (String, u16) {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let local = Timestamp::from_millisecond(at_ms).unwrap_or_default().to_zoned(zone);
    let minute = i32::from(local.hour()) * 60 + i32::from(local.minute());
    (local.date().to_string(), u16::try_from(minute).unwrap_or_default())
}

/// A day where a group is.
#[derive(Debug)]
pub(super) struct LocalDay {
    zone: TimeZone,
    date: Date,
}

impl LocalDay {
    /// The day so many days after that of a time in milliseconds since 1970. A zone that does not exist is UTC.
    pub(super) fn after(zone: &str, at_ms: i64, days: i64) -> Self {
        let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
        let date = zone.to_datetime(Timestamp::from_millisecond(at_ms).unwrap_or_default()).date();
        Self { zone, date: date.saturating_add(Span::new().days(days)) }
    }

    /// As `YYYY-MM-DD`.
    pub(super) fn name(&self) -> String {
        self.date.to_string()
    }

    /// How many days after a Monday it is.
    pub(super) fn weekday(&self) -> u8 {
        self.date.weekday().to_monday_zero_offset().unsigned_abs()
    }

    /// When the clock first shows a minute of the day, or, where it skips that when clocks change, the next one it shows;
    /// in milliseconds since 1970.
    pub(super) fn first_ms(&self, minute: u16) -> Option<i64> {
        let (hour, minute) = (i8::try_from(minute / 60).ok()?, i8::try_from(minute % 60).ok()?);
        let shown = self.zone.to_ambiguous_timestamp(self.date.at(hour, minute, 0, 0));
        let is_skipped = matches!(shown.offset(), AmbiguousOffset::Gap { .. });
        let first = shown.earlier().ok()?;
        let first = if is_skipped { self.zone.following(first).next()?.timestamp() } else { first };
        Some(first.as_millisecond())
    }

    /// When the clock last shows a minute of the day, or, where it skips that when clocks change, the next one it shows;
    /// in milliseconds since 1970.
    pub(super) fn last_ms(&self, minute: u16) -> Option<i64> {
        let (hour, minute_of_hour) = (i8::try_from(minute / 60).ok()?, i8::try_from(minute % 60).ok()?);
        let shown = self.zone.to_ambiguous_timestamp(self.date.at(hour, minute_of_hour, 0, 0));
        match shown.offset() {
            AmbiguousOffset::Gap { .. } => self.first_ms(minute),
            _ => Some(shown.later().ok()?.as_millisecond()),
        }
    }
}

/// A minute of the day as a clock shows it.
pub(super) fn time(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// An hour as a clock shows it.
pub(super) fn clock(hour: u8) -> String {
    format!("{hour:02}:00")
}

#[cfg(test)]
mod tests {
    use super::{local, name};

    #[test]
    fn zones_are_known_by_their_names_alone() {
        assert_eq!(name("europe/berlin").as_deref(), Some("Europe/Berlin"));
        assert_eq!(name("UTC").as_deref(), Some("UTC"));
        for wrong in ["", "Berlin", "Europe/Atlantis", "EST", "../etc/passwd", "+01:00"] {
            assert_eq!(name(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_clock_is_that_of_the_zone() {
        let noon = 1_774_785_600_000;
        assert_eq!(local("UTC", noon), ("2026-03-29".to_owned(), 12 * 60));
        assert_eq!(local("Europe/Berlin", noon), ("2026-03-29".to_owned(), 14 * 60));
        assert_eq!(local("Asia/Kolkata", noon), ("2026-03-29".to_owned(), 17 * 60 + 30));
        assert_eq!(local("Pacific/Auckland", noon), ("2026-03-30".to_owned(), 60));
        assert_eq!(local("Nowhere", noon), local("UTC", noon));
    }
}
