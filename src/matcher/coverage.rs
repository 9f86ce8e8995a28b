//! How much of what is asked a target speaks of, word by word: by the same word in whatever form, or by one that means
//! nearly the same.
//!
//! A word counts by how much it says in ordinary English and by how few targets have it: in "TACE exclusions" nearly all
//! of the question is the second word, since every other entry speaks of TACE.

use super::lexical::Lexicon;
use super::reading::ReadWord;
use super::table::{self, Table};
use super::weights::{FEW_WORDS, UNKNOWN_WEIGHT};

/// How much of a question a target speaks of.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Coverage {
    /// The share of what is asked, 0 to 1.
    pub share: f32,
    /// Whether the question holds a word that neither the target nor common English knows, such as a brand's name.
    pub has_unknown: bool,
}

/// The words of one target that have a vector.
#[derive(Clone, Debug, Default)]
pub(crate) struct Meanings(Vec<Known>);

/// A word as the table knows it: its row, and the length of its vector.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Known {
    row: u16,
    length: f32,
}

impl Known {
    fn of(word: &str) -> Option<Self> {
        let row = Table::built_in().row_of(word)?;
        let values = Table::built_in().values(row)?;
        Some(Self { row, length: (product(values, values) as f32).sqrt().max(1.0) })
    }

    fn cosine(self, other: Self) -> f32 {
        let table = Table::built_in();
        let products = table.values(self.row).zip(table.values(other.row)).map_or(0, |(a, b)| product(a, b));
        products as f32 / (self.length * other.length)
    }
}

impl Meanings {
    /// Adds the words of a phrasing.
    pub(crate) fn add(&mut self, words: &[ReadWord<'_>]) {
        for known in words.iter().filter_map(|word| Known::of(word.text)) {
            if let Err(at) = self.0.binary_search_by_key(&known.row, |own| own.row) {
                self.0.insert(at, known);
            }
        }
    }

    /// How near the nearest of its words is in meaning, 0 to 1.
    fn nearest(&self, asked: Known) -> f32 {
        self.0.iter().map(|own| own.cosine(asked)).fold(0.0, f32::max)
    }
}

/// How much of the words a target speaks of, which has `stems`, ascending, and `meanings`.
pub(crate) fn coverage(lexicon: &Lexicon, words: &[ReadWord<'_>], stems: &[u32], meanings: &Meanings) -> Coverage {
    let (mut asked, mut covered, mut has_unknown) = (0.0, 0.0, false);
    for (at, word) in words.iter().enumerate() {
        if words[..at].iter().any(|before| before.text == word.text) {
            continue;
        }
        let stem = lexicon.stem(word.text);
        let weight = table::weight_of(word.text) * stem.map_or(1.0, |stem| lexicon.rarity(stem));
        asked += weight;
        if stem.is_some_and(|stem| stems.binary_search(&stem).is_ok()) {
            covered += weight;
            continue;
        }
        match Known::of(word.text) {
            Some(known) => covered += weight * meanings.nearest(known),
            None => {
                has_unknown |= weight >= UNKNOWN_WEIGHT
                    && (words.len() <= FEW_WORDS || !word.text.contains(|c: char| c.is_ascii_digit()))
            }
        }
    }
    Coverage { share: if asked > 0.0 { covered / asked } else { 0.0 }, has_unknown }
}

/// The scalar product of two vectors in whole numbers.
fn product(a: &[u8], b: &[u8]) -> i32 {
    a.iter().zip(b).map(|(a, b)| i32::from(a.cast_signed()) * i32::from(b.cast_signed())).sum()
}
