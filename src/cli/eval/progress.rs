//! A bar that shows how far a long run is.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar over so many questions, which cost about as much as `asked` questions asked once; hidden when that is little.
pub(super) fn progress(asked: usize, questions: usize) -> ProgressBar {
    let bar = if asked < 2_000 { ProgressBar::hidden() } else { ProgressBar::new(questions as u64) };
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len} questions, {eta} left") {
        bar.set_style(style);
    }
    bar
}
