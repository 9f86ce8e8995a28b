//! The turned-around rule: "who should not have it?" is another question than "who should have it?".

use crate::matcher::ReadWord;

/// Verbs that `not` is drawn together with ("shouldn't", "shouldnt"), and in the same way mistyped ("shudnt").
const CONTRACTED: [&str; 27] = [
    "ca", "do", "does", "did", "is", "are", "was", "were", "wo", "would", "could", "should", "must", "need", "has",
    "have", "had", "might", "may", "shall", "sha", "ai", "dare", "ought", "shud", "cud", "wud",
];

/// A shorter word that was mended does not turn.
const FEWEST_LETTERS_WHEN_MENDED: usize = 5;

/// What follows the verb in a tag.
const PERSONS: [&str; 8] = ["i", "you", "he", "she", "it", "we", "they", "there"];

/// Other words that turn a question around.
const TURNING: [&str; 44] = [
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
];

/// Words that turn a question around together, one behind the other.
const TURNING_PHRASES: [&[&str]; 19] = [
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
];

/// Turns of phrase whose negation is about the speaker or mere politeness, not about what is asked.
const HARMLESS: [&[&str]; 43] = [
    &["not", "just"],
    &["not", "too", "late"],
    &["no", "matter"],
    &["whether", "or", "not"],
    &["no", "idea"],
    &["no", "clue"],
    &["have", "not", "heard"],
    &["haven't", "heard"],
    &["havent", "heard"],
    &["never", "heard"],
    &["not", "heard"],
    &["do", "not", "mind"],
    &["don't", "mind"],
    &["dont", "mind"],
    &["don't", "get"],
    &["dont", "get"],
    &["don't", "remember"],
    &["dont", "remember"],
    &["can't", "remember"],
    &["cant", "remember"],
    &["no", "problem"],
    &["against", "cancer"],
    &["not", "quite", "sure"],
    &["dont", "know"],
    &["don't", "know"],
    &["do", "not", "know"],
    &["dont", "understand"],
    &["don't", "understand"],
    &["do", "not", "understand"],
    &["not", "sure"],
    &["cant", "find"],
    &["can't", "find"],
    &["cannot", "find"],
    &["dont", "want"],
    &["don't", "want"],
    &["isnt", "it"],
    &["isn't", "it"],
    &["doesnt", "it"],
    &["doesn't", "it"],
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
                && phrase.iter().zip(&words[at..]).all(|(phrase, word)| *phrase == word.text)
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
    let is = |word: &str| TURNING.contains(&word) || is_contracted(word);
    let begins = |phrase: &&[&str]| phrase.len() <= words.len() && phrase.iter().zip(words).all(|(a, b)| *a == b.text);
    // A short word that was mended may have been another: "wot" is not "not".
    let read = |word: &ReadWord<'_>| !word.mended || word.text.len() >= FEWEST_LETTERS_WHEN_MENDED;
    words.first().is_some_and(|first| is(first.typed) || read(first) && is(first.text))
        || TURNING_PHRASES.iter().any(begins)
}

/// Whether a word is a verb drawn together with "not".
fn is_contracted(word: &str) -> bool {
    let verb = word.strip_suffix("n't").or_else(|| word.strip_suffix("nt")).or_else(|| word.strip_suffix("not"));
    // "dont" is "don't", and "can't" leaves "ca".
    verb.is_some_and(|verb| CONTRACTED.contains(&verb) || CONTRACTED.contains(&verb.trim_end_matches('n')))
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
