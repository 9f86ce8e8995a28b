//! What a person typed: folding letters to their plain form, and cutting into words and sentences.

mod contractions;
mod fold;
mod lookalike;
mod marks;
mod question;
mod words;

pub use contractions::{contraction, with_apostrophe};
pub use fold::fold;
pub use question::Question;
pub use words::{Break, Word, words};
