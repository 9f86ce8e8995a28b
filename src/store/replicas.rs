//! The processes that share a database, each known by a lease that it renews. Who does not renew it in time is taken for
//! dead, and what it had in work is taken over. Only the database's clock is asked.

use std::hash::{BuildHasher as _, RandomState};
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::{Duration, Instant};

use super::{Kind, Store, StoreError};

/// How long a lease stands.
const LEASE: Duration = Duration::from_secs(10);

/// A process that could not renew its lease for so long sends nothing more: there must be time for a request that just
/// left to arrive before the lease is over.
const HELD_WITHIN: Duration = Duration::from_secs(7);

/// The lease of this process.
#[derive(Debug)]
pub(super) struct Lease {
    /// What the process is known by; another one after each start.
    pub(super) id: i64,
    /// When it was renewed; `None` when it needs no renewal, for nobody else can have the database.
    renewed: Option<Mutex<Instant>>,
}

impl Lease {
    pub(super) fn new(kind: Kind) -> Self {
        let random = RandomState::new().hash_one(std::process::id()) >> 1;
        let renewed = (kind == Kind::Postgres).then(|| Mutex::new(Instant::now()));
        Self { id: random.cast_signed(), renewed }
    }
}

impl Store {
    /// How often the lease is to be renewed.
    pub const RENEW_EVERY: Duration = Duration::from_secs(2);

    /// Joins the processes that share the database.
    pub(super) async fn join(&self) -> Result<(), StoreError> {
        if self.kind == Kind::Postgres {
            return self.renew().await;
        }
        // The file is this process's alone, so whoever stands there is dead.
        let mut tx = self.begin_unflushed().await?;
        sqlx::query("DELETE FROM replicas").execute(&mut *tx).await?;
        let join = sqlx::query("INSERT INTO replicas (id, until_ms) VALUES ($1, $2)");
        join.bind(self.lease.id).bind(i64::MAX).execute(&mut *tx).await?;
        Ok(tx.commit().await?)
    }

    /// Leaves them, so that nobody waits for the lease to be over.
    pub(super) async fn leave(&self) {
        let leave = sqlx::query("DELETE FROM replicas WHERE id = $1").bind(self.lease.id);
        // It is over by itself.
        let _ = leave.execute(&self.pool).await;
    }

    /// Renews the lease of this process and ends those that are over.
    ///
    /// # Errors
    /// When the database cannot note it now.
    pub async fn renew(&self) -> Result<(), StoreError> {
        let Some(renewed) = &self.lease.renewed else { return Ok(()) };
        let began = Instant::now();
        let mut tx = self.begin_unflushed().await?;
        sqlx::query("DELETE FROM replicas WHERE until_ms <= (extract(epoch FROM clock_timestamp()) * 1000)::bigint")
            .execute(&mut *tx)
            .await?;
        sqlx::query(
            "INSERT INTO replicas (id, until_ms)
             VALUES ($1, (extract(epoch FROM clock_timestamp()) * 1000)::bigint + $2)
             ON CONFLICT (id) DO UPDATE SET until_ms = excluded.until_ms",
        )
        .bind(self.lease.id)
        .bind(i64::try_from(LEASE.as_millis()).unwrap_or(i64::MAX))
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        *renewed.lock().unwrap_or_else(PoisonError::into_inner) = began;
        Ok(())
    }

    /// Whether this process may send: its lease stands, by a clock that nobody sets.
    #[must_use]
    pub fn holds_lease(&self) -> bool {
        let Some(renewed) = &self.lease.renewed else { return true };
        renewed.lock().unwrap_or_else(PoisonError::into_inner).elapsed() < HELD_WITHIN
    }
}
