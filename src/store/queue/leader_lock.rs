//! Which of several processes polls: the one that holds a lock of PostgreSQL's, which ends with its connection.

use secrecy::ExposeSecret as _;

use crate::store::connection::Connection;
use crate::store::database::Store;
use crate::store::error::StoreError;
use crate::store::kind::DatabaseKind;

/// The right to poll, for as long as it is kept.
pub struct LeaderLock {
    /// The connection that holds the lock; `None` where nobody else can have the database.
    connection: Option<Connection>,
}

impl Store {
    /// Takes the lead; `None` when another process has it.
    ///
    /// # Errors
    /// When the database cannot say now.
    pub async fn leader_lock(&self) -> Result<Option<LeaderLock>, StoreError> {
        if self.kind == DatabaseKind::Sqlite {
            return Ok(Some(LeaderLock { connection: None }));
        }
        let mut connection = Connection::beside_pool(self.url.expose_secret()).await?;
        // Who leads looks every few seconds. A process that stands still, or whose machine is gone, must not lead on until
        // the network finds out, which may take hours.
        connection.batch("SET idle_session_timeout = '10s'").await?;
        let taken = connection.row("SELECT pg_try_advisory_lock(7665726261746902)", &[]).await?;
        let is_taken = taken.is_some_and(|row| matches!(row.is_set(0), Ok(true)));
        Ok(is_taken.then_some(LeaderLock { connection: Some(connection) }))
    }
}

impl LeaderLock {
    /// Looks whether the lead is still held.
    ///
    /// # Errors
    /// When it is not, or nobody knows.
    pub async fn look(&mut self) -> Result<(), StoreError> {
        match &mut self.connection {
            Some(connection) => Ok(connection.execute("SELECT 1", &[]).await.map(drop)?),
            None => Ok(()),
        }
    }
}
