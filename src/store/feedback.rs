//! Feedback on passages: counts for the operator, and under keyed hashes who has a say in them.

use sqlx::{AnyConnection, Row as _};

use super::state::Code;
use super::{Store, StoreError};

/// A tap on a feedback button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vote {
    /// A keyed hash of the person and the message: a second vote under it replaces the first.
    pub key: Code,
    /// The person, so that their votes can be forgotten.
    pub person: Code,
    /// The entry whose passage it is about.
    pub entry: String,
    /// Whether the passage helped.
    pub helped: bool,
}

/// What people said about an entry's passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    /// The entry.
    pub entry: String,
    /// How often it helped.
    pub helped: i64,
    /// How often it was not what was asked.
    pub not_mine: i64,
}

impl Store {
    /// The counts of every entry that has any, by entry.
    ///
    /// # Errors
    /// When the database cannot be read now.
    pub async fn feedback(&self) -> Result<Vec<Counts>, StoreError> {
        let rows =
            sqlx::query("SELECT entry, helped, not_mine FROM feedback WHERE helped + not_mine > 0 ORDER BY entry")
                .fetch_all(&self.pool)
                .await?;
        Ok(rows.iter().map(|row| Counts { entry: row.get(0), helped: row.get(1), not_mine: row.get(2) }).collect())
    }
}

/// Counts a vote, after taking back the one that it replaces.
pub(super) async fn vote(connection: &mut AnyConnection, vote: &Vote, now_ms: i64) -> Result<(), StoreError> {
    let old = sqlx::query("SELECT entry, helped FROM votes WHERE key = $1")
        .bind(vote.key.as_slice())
        .fetch_optional(&mut *connection)
        .await?;
    if let Some(old) = old {
        count(connection, old.get(0), old.get::<i64, _>(1) == 1, -1, now_ms).await?;
    }
    sqlx::query(
        "INSERT INTO votes (key, person, entry, helped, at_ms) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (key) DO UPDATE SET person = excluded.person, entry = excluded.entry,
             helped = excluded.helped, at_ms = excluded.at_ms",
    )
    .bind(vote.key.as_slice())
    .bind(vote.person.as_slice())
    .bind(&vote.entry)
    .bind(i64::from(vote.helped))
    .bind(now_ms)
    .execute(&mut *connection)
    .await?;
    count(connection, &vote.entry, vote.helped, 1, now_ms).await
}

async fn count(
    connection: &mut AnyConnection,
    entry: &str,
    helped: bool,
    by: i64,
    now_ms: i64,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO feedback (entry, helped, not_mine, at_ms) VALUES ($1, $2, $3, $4)
         ON CONFLICT (entry) DO UPDATE SET helped = feedback.helped + $2, not_mine = feedback.not_mine + $3, at_ms = $4",
    )
    .bind(entry)
    .bind(if helped { by } else { 0 })
    .bind(if helped { 0 } else { by })
    .bind(now_ms)
    .execute(connection)
    .await?;
    Ok(())
}
