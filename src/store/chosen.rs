//! How often each entry was sent to another chat through inline mode: a count, and nothing about who or where.

use sqlx::{AnyConnection, Row as _};

use super::{Store, StoreError};

/// How often an entry was sent through inline mode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The entry.
    pub entry: String,
    /// How often.
    pub count: i64,
}

impl Store {
    /// The count of every entry that was sent through inline mode, by entry.
    ///
    /// # Errors
    /// When the database cannot be read now.
    pub async fn chosen(&self) -> Result<Vec<Chosen>, StoreError> {
        let rows = sqlx::query("SELECT entry, count FROM chosen ORDER BY entry").fetch_all(&self.pool).await?;
        Ok(rows.iter().map(|row| Chosen { entry: row.get(0), count: row.get(1) }).collect())
    }
}

/// Counts one more for an entry.
pub(super) async fn choose(connection: &mut AnyConnection, entry: &str, now_ms: i64) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO chosen (entry, count, at_ms) VALUES ($1, 1, $2)
         ON CONFLICT (entry) DO UPDATE SET count = chosen.count + 1, at_ms = $2",
    )
    .bind(entry)
    .bind(now_ms)
    .execute(connection)
    .await?;
    Ok(())
}
