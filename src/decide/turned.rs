//! The turned-around rule: "who should not have it?" is another question than "who should have it?".

use crate::matcher::ReadWord;
use crate::text::is_without_apostrophe;

/// Verbs that `not` is drawn together with ("shouldn't", "shouldnt"), and in the same way mistyped ("shudnt").
const CONTRACTED: [&str; 27] = [
    "ca", "do", "does", "did", "is", "are", "was", "were", "wo", "would", "could", "should", "must", "need", "has",
    "have", "had", "might", "may", "shall", "sha", "ai", "dare", "ought", "shud", "cud", "wud",
];

/// A shorter word that was mended does not turn.
const FEWEST_LETTERS_WHEN_MENDED: usize = 5;

/// A shorter word is one letter away from too much: "wot" from "wont".
const FEWEST_LETTERS_OF_A_SLIP: usize = 4;

/// What follows the verb in a tag.
const PERSONS: [&str; 8] = ["i", "you", "he", "she", "it", "we", "they", "there"];

/// Other words that turn a question around.
const TURNING: [&str; 46] = [
    "not",
    "never",
    "cannot",
    "no",
    "nobody",
    "none",
    "nowhere",
    "neither",
    "nor",
    "without",
    "avoid",
    "avoided",
    "avoiding",
    "unsuitable",
    "ineligible",
    "unfit",
    "unable",
    "impossible",
    "inappropriate",
    "unwise",
    "exclude",
    "excluded",
    "excludes",
    "exclusion",
    "exclusions",
    "except",
    "excepting",
    "unless",
    "contraindicated",
    "contraindication",
    "contraindications",
    "refused",
    "refuse",
    "forbidden",
    "prohibited",
    "disqualify",
    "disqualifies",
    "disqualified",
    "against",
    "rejected",
    "denied",
    "barred",
    "skip",
    "noone",
    "lacks",
    "lacking",
];

/// Words that turn a question around together, one behind the other.
const TURNING_PHRASES: [&[&str]; 21] = [
    &["rule", "out"],
    &["rules", "out"],
    &["ruled", "out"],
    &["ruling", "out"],
    &["turned", "down"],
    &["turn", "down"],
    &["turns", "down"],
    &["out", "of", "the", "question"],
    &["wrong", "for"],
    &["bad", "idea"],
    &["other", "than"],
    &["apart", "from"],
    &["rather", "than"],
    &["instead", "of"],
    &["stay", "away"],
    &["left", "out"],
    &["too", "risky"],
    &["too", "dangerous"],
    &["wrong", "choice"],
    &["fails", "to"],
    &["fail", "to"],
];

/// Turns of phrase whose negation is about the speaker or mere politeness, not about what is asked; apostrophes are left
/// out on both sides.
const HARMLESS: [&[&str]; 30] = [
    &["not", "just"],
    &["not", "too", "late"],
    &["no", "matter"],
    &["no", "idea"],
    &["no", "clue"],
    &["havent", "heard"],
    &["never", "heard"],
    &["not", "heard"],
    &["do", "not", "mind"],
    &["dont", "mind"],
    &["dont", "get"],
    &["dont", "remember"],
    &["cant", "remember"],
    &["no", "problem"],
    &["against", "cancer"],
    &["not", "quite", "sure"],
    &["dont", "know"],
    &["do", "not", "know"],
    &["dont", "understand"],
    &["do", "not", "understand"],
    &["not", "sure"],
    &["cant", "find"],
    &["cannot", "find"],
    &["dont", "want"],
    &["isnt", "it"],
    &["doesnt", "it"],
    &["or", "not"],
    &["if", "not"],
    &["not", "only"],
    &["why", "not"],
];

