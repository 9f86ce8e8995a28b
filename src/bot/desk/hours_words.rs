//! When an answer of a person can be expected, in words; and the hours of the desk, and how long something took.

use super::hours::{is_open, next_opening};
use crate::bot::zone::{self, LocalDay};
use crate::config::{OfficeHours, Shift};
use crate::reply::Wording;

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const DAY_MS: i64 = 24 * HOUR_MS;

/// When to expect an answer, seen from a time in milliseconds since 1970. Without hours: as soon as somebody is there.
pub(super) fn expected(wording: &Wording, hours: Option<&OfficeHours>, now_ms: i64) -> String {
    let Some(hours) = hours else { return wording.desk_expect_any() };
    let city = city(&hours.zone);
    if is_open(Some(hours), now_ms) {
        return wording.desk_expect_now(&week(wording, hours), &city);
    }
    match next_opening(hours, now_ms) {
        Some(opens_ms) => wording.desk_expect_later(&opens(wording, &hours.zone, now_ms, opens_ms), &city),
        None => wording.desk_expect_any(),
    }
}

/// How long something took, as far as one wants to know it.
pub(super) fn duration(wording: &Wording, ms: i64) -> String {
    let ms = ms.max(0);
    match () {
        () if ms < HOUR_MS => wording.desk_minutes(ms / MINUTE_MS),
        () if ms < 2 * DAY_MS => wording.desk_hours(ms / HOUR_MS),
        () => wording.desk_days(ms / DAY_MS),
    }
}

/// When the desk opens, seen from now, as in "on Monday from 09:00".
fn opens(wording: &Wording, zone: &str, now_ms: i64, opens_ms: i64) -> String {
    let (date, minute) = zone::local(zone, opens_ms);
    let time = zone::time(minute);
    let weekday = wording.desk_weekday(LocalDay::after(zone, opens_ms, 0).weekday());
    match (0..7).find(|days| LocalDay::after(zone, now_ms, *days).name() == date) {
        Some(0) => wording.desk_today(&time),
        Some(1) => wording.desk_tomorrow(&time),
        Some(_) => wording.desk_on_weekday(&weekday, &time),
        None => wording.desk_on_date(&weekday, &date, &time),
    }
}

/// The hours of a week, as in "Mon–Fri 09:00–17:00, Sat 10:00–12:00". Days that follow each other and have the same
/// hours stand together.
fn week(wording: &Wording, hours: &OfficeHours) -> String {
    let names = wording.weekdays();
    let mut groups: Vec<(usize, usize, &[Shift])> = Vec::new();
    for (day, shifts) in hours.week.iter().enumerate().filter(|(_, shifts)| !shifts.is_empty()) {
        match groups.last_mut() {
            Some((_, last, same)) if *last + 1 == day && *same == shifts.as_slice() => *last = day,
            _ => groups.push((day, day, shifts)),
        }
    }
    let group = |(first, last, shifts): &(usize, usize, &[Shift])| {
        let days = if first == last { names[*first].clone() } else { format!("{}–{}", names[*first], names[*last]) };
        let times: Vec<String> = shifts.iter().map(|shift| times(*shift)).collect();
        format!("{days} {}", times.join(" + "))
    };
    groups.iter().map(group).collect::<Vec<_>>().join(", ")
}

/// A shift as in "22:00–06:00".
fn times(shift: Shift) -> String {
    let to = if shift.to > 24 * 60 { shift.to - 24 * 60 } else { shift.to };
    format!("{}–{}", zone::time(shift.from), zone::time(to))
}

/// The city that a time zone is named for.
fn city(zone: &str) -> String {
    zone.rsplit('/').next().unwrap_or(zone).replace('_', " ")
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::{duration, expected};
    use crate::config::OfficeHours;
    use crate::reply::{Catalogues, Language, Wording};

    fn at(time: &str) -> i64 {
        time.parse::<Timestamp>().expect(time).as_millisecond()
    }

    #[track_caller]
    fn check(wording: &Wording, hours: Option<&OfficeHours>, time: &str, words: &str) {
        assert_eq!(expected(wording, hours, at(time)), words, "{time}");
    }

    #[test]
    fn people_read_when_to_expect_an_answer() {
        let catalogues = Catalogues::default();
        let words = catalogues.of(Language::English);
        let desk = OfficeHours::read("Mo-Fr 9-12 13-17, Sa 10-12", "America/New_York", "2026-12-25,2026-12-26")
            .expect("hours");
        check(words, None, "2026-12-21T12:00:00Z", "You get an answer as soon as somebody is there.");
        let open = "Somebody is there now. The hours are Mon–Fri 09:00–12:00 + 13:00–17:00, Sat 10:00–12:00 \
                    (New York time).";
        check(words, Some(&desk), "2026-12-21T15:00:00Z", open);
        let later = |opens: &str| format!("Nobody is there now. You can expect an answer {opens} (New York time).");
        check(words, Some(&desk), "2026-12-21T10:00:00Z", &later("from 09:00 today"));
        check(words, Some(&desk), "2026-12-21T23:00:00Z", &later("from 09:00 tomorrow"));
        // In New York it is still Thursday.
        check(words, Some(&desk), "2026-12-25T04:00:00Z", &later("on Monday from 09:00"));
        let yearly = OfficeHours::read("Mo 9-17", "UTC", "2026-12-21").expect("hours");
        let far = "Nobody is there now. You can expect an answer on Monday, 2026-12-28, from 09:00 (UTC time).";
        check(words, Some(&yearly), "2026-12-14T18:00:00Z", far);
    }

    #[test]
    fn in_every_language_the_day_and_the_time_are_said() {
        let desk = OfficeHours::read("Mo-Fr 9-17", "Europe/Berlin", "").expect("hours");
        let catalogues = Catalogues::default();
        for (language, expected) in [
            (
                Language::German,
                "Gerade ist niemand da. Eine Antwort können Sie am Montag ab 09:00 Uhr erwarten (Uhrzeit in Berlin).",
            ),
            (
                Language::Spanish,
                "Ahora no hay nadie. Puede esperar una respuesta el lunes desde las 09:00 (hora de Berlin).",
            ),
            (Language::Chinese, "现在没有人值班。预计周一 09:00开始回复（Berlin 时间）。"),
        ] {
            check(catalogues.of(language), Some(&desk), "2026-12-18T18:00:00Z", expected);
        }
    }

    #[test]
    fn long_times_are_told_in_larger_units() {
        let catalogues = Catalogues::default();
        let words = catalogues.of(Language::English);
        let told = |minutes: i64| duration(words, minutes * 60_000);
        assert_eq!(
            [-5, 0, 59, 60, 47 * 60, 48 * 60, 100 * 60].map(told),
            ["0 min", "0 min", "59 min", "1 h", "47 h", "2 days", "4 days"]
        );
    }
}
