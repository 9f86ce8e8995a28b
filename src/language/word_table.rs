//! The common words of a language: how frequent each is, and a vector of what it means (`english/table/README.md` says how
//! the files are laid out, and NOTICE what they are made from).
//!
//! The files are used as they are: nothing is parsed or copied at start.

use std::cmp::Ordering;

/// How many numbers a word vector has.
pub(crate) const DIMS: usize = 128;

/// Words with frequency and vector, most frequent first.
#[derive(Debug)]
pub(crate) struct WordTable {
    /// The words, one a line.
    pub(super) words: &'static str,
    /// For each word, see [`WordRow`].
    pub(super) rows: &'static [u8],
    /// 65,536 slots, see [`Slot`]. A word stands in the slot that its hash names or, when that is taken, the next free.
    pub(super) slots: &'static [u8],
    /// For each word, [`DIMS`] numbers as i8.
    pub(super) vectors: &'static [u8],
    /// Rarer words, without vectors: sorted, one a line.
    pub(super) rare_words: &'static str,
}

/// What is known of a word beside its vector: three little-endian numbers of four bytes.
#[derive(Clone, Copy)]
struct WordRow {
    /// Where its line starts in [`WordTable::words`].
    start: u32,
    /// Share of all words in ordinary text, 0 to 1; 0 when it was never counted.
    frequency: f32,
    /// What the numbers of its vector are multiplied by.
    scale: f32,
}

impl WordRow {
    const BYTES: usize = 12;
}

/// One slot of the hash table: two little-endian numbers of two bytes.
#[derive(Clone, Copy)]
struct Slot {
    /// The word's number, [`EMPTY`] for none.
    number: u16,
    /// The half of its hash that does not name the slot, so that most other words are told apart without a look at them.
    tag: u16,
}

impl Slot {
    const BYTES: usize = 4;
}

/// Stands for no number.
const EMPTY: u16 = u16::MAX;

impl WordTable {
    /// The word as the table holds it, if it has it.
    pub(crate) fn known(&self, word: &str) -> Option<&'static str> {
        self.find(word).map(|(_, _, known)| known)
    }

    /// The word's share of all words in ordinary text, 0 to 1; 0 for words that the table has not.
    pub(crate) fn frequency(&self, word: &str) -> f32 {
        self.find(word).map_or(0.0, |(_, row, _)| row.frequency)
    }

    /// Adds the word's vector to `sum`; `false` when it has none.
    pub(crate) fn add_vector(&self, word: &str, weight: f32, sum: &mut [f32; DIMS]) -> bool {
        let Some((number, row, _)) = self.find(word) else { return false };
        let Some(values) = self.vectors.get(number * DIMS..(number + 1) * DIMS) else { return false };
        let scale = weight * row.scale;
        for (sum, &value) in sum.iter_mut().zip(values) {
            *sum += scale * f32::from(value.cast_signed());
        }
        true
    }

    /// The word's row; `None` when it has no vector.
    pub(crate) fn row_of(&self, word: &str) -> Option<u16> {
        let (number, ..) = self.find(word)?;
        u16::try_from(number).ok()
    }

    /// The vector in a row, as whole numbers without their scale.
    pub(crate) fn values(&self, row: u16) -> Option<&'static [u8]> {
        let start = usize::from(row) * DIMS;
        self.vectors.get(start..start + DIMS)
    }

    /// Whether it is a rarer word of the language of eight letters or more: real, so hardly a typo, but without a vector.
    pub(crate) fn is_rare(&self, word: &str) -> bool {
        let mut lines = self.rare_words;
        // Halves what is left, cutting at line starts.
        while !lines.is_empty() {
            let (head, tail) = split_at_a_line(lines);
            let line = tail.lines().next().unwrap_or(tail);
            match word.cmp(line) {
                Ordering::Less => lines = head,
                Ordering::Equal => return true,
                Ordering::Greater => lines = &tail[(line.len() + 1).min(tail.len())..],
            }
        }
        false
    }

    /// The word's number and row, and the word as the table holds it.
    fn find(&self, word: &str) -> Option<(usize, WordRow, &'static str)> {
        let slots = self.slots.len() / Slot::BYTES;
        let (home, tag) = hash(word);
        // Not all slots are taken, so this ends at an empty one.
        for at in (usize::from(home)..slots).chain(0..slots) {
            let slot = self.slot(at)?;
            if slot.number == EMPTY {
                return None;
            }
            if slot.tag == tag {
                let number = usize::from(slot.number);
                let row = self.row(number)?;
                if let Some(known) = self.line(row.start, word.len()).filter(|known| *known == word) {
                    return Some((number, row, known));
                }
            }
        }
        None
    }

    fn slot(&self, at: usize) -> Option<Slot> {
        let at = at * Slot::BYTES;
        Some(Slot {
            number: u16::from_le_bytes(number_at(self.slots, at)?),
            tag: u16::from_le_bytes(number_at(self.slots, at + 2)?),
        })
    }

    fn row(&self, number: usize) -> Option<WordRow> {
        let at = number * WordRow::BYTES;
        Some(WordRow {
            start: u32::from_le_bytes(number_at(self.rows, at)?),
            frequency: f32::from_le_bytes(number_at(self.rows, at + 4)?),
            scale: f32::from_le_bytes(number_at(self.rows, at + 8)?),
        })
    }

    /// The line that starts at `start`, when it is `length` bytes long.
    fn line(&self, start: u32, length: usize) -> Option<&'static str> {
        let (start, end) = (start as usize, start as usize + length);
        self.words.get(start..end).filter(|_| self.words.as_bytes().get(end) == Some(&b'\n'))
    }
}

