//! Which texts are sealed, and sealing them anew after a key was put in front of the others.

use super::connection::{Durability, values};
use super::database::Store;
use super::error::StoreError;

/// What is sealed is sealed for its column, and opens nowhere else.
pub(super) const PAYLOAD: &str = "inbox.payload";
pub(super) const BODY: &str = "outbox.body";
pub(super) const LETTER: &str = "dead.letter";
pub(super) const QUESTION: &str = "questions.question";
pub(super) const HELD: &str = "held.question";
pub(super) const CARD: &str = "tickets.card";
pub(super) const TITLE: &str = "chats.title";
pub(super) const MISSED: &str = "missed.question";
pub(super) const TERM: &str = "missed_terms.word";
pub(super) const PHRASING: &str = "phrasings.text";

/// For each of them what reads it, after a key of two numbers, and what writes it if it is still the same.
const SEALED: [(&str, &str, &str); 10] = [
    (
        PAYLOAD,
        "SELECT seq, seq, payload FROM inbox WHERE payload IS NOT NULL",
        "UPDATE inbox SET payload = $4 WHERE seq = $1 AND seq = $2 AND payload = $3",
    ),
    (
        BODY,
        "SELECT seq, n, body FROM outbox WHERE body IS NOT NULL",
        "UPDATE outbox SET body = $4 WHERE seq = $1 AND n = $2 AND body = $3",
    ),
    (
        LETTER,
        "SELECT id, id, letter FROM dead",
        "UPDATE dead SET letter = $4 WHERE id = $1 AND id = $2 AND letter = $3",
    ),
    (
        QUESTION,
        "SELECT id, id, question FROM questions",
        "UPDATE questions SET question = $4 WHERE id = $1 AND id = $2 AND question = $3",
    ),
    (
        HELD,
        "SELECT id, id, question FROM held WHERE question IS NOT NULL",
        "UPDATE held SET question = $4 WHERE id = $1 AND id = $2 AND question = $3",
    ),
    (
        CARD,
        "SELECT id, id, card FROM tickets WHERE card IS NOT NULL",
        "UPDATE tickets SET card = $4 WHERE id = $1 AND id = $2 AND card = $3",
    ),
    (
        TITLE,
        "SELECT chat_id, chat_id, title FROM chats",
        "UPDATE chats SET title = $4 WHERE chat_id = $1 AND chat_id = $2 AND title = $3",
    ),
    (
        MISSED,
        "SELECT id, id, question FROM missed WHERE question IS NOT NULL",
        "UPDATE missed SET question = $4 WHERE id = $1 AND id = $2 AND question = $3",
    ),
    (
        TERM,
        "SELECT id, id, word FROM missed_terms",
        "UPDATE missed_terms SET word = $4 WHERE id = $1 AND id = $2 AND word = $3",
    ),
    (
        PHRASING,
        "SELECT id, id, text FROM phrasings",
        "UPDATE phrasings SET text = $4 WHERE id = $1 AND id = $2 AND text = $3",
    ),
];

/// Whether what stands in a column is sealed once there is a key.
#[must_use]
pub fn is_encrypted(table: &str, column: &str) -> bool {
    SEALED.iter().any(|(purpose, ..)| purpose.split_once('.') == Some((table, column)))
}

impl Store {
    /// Seals with the first key what is not, and gives how many texts that were: what was stored before there was a key,
    /// and what another key sealed. With no key nothing is sealed, and nothing changes.
    ///
    /// # Errors
    /// When a text is sealed with a key that is missing, or the database fails.
    pub(super) async fn reencrypt(&self) -> Result<usize, StoreError> {
        let mut count = 0;
        for (purpose, read, write) in SEALED {
            for row in self.rows(read, &[]).await? {
                let (one, two, stored) = (row.number(0)?, row.number(1)?, row.text(2)?);
                // Opened also when it stays as it is, so that a missing key is said at the start.
                let text = self.context.keyring.decrypt(purpose, &stored)?;
                if self.context.keyring.is_current(&stored) {
                    continue;
                }
                let sealed = self.context.keyring.encrypt(purpose, &text);
                let written = self.transaction(Durability::Unflushed, move |connection| {
                    let (stored, sealed) = (stored.clone(), sealed.clone());
                    Box::pin(async move {
                        Ok(connection.execute(write, &values![one, two, &stored, &sealed]).await.map(drop)?)
                    })
                });
                written.await?;
                count += 1;
            }
        }
        Ok(count)
    }
}
