//! Dead letters: updates and requests that were given up, kept for a while so that an operator can have them tried
//! again.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::places::{lock, own_number};
use super::queued_kind::QueuedKind;
use crate::store::connection::{Connection, DatabaseError, Durability, Row, values};
use crate::store::database::Store;
use crate::store::encrypted_columns::{BODY, LETTER, PAYLOAD};
use crate::store::encryption::Keyring;
use crate::store::error::StoreError;
use crate::store::records::Pseudonym;
use crate::store::writer::WriteContext;

/// Why something is given up, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dead {
    /// What went wrong, without a person's words.
    pub reason: String,
    /// The person it is from, so that it is forgotten with them; `None` when that cannot be said.
    pub person: Option<Pseudonym>,
}

/// A dead letter as an operator sees it: without the words in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Its number.
    pub id: i64,
    /// The method of a request; `None` for an update.
    pub method: Option<String>,
    /// What kind of place it is from or for; `None` when it has none, or that cannot be said without the key.
    pub place: Option<LetterPlace>,
    /// Why it was given up.
    pub reason: String,
    /// When its update was accepted, in milliseconds since 1970.
    pub received_at_ms: i64,
    /// When it was given up, in milliseconds since 1970.
    pub died_at_ms: i64,
}

/// What kind of place a dead letter is from or for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterPlace {
    /// A private chat.
    Private,
    /// A group.
    Group,
    /// A channel.
    Channel,
    /// Wherever a post of the bot's own was to go.
    Post,
}

impl LetterPlace {
    /// A name for operators.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Private => "private",
            Self::Group => "group",
            Self::Channel => "channel",
            Self::Post => "post",
        }
    }
}

/// What must be known to try it again.
#[derive(Serialize, Deserialize)]
struct Contents {
    chat_id: Option<i64>,
    text: String,
    /// Whether it is a post of the bot's own. Not there in what earlier versions stored of updates, nor right in what they
    /// stored of requests.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    is_post: bool,
}

impl Store {
    /// The dead letters, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read now.
    pub async fn letters(&self) -> Result<Vec<Letter>, StoreError> {
        self.letters_after(i64::MIN).await
    }

    /// Those that were given up after a time in milliseconds since 1970, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read now.
    pub async fn letters_after(&self, after_ms: i64) -> Result<Vec<Letter>, StoreError> {
        let letters = "SELECT id, method, reason, received_at_ms, died_at_ms, letter FROM dead
             WHERE died_at_ms > $1 ORDER BY id";
        let letters = self.rows(letters, &[after_ms]).await?;
        if letters.is_empty() {
            return Ok(Vec::new());
        }
        let channels = self.rows("SELECT chat_id FROM chats WHERE kind = 'channel'", &[]).await?;
        let channels = channels.iter().map(|row| row.number(0)).collect::<Result<HashSet<_>, _>>()?;
        letters.iter().map(|row| letter_of(row, &self.context.keyring, &channels)).collect()
    }

    /// Puts a dead letter back to be tried again, behind everything that its chat waits for; `false` when there is none
    /// of that number.
    ///
    /// # Errors
    /// When the database cannot do it now, or the letter cannot be read.
    pub async fn retry(&self, id: i64, now_ms: i64) -> Result<bool, StoreError> {
        let context = self.context.clone();
        self.transaction(Durability::Flushed, move |connection| {
            let context = context.clone();
            Box::pin(async move { put_back(connection, &context, id, now_ms).await })
        })
        .await
    }

    /// Deletes a dead letter; `false` when there is none of that number.
    ///
    /// # Errors
    /// When the database cannot do it now.
    pub async fn drop_letter(&self, id: i64) -> Result<bool, StoreError> {
        self.transaction(Durability::Flushed, move |connection| {
            Box::pin(async move { Ok(connection.execute("DELETE FROM dead WHERE id = $1", &values![id]).await? > 0) })
        })
        .await
    }
}

fn letter_of(row: &Row, keyring: &Keyring, channels: &HashSet<i64>) -> Result<Letter, StoreError> {
    Ok(Letter {
        id: row.number(0)?,
        method: row.optional_text(1)?,
        place: contents(keyring, &row.text(5)?).ok().and_then(|contents| contents.place(channels)),
        reason: row.text(2)?,
        received_at_ms: row.number(3)?,
        died_at_ms: row.number(4)?,
    })
}

/// What is in a letter, which comes as it is stored.
fn contents(keyring: &Keyring, letter: &str) -> Result<Contents, StoreError> {
    let letter = keyring.decrypt(LETTER, letter)?;
    Ok(serde_json::from_str(&letter).map_err(|error| DatabaseError::stored(error.to_string()))?)
}

impl Contents {
    /// What kind of place it is from or for; these chats are channels.
    fn place(&self, channels: &HashSet<i64>) -> Option<LetterPlace> {
        match self.chat_id {
            _ if self.is_post => Some(LetterPlace::Post),
            Some(1..) => Some(LetterPlace::Private),
            Some(chat) if channels.contains(&chat) => Some(LetterPlace::Channel),
            Some(_) => Some(LetterPlace::Group),
            None => None,
        }
    }
}

