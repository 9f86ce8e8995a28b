//! Where a passage comes from, in a line; and all of it, for `/about`.

use super::wording::Wording;
use crate::corpus::{Faq, Review, Source};

/// Title, review state and origin. The review is the entry's if it has one, else the source's.
pub(super) fn line(faq: &Faq, source: &Source, review: &Review, wording: &Wording) -> String {
    let review = if review.on.is_some() { review } else { &source.review };
    let reviewed = match (&review.by, review.on) {
        (Some(by), Some(on)) => wording.reviewed(by, &on.to_string()),
        // What nobody expects to be reviewed is not said to lack it.
        _ if !faq.is_about_health => return wording.source_line_alone(&source.title, &full_stop(&source.origin)),
        _ => wording.not_reviewed(),
    };
    wording.source_line(&source.title, &reviewed, &full_stop(&source.origin))
}

/// The line, licence, and when it was retrieved and is to be reviewed.
pub(super) fn lines(faq: &Faq, source: &Source, wording: &Wording) -> Vec<String> {
    let mut lines = vec![line(faq, source, &source.review, wording), wording.licence(&full_stop(&source.licence))];
    lines.extend(source.retrieved.map(|date| wording.retrieved(&date.to_string())));
    lines.extend(source.review.due.map(|date| wording.review_due(&date.to_string())));
    lines
}

/// The text with a full stop at its end if it has no mark there.
fn full_stop(text: &str) -> String {
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}
