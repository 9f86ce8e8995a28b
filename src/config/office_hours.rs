//! When somebody is at the desk, as the operator sets it: hours of the week, where their clock is, and days off.

use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The minutes of a day.
const DAY: u16 = 24 * 60;

/// When somebody is at the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeHours {
    /// The name of the time zone, such as `Europe/Berlin`.
    pub zone: String,
    /// The shifts that begin on each day of the week, Monday first, in order; none overlaps another of its day.
    pub week: [Vec<Shift>; 7],
    /// The days on which no shift begins.
    pub days_off: Vec<DayOff>,
}

/// A stretch of time in which somebody is there, in minutes of the day that it begins on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shift {
    /// Its first minute, 0 to 1439.
    pub from: u16,
    /// The minute after its last; beyond 1440 it is over after midnight.
    pub to: u16,
}

/// A day on which no shift begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayOff {
    /// This day, as `YYYY-MM-DD`.
    Once(String),
    /// This day of every year, as `MM-DD`.
    Yearly(String),
}

/// What days are called in settings, Monday first: two letters of the English name, and of the German where that is
/// another. More letters may follow.
const WEEKDAYS: [&[&str]; 7] = [&["mo"], &["tu", "di"], &["we", "mi"], &["th", "do"], &["fr"], &["sa"], &["su", "so"]];

impl OfficeHours {
    /// Reads hours such as `Mo-Fr 09:00-17:00, Sa 10:00-12:00`, a time zone, and days off such as `2026-12-25,01-01`.
    ///
    /// # Errors
    /// A sentence that names the setting, what is wrong in it, and how it is written.
    pub fn read(hours: &str, zone: &str, days_off: &str) -> anyhow::Result<Self> {
        let known = TimeZone::get(zone.trim()).ok().and_then(|zone| zone.iana_name().map(str::to_owned));
        let known = known.filter(|name| name.contains('/') || name == "UTC");
        let zone = known.ok_or_else(|| {
            anyhow::anyhow!(
                "--zone must be a time zone like Europe/Berlin (continent and city, or UTC) where a desk has hours, not `{zone}`"
            )
        })?;
        let days_off = days_off.split(',').map(str::trim).filter(|day| !day.is_empty());
        Ok(Self { zone, week: week(hours)?, days_off: days_off.map(DayOff::read).collect::<Result<_, _>>()? })
    }

    /// The shifts that begin on a day, given as `YYYY-MM-DD` and as days since Monday.
    #[must_use]
    pub fn on(&self, day: &str, weekday: u8) -> &[Shift] {
        let is_off = self.days_off.iter().any(|off| match off {
            DayOff::Once(date) => date == day,
            DayOff::Yearly(date) => day.get(5..) == Some(date),
        });
        if is_off { &[] } else { &self.week[usize::from(weekday) % 7] }
    }
}

impl DayOff {
    fn read(text: &str) -> anyhow::Result<Self> {
        // A year that has a 29th of February stands for every year.
        let date = |text: &str| text.parse::<Date>().ok().map(|date| date.to_string());
        let is_yearly = text.len() == 5;
        let read = if is_yearly { date(&format!("2024-{text}")) } else { date(text).filter(|date| date == text) };
        match read {
            Some(date) if is_yearly => Ok(Self::Yearly(date[5..].to_owned())),
            Some(date) => Ok(Self::Once(date)),
            None => anyhow::bail!(
                "--desk-days-off must be days like 2026-12-25, or 12-25 for every year, with commas in between, not \
                 `{text}`"
            ),
        }
    }
}

