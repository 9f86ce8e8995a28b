//! Where conversations stand in the staff chat, and where that chat is now.

use super::relays::{self, Relay};
use crate::store::connection::{Connection, Durability, values};
use crate::store::database::Store;
use crate::store::encrypted_columns::PAYLOAD;
use crate::store::error::StoreError;
use crate::store::queue::lock;
use crate::store::records::pseudonym::Pseudonym;
use crate::store::records::schedule::put_in;
use crate::store::records::seen::is_first;

/// A group became another: what stands in it stands nowhere now, and the settings' number of it leads to the new one.
pub(in crate::store) async fn moved(connection: &mut Connection, from: i64, to: i64) -> Result<(), StoreError> {
    let of_group = "SELECT id FROM tickets WHERE group_id = $1";
    let rows = connection.rows(of_group, &values![from]).await?;
    for row in rows {
        relays::forget_staff_side(connection, row.number(0)?).await?;
    }
    let lost = "UPDATE tickets SET group_id = $2, topic = NULL, root = NULL, renewed = renewed + 1 WHERE group_id = $1";
    connection.execute(lost, &values![from, to]).await?;
    connection.execute("UPDATE staff_chats SET chat_id = $2 WHERE chat_id = $1", &values![from, to]).await?;
    Ok(())
}

/// Takes a conversation into this staff chat. What it has in another is of no use here, where the same numbers are those of
/// other people's messages.
async fn enter(connection: &mut Connection, ticket: i64, group: i64) -> Result<(), StoreError> {
    let enter = "UPDATE tickets SET group_id = $2, topic = NULL, root = NULL WHERE id = $1 AND group_id <> $2";
    if connection.execute(enter, &values![ticket, group]).await? > 0 {
        relays::forget_staff_side(connection, ticket).await?;
    }
    Ok(())
}

impl Store {
    /// Where the staff chat that is set is now. It is noted as set, so that it can move.
    ///
    /// # Errors
    /// When the database cannot be asked now.
    pub async fn staff_chat(&self, set: i64) -> Result<i64, StoreError> {
        self.transaction(Durability::Flushed, move |connection| {
            Box::pin(async move {
                let note = "INSERT INTO staff_chats (set_id, chat_id) VALUES ($1, $1) ON CONFLICT DO NOTHING";
                connection.execute(note, &values![set]).await?;
                let now = "SELECT chat_id FROM staff_chats WHERE set_id = $1";
                let now = connection.row(now, &values![set]).await?.map(|row| row.number(0)).transpose()?;
                Ok(now.unwrap_or(set))
            })
        })
        .await
    }

    /// Where the staff chat that is set is now; `None` when it was never noted.
    ///
    /// # Errors
    /// When the database cannot be read now.
    pub async fn staff_chat_now(&self, set: i64) -> Result<Option<i64>, StoreError> {
        let rows = self.rows("SELECT chat_id FROM staff_chats WHERE set_id = $1", &[set]).await?;
        Ok(rows.first().map(|row| row.number(0)).transpose()?)
    }

    /// Puts something that is due in a conversation into the inbox, once for each code; `false` when it was put in
    /// before. The code is remembered until a time in milliseconds since 1970.
    ///
    /// # Errors
    /// When the database cannot take it now; nothing is put in then.
    pub async fn desk_due(
        &self,
        code: Pseudonym,
        until_ms: i64,
        chat: i64,
        payload: &str,
        now_ms: i64,
    ) -> Result<bool, StoreError> {
        let payload = self.context.keyring.encrypt(PAYLOAD, payload);
        self.transaction(Durability::Flushed, move |connection| {
            let payload = payload.clone();
            Box::pin(async move {
                lock(connection).await?;
                let is_first = is_first(connection, &code, until_ms, now_ms).await?;
                if is_first {
                    put_in(connection, chat, &payload, now_ms).await?;
                }
                Ok(is_first)
            })
        })
        .await
    }

    /// Notes that the staff chat became another, as a refusal of Telegram's says.
    ///
    /// # Errors
    /// When the database cannot note it now.
    pub async fn staff_chat_moved(&self, from: i64, to: i64) -> Result<(), StoreError> {
        self.transaction(Durability::Flushed, move |connection| Box::pin(moved(connection, from, to))).await
    }

    /// Links a conversation to a topic of this staff chat, unless it has one there already; gives the topic that it has
    /// now.
    ///
    /// # Errors
    /// When the database cannot note it now.
    pub async fn link_topic(&self, ticket: i64, group: i64, topic: i32) -> Result<i32, StoreError> {
        self.transaction(Durability::Flushed, move |connection| {
            Box::pin(async move {
                enter(connection, ticket, group).await?;
                let link = "UPDATE tickets SET topic = $2, root = NULL WHERE id = $1 AND topic IS NULL";
                connection.execute(link, &values![ticket, i64::from(topic)]).await?;
                let now = "SELECT topic FROM tickets WHERE id = $1";
                let now = connection.row(now, &values![ticket]).await?;
                let now = now.map(|row| row.optional_number(0)).transpose()?.flatten();
                Ok(now.and_then(|now| i32::try_from(now).ok()).unwrap_or(topic))
            })
        })
        .await
    }

    /// Links a conversation to the card in this staff chat that replies to it hang on, and notes the card as a message of
    /// the bot's own there.
    ///
    /// # Errors
    /// When the database cannot note it now; neither is noted then.
    pub async fn link_root(&self, ticket: i64, group: i64, root: i32, now_ms: i64) -> Result<(), StoreError> {
        self.transaction(Durability::Flushed, move |connection| {
            Box::pin(async move {
                enter(connection, ticket, group).await?;
                let link = "UPDATE tickets SET root = $2 WHERE id = $1";
                connection.execute(link, &values![ticket, i64::from(root)]).await?;
                let card = Relay { ticket, from_staff: false, source: 0, copy: root };
                relays::note(connection, card, now_ms).await
            })
        })
        .await
    }

    /// Notes that the place of a conversation is no more, if it is this one still.
    ///
    /// # Errors
    /// When the database cannot note it now.
    pub async fn unlink_place(
        &self,
        ticket: i64,
        group: i64,
        topic: Option<i32>,
        root: Option<i32>,
    ) -> Result<(), StoreError> {
        self.transaction(Durability::Flushed, move |connection| {
            Box::pin(async move {
                let (topic, root) = (topic.map_or(0, i64::from), root.map_or(0, i64::from));
                let lost = "UPDATE tickets SET topic = NULL, root = NULL, renewed = renewed + 1
                     WHERE id = $1 AND group_id = $2 AND coalesce(topic, 0) = $3 AND coalesce(root, 0) = $4";
                if connection.execute(lost, &values![ticket, group, topic, root]).await? > 0 {
                    relays::forget_staff_side(connection, ticket).await?;
                }
                Ok(())
            })
        })
        .await
    }
}
