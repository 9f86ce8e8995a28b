//! An optional sentence encoder: a small network that makes a vector of a question, in which questions that mean the
//! same are near to each other; read from a folder as sentence-transformers lays it out, without any network access.
//!
//! The forward pass is written here and not taken from a framework: in whole numbers of a byte it takes a quarter of
//! the time and of the memory.

mod activation;
mod error;
mod kept_vectors;
mod matrix;
mod network;
mod sentence_encoder;
mod settings;
mod tensor_file;
mod tokens;
mod vector_cache;

#[cfg(test)]
mod tests;

pub use self::error::{EncoderError, EncoderProblem};
pub use self::kept_vectors::{KeptVectors, OnEncoded, OnFault};
pub use self::sentence_encoder::Encoder;
pub use self::vector_cache::{CacheFault, EncodedTexts, encode_cached};
