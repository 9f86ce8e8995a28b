//! Slips inside a word: letters that are missing, doubled, swapped, or next to the one that was meant.

use std::ops::Range;

use super::dice::Dice;
use super::spans::{long_words, replaced};

/// What a slip makes of a word; `None` when the word has no place for it.
pub(super) type Slip = fn(&[char], &mut Dice) -> Option<String>;

/// A word of fewer letters is another word after a slip, to people too.
pub(super) const LONG: usize = 5;

const KEYS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// The text with a slip in one of its long words.
pub(super) fn in_one_word(text: &str, dice: &mut Dice, least: usize, slip: Slip) -> Option<String> {
    let spans = long_words(text, least);
    let span = spans.get(dice.below(spans.len()))?;
    slipped(text, span, dice, slip)
}

/// The text with a slip of another kind in each of two long words.
pub(super) fn in_two_words(text: &str, dice: &mut Dice) -> Option<String> {
    let slips: [Slip; 4] = [missing, doubled, swapped, neighbour];
    let mut spans = long_words(text, LONG);
    let first = dice.below(slips.len());
    let second = (first + 1 + dice.below(slips.len() - 1)) % slips.len();
    if spans.len() < 2 {
        return None;
    }
    let one = spans.remove(dice.below(spans.len()));
    let other = spans.remove(dice.below(spans.len()));
    // The later word first, so that the place of the earlier one stays what it is.
    let (earlier, later) = if one.start < other.start { (one, other) } else { (other, one) };
    let text = slipped(text, &later, dice, slips[first])?;
    slipped(&text, &earlier, dice, slips[second])
}

fn slipped(text: &str, span: &Range<usize>, dice: &mut Dice, slip: Slip) -> Option<String> {
    let word: Vec<char> = text[span.clone()].chars().collect();
    Some(replaced(text, span, &slip(&word, dice)?))
}

/// A place in a word that fits; never its first letter, which people rarely miss.
fn place(word: &[char], dice: &mut Dice, fits: impl Fn(usize) -> bool) -> Option<usize> {
    let places: Vec<usize> = (1..word.len()).filter(|&at| fits(at)).collect();
    dice.pick(&places)
}

/// The word with other letters in the place of one.
fn with(word: &[char], at: usize, letters: &[char]) -> String {
    word[..at].iter().chain(letters).chain(&word[at + 1..]).collect()
}

/// Whether a letter has no like one beside it; one of two like letters is neither missed nor doubled.
fn alone(word: &[char], at: usize) -> bool {
    word[at - 1] != word[at] && word.get(at + 1) != Some(&word[at])
}

pub(super) fn missing(word: &[char], dice: &mut Dice) -> Option<String> {
    let at = place(word, dice, |at| alone(word, at))?;
    Some(with(word, at, &[]))
}

pub(super) fn doubled(word: &[char], dice: &mut Dice) -> Option<String> {
    let at = place(word, dice, |at| alone(word, at))?;
    Some(with(word, at, &[word[at]; 2]))
}

pub(super) fn swapped(word: &[char], dice: &mut Dice) -> Option<String> {
    let at = place(word, dice, |at| word.get(at + 1).is_some_and(|next| *next != word[at]))?;
    let mut word = word.to_vec();
    word.swap(at, at + 1);
    Some(word.into_iter().collect())
}

pub(super) fn neighbour(word: &[char], dice: &mut Dice) -> Option<String> {
    let at = place(word, dice, |at| !neighbours(word[at]).is_empty())?;
    Some(with(word, at, &[dice.pick(&neighbours(word[at]))?]))
}

/// The keys left and right of a letter's.
fn neighbours(letter: char) -> Vec<char> {
    let beside = |row: &str| {
        let keys: Vec<char> = row.chars().collect();
        let at = keys.iter().position(|key| *key == letter.to_ascii_lowercase())?;
        let (left, right) = (at.checked_sub(1).and_then(|at| keys.get(at)), keys.get(at + 1));
        Some(left.into_iter().chain(right).copied().collect())
    };
    let keys: Vec<char> = KEYS.into_iter().find_map(beside).unwrap_or_default();
    if letter.is_uppercase() { keys.iter().map(char::to_ascii_uppercase).collect() } else { keys }
}

