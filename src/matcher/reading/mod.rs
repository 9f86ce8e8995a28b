//! A text as words: what typing did to them undone, typos corrected, names put into the corpus's terms.

mod analyzer;
mod speller;
mod token;
mod typing;

pub use analyzer::Reading;
pub(super) use analyzer::{Analyzer, subjects_of};
pub use token::Token;
