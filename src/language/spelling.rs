//! How words of a language are typed in short, and what each is in full.

use std::ops::RangeInclusive;

/// The letters of a language, and words that are typed otherwise than they are written; folded.
#[derive(Debug)]
pub(crate) struct Spelling {
    /// Letters that a slip of the fingers adds or changes.
    pub(crate) alphabet: RangeInclusive<char>,
    /// The contractions that are typed most: without the apostrophe and with it. Sorted.
    pub(crate) contractions: &'static [(&'static str, &'static str)],
    /// The last parts of contractions, as they stand when something divides them from the first.
    pub(crate) contraction_endings: &'static [&'static str],
    /// What a name ends with that something belongs to.
    pub(crate) possessive: &'static str,
    /// What is typed to save letters, with a mark or a blank in it where people type one, and what it is in full. Sorted.
    pub(crate) texted: &'static [(&'static str, &'static str)],
    /// Words of one or two letters that may be part of words typed as one; others are in every word.
    pub(crate) short_words: &'static [&'static str],
}

impl Spelling {
    /// The contraction that two words are when the apostrophe between them was lost ("can t", "ca nt", "i m").
    pub(crate) fn contraction(&self, first: &str, last: &str) -> Option<&'static str> {
        if last.len() > 3 || !self.contraction_endings.contains(&last) {
            return None;
        }
        let last = last.bytes().filter(|&byte| byte != b'\'');
        let found = self.contractions.iter().find(|(bare, _)| bare.bytes().eq(first.bytes().chain(last.clone())));
        found.map(|(_, contraction)| *contraction)
    }

    /// The contraction that a word is without its apostrophe, for words that are nothing else.
    pub(crate) fn with_apostrophe(&self, bare: &str) -> Option<&'static str> {
        full(self.contractions, bare)
    }

    /// What a texted word is in full; `None` for any other.
    pub(crate) fn in_full(&self, word: &str) -> Option<&'static str> {
        full(self.texted, word)
    }

    /// The word without what a name ends with that something belongs to.
    pub(crate) fn without_possessive<'a>(&self, word: &'a str) -> &'a str {
        word.strip_suffix(self.possessive).unwrap_or(word)
    }

    /// The short word that a text is.
    pub(crate) fn short_word(&self, text: &str) -> Option<&'static str> {
        self.short_words.iter().find(|short| **short == text).copied()
    }
}

fn full(pairs: &[(&'static str, &'static str)], short: &str) -> Option<&'static str> {
    pairs.binary_search_by_key(&short, |(short, _)| short).ok().map(|at| pairs[at].1)
}

#[cfg(test)]
mod tests {
    use super::Spelling;
    use crate::language::english;

    #[test]
    fn the_lists_are_sorted() {
        let Spelling { contractions, texted, .. } = english().spelling;
        assert!(contractions.is_sorted() && texted.is_sorted_by(|a, b| a.0 < b.0));
        assert!(contractions.iter().all(|(bare, full)| *bare == full.replace('\'', "")));
    }

    #[test]
    fn two_parts_are_one_contraction() {
        for (first, last, expected) in [
            ("can", "t", Some("can't")),
            ("ca", "nt", Some("can't")),
            ("ca", "n't", Some("can't")),
            ("did", "nt", Some("didn't")),
            ("i", "m", Some("i'm")),
            ("i", "ve", Some("i've")),
            ("she", "s", Some("she's")),
            ("can", "not", None),
            ("stage", "t", None),
            ("vitamin", "d", None),
            ("mum", "s", None),
        ] {
            assert_eq!(english().spelling.contraction(first, last), expected, "{first} {last}");
        }
        let bare = ["cant", "cent"].map(|bare| english().spelling.with_apostrophe(bare));
        assert_eq!(bare, [Some("can't"), None]);
    }

    #[test]
    fn texted_words_are_read_in_full() {
        for (word, expected) in [
            ("wot", Some("what")),
            ("u", Some("you")),
            ("y", Some("why")),
            ("w/o", Some("without")),
            ("what", None),
            ("", None),
        ] {
            assert_eq!(english().spelling.in_full(word), expected, "{word}");
        }
    }
}
