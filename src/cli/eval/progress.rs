//! A bar that shows how far a long run is.

use indicatif::ProgressBar;

use crate::cli::bar::new_bar;

/// A bar over so many questions, which cost about as much as `asked` questions asked once; hidden when that is little.
pub(super) fn progress(asked: usize, questions: usize) -> ProgressBar {
    if asked < 2_000 { ProgressBar::hidden() } else { new_bar(questions as u64, " questions") }
}
