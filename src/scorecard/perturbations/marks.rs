//! Marks: missing, doubled, in the wrong place, and apostrophes in all the forms that keyboards and copies give them.

use super::dice::Dice;
use super::spans::{in_one_gap, without_end};
use crate::text::one_line;

/// Whether a character is an apostrophe as it is typed or printed properly.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}')
}

/// The text without marks; those inside words and numbers stay.
pub(super) fn without(text: &str) -> String {
    let is_mark =
        |c: char| c.is_ascii_punctuation() || matches!(c, '…' | '–' | '—' | '“' | '”' | '¿' | '¡' | '？' | '。');
    let mut kept = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let (before, after) = (&text[..at], &text[at + c.len_utf8()..]);
        let inside = before.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric);
        let with_number = matches!(c, '%' | '+') && before.ends_with(|c: char| c.is_ascii_digit());
        if !is_mark(c) || inside || with_number {
            kept.push(c);
        }
    }
    one_line(&kept)
}

pub(super) fn no_marks(text: &str, _: &mut Dice) -> Option<String> {
    Some(without(text))
}

pub(super) fn no_end_mark(text: &str, _: &mut Dice) -> Option<String> {
    Some(without_end(text).to_owned())
}

pub(super) fn end_marks(text: &str, dice: &mut Dice) -> Option<String> {
    Some(format!("{}{}", without_end(text), dice.pick(&["??", "???", "?!", "?!?!", "!!!!", " ????"])?))
}

pub(super) fn trailing_dots(text: &str, dice: &mut Dice) -> Option<String> {
    Some(format!("{}{}", without_end(text), dice.pick(&["...", "…", " . . .", "....."])?))
}

/// A blank before each mark.
pub(super) fn blank_before_marks(text: &str, _: &mut Dice) -> Option<String> {
    let mut changed = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        let ends = text[at + c.len_utf8()..].chars().next().is_none_or(char::is_whitespace);
        if matches!(c, '?' | '!' | ',' | '.' | ';' | ':') && ends && text[..at].ends_with(char::is_alphanumeric) {
            changed.push(' ');
        }
        changed.push(c);
    }
    Some(changed)
}

/// No blank after a mark.
pub(super) fn no_blank_after_marks(text: &str, _: &mut Dice) -> Option<String> {
    let blank = |at: usize| text[..at].ends_with(['?', '!', ',', '.', ';', ':']);
    Some(text.char_indices().filter(|&(at, c)| c != ' ' || !blank(at)).map(|(_, c)| c).collect())
}

/// A mark in a gap where none belongs.
pub(super) fn inside(text: &str, dice: &mut Dice, marks: &[&str]) -> Option<String> {
    let mark = dice.pick(marks)?;
    in_one_gap(text, dice, mark)
}

/// Something else in the place of each apostrophe between letters.
pub(super) fn apostrophes(text: &str, dice: &mut Dice, forms: &[&str]) -> Option<String> {
    let form = dice.pick(forms)?;
    let mut changed = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let (before, after) = (&text[..at], &text[at + c.len_utf8()..]);
        let inside = before.ends_with(char::is_alphabetic) && after.starts_with(char::is_alphabetic);
        if is_apostrophe(c) && inside { changed.push_str(form) } else { changed.push(c) }
    }
    Some(changed)
}

/// Around the whole.
pub(super) fn around(text: &str, dice: &mut Dice, pairs: &[(&str, &str)]) -> Option<String> {
    let (before, after) = dice.pick(pairs)?;
    Some(format!("{before}{text}{after}"))
}
