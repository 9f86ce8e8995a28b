//! Fingers, voice and keyboards: capitals, slips, words run together, words as they are said or texted.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::dice::Dice;
use super::letters::{self, LONG};
use super::marks;
use super::phrases::Phrases;
use super::spans::{each, each_word, gaps, in_one_gap, long_words, replaced, tokens, without_end, words};

pub(super) fn lower_case(text: &str, _: &mut Dice) -> Option<String> {
    Some(text.to_lowercase())
}

pub(super) fn upper_case(text: &str, _: &mut Dice) -> Option<String> {
    Some(text.to_uppercase())
}

pub(super) fn title_case(text: &str, _: &mut Dice) -> Option<String> {
    each_word(text, |word| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect())
    })
}

/// Capitals small and small letters capital.
pub(super) fn caps_lock(text: &str, _: &mut Dice) -> Option<String> {
    let turned =
        |c: char| if c.is_lowercase() { c.to_uppercase().collect() } else { c.to_lowercase().collect::<String>() };
    Some(text.chars().map(turned).collect())
}

pub(super) fn glued_words(text: &str, dice: &mut Dice) -> Option<String> {
    in_one_gap(text, dice, "")
}

/// A word twice, as people stammer and thumbs do.
pub(super) fn word_twice(text: &str, dice: &mut Dice) -> Option<String> {
    let words = words(text);
    let span = words.get(dice.below(words.len()))?;
    let word = &text[span.clone()];
    Some(replaced(text, span, &format!("{word} {word}")))
}

/// The end is missing: sent too early.
pub(super) fn cut_short(text: &str, dice: &mut Dice) -> Option<String> {
    let text = without_end(text);
    let last = long_words(text, LONG).pop().filter(|last| last.end == text.len())?;
    let letters = text[last].chars().rev().take(1 + dice.below(2)).map(char::len_utf8).sum::<usize>();
    Some(text[..text.len() - letters].to_owned())
}

/// A slip, and the right word with a star in a line of its own.
pub(super) fn starred_correction(text: &str, dice: &mut Dice) -> Option<String> {
    let spans = long_words(text, LONG);
    let span = spans.get(dice.below(spans.len()))?;
    let word: Vec<char> = text[span.clone()].chars().collect();
    let slipped = letters::swapped(&word, dice)?;
    Some(format!("{}\n*{}", replaced(text, span, &slipped), &text[span.clone()]))
}

/// Words of the corpus's language as something else stands for them, where they occur.
pub(super) fn stand_ins(
    text: &str,
    dice: &mut Dice,
    of: fn(&Phrases) -> &'static [(&'static str, &'static str)],
) -> Option<String> {
    let pairs = dice.pairs(of);
    each(text, tokens(text), |word| {
        let lower = word.to_lowercase();
        pairs.iter().find(|(from, _)| *from == lower).map(|(_, to)| (*to).to_owned())
    })
}

/// Sounds between words: one in front, one in a gap.
pub(super) fn fillers(text: &str, dice: &mut Dice) -> Option<String> {
    let (first, second) = (dice.phrase(|phrases| phrases.fillers)?, dice.phrase(|phrases| phrases.fillers)?);
    let inside = in_one_gap(text, dice, &format!(" {second} ")).unwrap_or_else(|| text.to_owned());
    Some(format!("{first} {inside}"))
}

/// Marks said as words.
pub(super) fn spoken_marks(text: &str, dice: &mut Dice) -> Option<String> {
    let pairs = dice.pairs(|phrases| phrases.marks);
    let mut said = text.to_lowercase();
    for (mark, name) in pairs {
        // Only where a mark ends something: not in a number, not in an abbreviation.
        said = said.replace(&format!("{mark} "), &format!(" {name} "));
        if let Some(start) = said.strip_suffix(mark) {
            said = format!("{start} {name}");
        }
    }
    (!pairs.is_empty() && said != text.to_lowercase()).then_some(said)
}

/// As it comes from a voice: small letters, no marks, a sound in between.
pub(super) fn dictated(text: &str, dice: &mut Dice) -> Option<String> {
    fillers(&marks::without(&text.to_lowercase()), dice)
}

/// As it comes from a thumb in a hurry: small letters, no marks, no apostrophes, a slip.
pub(super) fn thumbed(text: &str, dice: &mut Dice) -> Option<String> {
    let plain = marks::without(&text.to_lowercase()).replace(marks::is_apostrophe, "");
    let slip = dice.pick(&[letters::missing as letters::Slip, letters::swapped, letters::neighbour])?;
    letters::in_one_word(&plain, dice, LONG, slip).or(Some(plain))
}

/// As it comes in panic: capitals, no marks but too many at the end, a cry in front.
pub(super) fn shouted(text: &str, dice: &mut Dice) -> Option<String> {
    let cry = dice.phrase(|phrases| phrases.cries)?;
    Some(format!("{cry} {}!!!", without_end(&marks::without(text))).to_uppercase())
}

/// A hyphen between two words that have none.
pub(super) fn hyphenated(text: &str, dice: &mut Dice) -> Option<String> {
    let long = long_words(text, 4);
    let beside = |gap: &std::ops::Range<usize>| {
        long.iter().any(|word| word.end == gap.start) && long.iter().any(|word| word.start == gap.end)
    };
    let gaps: Vec<_> = gaps(text).into_iter().filter(beside).collect();
    gaps.get(dice.below(gaps.len())).map(|gap| replaced(text, gap, "-"))
}

/// No hyphen between words that have one.
pub(super) fn unhyphenated(text: &str, dice: &mut Dice) -> Option<String> {
    let with = dice.pick(&["", " "])?;
    let inside =
        |at: usize| text[..at].ends_with(char::is_alphanumeric) && text[at + 1..].starts_with(char::is_alphanumeric);
    let pieces =
        text.char_indices().map(|(at, c)| if c == '-' && inside(at) { with.to_owned() } else { c.to_string() });
    Some(pieces.collect())
}

/// Dots between the letters of abbreviations in capitals.
pub(super) fn dotted_abbreviations(text: &str, _: &mut Dice) -> Option<String> {
    if !text.chars().any(char::is_lowercase) {
        return None;
    }
    each_word(text, |word| {
        let short = (2..=5).contains(&word.len()) && word.chars().all(|c| c.is_ascii_uppercase());
        short.then(|| word.chars().flat_map(|letter| [letter, '.']).collect())
    })
}

/// Letters without their accents.
pub(super) fn no_accents(text: &str, _: &mut Dice) -> Option<String> {
    Some(text.nfd().filter(|c| !is_combining_mark(*c)).nfc().collect())
}