/// The shifts of a week.
fn week(text: &str) -> anyhow::Result<[Vec<Shift>; 7]> {
    let mut week: [Vec<Shift>; 7] = Default::default();
    let mut days: Vec<usize> = Vec::new();
    let mut is_timed = true;
    for part in text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()) {
        let part = joined(part);
        let mut words = part.split_whitespace().peekable();
        // Days without times share those of the days that follow: `Mo, We, Fr 9-12`.
        let named = words.next_if(|word| word.starts_with(char::is_alphabetic));
        if named.is_some() && is_timed {
            days.clear();
        }
        days.extend(named.map(weekdays).transpose()?.into_iter().flatten());
        is_timed = words.peek().is_some();
        if days.is_empty() {
            return Err(wrong(&part, "has no day before its times"));
        }
        for word in words {
            let shift = Shift::read(word)?;
            days.iter().for_each(|day| week[*day].push(shift));
        }
    }
    if !is_timed {
        return Err(wrong(text, "ends with a day that has no times"));
    }
    anyhow::ensure!(week.iter().any(|shifts| !shifts.is_empty()), wrong(text, "names no times"));
    week.iter_mut().for_each(merge);
    Ok(week)
}

/// A part with every kind of dash as one, and none with space around it.
fn joined(part: &str) -> String {
    let dashes = part.replace(['–', '—', '−'], "-");
    dashes.split('-').map(str::trim).collect::<Vec<_>>().join("-")
}

/// The days of `Mo`, `Mo-Fr` or `Sa-Mo`, counted from Monday.
fn weekdays(text: &str) -> anyhow::Result<Vec<usize>> {
    let day = |name: &str| {
        let lower = name.to_lowercase();
        let is_it = |known: &&&str| lower.starts_with(**known) && lower.chars().all(char::is_alphabetic);
        let found = WEEKDAYS.iter().position(|names| names.iter().any(|known| is_it(&known)));
        found.ok_or_else(|| wrong(name, "is no day: days are Mo, Tu, We, Th, Fr, Sa, Su"))
    };
    let Some((first, last)) = text.split_once('-') else { return Ok(vec![day(text)?]) };
    let (first, last) = (day(first)?, day(last)?);
    let count = (last + 7 - first) % 7;
    Ok((0..=count).map(|n| (first + n) % 7).collect())
}

impl Shift {
    /// Reads `09:00-17:00`, `9-17` or, over midnight, `22:00-06:00`.
    fn read(text: &str) -> anyhow::Result<Self> {
        let times = text.split_once('-').and_then(|(from, to)| Some((minute(from)?, minute(to)?)));
        let (from, to) = times.ok_or_else(|| wrong(text, "is no time from and to"))?;
        if from == DAY || from == to {
            return Err(wrong(text, "has no minute in it: a whole day is 00:00-24:00"));
        }
        Ok(Self { from, to: if to < from { to + DAY } else { to } })
    }
}

/// The minute of the day that `9`, `9:30` or `09.30` is; `24:00` is the end of the day.
fn minute(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once([':', '.']).unwrap_or((text, "0"));
    let number = |text: &str| text.parse::<u16>().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()));
    let (hour, minute) = (number(hour)?, number(minute)?);
    // Looked at first: `0900` is no hour, and so many minutes are no number of this size.
    let minutes = (hour <= 24 && minute < 60).then(|| hour * 60 + minute)?;
    (minutes <= DAY).then_some(minutes)
}

/// Makes one of shifts that overlap or follow at once.
fn merge(shifts: &mut Vec<Shift>) {
    shifts.sort_unstable();
    shifts.dedup_by(|later, earlier| {
        let is_one = later.from <= earlier.to;
        earlier.to = if is_one { earlier.to.max(later.to) } else { earlier.to };
        is_one
    });
}

fn wrong(text: &str, why: &str) -> anyhow::Error {
    anyhow::anyhow!(
        "--desk-hours cannot be used: `{text}` {why}; they are written like `Mo-Fr 09:00-17:00, Sa 10:00-12:00`"
    )
}

#[cfg(test)]
mod tests {
    use super::{DayOff, OfficeHours, Shift};

    /// Each day's shifts in hours, as far as it has any.
    #[track_caller]
    fn check(hours: &str, expected: &[(usize, &[(u16, u16)])]) {
        let read = OfficeHours::read(hours, "UTC", "").unwrap_or_else(|error| panic!("{error}"));
        let mut week: [Vec<Shift>; 7] = Default::default();
        for (day, shifts) in expected {
            week[*day] = shifts.iter().map(|(from, to)| Shift { from: from * 60, to: to * 60 }).collect();
        }
        assert_eq!(read.week, week, "{hours}");
    }

