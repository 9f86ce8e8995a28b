//! A labelled question.

use crate::corpus::Id;

/// A labelled question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// What is asked.
    pub text: String,
    /// The ids that fit: entries, gaps, courtesies, red flags. Empty when nothing fits.
    pub gold: Vec<String>,
    /// The entry whose answer came before it; `None` for a question that is asked by itself.
    pub after: Option<String>,
}

impl Case {
    /// Whether an id is one of those that fit.
    #[must_use]
    pub fn fits(&self, id: &Id) -> bool {
        self.gold.iter().any(|gold| gold == id.as_str())
    }
}
