//! A reply as one value: its blocks, its buttons, and what it quotes; HTML and plain text are made from it.
//!
//! A passage enters through [`Reply::quoting`] alone, which takes the disclaimer with it.

use super::block::Block;
use super::button::{Action, Button};
use super::wording::Wording;
use super::{html, plain, source};
use crate::corpus::{Entry, Faq, Id};

/// What a person gets to read, with the buttons below it. The surfaces (Telegram, terminal) only lay it out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    blocks: Vec<Block>,
    buttons: Vec<Button>,
    quoted: Option<Quotation>,
}

/// What a reply quotes, with what must go with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The entry whose passage it is.
    pub entry: Id,
    /// The passage, slices divided by an empty line.
    pub passage: String,
    /// The source line: title, origin, review state.
    pub source: String,
    /// The standing disclaimer.
    pub disclaimer: String,
}

impl Reply {
    /// A reply that quotes nothing and begins with this.
    pub(super) fn of(block: Block) -> Self {
        Self { blocks: vec![block], buttons: Vec::new(), quoted: None }
    }

    /// A reply of plain words.
    pub(crate) fn saying(text: impl Into<String>) -> Self {
        Self::of(Block::Text(text.into()))
    }

    /// A reply that begins with words that stand out.
    pub(crate) fn titled(title: &str) -> Self {
        Self::of(Block::Strong(title.to_owned()))
    }

    /// A reply that quotes an entry's passage, with its source and the disclaimer.
    ///
    /// In a corpus that does not quote, an entry has no passage and the reply names the question alone.
    pub(crate) fn quoting(faq: &Faq, wording: &Wording, entry: &Entry) -> Self {
        let mut blocks = vec![Block::Strong(entry.question.clone())];
        let quoted = entry.passage.as_ref().map(|passage| Quotation {
            entry: entry.id.clone(),
            passage: passage.text(),
            source: faq
                .source_of(entry)
                .map_or_else(String::new, |found| source::line(faq, found, &entry.review, wording)),
            disclaimer: faq.disclaimer.clone(),
        });
        if let Some(quoted) = &quoted {
            let language = wording.other_language(faq).map(|language| wording.passage_language(&language));
            blocks.extend(language.map(Block::Note));
            blocks.push(Block::Passage(quoted.passage.clone()));
            blocks.push(Block::Note(quoted.source.clone()));
            blocks.push(Block::Note(quoted.disclaimer.clone()));
        }
        Self { blocks, buttons: Vec::new(), quoted }
    }

    /// Says which language the corpus's words in it are in, to a reader of another one.
    pub(super) fn labelled(self, faq: &Faq, wording: &Wording) -> Self {
        match wording.other_language(faq) {
            Some(language) => self.with_block(Block::Note(wording.message_language(&language))),
            None => self,
        }
    }

    /// The same for a reply that invites a question, which must be in the corpus's language.
    pub(crate) fn inviting(self, faq: &Faq, wording: &Wording) -> Self {
        match wording.other_language(faq) {
            Some(language) => self.with_block(Block::Note(wording.ask_language(&language))),
            None => self,
        }
    }

    /// The same below a paragraph of plain words.
    pub(crate) fn below_text(mut self, text: impl Into<String>) -> Self {
        self.blocks.insert(0, Block::Text(text.into()));
        self
    }

    /// The same with a paragraph of plain words at its end.
    pub(crate) fn with_text(self, text: impl Into<String>) -> Self {
        self.with_block(Block::Text(text.into()))
    }

    /// A reply of small print alone.
    #[cfg(feature = "bot")]
    pub(crate) fn noting(note: &str) -> Self {
        Self::of(Block::Note(note.to_owned()))
    }

    /// The same with lines that belong together at its end.
    pub(crate) fn with_lines(self, lines: Vec<String>) -> Self {
        self.with_block(Block::Lines(lines))
    }

    pub(super) fn with_block(mut self, block: Block) -> Self {
        self.blocks.push(block);
        self
    }

    /// The same with a button below all others.
    pub(crate) fn with_button(mut self, label: impl Into<String>, action: Action) -> Self {
        self.buttons.push(Button { label: label.into(), action, is_beside: false });
        self
    }

    /// Puts the last `count` buttons side by side, so many to a row.
    pub(crate) fn in_columns(mut self, count: usize, columns: usize) -> Self {
        let start = self.buttons.len().saturating_sub(count);
        for (n, button) in self.buttons[start..].iter_mut().enumerate() {
            button.is_beside = n % columns > 0;
        }
        self
    }

    /// The same with those buttons alone whose action fits.
    #[must_use]
    pub fn retaining(mut self, fits: impl Fn(&Action) -> bool) -> Self {
        self.buttons.retain(|button| fits(&button.action));
        self
    }

    /// The same with the short disclaimer, if the corpus has one.
    #[must_use]
    pub fn shortened(mut self, faq: &Faq) -> Self {
        if let Some(quoted) = self.quoted.as_mut().filter(|_| !faq.short_disclaimer.is_empty()) {
            for block in &mut self.blocks {
                if matches!(block, Block::Note(note) if *note == quoted.disclaimer) {
                    *block = Block::Note(faq.short_disclaimer.clone());
                }
            }
            quoted.disclaimer.clone_from(&faq.short_disclaimer);
        }
        self
    }

    pub(super) fn with_entries<'e>(self, entries: impl Iterator<Item = &'e Entry>, action: fn(Id) -> Action) -> Self {
        entries.fold(self, |reply, entry| reply.with_button(&entry.question, action(entry.id.clone())))
    }

    /// What it quotes; `None` when it quotes nothing.
    #[must_use]
    pub fn quoted(&self) -> Option<&Quotation> {
        self.quoted.as_ref()
    }

    /// The buttons below it, one a row.
    #[must_use]
    pub fn buttons(&self) -> &[Button] {
        &self.buttons
    }

    /// The reply as Telegram HTML: one message, or more when it is longer than one may be; each parses by itself, and
    /// the disclaimer is in the last.
    #[must_use]
    pub fn html(&self) -> Vec<String> {
        html::messages(&self.blocks)
    }

    /// The reply as plain text, as a user reads it.
    #[must_use]
    pub fn plain(&self) -> String {
        plain::text(&self.blocks)
    }
}
