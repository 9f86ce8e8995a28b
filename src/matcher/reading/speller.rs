//! Typo repair: a word that is neither the FAQ's nor a common one of its language becomes the nearest word that is.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::language::{LanguageData, Spelling, WordTable};
use crate::matcher::weights::{FEWEST_LETTERS_TO_CORRECT, FEWEST_LETTERS_TO_CORRECT_FREELY, TWO_EDITS_FROM_LETTERS};

/// The FAQ's own words with an index over what they look like with letters left out.
#[derive(Debug)]
pub(crate) struct Speller {
    language: &'static LanguageData,
    words: Vec<(Box<str>, u32)>,
    numbers: HashMap<Box<str>, u32, FixedState>,
    /// Hash of a shortened word → word, ordered by hash.
    deletions: Vec<(u32, u32)>,
}

/// A corrected word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Correction<'a> {
    /// The word it was read as.
    pub(crate) word: &'a str,
    /// How many edits apart they are.
    pub(crate) edits: usize,
    /// Whether it is one of the FAQ's own words rather than a common one of its language.
    pub(crate) own: bool,
}

/// Deletions are taken from this many leading letters only, which bounds their number (as in SymSpell, Garbe, 2012).
const PREFIX: usize = 7;

impl Speller {
    /// Indexes the FAQ's own words with how often each occurs; one with no count is known, but no typo stands for it.
    pub(crate) fn new<'a>(language: &'static LanguageData, counts: impl Iterator<Item = (&'a str, u32)>) -> Self {
        let mut words: Vec<(Box<str>, u32)> = counts.map(|(word, count)| (word.into(), count)).collect();
        words.sort();
        let numbers = (0..).zip(&words).map(|(number, (word, _))| (word.clone(), number)).collect();
        let mut deletions = Vec::new();
        for (number, (word, count)) in (0..).zip(&words) {
            if *count > 0 && is_correctable(word) {
                for_each_deletion(word, edits_allowed(word), |hash| deletions.push((hash, number)));
            }
        }
        deletions.sort_unstable();
        deletions.dedup();
        deletions.shrink_to_fit();
        Self { language, words, numbers, deletions }
    }

    /// How words of the corpus's language are typed.
    pub(crate) fn spelling(&self) -> &'static Spelling {
        self.language.spelling
    }

    fn table(&self) -> &'static WordTable {
        &self.language.word_table
    }

    /// Whether the word is one of the FAQ's own.
    pub(crate) fn is_own(&self, word: &str) -> bool {
        self.numbers.contains_key(word)
    }

    /// The word as it is kept, when it is one of the FAQ's own.
    pub(crate) fn own(&self, word: &str) -> Option<&str> {
        self.numbers.get(word).map(|&number| &*self.words[number as usize].0)
    }

    /// The word as it is kept, when it is one of the FAQ's own or a common one.
    pub(crate) fn exact(&self, word: &str) -> Option<&str> {
        self.own(word).or_else(|| self.table().known(word))
    }

    /// How often the corpus has the word.
    pub(crate) fn count(&self, word: &str) -> u32 {
        self.numbers.get(word).map_or(0, |&number| self.words[number as usize].1)
    }

    /// The word as it is kept, when it is a common one at least this frequent.
    pub(crate) fn frequent(&self, word: &str, share: f32) -> Option<&'static str> {
        let table = self.table();
        table.known(word).filter(|known| table.frequency(known) >= share)
    }

    /// Whether it is a word too rare to be known with its meaning.
    pub(crate) fn is_rare(&self, word: &str) -> bool {
        self.table().is_rare(word)
    }

    /// Whether there is such a word, so that nothing is to be corrected.
    pub(crate) fn is_word(&self, word: &str) -> bool {
        self.is_own(word) || self.table().known(word).is_some()
    }

    /// The word that a mistyped one stands for; `None` when the word is fine as it is or nothing is near.
    pub(crate) fn correct(&self, typed: &str) -> Option<Correction<'_>> {
        let table = self.table();
        if !is_correctable(typed) || self.is_own(typed) || table.known(typed).is_some() {
            return None;
        }
        // A rare word is a typo now and then ("detections" for "resections"), but hardly a gross one: "cardiology" is
        // not "radiology", and "soreness" not "shortness".
        if table.is_rare(typed) {
            return self.correct_to_own(typed, 1);
        }
        self.correct_to_own(typed, edits_allowed(typed)).or_else(|| correct_to_common(typed, self.language))
    }

    fn correct_to_own(&self, typed: &str, allowed: usize) -> Option<Correction<'_>> {
        let mut candidates = Vec::new();
        for_each_deletion(typed, allowed, |hash| {
            let start = self.deletions.partition_point(|&(h, _)| h < hash);
            let same = self.deletions[start..].iter().take_while(|&&(h, _)| h == hash);
            candidates.extend(same.map(|&(_, number)| number));
        });
        candidates.sort_unstable();
        candidates.dedup();
        let first = typed.chars().next();
        let ranked = candidates.into_iter().filter_map(|number| {
            let (word, count) = &self.words[number as usize];
            let edits = strsim::osa_distance(typed, word);
            let other_first = word.chars().next() != first;
            let rank = (edits, other_first, std::cmp::Reverse(*count), number);
            (edits <= allowed && !(other_first && is_short(typed)))
                .then_some((rank, Correction { word, edits, own: true }))
        });
        ranked.min_by_key(|(rank, _)| *rank).map(|(_, corrected)| corrected)
    }
}

