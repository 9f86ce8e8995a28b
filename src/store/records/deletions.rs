//! Messages of the bot's own that are deleted when their time has come: noted when they are sent, and done once.

use crate::store::connection::{Connection, Durability, values};
use crate::store::database::Store;
use crate::store::encrypted_columns::BODY;
use crate::store::error::StoreError;
use crate::store::queue::{lock, own_number};

/// When the message that a request becomes is deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deletion {
    /// Its chat.
    pub chat: i64,
    /// When, in milliseconds since 1970.
    pub due_ms: i64,
}

/// Messages of one chat whose time has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueDeletion {
    /// The chat.
    pub chat: i64,
    /// The messages, in order.
    pub messages: Vec<i64>,
}

const NOTE: [&str; 2] = [
    "INSERT INTO deletions (chat_id, message_id, due_ms) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
    "INSERT INTO deletions (chat_id, message_id, due_ms)
     SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) ON CONFLICT DO NOTHING",
];

/// Notes which messages are to be deleted. What is noted already keeps its time: an answer that changes in place is no
/// younger for it.
pub(in crate::store) async fn note(connection: &mut Connection, all: &[(i64, Deletion)]) -> Result<(), StoreError> {
    // In one order everywhere, so that no two processes wait for each other.
    let mut rows: Vec<_> = all.iter().map(|(message, Deletion { chat, due_ms })| (*chat, *message, *due_ms)).collect();
    rows.sort_unstable();
    let rows: Vec<_> =
        rows.into_iter().map(|(chat, message, due_ms)| values![chat, message, due_ms].to_vec()).collect();
    connection.each(NOTE, &rows).await?;
    Ok(())
}

/// Forgets that a message is to be deleted.
pub(super) async fn stays(connection: &mut Connection, chat: i64, message: i32) -> Result<(), StoreError> {
    let stays = "DELETE FROM deletions WHERE chat_id = $1 AND message_id = $2";
    connection.execute(stays, &values![chat, i64::from(message)]).await?;
    Ok(())
}

/// Forgets the messages of a group that is left behind: the numbers are those of others where it goes.
pub(super) async fn moved(connection: &mut Connection, from: i64) -> Result<(), StoreError> {
    connection.execute("DELETE FROM deletions WHERE chat_id = $1", &values![from]).await?;
    Ok(())
}

impl Store {
    /// The messages whose time has come, by chat, at most so many of each.
    ///
    /// # Errors
    /// When the database cannot be read now.
    pub async fn due_deletions(&self, most: usize, now_ms: i64) -> Result<Vec<DueDeletion>, StoreError> {
        let due =
            "SELECT chat_id, message_id FROM deletions WHERE due_ms <= $1 ORDER BY chat_id, message_id LIMIT 1000";
        let mut all: Vec<DueDeletion> = Vec::new();
        for row in self.rows(due, &[now_ms]).await? {
            let (chat, message) = (row.number(0)?, row.number(1)?);
            match all.last_mut() {
                Some(last) if last.chat == chat && last.messages.len() < most => last.messages.push(message),
                _ => all.push(DueDeletion { chat, messages: vec![message] }),
            }
        }
        Ok(all)
    }

    /// Puts the request that deletes these messages into the outbox, and their time out of mind, both or neither; `false`
    /// when another process did so before. `method` and `body` are the request as the outbox holds it.
    ///
    /// # Errors
    /// When the database cannot take it now; nothing is put in then.
    pub async fn delete_due(
        &self,
        due: &DueDeletion,
        method: &'static str,
        body: &str,
        now_ms: i64,
    ) -> Result<bool, StoreError> {
        let (due, body) = (due.clone(), self.context.keyring.encrypt(BODY, body));
        self.transaction(Durability::Flushed, move |connection| {
            let (due, body) = (due.clone(), body.clone());
            Box::pin(async move {
                lock(connection).await?;
                let mut taken = 0;
                for message in &due.messages {
                    let take = "DELETE FROM deletions WHERE chat_id = $1 AND message_id = $2";
                    taken += connection.execute(take, &values![due.chat, *message]).await?;
                }
                if taken == 0 {
                    return Ok(false);
                }
                let own = own_number(connection).await?;
                let planned = "INSERT INTO inbox (update_id, chat_id, received_at_ms, state)
                     VALUES ($1, $2, $3, 'planned') RETURNING seq";
                let row = connection.row(planned, &values![own, due.chat, now_ms]).await?;
                let seq = row.map(|row| row.number(0)).transpose()?.unwrap_or_default();
                let request = "INSERT INTO outbox (seq, n, method, body, state) VALUES ($1, 0, $2, $3, 'planned')";
                connection.execute(request, &values![seq, method, &body]).await?;
                Ok(true)
            })
        })
        .await
    }
}
