//! What must outlive the process: accepted updates, planned sends, feedback,
//! what is remembered about chats and people. The only room that knows SQL.

mod chosen;
mod feedback;
mod inbox;
mod open;
mod outbox;
mod schedule;
mod state;
mod vault;

pub use chosen::Chosen;
pub use feedback::{Counts, Vote};
pub use inbox::{Head, Incoming, Keep, Newest, Waiting, Work};
pub use open::OpenError;
pub use outbox::{Fate, Once, Planned, Row, Unsent};
pub use schedule::{Running, Schedule};
pub use state::{Answer, Change, Chat, Code, Known, Remembered, Wants};
pub use vault::{Key, KeyError, KeyId, Vault, VaultError};

use std::fs::File;

use sqlx::{Sqlite, SqlitePool, Transaction};

/// The database of one bot. What a method has written outlives the process when it returns, and a power cut too unless
/// the method says otherwise.
#[derive(Debug)]
pub struct Store {
    pool: SqlitePool,
    /// Keeps other processes off the same database; the kernel lets go of it even after `kill -9`.
    _lock: Option<File>,
}

/// The database could not do what it was asked: gone, full, or locked by another program. Nothing was changed.
#[derive(Debug, thiserror::Error)]
#[error("the database failed: {0}")]
pub struct StoreError(#[from] sqlx::Error);

impl Store {
    /// Waits for what runs and closes the file.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    /// Begins a transaction that is on disk, with all before it, once it is committed.
    async fn begin_flushed(&self) -> Result<Transaction<'static, Sqlite>, StoreError> {
        Ok(self.pool.begin_with("PRAGMA synchronous = FULL; BEGIN").await?)
    }

    /// Begins a transaction that is with the system once it is committed, and on disk with the next that is flushed: a
    /// power cut between the two takes it back whole. For what is done again without harm.
    async fn begin_unflushed(&self) -> Result<Transaction<'static, Sqlite>, StoreError> {
        Ok(self.pool.begin_with("PRAGMA synchronous = NORMAL; BEGIN").await?)
    }
}