/// Whether a question is turned around: it holds a negation or an exclusion that is part of what is asked.
#[must_use]
pub fn is_turned(words: &[ReadWord<'_>]) -> bool {
    let words = without_tag(words);
    let mut at = 0;
    while at < words.len() {
        let harmless = HARMLESS.iter().find(|phrase| {
            phrase.len() <= words.len() - at
                && phrase.iter().zip(&words[at..]).all(|(known, word)| is_without_apostrophe(word.text, known))
        });
        match harmless {
            Some(phrase) => at += phrase.len(),
            None if turns(&words[at..]) => return true,
            None => at += 1,
        }
    }
    false
}

/// The words without a tag that only asks for a yes: "…, doesn't it?", "…, no?".
fn without_tag<'a, 'b>(words: &'a [ReadWord<'b>]) -> &'a [ReadWord<'b>] {
    match words {
        [rest @ .., last] if last.text == "no" => rest,
        [rest @ .., verb, person] if is_contracted(verb.text) && PERSONS.contains(&person.text) => rest,
        _ => words,
    }
}

/// Whether the words begin with one that turns, mistyped or not, or with a turn of phrase that does.
fn turns(words: &[ReadWord<'_>]) -> bool {
    let begins = |phrase: &&[&str]| phrase.len() <= words.len() && phrase.iter().zip(words).all(|(a, b)| *a == b.text);
    words.first().is_some_and(turns_alone) || TURNING_PHRASES.iter().any(begins)
}

fn turns_alone(word: &ReadWord<'_>) -> bool {
    // A short word that was mended may have been another: "wot" is not "not".
    let is_sure = !word.mended || word.text.len() >= FEWEST_LETTERS_WHEN_MENDED;
    TURNING.contains(&word.typed)
        || is_sure && TURNING.contains(&word.text)
        || is_contracted(word.typed)
        || is_contracted(word.text)
        || word.mended && is_nearly_contracted(word.typed)
}

/// Whether a word is a verb drawn together with "not".
fn is_contracted(word: &str) -> bool {
    let verb = word.strip_suffix("n't").or_else(|| word.strip_suffix("nt")).or_else(|| word.strip_suffix("not"));
    // "dont" is "don't", and "can't" leaves "ca".
    verb.is_some_and(|verb| CONTRACTED.contains(&verb) || CONTRACTED.contains(&verb.trim_end_matches('n')))
}

/// Whether a word that is none is one slip away from a verb drawn together with "not": "musnt", "shouldn", "cnat".
fn is_nearly_contracted(typed: &str) -> bool {
    let plain = typed.replace('\'', "");
    plain.len() >= FEWEST_LETTERS_OF_A_SLIP
        && CONTRACTED.iter().any(|verb| strsim::osa_distance(&plain, &format!("{verb}nt")) == 1)
}

#[cfg(test)]
mod tests {
    use super::is_turned;
    use crate::matcher::ReadWord;
    use crate::text::Word;

    #[track_caller]
    fn check(text: &str, turned: bool) {
        let word = |text| {
            ReadWord::as_typed(Word { text, sentence: 0, clause: 0, before: crate::text::Break::None, asked: false })
        };
        assert_eq!(is_turned(&text.split(' ').map(word).collect::<Vec<_>>()), turned, "{text}");
    }

    /// The same with one word that was mended.
    #[track_caller]
    fn check_mended(typed: &str, text: &str, turned: bool) {
        let word = Word { text: typed, sentence: 0, clause: 0, before: crate::text::Break::None, asked: false };
        let word = ReadWord { text, mended: true, ..ReadWord::as_typed(word) };
        assert_eq!(is_turned(&[word]), turned, "{typed} read as {text}");
    }

    #[test]
    fn a_mistyped_negation_turns_and_what_only_looks_like_one_does_not() {
        for (typed, text) in
            [("cnat", "cant"), ("musnt", "must"), ("shouldn", "should"), ("shudnt", "shunt"), ("nevr", "never")]
        {
            check_mended(typed, text, true);
        }
        for (typed, text) in [("wot", "not"), ("chemmo", "chemo"), ("treatmnt", "treatment"), ("wnat", "want")] {
            check_mended(typed, text, false);
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
