//! Groups and channels that the bot was in.

use super::{deletions, schedule};
use crate::store::connection::{Connection, Durability, Row, values};
use crate::store::database::Store;
use crate::store::encrypted_columns::TITLE;
use crate::store::encryption::Keyring;
use crate::store::error::StoreError;

/// A group or channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chat {
    /// Its id.
    pub id: i64,
    /// `group`, `supergroup` or `channel`.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// What its admins set, in the form of the room that reads it; empty when nothing.
    pub settings: String,
    /// Whether the bot is in it and may write.
    pub is_open: bool,
}

impl Chat {
    /// Opens the title, which comes as it is stored.
    pub(super) fn open_title(&mut self, keyring: &Keyring) -> Result<(), StoreError> {
        self.title = keyring.decrypt(TITLE, &self.title)?;
        Ok(())
    }
}

/// A group or channel that the bot came to or left.
pub(super) struct Seen<'a> {
    pub(super) id: i64,
    pub(super) kind: &'a str,
    pub(super) title: &'a str,
    pub(super) is_open: bool,
}

/// The columns of a chat.
pub(super) const CHAT: &str = "chat_id, kind, title, settings, is_open";

/// A chat whose columns stand in these places of a row, its title as it is stored.
pub(super) fn chat_of(row: &Row, [id, kind, title, settings, is_open]: [usize; 5]) -> Result<Chat, StoreError> {
    Ok(Chat {
        id: row.number(id)?,
        kind: row.text(kind)?,
        title: row.text(title)?,
        settings: row.text(settings)?,
        is_open: row.is_set(is_open)?,
    })
}

impl Store {
    /// Notes that the bot may not write to a group or channel any more, as when it missed that it was thrown out.
    ///
    /// # Errors
    /// When the database cannot note it now.
    pub async fn close_chat(&self, chat: i64, now_ms: i64) -> Result<(), StoreError> {
        let close = "UPDATE chats SET is_open = 0, at_ms = $2 WHERE chat_id = $1";
        self.transaction(Durability::Flushed, move |connection| {
            Box::pin(async move { Ok(connection.execute(close, &values![chat, now_ms]).await.map(drop)?) })
        })
        .await
    }
}

/// Notes that the bot came to or left a group or channel.
pub(super) async fn note(
    connection: &mut Connection,
    keyring: &Keyring,
    chat: &Seen<'_>,
    now_ms: i64,
) -> Result<(), StoreError> {
    let note = "INSERT INTO chats (chat_id, kind, title, is_open, at_ms) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (chat_id) DO UPDATE SET
             kind = excluded.kind, title = excluded.title, is_open = excluded.is_open, at_ms = excluded.at_ms";
    let title = keyring.encrypt(TITLE, chat.title);
    connection.execute(note, &values![chat.id, chat.kind, &title, chat.is_open, now_ms]).await?;
    Ok(())
}

/// Notes what the admins of a group or channel set.
pub(super) async fn set(connection: &mut Connection, chat: i64, settings: &str) -> Result<(), StoreError> {
    connection.execute("UPDATE chats SET settings = $1 WHERE chat_id = $2", &values![settings, chat]).await?;
    Ok(())
}

/// What is known about a chat goes to its new id; what the new one has already stays.
pub(super) async fn moved(connection: &mut Connection, from: i64, to: i64, now_ms: i64) -> Result<(), StoreError> {
    let chat = "INSERT INTO chats (chat_id, kind, title, settings, is_open, at_ms)
         SELECT $1, 'supergroup', title, settings, 1, $3 FROM chats WHERE chat_id = $2
         ON CONFLICT (chat_id) DO UPDATE SET
             settings = CASE WHEN chats.settings = '' THEN excluded.settings ELSE chats.settings END";
    connection.execute(chat, &values![to, from, now_ms]).await?;
    let admins = "INSERT INTO admins (person, chat_id, at_ms)
         SELECT person, $1, at_ms FROM admins WHERE chat_id = $2 ON CONFLICT DO NOTHING";
    connection.execute(admins, &values![to, from]).await?;
    schedule::moved(connection, from, to).await?;
    deletions::moved(connection, from).await?;
    for sql in ["DELETE FROM chats WHERE chat_id = $1", "DELETE FROM admins WHERE chat_id = $1"] {
        connection.execute(sql, &values![from]).await?;
    }
    Ok(())
}
