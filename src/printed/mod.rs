//! What an editor is shown of answers, findings and trials: the names that other programs read and the words that people
//! do, one home for the verbs and the preview.

mod answer;
mod explained;
mod finding;
mod trial;

pub(crate) use answer::{PrintedAnswer, choices, reply_text, rounded};
pub(crate) use explained::{best_matches, encoder_lines, how_read, number, why};
pub(crate) use finding::{FindingLine, WEIGHTS, count, counts, summary, today, weight};
pub(crate) use trial::{change_mark, refusal};
