//! What was done already and must be done once, or once in a while.

use super::pseudonym::Pseudonym;
use crate::store::connection::{Connection, Durability, values};
use crate::store::database::Store;
use crate::store::error::StoreError;

/// Whether a code was not seen before, or only until a time in milliseconds since 1970 that is over; from now on it is,
/// until another.
pub(in crate::store) async fn is_first(
    connection: &mut Connection,
    code: &Pseudonym,
    until_ms: i64,
    over_ms: i64,
) -> Result<bool, StoreError> {
    let note = "INSERT INTO seen (key, until_ms) VALUES ($1, $2)
         ON CONFLICT (key) DO UPDATE SET until_ms = excluded.until_ms WHERE seen.until_ms <= $3";
    Ok(connection.execute(note, &values![code, until_ms, over_ms]).await? > 0)
}

impl Store {
    /// Whether something of this code is to be done now: it was not yet, or is remembered until `over_ms` at most. It is
    /// remembered until `until_ms` then; both in milliseconds since 1970.
    ///
    /// # Errors
    /// When the database cannot note it now.
    pub async fn is_first(&self, code: Pseudonym, until_ms: i64, over_ms: i64) -> Result<bool, StoreError> {
        self.transaction(Durability::Flushed, move |connection| {
            Box::pin(async move { is_first(connection, &code, until_ms, over_ms).await })
        })
        .await
    }

    /// Until when something is remembered, in milliseconds since 1970; `None` when it is not.
    ///
    /// # Errors
    /// When the database cannot be read now.
    pub async fn seen_until(&self, code: Pseudonym) -> Result<Option<i64>, StoreError> {
        self.aside(move |connection| {
            Box::pin(async move {
                let until = "SELECT until_ms FROM seen WHERE key = $1";
                Ok(connection.row(until, &values![&code]).await?.map(|row| row.number(0)).transpose()?)
            })
        })
        .await
    }
}
