//! Questions that wait until who asked them opens the private chat: each under a code, for minutes, and answered once.

use super::pseudonym::Pseudonym;
use crate::store::connection::{Connection, Durability, values};
use crate::store::database::Store;
use crate::store::encrypted_columns::HELD;
use crate::store::encryption::Keyring;
use crate::store::error::StoreError;

/// A question that is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldQuestion {
    /// What it is found by.
    pub code: Pseudonym,
    /// Who asked.
    pub person: Pseudonym,
    /// The question, word for word.
    pub words: String,
    /// Until when, in milliseconds since 1970.
    pub until_ms: i64,
}

/// What is known of a question that is held, or was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldRecord {
    /// Who asked.
    pub person: Pseudonym,
    /// The question, word for word; `None` once it is answered.
    pub words: Option<String>,
}

impl HeldRecord {
    /// Opens the words, which come as they are stored.
    pub(super) fn open_words(&mut self, keyring: &Keyring) -> Result<(), StoreError> {
        self.words = self.words.take().map(|words| keyring.decrypt(HELD, &words)).transpose()?;
        Ok(())
    }
}

/// Holds a question; one that is held under its code already is replaced.
pub(super) async fn hold(
    connection: &mut Connection,
    keyring: &Keyring,
    question: &HeldQuestion,
) -> Result<(), StoreError> {
    let hold = "INSERT INTO held (code, person, question, until_ms) VALUES ($1, $2, $3, $4)
         ON CONFLICT (code) DO UPDATE SET
             person = excluded.person, question = excluded.question, until_ms = excluded.until_ms";
    let HeldQuestion { code, person, words, until_ms } = question;
    let words = keyring.encrypt(HELD, words);
    connection.execute(hold, &values![code, person, &words, *until_ms]).await?;
    Ok(())
}

/// Forgets the words of a question that is answered.
pub(super) async fn answered(connection: &mut Connection, code: &Pseudonym) -> Result<(), StoreError> {
    connection.execute("UPDATE held SET question = NULL WHERE code = $1", &values![code]).await?;
    Ok(())
}

/// What is held under a code, its words as they are stored.
pub(super) async fn of_code(
    connection: &mut Connection,
    code: &Pseudonym,
    now_ms: i64,
) -> Result<Option<HeldRecord>, StoreError> {
    let held = "SELECT person, question FROM held WHERE code = $1 AND until_ms > $2";
    let row = connection.row(held, &values![code, now_ms]).await?;
    row.map(|row| Ok(HeldRecord { person: row.code(0)?, words: row.optional_text(1)? })).transpose()
}

impl Store {
    /// Forgets the questions whose time is over.
    ///
    /// # Errors
    /// When the database cannot delete now.
    pub async fn forget_held(&self, now_ms: i64) -> Result<(), StoreError> {
        if self.rows("SELECT 1 FROM held WHERE until_ms <= $1 LIMIT 1", &[now_ms]).await?.is_empty() {
            return Ok(());
        }
        self.transaction(Durability::Unflushed, move |connection| {
            Box::pin(async move {
                Ok(connection.execute("DELETE FROM held WHERE until_ms <= $1", &values![now_ms]).await.map(drop)?)
            })
        })
        .await
    }
}