/// Cuts lines in two halves where a line starts.
fn split_at_a_line(lines: &str) -> (&str, &str) {
    let start = lines.as_bytes()[..lines.len() / 2].iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1);
    lines.split_at(start)
}

/// The bytes of the number that stands at `at`.
fn number_at<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at + N)?.try_into().ok()
}

/// FNV-1a (Fowler, Noll and Vo): the lower half names the slot where a search begins, the upper half is the tag.
fn hash(word: &str) -> (u16, u16) {
    let hash = word.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash as u16, (hash >> 16) as u16)
}

#[cfg(test)]
mod tests {
    use super::{DIMS, EMPTY, Slot, WordRow, WordTable, hash};
    use crate::language::english;

    fn table() -> &'static WordTable {
        &english().word_table
    }

    #[test]
    fn every_file_has_one_row_a_word() {
        let words = table().words.lines().count();
        assert_eq!((table().rows.len(), table().vectors.len()), (words * WordRow::BYTES, words * DIMS));
        assert!(words < usize::from(EMPTY) && words < table().slots.len() / Slot::BYTES, "a search must end");
    }

    #[test]
    fn every_word_is_found_in_its_row() {
        for (number, word) in table().words.lines().enumerate() {
            assert_eq!(table().find(word).map(|(found, _, known)| (found, known)), Some((number, word)));
        }
    }

    #[test]
    fn what_is_not_a_word_of_the_table_is_not_found() {
        for strange in ["", "\n", "the\n", "\nthe", "live\nr", "xqzzkw", "Liver", "печень"] {
            assert_eq!(table().known(strange), None, "{strange:?}");
        }
    }

    #[test]
    fn frequencies_fall_with_rank() {
        let table = table();
        assert!(table.frequency("the") > table.frequency("liver"));
        assert!(table.frequency("liver") > table.frequency("chemoembolization"));
    }

    #[test]
    fn rare_words_are_sorted_and_not_in_the_table() {
        assert!(table().rare_words.lines().is_sorted_by(|a, b| a < b));
        for word in table().rare_words.lines() {
            assert!(table().is_rare(word), "{word}");
            assert_eq!(table().known(word), None);
        }
        for other in ["", "liver", "aardvar", "zzzzzzzzz", "suturing\nsuturings"] {
            assert!(!table().is_rare(other), "{other:?}");
        }
    }

    #[test]
    fn a_vector_is_added_as_often_as_it_weighs() {
        let mut sum = [1.0; DIMS];
        assert!(table().add_vector("the", 2.0, &mut sum));
        let scale = table().row(0).expect("the first word has a row").scale;
        for (sum, &value) in sum.iter().zip(table().vectors) {
            let expected = 1.0 + 2.0 * scale * f32::from(value.cast_signed());
            assert!((sum - expected).abs() < 1e-6, "{sum}, expected {expected}");
        }
        let before = sum;
        assert!(!table().add_vector("xqzzkw", 1.0, &mut sum));
        assert_eq!(sum, before);
    }

    #[test]
    fn a_search_goes_on_at_the_first_slot_after_the_last() {
        let (home, tag) = hash("bath");
        let slot = |number: u16, tag: u16| [number.to_le_bytes(), tag.to_le_bytes()].concat();
        let mut slots = vec![slot(EMPTY, 0); usize::from(home) + 1];
        // The word's own slot is the last, and taken.
        slots[usize::from(home)] = slot(1, tag.wrapping_add(1));
        slots[0] = slot(0, tag);
        let row = |start: u32| [start.to_le_bytes(), 0.5_f32.to_le_bytes(), 1.0_f32.to_le_bytes()].concat();
        let table = WordTable {
            words: "bath\ntowel\n",
            rows: [row(0), row(5)].concat().leak(),
            slots: slots.concat().leak(),
            vectors: &[],
            rare_words: "",
        };
        assert_eq!((table.known("bath"), table.frequency("bath")), (Some("bath"), 0.5));
        assert!(!table.add_vector("bath", 1.0, &mut [0.0; DIMS]), "it has no vector");
    }
}
