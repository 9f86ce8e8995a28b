//! The places of the inbox: in the order in which updates are taken in, and numbers for what is not Telegram's.

use crate::store::connection::Connection;
use crate::store::error::StoreError;
use crate::store::kind::DatabaseKind;

/// The one lock that inserts into the inbox take in PostgreSQL. Who looks for news must not pass over an update that
/// another process is about to commit, so inserts come one after the other, in the order of their places.
const INBOX_LOCK: &str = "SELECT pg_advisory_xact_lock(7665726261746901)";

/// Takes the lock, which is kept until the transaction ends.
pub(in crate::store) async fn lock(connection: &mut Connection) -> Result<(), StoreError> {
    if connection.kind() == DatabaseKind::Postgres {
        connection.batch(INBOX_LOCK).await?;
    }
    Ok(())
}

/// A number of the bot's own for something in the inbox; Telegram's are above 0.
pub(in crate::store) async fn own_number(connection: &mut Connection) -> Result<i64, StoreError> {
    let lowest = "SELECT coalesce(min(update_id), 0) FROM inbox WHERE update_id <= 0";
    let lowest = connection.row(lowest, &[]).await?.map(|row| row.number(0)).transpose()?;
    Ok(lowest.unwrap_or_default() - 1)
}
