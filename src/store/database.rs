//! The database of one bot, and the ways to ask something of it.

use std::sync::Arc;

use futures_util::future::BoxFuture;

use super::connection::{Connection, DatabaseError, Durability, Location, Pool, Row, Value};
use super::error::StoreError;
use super::kind::DatabaseKind;
use super::queue::Lease;
use super::writer::{BatchTurn, Batched, WriteContext, Writer};

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
    pub(super) writers: Writers,
}

/// Who writes.
#[derive(Debug)]
pub(super) enum Writers {
    /// The one that has the connection.
    One(Writer),
    /// One for each kind of batch, by its turn, so that none waits while another's statements are on their way, and the
    /// connections for everything else. Different kinds change different rows, or in an order that is the same for all.
    ByKind(Vec<Writer>, Pool),
}

impl Store {
    /// Waits for what runs and closes the database.
    pub async fn close(&self) {
        self.leave().await;
        match &self.writers {
            Writers::One(writer) => writer.close().await,
            Writers::ByKind(writers, pool) => {
                for writer in writers {
                    writer.close().await;
                }
                pool.close().await;
            }
        }
    }

    /// Whether other processes may use the same database for the same bot.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        self.kind == DatabaseKind::Postgres
    }

    /// Asks for something that is done together with what others ask for.
    pub(super) async fn ask<T: Batched>(&self, what: T) -> Result<T::Answer, StoreError> {
        let writer = match &self.writers {
            Writers::One(writer) => writer,
            // Claims go behind plans: of who planned and went away, the plan is found.
            Writers::ByKind(writers, _) if T::TURN == BatchTurn::Claim => &writers[BatchTurn::Plan as usize],
            Writers::ByKind(writers, _) => &writers[T::TURN as usize],
        };
        writer.ask(what).await
    }

    /// Does something in a transaction, whatever becomes of who asks: with others' where there is one connection, on a
    /// connection of its own where there are many. It may be done more than once, and only the last time counts.
    pub(super) async fn transaction<T, F>(&self, durability: Durability, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'c> Fn(&'c mut Connection) -> BoxFuture<'c, Result<T, StoreError>> + Send + Sync + 'static,
    {
        let pool = match &self.writers {
            Writers::One(writer) => return writer.transaction(durability, work).await,
            Writers::ByKind(_, pool) => pool.clone(),
        };
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
        match &self.writers {
            Writers::One(writer) => writer.aside(work).await,
            Writers::ByKind(_, pool) => work(&mut Connection::of_pool(pool).await?).await,
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
        Ok(match (&self.writers, &self.location) {
            (Writers::ByKind(_, pool), _) => Connection::of_pool(pool).await?,
            (Writers::One(_), Some(location)) => Connection::Sqlite(location.connect(false)?),
            (Writers::One(_), None) => return Err(DatabaseError::gone("it has no place").into()),
        })
    }
}
