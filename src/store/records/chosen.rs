//! How often each entry was sent to another chat through inline mode: a count, and nothing about who or where.

use crate::store::connection::{Connection, values};
use crate::store::database::Store;
use crate::store::error::StoreError;

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
        let rows = self.rows("SELECT entry, count FROM chosen ORDER BY entry", &[]).await?;
        rows.iter().map(|row| Ok(Chosen { entry: row.text(0)?, count: row.number(1)? })).collect()
    }
}

/// Counts one more for an entry.
pub(super) async fn choose(connection: &mut Connection, entry: &str, now_ms: i64) -> Result<(), StoreError> {
    let choose = "INSERT INTO chosen (entry, count, at_ms) VALUES ($1, 1, $2)
         ON CONFLICT (entry) DO UPDATE SET count = chosen.count + 1, at_ms = $2";
    connection.execute(choose, &values![entry, now_ms]).await?;
    Ok(())
}
