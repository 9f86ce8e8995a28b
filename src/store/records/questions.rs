//! Questions as they were asked, where the operator has them kept.

use super::pseudonym::Pseudonym;
use crate::store::connection::{Connection, Row, values};
use crate::store::database::Store;
use crate::store::encrypted_columns::QUESTION;
use crate::store::encryption::Keyring;
use crate::store::error::StoreError;

/// A question that was put to the bot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptQuestion {
    /// When, in milliseconds since 1970.
    pub at_ms: i64,
    /// Who asked.
    pub person: Pseudonym,
    /// The question, word for word.
    pub words: String,
    /// What was decided, by [`Decision::name`](crate::decide::Decision::name).
    pub decision: String,
    /// The entry that answered it.
    pub entry: Option<String>,
}

impl Store {
    /// The questions that were asked at `since_ms` or later, in order, at most so many after the one of number `after`
    /// (0 for the first of all); each with its number.
    ///
    /// # Errors
    /// When the database cannot be read now, or a question cannot be opened.
    pub async fn questions(
        &self,
        since_ms: i64,
        after: i64,
        most: u32,
    ) -> Result<Vec<(i64, KeptQuestion)>, StoreError> {
        let questions = "SELECT id, at_ms, person, question, decision, entry FROM questions
             WHERE id > $1 AND at_ms >= $2 ORDER BY id LIMIT $3";
        let rows = self.rows(questions, &[after, since_ms, i64::from(most)]).await?;
        rows.iter().map(|row| Ok((row.number(0)?, question_of(row, &self.context.keyring)?))).collect()
    }
}

fn question_of(row: &Row, keyring: &Keyring) -> Result<KeptQuestion, StoreError> {
    Ok(KeptQuestion {
        at_ms: row.number(1)?,
        person: row.code(2)?,
        words: keyring.decrypt(QUESTION, &row.text(3)?)?,
        decision: row.text(4)?,
        entry: row.optional_text(5)?,
    })
}

/// Keeps a question.
pub(super) async fn keep(
    connection: &mut Connection,
    keyring: &Keyring,
    question: &KeptQuestion,
) -> Result<(), StoreError> {
    let KeptQuestion { at_ms, person, words, decision, entry } = question;
    let keep = "INSERT INTO questions (at_ms, person, question, decision, entry) VALUES ($1, $2, $3, $4, $5)";
    let words = keyring.encrypt(QUESTION, words);
    connection.execute(keep, &values![*at_ms, person, &words, decision, entry.as_deref()]).await?;
    Ok(())
}
