//! Which database a verb uses, and with which keys.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use secrecy::{ExposeSecret, SecretString};

use super::env;
use super::secret::Secret;
use crate::config::{self, Config};
use crate::store::Key;

const KEYS: Secret = Secret { name: "key", variable: "VERBATIM_KEY", credential: "verbatim-key" };

/// Where the database is and what opens it.
#[derive(Args, Debug)]
pub(super) struct StoreArgs {
    /// The database [env: DATABASE_URL] [default: sqlite:verbatim.db]
    #[arg(long, value_name = "URL")]
    database_url: Option<String>,

    /// A file that holds the keys for what people wrote, the newest first: see `verbatim key` [env: VERBATIM_KEY holds
    /// the keys themselves]
    #[arg(long, value_name = "FILE")]
    key_file: Option<PathBuf>,
}

impl StoreArgs {
    /// The URL of the database.
    pub(super) fn database_url(&self) -> SecretString {
        let url = self.database_url.clone().or_else(|| env("DATABASE_URL"));
        url.unwrap_or_else(|| Config::DATABASE_URL.to_owned()).into()
    }

    /// The keys, the newest first; none when no place has any.
    pub(super) fn keys(&self) -> anyhow::Result<Vec<Key>> {
        let Some(found) = KEYS.find(self.key_file.as_deref())? else { return Ok(Vec::new()) };
        config::keys(found.text.expose_secret()).with_context(|| format!("{} cannot be used", found.place))
    }
}
