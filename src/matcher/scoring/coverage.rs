//! How much of what is asked a target speaks of, word by word: by the same word in whatever form, or by one that means
//! nearly the same.
//!
//! A word counts by how much it says in its language and by how few targets have it: in "TACE exclusions" nearly all
//! of the question is the second word, since every other entry speaks of TACE.

use crate::language::WordTable;
use crate::matcher::features::Lexicon;
use crate::matcher::reading::Token;
use crate::matcher::weights::{FEW_WORDS, UNKNOWN_WEIGHT};
use crate::matcher::word_weights::weight_of;

/// How much of a question a target speaks of.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Coverage {
    /// The share of what is asked, 0 to 1.
    pub share: f32,
    /// Whether the question holds a word that neither the target nor its language's common words know, such as a brand's name.
    pub has_unknown: bool,
}

/// The words of one target that have a vector.
#[derive(Clone, Debug, Default)]
pub(crate) struct WordEmbeddings(Vec<WordEmbedding>);

/// A word as the table knows it: its row, and the length of its vector.
#[derive(Clone, Copy, Debug, PartialEq)]
struct WordEmbedding {
    row: u16,
    length: f32,
}

impl WordEmbedding {
    fn of(table: &WordTable, word: &str) -> Option<Self> {
        let row = table.row_of(word)?;
        let values = table.values(row)?;
        Some(Self { row, length: (product(values, values) as f32).sqrt().max(1.0) })
    }

    fn cosine(self, table: &WordTable, other: Self) -> f32 {
        let products = table.values(self.row).zip(table.values(other.row)).map_or(0, |(a, b)| product(a, b));
        products as f32 / (self.length * other.length)
    }
}

impl WordEmbeddings {
    /// Adds the words of a phrasing.
    pub(crate) fn add(&mut self, table: &WordTable, words: &[Token<'_>]) {
        for known in words.iter().filter_map(|word| WordEmbedding::of(table, word.text)) {
            if let Err(at) = self.0.binary_search_by_key(&known.row, |own| own.row) {
                self.0.insert(at, known);
            }
        }
    }

    /// How near the nearest of its words is in meaning, 0 to 1.
    fn nearest(&self, table: &WordTable, asked: WordEmbedding) -> f32 {
        self.0.iter().map(|own| own.cosine(table, asked)).fold(0.0, f32::max)
    }
}

/// How much of the words a target speaks of, which has `stems`, ascending, and `meanings`.
pub(crate) fn coverage(
    table: &WordTable,
    lexicon: &Lexicon,
    words: &[Token<'_>],
    stems: &[u32],
    embeddings: &WordEmbeddings,
) -> Coverage {
    let (mut asked, mut covered, mut has_unknown) = (0.0, 0.0, false);
    for (at, word) in words.iter().enumerate() {
        if words[..at].iter().any(|before| before.text == word.text) {
            continue;
        }
        let stem = lexicon.stem(word.text);
        let weight = weight_of(table, word.text) * stem.map_or(1.0, |stem| lexicon.rarity(stem));
        asked += weight;
        if stem.is_some_and(|stem| stems.binary_search(&stem).is_ok()) {
            covered += weight;
            continue;
        }
        match WordEmbedding::of(table, word.text) {
            Some(known) => covered += weight * embeddings.nearest(table, known),
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

#[cfg(test)]
mod tests {
    use crate::corpus::load_plain;
    use crate::language::english;
    use crate::matcher::{Coverage, Matcher, Target};
    use crate::text::fold;

    /// All but one speak of the bath.
    const TOPIC: &str = r#"
title = "t"
[[entry]]
id = "warm"
question = "how warm is the bath"
also_asked = ["what temperature does the bath have"]
[[entry]]
id = "towels"
question = "are towels sold in the bath"
[[entry]]
id = "open"
question = "when does the bath open on sunday"
[[entry]]
id = "lantern"
question = "what is the Zorvex app"
"#;
    const WARM: Target = Target::Entry(0);
    const TOWELS: Target = Target::Entry(1);
    const OPEN: Target = Target::Entry(2);
    const APP: Target = Target::Entry(3);

    fn coverage(text: &str, target: Target) -> Coverage {
        let faq = load_plain(&[("topics/t.toml", TOPIC)]);
        let language = english();
        let matcher = Matcher::new(&faq.unwrap_or_else(|findings| panic!("{findings}")), language);
        let folded = fold(text);
        matcher.coverage(&matcher.read_as_written(&folded).words, target)
    }

    /// The share lies between the two.
    #[track_caller]
    fn check(text: &str, target: Target, least: f32, most: f32, has_unknown: bool) {
        let coverage = coverage(text, target);
        let within = least - 1e-6 <= coverage.share && coverage.share <= most + 1e-6;
        assert!(within && coverage.has_unknown == has_unknown, "{text} {target:?}: {coverage:?}");
    }

    #[test]
    fn the_same_words_in_whatever_form_are_covered() {
        check("how warm is the bath", WARM, 1.0, 1.0, false);
        check("BATH temperatures", WARM, 1.0, 1.0, false);
        check("warm baths", WARM, 1.0, 1.0, false);
        check("opens on sundays", OPEN, 1.0, 1.0, false);
        check("zorvex", APP, 1.0, 1.0, false);
        // A form of a word that no entry of its own has.
        check("towel", TOWELS, 1.0, 1.0, false);
    }

    #[test]
    fn what_means_nearly_the_same_is_covered_in_part() {
        check("how hot is the bath", WARM, 0.6, 0.99, false);
        check("is the pool warm", WARM, 0.5, 0.95, false);
        check("are towels bought in the bath", TOWELS, 0.6, 0.99, false);
    }

    #[test]
    fn other_words_are_not() {
        check("towels", WARM, 0.0, 0.4, false);
        check("does the parliament vote", WARM, 0.0, 0.5, false);
        check("warm", TOWELS, 0.0, 0.5, false);
    }

    #[test]
    fn a_word_that_nobody_knows_is_unknown() {
        check("is the bath warm after plimoxid", WARM, 0.0, 0.7, true);
        check("plimoxid", WARM, 0.0, 0.0, true);
        check("bath plimoxid", WARM, 0.0, 0.5, true);
        // The corpus knows it, and another entry.
        check("is the zorvex bath warm", WARM, 0.0, 0.8, true);
        check("what is the zorvex app", APP, 1.0, 1.0, false);
        // Numbers are not words.
        check("is the bath warm at 12345", WARM, 0.0, 1.0, false);
        check("is the bath warm in 4b7", WARM, 0.0, 1.0, false);
        // Among few words each counts.
        check("bath 4b7", WARM, 0.0, 0.9, true);
    }

    #[test]
    fn a_word_that_many_have_says_less_than_one_that_few_have() {
        check("bath sauna", WARM, 0.0, 0.8, false);
        let few = coverage("warm parliament", WARM).share;
        let many = coverage("bath parliament", WARM).share;
        assert!(many < few, "{many} {few}");
    }

    #[test]
    fn a_word_counts_once_and_nothing_is_covered_of_nothing() {
        assert_eq!(coverage("bath bath bath plimoxid", WARM), coverage("bath plimoxid", WARM));
        check("", WARM, 0.0, 0.0, false);
        check("how warm is the bath", Target::Entry(9), 0.0, 0.0, false);
        check("how warm is the bath", Target::Gap(0), 0.0, 0.0, false);
    }
}
