//! An encoder as the matcher uses it: the vectors of phrasings are kept, in memory and in a file, so that each phrasing
//! is encoded once.

use std::collections::HashMap;
use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use super::sentence_encoder::Encoder;
use super::vector_cache::{CacheFault, EncodedTexts, encode_cached};
use crate::matcher::SentenceVectors;

/// Told how many of how many phrasings are encoded.
pub type OnEncoded = Box<dyn Fn(usize, usize) + Send + Sync>;
/// Told why a file of vectors was of no use.
pub type OnFault = Box<dyn Fn(&CacheFault) + Send + Sync>;

/// Vectors by one encoder.
pub struct KeptVectors {
    encoder: Arc<Encoder>,
    file: Option<PathBuf>,
    known: Mutex<HashMap<String, Vec<f32>>>,
    progress: OnEncoded,
    on_fault: OnFault,
}

impl KeptVectors {
    /// Those of an encoder, kept in a file where one is named.
    pub fn new(encoder: Arc<Encoder>, file: Option<PathBuf>, progress: OnEncoded, on_fault: OnFault) -> Self {
        Self { encoder, file, known: Mutex::default(), progress, on_fault }
    }

    /// The vectors of a few questions in one go.
    pub fn of_questions(&self, texts: &[&str]) -> Vec<Vec<f32>> {
        self.encoder.encode_few(texts)
    }
}

impl fmt::Debug for KeptVectors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeptVectors").field("file", &self.file).finish_non_exhaustive()
    }
}

impl SentenceVectors for KeptVectors {
    fn of_phrasings(&self, texts: &[&str]) -> Vec<Vec<f32>> {
        // Who panicked with it left whole vectors or none.
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if texts.iter().any(|text| !known.contains_key(*text)) {
            // A FAQ that is tried lacks phrasings of the one in force, which stay in the file.
            let mut all: Vec<&str> = texts.to_vec();
            all.extend(known.keys().map(String::as_str));
            all.sort_unstable();
            all.dedup();
            let EncodedTexts { vectors, fault, .. } =
                encode_cached(&self.encoder, &all, (&*known, self.file.as_deref()), &self.progress);
            if let Some(fault) = fault {
                (self.on_fault)(&fault);
            }
            *known = all.into_iter().map(str::to_owned).zip(vectors).collect();
        }
        texts.iter().map(|text| known[*text].clone()).collect()
    }

    fn of_question(&self, text: &str) -> Option<Vec<f32>> {
        Some(self.encoder.encode(text))
    }
}
