//! Words and sentences of a folded text.

/// One word of a folded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    /// The word: letters and digits, with an apostrophe part such as `'s` or `'t`; or a number with its decimal mark.
    pub text: &'a str,
    /// The sentence it stands in, counted from 0.
    pub sentence: u32,
    /// The part between commas, colons, brackets and dashes it stands in, counted from 0 over the whole text.
    pub clause: u32,
    /// What divides it from the word before.
    pub before: Break,
    /// Whether a question mark stands behind it.
    pub asked: bool,
}

/// What stands between two words, from the weakest to the strongest.
///
/// A sentence as it is written ends at a pause too. But people who are afraid type dots, exclamation marks and line
/// ends where they catch their breath, in the middle of what they say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Break {
    /// Blanks and marks that divide nothing.
    None,
    /// A line end, an ellipsis, `!`, `;`, or a mark with no blank after it: what is said may go on.
    Pause,
    /// A comma, colon, bracket or dash.
    Comma,
    /// A full stop, a question mark or an empty line: what follows is something else.
    End,
}

/// Letters that are a word of their own after a number: units of temperature, and words that the blank before is often
/// lost of.
const UNITS: [&str; 13] =
    ["c", "f", "oc", "deg", "degc", "degf", "degree", "degrees", "celsius", "point", "after", "and", "since"];

/// Words that a number is often typed behind without a blank ("temp39.2"); other letters before digits are a name.
const BEFORE_NUMBERS: [&str; 16] = [
    "after",
    "at",
    "fever",
    "hit",
    "in",
    "is",
    "its",
    "now",
    "of",
    "since",
    "t",
    "temp",
    "temperature",
    "to",
    "up",
    "was",
];

/// Cuts a folded text into words: runs of letters and digits, each with one apostrophe part if letters follow.
///
/// Sentences end at `.`, `?`, `!`, `;` and line ends; a mark between two digits ("50.5", "50,5") is part of the number.
pub fn words(folded: &str) -> impl Iterator<Item = Word<'_>> {
    let mut rest = folded;
    let mut sentence = 0;
    let mut clause = 0;
    let mut fresh = true;
    let mut before = Break::None;
    std::iter::from_fn(move || {
        loop {
            let c = rest.chars().next()?;
            if c.is_alphanumeric() {
                let (text, tail) = rest.split_at(word_end(rest));
                rest = tail;
                fresh = false;
                let marks = &tail[..tail.find(char::is_alphanumeric).unwrap_or(tail.len())];
                let asked = marks.contains(['?', '\u{ff1f}']);
                let before = std::mem::replace(&mut before, Break::None);
                return Some(Word { text, sentence, clause, before, asked });
            }
            let (divides, tail) = divides(rest, c);
            rest = tail;
            if ends_a_sentence(c) && !fresh {
                sentence += 1;
                clause += 1;
                fresh = true;
            } else if divides == Break::Comma {
                clause += 1;
            }
            before = before.max(divides);
        }
    })
}

fn ends_a_sentence(c: char) -> bool {
    matches!(c, '.' | '?' | '!' | ';' | '\n' | '\u{3002}' | '\u{ff1f}')
}

/// How strongly the mark at the head of `rest` divides what stands on its two sides, and what comes after it.
fn divides(rest: &str, mark: char) -> (Break, &str) {
    let after = &rest[mark.len_utf8()..];
    let breaks = match mark {
        '.' => {
            let dots = after.trim_start_matches(['.', ' ']);
            if after[..after.len() - dots.len()].contains('.') {
                return (Break::Pause, dots);
            }
            if after.starts_with(char::is_alphanumeric) { Break::Pause } else { Break::End }
        }
        '?' if after.starts_with(char::is_alphanumeric) => Break::Pause,
        '?' | '\u{3002}' | '\u{ff1f}' => Break::End,
        '\n' if after.trim_start_matches([' ', '\t']).starts_with('\n') => Break::End,
        '!' | ';' | '\n' => Break::Pause,
        ',' | ':' | '(' | ')' | '\u{ff0c}' => Break::Comma,
        '-' if after.starts_with(' ') => Break::Comma,
        _ => Break::None,
    };
    (breaks, after)
}

fn word_end(text: &str) -> usize {
    let run = |text: &str, fits: fn(char) -> bool| text.find(|c| !fits(c)).unwrap_or(text.len());
    if let Some(end) = number_end(text) {
        return end;
    }
    let end = run(text, char::is_alphanumeric);
    let letters = run(text, char::is_alphabetic);
    let (word, digits) = text[..end].split_at(letters);
    if digits.len() > 1 && digits.bytes().all(|byte| byte.is_ascii_digit()) && BEFORE_NUMBERS.contains(&word) {
        return letters;
    }
    match text[end..].strip_prefix('\'') {
        Some(tail) => match run(tail, char::is_alphabetic) {
            0 => end,
            letters => end + 1 + letters,
        },
        None => end,
    }
}

