//! How far a long run is, as a bar on a terminal and nothing elsewhere.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar over so many, with a word for what is counted and the space before it.
pub(super) fn new_bar(all: u64, counted: &str) -> ProgressBar {
    let bar = ProgressBar::new(all);
    if let Ok(style) = ProgressStyle::with_template(&format!("{{bar:40}} {{pos}}/{{len}}{counted}, {{eta}} left")) {
        bar.set_style(style);
    }
    bar
}
