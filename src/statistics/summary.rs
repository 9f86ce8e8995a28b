//! The figures of some days, made of what was counted, as they may be shown.

use std::collections::BTreeMap;

use super::first_answer::FirstAnswer;
use super::occurrence::{Occurrence, Outcomes};
use super::shown::Shown;
use super::window::{Period, StatsWindow};
use crate::store::DayCount;

/// So many entries are named of those that were asked or missed most.
const MOST_NAMED: usize = 10;

/// The figures of some days.
#[derive(Clone, Debug, PartialEq)]
pub struct StatsSummary {
    /// The days.
    pub window: StatsWindow,
    /// Counts from here on are shown.
    pub shown_from: u64,
    /// How many questions there were.
    pub questions: Shown,
    /// The same for each day or week.
    pub by_period: Vec<(Period, Shown)>,
    /// What became of them, in the order of [`Outcomes::NAMES`].
    pub outcomes: Vec<(&'static str, Shown)>,
    /// How often a passage helped.
    pub helped: Shown,
    /// How often one was not what was asked.
    pub not_helped: Shown,
    /// The entries that were given most often, with how often; empty when it is not shown how many questions were
    /// answered.
    pub most_asked: Vec<(String, u64)>,
    /// The gaps that were asked for most often; empty when it is not shown how many questions led to one.
    pub most_lacking: Vec<(String, u64)>,
    /// The entries that were nearest to what was missed most often; an empty name when none was near. Empty when it is
    /// not shown how many were missed, or how many passages helped or did not.
    pub most_missed: Vec<(String, u64)>,
    /// How many conversations were passed on to a person.
    pub handed_over: Shown,
    /// The same for each day or week.
    pub handed_over_by_period: Vec<Shown>,
    /// How many of them waited how long for a person's first answer.
    pub first_answers: Vec<(FirstAnswer, Shown)>,
    /// The span within which half of them had it; `None` when they are too few to say.
    pub half_answered_within: Option<FirstAnswer>,
    /// How often people said that it helped to talk with a person.
    pub desk_helped: Shown,
    /// How often they said that it did not.
    pub desk_not_helped: Shown,
}

impl StatsSummary {
    /// The figures of these days; counts below `shown_from`, which is at least 1, are not shown.
    #[must_use]
    pub fn of(window: StatsWindow, counts: &[DayCount], shown_from: u32) -> Self {
        let from = u64::from(shown_from.max(1));
        let periods = window.periods();
        let asked = OccurrenceCounts::of(counts, &periods, Occurrence::Asked);
        let handed_over = OccurrenceCounts::of(counts, &periods, Occurrence::HandedOver);
        let helped = OccurrenceCounts::of(counts, &periods, Occurrence::Helped);
        let not_helped = OccurrenceCounts::of(counts, &periods, Occurrence::NotHelped);
        let gaps = OccurrenceCounts::of(counts, &periods, Occurrence::Gap);
        let mut missed = OccurrenceCounts::of(counts, &periods, Occurrence::Missed);
        for (entry, count) in &not_helped.by_about {
            *missed.by_about.entry(entry.clone()).or_default() += count;
        }
        let outcomes: Vec<u64> = Outcomes::NAMES.iter().map(|name| asked.about(name)).collect();
        let outcomes: Vec<(&str, Shown)> = Outcomes::NAMES.into_iter().zip(Shown::parts(&outcomes, from)).collect();
        // A list tells what it adds up to.
        let is_told = |name| outcomes.iter().any(|(own, shown)| *own == name && shown.exact().is_some());
        let verdicts = Shown::parts(&[helped.total(), not_helped.total()], from);
        let desk_helped = OccurrenceCounts::of(counts, &periods, Occurrence::DeskHelped);
        let desk_not_helped = OccurrenceCounts::of(counts, &periods, Occurrence::DeskNotHelped);
        let ratings = Shown::parts(&[desk_helped.total(), desk_not_helped.total()], from);
        let first_answers = OccurrenceCounts::of(counts, &periods, Occurrence::FirstAnswer);
        let are_verdicts_told = verdicts.iter().all(|shown| shown.exact().is_some());
        let passages = OccurrenceCounts::of(counts, &periods, Occurrence::Passage);
        let waits: Vec<u64> = FirstAnswer::ALL.iter().map(|span| first_answers.about(&span.name())).collect();
        Self {
            window,
            shown_from: from,
            questions: Shown::alone(asked.total(), from),
            by_period: periods.iter().copied().zip(Shown::parts(&asked.by_period, from)).collect(),
            helped: verdicts[0],
            not_helped: verdicts[1],
            most_asked: passages.most(is_told("answer"), |counts| alone(counts, from)),
            most_lacking: gaps.most(is_told("gap"), |counts| Shown::parts(counts, from)),
            most_missed: missed.most(is_told("unknown") && are_verdicts_told, |counts| alone(counts, from)),
            outcomes,
            handed_over: Shown::alone(handed_over.total(), from),
            handed_over_by_period: Shown::parts(&handed_over.by_period, from),
            half_answered_within: half_within(&waits, from),
            first_answers: spans(&waits, handed_over.total(), from),
            desk_helped: ratings[0],
            desk_not_helped: ratings[1],
        }
    }

