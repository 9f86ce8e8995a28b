//! Ranked matches → one decision; every threshold with its reason in `thresholds`.

mod asking;
mod candidate;
mod decision;
mod negation;
mod offer;
mod ranking;
mod rules;
mod several;
mod single;
mod speaking;
mod subjects;
#[cfg(test)]
mod tests;
mod thresholds;

pub use asking::{is_about_oneself, is_question};
pub use candidate::Candidate;
pub use decision::{Decision, Reason};
pub use negation::is_negated;
pub use offer::near;
pub use ranking::{RankedQuestion, merged, rank};
pub use rules::{QuestionProfile, Rules};
pub use several::{Decided, combine};
pub use single::decide;
pub use speaking::{is_understood, may_speak_unasked};
pub use subjects::SubjectFit;
