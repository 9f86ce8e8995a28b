//! Which message became which on the other side of a conversation.

use crate::store::connection::{Connection, Durability, Row, values};
use crate::store::database::Store;
use crate::store::error::StoreError;

/// A message of one side, and what the bot made of it on the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relay {
    /// The number of the conversation.
    pub ticket: i64,
    /// Whether staff wrote it.
    pub from_staff: bool,
    /// The message where it was written; 0 for what the bot says itself.
    pub source: i32,
    /// The bot's message on the other side.
    pub copy: i32,
}

impl Relay {
    /// What it is in the staff chat, or in the private chat.
    #[must_use]
    pub fn side(&self, is_staff: bool) -> i32 {
        if self.from_staff == is_staff { self.source } else { self.copy }
    }
}

fn relay_of(row: &Row) -> Result<Relay, StoreError> {
    let message = |column| Ok::<_, StoreError>(i32::try_from(row.number(column)?).unwrap_or_default());
    Ok(Relay { ticket: row.number(0)?, from_staff: row.is_set(1)?, source: message(2)?, copy: message(3)? })
}

/// What a message in the staff chat, or in the private chat, of a conversation is on the other side; of several copies
/// the last.
pub(super) async fn of_message(
    connection: &mut Connection,
    ticket: i64,
    is_staff_chat: bool,
    message: i32,
) -> Result<Vec<Relay>, StoreError> {
    let sql = "SELECT ticket, from_staff, source_id, copy_id FROM relays
         WHERE ticket = $1 AND ((from_staff = $2 AND source_id = $3) OR (from_staff = $4 AND copy_id = $3))
         ORDER BY copy_id DESC";
    let values = values![ticket, is_staff_chat, i64::from(message), !is_staff_chat];
    connection.rows(sql, &values).await?.iter().map(relay_of).collect()
}

/// Forgets what stands, or stood, in the staff chat of a conversation.
pub(super) async fn forget_staff_side(connection: &mut Connection, ticket: i64) -> Result<(), StoreError> {
    connection.execute("DELETE FROM relays WHERE ticket = $1", &values![ticket]).await?;
    Ok(())
}

/// Notes what a message became.
pub(super) async fn note(connection: &mut Connection, relay: Relay, now_ms: i64) -> Result<(), StoreError> {
    let Relay { ticket, from_staff, source, copy } = relay;
    let note = "INSERT INTO relays (ticket, from_staff, source_id, copy_id, at_ms) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (ticket, from_staff, copy_id) DO NOTHING";
    connection.execute(note, &values![ticket, from_staff, i64::from(source), i64::from(copy), now_ms]).await?;
    Ok(())
}

impl Store {
    /// Notes what a message became.
    ///
    /// # Errors
    /// When the database cannot note it now.
    pub async fn note_relay(&self, relay: Relay, now_ms: i64) -> Result<(), StoreError> {
        self.transaction(Durability::Unflushed, move |connection| Box::pin(note(connection, relay, now_ms))).await
    }

    /// The bot's own messages of a conversation in the staff chat that were sent since a time, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read now.
    pub async fn staff_copies(&self, ticket: i64, since_ms: i64) -> Result<Vec<i64>, StoreError> {
        let sql = "SELECT copy_id FROM relays WHERE ticket = $1 AND from_staff = 0 AND at_ms >= $2 ORDER BY copy_id";
        self.rows(sql, &[ticket, since_ms]).await?.iter().map(|row| Ok(row.number(0)?)).collect()
    }
}
