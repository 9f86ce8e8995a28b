//! Flood manners: how much of one person, and in one group, is answered within a minute.
//!
//! The minute is that of the time Telegram gives a message, so that what piled up while the bot was away is answered.

use chrono::{DateTime, Utc};

use super::{Handlers, memory};
use crate::store::{Change, Code, State};

/// Messages of one person, edits among them, that are answered within a minute, wherever they come from. Nobody reads
/// faster. Taps are not counted: each must be answered, and most change a message in place.
const OF_A_PERSON: u32 = 20;

/// Questions in one group that are answered within a minute: Telegram lets a bot send 20.
const IN_A_GROUP: u32 = 15;

/// Questions in one group that are answered within an hour without having been asked.
const UNASKED_AN_HOUR: u32 = 6;

/// The counts of a person for as far back as counts are kept. The minute that runs is not among them, or to be forgotten
/// would be a way to have more answered.
pub(super) fn counted_before(handlers: &Handlers, person: i64, now_ms: i64) -> Vec<Code> {
    let minutes = memory::COUNT.as_secs() / 60;
    let ago = |minutes: u64| DateTime::from_timestamp_millis(now_ms.saturating_sub_unsigned(minutes * 60_000));
    (1..=minutes).filter_map(ago).map(|at| Limit::of_author(handlers, person, at).code()).collect()
}

/// What a count says about one more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Verdict {
    /// It is answered.
    Fine,
    /// It is the first too many: that is said.
    First,
    /// It is passed over.
    More,
}

/// A count: what it is of, and how much is fine.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limit {
    code: Code,
    most: u32,
}

impl Limit {
    /// Messages of a person, or in the name of a chat, in the minute of this time.
    pub(super) fn of_author(handlers: &Handlers, author: i64, at: DateTime<Utc>) -> Self {
        Self::new(handlers, "person-minute", &author, at, 60, OF_A_PERSON)
    }

    /// Questions to the bot in a group in the minute of this time.
    pub(super) fn in_group(handlers: &Handlers, chat: i64, at: DateTime<Utc>) -> Self {
        Self::new(handlers, "group-minute", &chat, at, 60, IN_A_GROUP)
    }

    /// Answers in a group that nobody asked for in the hour of this time.
    pub(super) fn unasked(handlers: &Handlers, chat: i64, at: DateTime<Utc>) -> Self {
        Self::new(handlers, "unasked-hour", &chat, at, 3600, UNASKED_AN_HOUR)
    }

    fn new(
        handlers: &Handlers,
        purpose: &str,
        whose: &dyn std::fmt::Display,
        at: DateTime<Utc>,
        seconds: i64,
        most: u32,
    ) -> Self {
        let window = at.timestamp().div_euclid(seconds);
        let code = handlers.pseudonym.code(purpose, &[whose, &window]);
        Self { code, most }
    }

    /// What the count is asked for by.
    pub(super) fn code(&self) -> Code {
        self.code
    }

    /// What the count says about one more.
    pub(super) fn verdict(&self, known: &State) -> Verdict {
        let count = known.counts.iter().find(|(code, _)| *code == self.code).map_or(0, |(_, count)| *count);
        match count.cmp(&self.most) {
            std::cmp::Ordering::Less => Verdict::Fine,
            std::cmp::Ordering::Equal => Verdict::First,
            std::cmp::Ordering::Greater => Verdict::More,
        }
    }

    /// Counts one more.
    pub(super) fn count(&self, now_ms: i64) -> Change {
        Change::Count { code: self.code, until_ms: now_ms + memory::ms(memory::COUNT) }
    }
}
