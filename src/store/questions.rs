//! Questions as they were asked, where the operator has them kept.

use sqlx::{AnyConnection, Row as _};

use super::seals::QUESTION;
use super::state::Code;
use super::{Store, StoreError, Vault};

/// A question that was put to the bot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// When, in milliseconds since 1970.
    pub at_ms: i64,
    /// Who asked.
    pub person: Code,
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
    pub async fn questions(&self, since_ms: i64, after: i64, most: u32) -> Result<Vec<(i64, Question)>, StoreError> {
        let rows = sqlx::query(
            "SELECT id, at_ms, person, question, decision, entry FROM questions
             WHERE id > $1 AND at_ms >= $2 ORDER BY id LIMIT $3",
        );
        let rows = rows.bind(after).bind(since_ms).bind(i64::from(most)).fetch_all(&self.pool).await?;
        let question = |row: &sqlx::any::AnyRow| {
            let person = row.get::<&[u8], _>(2).try_into().map_err(|_| not_a_code())?;
            let words = self.vault.open(QUESTION, row.get(3))?;
            let question = Question { at_ms: row.get(1), person, words, decision: row.get(4), entry: row.get(5) };
            Ok((row.get(0), question))
        };
        rows.iter().map(question).collect()
    }
}

fn not_a_code() -> sqlx::Error {
    sqlx::Error::Decode("the person of a question is no code".into())
}

/// Keeps a question.
pub(super) async fn keep(connection: &mut AnyConnection, vault: &Vault, question: &Question) -> Result<(), StoreError> {
    let Question { at_ms, person, words, decision, entry } = question;
    sqlx::query("INSERT INTO questions (at_ms, person, question, decision, entry) VALUES ($1, $2, $3, $4, $5)")
        .bind(at_ms)
        .bind(person.as_slice())
        .bind(vault.seal(QUESTION, words))
        .bind(decision)
        .bind(entry)
        .execute(connection)
        .await?;
    Ok(())
}
