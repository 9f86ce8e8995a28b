//! What must outlive the process: accepted updates, planned sends, feedback,
//! what is remembered about chats and people. The only room that knows SQL.
//!
//! SQLite and PostgreSQL run the same statements, with numbers, texts and bytes alone in them; where the two differ, the
//! statements stand side by side. SQLite belongs to one process, PostgreSQL to any number of them (`replicas`).

mod chosen;
mod dead;
mod effects;
mod feedback;
mod inbox;
mod lead;
mod limits;
mod open;
mod outbox;
mod questions;
mod replicas;
mod schedule;
mod seals;
mod sqlite;
mod state;
mod tables;
mod transfer;
mod vault;

pub use chosen::Chosen;
pub use dead::{Dead, Letter};
pub use effects::{Effects, Once, Request};
pub use feedback::{Counts, Vote};
pub use inbox::{Head, Incoming, Newest, Waiting, Work};
pub use lead::Lead;
pub use limits::Limit;
pub use open::{OpenError, Place};
pub use outbox::{Fate, Settled, Stored, Unsent};
pub use questions::Question;
pub use replicas::Term;
pub use schedule::{Running, Schedule};
pub use seals::is_sealed;
pub use state::{Answer, Change, Chat, Code, Known, Remembered, Wants};
pub use tables::{Column, Form, Kept, Retention, TABLES, Table};
pub use transfer::TransferError;
pub use vault::{Key, KeyError, KeyId, Vault, VaultError};

use std::fs::File;

use sqlx::{Any, AnyConnection, AnyPool, Transaction};

use self::replicas::Lease;

/// The database of one bot. What a method has written outlives the process when it returns, and a power cut too unless
/// the method says otherwise.
#[derive(Debug)]
pub struct Store {
    pool: AnyPool,
    kind: Kind,
    /// The URL, for connections that are not of the pool; it may hold a password.
    url: secrecy::SecretString,
    lease: Lease,
    vault: Vault,
    /// Keeps other processes off the same file; the kernel lets go of it even after `kill -9`.
    _lock: Option<File>,
}

/// The database could not do what it was asked: gone, full, or locked by another program. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database failed.
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
    /// What it holds cannot be opened.
    #[error(transparent)]
    Vault(VaultError),
}

/// Which database it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Sqlite,
    Postgres,
}

impl Kind {
    /// The statement of this kind, where they differ.
    fn choose<T>(self, sqlite: T, postgres: T) -> T {
        match self {
            Self::Sqlite => sqlite,
            Self::Postgres => postgres,
        }
    }
}

/// The one lock that inserts into the inbox take in PostgreSQL, so that they are seen in the order of their places.
const INBOX_LOCK: &str = "SELECT pg_advisory_xact_lock(7665726261746901)";

impl Store {
    /// Waits for what runs and closes the database.
    pub async fn close(&self) {
        self.leave().await;
        self.pool.close().await;
    }

    /// Whether other processes may use the same database for the same bot.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        self.kind == Kind::Postgres
    }

    /// Begins a transaction that is on disk, with all before it, once it is committed.
    async fn begin_flushed(&self) -> Result<Transaction<'static, Any>, StoreError> {
        Ok(self.pool.begin_with(self.kind.choose("PRAGMA synchronous = FULL; BEGIN IMMEDIATE", "BEGIN")).await?)
    }

    /// Begins a transaction that is with the system once it is committed, and on disk with the next that is flushed: a
    /// power cut between the two takes it back whole. For what is done again without harm.
    async fn begin_unflushed(&self) -> Result<Transaction<'static, Any>, StoreError> {
        let begin = self
            .kind
            .choose("PRAGMA synchronous = NORMAL; BEGIN IMMEDIATE", "BEGIN; SET LOCAL synchronous_commit = off");
        Ok(self.pool.begin_with(begin).await?)
    }

    /// Begins a flushed transaction that inserts into the inbox. Who looks for news must not pass over an update that
    /// another process is about to commit, so inserts come one after the other.
    async fn begin_insert(&self) -> Result<Transaction<'static, Any>, StoreError> {
        let mut tx = self.begin_flushed().await?;
        if self.kind == Kind::Postgres {
            sqlx::query(INBOX_LOCK).execute(&mut *tx).await?;
        }
        Ok(tx)
    }
}

/// A number of the bot's own for something in the inbox; Telegram's are above 0.
async fn own_number(connection: &mut AnyConnection) -> Result<i64, StoreError> {
    let lowest = sqlx::query_scalar("SELECT coalesce(min(update_id), 0) FROM inbox WHERE update_id <= 0");
    Ok(lowest.fetch_one(connection).await.map(|lowest: i64| lowest - 1)?)
}