/// Where a number ends: its decimal mark is part of it, the unit behind it is not. `None` for what is more than a
/// number ("2nd", "5fu").
fn number_end(text: &str) -> Option<usize> {
    let digit = |c: char| c.is_ascii_digit();
    let digits = |text: &str| text.find(|c| !digit(c)).unwrap_or(text.len());
    let mut end = digits(text);
    if end == 0 {
        return None;
    }
    let whole = end;
    while let Some(fraction) = text[end..].strip_prefix(['.', ',', '\u{b7}']).filter(|tail| tail.starts_with(digit)) {
        end = text.len() - fraction.len() + digits(fraction);
    }
    let tail = &text[end..];
    let letters = &tail[..tail.find(|c: char| !c.is_alphanumeric()).unwrap_or(tail.len())];
    let is_unit = UNITS.contains(&letters) && !text.starts_with('0');
    (letters.is_empty() || end > whole || is_unit).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::{Break, words};

    #[track_caller]
    fn check(text: &str, expected: &[(&str, u32)]) {
        let found: Vec<_> = words(text).map(|word| (word.text, word.sentence)).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn words_keep_their_apostrophe_part() {
        check("don't ask dad's 'name'", &[("don't", 0), ("ask", 0), ("dad's", 0), ("name", 0)]);
        check("radio-frequency 2nd", &[("radio", 0), ("frequency", 0), ("2nd", 0)]);
        check("", &[]);
        check("?!?", &[]);
    }

    #[test]
    fn clauses_are_counted() {
        let clauses = |text| words(text).map(|word| word.clause).collect::<Vec<_>>();
        assert_eq!(clauses("no, he is (very) ill"), [0, 1, 1, 2, 3]);
        assert_eq!(clauses("no. yes - but on-off"), [0, 1, 2, 2, 2]);
    }

    #[test]
    fn sentences_are_counted() {
        check("hi. what is it?? now", &[("hi", 0), ("what", 1), ("is", 1), ("it", 1), ("now", 2)]);
        check("...hot 50.5 c", &[("hot", 0), ("50.5", 0), ("c", 0)]);
        check("a\nb;c", &[("a", 0), ("b", 1), ("c", 2)]);
        check("a... b.. c", &[("a", 0), ("b", 1), ("c", 2)]);
    }

    #[test]
    fn a_number_keeps_its_decimal_mark_and_not_its_unit() {
        let read = |text| words(text).map(|word| word.text).collect::<Vec<_>>();
        assert_eq!(read("38.6 38,6 38·6"), ["38.6", "38,6", "38·6"]);
        assert_eq!(
            read("39c 39.5f 39 c 39oc 39degrees"),
            ["39", "c", "39.5", "f", "39", "c", "39", "oc", "39", "degrees"]
        );
        assert_eq!(
            read("temp39.2 is38 b12 t4 folfox6 t00k 0f"),
            ["temp", "39.2", "is", "38", "b12", "t4", "folfox6", "t00k", "0f"]
        );
        assert_eq!(read("i am 39, 4 rounds"), ["i", "am", "39", "4", "rounds"]);
        assert_eq!(read("it is 39. 4 rounds"), ["it", "is", "39", "4", "rounds"]);
        assert_eq!(
            read("1.2.2025, 1,000 2nd 5fu 39cm 3.5cm"),
            ["1.2.2025", "1,000", "2nd", "5fu", "39cm", "3.5", "cm"]
        );
    }

    #[test]
    fn what_stands_between_words_divides_them_more_or_less() {
        for (text, expected) in [
            ("a b", Break::None),
            ("a/b", Break::None),
            ("a *b*", Break::None),
            ("a\nb", Break::Pause),
            ("a ... b", Break::Pause),
            ("a .. b", Break::Pause),
            ("a . . . b", Break::Pause),
            ("a !! b", Break::Pause),
            ("a; b", Break::Pause),
            ("a.b", Break::Pause),
            ("a?b", Break::Pause),
            ("a, b", Break::Comma),
            ("a - b", Break::Comma),
            ("a,\nb", Break::Comma),
            ("a. b", Break::End),
            ("a? b", Break::End),
            ("a.\nb", Break::End),
            ("a\n \nb", Break::End),
            ("a, b. ", Break::Comma),
        ] {
            assert_eq!(words(text).nth(1).map(|word| word.before), Some(expected), "{text:?}");
        }
    }
}
