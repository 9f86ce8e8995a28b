//! A document as it was read: its text, the blocks in it, what was left out, each with its place.

use std::fmt;
use std::ops::Range;

use super::file_format::DocumentFormat;
use crate::text::one_line;

/// Where in a document something stands, as a person finds it there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocumentPlace {
    /// A line, from 1.
    Line(usize),
    /// A page, from 1.
    Page(usize),
    /// A paragraph, from 1.
    Paragraph(usize),
    /// A row of a sheet or table, from 1.
    Row {
        /// The sheet's name; `None` where there is one table alone.
        sheet: Option<String>,
        /// The row.
        row: usize,
    },
    /// The document as a whole.
    Whole,
}

impl fmt::Display for DocumentPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(line) => write!(f, "line {line}"),
            Self::Page(page) => write!(f, "page {page}"),
            Self::Paragraph(paragraph) => write!(f, "paragraph {paragraph}"),
            Self::Row { sheet: Some(sheet), row } => write!(f, "sheet {sheet}, row {row}"),
            Self::Row { sheet: None, row } => write!(f, "row {row}"),
            Self::Whole => f.write_str("document"),
        }
    }
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlockKind {
    /// A heading; 1 is the highest.
    Heading(u8),
    Paragraph,
    /// An item of a list, or a row of a table: it goes with those around it.
    Item,
}

/// A stretch of the text that is one thing to the eye.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TextBlock {
    pub kind: BlockKind,
    /// Its bytes in the document's text.
    pub range: Range<usize>,
}

/// A question with its answer, as people had them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct QuestionPair {
    pub question: String,
    pub also_asked: Vec<String>,
    pub topic: Option<String>,
    /// The paragraphs of the answer in the document's text.
    pub answer: Vec<Range<usize>>,
}

/// Something of a document that is in no entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Where it stands.
    pub at: DocumentPlace,
    /// What it is, and why it is left out.
    pub what: String,
}

/// A document as it was read.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// What it was read as.
    pub format: Option<DocumentFormat>,
    /// What it calls itself.
    pub title: Option<String>,
    /// The text that passages are cut from.
    pub text: String,
    /// What was left out of it.
    pub left_out: Vec<LeftOut>,
    /// What to know of how it was read.
    pub remarks: Vec<String>,
    pub(super) blocks: Vec<TextBlock>,
    pub(super) pairs: Vec<QuestionPair>,
}

impl Document {
    pub(super) fn is_empty(&self) -> bool {
        let is_said = |block: &TextBlock| !matches!(block.kind, BlockKind::Heading(_));
        self.pairs.is_empty() && !self.blocks.iter().any(is_said)
    }

    /// Adds a block to the text, its white space folded; nothing when it is empty.
    pub(super) fn push(&mut self, kind: BlockKind, text: &str) {
        let Some(range) = self.write(text, kind == BlockKind::Item && self.ends_with_item()) else { return };
        self.blocks.push(TextBlock { kind, range });
    }

    /// Adds a question with its answer to the text, the answer a paragraph a line.
    pub(super) fn push_pair(&mut self, question: &str, topic: Option<String>, answer: &str) {
        let question = one_line(question);
        self.write(&question, false);
        let answer = answer.lines().filter_map(|line| self.write(line, false)).collect();
        self.pairs.push(QuestionPair { question, also_asked: Vec::new(), topic, answer });
    }

    /// Notes that something is in no entry.
    pub(super) fn leave_out(&mut self, at: DocumentPlace, what: impl Into<String>) {
        self.left_out.push(LeftOut { at, what: what.into() });
    }

    fn ends_with_item(&self) -> bool {
        self.blocks.last().is_some_and(|block| block.kind == BlockKind::Item)
    }

    fn write(&mut self, text: &str, is_close: bool) -> Option<Range<usize>> {
        let text = one_line(text);
        if text.is_empty() {
            return None;
        }
        let text_so_far = &mut self.text;
        if !text_so_far.is_empty() {
            // The last line is ended already.
            text_so_far.push_str(if is_close { "" } else { "\n" });
        }
        let start = text_so_far.len();
        text_so_far.push_str(&text);
        let range = start..text_so_far.len();
        text_so_far.push('\n');
        Some(range)
    }
}

/// The first words of a text, as it is shown in reports.
pub(super) fn beginning(text: &str) -> String {
    const MOST_CHARS: usize = 60;
    let text = one_line(text);
    match text.char_indices().nth(MOST_CHARS) {
        Some((end, _)) => format!("“{}…”", text[..end].trim_end()),
        None => format!("“{text}”"),
    }
}
