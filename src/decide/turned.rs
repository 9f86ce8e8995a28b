//! The turned-around rule: "who should not have it?" is another question than "who should have it?".

use crate::matcher::ReadWord;

/// Words that turn a question around.
const TURNING: [&str; 46] = [
    "not",
    "never",
    "cannot",
    "cant",
    "can't",
    "shouldnt",
    "shouldn't",
    "isnt",
    "isn't",
    "arent",
    "aren't",
    "dont",
    "don't",
    "doesnt",
    "doesn't",
    "wont",
    "won't",
    "couldnt",
    "couldn't",
    "wouldnt",
    "wouldn't",
    "didnt",
    "didn't",
    "wasnt",
    "wasn't",
    "without",
    "avoid",
    "avoided",
    "unsuitable",
    "ineligible",
    "unfit",
    "exclude",
    "excluded",
    "excludes",
    "contraindicated",
    "contraindication",
    "contraindications",
    "refused",
    "disqualify",
    "disqualifies",
    "disqualified",
    "unable",
    "impossible",
    "neither",
    "nobody",
    "against",
];

/// Turns of phrase whose negation is about the speaker or mere politeness, not about what is asked.
const HARMLESS: [&[&str]; 20] = [
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
    let mut at = 0;
    while at < words.len() {
        let harmless = HARMLESS.iter().find(|phrase| {
            phrase.len() <= words.len() - at
                && phrase.iter().zip(&words[at..]).all(|(phrase, word)| *phrase == word.text)
        });
        match harmless {
            Some(phrase) => at += phrase.len(),
            None if TURNING.contains(&words[at].text) => return true,
            None => at += 1,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::is_turned;
    use crate::matcher::ReadWord;
    use crate::text::Word;

    #[track_caller]
    fn check(text: &str, turned: bool) {
        let word = |text| ReadWord::as_typed(Word { text, sentence: 0, clause: 0, before: crate::text::Break::None });
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
