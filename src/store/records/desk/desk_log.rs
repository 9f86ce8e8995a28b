//! What was done at the desk, by whom: for those who answer for it.

use crate::store::connection::{Connection, Row, values};
use crate::store::database::Store;
use crate::store::error::StoreError;

/// Something that was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskAct {
    /// When, in milliseconds since 1970.
    pub at_ms: i64,
    /// In which conversation.
    pub ticket: Option<i64>,
    /// Telegram's number of the member of staff; `None` when it was nobody of them.
    pub who: Option<i64>,
    /// What, in a word.
    pub act: String,
    /// What more is to be said of it; never what was written in a conversation.
    pub detail: String,
}

/// Notes something that was done.
pub(super) async fn note(connection: &mut Connection, act: &DeskAct) -> Result<(), StoreError> {
    let DeskAct { at_ms, ticket, who, act, detail } = act;
    let note = "INSERT INTO desk_log (at_ms, ticket, who, act, detail) VALUES ($1, $2, $3, $4, $5)";
    connection.execute(note, &values![*at_ms, *ticket, *who, act, detail]).await?;
    Ok(())
}

fn act_of(row: &Row) -> Result<(i64, DeskAct), StoreError> {
    let act = DeskAct {
        at_ms: row.number(1)?,
        ticket: row.optional_number(2)?,
        who: row.optional_number(3)?,
        act: row.text(4)?,
        detail: row.text(5)?,
    };
    Ok((row.number(0)?, act))
}

impl Store {
    /// What was done since a time, behind a number, oldest first, at most so many, each with its number.
    ///
    /// # Errors
    /// When the database cannot be read now.
    pub async fn desk_log(&self, since_ms: i64, after: i64, most: u32) -> Result<Vec<(i64, DeskAct)>, StoreError> {
        let sql = "SELECT id, at_ms, ticket, who, act, detail FROM desk_log
             WHERE at_ms >= $1 AND id > $2 ORDER BY id LIMIT $3";
        self.rows(sql, &[since_ms, after, i64::from(most)]).await?.iter().map(act_of).collect()
    }
}
