//! The processes that share a database, each known by a lease that it renews. Who does not renew it in time is taken for
//! dead, and what it had in work is taken over. Only the database's clock is asked.

use std::sync::PoisonError;
use std::time::{Duration, Instant};

use super::lease::LeaseEpoch;
use crate::store::connection::{Durability, values};
use crate::store::database::Store;
use crate::store::error::StoreError;
use crate::store::kind::DatabaseKind;

/// How long a lease stands.
const LEASE: Duration = Duration::from_secs(10);

/// A process that could not renew its lease for so long sends nothing more: there must be time for a request that just
/// left to arrive before the lease is over.
const HELD_WITHIN: Duration = Duration::from_secs(7);

impl Store {
    /// How often the lease is to be renewed.
    pub const RENEW_EVERY: Duration = Duration::from_secs(2);

    /// Joins the processes that share the database.
    pub(in crate::store) async fn join(&self) -> Result<(), StoreError> {
        if self.kind == DatabaseKind::Postgres {
            return self.renew().await;
        }
        // The file is this process's alone, so whoever stands there is dead.
        let me = self.lease.id;
        self.transaction(Durability::Unflushed, move |connection| {
            Box::pin(async move {
                connection.execute("DELETE FROM replicas", &[]).await?;
                let join = "INSERT INTO replicas (id, until_ms) VALUES ($1, $2)";
                Ok(connection.execute(join, &values![me, i64::MAX]).await.map(drop)?)
            })
        })
        .await
    }

    /// Leaves them, so that nobody waits for the lease to be over.
    pub(in crate::store) async fn leave(&self) {
        let me = self.lease.id;
        let leave = self.transaction(Durability::Unflushed, move |connection| {
            Box::pin(async move {
                Ok(connection.execute("DELETE FROM replicas WHERE id = $1", &values![me]).await.map(drop)?)
            })
        });
        // It is over by itself.
        let _ = leave.await;
    }

    /// Renews the lease of this process and ends those that are over.
    ///
    /// # Errors
    /// When the database cannot note it now.
    pub async fn renew(&self) -> Result<(), StoreError> {
        let Some(held) = &self.lease.held else { return Ok(()) };
        let began = Instant::now();
        let me = self.lease.id;
        let lease_ms = i64::try_from(LEASE.as_millis()).unwrap_or(i64::MAX);
        let over = "DELETE FROM replicas WHERE until_ms <= (extract(epoch FROM clock_timestamp()) * 1000)::bigint";
        let renew = "INSERT INTO replicas (id, until_ms)
             VALUES ($1, (extract(epoch FROM clock_timestamp()) * 1000)::bigint + $2)
             ON CONFLICT (id) DO UPDATE SET until_ms = excluded.until_ms";
        self.transaction(Durability::Unflushed, move |connection| {
            Box::pin(async move {
                connection.execute(over, &[]).await?;
                Ok(connection.execute(renew, &values![me, lease_ms]).await.map(drop)?)
            })
        })
        .await?;
        let mut held = held.lock().unwrap_or_else(PoisonError::into_inner);
        if held.renewed.elapsed() >= HELD_WITHIN {
            held.epoch += 1;
        }
        held.renewed = began;
        Ok(())
    }

    /// The term in which this process may send: its lease stands, by a clock that nobody sets. `None` when it does not.
    ///
    /// A process that stood still for a while, or could not reach the database, finds what it had in work taken over. Who
    /// sends looks at the last moment whether the term is still the one in which the work was begun.
    #[must_use]
    pub fn lease_epoch(&self) -> Option<LeaseEpoch> {
        let Some(held) = &self.lease.held else { return Some(LeaseEpoch(0)) };
        let held = *held.lock().unwrap_or_else(PoisonError::into_inner);
        (held.renewed.elapsed() < HELD_WITHIN).then_some(LeaseEpoch(held.epoch))
    }
}
