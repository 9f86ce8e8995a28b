//! The days that statistics are of, one by one or in weeks.

use jiff::Span;
use jiff::civil::{Date, date};

/// By what counts are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// By days.
    Day,
    /// By weeks, which begin on Monday.
    Week,
}

/// Days in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first, in days since 1970.
    pub first: i64,
    /// The last.
    pub last: i64,
}

/// The days that statistics are of, and by what they are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatsWindow {
    /// All of the days.
    pub period: Period,
    /// By what they are put together.
    pub step: Step,
}

impl Period {
    /// The date of the first day, as `YYYY-MM-DD`.
    #[must_use]
    pub fn begins(self) -> String {
        date_of(self.first).to_string()
    }

    /// The date of the last day, as `YYYY-MM-DD`.
    #[must_use]
    pub fn ends(self) -> String {
        date_of(self.last).to_string()
    }

    /// The month and day that it begins on, as `MM-DD`, for places with little room.
    pub(super) fn short(self) -> String {
        let date = date_of(self.first);
        format!("{:02}-{:02}", date.month(), date.day())
    }

    fn holds(self, day: i64) -> bool {
        (self.first..=self.last).contains(&day)
    }
}

impl StatsWindow {
    /// The last so many days up to today, one by one.
    #[must_use]
    pub fn of_days(today: i64, days: u32) -> Self {
        let first = today.saturating_sub(i64::from(days.max(1)) - 1);
        Self { period: Period { first, last: today }, step: Step::Day }
    }

    /// The weeks of the last so many days, from the Monday of the first.
    #[must_use]
    pub fn of_weeks(today: i64, days: u32) -> Self {
        let Period { first, last } = Self::of_days(today, days).period;
        Self { period: Period { first: monday(first), last }, step: Step::Week }
    }

    /// This week and those before it, so many in all.
    #[must_use]
    pub fn of_whole_weeks(today: i64, weeks: u32) -> Self {
        let first = monday(today).saturating_sub(7 * (i64::from(weeks.max(1)) - 1));
        Self { period: Period { first, last: today }, step: Step::Week }
    }

    /// The days or weeks one by one; the last week may not be over.
    #[must_use]
    pub fn periods(&self) -> Vec<Period> {
        let Self { period: Period { first, last }, step } = *self;
        let length = if step == Step::Day { 1 } else { 7 };
        let mut periods = Vec::new();
        let mut day = first;
        while day <= last {
            periods.push(Period { first: day, last: last.min(day.saturating_add(length - 1)) });
            day = day.saturating_add(length);
        }
        periods
    }

    /// Which of [`StatsWindow::periods`] a day is in.
    pub(super) fn place(periods: &[Period], day: i64) -> Option<usize> {
        periods.iter().position(|period| period.holds(day))
    }
}

/// The Monday of a day's week; 1970 began on a Thursday.
fn monday(day: i64) -> i64 {
    day - (day + 3).rem_euclid(7)
}

/// The date of a day since 1970; the nearest there is to one that no calendar has.
fn date_of(day: i64) -> Date {
    Span::new().try_days(day).map_or(Date::MAX, |days| date(1970, 1, 1).saturating_add(days))
}

#[cfg(test)]
mod tests {
    use super::{Period, StatsWindow, date_of};

    /// Saturday, 28 November 2026.
    const TODAY: i64 = 20_785;

    #[test]
    fn days_are_those_up_to_today() {
        assert_eq!(date_of(TODAY).to_string(), "2026-11-28");
        let window = StatsWindow::of_days(TODAY, 7);
        let periods = window.periods();
        assert_eq!(
            (periods.len(), periods[0].begins(), periods[6].ends()),
            (7, "2026-11-22".into(), "2026-11-28".into())
        );
        assert_eq!(periods[0].short(), "11-22");
        assert_eq!(StatsWindow::of_days(TODAY, 0).periods().len(), 1);
    }

    #[test]
    fn weeks_begin_on_monday_and_the_last_may_not_be_over() {
        let weeks = StatsWindow::of_whole_weeks(TODAY, 2).periods();
        let dates: Vec<_> = weeks.iter().map(|week| (week.begins(), week.ends())).collect();
        let week = |begins: &str, ends: &str| (begins.to_owned(), ends.to_owned());
        assert_eq!(dates, [week("2026-11-16", "2026-11-22"), week("2026-11-23", "2026-11-28")]);
        assert_eq!(StatsWindow::of_weeks(TODAY, 7).periods(), weeks);
        assert_eq!(StatsWindow::place(&weeks, TODAY - 6), Some(0));
        assert_eq!(StatsWindow::place(&weeks, TODAY + 1), None);
    }

    #[test]
    fn no_day_is_out_of_the_world() {
        assert_eq!(Period { first: i64::MAX, last: i64::MAX }.begins(), "9999-12-31");
    }
}