    #[test]
    fn hours_are_read_as_people_write_them() {
        check("Mo 9-17", &[(0, &[(9, 17)])]);
        check("Sa-Su 10:00-12:00", &[(5, &[(10, 12)]), (6, &[(10, 12)])]);
        check("Mo, We 9-12, Fr 13-15", &[(0, &[(9, 12)]), (2, &[(9, 12)]), (4, &[(13, 15)])]);
        check("mon 9-12 13.00-17.00", &[(0, &[(9, 12), (13, 17)])]);
        check("Tuesday 09:00 – 17:00", &[(1, &[(9, 17)])]);
        check("Di, Do 8-10; Sonntag 9-10", &[(1, &[(8, 10)]), (3, &[(8, 10)]), (6, &[(9, 10)])]);
        check("Fr-Mo 9-10", &[(4, &[(9, 10)]), (5, &[(9, 10)]), (6, &[(9, 10)]), (0, &[(9, 10)])]);
        check("Fr 22-6", &[(4, &[(22, 30)])]);
        check("Fr 22:00-24:00", &[(4, &[(22, 24)])]);
        check("Mo 0-24", &[(0, &[(0, 24)])]);
        check("Mo 13-17, Mo 9-12, Mo 12-14", &[(0, &[(9, 17)])]);
        check("Mo 9-12, 14-16", &[(0, &[(9, 12), (14, 16)])]);
    }

    #[track_caller]
    fn refused(hours: &str, zone: &str, days_off: &str, words: &str) {
        let error = OfficeHours::read(hours, zone, days_off).expect_err(words).to_string();
        assert!(error.contains(words), "{error}");
    }

    #[test]
    fn what_cannot_be_read_is_said_with_how_it_is_written() {
        refused("", "UTC", "", "names no times");
        refused("Mo-Fr", "UTC", "", "ends with a day that has no times");
        refused("9-17", "UTC", "", "`9-17` has no day before its times");
        refused("Xx 9-17", "UTC", "", "`Xx` is no day: days are Mo, Tu, We, Th, Fr, Sa, Su");
        refused("Mo 9", "UTC", "", "`9` is no time from and to; they are written like `Mo-Fr 09:00-17:00");
        refused("Mo 9-25", "UTC", "", "`9-25` is no time");
        refused("Mo 9:60-17", "UTC", "", "is no time");
        refused("Mo 0900-1700", "UTC", "", "`0900-1700` is no time from and to");
        refused("Mo +9-17", "UTC", "", "is no time");
        refused("Mo 9-9", "UTC", "", "a whole day is 00:00-24:00");
        refused("Mo 24-9", "UTC", "", "has no minute in it");
        for zone in ["Berlin", "EST", "", "Europe/Atlantis"] {
            refused("Mo 9-17", zone, "", "--zone must be a time zone like Europe/Berlin");
        }
        for day in ["25.12.2026", "2026-13-01", "02-30", "12-1", "2026-2-3", "christmas"] {
            refused("Mo 9-17", "UTC", day, "--desk-days-off must be days like 2026-12-25, or 12-25 for every year");
        }
    }

    #[test]
    fn days_off_are_of_one_year_or_of_every_year() {
        let hours = OfficeHours::read("Mo-Su 9-17", "europe/berlin", " 2026-12-25, 01-01,02-29 ").expect("hours");
        assert_eq!(hours.zone, "Europe/Berlin");
        let yearly = |day: &str| DayOff::Yearly(day.to_owned());
        assert_eq!(hours.days_off, [DayOff::Once("2026-12-25".to_owned()), yearly("01-01"), yearly("02-29")]);
        let count = |day: &str| hours.on(day, 4).len();
        assert_eq!(["2026-12-25", "2027-12-25", "2026-01-01", "2031-01-01", "2026-01-02"].map(count), [0, 1, 0, 0, 1]);
    }
}
