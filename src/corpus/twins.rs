//! Phrasings of different entries that differ in small words alone.

use std::collections::{BTreeSet, HashMap};

use rust_stemmers::Stemmer;

use super::entry::Faq;
use super::finding::Finding;
use super::finding_kind::FindingKind;
use super::id::Id;
use super::place::Place;
use crate::language::{LanguageData, language_data};
use crate::text::{fold, words};

/// Fewer words that tell are shared by many questions.
const FEWEST_WORDS: usize = 2;

/// Phrasings of different entries and gaps whose words that tell are the same. Those that are the same word for word are
/// told elsewhere.
pub(super) fn near_twins(faq: &Faq) -> Vec<Finding> {
    let Some(language) = language_data(&faq.language) else { return Vec::new() };
    let stemmer = language.stemmer();
    let mut seen: HashMap<BTreeSet<String>, (&Id, &str, String)> = HashMap::new();
    let mut problems = Vec::new();
    for (id, place, phrasing) in faq.phrasings_of_the_text() {
        let (key, folded) = key(phrasing, language, &stemmer);
        if key.len() < FEWEST_WORDS {
            continue;
        }
        match seen.get(&key) {
            Some((first, other, other_folded)) if *first != id && *other_folded != folded => {
                problems.push(twins(place, (id, phrasing), (first, other)));
            }
            Some(_) => {}
            None => drop(seen.insert(key, (id, phrasing, folded))),
        }
    }
    problems
}

fn twins(place: &Place, (id, phrasing): (&Id, &str), (first, other): (&Id, &str)) -> Finding {
    let problem =
        format!("the phrasing `{phrasing}` of `{id}` says what `{other}` of `{first}` does, but for small words");
    Finding::new(FindingKind::NearTwins, place.clone(), problem).about(phrasing)
}

/// The stems of the words that tell, and all words as they are compared elsewhere.
fn key(phrasing: &str, language: &LanguageData, stemmer: &Stemmer) -> (BTreeSet<String>, String) {
    let folded = fold(phrasing);
    let words: Vec<&str> = words(&folded).map(|word| word.text).collect();
    // Who, why and how ask for different things, and so does a "not".
    let tells = |word: &&&str| !language.function_words.contains(*word) || ASKING.contains(*word);
    (words.iter().filter(tells).map(|word| stemmer.stem(word).into_owned()).collect(), words.join(" "))
}

/// Small words that change what is asked.
const ASKING: [&str; 22] = [
    "who", "why", "how", "when", "where", "which", "what", "not", "no", "without", "before", "after", "during", "if",
    "can", "should", "than", "more", "less", "only", "both", "other",
];

#[cfg(test)]
mod tests {
    use super::near_twins;
    use crate::corpus::load_plain;

    #[track_caller]
    fn check(one: &str, other: &str, is_found: bool) {
        let topic = format!(
            "title = \"t\"\n[[entry]]\nid = \"a\"\nquestion = \"{one}\"\n[[entry]]\nid = \"b\"\nquestion = \"{other}\"\n"
        );
        let faq = load_plain(&[("topics/t.toml", &topic)]).expect("it loads");
        assert_eq!(!near_twins(&faq).is_empty(), is_found, "{one:?} and {other:?}");
    }

    #[test]
    fn what_differs_in_small_words_alone_is_found() {
        check("the risks of the ablation", "ablation: risk", true);
        check("how long does ablation take", "why does ablation take long", false);
        check("ablation before chemotherapy", "ablation after chemotherapy", false);
        check("ablation", "the ablation", false);
        check("risks of ablation", "risks of ablation", false);
    }
}
