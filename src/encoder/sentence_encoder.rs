//! The encoder itself: texts to tokens, through the network, to one vector a text.

use std::path::Path;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::error::{EncoderError, EncoderProblem};
use super::network::Network;
use super::settings::{EncoderSettings, Pooling};
use super::tokens::Tokens;

/// How many texts go through the network at once: enough to read its weights seldom, few enough to stay in the cache.
const BATCH: usize = 16;

/// What makes vectors of texts.
pub struct Encoder {
    tokens: Tokens,
    network: Network,
    pooling: Pooling,
    prefix: String,
    fingerprint: [u8; 32],
}

impl Encoder {
    /// Reads a folder with `config.json`, `tokenizer.json` and `model.safetensors`.
    ///
    /// # Errors
    ///
    /// When a file is missing or damaged, or of a kind that is not supported; the error names it and says what to do.
    pub fn open(folder: &Path) -> Result<Self, EncoderError> {
        // Whole, so that who is told sees which working directory a relative path was looked up from.
        let folder = &std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        match std::fs::metadata(folder) {
            Ok(found) if found.is_dir() => {}
            Ok(_) => return Err(EncoderProblem::NotAFolder.of(folder)),
            Err(error) => return Err(EncoderProblem::reading(error).of(folder)),
        }
        let settings = EncoderSettings::read(folder)?;
        let rest = format!("{:?} {:?} {:?} {}", settings.network, settings.pooling, settings.prefix, settings.tokens);
        let vocabulary = settings.network.vocab_size;
        let (tokens, network) = rayon::join(
            || Tokens::read(&folder.join("tokenizer.json"), vocabulary, settings.tokens),
            || Network::read(&folder.join("model.safetensors"), settings.network),
        );
        let (tokens, network) = (tokens?, network?);
        let parts = [&network.fingerprint()[..], &tokens.fingerprint()[..], rest.as_bytes()].concat();
        let (pooling, prefix) = (settings.pooling, settings.prefix);
        Ok(Self { tokens, network, pooling, prefix, fingerprint: Sha256::digest(parts).into() })
    }

    /// How many numbers a vector has.
    pub fn width(&self) -> usize {
        self.network.width()
    }

    /// What two encoders have in common when they make the same vectors, on whatever machine.
    pub fn fingerprint(&self) -> [u8; 32] {
        self.fingerprint
    }

    /// The vector of a text, of length 1.
    pub fn encode(&self, text: &str) -> Vec<f32> {
        self.encode_together(&[text]).pop().unwrap_or_default()
    }

    /// The vectors of a few texts in one go, on this thread.
    pub fn encode_few(&self, texts: &[&str]) -> Vec<Vec<f32>> {
        if texts.is_empty() { Vec::new() } else { self.encode_together(texts) }
    }

    /// The vectors of many texts, on all cores; `each` is told how many more are done.
    pub fn encode_all(&self, texts: &[&str], each: impl Fn(usize) + Sync) -> Vec<Vec<f32>> {
        let batches = texts.par_chunks(BATCH).map(|batch| {
            let vectors = self.encode_together(batch);
            each(vectors.len());
            vectors
        });
        batches.flatten_iter().collect()
    }

    fn encode_together(&self, texts: &[&str]) -> Vec<Vec<f32>> {
        let tokens: Vec<Vec<u32>> =
            texts.iter().map(|text| self.tokens.of(&format!("{}{text}", self.prefix))).collect();
        let rows = self.network.vectors(&tokens);
        let mut rows = rows.chunks_exact(self.network.width());
        tokens.iter().map(|tokens| self.pool(rows.by_ref().take(tokens.len()))).collect()
    }

    fn pool<'a>(&self, rows: impl Iterator<Item = &'a [f32]>) -> Vec<f32> {
        let rows = rows.enumerate();
        let mut vector = vec![0.0; self.network.width()];
        for (token, row) in rows {
            if token == 0 || self.pooling == Pooling::Mean {
                vector.iter_mut().zip(row).for_each(|(sum, number)| *sum += number);
            }
        }
        let length = vector.iter().map(|number| number * number).sum::<f32>().sqrt();
        if length > 0.0 {
            vector.iter_mut().for_each(|number| *number /= length);
        }
        vector
    }
}
