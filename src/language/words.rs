//! Which language a text in Latin letters is in, by lists of words (`words.txt`) and by letters.

use std::borrow::Cow;
use std::collections::HashMap;

use foldhash::fast::FixedState;
use unicode_normalization::UnicodeNormalization as _;

use super::foreign::Foreign;
use crate::text::{fold, is_invisible};

/// One line a language: its two letters, the letters it has beside a to z, and its words.
static LANGUAGES: &str = include_str!("words.txt");

/// What a word is to the corpus and its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Familiarity {
    /// A common word of its language, such as "what": a sign of that language.
    Common,
    /// A word of the corpus, such as the name of a subject, which people say in every language: a sign of none.
    Own,
    /// A word that is neither, and no slip away from one that is known.
    Unknown,
    /// Any other.
    Strange,
}

/// A set of languages, a bit for each by its place in [`LANGUAGES`].
type LanguageSet = u64;

/// The words of all languages but the corpus's.
#[derive(Debug)]
pub(super) struct Lists {
    codes: Vec<&'static str>,
    /// Words as their language writes them.
    written: HashMap<&'static str, LanguageSet, FixedState>,
    /// The same folded: many write without accents.
    folded: HashMap<String, LanguageSet, FixedState>,
    /// Letters that the corpus's language does not have.
    letters: HashMap<char, LanguageSet, FixedState>,
    /// The words of the corpus's language.
    own: HashMap<String, (), FixedState>,
}

/// What a word counts for the languages that have it. A short word is half a sign: it is one in many languages, and a
/// slip away from others. So are letters, since names have them too, a word without its accents, and one that the corpus's
/// language has as well.
const SIGN: u32 = 2;
const HALF_A_SIGN: u32 = 1;

/// The longest word that is half a sign.
const SHORT: usize = 3;

/// So many words as a language writes them are enough to choose it before others that have the same.
const ENOUGH_TO_CHOOSE: u32 = 2;

/// The languages that there is a list for.
#[cfg(test)]
pub(super) fn codes() -> impl Iterator<Item = &'static str> {
    lines().map(|(code, ..)| code)
}

/// Whether there is a list of a language's words.
pub(super) fn is_known(code: &str) -> bool {
    lines().any(|(known, ..)| known == code)
}

fn lines() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    LANGUAGES.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let (code, rest) = line.split_once(" | ")?;
        let (letters, words) = rest.split_once("| ")?;
        Some((code, letters.trim(), words))
    })
}

impl Lists {
    /// The lists to tell other languages from this one by; `None` when it has no list itself.
    pub(super) fn without(code: &str) -> Option<Self> {
        let (_, own_letters, own_words) = lines().find(|(known, ..)| *known == code)?;
        let mut lists = Self {
            codes: Vec::new(),
            written: HashMap::default(),
            folded: HashMap::default(),
            letters: HashMap::default(),
            own: own_words.split(' ').map(|word| (fold(word), ())).collect(),
        };
        for (other, letters, words) in lines().filter(|(known, ..)| *known != code) {
            let bit = 1 << lists.codes.len();
            lists.codes.push(other);
            for word in words.split(' ') {
                *lists.written.entry(word).or_default() |= bit;
                *lists.folded.entry(fold(word)).or_default() |= bit;
            }
            for letter in letters.chars().filter(|letter| !own_letters.contains(*letter)) {
                *lists.letters.entry(letter).or_default() |= bit;
            }
        }
        Some(lists)
    }

    /// A text as typed as one in another language.
    ///
    /// It is foreign when the signs for one language are worth a whole one at least, and more than the common words of
    /// the corpus's language that it does not have too. Where there is none of those, words that nobody knows are signs
    /// as well, but none without another.
    pub(super) fn foreign(&self, typed: &str, familiarity: impl Fn(&str) -> Familiarity) -> Option<Foreign> {
        let mut signs = [Signs::default(); LanguageSet::BITS as usize];
        let (mut common, mut unknown) = (0, 0);
        let text: String = typed.nfc().filter(|&c| !is_invisible(c)).flat_map(char::to_lowercase).collect();
        for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 1) {
            // Lower-case already.
            let folded = if word.is_ascii() { Cow::Borrowed(word) } else { Cow::Owned(fold(word)) };
            let is_common = self.own.contains_key(&*folded);
            let familiarity = if is_common { Familiarity::Common } else { familiarity(&folded) };
            let written = self.written.get(word).copied().unwrap_or_default();
            each(written, |at| signs[at].words += 1);
            match familiarity {
                Familiarity::Own => {}
                Familiarity::Common => {
                    common += 1;
                    each(written, |at| signs[at].shared += 1);
                }
                Familiarity::Strange | Familiarity::Unknown => {
                    let is_short = folded.chars().count() <= SHORT;
                    let folded = self.folded.get(&*folded).copied().unwrap_or_default();
                    each(written, |at| signs[at].sure += if is_short { HALF_A_SIGN } else { SIGN });
                    each((folded | self.by_letters(word)) & !written, |at| signs[at].sure += HALF_A_SIGN);
                    if familiarity == Familiarity::Unknown && !is_short && folded == 0 {
                        unknown += HALF_A_SIGN;
                    }
                }
            }
        }
        let found = || self.codes.iter().zip(&signs).filter(|(_, signs)| signs.are_enough(common, unknown));
        let most = found().map(|(_, signs)| signs.strength()).max()?;
        let mut best = found().filter(|(_, signs)| signs.strength() == most);
        let (first, signs) = best.next()?;
        // Of languages that have the same signs the most spoken is listed first, but a word or two are too little for that.
        let is_one = signs.worth() >= SIGN && (signs.words >= ENOUGH_TO_CHOOSE || best.next().is_none());
        Some(Foreign { language: is_one.then_some(*first) })
    }

    /// The languages that have all the letters of a word that the corpus's language has not; none when there is no such
    /// letter.
    fn by_letters(&self, word: &str) -> LanguageSet {
        let foreign = word.chars().filter(|c| !c.is_ascii()).filter_map(|c| self.letters.get(&c));
        foreign.copied().reduce(|all, languages| all & languages).unwrap_or_default()
    }
}

/// The signs for one language.
#[derive(Clone, Copy, Debug, Default)]
struct Signs {
    /// By words and letters that are no common ones of the corpus's language.
    sure: u32,
    /// How many words are.
    shared: u32,
    /// How many words are written as it writes them.
    words: u32,
}

impl Signs {
    fn worth(&self) -> u32 {
        self.sure + self.shared * HALF_A_SIGN
    }

    /// In a text of so many common words of the corpus's language, those that are shared among them.
    fn are_enough(&self, common: u32, unknown: u32) -> bool {
        let against = (common - self.shared) * SIGN;
        let worth = self.worth() + if against == 0 { unknown.min(SIGN) } else { 0 };
        self.sure > 0 && worth >= SIGN && worth > against
    }

    fn strength(&self) -> (u32, u32) {
        (self.worth(), self.words)
    }
}

/// Calls `hit` with the place of each language of a set.
fn each(mut languages: LanguageSet, mut hit: impl FnMut(usize)) {
    while languages != 0 {
        hit(languages.trailing_zeros() as usize);
        languages &= languages - 1;
    }
}
