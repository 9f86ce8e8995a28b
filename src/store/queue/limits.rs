//! How much may be sent, shared by the processes: the generic cell rate algorithm (ITU-T I.371), for all who ask at the
//! same time in one statement.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::store::connection::{Connection, values};
use crate::store::database::Store;
use crate::store::error::StoreError;
use crate::store::records::Pseudonym;
use crate::store::writer::{BatchTurn, Batched, WriteContext};

/// How much of one thing is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// One in so long a time, on average.
    pub every: Duration,
    /// So many at once after a pause.
    pub burst: u32,
}

/// What was had of several things that were wanted one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acquire {
    /// One of each.
    Granted,
    /// One of each before this one, by its place; there is another of it after so long.
    RetryAfter(usize, Duration),
}

/// Things of which one each is wanted, in order; after the first that is not to be had nothing is taken.
pub(in crate::store) struct Wanted(Vec<(Pseudonym, Limit)>);

/// `free_us` is when a thing would be free if it were used at its rate alone; a burst may run ahead of it by the slack.
/// What nobody has used yet has no row: two processes that use it for the first time at once may both begin there.
const ACQUIRE: &str = "
    WITH clock AS (SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS now_us),
    wanted AS (
        SELECT * FROM unnest($1::bytea[], $2::bigint[], $3::bigint[], $4::bigint[]) AS w (key, every, slack, count)
    ),
    used AS (SELECT l.key, l.free_us FROM limits l JOIN wanted USING (key) ORDER BY l.key FOR UPDATE OF l),
    begun AS (
        SELECT key, every, count, greatest(free_us, now_us) AS from_us, now_us + slack AS until_us
        FROM wanted LEFT JOIN used USING (key) CROSS JOIN clock
    ),
    had AS (
        SELECT key, every, from_us, until_us,
            CASE WHEN from_us <= until_us THEN least(count, (until_us - from_us) / every + 1) ELSE 0 END AS count
        FROM begun
    ),
    noted AS (
        INSERT INTO limits AS l (key, free_us) SELECT key, from_us + count * every FROM had WHERE count > 0 ORDER BY key
        ON CONFLICT (key) DO UPDATE SET free_us = greatest(l.free_us, excluded.free_us)
    )
    SELECT key, count, from_us + count * every - until_us FROM had";

impl Batched for Wanted {
    type Answer = Acquire;

    const TURN: BatchTurn = BatchTurn::Acquire;

    async fn run(connection: &mut Connection, _: &WriteContext, all: &[&Self]) -> Result<Vec<Acquire>, StoreError> {
        let mut answers: Vec<Option<Acquire>> = vec![None; all.len()];
        let most = all.iter().map(|wanted| wanted.0.len()).max().unwrap_or_default();
        for place in 0..most {
            let mut had = acquire(connection, &counted(all, &answers, place)).await?;
            for (answer, wanted) in answers.iter_mut().zip(all).filter(|(answer, _)| answer.is_none()) {
                let Some((count, wait)) = wanted.0.get(place).and_then(|(key, _)| had.get_mut(key)) else { continue };
                match count.checked_sub(1) {
                    Some(left) => *count = left,
                    None => *answer = Some(Acquire::RetryAfter(place, *wait)),
                }
            }
        }
        Ok(answers.into_iter().map(|answer| answer.unwrap_or(Acquire::Granted)).collect())
    }

    fn must_last(&self) -> bool {
        false
    }
}

/// How many want each thing in this place, of those who had everything before it.
fn counted(all: &[&Wanted], answers: &[Option<Acquire>], place: usize) -> BTreeMap<Pseudonym, (Limit, i64)> {
    let mut counts = BTreeMap::new();
    for (wanted, _) in all.iter().zip(answers).filter(|(_, answer)| answer.is_none()) {
        if let Some((key, limit)) = wanted.0.get(place) {
            counts.entry(*key).or_insert((*limit, 0)).1 += 1;
        }
    }
    counts
}

/// Takes of each thing as many as are wanted and to be had; gives how many, and how long until there is another.
async fn acquire(
    connection: &mut Connection,
    counts: &BTreeMap<Pseudonym, (Limit, i64)>,
) -> Result<BTreeMap<Pseudonym, (u32, Duration)>, StoreError> {
    let mut rows = Vec::with_capacity(counts.len());
    for (key, (limit, count)) in counts {
        let every = i64::try_from(limit.every.as_micros()).unwrap_or(i64::MAX).max(1);
        let slack = every.saturating_mul(i64::from(limit.burst.saturating_sub(1)));
        rows.push(values![key, every, slack, *count].to_vec());
    }
    let mut had = BTreeMap::new();
    // Of databases that are shared alone.
    for row in connection.each([ACQUIRE; 2], &rows).await? {
        let wait = Duration::from_micros(row.number(2)?.max(1).unsigned_abs());
        had.insert(row.code(0)?, (u32::try_from(row.number(1)?).unwrap_or_default(), wait));
    }
    Ok(had)
}

impl Store {
    /// Acquires one of each of these, in order, as far as they are to be had. Of databases that are shared alone.
    ///
    /// # Errors
    /// When the database cannot say now; what was taken then is lost.
    pub async fn acquire(&self, wanted: &[(Pseudonym, Limit)]) -> Result<Acquire, StoreError> {
        self.ask(Wanted(wanted.to_vec())).await
    }
}
