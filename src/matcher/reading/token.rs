//! One word of a text as it was read.

use crate::text::{Break, Word};

/// One word as it was read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Token<'a> {
    /// The word after correction and vocabulary.
    pub text: &'a str,
    /// What was typed, folded. A name of several words is one typed text for each word it was read as.
    pub typed: &'a str,
    /// Whether typo repair changed it.
    pub corrected: bool,
    /// Whether the vocabulary changed it.
    pub translated: bool,
    /// The sentence it stands in, counted from 0.
    pub sentence: u32,
    /// The part between commas it stands in, counted from 0 over the whole text.
    pub clause: u32,
    /// What divides it from the word before.
    pub before: Break,
    /// Whether a question mark stands behind it.
    pub asked: bool,
}

impl<'a> Token<'a> {
    /// A word as it was typed.
    #[must_use]
    pub fn as_typed(word: Word<'a>) -> Self {
        let Word { text, sentence, clause, before, asked } = word;
        Self { text, typed: text, corrected: false, translated: false, sentence, clause, before, asked }
    }
}
