//! The clauses of a long message: people tell a story, and the question stands in one clause of it.

use std::ops::Range;

use super::reading::ReadWord;
use super::weights::{FEWEST_WORDS_OF_A_CLAUSE, MOST_CLAUSES, WORDS_OF_A_LONG_MESSAGE};

/// Words that a question, direct or reported, begins with in English.
const OPENERS: [&str; 26] = [
    "what", "what's", "whats", "how", "who", "when", "where", "why", "which", "whether", "if", "is", "are", "can",
    "could", "do", "does", "did", "will", "would", "should", "may", "must", "am", "was", "has",
];

/// A part of a message that may hold the question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clause {
    /// Its words.
    pub(super) words: Range<usize>,
    /// Whether it begins as a question does, and does not tell.
    pub(super) asks: bool,
}

/// Ranges of words that may hold the question: each sentence, and within it what follows each word that a question
/// begins with. None for a short message, which is read as a whole.
pub(super) fn clauses(words: &[ReadWord<'_>]) -> Vec<Clause> {
    if words.len() < WORDS_OF_A_LONG_MESSAGE {
        return Vec::new();
    }
    let mut clauses = Vec::new();
    let mut start = 0;
    for sentence in words.chunk_by(|a, b| a.sentence == b.sentence) {
        let end = start + sentence.len();
        let asks = |at: usize| OPENERS.contains(&words[at].text);
        let begins = (start..end).filter(|&at| at == start || asks(at));
        let found = begins.map(|begin| Clause { words: begin..end, asks: asks(begin) });
        clauses.extend(found.filter(|clause| clause.words.len() >= FEWEST_WORDS_OF_A_CLAUSE));
        start = end;
    }
    clauses.drain(..clauses.len().saturating_sub(MOST_CLAUSES));
    clauses
}

#[cfg(test)]
mod tests {
    use super::clauses;
    use crate::matcher::ReadWord;
    use crate::text::words;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let text: &'static str = text.to_owned().leak();
        let words: Vec<_> = words(text).map(ReadWord::as_typed).collect();
        let join = |clause: super::Clause| {
            let words: Vec<_> = words[clause.words].iter().map(|word| word.text).collect();
            words.join(" ") + if clause.asks { "?" } else { "" }
        };
        assert_eq!(clauses(&words).into_iter().map(join).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn a_long_message_is_also_read_by_its_clauses() {
        check(
            "hi. sorry to bother you, my dad was told about rfa on monday and i wonder how hot it gets",
            &[
                "sorry to bother you my dad was told about rfa on monday and i wonder how hot it gets",
                "was told about rfa on monday and i wonder how hot it gets?",
                "how hot it gets?",
            ],
        );
    }

    #[test]
    fn a_short_message_is_read_as_a_whole() {
        check("hello. what is rfa?", &[]);
    }
}
