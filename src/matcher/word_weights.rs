//! How much a word says by itself, by how frequent it is in its language.

use super::weights::{CONTENT_WORD_WEIGHT, HALF_WEIGHT_FREQUENCY};
use crate::language::WordTable;

/// How much a word says, 0 to 1: frequent words say little (smooth inverse frequency, Arora et al., 2017).
pub(crate) fn weight_of(table: &WordTable, word: &str) -> f32 {
    HALF_WEIGHT_FREQUENCY / (HALF_WEIGHT_FREQUENCY + table.frequency(word))
}

/// Whether a word says something by itself. A number alone does not: "7" is in many a phrasing.
pub(crate) fn is_content_word(table: &WordTable, word: &str) -> bool {
    weight_of(table, word) >= CONTENT_WORD_WEIGHT && word.contains(char::is_alphabetic)
}
