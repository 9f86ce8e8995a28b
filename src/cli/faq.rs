//! Where the FAQ is that a verb reads.

use std::ffi::OsString;
use std::path::Path;
use std::sync::Arc;

use clap::Args;

use super::contacts;
use super::environment::env;
use crate::engine::Engine;
use crate::faq_dir::FaqSource;
use crate::matcher::SentenceVectors;

/// Where the FAQ is.
#[derive(Args, Clone, Debug)]
pub(super) struct FaqArgs {
    /// The FAQ folder; without it, the FAQ that is built in
    #[arg(long, value_name = "DIR", env = "VERBATIM_FAQ", hide_env_values = true)]
    faq: Option<OsString>,
}

impl FaqArgs {
    /// The folder, if one is named.
    pub(super) fn folder(&self) -> Option<&Path> {
        // An empty variable is how a shell script says "not set"; clap would refuse an empty path.
        self.faq.as_deref().filter(|folder| !folder.is_empty()).map(Path::new)
    }

    /// The folder or what is built in, with the contacts that the environment sets.
    pub(super) fn origin(&self) -> FaqSource {
        FaqSource { folder: self.folder().map(Path::to_owned), contacts: contacts::contacts(env) }
    }

    /// The engine that answers from it, with a sentence encoder where there is one.
    pub(super) fn engine(&self, vectors: Option<Arc<dyn SentenceVectors>>) -> anyhow::Result<Engine> {
        let origin = self.origin();
        Ok(Engine::with_vectors(origin.load(&origin.files()?)?, vectors))
    }
}
