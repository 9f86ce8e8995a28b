//! A text as the kernels see it.

use super::embedding::{Embedding, embed};
use super::kernels::{KERNELS, LexicalFeatures};
use super::lexicon::Lexicon;
use crate::language::WordTable;
use crate::matcher::reading::Token;
use crate::matcher::weights::{LEXICAL, SEMANTIC};

/// A text as the kernels see it.
#[derive(Clone, Debug)]
pub(crate) struct TextFeatures {
    pub(crate) embedding: Embedding,
    pub(crate) features: LexicalFeatures,
}

/// What each kernel counts for; all add up to 1.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KernelShares {
    pub(crate) semantic: f32,
    pub(crate) lexical: [f32; KERNELS],
}

impl TextFeatures {
    pub(crate) fn new(table: &WordTable, lexicon: &Lexicon, words: &[Token<'_>]) -> Self {
        Self { embedding: embed(table, words), features: lexicon.features(words) }
    }

    /// The kernels' shares; a text whose meaning is not known is left to the lexical kernels.
    pub(crate) fn shares(&self) -> KernelShares {
        let semantic = SEMANTIC * self.embedding.known;
        let all = semantic + LEXICAL.iter().sum::<f32>();
        KernelShares { semantic: semantic / all, lexical: LEXICAL.map(|share| share / all) }
    }
}
