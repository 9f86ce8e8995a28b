//! Common English words: how frequent each is, and a vector of what it means (see `table/` and NOTICE).

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use super::weights::HALF_WEIGHT_FREQUENCY;

/// How many numbers a word vector has.
pub(crate) const DIMS: usize = 128;

static WORDS: &str = include_str!("table/words.tsv");
static VECTORS: &[u8] = include_bytes!("table/vectors.i8");
static SCALES: &[u8] = include_bytes!("table/scales.f32");

/// The table that is built into the program: read-only data, made ready once.
static TABLE: LazyLock<Table> = LazyLock::new(Table::parse);

/// Words with frequency and vector, most frequent first.
pub(crate) struct Table {
    rows: HashMap<&'static str, Row, FixedState>,
}

#[derive(Clone, Copy)]
struct Row {
    number: u32,
    /// Share of all words in ordinary English text, 0 to 1.
    frequency: f32,
}

impl Table {
    /// The table that is built in.
    pub(crate) fn built_in() -> &'static Self {
        &TABLE
    }

    fn parse() -> Self {
        let mut rows = HashMap::with_capacity_and_hasher(40_000, FixedState::default());
        for (number, line) in (0..).zip(WORDS.lines()) {
            let (word, frequency) = line.split_once('\t').unwrap_or((line, ""));
            rows.insert(word, Row { number, frequency: frequency.parse().unwrap_or(0.0) });
        }
        Self { rows }
    }

    /// The word as the table holds it, if it is one of common English.
    pub(crate) fn known(&self, word: &str) -> Option<&'static str> {
        self.rows.get_key_value(word).map(|(known, _)| *known)
    }

    /// The word's share of all words in ordinary English text, 0 to 1; 0 for words that are not common English.
    pub(crate) fn frequency(&self, word: &str) -> f32 {
        self.rows.get(word).map_or(0.0, |row| row.frequency)
    }

    /// Adds the word's vector to `sum`; `false` when it has none.
    pub(crate) fn add_vector(&self, word: &str, weight: f32, sum: &mut [f32; DIMS]) -> bool {
        let Some(row) = self.rows.get(word) else { return false };
        let number = row.number as usize;
        let Some(scale) = SCALES.get(4 * number..4 * number + 4).and_then(|bytes| bytes.try_into().ok()) else {
            return false;
        };
        let scale = weight * f32::from_le_bytes(scale);
        let Some(values) = VECTORS.get(number * DIMS..(number + 1) * DIMS) else { return false };
        for (sum, &value) in sum.iter_mut().zip(values) {
            *sum += scale * f32::from(value.cast_signed());
        }
        true
    }
}

/// How much a word says, 0 to 1: frequent English words say little (smooth inverse frequency, Arora et al., 2017).
pub(crate) fn weight_of(word: &str) -> f32 {
    HALF_WEIGHT_FREQUENCY / (HALF_WEIGHT_FREQUENCY + Table::built_in().frequency(word))
}

#[cfg(test)]
mod tests {
    use super::{DIMS, SCALES, Table, VECTORS, WORDS};

    #[test]
    fn the_three_files_have_one_row_a_word() {
        let words = WORDS.lines().count();
        assert_eq!((VECTORS.len(), SCALES.len()), (words * DIMS, words * 4));
        assert_eq!(Table::built_in().rows.len(), words);
    }

    #[test]
    fn frequencies_fall_with_rank() {
        let table = Table::built_in();
        assert!(table.frequency("the") > table.frequency("liver"));
        assert!(table.frequency("liver") > table.frequency("chemoembolization"));
    }
}
