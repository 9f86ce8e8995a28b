//! Slips inside a word: letters that are missing, doubled, swapped, or next to the one that was meant.

use std::ops::Range;

use super::dice::Dice;
use super::spans::{long_words, replaced};

/// A slip; `false` when the word has no place for it.
pub(super) type Slip = fn(&mut Vec<char>, &mut Dice) -> bool;

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
    let mut word: Vec<char> = text[span.clone()].chars().collect();
    slip(&mut word, dice).then(|| replaced(text, span, &word.into_iter().collect::<String>()))
}

/// A place in a word that fits; never its first letter, which people rarely miss.
fn place(word: &[char], dice: &mut Dice, fits: impl Fn(usize) -> bool) -> Option<usize> {
    let places: Vec<usize> = (1..word.len()).filter(|&at| fits(at)).collect();
    dice.pick(&places)
}

pub(super) fn missing(word: &mut Vec<char>, dice: &mut Dice) -> bool {
    // One of two like letters is not missed.
    let place = place(word, dice, |at| word[at - 1] != word[at] && word.get(at + 1) != Some(&word[at]));
    place.map(|at| word.remove(at)).is_some()
}

pub(super) fn doubled(word: &mut Vec<char>, dice: &mut Dice) -> bool {
    let place = place(word, dice, |at| word[at - 1] != word[at] && word.get(at + 1) != Some(&word[at]));
    place.map(|at| word.insert(at, word[at])).is_some()
}

pub(super) fn swapped(word: &mut Vec<char>, dice: &mut Dice) -> bool {
    let place = place(word, dice, |at| word.get(at + 1).is_some_and(|next| *next != word[at]));
    place.map(|at| word.swap(at, at + 1)).is_some()
}

pub(super) fn neighbour(word: &mut Vec<char>, dice: &mut Dice) -> bool {
    let place = place(word, dice, |at| !neighbours(word[at]).is_empty());
    let Some(at) = place else { return false };
    dice.pick(&neighbours(word[at])).map(|key| word[at] = key).is_some()
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
pub(super) fn stretched_vowel(word: &mut Vec<char>, _: &mut Dice) -> bool {
    let last = word.iter().rposition(|letter| is_vowel(*letter));
    last.map(|at| word.splice(at..=at, [word[at]; 4]).count()).is_some()
}

/// The last letter four times.
pub(super) fn stretched_end(word: &mut Vec<char>, _: &mut Dice) -> bool {
    word.last().copied().map(|last| word.extend([last; 3])).is_some()
}

/// A blank inside.
pub(super) fn split(word: &mut Vec<char>, dice: &mut Dice) -> bool {
    let place = place(word, dice, |at| (2..=word.len() - 2).contains(&at));
    place.map(|at| word.insert(at, ' ')).is_some()
}

/// Blanks between all letters.
pub(super) fn spaced(word: &mut Vec<char>, _: &mut Dice) -> bool {
    *word =
        word.iter().enumerate().flat_map(|(at, letter)| (at > 0).then_some(' ').into_iter().chain([*letter])).collect();
    true
}

/// A hyphen and a line end inside, as where a page was too narrow.
pub(super) fn cut_by_line(word: &mut Vec<char>, dice: &mut Dice) -> bool {
    let place = place(word, dice, |at| (2..=word.len() - 2).contains(&at));
    place.map(|at| word.splice(at..at, ['-', '\n']).count()).is_some()
}

/// A star in the place of a vowel, as people write what a filter may stop.
pub(super) fn starred(word: &mut Vec<char>, dice: &mut Dice) -> bool {
    let place = place(word, dice, |at| is_vowel(word[at]));
    place.map(|at| word[at] = '*').is_some()
}

/// A digit in the place of a letter.
pub(super) fn digit(word: &mut Vec<char>, dice: &mut Dice) -> bool {
    let alike = |letter: char| match letter.to_ascii_lowercase() {
        'a' => Some('4'),
        'e' => Some('3'),
        'i' => Some('1'),
        'o' => Some('0'),
        's' => Some('5'),
        _ => None,
    };
    let place = place(word, dice, |at| alike(word[at]).is_some());
    place.and_then(|at| alike(word[at]).map(|digit| word[at] = digit)).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(slip: Slip, word: &str, expected: &[&str]) {
        let after = |variant| {
            let mut letters = word.chars().collect();
            let fits = slip(&mut letters, &mut Dice::new("test", word, variant, "en"));
            fits.then(|| letters.into_iter().collect::<String>())
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
