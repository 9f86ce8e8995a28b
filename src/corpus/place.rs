//! Where something is written.

use std::sync::Arc;

/// Where in the FAQ folder a thing is written, to name it in a finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The path inside the folder, such as `topics/tace.toml`.
    pub path: Arc<str>,
    /// The line, counted from 1.
    pub line: usize,
}
