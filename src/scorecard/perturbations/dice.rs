//! Chance that is no chance: choices that follow from the text, the kind of change and the variant alone.

use sha2::{Digest, Sha256};

use super::phrases::{Phrases, phrases};

/// What chooses among words, places and phrases.
pub(super) struct Dice {
    rng: fastrand::Rng,
    phrases: Option<&'static Phrases>,
}

impl Dice {
    /// Dice for one variant of one change to one text.
    pub(super) fn new(kind: &str, text: &str, variant: u64, language: &str) -> Self {
        let sum =
            Sha256::new().chain_update(kind).chain_update([0]).chain_update(text).chain_update(variant.to_le_bytes());
        let seed = sum.finalize().iter().take(8).fold(0, |seed, &byte| seed << 8 | u64::from(byte));
        Self { rng: fastrand::Rng::with_seed(seed), phrases: phrases(language) }
    }

    /// A number below another; 0 when there is none.
    pub(super) fn below(&mut self, end: usize) -> usize {
        if end == 0 { 0 } else { self.rng.usize(..end) }
    }

    /// One of several; `None` of none.
    pub(super) fn pick<T: Copy>(&mut self, from: &[T]) -> Option<T> {
        from.get(self.below(from.len())).copied()
    }

    /// A phrase of the corpus's language; `None` when none are known in it.
    pub(super) fn phrase(&mut self, of: fn(&Phrases) -> &'static [&'static str]) -> Option<&'static str> {
        let phrases = self.phrases?;
        self.pick(of(phrases))
    }

    /// What stands for what in the corpus's language.
    pub(super) fn pairs(
        &self,
        of: fn(&Phrases) -> &'static [(&'static str, &'static str)],
    ) -> &'static [(&'static str, &'static str)] {
        self.phrases.map_or(&[], of)
    }
}
