//! What a person typed: folding letters to their plain form, and cutting into words and sentences.

mod apostrophe;
mod fold;
mod lookalike;
mod marks;
mod one_line;
mod question;
mod readability;
mod words;

pub use apostrophe::is_without_apostrophe;
pub use fold::fold;
pub(crate) use marks::is_invisible;
pub use one_line::one_line;
pub use question::Question;
pub use readability::{reading_grade, syllables};
pub use words::{Break, Word, words};
