//! What was asked, answered and missed, day by day: figures made of counts, without those that are too small to be shown.
//!
//! A count below a few may tell of one person, and so may one that can be worked out from a total: `shown` says what of a
//! row of counts is given. Words for people come from outside; this room knows figures alone.

mod chart;
mod first_answer;
mod occurrence;
mod shown;
mod summary;
mod window;

pub use chart::{ChartWords, chart};
pub use first_answer::FirstAnswer;
pub use occurrence::{Occurrence, Outcomes};
pub use shown::Shown;
pub use summary::StatsSummary;
pub use window::{Period, StatsWindow, Step};
