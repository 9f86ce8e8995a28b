//! What was written, so that it can be taken back.

use std::path::PathBuf;

use serde::Serialize;

/// What was written.
pub(super) struct Taught {
    pub(super) entry: String,
    pub(super) phrasing: String,
    /// In the folder.
    pub(super) path: String,
    pub(super) full_path: PathBuf,
    /// The file without it.
    pub(super) before: String,
    /// The file with it.
    pub(super) after: String,
}

/// What would be taken back.
#[derive(Serialize)]
pub(super) struct UndoLine {
    entry: String,
    phrasing: String,
    path: String,
}

impl Taught {
    pub(super) fn line(&self) -> UndoLine {
        UndoLine { entry: self.entry.clone(), phrasing: self.phrasing.clone(), path: self.path.clone() }
    }
}