    /// Whether nothing was asked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.questions == Shown::Exactly(0)
    }

    /// Whether some count is not shown.
    #[must_use]
    pub fn hides_some(&self) -> bool {
        let waits = self.first_answers.iter().map(|(_, shown)| shown).chain(&self.handed_over_by_period);
        self.hides_questions() || self.hides_totals() || waits.copied().any(Shown::is_hidden)
    }

    /// Whether some count of questions is not shown: all of them, those of a day or week, or those of an outcome.
    #[must_use]
    pub fn hides_questions(&self) -> bool {
        let periods = self.by_period.iter().map(|(_, shown)| *shown);
        let outcomes = self.outcomes.iter().map(|(_, shown)| *shown);
        periods.chain(outcomes).chain([self.questions]).any(Shown::is_hidden)
    }

    /// Whether it is not shown how often passages helped or did not, or how many conversations were passed on.
    #[must_use]
    pub fn hides_totals(&self) -> bool {
        let verdicts = [self.helped, self.not_helped, self.desk_helped, self.desk_not_helped];
        verdicts.into_iter().chain([self.handed_over]).any(Shown::is_hidden)
    }

    /// The share of verdicts that a passage helped, in whole per cent; `None` when there is none to be told.
    #[must_use]
    pub fn helped_share(&self) -> Option<u32> {
        share(self.helped.exact()?, self.helped.exact()? + self.not_helped.exact()?)
    }

    /// The share of all questions that a count is, in whole per cent; `None` when it is not to be told.
    #[must_use]
    pub fn share_of_questions(&self, count: Shown) -> Option<u32> {
        share(count.exact()?, self.questions.exact()?)
    }
}

fn share(part: u64, whole: u64) -> Option<u32> {
    let per_cent = (200 * part + whole).checked_div(2 * whole)?;
    u32::try_from(per_cent).ok()
}

/// Counts whose total nothing tells.
fn alone(counts: &[u64], from: u64) -> Vec<Shown> {
    counts.iter().map(|count| Shown::alone(*count, from)).collect()
}

/// How many waited how long; who still waits is told by the rest, and so is one more count that must not be small.
fn spans(waits: &[u64], handed_over: u64, from: u64) -> Vec<(FirstAnswer, Shown)> {
    let waiting = handed_over.saturating_sub(waits.iter().sum());
    let parts = Shown::parts(&[waits, &[waiting]].concat(), from);
    FirstAnswer::ALL.into_iter().zip(parts).collect()
}