/// Whether a word is long enough to be told apart from its neighbours, and has no digits, which carry meaning each.
fn is_correctable(word: &str) -> bool {
    word.chars().count() >= FEWEST_LETTERS_TO_CORRECT && !word.chars().any(|c| c.is_ascii_digit())
}

fn is_short(word: &str) -> bool {
    word.chars().count() < FEWEST_LETTERS_TO_CORRECT_FREELY
}

fn edits_allowed(word: &str) -> usize {
    if word.chars().count() >= TWO_EDITS_FROM_LETTERS { 2 } else { 1 }
}

/// The most frequent common word one edit away. Tries every edit, so that no index over the whole table is
/// needed; only words that nothing else explains come here.
fn correct_to_common(typed: &str, language: &'static LanguageData) -> Option<Correction<'static>> {
    let table = &language.word_table;
    let letters: Vec<char> = typed.chars().collect();
    if letters.len() > 24 {
        return None;
    }
    let mut best: Option<(bool, f32, &'static str)> = None;
    let mut edited = String::with_capacity(typed.len() + 4);
    let mut consider = |edited: &str| {
        if edited.chars().count() < FEWEST_LETTERS_TO_CORRECT {
            return;
        }
        if let Some(word) = table.known(edited) {
            let same_first = word.chars().next() == letters.first().copied();
            let candidate = (same_first, table.frequency(word), word);
            if (same_first || !is_short(typed)) && best.is_none_or(|best| (candidate.0, candidate.1) > (best.0, best.1))
            {
                best = Some(candidate);
            }
        }
    };
    for at in 0..=letters.len() {
        let (head, tail) = letters.split_at(at);
        let mut with = |middle: &[char], skipped: usize| {
            edited.clear();
            edited.extend(head.iter().chain(middle).chain(&tail[skipped..]));
            consider(&edited);
        };
        for letter in language.spelling.alphabet.clone() {
            with(&[letter], 0);
            if !tail.is_empty() {
                with(&[letter], 1);
            }
        }
        if !tail.is_empty() {
            with(&[], 1);
        }
        if let [first, second, ..] = tail {
            with(&[*second, *first], 2);
        }
    }
    best.map(|(_, _, word)| Correction { word, edits: 1, own: false })
}

/// Calls `each` with the hash of the word's first letters and of what they are with up to `most` letters left out.
fn for_each_deletion(word: &str, most: usize, mut each: impl FnMut(u32)) {
    let prefix: Vec<char> = word.chars().take(PREFIX).collect();
    let skip =
        |skipped: [usize; 2]| hash(prefix.iter().enumerate().filter(|(at, _)| !skipped.contains(at)).map(|(_, c)| *c));
    const NONE: usize = usize::MAX;
    each(skip([NONE, NONE]));
    for first in 0..prefix.len() {
        each(skip([first, NONE]));
        if most > 1 {
            for second in first + 1..prefix.len() {
                each(skip([first, second]));
            }
        }
    }
}

/// FNV-1a over characters: the same on every machine, so that ties are broken the same way everywhere.
fn hash(letters: impl Iterator<Item = char>) -> u32 {
    letters.fold(0x811c_9dc5, |hash, letter| (hash ^ u32::from(letter)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::{Speller, for_each_deletion, hash};
    use crate::language::english;

    const OWN: [&str; 7] = ["liver", "tumor", "ablation", "regenerate", "chemotherapy", "tace", "electrodes"];

    #[track_caller]
    fn check(typed: &str, expected: Option<&str>) {
        let speller = Speller::new(english(), OWN.iter().map(|word| (*word, 1)));
        assert_eq!(speller.correct(typed).map(|corrected| corrected.word), expected, "{typed}");
    }

    #[test]
    fn a_mistyped_word_becomes_the_nearest_own_word() {
        check("livr", Some("liver"));
        check("lvier", Some("liver"));
        check("livver", Some("liver"));
        check("abaltion", Some("ablation"));
        check("kemotherapy", Some("chemotherapy"));
        check("reginarate", Some("regenerate"));
        check("elctrods", Some("electrodes"));
    }

    #[test]
    fn failing_that_the_nearest_common_word() {
        check("tempreature", Some("temperature"));
        check("surgry", Some("surgery"));
    }

    #[test]
    fn a_rare_word_is_not_taken_for_a_gross_typo() {
        let speller = Speller::new(
            english(),
            ["radiology", "shortness", "standing", "resections"].map(|word| (word, 1)).into_iter(),
        );
        for (typed, expected) in [
            ("cardiology", None),
            ("soreness", None),
            ("scalding", None),
            ("dissections", None),
            ("radiologgyy", Some("radiology")),
            ("shrtnesss", Some("shortness")),
            ("rejections", Some("resections")),
        ] {
            assert_eq!(speller.correct(typed).map(|corrected| corrected.word), expected, "{typed}");
        }
    }

    #[test]
    fn a_word_is_looked_up_by_its_first_letters_without_one_or_two() {
        for (word, most, expected) in [
            ("", 1, &[""][..]),
            ("abc", 1, &["abc", "bc", "ac", "ab"]),
            ("abc", 2, &["abc", "bc", "ac", "ab", "a", "b", "c"]),
            ("abcdefg", 1, &["abcdefg", "bcdefg", "acdefg", "abdefg", "abcefg", "abcdfg", "abcdeg", "abcdef"]),
            ("äöü", 1, &["äöü", "öü", "äü", "äö"]),
        ] {
            let mut found = Vec::new();
            for_each_deletion(word, most, |hash| found.push(hash));
            let mut expected: Vec<u32> = expected.iter().map(|shortened| hash(shortened.chars())).collect();
            found.sort_unstable();
            expected.sort_unstable();
            assert_eq!(found, expected, "{word} {most}");
        }
        let all = |word| {
            let mut found = Vec::new();
            for_each_deletion(word, 2, |hash| found.push(hash));
            found
        };
        // The whole, 7 without one letter and 21 without two; what follows the seventh does not count.
        assert_eq!(all("abcdefgh").len(), 29);
        assert_eq!(all("abcdefghijk"), all("abcdefgxyz"));
    }

    #[test]
    fn hashes_are_those_of_the_reference() {
        // Test vectors of the authors.
        for (text, expected) in [("", 0x811c_9dc5), ("a", 0xe40c_292c), ("foobar", 0xbf9c_f968)] {
            assert_eq!(hash(text.chars()), expected, "{text}");
        }
    }

    #[test]
    fn a_long_word_is_two_edits_away_and_a_shorter_one_is_one() {
        check("reganarate", Some("regenerate"));
        check("reganarete", None);
        check("electordse", Some("electrodes"));
        // Eight letters, and seven.
        check("ablaxixn", Some("ablation"));
        check("ablaxin", None);
        check("ablaton", Some("ablation"));
        // An edit is a letter more, less or other, or two swapped.
        check("tumorr", Some("tumor"));
        check("tmor", Some("tumor"));
        check("tuxor", Some("tumor"));
        check("tmuor", Some("tumor"));
    }

    #[test]
    fn of_words_as_near_the_likelier_is_read() {
        let speller = Speller::new(
            english(),
            [("zvornb", 1), ("zvornd", 3), ("zvorng", 2), ("kvornx", 9), ("plznaak", 1)].into_iter(),
        );
        for (typed, expected) in [
            // The most frequent.
            ("zvornx", "zvornd"),
            // The nearest, however rare.
            ("zvornbb", "zvornb"),
            // One with the same first letter, however rare.
            ("zzvornb", "zvornb"),
            ("xvornx", "kvornx"),
        ] {
            assert_eq!(speller.correct(typed).map(|corrected| corrected.word), Some(expected), "{typed}");
        }
        let tied = Speller::new(english(), [("zvornd", 2), ("zvornb", 2)].into_iter());
        assert_eq!(tied.correct("zvornx").map(|corrected| corrected.word), Some("zvornb"), "the first of the alphabet");
    }

    #[test]
    fn a_word_of_three_letters_keeps_its_first() {
        let speller = Speller::new(english(), ["rfx", "tace"].map(|word| (word, 1)).into_iter());
        for (typed, expected) in [
            ("rfq", Some("rfx")),
            ("rxf", Some("rfx")),
            ("qfx", None),
            ("tacx", Some("tace")),
            ("xace", Some("tace")),
            ("rf", None),
            ("rf2", None),
        ] {
            assert_eq!(speller.correct(typed).map(|corrected| corrected.word), expected, "{typed}");
        }
    }

    #[test]
    fn the_nearest_common_word_is_the_most_frequent_with_the_same_first_letter() {
        let speller = Speller::new(english(), std::iter::empty());
        for (typed, expected) in [
            ("watre", "water"),
            ("wwater", "water"),
            ("watr", "water"),
            ("wazer", "water"),
            ("xater", "water"),
            ("waterr", "water"),
            ("thier", "their"),
            ("hwo", "how"),
            // "records" and "reports" are as frequent: the edit that stands first.
            ("recorts", "reports"),
            ("repords", "records"),
            ("pseudohypoparathyroidizm", "pseudohypoparathyroidism"),
        ] {
            let corrected = speller.correct(typed);
            assert_eq!(
                corrected.map(|corrected| (corrected.word, corrected.edits, corrected.own)),
                Some((expected, 1, false)),
                "{typed}"
            );
        }
        assert_eq!(speller.correct("phosphoribosyltransferaze"), None, "longer than any word that is typed by hand");
    }

    #[test]
    fn what_is_fine_or_too_short_stays() {
        check("liver", None);
        check("river", None);
        check("teh", Some("the"));
        check("eth", None);
        check("tc", None);
        check("rfa2x", None);
        check("xqzzkw", None);
        check("", None);
    }
}
