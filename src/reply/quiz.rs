//! An entry's quiz: the poll that asks, and the message before it with all that must go with quoted words.
//!
//! A [`QuizPoll`] is made here alone, together with the [`Reply`] that has the source and the disclaimer: a poll has no
//! room for them, and there is no way to one without the other.

use super::block::Block;
use super::body::Reply;
use super::source;
use super::wording::Wording;
use crate::corpus::{Entry, Faq};

/// A poll in quiz mode, in plain text, within Telegram's limits. All its words are the corpus's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuizPoll {
    question: String,
    options: Vec<String>,
    correct: usize,
    explanation: String,
}

impl QuizPoll {
    /// What is asked: 1 to 300 characters.
    #[must_use]
    pub fn question(&self) -> &str {
        &self.question
    }

    /// What one may pick from, in this order: 2 to 10 texts of 1 to 100 characters.
    #[must_use]
    pub fn options(&self) -> &[String] {
        &self.options
    }

    /// Which of the options is right, counted from 0.
    #[must_use]
    pub fn correct(&self) -> usize {
        self.correct
    }

    /// The words of the entry's passage that say why: 1 to 200 characters, no line feed.
    #[must_use]
    pub fn explanation(&self) -> &str {
        &self.explanation
    }
}

/// The quiz of an entry and the message that goes before it: what it is about, which language it is in (to a reader of
/// another one), where its words come from, the disclaimer. `None` when the entry has no quiz or the
/// corpus no disclaimer.
#[must_use]
pub fn quiz(faq: &Faq, wording: &Wording, entry: &Entry) -> Option<(QuizPoll, Reply)> {
    let quiz = entry.quiz.as_ref()?;
    let source = faq.source_of(entry).filter(|_| !faq.disclaimer.is_empty())?;
    let poll = QuizPoll {
        question: quiz.question.clone(),
        options: quiz.options.clone(),
        correct: quiz.correct,
        explanation: quiz.explanation.clone(),
    };
    let topic = faq.topic(entry.topic.as_str()).map_or(faq.title.as_str(), |topic| topic.title.as_str());
    let mut before = Reply::titled(&wording.quiz(topic));
    if let Some(language) = wording.other_language(faq) {
        before = before.with_block(Block::Note(wording.quiz_language(&language)));
    }
    let before = before
        .with_block(Block::Note(source::line(faq, source, &entry.review, wording)))
        .with_block(Block::Note(faq.disclaimer.clone()));
    Some((poll, before))
}
