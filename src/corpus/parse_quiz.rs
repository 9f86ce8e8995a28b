//! `[entry.quiz]` → [`Quiz`]: within a poll's limits, its explanation cut from the passage.

use super::entry::{Passage, Quiz, Source};
use super::finding_kind::FindingKind;
use super::reader::{Placed, Reader, nearest, values};
use super::slices::{Cutter, not_the_sources_words};
use crate::text::{fold, one_line};

/// What the explanation must be cut from.
pub(super) struct QuotedPassage<'a> {
    pub(super) passage: &'a Passage,
    pub(super) source: &'a Source,
    pub(super) cutter: &'a Cutter,
}

/// Reads a quiz. What is wrong with it is reported and keeps the folder from loading, so what stands in for it here
/// is never used.
pub(super) fn quiz(table: Reader<'_>, quoted: Option<&QuotedPassage<'_>>) -> Quiz {
    let question = folded(table.text("question"));
    check_length(&table, "`question`", &question, Quiz::QUESTION_CHARS);
    let options = options(&table);
    let correct = correct(&table, &options);
    let explanation = folded(table.text("explanation"));
    check_length(&table, "`explanation`", &explanation, Quiz::EXPLANATION_CHARS);
    check_explanation(&table, &explanation, quoted);
    let quiz = Quiz {
        question: question.value,
        options: values(options),
        correct: correct.unwrap_or_default(),
        explanation: explanation.value,
        place: table.place.clone(),
    };
    table.finish();
    quiz
}

fn folded(text: Placed<String>) -> Placed<String> {
    Placed { value: one_line(&text.value), place: text.place }
}

fn check_length(table: &Reader<'_>, what: &str, text: &Placed<String>, most: usize) {
    let chars = text.value.chars().count();
    if chars > most {
        table.error(
            FindingKind::QuizLimit,
            text.place.clone(),
            format!("{what} has {chars} characters; a quiz takes {most} at most"),
        );
    }
}

fn options(table: &Reader<'_>) -> Vec<Placed<String>> {
    let options: Vec<_> = table.texts("options").into_iter().map(folded).collect();
    if !Quiz::OPTIONS.contains(&options.len()) {
        let (fewest, most) = (Quiz::OPTIONS.start(), Quiz::OPTIONS.end());
        let problem = format!("`options` are {fewest} to {most} texts, not {}", options.len());
        table.error(
            FindingKind::QuizLimit,
            options.first().map_or(&table.place, |option| &option.place).clone(),
            problem,
        );
    }
    for (n, option) in options.iter().enumerate() {
        check_length(table, &format!("the option `{}`", option.value), option, Quiz::OPTION_CHARS);
        if position(&options[..n], &option.value).is_some() {
            table.error(
                FindingKind::QuizLimit,
                option.place.clone(),
                format!("the option `{}` is there twice", option.value),
            );
        }
    }
    options
}

/// Which option `correct` repeats. Its text is asked for and not its number, because a number goes on pointing
/// somewhere when options are moved.
fn correct(table: &Reader<'_>, options: &[Placed<String>]) -> Option<usize> {
    let correct = folded(table.text("correct"));
    let found = position(options, &correct.value);
    if found.is_none() && !correct.value.is_empty() {
        let hint = nearest(&correct.value, options.iter().map(|option| option.value.as_str()))
            .map_or_else(String::new, |known| format!(", did you mean `{known}`?"));
        let problem = format!("`correct` repeats the right option, and no option is `{}`{hint}", correct.value);
        table.error(FindingKind::QuizAnswer, correct.place, problem);
    }
    found
}

fn position(options: &[Placed<String>], text: &str) -> Option<usize> {
    options.iter().position(|option| fold(&option.value) == fold(text))
}

/// The promise of a passage holds for what is quoted of it: the source's words, and those of this passage.
fn check_explanation(table: &Reader<'_>, explanation: &Placed<String>, quoted: Option<&QuotedPassage<'_>>) {
    if explanation.value.is_empty() {
        return;
    }
    let problem = match quoted {
        None => "the explanation has no passage to be cut from",
        // The source itself is missing, which is said.
        Some(quoted) if quoted.source.text.is_empty() => return,
        Some(quoted) if quoted.passage.slices.iter().any(|slice| slice.contains(&explanation.value)) => return,
        Some(quoted) => match quoted.cutter.find(&explanation.value) {
            Err(divergence) => {
                let place = &explanation.place;
                return table.report(not_the_sources_words("explanation", quoted.source, place, &divergence));
            }
            Ok(_) => "the explanation is the source's words, but no slice of this entry's passage holds it",
        },
    };
    table.error(FindingKind::QuizExplanation, explanation.place.clone(), problem);
}
