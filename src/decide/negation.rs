//! The rule of negation: "who should not have it?" is another question than "who should have it?".

use crate::language::{LanguageData, Negation};
use crate::matcher::Token;
use crate::text::is_without_apostrophe;

/// A shorter word that was corrected does not negate.
const FEWEST_LETTERS_WHEN_CORRECTED: usize = 5;

/// A shorter word is one letter away from too much: "wot" from "wont".
const FEWEST_LETTERS_OF_A_SLIP: usize = 4;

/// Whether a question is negated: it holds a negation or an exclusion that is part of what is asked.
#[must_use]
pub(crate) fn is_negated(language: &LanguageData, words: &[Token<'_>]) -> bool {
    let negation = language.negation;
    let words = without_tag(negation, words);
    let mut at = 0;
    while at < words.len() {
        let harmless = negation.harmless.iter().find(|phrase| {
            phrase.len() <= words.len() - at
                && phrase.iter().zip(&words[at..]).all(|(known, word)| is_without_apostrophe(word.text, known))
        });
        match harmless {
            Some(phrase) => at += phrase.len(),
            None if negates(negation, &words[at..]) => return true,
            None => at += 1,
        }
    }
    false
}

/// The words without a tag that only asks for a yes: "…, doesn't it?", "…, no?".
fn without_tag<'a, 'b>(negation: &Negation, words: &'a [Token<'b>]) -> &'a [Token<'b>] {
    match words {
        [rest @ .., last] if last.text == negation.tag => rest,
        [rest @ .., verb, person]
            if is_contracted(negation, verb.text) && negation.tag_persons.contains(&person.text) =>
        {
            rest
        }
        _ => words,
    }
}

/// Whether the words begin with one that negates, mistyped or not, or with a turn of phrase that does.
fn negates(negation: &Negation, words: &[Token<'_>]) -> bool {
    let begins = |phrase: &&[&str]| phrase.len() <= words.len() && phrase.iter().zip(words).all(|(a, b)| *a == b.text);
    words.first().is_some_and(|word| negates_alone(negation, word)) || negation.phrases.iter().any(begins)
}

fn negates_alone(negation: &Negation, word: &Token<'_>) -> bool {
    // A short word that was corrected may have been another: "wot" is not "not".
    let is_sure = !word.corrected || word.text.len() >= FEWEST_LETTERS_WHEN_CORRECTED;
    negation.words.contains(&word.typed)
        || is_sure && negation.words.contains(&word.text)
        || is_contracted(negation, word.typed)
        || is_contracted(negation, word.text)
        || word.corrected && is_nearly_contracted(negation, word.typed)
}

/// Whether a word is a verb drawn together with "not".
fn is_contracted(negation: &Negation, word: &str) -> bool {
    let verb = negation.contractions_of_not.iter().find_map(|not| word.strip_suffix(not));
    let verbs = negation.contracted_verbs;
    // "dont" is "don't", and "can't" leaves "ca".
    verb.is_some_and(|verb| verbs.contains(&verb) || verbs.contains(&verb.trim_end_matches('n')))
}

/// Whether a word that is none is one slip away from a verb drawn together with "not": "musnt", "shouldn", "cnat".
fn is_nearly_contracted(negation: &Negation, typed: &str) -> bool {
    let plain = typed.replace('\'', "");
    plain.len() >= FEWEST_LETTERS_OF_A_SLIP
        && negation.contracted_verbs.iter().any(|verb| {
            let contraction = format!("{verb}{}", negation.not_without_apostrophe);
            strsim::osa_distance(&plain, &contraction) == 1
        })
}

#[cfg(test)]
mod tests {
    use super::is_negated;
    use crate::language::english;
    use crate::matcher::Token;
    use crate::text::Word;

    #[track_caller]
    fn check(text: &str, negated: bool) {
        let word = |text| {
            Token::as_typed(Word { text, sentence: 0, clause: 0, before: crate::text::Break::None, asked: false })
        };
        assert_eq!(is_negated(english(), &text.split(' ').map(word).collect::<Vec<_>>()), negated, "{text}");
    }

    /// The same with one word that was corrected.
    #[track_caller]
    fn check_corrected(typed: &str, text: &str, negated: bool) {
        let word = Word { text: typed, sentence: 0, clause: 0, before: crate::text::Break::None, asked: false };
        let word = Token { text, corrected: true, ..Token::as_typed(word) };
        assert_eq!(is_negated(english(), &[word]), negated, "{typed} read as {text}");
    }

    #[test]
    fn a_mistyped_negation_turns_and_what_only_looks_like_one_does_not() {
        for (typed, text) in
            [("cnat", "cant"), ("musnt", "must"), ("shouldn", "should"), ("shudnt", "shunt"), ("nevr", "never")]
        {
            check_corrected(typed, text, true);
        }
        for (typed, text) in [("wot", "not"), ("chemmo", "chemo"), ("treatmnt", "treatment"), ("wnat", "want")] {
            check_corrected(typed, text, false);
        }
    }

    #[test]
    fn every_verb_with_not_turns() {
        for word in ["mustn't", "mustnt", "needn't", "shudnt", "cannot", "hasn't", "aint", "won't", "havent"] {
            check(&format!("who {word} have rfa"), true);
        }
        for word in ["want", "meant", "patient", "haven", "can", "different", "point"] {
            check(&format!("who {word} have rfa"), false);
        }
    }

    #[test]
    fn tags_and_what_is_only_more_do_not_turn() {
        check("chemo always works doesn't it", false);
        check("it means weeks in hospital no", false);
        check("not just the liver", false);
        check("no side effects at all", true);
        check("who is ruled out", true);
        check("everybody except who", true);
        check("who lacks eligibility", true);
        check("who fails to qualify", true);
    }

    #[test]
    fn negations_and_exclusions_turn() {
        check("who should not have rfa", true);
        check("who can't have surgery", true);
        check("when is tace contraindicated", true);
        check("who is unsuitable for chemo", true);
    }

    #[test]
    fn politeness_does_not() {
        check("i don't know what tace is", false);
        check("sorry i am not sure who can have rfa", false);
        check("does it grow back or not", false);
        check("it grows back doesn't it", false);
        check("who can have rfa", false);
    }

    #[test]
    fn a_turn_beside_politeness_counts() {
        check("i don't know who should not have rfa", true);
        check("well i am really not sure who cannot have rfa", true);
    }

    #[test]
    fn a_phrase_cut_off_at_the_end_is_not_politeness() {
        check("rfa she can but tace not", true);
        check("rfa she can but tace she don't", true);
    }
}
