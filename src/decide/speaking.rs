//! What a decision is good for beside its reply: whether it may be spoken unasked, whether a question was understood.

use super::candidate::Candidate;
use super::decision::Decision;
use super::thresholds::{UNASKED_COVERAGE, UNASKED_FLOOR, UNDERSTOOD_FLOOR};

/// What counts of a question that nobody put to the bot.
#[derive(Clone, Copy, Debug)]
pub(crate) struct UnaskedQuestion {
    /// Whether it is put as a question.
    pub(crate) is_question: bool,
    /// Whether it names a subject, or has a word that much of the text is about.
    pub(crate) names_the_field: bool,
    /// How much of it the best match speaks of, 0 to 1.
    pub(crate) coverage: f32,
}

/// Whether a decision is sure enough to be spoken into a conversation that nobody asked the bot into: an answer, or
/// where to find help now. An answer only to what is clearly about the text: "are dogs allowed in your new flat?" shares
/// words with the rules of a library, and is not.
#[must_use]
pub(crate) fn may_speak_unasked(decision: &Decision, confidence: f32, asked: UnaskedQuestion) -> bool {
    let UnaskedQuestion { is_question, names_the_field, coverage } = asked;
    match decision {
        Decision::Urgent(_) => true,
        Decision::Answer(_) => {
            is_question && names_the_field && coverage >= UNASKED_COVERAGE && confidence >= UNASKED_FLOOR
        }
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
