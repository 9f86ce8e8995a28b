//! Questions of the page: the reply as the bot gives it, with what led to it.

use serde::{Deserialize, Serialize};

use super::messages::ShownReply;
use crate::corpus::Id;
use crate::decide::Decision;
use crate::engine::{Engine, ExplainedMatch, ExplainedWord, Explanation};
use crate::printed::{PrintedAnswer, best_matches, encoder_lines, how_read, rounded, why};
use crate::reply::{self, Catalogues, Language};
use crate::text::Question;

/// More questions at once are refused.
pub(super) const MOST_QUESTIONS: usize = 500;

/// One question.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PageQuestion {
    question: String,
    language: String,
}

impl PageQuestion {
    pub(super) fn language(&self) -> &str {
        &self.language
    }
}

/// Many questions.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PageQuestions {
    pub(super) questions: Vec<String>,
}

/// An answer with the evidence; the names of `ask --json` and more.
#[derive(Serialize)]
struct ExplainedAnswer<'a> {
    #[serde(flatten)]
    answer: PrintedAnswer<'a>,
    why: String,
    words: Vec<ReadWordRow<'a>>,
    matches: Vec<MatchRow<'a>>,
    message: ShownReply,
}

#[derive(Serialize)]
struct ReadWordRow<'a> {
    typed: &'a str,
    read_as: &'a str,
    /// `mended`, `vocabulary`, `set aside` or nothing.
    how: &'static str,
    weight: f64,
    matched: bool,
}

#[derive(Serialize)]
struct MatchRow<'a> {
    id: &'a str,
    kind: &'static str,
    confidence: f64,
    score: f64,
    coverage: f64,
    other_subject: bool,
    phrasing: &'a str,
    signals: Vec<SignalRow>,
    /// What a sentence encoder added, in words; empty when there was none.
    encoder: Vec<String>,
}

#[derive(Serialize)]
struct SignalRow {
    name: &'static str,
    nearness: f64,
    weight: f64,
    gives: f64,
}

/// What was decided about one of many questions.
#[derive(Serialize)]
pub(super) struct DecisionRow {
    question: String,
    decision: &'static str,
    entry: Option<String>,
    offered: Vec<String>,
    confidence: f64,
}

/// The answer to one question as JSON.
pub(super) fn explained(
    engine: &Engine,
    catalogues: &Catalogues,
    asked: &PageQuestion,
) -> serde_json::Result<serde_json::Value> {
    let explanation = engine.explain(&Question::new(&asked.question));
    let outcome = &explanation.outcome;
    let language = Language::of_tag(&asked.language).unwrap_or(Language::English);
    let wording = catalogues.answering(outcome, catalogues.of(language));
    let reply = reply::render(engine.faq(), wording, outcome);
    serde_json::to_value(ExplainedAnswer {
        answer: PrintedAnswer::new(engine, &asked.question, outcome, &reply),
        why: why(&explanation),
        words: explanation.words.iter().map(word).collect(),
        matches: matches(&explanation),
        message: ShownReply::from(&reply),
    })
}

/// What a person meets first: the bot's greeting.
pub(super) fn welcome(engine: &Engine, catalogues: &Catalogues, language: &str) -> ShownReply {
    let wording = catalogues.of(Language::of_tag(language).unwrap_or(Language::English));
    ShownReply::from(&reply::start(engine.faq(), wording))
}

/// What is decided about each question.
pub(super) fn decisions(engine: &Engine, questions: Vec<String>) -> Vec<DecisionRow> {
    let row = |question: String| {
        let outcome = engine.decide(&Question::new(&question));
        DecisionRow {
            question,
            decision: outcome.decision.name(),
            entry: outcome.decision.id().map(ToString::to_string),
            offered: offered(&outcome.decision).iter().map(ToString::to_string).collect(),
            confidence: rounded(outcome.confidence),
        }
    };
    questions.into_iter().map(row).collect()
}

fn offered(decision: &Decision) -> &[Id] {
    match decision {
        Decision::Choose(offered) | Decision::Gap { offered, .. } => offered,
        Decision::Urgent(_) | Decision::Answer(_) | Decision::Courtesy(_) | Decision::Unknown => &[],
    }
}

fn word(word: &ExplainedWord) -> ReadWordRow<'_> {
    ReadWordRow {
        typed: &word.typed,
        read_as: &word.read_as,
        how: how_read(word),
        weight: rounded(word.weight),
        matched: word.matched,
    }
}

fn matches(explanation: &Explanation) -> Vec<MatchRow<'_>> {
    best_matches(explanation).map(|(_, found)| found_row(found)).collect()
}

fn found_row(found: &ExplainedMatch) -> MatchRow<'_> {
    let signals = found.signals.iter().map(|signal| SignalRow {
        name: signal.name,
        nearness: rounded(signal.cosine),
        weight: rounded(signal.share),
        gives: rounded(signal.cosine * signal.share),
    });
    MatchRow {
        id: found.id.as_str(),
        kind: found.kind,
        confidence: rounded(found.confidence),
        score: rounded(found.score),
        coverage: rounded(found.coverage),
        other_subject: found.other_subject,
        phrasing: &found.phrasing,
        signals: signals.collect(),
        encoder: encoder_lines(found),
    }
}
