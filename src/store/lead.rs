//! Which of several processes polls: the one that holds a lock of PostgreSQL's, which ends with its connection.

use sqlx::{AnyConnection, Connection as _};

use secrecy::ExposeSecret as _;

use super::{Kind, Store, StoreError};

/// The right to poll, for as long as it is kept.
#[derive(Debug)]
pub struct Lead {
    /// The connection that holds the lock; `None` where nobody else can have the database.
    connection: Option<AnyConnection>,
}

impl Store {
    /// Takes the lead; `None` when another process has it.
    ///
    /// # Errors
    /// When the database cannot say now.
    pub async fn lead(&self) -> Result<Option<Lead>, StoreError> {
        if self.kind == Kind::Sqlite {
            return Ok(Some(Lead { connection: None }));
        }
        let mut connection = AnyConnection::connect(self.url.expose_secret()).await?;
        // Who leads looks every few seconds. A process that stands still, or whose machine is gone, must not lead on until
        // the network finds out, which may take hours.
        sqlx::query("SET idle_session_timeout = '10s'").execute(&mut connection).await?;
        let taken = sqlx::query_scalar("SELECT pg_try_advisory_lock(7665726261746902)").fetch_one(&mut connection);
        Ok(taken.await.map(|is_taken: bool| is_taken.then_some(Lead { connection: Some(connection) }))?)
    }
}

impl Lead {
    /// Looks whether the lead is still held.
    ///
    /// # Errors
    /// When it is not, or nobody knows.
    pub async fn look(&mut self) -> Result<(), StoreError> {
        match &mut self.connection {
            Some(connection) => Ok(connection.ping().await?),
            None => Ok(()),
        }
    }
}
