//! A text as the numbers of the tokens that a model knows, by the rules that its `tokenizer.json` gives.

use std::path::Path;

use sha2::{Digest, Sha256};
use tokenizers::{Tokenizer, TruncationParams};

use super::error::{EncoderError, EncoderProblem};

/// What takes a text apart.
pub(super) struct Tokens {
    tokenizer: Tokenizer,
    fingerprint: [u8; 32],
}

impl Tokens {
    /// Reads the rules for a model that has `words` words and reads `most` tokens of a text.
    pub(super) fn read(file: &Path, words: usize, most: usize) -> Result<Self, EncoderError> {
        let text = std::fs::read(file).map_err(|error| EncoderProblem::reading(error).of(file))?;
        let not_understood = |error: tokenizers::Error| EncoderProblem::NotUnderstood(error.to_string()).of(file);
        let mut tokenizer = Tokenizer::from_bytes(&text).map_err(not_understood)?;
        let is = tokenizer.get_vocab(true).values().max().map_or(0, |most| *most as usize + 1);
        if is == 0 || is > words {
            return Err(EncoderProblem::Vocabulary { is, expected: words }.of(file));
        }
        let truncation = TruncationParams { max_length: most, ..TruncationParams::default() };
        tokenizer.with_truncation(Some(truncation)).map_err(not_understood)?;
        tokenizer.with_padding(None);
        Ok(Self { tokenizer, fingerprint: Sha256::digest(&text).into() })
    }

    /// What tells its rules from others.
    pub(super) fn fingerprint(&self) -> [u8; 32] {
        self.fingerprint
    }

    /// The tokens of a text, with those that open and close it. A text that the rules cannot take apart has none.
    pub(super) fn of(&self, text: &str) -> Vec<u32> {
        self.tokenizer.encode_fast(text, true).map(|encoding| encoding.get_ids().to_vec()).unwrap_or_default()
    }
}
