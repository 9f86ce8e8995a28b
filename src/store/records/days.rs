//! What happened how often, by day: words and entries with counts, which name nobody.
//!
//! To count is to add a row, never to change one: no two that store wait for each other, in one process or in several.
//! Those that say the same become one from time to time.

use std::collections::BTreeMap;

use crate::store::connection::{Connection, Durability, Row, values};
use crate::store::database::Store;
use crate::store::error::StoreError;

/// Something that happened once, to be counted by day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tally {
    /// The day, in days since 1970 where the bot counts.
    pub day: i64,
    /// What happened, a word of the bot's own.
    pub what: &'static str,
    /// The entry or the word that it is about; may be empty.
    pub about: String,
}

/// How often something happened on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayCount {
    /// The day, in days since 1970 where the bot counts.
    pub day: i64,
    /// What happened.
    pub what: String,
    /// The entry or the word that it is about; may be empty.
    pub about: String,
    /// How often; below 0 when more was taken back than done.
    pub count: i64,
}

const ADD: [&str; 2] = [
    "INSERT INTO days (day, what, about, count) VALUES ($1, $2, $3, $4)",
    "INSERT INTO days (day, what, about, count)
     SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::bigint[])",
];

/// One statement finds and takes what is to become one: what others add meanwhile is not among it, and stays.
const TAKE: &str = "DELETE FROM days WHERE day >= $1 AND (day, what, about) IN
         (SELECT day, what, about FROM days WHERE day >= $1 GROUP BY day, what, about HAVING count(*) > 1)
     RETURNING day, what, about, count";

const BETWEEN: &str = "SELECT day, what, about, count FROM days WHERE day BETWEEN $1 AND $2";

/// Counts each once.
pub(in crate::store) async fn tally(connection: &mut Connection, all: &[&Tally]) -> Result<(), StoreError> {
    add(connection, all.iter().map(|tally| ((tally.day, tally.what, tally.about.as_str()), 1))).await
}

/// Counts one, or takes one back.
pub(super) async fn add_one(
    connection: &mut Connection,
    day: i64,
    what: &str,
    about: &str,
    by: i64,
) -> Result<(), StoreError> {
    add(connection, std::iter::once(((day, what, about), by))).await
}

/// Adds a row for all that say the same.
async fn add<'a>(
    connection: &mut Connection,
    all: impl Iterator<Item = ((i64, &'a str, &'a str), i64)>,
) -> Result<(), StoreError> {
    let mut sums: BTreeMap<(i64, &str, &str), i64> = BTreeMap::new();
    for (what, count) in all {
        *sums.entry(what).or_default() += count;
    }
    let sums = sums.iter().filter(|(_, count)| **count != 0);
    let rows: Vec<_> = sums.map(|((day, what, about), count)| values![*day, *what, *about, *count].to_vec()).collect();
    connection.each(ADD, &rows).await?;
    Ok(())
}

impl Store {
    /// How often what happened from one day to another, both included, in days since 1970; each once, in order.
    ///
    /// # Errors
    /// When the database cannot be read now.
    pub async fn days(&self, first: i64, last: i64) -> Result<Vec<DayCount>, StoreError> {
        self.aside(move |connection| Box::pin(async move { between(connection, first, last).await })).await
    }

    /// Makes one row of all that say the same, of what was counted from a day on.
    ///
    /// # Errors
    /// When the database cannot do it now; nothing is changed then.
    pub async fn sum_days(&self, first: i64) -> Result<(), StoreError> {
        self.transaction(Durability::Unflushed, move |connection| {
            Box::pin(async move {
                let taken = connection.rows(TAKE, &values![first]).await?;
                let taken = taken.iter().map(day_count_of).collect::<Result<Vec<_>, _>>()?;
                add(connection, taken.iter().map(|row| ((row.day, row.what.as_str(), row.about.as_str()), row.count)))
                    .await
            })
        })
        .await
    }
}

/// What was counted from one day to another.
pub(super) async fn between(connection: &mut Connection, first: i64, last: i64) -> Result<Vec<DayCount>, StoreError> {
    let mut sums: BTreeMap<(i64, String, String), i64> = BTreeMap::new();
    for row in connection.rows(BETWEEN, &values![first, last]).await? {
        let DayCount { day, what, about, count } = day_count_of(&row)?;
        *sums.entry((day, what, about)).or_default() += count;
    }
    Ok(sums.into_iter().map(|((day, what, about), count)| DayCount { day, what, about, count }).collect())
}

fn day_count_of(row: &Row) -> Result<DayCount, StoreError> {
    Ok(DayCount { day: row.number(0)?, what: row.text(1)?, about: row.text(2)?, count: row.number(3)? })
}
