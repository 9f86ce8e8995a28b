//! What a message asks: greetings, thanks, apologies, sign-offs and stories are set aside, and each thing that is asked
//! is read by itself.

mod frames;
mod questions;
mod segmenter;
#[cfg(test)]
mod tests;

pub use questions::{Asking, Questions};
pub(super) use segmenter::Segmenter;
