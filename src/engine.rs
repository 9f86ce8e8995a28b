//! The one door to the core: a corpus in, a question in, a decision out. Pure and synchronous.

use crate::corpus::{Faq, Id};
use crate::decide::Decision;
use crate::text::Question;

/// A loaded corpus, ready to be asked.
#[derive(Debug)]
pub struct Engine {
    faq: Faq,
}

/// A decision with what led to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// What to do.
    pub decision: Decision,
    /// How sure the best match is, 0 to 1, given for every decision.
    pub confidence: f32,
    /// The best matching entries, best first, whatever the decision; at most [`Engine::MOST_CHOICES`].
    pub choices: Vec<Choice>,
}

/// An entry that may be meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The entry.
    pub id: Id,
    /// How sure, 0 to 1.
    pub confidence: f32,
}

impl Engine {
    /// How many of the best entries an [`Outcome`] lists.
    pub const MOST_CHOICES: usize = 10;

    /// Builds the index over a corpus.
    #[must_use]
    pub fn new(faq: Faq) -> Self {
        Self { faq }
    }

    /// The corpus.
    #[must_use]
    pub fn faq(&self) -> &Faq {
        &self.faq
    }

    /// Decides about a question.
    #[must_use]
    pub fn decide(&self, question: &Question) -> Outcome {
        let _ = question;
        Outcome { decision: Decision::Unknown, confidence: 0.0, choices: Vec::new() }
    }
}
