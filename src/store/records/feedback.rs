//! Feedback on passages: counts for the operator, and under keyed hashes who has a say in them.

use super::days;
use super::pseudonym::Pseudonym;
use crate::store::connection::{Connection, Row, values};
use crate::store::database::Store;
use crate::store::error::StoreError;

/// A tap on a feedback button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vote {
    /// A keyed hash of the person and the message: a second vote under it replaces the first.
    pub key: Pseudonym,
    /// The person, so that their votes can be forgotten.
    pub person: Pseudonym,
    /// The entry whose passage it is about.
    pub entry: String,
    /// Whether the passage helped.
    pub helped: bool,
    /// The day that it is counted on, in days since 1970 where the bot counts.
    pub day: i64,
}

impl Vote {
    /// What a verdict is counted by day as.
    #[must_use]
    pub const fn word(helped: bool) -> &'static str {
        if helped { "helped" } else { "not_helped" }
    }
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
        let counts = "SELECT entry, helped, not_mine FROM feedback WHERE helped + not_mine > 0 ORDER BY entry";
        self.rows(counts, &[]).await?.iter().map(counts_of).collect()
    }
}

fn counts_of(row: &Row) -> Result<Counts, StoreError> {
    Ok(Counts { entry: row.text(0)?, helped: row.number(1)?, not_mine: row.number(2)? })
}

/// Counts a vote, after taking back the one that it replaces.
pub(super) async fn vote(connection: &mut Connection, vote: &Vote, now_ms: i64) -> Result<(), StoreError> {
    let old = connection.row("SELECT entry, helped, day FROM votes WHERE key = $1", &values![&vote.key]).await?;
    if let Some(old) = old {
        let (entry, helped) = (old.text(0)?, old.is_set(1)?);
        count(connection, &entry, helped, -1, now_ms).await?;
        // One from before days were counted is on none.
        if let Some(day) = old.optional_number(2)? {
            days::add_one(connection, day, Vote::word(helped), &entry, -1).await?;
        }
    }
    days::add_one(connection, vote.day, Vote::word(vote.helped), &vote.entry, 1).await?;
    let cast = "INSERT INTO votes (key, person, entry, helped, at_ms, day) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (key) DO UPDATE SET person = excluded.person, entry = excluded.entry,
             helped = excluded.helped, at_ms = excluded.at_ms, day = excluded.day";
    let own = values![&vote.key, &vote.person, &vote.entry, vote.helped, now_ms, vote.day];
    connection.execute(cast, &own).await?;
    count(connection, &vote.entry, vote.helped, 1, now_ms).await
}

async fn count(connection: &mut Connection, entry: &str, helped: bool, by: i64, now_ms: i64) -> Result<(), StoreError> {
    let count = "INSERT INTO feedback (entry, helped, not_mine, at_ms) VALUES ($1, $2, $3, $4)
         ON CONFLICT (entry) DO UPDATE SET helped = feedback.helped + $2, not_mine = feedback.not_mine + $3, at_ms = $4";
    let (helped, not_mine) = if helped { (by, 0) } else { (0, by) };
    connection.execute(count, &values![entry, helped, not_mine, now_ms]).await?;
    Ok(())
}
