//! What gave a match its score, for a person who asks why.

use super::matching::Matcher;
use super::reading::Token;
use super::target::Target;
use crate::text::fold;

/// What one kernel gave for one phrasing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Signal {
    /// What it compares.
    pub name: &'static str,
    /// The cosine, 0 to 1.
    pub cosine: f32,
    /// Its share of the whole, 0 to 1.
    pub share: f32,
}

impl Matcher {
    /// What each kernel gives for one phrasing, for an explanation.
    #[must_use]
    pub fn signals(&self, words: &[Token<'_>], phrasing: usize) -> [Signal; 4] {
        let phrasing = fold(self.phrasing(phrasing));
        let signals = self.index.cosines(words, &self.read_as_written(&phrasing).words);
        let names = ["meaning", "words", "word pairs", "letters"];
        std::array::from_fn(|at| Signal { name: names[at], cosine: signals[at].0, share: signals[at].1 })
    }

    /// Whether a target's phrasings have the word, in whatever form.
    #[must_use]
    pub fn speaks_of(&self, target: Target, word: &str) -> bool {
        let number = self.targets.iter().position(|&known| known == target);
        let stem = self.index.lexicon.stem(word);
        number.zip(stem).is_some_and(|(number, stem)| self.stems[number].binary_search(&stem).is_ok())
    }
}
