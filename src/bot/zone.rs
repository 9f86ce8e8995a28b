//! Local time: what the clock shows where a group is.

use jiff::Timestamp;
use jiff::tz::TimeZone;

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