/// The span within which half had their answer.
fn half_within(waits: &[u64], from: u64) -> Option<FirstAnswer> {
    let total: u64 = waits.iter().sum();
    if total == 0 || total < from {
        return None;
    }
    let mut so_far = 0;
    let is_half = |count: &u64| {
        so_far += count;
        2 * so_far >= total
    };
    waits.iter().position(is_half).map(|place| FirstAnswer::ALL[place])
}

/// One kind of what was counted.
struct OccurrenceCounts {
    by_period: Vec<u64>,
    by_about: BTreeMap<String, u64>,
}

impl OccurrenceCounts {
    fn of(counts: &[DayCount], periods: &[Period], occurrence: Occurrence) -> Self {
        let mut by_period = vec![0_i64; periods.len()];
        let mut by_about: BTreeMap<String, i64> = BTreeMap::new();
        for DayCount { day, about, count, .. } in counts.iter().filter(|row| row.what == occurrence.name()) {
            if let Some(place) = StatsWindow::place(periods, *day) {
                by_period[place] += count;
                *by_about.entry(about.clone()).or_default() += count;
            }
        }
        // What is taken back may have been forgotten by then.
        let natural = |count: i64| u64::try_from(count).unwrap_or_default();
        Self {
            by_period: by_period.into_iter().map(natural).collect(),
            by_about: by_about.into_iter().map(|(about, count)| (about, natural(count))).collect(),
        }
    }

    fn total(&self) -> u64 {
        self.by_about.values().sum()
    }

    fn about(&self, about: &str) -> u64 {
        self.by_about.get(about).copied().unwrap_or_default()
    }

    /// Those that there is most of, of those that may be shown; none when what they add up to is not told.
    fn most(&self, is_told: bool, shown: impl Fn(&[u64]) -> Vec<Shown>) -> Vec<(String, u64)> {
        if !is_told {
            return Vec::new();
        }
        let counts: Vec<u64> = self.by_about.values().copied().collect();
        let pairs = self.by_about.keys().zip(shown(&counts));
        let named = pairs.filter_map(|(about, shown)| Some((about.clone(), shown.exact()?)));
        let mut named: Vec<(String, u64)> = named.filter(|(_, count)| *count > 0).collect();
        named.sort_by(|(one, more), (other, less)| less.cmp(more).then_with(|| one.cmp(other)));
        named.truncate(MOST_NAMED);
        named
    }
}

#[cfg(test)]
mod tests {
    use super::super::{FirstAnswer, Occurrence, Shown, StatsWindow};
    use super::StatsSummary;
    use crate::store::DayCount;

    fn counted(day: i64, what: Occurrence, about: &str, count: i64) -> DayCount {
        DayCount { day, what: what.name().to_owned(), about: about.to_owned(), count }
    }

    fn summary(counts: &[DayCount]) -> StatsSummary {
        StatsSummary::of(StatsWindow::of_days(10, 3), counts, 3)
    }

