//! What statistics go by: where a day begins, and which counts are large enough to be shown.

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// What statistics go by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatsRules {
    /// Where days are counted.
    pub zone: TimeZone,
    /// Counts from here on are shown, at least 1.
    pub shown_from: u32,
}

impl Default for StatsRules {
    fn default() -> Self {
        Self { zone: TimeZone::UTC, shown_from: Self::SHOWN_FROM }
    }
}

impl StatsRules {
    /// A count below may tell of one person.
    pub const SHOWN_FROM: u32 = 3;
    /// More than that would show nothing.
    pub const MOST_SHOWN_FROM: u32 = 1000;

    /// Reads what an operator set; what is not set is as it comes.
    ///
    /// # Errors
    /// A sentence that names what cannot be used.
    pub fn read(zone: Option<&str>, shown_from: Option<&str>) -> anyhow::Result<Self> {
        let zone = match zone.map(str::trim).filter(|zone| !zone.is_empty()) {
            None => TimeZone::UTC,
            Some(name) => TimeZone::get(name)
                .map_err(|_| anyhow::anyhow!("there is no time zone `{name}`: give one like Europe/Berlin or UTC"))?,
        };
        let shown_from = match shown_from.map(str::trim).filter(|from| !from.is_empty()) {
            None => Self::SHOWN_FROM,
            Some(text) => match text.parse() {
                Ok(from @ 1..=Self::MOST_SHOWN_FROM) => from,
                _ => anyhow::bail!("--stats-from must be a number from 1 to {}, not `{text}`", Self::MOST_SHOWN_FROM),
            },
        };
        Ok(Self { zone, shown_from })
    }

    /// The day of a time in milliseconds since 1970, in days since 1970 in this zone.
    #[must_use]
    pub fn day(&self, at_ms: i64) -> i64 {
        let at = Timestamp::from_millisecond(at_ms).unwrap_or_default();
        let ahead_ms = i64::from(self.zone.to_offset(at).seconds()) * 1000;
        at_ms.saturating_add(ahead_ms).div_euclid(24 * 60 * 60 * 1000)
    }

    /// The zone by name.
    #[must_use]
    pub fn zone_name(&self) -> &str {
        self.zone.iana_name().unwrap_or("UTC")
    }
}

#[cfg(test)]
mod tests {
    use super::StatsRules;

    const DAY_MS: i64 = 24 * 60 * 60 * 1000;

    #[test]
    fn a_day_begins_where_the_operator_is() {
        let day = |zone: &str, at_ms| StatsRules::read(Some(zone), None).expect("a zone").day(at_ms);
        assert_eq!(day("UTC", DAY_MS - 1), 0);
        assert_eq!(day("Asia/Tokyo", DAY_MS - 1), 1);
        assert_eq!(day("America/New_York", DAY_MS), 0);
        assert_eq!(day("UTC", -1), -1);
    }

    #[test]
    fn what_cannot_be_used_is_named() {
        let refused = |zone, from| StatsRules::read(zone, from).expect_err("refused").to_string();
        assert!(refused(Some("Berlin"), None).contains("no time zone `Berlin`"));
        for from in ["0", "-1", "1001", "x"] {
            assert!(refused(None, Some(from)).contains(&format!("not `{from}`")), "{from}");
        }
        assert_eq!(StatsRules::read(Some(" "), Some("")).expect("as it comes"), StatsRules::default());
    }
}
