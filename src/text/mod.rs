//! What a person typed: folding letters to their plain form, and cutting into words and sentences.

mod contractions;
mod fold;
mod lookalike;
mod marks;
mod question;
mod texting;
mod words;

pub use contractions::{contraction, is_without_apostrophe, with_apostrophe};
pub use fold::fold;
pub use question::Question;
pub(crate) use texting::in_full;
pub use words::{Break, Word, words};
