//! An answer as other programs read it.

use serde::Serialize;

use crate::corpus::Id;
use crate::engine::{Engine, Outcome};
use crate::reply::{Action, Button, Reply};

/// The buttons that mean something in a terminal; a person types the number of one.
pub(crate) fn choices(reply: &Reply) -> impl Iterator<Item = &Button> {
    let is_for_chats = |action: &Action| {
        matches!(action, Action::Helped(_) | Action::NotMyQuestion(_) | Action::Share(_) | Action::Open(_))
    };
    reply.buttons().iter().filter(move |button| !is_for_chats(&button.action))
}

/// The reply as a person reads it in a terminal, choices included.
pub(crate) fn reply_text(reply: &Reply) -> String {
    let mut text = reply.plain();
    for (number, button) in (1..).zip(choices(reply)) {
        text.push_str(if number == 1 { "\n\n" } else { "\n" });
        text.push_str(&format!("{number}. {}", button.label));
    }
    text
}

/// A question with what was made of it. The names are a contract: outside tools read them.
#[derive(Serialize)]
pub(crate) struct PrintedAnswer<'a> {
    question: &'a str,
    decision: &'static str,
    entry: Option<&'a str>,
    /// The subject of the answer before it that the question was read with.
    about: Option<&'a str>,
    confidence: f64,
    /// Whether a sentence encoder reads questions too.
    encoder: bool,
    choices: Vec<PrintedChoice<'a>>,
    reply: String,
    passage: Option<&'a str>,
    source: Option<&'a str>,
    disclaimer: Option<&'a str>,
}

#[derive(Serialize)]
pub(crate) struct PrintedChoice<'a> {
    id: &'a str,
    question: &'a str,
    confidence: f64,
}

impl<'a> PrintedAnswer<'a> {
    pub(crate) fn new(engine: &'a Engine, question: &'a str, outcome: &'a Outcome, reply: &'a Reply) -> Self {
        let quoted = reply.quoted();
        let choices = outcome.choices.iter().map(|choice| PrintedChoice {
            id: choice.id.as_str(),
            question: engine.faq().entry(choice.id.as_str()).map_or("", |entry| &entry.question),
            confidence: rounded(choice.confidence),
        });
        Self {
            question,
            decision: outcome.decision.name(),
            entry: outcome.decision.id().map(Id::as_str),
            about: outcome.about.as_ref().map(Id::as_str),
            confidence: rounded(outcome.confidence),
            encoder: engine.has_encoder(),
            choices: choices.collect(),
            reply: reply_text(reply),
            passage: quoted.map(|quoted| quoted.passage.as_str()),
            source: quoted.map(|quoted| quoted.source.as_str()),
            disclaimer: quoted.map(|quoted| quoted.disclaimer.as_str()),
        }
    }
}

/// Six decimals: enough to rank by, and short to read.
pub(crate) fn rounded(confidence: f32) -> f64 {
    (f64::from(confidence) * 1e6).round() / 1e6
}
