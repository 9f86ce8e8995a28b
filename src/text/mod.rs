//! What a person typed: folding letters to their plain form, and cutting into words and sentences.

mod fold;
mod question;
mod words;

pub use fold::fold;
pub use question::Question;
pub use words::{Word, words};
