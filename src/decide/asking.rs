//! How something is asked: about oneself, as a question. What groups go by when they are answered unasked or in private.

use crate::matcher::ReadWord;

/// What people say of themselves: words in this order, one after the other.
const OF_ONESELF: [&[&str]; 34] = [
    &["i", "have"],
    &["i", "had"],
    &["i", "am"],
    &["i", "was"],
    &["i", "got"],
    &["i", "feel"],
    &["i", "felt"],
    &["i", "take"],
    &["i", "took"],
    &["i", "started"],
    &["i", "finished"],
    &["i", "noticed"],
    &["i'm"],
    &["im"],
    &["i've"],
    &["ive"],
    &["my"],
    &["we", "have"],
    &["our", "son"],
    &["our", "daughter"],
    &["our", "mother"],
    &["our", "father"],
    &["our", "mum"],
    &["our", "mom"],
    &["our", "dad"],
    &["should", "i"],
    &["shall", "i"],
    &["should", "we"],
    &["am", "i"],
    &["do", "i", "have"],
    &["will", "i"],
    &["would", "i"],
    &["happens", "to", "me"],
    &["for", "me"],
];

/// What follows such words when they say nothing about a person's health.
const HARMLESS: [&str; 24] = [
    "question",
    "questions",
    "query",
    "wondering",
    "curious",
    "asking",
    "interested",
    "looking",
    "trying",
    "sorry",
    "sure",
    "confused",
    "reading",
    "read",
    "heard",
    "writing",
    "studying",
    "student",
    "nurse",
    "teacher",
    "understanding",
    "notes",
    "homework",
    "class",
];

/// Words that questions begin with.
const BEGINNINGS: [&str; 26] = [
    "what", "what's", "whats", "how", "how's", "hows", "why", "when", "where", "who", "who's", "whos", "which", "can",
    "could", "does", "do", "did", "is", "are", "was", "will", "would", "should", "has", "have",
];

/// Whether somebody speaks of themselves or those close to them, so that the answer is nobody else's business.
#[must_use]
pub fn is_about_oneself(words: &[ReadWord<'_>]) -> bool {
    (0..words.len()).any(|at| {
        OF_ONESELF.iter().any(|phrase| {
            let Some(said) = words.get(at..at + phrase.len()) else { return false };
            let is_said = said.iter().zip(*phrase).all(|(word, wanted)| word.typed == *wanted)
                && said.iter().all(|word| word.sentence == said[0].sentence);
            let mut following = words[at + phrase.len()..].iter().take(3);
            is_said && !following.any(|word| HARMLESS.contains(&word.typed))
        })
    })
}

/// Whether a text is put as a question: it has a question mark or begins like one.
#[must_use]
pub fn is_question(folded: &str, words: &[ReadWord<'_>]) -> bool {
    folded.contains(['?', '\u{ff1f}']) || words.first().is_some_and(|first| BEGINNINGS.contains(&first.typed))
}

#[cfg(test)]
mod tests {
    use super::{is_about_oneself, is_question};
    use crate::matcher::ReadWord;
    use crate::text::words;

    fn read(text: &str) -> Vec<ReadWord<'_>> {
        words(text).map(ReadWord::as_typed).collect()
    }

    #[test]
    fn what_is_said_of_oneself_is_told_from_what_is_asked_in_general() {
        for text in [
            "i have two lesions, is tace for me",
            "should i have surgery",
            "my mum has lesions in both lobes",
            "ive just had rfa",
            "im on chemo, can i fly",
            "am i too old for surgery",
            "will i lose my hair",
        ] {
            assert!(is_about_oneself(&read(text)), "{text}");
        }
        for text in [
            "what is tace",
            "who can have surgery",
            "i have a question about tace",
            "i am wondering how hot the needle gets",
            "how do i say rfa",
            "the doctor said so. i think",
            "i. have they said what tace is",
        ] {
            assert!(!is_about_oneself(&read(text)), "{text}");
        }
    }

    #[test]
    fn questions_are_told_from_talk() {
        for text in ["what is tace", "tace is what?", "is it safe", "tace\u{ff1f}"] {
            assert!(is_question(text, &read(text)), "{text}");
        }
        for text in ["tace is what he had", "good morning", "", "so what"] {
            assert!(!is_question(text, &read(text)), "{text}");
        }
    }
}