async fn put_back(
    connection: &mut Connection,
    context: &WriteContext,
    id: i64,
    now_ms: i64,
) -> Result<bool, StoreError> {
    lock(connection).await?;
    let take = "DELETE FROM dead WHERE id = $1 RETURNING method, letter";
    let Some(row) = connection.row(take, &values![id]).await? else { return Ok(false) };
    let method = row.optional_text(0)?;
    let Contents { chat_id, text, is_post } = contents(&context.keyring, &row.text(1)?)?;
    let kind = if is_post { QueuedKind::Post } else { QueuedKind::Update };
    let own = own_number(connection).await?;
    let insert = "INSERT INTO inbox (update_id, chat_id, received_at_ms, payload, state, kind)
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING seq";
    let payload = method.is_none().then(|| context.keyring.encrypt(PAYLOAD, &text));
    let state = if method.is_none() { "new" } else { "planned" };
    let row = connection.row(insert, &values![own, chat_id, now_ms, payload.as_deref(), state, kind.name()]).await?;
    if let (Some(method), Some(row)) = (method, row) {
        let insert = "INSERT INTO outbox (seq, n, method, body, is_post, state) VALUES ($1, 0, $2, $3, $4, 'planned')";
        let body = context.keyring.encrypt(BODY, &text);
        connection.execute(insert, &values![row.number(0)?, &method, &body, is_post]).await?;
    }
    Ok(true)
}

/// An update's text as it is stored, with its chat and when it was accepted.
pub(super) struct Payload {
    chat_id: Option<i64>,
    received_at_ms: i64,
    stored: String,
    kind: QueuedKind,
}

/// What an update holds; `None` when there is none of that number.
pub(super) async fn payload_of(connection: &mut Connection, seq: i64) -> Result<Option<Payload>, StoreError> {
    let payload = "SELECT chat_id, received_at_ms, payload, kind FROM inbox WHERE seq = $1";
    let Some(row) = connection.row(payload, &values![seq]).await? else { return Ok(None) };
    let stored = row.optional_text(2)?.unwrap_or_default();
    let kind = QueuedKind::of(&row.text(3)?);
    Ok(Some(Payload { chat_id: row.optional_number(0)?, received_at_ms: row.number(1)?, stored, kind }))
}

/// Keeps an update that is given up.
pub(super) async fn bury_text_of(
    connection: &mut Connection,
    keyring: &Keyring,
    payload: &Payload,
    dead: &Dead,
    now_ms: i64,
) -> Result<(), StoreError> {
    let text = keyring.decrypt(PAYLOAD, &payload.stored)?;
    let contents = Contents { chat_id: payload.chat_id, text, is_post: payload.kind == QueuedKind::Post };
    bury(connection, keyring, None, dead, payload.received_at_ms, now_ms, &contents).await
}

/// Keeps a request that is given up.
pub(super) async fn bury_send(
    connection: &mut Connection,
    keyring: &Keyring,
    seq: i64,
    n: i64,
    dead: &Dead,
    now_ms: i64,
) -> Result<(), StoreError> {
    let request = "SELECT chat_id, received_at_ms, method, body, is_post FROM inbox JOIN outbox USING (seq)
         WHERE seq = $1 AND n = $2";
    let Some(row) = connection.row(request, &values![seq, n]).await? else { return Ok(()) };
    let text = keyring.decrypt(BODY, &row.optional_text(3)?.unwrap_or_default())?;
    let contents = Contents { chat_id: row.optional_number(0)?, text, is_post: row.is_set(4)? };
    bury(connection, keyring, Some(&row.text(2)?), dead, row.number(1)?, now_ms, &contents).await
}

/// Keeps something that came and is no update.
pub(super) async fn bury_text(
    connection: &mut Connection,
    keyring: &Keyring,
    text: &str,
    reason: &str,
    now_ms: i64,
) -> Result<(), StoreError> {
    let dead = Dead { reason: reason.to_owned(), person: None };
    let contents = Contents { chat_id: None, text: text.to_owned(), is_post: false };
    bury(connection, keyring, None, &dead, now_ms, now_ms, &contents).await
}

async fn bury(
    connection: &mut Connection,
    keyring: &Keyring,
    method: Option<&str>,
    dead: &Dead,
    received_at_ms: i64,
    now_ms: i64,
    contents: &Contents,
) -> Result<(), StoreError> {
    let letter = serde_json::to_string(contents).expect("plain data with text keys");
    let letter = keyring.encrypt(LETTER, &letter);
    let stage = if method.is_none() { "update" } else { "send" };
    let insert = "INSERT INTO dead (stage, method, reason, received_at_ms, died_at_ms, person, letter)
         VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let person = dead.person.as_ref();
    let values = values![stage, method, &dead.reason, received_at_ms, now_ms, person, &letter];
    connection.execute(insert, &values).await?;
    Ok(())
}
