//! The database of one bot, and the ways to ask something of it.

use std::sync::Arc;

use futures_util::future::BoxFuture;

use super::connection::{Connection, DatabaseError, Durability, Location, Pool, Row, Value};
use super::error::StoreError;
use super::kind::DatabaseKind;
use super::queue::Lease;
use super::writer::{WriteContext, Writer};

/// The database of one bot. What a method has written outlives the process when it returns, and a power cut too unless
/// the method says otherwise.
#[derive(Debug)]
pub struct Store {
    pub(super) kind: DatabaseKind,
    /// The URL, for connections that are not of the pool; it may hold a password.
    pub(super) url: secrecy::SecretString,
    /// Where a file is.
    pub(super) location: Option<Location>,
    pub(super) lease: Lease,
    pub(super) context: Arc<WriteContext>,
    pub(super) writer: Writer,
    /// Of PostgreSQL alone.
    pub(super) shared: Option<SharedParts>,
}

/// What a process that shares a database has besides.
#[derive(Debug)]
pub(super) struct SharedParts {
    pub(super) pool: Pool,
    /// Who writes what comes in, for there the processes wait for each other.
    pub(super) intake: Writer,
    /// Who asks for turns to send, which is done statement by statement.
    pub(super) turns: Writer,
}

impl Store {
    /// Waits for what runs and closes the database.
    pub async fn close(&self) {
        self.leave().await;
        self.writer.close().await;
        if let Some(SharedParts { pool, intake, turns }) = &self.shared {
            intake.close().await;
            turns.close().await;
            pool.close().await;
        }
    }

    /// Whether other processes may use the same database for the same bot.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        self.kind == DatabaseKind::Postgres
    }

    /// Who writes what comes in.
    pub(super) fn intake(&self) -> &Writer {
        self.shared.as_ref().map_or(&self.writer, |shared| &shared.intake)
    }

    /// Who asks for turns to send.
    pub(super) fn turns(&self) -> &Writer {
        self.shared.as_ref().map_or(&self.writer, |shared| &shared.turns)
    }

    /// The connections, where there are many.
    pub(super) fn pool(&self) -> Option<&Pool> {
        self.shared.as_ref().map(|shared| &shared.pool)
    }

    /// Does something in a transaction, whatever becomes of who asks: with others' where there is one connection, on a
    /// connection of its own where there are many. It may be done more than once, and only the last time counts.
    pub(super) async fn transaction<T, F>(&self, durability: Durability, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'c> Fn(&'c mut Connection) -> BoxFuture<'c, Result<T, StoreError>> + Send + Sync + 'static,
    {
        let Some(pool) = self.pool().cloned() else { return self.writer.transaction(durability, work).await };
        let done = tokio::spawn(async move {
            let mut connection = Connection::of_pool(&pool).await?;
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
    pub(super) async fn aside<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut Connection) -> BoxFuture<'c, Result<T, StoreError>> + Send + Sync + 'static,
    {
        match self.pool() {
            None => self.writer.aside(work).await,
            Some(pool) => work(&mut Connection::of_pool(pool).await?).await,
        }
    }

    /// The rows of a statement that reads.
    pub(super) async fn rows(&self, sql: &'static str, numbers: &[i64]) -> Result<Vec<Row>, StoreError> {
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
    pub(super) async fn connect(&self) -> Result<Connection, StoreError> {
        Ok(match (self.pool(), &self.location) {
            (Some(pool), _) => Connection::of_pool(pool).await?,
            (None, Some(location)) => Connection::Sqlite(location.connect(false)?),
            (None, None) => return Err(DatabaseError::gone("it has no place").into()),
        })
    }
}