    #[test]
    fn figures_are_those_of_their_days() {
        use Occurrence::{
            Asked, DeskHelped, FirstAnswer as Answered, Gap, HandedOver, Helped, Missed, NotHelped, Passage,
        };
        let found = summary(&[
            counted(7, Asked, "answer", 100),
            counted(8, Asked, "answer", 4),
            counted(10, Asked, "answer", 5),
            counted(10, Asked, "unknown", 3),
            counted(10, Passage, "tace", 5),
            counted(8, Passage, "rfa", 6),
            counted(8, Passage, "rare", 2),
            counted(9, Missed, "tace", 2),
            counted(9, NotHelped, "tace", 1),
            counted(10, NotHelped, "tace", 3),
            counted(10, Helped, "tace", 12),
            counted(9, Helped, "rfa", -1),
            counted(9, HandedOver, "", 8),
            counted(9, Answered, "5", 4),
            counted(9, Answered, "60", 4),
            counted(9, Gap, "cost", 2),
            counted(9, DeskHelped, "", 4),
        ]);
        assert_eq!(found.questions, Shown::Exactly(12));
        assert_eq!(
            found.by_period.iter().map(|(_, shown)| shown.exact()).collect::<Vec<_>>(),
            [Some(4), Some(0), Some(8)]
        );
        let outcome = |name| found.outcomes.iter().find(|(own, _)| *own == name).map(|(_, shown)| *shown);
        assert_eq!((outcome("answer"), outcome("unknown")), (Some(Shown::Exactly(9)), Some(Shown::Exactly(3))));
        assert_eq!(found.share_of_questions(Shown::Exactly(9)), Some(75));
        assert_eq!(found.most_asked, [("rfa".to_owned(), 6), ("tace".to_owned(), 5)]);
        assert_eq!(found.most_missed, [("tace".to_owned(), 6)]);
        assert_eq!(found.most_lacking, []);
        assert_eq!(
            (found.helped, found.not_helped, found.helped_share()),
            (Shown::Exactly(12), Shown::Exactly(4), Some(75))
        );
        assert_eq!(
            (found.handed_over, found.half_answered_within),
            (Shown::Exactly(8), Some(FirstAnswer::WithinMinutes(5)))
        );
        assert_eq!((found.desk_helped, found.desk_not_helped), (Shown::Exactly(4), Shown::Exactly(0)));
        assert!(!found.is_empty() && !found.hides_some());
    }

    #[test]
    fn who_still_waits_cannot_be_worked_out() {
        let rows = [counted(9, Occurrence::HandedOver, "", 6), counted(9, Occurrence::FirstAnswer, "5", 5)];
        let found = summary(&rows);
        assert_eq!(found.first_answers[1].1, Shown::Withheld);
        assert_eq!(found.handed_over, Shown::Exactly(6));
        let rows = [
            counted(9, Occurrence::HandedOver, "", 16),
            counted(9, Occurrence::FirstAnswer, "5", 15),
            counted(9, Occurrence::FirstAnswer, "60", 1),
        ];
        let found = summary(&rows);
        assert!(found.hides_some() && !found.hides_questions() && !found.hides_totals(), "{found:?}");
    }

    #[test]
    fn a_list_is_shown_only_with_what_it_adds_up_to() {
        use Occurrence::{Asked, Gap, Helped, Missed, NotHelped, Passage};
        let named = |answers: i64, gaps: i64, unknown: i64, not_helped: i64| {
            let found = summary(&[
                counted(9, Asked, "answer", answers),
                counted(9, Asked, "gap", gaps),
                counted(9, Asked, "unknown", unknown),
                counted(9, Passage, "tace", answers),
                counted(9, Gap, "cost", gaps),
                counted(9, Missed, "tace", unknown),
                counted(9, Helped, "tace", 9),
                counted(9, NotHelped, "tace", not_helped),
            ]);
            [found.most_asked.len(), found.most_lacking.len(), found.most_missed.len()]
        };
        assert_eq!(named(20, 6, 4, 3), [1, 1, 1]);
        assert_eq!(named(20, 6, 1, 0), [1, 0, 0], "those that led to a gap are withheld");
        assert_eq!(named(6, 20, 1, 0), [0, 1, 0], "those that were answered are");
        assert_eq!(named(20, 1, 6, 0), [1, 0, 0], "those that were missed are");
        assert_eq!(named(20, 6, 4, 1), [1, 1, 0], "verdicts are");
    }

    #[test]
    fn a_share_that_would_tell_a_small_count_is_none() {
        let rows = [counted(9, Occurrence::Helped, "a", 6), counted(9, Occurrence::NotHelped, "a", 1)];
        let found = summary(&rows);
        assert_eq!((found.helped_share(), found.not_helped), (None, Shown::FewerThan(3)));
        assert!(found.is_empty() && found.hides_some());
    }
}
