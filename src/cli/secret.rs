//! Secrets, which are never arguments: in a file that a flag names, else in a variable, else a credential of systemd.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use secrecy::SecretString;

use super::environment::env;

/// A kind of secret and where it may be.
pub(super) struct Secret {
    /// What it is, in the middle of a sentence.
    pub(super) name: &'static str,
    /// The environment variable that holds it.
    pub(super) variable: &'static str,
    /// The name of systemd's credential, as in `LoadCredential=NAME:…`.
    pub(super) credential: &'static str,
}

/// A secret that is set.
pub(super) struct FoundSecret {
    pub(super) text: SecretString,
    /// Where it stands, in the middle of a sentence.
    pub(super) place: String,
}

impl Secret {
    /// Whether the environment holds it.
    pub(super) fn is_in_environment(&self) -> bool {
        env(self.variable).is_some() || self.credential().is_some()
    }

    /// The secret from the first place that has one; `None` when none has.
    pub(super) fn find(&self, file: Option<&Path>) -> anyhow::Result<Option<FoundSecret>> {
        let file = match (file, env(self.variable)) {
            (Some(file), _) => Some(file.to_owned()),
            (None, Some(text)) => return Ok(Some(FoundSecret { text: text.into(), place: self.variable.to_owned() })),
            (None, None) => self.credential(),
        };
        let Some(file) = file else { return Ok(None) };
        let place = format!("the {} file {}", self.name, file.display());
        let text = std::fs::read_to_string(&file).with_context(|| format!("cannot read {place}"))?;
        Ok(Some(FoundSecret { text: text.into(), place }))
    }

    fn credential(&self) -> Option<PathBuf> {
        let file = PathBuf::from(env("CREDENTIALS_DIRECTORY")?).join(self.credential);
        file.exists().then_some(file)
    }
}
