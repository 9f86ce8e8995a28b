//! How well each entry, gap and courtesy fits a question. Measures, never decides.

mod asking;
mod explanation;
mod features;
mod fusion;
mod index;
mod matching;
mod reading;
mod scoring;
mod target;
#[cfg(test)]
mod tests;
mod training;
mod weights;
mod word_weights;

pub use asking::{Asking, Questions};
pub use explanation::Signal;
pub(crate) use fusion::{RankedMatches, VectorOfQuestion, dot};
pub use fusion::{SentenceVectors, Similarity};
pub use matching::{ContentWord, Matcher};
pub use reading::{Reading, Token};
pub use scoring::Coverage;
pub use target::{EncoderShare, Match, Target};
