//! Whether the options of a quiz are as right and as wrong as its passage has it.

use std::collections::HashSet;

use rust_stemmers::Stemmer;

use super::cut_source::CutSource;
use super::entry::{Entry, Faq, Passage, Quiz};
use super::finding::Finding;
use super::finding_kind::FindingKind;
use crate::language::{LanguageData, language_data};
use crate::text::fold;

fn quizzes(faq: &Faq) -> impl Iterator<Item = (&Entry, &Passage, &Quiz)> {
    faq.entries.iter().filter_map(|entry| Some((entry, entry.passage.as_ref()?, entry.quiz.as_ref()?)))
}

/// A right option that says what the passage does not, and a wrong one that the explanation bears out.
pub(super) fn untrue_options(faq: &Faq) -> Vec<Finding> {
    let Some(language) = language_data(&faq.language) else { return Vec::new() };
    let stemmer = language.stemmer();
    let said =
        |text: &str| -> HashSet<String> { facts(text, language, &stemmer).into_iter().map(|fact| fact.key).collect() };
    let mut problems = Vec::new();
    for (entry, passage, quiz) in quizzes(faq) {
        let (in_passage, in_explanation) = (said(&passage.text()), said(&quiz.explanation));
        for (n, option) in quiz.options.iter().enumerate() {
            let facts = facts(option, language, &stemmer);
            if n == quiz.correct {
                problems.extend(facts.iter().filter(|fact| !in_passage.contains(&fact.key)).map(|fact| {
                    let problem = format!(
                        "the right option `{option}` says `{}`, which the passage of `{}` does not",
                        fact.shown, entry.id
                    );
                    Finding::new(FindingKind::UntrueOption, quiz.place.clone(), problem).about(option)
                }));
            } else if !facts.is_empty() && facts.iter().all(|fact| in_explanation.contains(&fact.key)) {
                let problem = format!("the wrong option `{option}` of `{}` also stands in the explanation", entry.id);
                problems.push(Finding::new(FindingKind::UntrueOption, quiz.place.clone(), problem).about(option));
            }
        }
    }
    problems
}

/// An explanation that starts or ends inside a sentence may say what the sentence does not.
pub(super) fn ragged_explanations(faq: &Faq, cut: &[CutSource<'_>]) -> Vec<Finding> {
    let mut problems = Vec::new();
    for one in cut {
        for (entry, _, quiz) in quizzes(faq).filter(|(_, passage, _)| passage.source == one.source.id) {
            let found = one.cutter.position(&quiz.explanation);
            if found.is_some_and(|found| !one.is_whole(&found)) {
                let (text, id) = (&quiz.explanation, &entry.id);
                let problem = format!("the explanation `{text}` of `{id}` is not cut at sentence ends");
                problems.push(Finding::new(FindingKind::RaggedSlice, quiz.place.clone(), problem).about(text));
            }
        }
    }
    problems
}

/// Something a text says that another may say too: a word's stem, or a number with its unit.
struct Fact {
    key: String,
    /// As it stands in the folded text.
    shown: String,
}

fn facts(text: &str, language: &LanguageData, stemmer: &Stemmer) -> Vec<Fact> {
    let folded = fold(text);
    let tokens = tokens(&folded);
    let mut facts = Vec::new();
    let mut rest = tokens.as_slice();
    while let [token, after @ ..] = rest {
        rest = after;
        if token.starts_with(char::is_numeric) {
            let (unit, taken) = unit(language, after);
            rest = &after[taken..];
            let key = format!("{token}{unit}");
            facts.push(Fact { shown: key.clone(), key });
        } else if token.starts_with(char::is_alphabetic) && !language.function_words.contains(token) {
            facts.push(Fact { key: stemmer.stem(token).into_owned(), shown: (*token).to_owned() });
        }
    }
    facts
}

/// The unit that the tokens behind a number begin with, and how many of them it takes: a share or a temperature.
fn unit(language: &LanguageData, tokens: &[&str]) -> (&'static str, usize) {
    let stands = |written: &[&[&str]]| {
        written.len() <= tokens.len() && written.iter().zip(tokens).all(|(forms, token)| forms.contains(token))
    };
    let found = language.units.iter().find(|name| stands(name.written));
    found.map_or(("", 0), |name| (name.unit, name.written.len()))
}

/// Numbers, words and single marks of a folded text. A mark between two digits ("50.5", "1,000") is the number's.
fn tokens(folded: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = folded;
    while let Some(c) = rest.chars().next() {
        let end = if c.is_numeric() {
            number_end(rest)
        } else if c.is_alphabetic() {
            rest.find(|c: char| !c.is_alphabetic() && c != '\'').unwrap_or(rest.len())
        } else {
            c.len_utf8()
        };
        let (token, after) = rest.split_at(end);
        if !token.trim().is_empty() {
            tokens.push(token);
        }
        rest = after;
    }
    tokens
}

fn number_end(text: &str) -> usize {
    let digits = |text: &str| text.find(|c: char| !c.is_numeric()).unwrap_or(text.len());
    let mut end = digits(text);
    while let Some(fraction) = text[end..].strip_prefix(['.', ',']) {
        match digits(fraction) {
            0 => break,
            more => end += 1 + more,
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::facts;
    use crate::language::english;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let language = english();
        let found = facts(text, language, &language.stemmer());
        assert_eq!(found.iter().map(|fact| fact.key.as_str()).collect::<Vec<_>>(), expected, "{text:?}");
    }

    #[test]
    fn the_words_that_tell_are_stems() {
        check("The Tumor\u{2019}s cells are heated", &["tumor", "cell", "heat"]);
        check("not without it", &["not", "without"]);
        check("of the, \u{201c}lock in\u{201d}", &["lock"]);
        check("", &[]);
    }

    #[test]
    fn a_number_goes_with_its_unit() {
        check("70 percent, 70%, 70 per cent", &["70%", "70%", "70%"]);
        check("50\u{b0} C, 50 degrees Celsius, 50\u{2103}", &["50\u{b0} C", "50\u{b0} C", "50\u{b0} C"]);
        check("50\u{b0} F, 50\u{b0}, 50", &["50\u{b0} F", "50\u{b0}", "50"]);
        check("1,000 at 50.5 per day, in 2.", &["1,000", "50.5", "per", "day", "2"]);
    }
}
