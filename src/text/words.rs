//! Words and sentences of a folded text.

/// One word of a folded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    /// The word: letters and digits, with an apostrophe part such as `'s` or `'t`.
    pub text: &'a str,
    /// The sentence it stands in, counted from 0.
    pub sentence: u32,
    /// The part between commas, colons, brackets and dashes it stands in, counted from 0 over the whole text.
    pub clause: u32,
}

/// Cuts a folded text into words: runs of letters and digits, each with one apostrophe part if letters follow.
///
/// Sentences end at `.`, `?`, `!`, `;` and line ends; a mark between two digits ("50.5") ends nothing.
pub fn words(folded: &str) -> impl Iterator<Item = Word<'_>> {
    let mut rest = folded;
    let mut sentence = 0;
    let mut clause = 0;
    let mut fresh = true;
    let mut after_digit = false;
    std::iter::from_fn(move || {
        loop {
            let c = rest.chars().next()?;
            if c.is_alphanumeric() {
                let end = word_end(rest);
                let (text, tail) = rest.split_at(end);
                rest = tail;
                fresh = false;
                after_digit = text.ends_with(|c: char| c.is_ascii_digit());
                return Some(Word { text, sentence, clause });
            }
            rest = &rest[c.len_utf8()..];
            let decimal = c == '.' && after_digit && rest.starts_with(|c: char| c.is_ascii_digit());
            if matches!(c, '.' | '?' | '!' | ';' | '\n' | '\u{3002}' | '\u{ff1f}') && !fresh && !decimal {
                sentence += 1;
                clause += 1;
                fresh = true;
            } else if matches!(c, ',' | ':' | '(' | ')' | '\u{ff0c}') || (c == '-' && rest.starts_with(' ')) {
                clause += 1;
            }
            after_digit = false;
        }
    })
}

fn word_end(text: &str) -> usize {
    let run = |text: &str, fits: fn(char) -> bool| text.find(|c| !fits(c)).unwrap_or(text.len());
    let end = run(text, char::is_alphanumeric);
    match text[end..].strip_prefix('\'') {
        Some(tail) => match run(tail, char::is_alphabetic) {
            0 => end,
            letters => end + 1 + letters,
        },
        None => end,
    }
}

#[cfg(test)]
mod tests {
    use super::words;

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
        check("...hot 50.5 c", &[("hot", 0), ("50", 0), ("5", 0), ("c", 0)]);
        check("a\nb;c", &[("a", 0), ("b", 1), ("c", 2)]);
    }
}
