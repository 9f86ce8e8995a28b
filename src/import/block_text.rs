//! Text that is gathered piece by piece into blocks, as pages and office files hand it over.

use super::document::{BlockKind, Document, DocumentPlace, beginning};

/// What stands in the text where a word might be cut, and is no part of it.
const INVISIBLE: [char; 3] = ['\u{ad}', '\u{200b}', '\u{feff}'];

/// A block in the making.
#[derive(Debug, Default)]
pub(super) struct BlockText {
    text: String,
    /// The level of the heading that it is in.
    heading: Option<u8>,
    /// The mark of the list item that it opens.
    mark: Option<String>,
    /// The cells of the table row that it is in.
    cells: Option<Vec<String>>,
}

impl BlockText {
    /// Adds words.
    pub(super) fn add(&mut self, text: &str) {
        self.text.extend(text.chars().filter(|c| !INVISIBLE.contains(c)));
    }

    /// Ends the block, unless it is in a table row, of which it is a part.
    pub(super) fn end(&mut self, document: &mut Document) {
        if self.cells.is_some() {
            self.text.push(' ');
            return;
        }
        let text = std::mem::take(&mut self.text);
        if text.trim().is_empty() {
            return;
        }
        match (self.heading, self.mark.take()) {
            (Some(level), _) => document.push(BlockKind::Heading(level), &text),
            (None, Some(mark)) => document.push(BlockKind::Item, &format!("{mark} {}", text.trim_start())),
            (None, None) => document.push(BlockKind::Paragraph, &text),
        }
    }

    /// A heading of this level begins, or none.
    pub(super) fn set_heading(&mut self, level: Option<u8>) {
        self.heading = level;
    }

    /// An item of a list begins.
    pub(super) fn set_mark(&mut self, mark: String) {
        self.mark = Some(mark);
    }

    /// No item goes on.
    pub(super) fn clear_mark(&mut self) {
        self.mark = None;
    }

    /// A row of a table begins.
    pub(super) fn begin_row(&mut self) {
        self.cells = Some(Vec::new());
    }

    /// A cell of a row ends.
    pub(super) fn end_cell(&mut self) {
        if let Some(cells) = &mut self.cells {
            cells.push(std::mem::take(&mut self.text).trim().to_owned());
        }
    }

    /// A row ends: its cells stand in a line.
    pub(super) fn end_row(&mut self, document: &mut Document) {
        self.end_cell();
        let cells = self.cells.take().unwrap_or_default();
        let told: Vec<&str> = cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
        document.push(BlockKind::Item, &told.join(" | "));
    }
}

/// Notes the address of a link, which a passage cannot hold, unless the words say it already.
pub(super) fn leave_out_link(document: &mut Document, at: DocumentPlace, words: &str, address: &str) {
    let bare = address.trim_start_matches("mailto:").trim_start_matches("tel:");
    if bare.is_empty() || bare.starts_with('#') || bare.starts_with("javascript:") || words.contains(bare) {
        return;
    }
    document.leave_out(at, format!("the address behind {}: {address}", beginning(words)));
}
