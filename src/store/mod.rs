//! What must outlive the process: accepted updates, planned sends, feedback,
//! what is remembered about chats and people. The only room that knows SQL.
//!
//! SQLite and PostgreSQL run the same statements, with numbers, texts and bytes alone in them; where the two differ, the
//! statements stand side by side. SQLite belongs to one process, PostgreSQL to any number of them (`queue/leases`).

mod connection;
mod effects;
mod encrypted_columns;
mod encryption;
mod open;
mod queue;
mod records;
mod retention;
mod tables;
mod transfer;
mod writer;

pub use connection::error::DatabaseError;
pub use effects::{Effects, Once, Request};
pub use encrypted_columns::is_encrypted;
pub use encryption::{DecryptError, Key, KeyError, KeyId, Keyring};
pub use open::{OpenError, Place};
pub use queue::{
    Acquire, Claimed, Dead, Incoming, LeaderLock, LeaseEpoch, Letter, Limit, Newest, QueuedUpdate, Remaining,
    SendOutcome, Stored, Unsent, Waiting,
};
pub use records::{
    Answer, Change, Chat, Chosen, Code, Counts, Question, Remembered, Running, Schedule, State, StateQuery, Vote,
};
pub use tables::{Column, Form, Retention, RetentionRule, TABLES, Table};
pub use transfer::TransferError;

use std::sync::Arc;

use futures_util::future::BoxFuture;

use self::connection::postgres::Pool;
use self::connection::sqlite::Location;
use self::connection::{Connection, Durability, Row, Value};
use self::queue::Lease;
use self::writer::{Desk, Writer};

/// The database of one bot. What a method has written outlives the process when it returns, and a power cut too unless
/// the method says otherwise.
#[derive(Debug)]
pub struct Store {
    kind: Kind,
    /// The URL, for connections that are not of the pool; it may hold a password.
    url: secrecy::SecretString,
    /// Where a file is.
    location: Option<Location>,
    lease: Lease,
    desk: Arc<Desk>,
    writer: Writer,
    /// Of PostgreSQL alone.
    shared: Option<Shared>,
}

/// What a process that shares a database has besides.
#[derive(Debug)]
struct Shared {
    pool: Pool,
    /// Who writes what comes in, for there the processes wait for each other.
    intake: Writer,
    /// Who asks for turns to send, which is done statement by statement.
    turns: Writer,
}

/// The database could not do what it was asked: gone, full, or locked by another program. Nothing was changed.
#[derive(Clone, Debug, thiserror::Error)]
pub enum StoreError {
    /// The database failed.
    #[error("the database failed: {0}")]
    Database(#[from] DatabaseError),
    /// What it holds cannot be opened.
    #[error(transparent)]
    Keyring(#[from] DecryptError),
}

impl StoreError {
    /// Whether it concerns the database as a whole, and not one transaction.
    fn is_general(&self) -> bool {
        matches!(self, Self::Database(error) if error.is_general())
    }
}

/// Which database it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Sqlite,
    Postgres,
}

impl Kind {
    /// The one of this kind, where they differ.
    fn choose<T>(self, sqlite: T, postgres: T) -> T {
        match self {
            Self::Sqlite => sqlite,
            Self::Postgres => postgres,
        }
    }
}

impl Store {
    /// Waits for what runs and closes the database.
    pub async fn close(&self) {
        self.leave().await;
        self.writer.close().await;
        if let Some(Shared { pool, intake, turns }) = &self.shared {
            intake.close().await;
            turns.close().await;
            pool.close().await;
        }
    }

    /// Whether other processes may use the same database for the same bot.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        self.kind == Kind::Postgres
    }

    /// Who writes what comes in.
    fn intake(&self) -> &Writer {
        self.shared.as_ref().map_or(&self.writer, |shared| &shared.intake)
    }

    /// Who asks for turns to send.
    fn turns(&self) -> &Writer {
        self.shared.as_ref().map_or(&self.writer, |shared| &shared.turns)
    }

    /// The connections, where there are many.
    fn pool(&self) -> Option<&Pool> {
        self.shared.as_ref().map(|shared| &shared.pool)
    }

    /// Does something in a transaction, whatever becomes of who asks: with others' where there is one connection, on a
    /// connection of its own where there are many. It may be done more than once, and only the last time counts.
    async fn transaction<T, F>(&self, durability: Durability, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'c> Fn(&'c mut Connection) -> BoxFuture<'c, Result<T, StoreError>> + Send + Sync + 'static,
    {
        let Some(pool) = self.pool().cloned() else { return self.writer.transaction(durability, work).await };
        let done = tokio::spawn(async move {
            let mut connection = pool.acquire().await?;
            connection.begin(durability).await?;
            match work(&mut connection).await {
                Ok(value) => connection.commit().await.map(|()| value).map_err(StoreError::from),
                Err(error) => {
                    connection.rollback().await;
                    Err(error)
                }
            }
        });
        done.await.unwrap_or_else(|_| Err(DatabaseError::gone("it did not answer").into()))
    }

    /// Does something that needs no transaction.
    async fn aside<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut Connection) -> BoxFuture<'c, Result<T, StoreError>> + Send + Sync + 'static,
    {
        match self.pool() {
            None => self.writer.aside(work).await,
            Some(pool) => work(&mut pool.acquire().await?).await,
        }
    }

    /// The rows of a statement that reads.
    async fn rows(&self, sql: &'static str, numbers: &[i64]) -> Result<Vec<Row>, StoreError> {
        let numbers = numbers.to_vec();
        self.aside(move |connection| {
            Box::pin(async move {
                let values: Vec<Value<'_>> = numbers.iter().map(|number| Value::from(*number)).collect();
                Ok(connection.rows(sql, &values).await?)
            })
        })
        .await
    }

    /// A connection beside the others.
    async fn connect(&self) -> Result<Connection, StoreError> {
        Ok(match (self.pool(), &self.location) {
            (Some(pool), _) => pool.acquire().await?,
            (None, Some(location)) => Connection::Sqlite(location.connect(false)?),
            (None, None) => return Err(DatabaseError::gone("it has no place").into()),
        })
    }
}
