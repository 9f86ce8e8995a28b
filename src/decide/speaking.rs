//! What a decision is good for beside its reply: whether it may be spoken unasked, whether a question was understood.

use super::candidate::Candidate;
use super::decision::Decision;
use super::thresholds::{UNASKED_FLOOR, UNDERSTOOD_FLOOR};

/// Whether a decision is sure enough to be spoken into a conversation that nobody asked the bot into: an answer, or
/// where to find help now.
#[must_use]
pub(crate) fn may_speak_unasked(decision: &Decision, confidence: f32, is_question: bool) -> bool {
    match decision {
        Decision::Urgent(_) => true,
        Decision::Answer(_) => is_question && confidence >= UNASKED_FLOOR,
        Decision::Choose(_) | Decision::Gap { .. } | Decision::Courtesy(_) | Decision::Unknown => false,
    }
}

/// Whether a decision follows a question that was understood. A reply to one that was not says where to find help: it may
/// have been a cry that no red flag knows.
#[must_use]
pub(crate) fn is_understood(decision: &Decision, candidates: &[Candidate]) -> bool {
    match decision {
        Decision::Choose(_) => candidates.first().is_some_and(|best| best.found.score >= UNDERSTOOD_FLOOR),
        Decision::Unknown => false,
        Decision::Urgent(_) | Decision::Answer(_) | Decision::Gap { .. } | Decision::Courtesy(_) => true,
    }
}
