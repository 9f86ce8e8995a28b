//! How something is asked: about oneself, as a question. What groups go by when they are answered unasked or in private.

use crate::language::{FirstPerson, LanguageData};
use crate::matcher::Token;

/// Whether somebody speaks of themselves or those close to them, so that the answer is nobody else's business.
#[must_use]
pub(crate) fn is_about_oneself(language: &LanguageData, words: &[Token<'_>]) -> bool {
    let FirstPerson { phrases, harmless, .. } = language.first_person;
    (0..words.len()).any(|at| {
        phrases.iter().any(|phrase| {
            let Some(said) = words.get(at..at + phrase.len()) else { return false };
            let is_said = said.iter().zip(*phrase).all(|(word, wanted)| word.typed == *wanted)
                && said.iter().all(|word| word.sentence == said[0].sentence);
            let mut following = words[at + phrase.len()..].iter().take(3);
            is_said && !following.any(|word| harmless.contains(&word.typed))
        })
    })
}

/// Whether a text is put as a question: it has a question mark or begins like one.
#[must_use]
pub(crate) fn is_question(language: &LanguageData, folded: &str, words: &[Token<'_>]) -> bool {
    folded.contains(['?', '\u{ff1f}'])
        || words.first().is_some_and(|first| language.question_forms.first_words.contains(&first.typed))
}

#[cfg(test)]
mod tests {
    use super::{is_about_oneself, is_question};
    use crate::language::english;
    use crate::matcher::Token;
    use crate::text::words;

    fn read(text: &str) -> Vec<Token<'_>> {
        words(text).map(Token::as_typed).collect()
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
            assert!(is_about_oneself(english(), &read(text)), "{text}");
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
            assert!(!is_about_oneself(english(), &read(text)), "{text}");
        }
    }

    #[test]
    fn questions_are_told_from_talk() {
        for text in ["what is tace", "tace is what?", "is it safe", "tace\u{ff1f}"] {
            assert!(is_question(english(), text, &read(text)), "{text}");
        }
        for text in ["tace is what he had", "good morning", "", "so what"] {
            assert!(!is_question(english(), text, &read(text)), "{text}");
        }
    }
}
