//! The evidence for a decision in words.

use crate::decide::Reason;
use crate::engine::{ExplainedMatch, ExplainedWord, Explanation};

/// How many of the best matches are shown.
const MOST_SHOWN: usize = 3;

/// The best matches with their places, best first; none that has nothing in common with the question.
pub(crate) fn best_matches(explanation: &Explanation) -> impl Iterator<Item = (usize, &ExplainedMatch)> {
    (1..).zip(explanation.matches.iter().filter(|found| found.score > 0.0).take(MOST_SHOWN))
}

/// What was done to a word before it was looked up; empty when it stands as typed.
pub(crate) fn how_read(word: &ExplainedWord) -> &'static str {
    match (word.corrected, word.translated) {
        _ if word.set_aside => "set aside",
        (true, true) => "mended, vocabulary",
        (true, false) => "mended",
        (false, true) => "vocabulary",
        (false, false) => "",
    }
}

/// A number with two decimals; one that rounds to nothing has no sign.
pub(crate) fn number(value: f32) -> String {
    format!("{:.2}", (100.0 * value).round() / 100.0 + 0.0)
}

/// Why it was decided so, and what was seen in the question.
pub(crate) fn why(explanation: &Explanation) -> String {
    let mut why = match explanation.outcome.reason {
        Reason::RedFlag => {
            return format!("a red flag: \u{201c}{}\u{201d}", explanation.red_flag.as_deref().unwrap_or_default());
        }
        Reason::Sure => "the best match is sure enough",
        Reason::Unsure => "no match is sure enough to answer; the nearest are offered",
        Reason::OtherSubject => "the best match is about another subject than the question names",
        Reason::SubjectNotInText => "the question names a subject that the text says nothing about",
        Reason::Negated => "the question is turned around and the best match does not cover that",
        Reason::UnknownWord => "the question asks for something that the best match does not speak of",
        Reason::OneWord => "the question is one word that several entries have, or shares none that tells",
        Reason::SeveralAsked => "the message asks several things; the best entry for each is offered",
        Reason::NothingNear => "nothing is near enough to be offered",
        Reason::OtherLanguage => "the message is in another language than the corpus",
    }
    .to_owned();
    if let Some(language) = explanation.outcome.foreign.and_then(|foreign| foreign.language) {
        why.push_str(&format!(" ({language})"));
    }
    why.push_str(&format!("; confidence {}", number(explanation.outcome.confidence)));
    if !explanation.subjects.is_empty() {
        why.push_str(&format!("; it names {}", explanation.subjects.join(", ")));
    }
    if let Some(flag) = &explanation.outcome.near_red_flag {
        why.push_str(&format!("; it is like the red flag {flag}, so the reply says where to find help"));
    }
    if explanation.negated {
        why.push_str("; it is turned around (\u{201c}who should not …\u{201d})");
    }
    why
}
