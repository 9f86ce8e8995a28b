//! How much may be sent, shared by the processes: the generic cell rate algorithm (ITU-T I.371) in one statement.

use std::time::Duration;

use crate::store::connection::values;
use crate::store::database::Store;
use crate::store::error::StoreError;
use crate::store::records::Pseudonym;

/// How much of one thing is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// One in so long a time, on average.
    pub every: Duration,
    /// So many at once after a pause.
    pub burst: u32,
}

/// Whether one was had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acquire {
    /// It was.
    Granted,
    /// It was not; there is another after so long.
    RetryAfter(Duration),
}

impl Store {
    /// Acquires one of what is limited. Of databases that are shared alone.
    ///
    /// # Errors
    /// When the database cannot say now; nothing is taken then.
    pub async fn acquire(&self, key: &Pseudonym, limit: Limit) -> Result<Acquire, StoreError> {
        let every = micros(limit.every);
        let slack = every.saturating_mul(i64::from(limit.burst.saturating_sub(1)));
        // `free_us` is when the thing would be free if it were used at its rate alone; a burst may run ahead of it.
        let take = "WITH clock AS (SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS now_us)
             INSERT INTO limits AS l (key, free_us) SELECT $1, now_us + $2 FROM clock
             ON CONFLICT (key) DO UPDATE SET free_us = greatest(l.free_us + $2, excluded.free_us)
             WHERE l.free_us + $2 <= excluded.free_us + $3 RETURNING 1";
        let until = "SELECT free_us - $2 - (extract(epoch FROM clock_timestamp()) * 1000000)::bigint FROM limits
             WHERE key = $1";
        let key = *key;
        let taken = self.turns().aside(move |connection| {
            Box::pin(async move {
                if connection.row(take, &values![&key, every, slack]).await?.is_some() {
                    return Ok(Acquire::Granted);
                }
                let wait_us =
                    connection.row(until, &values![&key, slack]).await?.map(|row| row.number(0)).transpose()?;
                Ok(Acquire::RetryAfter(Duration::from_micros(wait_us.unwrap_or_default().max(1).unsigned_abs())))
            })
        });
        taken.await
    }
}

fn micros(duration: Duration) -> i64 {
    i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)
}
