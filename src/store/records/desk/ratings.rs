//! Whether it helped to talk with a person: counts of a day, and of no conversation.

use crate::store::connection::{Connection, Row, values};
use crate::store::database::Store;
use crate::store::error::StoreError;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// What people said on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeskRatings {
    /// The day, counted from 1970.
    pub day: i64,
    /// How many said that it helped.
    pub helped: i64,
    /// How many said that it did not.
    pub not_helped: i64,
}

/// What stands at a conversation whose person has said whether it helped: that, and not what.
const SAID: &str = "said";

/// Counts what the person of a conversation says, the first time since it was closed.
pub(super) async fn rate(
    connection: &mut Connection,
    ticket: i64,
    has_helped: bool,
    now_ms: i64,
) -> Result<(), StoreError> {
    let first = "UPDATE tickets SET rating = $2 WHERE id = $1 AND rating IS NULL";
    if connection.execute(first, &values![ticket, SAID]).await? == 0 {
        return Ok(());
    }
    let count = "INSERT INTO desk_ratings (day, helped, not_helped, at_ms) VALUES ($1, $2, $3, $4)
         ON CONFLICT (day) DO UPDATE SET helped = desk_ratings.helped + $2,
             not_helped = desk_ratings.not_helped + $3, at_ms = $4";
    connection.execute(count, &values![now_ms / DAY_MS, has_helped, !has_helped, now_ms]).await?;
    Ok(())
}

fn ratings_of(row: &Row) -> Result<DeskRatings, StoreError> {
    Ok(DeskRatings { day: row.number(0)?, helped: row.number(1)?, not_helped: row.number(2)? })
}

impl Store {
    /// What people said of each day since one, in order.
    ///
    /// # Errors
    /// When the database cannot be read now.
    pub async fn desk_ratings(&self, since_day: i64) -> Result<Vec<DeskRatings>, StoreError> {
        let ratings = "SELECT day, helped, not_helped FROM desk_ratings WHERE day >= $1 ORDER BY day";
        self.rows(ratings, &[since_day]).await?.iter().map(ratings_of).collect()
    }
}
