//! Which of the questions that were missed are alike, so that an editor looks at each matter once.
//!
//! Two are alike when they share rare content words, or when the same entries are nearest to both. Words come as numbers
//! here: whoever likens them need not be able to read them.

mod agreement;
mod grouping;
mod traits;

pub use agreement::{Agreement, agreement};
pub use grouping::groups;
pub use traits::{MissTraits, nearest};