fn is_vowel(letter: char) -> bool {
    matches!(letter.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u')
}

/// The last vowel four times.
pub(super) fn stretched_vowel(word: &[char], _: &mut Dice) -> Option<String> {
    let at = word.iter().rposition(|letter| is_vowel(*letter))?;
    Some(with(word, at, &[word[at]; 4]))
}

/// The last letter four times.
pub(super) fn stretched_end(word: &[char], _: &mut Dice) -> Option<String> {
    let at = word.len().checked_sub(1)?;
    Some(with(word, at, &[word[at]; 4]))
}

/// A blank inside.
pub(super) fn split(word: &[char], dice: &mut Dice) -> Option<String> {
    cut(word, dice, &[' '])
}

/// A hyphen and a line end inside, as where a page was too narrow.
pub(super) fn cut_by_line(word: &[char], dice: &mut Dice) -> Option<String> {
    cut(word, dice, &['-', '\n'])
}

/// Something inside, two letters or more from either end.
fn cut(word: &[char], dice: &mut Dice, by: &[char]) -> Option<String> {
    let at = place(word, dice, |at| at >= 2 && at + 2 <= word.len())?;
    let (start, end) = word.split_at(at);
    Some(start.iter().chain(by).chain(end).collect())
}

/// Blanks between all letters.
pub(super) fn spaced(word: &[char], _: &mut Dice) -> Option<String> {
    Some(word.iter().map(char::to_string).collect::<Vec<_>>().join(" "))
}

/// A star in the place of a vowel, as people write what a filter may stop.
pub(super) fn starred(word: &[char], dice: &mut Dice) -> Option<String> {
    let at = place(word, dice, |at| is_vowel(word[at]))?;
    Some(with(word, at, &['*']))
}

/// A digit in the place of a letter.
pub(super) fn digit(word: &[char], dice: &mut Dice) -> Option<String> {
    let alike = |letter: char| match letter.to_ascii_lowercase() {
        'a' => Some('4'),
        'e' => Some('3'),
        'i' => Some('1'),
        'o' => Some('0'),
        's' => Some('5'),
        _ => None,
    };
    let at = place(word, dice, |at| alike(word[at]).is_some())?;
    Some(with(word, at, &[alike(word[at])?]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(slip: Slip, word: &str, expected: &[&str]) {
        let after = |variant| {
            let letters: Vec<char> = word.chars().collect();
            slip(&letters, &mut Dice::new("test", word, variant, "en"))
        };
        let mut found: Vec<String> = (0..40).filter_map(after).collect();
        found.sort();
        found.dedup();
        assert_eq!(found, expected, "{word}");
    }

    #[test]
    fn each_slip_has_its_places() {
        check(missing, "heat", &["hat", "hea", "het"]);
        check(missing, "aaa", &[]);
        check(doubled, "hot", &["hoot", "hott"]);
        check(swapped, "heat", &["haet", "heta"]);
        check(neighbour, "hq", &["hw"]);
        check(neighbour, "hQ", &["hW"]);
        check(neighbour, "h", &[]);
        check(stretched_vowel, "breathe", &["breatheeee"]);
        check(stretched_vowel, "shh", &[]);
        check(stretched_end, "stop", &["stopppp"]);
        check(split, "liver", &["li ver", "liv er"]);
        check(spaced, "hot", &["h o t"]);
        check(cut_by_line, "liver", &["li-\nver", "liv-\ner"]);
        check(starred, "liver", &["l*ver", "liv*r"]);
        check(digit, "liver", &["l1ver", "liv3r"]);
        check(digit, "hum", &[]);
    }
}
