//! How often each entry was sent to another chat through inline mode: a count, and nothing about who or where.

use sqlx::Row as _;
use sqlx::sqlite::SqliteConnection;

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
pub(super) async fn choose(connection: &mut SqliteConnection, entry: &str) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO chosen (entry, count) VALUES (?, 1) ON CONFLICT (entry) DO UPDATE SET count = count + 1")
        .bind(entry)
        .execute(connection)
        .await?;
    Ok(())
}
