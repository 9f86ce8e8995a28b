//! The sentence encoder that a verb reads questions with.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use clap::Args;
use indicatif::ProgressBar;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

use super::bar::new_bar;
use super::environment::env;
use crate::config::EncoderConfig;
use crate::encoder::{Encoder, KeptVectors};
use crate::matcher::SentenceVectors;
use crate::store::DatabasePlace;

/// The sentence encoder, if there is one.
#[derive(Args, Clone, Debug)]
pub(super) struct EncoderArgs {
    /// A folder with a sentence encoder that reads questions beside the engine (config.json, tokenizer.json,
    /// model.safetensors); deploy/encoder fetches one
    #[arg(long, value_name = "DIR", env = "VERBATIM_ENCODER", hide_env_values = true)]
    encoder: Option<OsString>,
    /// Where the vectors of phrasings are kept, so that each is encoded once [default: beside the database of
    /// `run`, else in the user's cache]
    #[arg(long, value_name = "FILE", env = "VERBATIM_ENCODER_CACHE", hide_env_values = true)]
    encoder_cache: Option<OsString>,
}

/// An encoder that was read.
pub(super) struct OpenedEncoder {
    /// As the engine uses it.
    pub(super) vectors: Arc<dyn SentenceVectors>,
    /// The name of its folder.
    pub(super) name: String,
    /// What tells it from others, in hexadecimal.
    pub(super) fingerprint: String,
}

impl EncoderArgs {
    /// The encoder as the engine of the FAQ in this folder uses it; `None` when none is named.
    pub(super) fn vectors(&self, faq: Option<&Path>) -> anyhow::Result<Option<Arc<dyn SentenceVectors>>> {
        Ok(self.opened(faq)?.map(|opened| opened.vectors))
    }

    /// The same with its name.
    pub(super) fn opened(&self, faq: Option<&Path>) -> anyhow::Result<Option<OpenedEncoder>> {
        let Some(folder) = set(self.encoder.as_ref()) else { return Ok(None) };
        let encoder = Arc::new(Encoder::open(folder)?);
        let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        let name = whole.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let fingerprint = hex::encode(&encoder.fingerprint()[..8]);
        let file = self.cache_file(folder, faq);
        if file.is_none() {
            anstream::eprintln!(
                "verbatim: there is no folder to keep vectors in, so every start encodes anew; --encoder-cache names a file"
            );
        }
        let on_fault = |fault: &_| anstream::eprintln!("verbatim: {fault}");
        let vectors = Arc::new(KeptVectors::new(encoder, file, Box::new(bars()), Box::new(on_fault)));
        Ok(Some(OpenedEncoder { vectors, name, fingerprint }))
    }

    /// What a running bot is told of it; the file of vectors is beside the database when that is a file.
    pub(super) fn config(&self, faq: Option<&Path>, database: &SecretString) -> Option<EncoderConfig> {
        let folder = set(self.encoder.as_ref())?;
        let beside =
            || beside_database(database.expose_secret()).filter(|_| set(self.encoder_cache.as_ref()).is_none());
        let cache = beside().or_else(|| self.cache_file(folder, faq));
        if cache.is_none() {
            tracing::warn!("there is no folder to keep vectors in, so every start encodes anew; set --encoder-cache");
        }
        Some(EncoderConfig { folder: folder.to_owned(), cache })
    }

    /// The file that is named, or one in the user's cache: one for each encoder and FAQ, so that none takes
    /// turns with another.
    fn cache_file(&self, encoder: &Path, faq: Option<&Path>) -> Option<PathBuf> {
        if let Some(file) = set(self.encoder_cache.as_ref()) {
            return Some(file.to_owned());
        }
        let cache = env("XDG_CACHE_HOME").map(PathBuf::from).filter(|folder| folder.is_absolute());
        let folder = cache.or_else(|| Some(Path::new(&env("HOME")?).join(".cache")))?.join("verbatim");
        std::fs::create_dir_all(&folder).ok()?;
        let whole = std::path::absolute(encoder).ok()?;
        let faq = faq.map(std::path::absolute).transpose().ok()?.unwrap_or_default();
        let both = [whole.as_os_str().as_encoded_bytes(), faq.as_os_str().as_encoded_bytes()].join(&0);
        Some(folder.join(format!("vectors-{}", hex::encode(&Sha256::digest(both)[..8]))))
    }
}

/// Beside the file of a database; `None` when it is a server, in memory, or none, which is said when it is opened.
fn beside_database(url: &str) -> Option<PathBuf> {
    let mut path = DatabasePlace::of(url).ok()?.file?.into_os_string();
    path.push(".vectors");
    Some(path.into())
}

/// An empty variable is how a shell script says "not set".
fn set(value: Option<&OsString>) -> Option<&Path> {
    value.filter(|value| !value.is_empty()).map(Path::new)
}

/// A bar for each run of the encoder; a FAQ that is followed is encoded again when it changes.
fn bars() -> impl Fn(usize, usize) + Send + Sync {
    let bar: Mutex<Option<ProgressBar>> = Mutex::default();
    move |done, all| {
        let mut bar = bar.lock().unwrap_or_else(PoisonError::into_inner);
        bar.get_or_insert_with(|| new_bar(all as u64, " phrasings encoded")).set_position(done as u64);
        if let Some(bar) = bar.take_if(|_| done >= all) {
            bar.finish_and_clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::beside_database;

    #[test]
    fn vectors_stand_beside_a_database_that_is_a_file() {
        let check = |url: &str, expected: Option<&str>| {
            assert_eq!(beside_database(url).as_deref(), expected.map(Path::new), "{url}");
        };
        check("sqlite:verbatim.db", Some("verbatim.db.vectors"));
        check("sqlite:///var/lib/v.db?mode=rwc", Some("/var/lib/v.db.vectors"));
        check("sqlite:my%20files/v.db", Some("my files/v.db.vectors"));
        check("sqlite::memory:", None);
        check("sqlite:v.db?mode=memory", None);
        check("mysql://bot@host/bot", None);
        check("postgres://bot@host/bot", None);
    }
}
