//! What must outlive the process: accepted updates, planned sends, feedback,
//! what is remembered about chats and people. The only room that knows SQL.

mod chosen;
mod feedback;
mod inbox;
mod open;
mod outbox;
mod schedule;
mod state;

pub use chosen::Chosen;
pub use feedback::{Counts, Vote};
pub use inbox::{Head, Incoming, Keep, Newest, Work};
pub use open::OpenError;
pub use outbox::{Fate, Once, Planned, Row, Unsent};
pub use schedule::{Running, Schedule};
pub use state::{Answer, Change, Chat, Code, Known, Remembered, Wants};

use std::fs::File;

use sqlx::SqlitePool;

/// The database of one bot. Every method that writes has flushed to disk when it returns.
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
}
