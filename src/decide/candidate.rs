//! A match as the rules see it.

use super::subjects::SubjectFit;
use super::thresholds::MANY_PHRASINGS;
use crate::corpus::Faq;
use crate::matcher::{Coverage, Match};

/// A target that a question may mean, as seen by the rules.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Candidate {
    /// The match.
    pub(crate) found: Match,
    /// How sure the match is, 0 to 1.
    pub(crate) confidence: f32,
    /// How the entry's subjects go with those the question names; gaps and courtesies fit every subject.
    pub(crate) subject_fit: SubjectFit,
    /// Whether the target is asked negated, as the question is.
    pub(crate) covers_negated: bool,
    /// How much of the question the target speaks of; of the best alone, since nothing else is ever quoted, and of all
    /// others by the words they share.
    pub(crate) coverage: Coverage,
}

/// Whether what a match does not speak of is what its entry is not about: in a corpus that knows what it does not say,
/// and with so many phrasings that most ways to ask are among them.
pub(super) fn has_many_words(faq: &Faq, best: &Candidate) -> bool {
    !faq.gaps.is_empty() && best.found.phrasings >= MANY_PHRASINGS
}
