//! How often something happened within a while, such as messages of one person within a minute.

use std::collections::BTreeMap;

use super::pseudonym::Pseudonym;
use crate::store::connection::{Connection, values};
use crate::store::error::StoreError;

/// Something that happened once more.
#[derive(Clone, Copy, Debug)]
pub(in crate::store) struct Count {
    pub(in crate::store) code: Pseudonym,
    /// Until when the count stands if it begins now, in milliseconds since 1970.
    pub(in crate::store) until_ms: i64,
    pub(in crate::store) now_ms: i64,
}

/// A count that is over begins anew.
const COUNT: [&str; 2] = [
    "INSERT INTO counts (code, count, until_ms) VALUES ($1, $2, $3)
     ON CONFLICT (code) DO UPDATE SET
         count = CASE WHEN counts.until_ms > $4 THEN counts.count + $2 ELSE $2 END,
         until_ms = CASE WHEN counts.until_ms > $4 THEN counts.until_ms ELSE excluded.until_ms END",
    "INSERT INTO counts AS c (code, count, until_ms)
     SELECT code, more, until_ms
     FROM unnest($1::bytea[], $2::bigint[], $3::bigint[], $4::bigint[]) AS happened (code, more, until_ms, now_ms)
     ON CONFLICT (code) DO UPDATE SET
         count = CASE WHEN c.until_ms > ($4::bigint[])[1] THEN c.count + excluded.count ELSE excluded.count END,
         until_ms = CASE WHEN c.until_ms > ($4::bigint[])[1] THEN c.until_ms ELSE excluded.until_ms END",
];

/// Counts once more for each.
pub(in crate::store) async fn count(connection: &mut Connection, all: &[&Count]) -> Result<(), StoreError> {
    // In one order everywhere, so that no two processes wait for each other.
    let mut sums: BTreeMap<Pseudonym, (i64, i64)> = BTreeMap::new();
    for Count { code, until_ms, .. } in all {
        sums.entry(*code).or_insert((0, *until_ms)).0 += 1;
    }
    // They happened within a moment.
    let now_ms = all.iter().map(|count| count.now_ms).min().unwrap_or_default();
    let rows: Vec<_> =
        sums.iter().map(|(code, (more, until_ms))| values![code, *more, *until_ms, now_ms].to_vec()).collect();
    connection.each(COUNT, &rows).await?;
    Ok(())
}
