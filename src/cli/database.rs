//! Which database a verb uses, and with which keys.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use secrecy::{ExposeSecret, SecretString};

use super::environment::env;
use super::secret::Secret;
use crate::config::{self, Config};
use crate::store::{Key, Keyring, Store};

const KEYS: Secret = Secret { name: "key", variable: "VERBATIM_KEY", credential: "verbatim-key" };

/// Where the database is and what opens it.
#[derive(Args, Debug)]
pub(super) struct StoreArgs {
    /// The database, `sqlite:FILE` or `postgres://USER@HOST/NAME` [env: DATABASE_URL] [default: sqlite:verbatim.db]
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

    /// Runs something on the database, beside the bot that may run on it.
    pub(super) fn beside(&self, run: impl AsyncFnOnce(&Store) -> anyhow::Result<u8>) -> anyhow::Result<u8> {
        on_runtime(async {
            let store = self.open_beside().await?;
            let done = run(&store).await;
            store.close().await;
            done
        })
    }

    /// The database, which is there, beside the bot that may run on it.
    pub(super) async fn open_beside(&self) -> anyhow::Result<Store> {
        Ok(Store::open_beside(self.database_url().expose_secret(), Keyring::new(self.keys()?)).await?)
    }

    /// The database, which no bot may run on meanwhile.
    pub(super) async fn alone(&self) -> anyhow::Result<Store> {
        self.alone_at(self.database_url().expose_secret()).await
    }

    /// Another database with the same keys, which no bot may run on meanwhile.
    pub(super) async fn alone_at(&self, url: &str) -> anyhow::Result<Store> {
        Ok(Store::open(url, Keyring::new(self.keys()?)).await?)
    }
}

/// Runs what waits for a database.
pub(super) fn on_runtime(run: impl Future<Output = anyhow::Result<u8>>) -> anyhow::Result<u8> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(run)
}
