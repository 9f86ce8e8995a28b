//! Dead letters: updates and requests that were given up, kept for a while so that an operator can have them tried
//! again.

use serde::{Deserialize, Serialize};
use sqlx::{AnyConnection, Row as _};

use super::seals::{BODY, LETTER, PAYLOAD};
use super::state::Code;
use super::{Store, StoreError, Vault, own_number};

/// Why something is given up, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dead {
    /// What went wrong, without a person's words.
    pub reason: String,
    /// The person it is from, so that it is forgotten with them; `None` when that cannot be said.
    pub person: Option<Code>,
}

/// A dead letter as an operator sees it: without the words in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Its number.
    pub id: i64,
    /// The method of a request; `None` for an update.
    pub method: Option<String>,
    /// Why it was given up.
    pub reason: String,
    /// When its update was accepted, in milliseconds since 1970.
    pub received_at_ms: i64,
    /// When it was given up, in milliseconds since 1970.
    pub died_at_ms: i64,
}

/// What must be known to try it again.
#[derive(Serialize, Deserialize)]
struct Contents {
    chat_id: Option<i64>,
    text: String,
}

impl Store {
    /// The dead letters, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read now.
    pub async fn letters(&self) -> Result<Vec<Letter>, StoreError> {
        let rows = sqlx::query("SELECT id, method, reason, received_at_ms, died_at_ms FROM dead ORDER BY id");
        let letter = |row: &sqlx::any::AnyRow| Letter {
            id: row.get(0),
            method: row.get(1),
            reason: row.get(2),
            received_at_ms: row.get(3),
            died_at_ms: row.get(4),
        };
        Ok(rows.fetch_all(&self.pool).await?.iter().map(letter).collect())
    }

    /// Puts a dead letter back to be tried again, behind everything that its chat waits for; `false` when there is none
    /// of that number.
    ///
    /// # Errors
    /// When the database cannot do it now, or the letter cannot be read.
    pub async fn retry(&self, id: i64, now_ms: i64) -> Result<bool, StoreError> {
        let mut tx = self.begin_insert().await?;
        let row = sqlx::query("DELETE FROM dead WHERE id = $1 RETURNING method, letter").bind(id);
        let Some(row) = row.fetch_optional(&mut *tx).await? else { return Ok(false) };
        let method: Option<String> = row.get(0);
        let letter = self.vault.open(LETTER, row.get(1))?;
        let Contents { chat_id, text } =
            serde_json::from_str(&letter).map_err(|error| sqlx::Error::Decode(error.into()))?;
        let own = own_number(&mut tx).await?;
        let insert = sqlx::query_scalar(
            "INSERT INTO inbox (update_id, chat_id, received_at_ms, payload, state) VALUES ($1, $2, $3, $4, $5)
             RETURNING seq",
        );
        let payload = method.is_none().then(|| self.vault.seal(PAYLOAD, &text));
        let state = if method.is_none() { "new" } else { "planned" };
        let insert = insert.bind(own).bind(chat_id).bind(now_ms).bind(payload).bind(state);
        let seq: i64 = insert.fetch_one(&mut *tx).await?;
        if let Some(method) = method {
            sqlx::query("INSERT INTO outbox (seq, n, method, body, state) VALUES ($1, 0, $2, $3, 'planned')")
                .bind(seq)
                .bind(method)
                .bind(self.vault.seal(BODY, &text))
                .execute(&mut *tx)
                .await?;
        }
        tx.commit().await?;
        Ok(true)
    }

    /// Deletes a dead letter; `false` when there is none of that number.
    ///
    /// # Errors
    /// When the database cannot do it now.
    pub async fn drop_letter(&self, id: i64) -> Result<bool, StoreError> {
        let mut tx = self.begin_flushed().await?;
        let dropped = sqlx::query("DELETE FROM dead WHERE id = $1").bind(id).execute(&mut *tx).await?;
        tx.commit().await?;
        Ok(dropped.rows_affected() > 0)
    }
}

/// Keeps an update that is given up.
pub(super) async fn bury_update(
    connection: &mut AnyConnection,
    vault: &Vault,
    seq: i64,
    dead: &Dead,
    now_ms: i64,
) -> Result<(), StoreError> {
    let row = sqlx::query("SELECT chat_id, received_at_ms, payload FROM inbox WHERE seq = $1").bind(seq);
    let row = row.fetch_one(&mut *connection).await?;
    let text = vault.open(PAYLOAD, row.get::<Option<&str>, _>(2).unwrap_or_default())?;
    let contents = Contents { chat_id: row.get(0), text };
    bury(connection, vault, None, dead, row.get(1), now_ms, &contents).await
}

/// Keeps a request that is given up.
pub(super) async fn bury_send(
    connection: &mut AnyConnection,
    vault: &Vault,
    seq: i64,
    n: i64,
    dead: &Dead,
    now_ms: i64,
) -> Result<(), StoreError> {
    let row = sqlx::query(
        "SELECT chat_id, received_at_ms, method, body FROM inbox JOIN outbox USING (seq) WHERE seq = $1 AND n = $2",
    );
    let row = row.bind(seq).bind(n).fetch_one(&mut *connection).await?;
    let text = vault.open(BODY, row.get::<Option<&str>, _>(3).unwrap_or_default())?;
    let contents = Contents { chat_id: row.get(0), text };
    bury(connection, vault, Some(row.get(2)), dead, row.get(1), now_ms, &contents).await
}

/// Keeps something that came and is no update.
pub(super) async fn bury_text(
    connection: &mut AnyConnection,
    vault: &Vault,
    text: &str,
    reason: &str,
    now_ms: i64,
) -> Result<(), StoreError> {
    let dead = Dead { reason: reason.to_owned(), person: None };
    let contents = Contents { chat_id: None, text: text.to_owned() };
    bury(connection, vault, None, &dead, now_ms, now_ms, &contents).await
}

async fn bury(
    connection: &mut AnyConnection,
    vault: &Vault,
    method: Option<&str>,
    dead: &Dead,
    received_at_ms: i64,
    now_ms: i64,
    contents: &Contents,
) -> Result<(), StoreError> {
    let letter = serde_json::to_string(contents).expect("plain data with text keys");
    sqlx::query(
        "INSERT INTO dead (stage, method, reason, received_at_ms, died_at_ms, person, letter)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(if method.is_none() { "update" } else { "send" })
    .bind(method)
    .bind(&dead.reason)
    .bind(received_at_ms)
    .bind(now_ms)
    .bind(dead.person.map(|person| person.to_vec()))
    .bind(vault.seal(LETTER, &letter))
    .execute(connection)
    .await?;
    Ok(())
}
