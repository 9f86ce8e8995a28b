//! Letters that look like other letters, or like nothing: other scripts, styled letters, characters that print nothing.

use unicode_normalization::UnicodeNormalization;

use super::dice::Dice;
use super::spans::{each_word, long_words, words};

/// Letters of another script that look like Latin ones.
type Alike = [(char, char)];

pub(super) const CYRILLIC: &Alike = &[
    ('a', 'а'),
    ('e', 'е'),
    ('o', 'о'),
    ('p', 'р'),
    ('c', 'с'),
    ('x', 'х'),
    ('y', 'у'),
    ('i', 'і'),
    ('s', 'ѕ'),
    ('j', 'ј'),
    ('h', 'һ'),
    ('A', 'А'),
    ('B', 'В'),
    ('E', 'Е'),
    ('K', 'К'),
    ('M', 'М'),
    ('H', 'Н'),
    ('O', 'О'),
    ('P', 'Р'),
    ('C', 'С'),
    ('T', 'Т'),
    ('X', 'Х'),
    ('I', 'І'),
    ('S', 'Ѕ'),
];

pub(super) const GREEK: &Alike = &[
    ('o', 'ο'),
    ('a', 'α'),
    ('v', 'ν'),
    ('i', 'ι'),
    ('k', 'κ'),
    ('p', 'ρ'),
    ('u', 'υ'),
    ('A', 'Α'),
    ('B', 'Β'),
    ('E', 'Ε'),
    ('Z', 'Ζ'),
    ('H', 'Η'),
    ('I', 'Ι'),
    ('K', 'Κ'),
    ('M', 'Μ'),
    ('N', 'Ν'),
    ('O', 'Ο'),
    ('P', 'Ρ'),
    ('T', 'Τ'),
    ('X', 'Χ'),
];

/// One letter of each word as another script has it; the word stays Latin otherwise.
pub(super) fn look_alikes(text: &str, dice: &mut Dice, alike: &Alike) -> Option<String> {
    each_word(text, |word| {
        let letters: Vec<char> = word.chars().collect();
        let of = |letter: char| alike.iter().find(|(latin, _)| *latin == letter).map(|(_, other)| *other);
        let places: Vec<usize> = (0..letters.len()).filter(|&at| of(letters[at]).is_some()).collect();
        let at = dice.pick(&places).filter(|_| letters.len() > 1)?;
        let other = of(letters[at])?;
        Some(letters.iter().enumerate().map(|(place, letter)| if place == at { other } else { *letter }).collect())
    })
}

pub(super) fn full_width(text: &str, _: &mut Dice) -> Option<String> {
    let wide = |c: char| match c {
        '!'..='~' => char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c),
        ' ' => '\u{3000}',
        _ => c,
    };
    Some(text.chars().map(wide).collect())
}

/// Letters as mathematics has them, of which apps for fancy text make use.
pub(super) fn styled(text: &str, dice: &mut Dice) -> Option<String> {
    // The capital A of bold, sans-serif, bold sans-serif and typewriter letters; small letters follow the capital ones.
    let first = dice.pick(&[0x1d400, 0x1d5a0, 0x1d5d4, 0x1d670])?;
    let styled = |c: char| {
        let number = match c {
            'A'..='Z' => u32::from(c) - u32::from('A'),
            'a'..='z' => u32::from(c) - u32::from('a') + 26,
            _ => return c,
        };
        char::from_u32(first + number).unwrap_or(c)
    };
    Some(text.chars().map(styled).collect())
}

/// A character that prints nothing inside every word of three letters or more.
pub(super) fn between_letters(text: &str, dice: &mut Dice, unseen: &[char]) -> Option<String> {
    let unseen = dice.pick(unseen)?;
    each_word(text, |word| {
        let letters: Vec<char> = word.chars().collect();
        let at = 1 + dice.below(letters.len().saturating_sub(1));
        let (start, end) = letters.split_at_checked(at).filter(|_| letters.len() >= 3)?;
        Some(start.iter().chain([&unseen]).chain(end).collect())
    })
}

/// A mark that prints nothing after every letter.
pub(super) fn after_letters(text: &str, dice: &mut Dice, unseen: &[char]) -> Option<String> {
    let unseen = dice.pick(unseen)?;
    Some(text.chars().flat_map(|c| [Some(c), c.is_alphabetic().then_some(unseen)]).flatten().collect())
}

/// Marks of direction around one word and the whole.
pub(super) fn directions(text: &str, dice: &mut Dice) -> Option<String> {
    let (open, close) = dice.pick(&[('\u{2066}', '\u{2069}'), ('\u{2068}', '\u{2069}'), ('\u{202a}', '\u{202c}')])?;
    let spans = words(text);
    let span = spans.get(dice.below(spans.len()))?;
    let (start, word, end) = (&text[..span.start], &text[span.clone()], &text[span.end..]);
    let single = dice.pick(&['\u{200e}', '\u{200f}', '\u{61c}'])?;
    Some(format!("{open}{start}{single}{word}{single}{end}{close}"))
}

/// An accent on a vowel of each longer word.
pub(super) fn accents(text: &str, dice: &mut Dice) -> Option<String> {
    let accent = dice.pick(&['\u{301}', '\u{300}', '\u{308}', '\u{303}'])?;
    let long: Vec<&str> = long_words(text, 3).into_iter().map(|span| &text[span]).collect();
    each_word(text, |word| {
        let at = word.find(['a', 'e', 'i', 'o', 'u']).filter(|_| long.contains(&word))?;
        let (start, end) = word.split_at(at + 1);
        Some(format!("{start}{accent}{end}").nfc().collect())
    })
}

/// Accents as characters of their own, as some phones and file systems write them.
pub(super) fn decomposed(text: &str, _: &mut Dice) -> Option<String> {
    Some(text.nfd().collect())
}

/// Letters that type sets as one.
pub(super) fn ligatures(text: &str, _: &mut Dice) -> Option<String> {
    let pairs = [("ffi", "ﬃ"), ("ffl", "ﬄ"), ("ff", "ﬀ"), ("fi", "ﬁ"), ("fl", "ﬂ")];
    Some(pairs.iter().fold(text.to_owned(), |text, (letters, one)| text.replace(letters, one)))
}
