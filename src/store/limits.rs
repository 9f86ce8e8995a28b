//! How much may be sent, shared by the processes: the generic cell rate algorithm (ITU-T I.371) in one statement.

use std::time::Duration;

use super::state::Code;
use super::{Store, StoreError};

/// How much of one thing is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// One in so long a time, on average.
    pub every: Duration,
    /// So many at once after a pause.
    pub burst: u32,
}

impl Store {
    /// Takes one of what is limited; `Err` inside is how long to wait before there is another. Of databases that are
    /// shared alone.
    ///
    /// # Errors
    /// When the database cannot say now; nothing is taken then.
    pub async fn take(&self, key: &Code, limit: Limit) -> Result<Result<(), Duration>, StoreError> {
        let every = micros(limit.every);
        let slack = every.saturating_mul(i64::from(limit.burst.saturating_sub(1)));
        // `free_us` is when the thing would be free if it were used at its rate alone; a burst may run ahead of it.
        let mut tx = self.begin_unflushed().await?;
        let now = "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint";
        let now_us: i64 = sqlx::query_scalar(now).fetch_one(&mut *tx).await?;
        let free = sqlx::query_scalar(
            "INSERT INTO limits AS l (key, free_us) VALUES ($1, $2 + $3)
             ON CONFLICT (key) DO UPDATE SET free_us = greatest(l.free_us, $2) + $3 WHERE l.free_us <= $2 + $4
             RETURNING free_us",
        );
        let free = free.bind(key.as_slice()).bind(now_us).bind(every).bind(slack).fetch_optional(&mut *tx).await?;
        let taken = if free.is_some_and(|free_us: i64| free_us > now_us) {
            Ok(())
        } else {
            let free = sqlx::query_scalar("SELECT free_us FROM limits WHERE key = $1").bind(key.as_slice());
            let free_us: i64 = free.fetch_one(&mut *tx).await?;
            Err(Duration::from_micros(free_us.saturating_sub(slack + now_us).max(1).unsigned_abs()))
        };
        tx.commit().await?;
        Ok(taken)
    }
}

fn micros(duration: Duration) -> i64 {
    i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)
}
