//! Ranked matches → one decision; every threshold with its reason in `thresholds`.

mod asking;
mod candidate;
mod decision;
mod follow_up;
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

pub(crate) use asking::{is_about_oneself, is_question};
pub(crate) use candidate::Candidate;
pub use decision::{Decision, Reason};
pub(crate) use follow_up::{Leaning, leaning};
pub(crate) use negation::is_negated;
pub(crate) use offer::near;
pub(crate) use ranking::{RankedQuestion, merged, rank};
#[cfg(test)]
pub(crate) use rules::QuestionProfile;
pub(crate) use rules::Rules;
pub(crate) use several::{Decided, combine};
pub(crate) use single::decide;
pub(crate) use speaking::{UnaskedQuestion, is_understood, may_speak_unasked};
pub(crate) use subjects::SubjectFit;
