//! Where something is written.

use std::sync::Arc;

/// Where in the FAQ folder a thing is written, to name it in a finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The path inside the folder, such as `topics/tace.toml`.
    pub path: Arc<str>,
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
}

impl Place {
    /// The beginning of a file.
    pub(super) fn top(path: &str) -> Self {
        Self { path: path.into(), line: 1, column: 1 }
    }

    /// The place of a byte offset in a text.
    pub(super) fn in_text(path: &str, text: &str, offset: usize) -> Self {
        let before = &text[..text.floor_char_boundary(offset)];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Self { path: path.into(), line, column }
    }
}
