//! The inbox: updates as they were accepted, and which of them are still to be done.

use sqlx::Row as _;

use super::outbox::{Unsent, unsent};
use super::{Store, StoreError};

/// An update to be accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    /// Telegram's number for it.
    pub update_id: i64,
    /// The chat it is from; `None` for updates without one, such as inline queries.
    pub chat_id: Option<i64>,
    /// The whole update as JSON.
    pub payload: String,
}

/// The newest update ever accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Newest {
    /// Telegram's number for it.
    pub update_id: i64,
    /// When it was accepted, in milliseconds since 1970.
    pub received_at_ms: i64,
}

/// An update that is not done, without what is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its place in the order of acceptance, from 1.
    pub seq: i64,
    /// Telegram's number for it.
    pub update_id: i64,
    /// The chat it is from.
    pub chat_id: Option<i64>,
    /// When it was accepted, in milliseconds since 1970.
    pub received_at_ms: i64,
}

/// The updates that wait to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// How many.
    pub count: i64,
    /// When the oldest was accepted, in milliseconds since 1970; `None` when none waits.
    pub oldest_at_ms: Option<i64>,
}

/// What is left to do for an update.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Work {
    /// Plan the reply.
    Handle {
        /// The whole update as JSON.
        payload: String,
        /// How often that was begun, this time included.
        attempts: u32,
    },
    /// Send what is planned, in order.
    Send(Unsent),
}

/// How long things are kept, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keep {
    /// The numbers of handled updates, so that none is handled twice.
    pub handled_ms: i64,
    /// Who voted on which message, as keyed hashes.
    pub votes_ms: i64,
}

impl Store {
    /// Stores updates in order, all or none; an update that was accepted before is left out. Gives the number of new
    /// ones.
    ///
    /// # Errors
    /// When the database cannot take them now. They must be offered again.
    pub async fn accept(&self, updates: &[Incoming], now_ms: i64) -> Result<usize, StoreError> {
        let mut tx = self.begin_flushed().await?;
        let mut count = 0;
        for update in updates {
            let inserted = sqlx::query(
                "INSERT INTO inbox (update_id, chat_id, received_at_ms, payload) VALUES (?, ?, ?, ?)
                 ON CONFLICT (update_id) DO NOTHING",
            )
            .bind(update.update_id)
            .bind(update.chat_id)
            .bind(now_ms)
            .bind(&update.payload)
            .execute(&mut *tx)
            .await?;
            count += usize::from(inserted.rows_affected() > 0);
        }
        tx.commit().await?;
        Ok(count)
    }

    /// Notes that something came that is no update, as an update that was given up. What was in it is not kept.
    ///
    /// # Errors
    /// When the database cannot take them now. They must be offered again.
    pub async fn bury(&self, now_ms: i64) -> Result<(), StoreError> {
        let mut tx = self.begin_flushed().await?;
        // Telegram's own numbers are above 0.
        sqlx::query(
            "INSERT INTO inbox (update_id, received_at_ms, state, is_dead)
             VALUES ((SELECT min(coalesce(min(update_id), 0), 0) - 1 FROM inbox), ?, 'done', 1)",
        )
        .bind(now_ms)
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(())
    }

    /// How many updates wait, and since when. Asked of a transaction that could write, so that it fails when nothing
    /// can be accepted.
    ///
    /// # Errors
    /// When the database cannot be written now.
    pub async fn waiting(&self) -> Result<Waiting, StoreError> {
        let mut tx = self.pool.begin_with("BEGIN IMMEDIATE").await?;
        let row = sqlx::query("SELECT count(*), min(received_at_ms) FROM inbox WHERE state IN ('new', 'planned')")
            .fetch_one(&mut *tx)
            .await?;
        tx.rollback().await?;
        Ok(Waiting { count: row.get(0), oldest_at_ms: row.get(1) })
    }

    /// The newest update, done or not; `None` in a new database.
    ///
    /// # Errors
    /// When the database cannot be read now.
    pub async fn newest(&self) -> Result<Option<Newest>, StoreError> {
        let row =
            sqlx::query("SELECT update_id, received_at_ms FROM inbox WHERE update_id > 0 ORDER BY seq DESC LIMIT 1")
                .fetch_optional(&self.pool)
                .await?;
        let newest = row.map(|row| Newest { update_id: row.get(0), received_at_ms: row.get(1) });
        Ok(newest)
    }

    /// The updates after `seq` that are not done, in order.
    ///
    /// # Errors
    /// When the database cannot be read now.
    pub async fn undone_after(&self, seq: i64) -> Result<Vec<Head>, StoreError> {
        let rows = sqlx::query(
            "SELECT seq, update_id, chat_id, received_at_ms FROM inbox
             WHERE state IN ('new', 'planned') AND seq > ? ORDER BY seq",
        )
        .bind(seq)
        .fetch_all(&self.pool)
        .await?;
        let heads = rows.iter().map(|row| Head {
            seq: row.get(0),
            update_id: row.get(1),
            chat_id: row.get(2),
            received_at_ms: row.get(3),
        });
        Ok(heads.collect())
    }

    /// Begins (or takes up again) the work on an update; `None` when it is done. A power cut may take back that it was
    /// begun.
    ///
    /// # Errors
    /// When the database cannot say now.
    pub async fn begin(&self, seq: i64) -> Result<Option<Work>, StoreError> {
        let mut tx = self.begin_unflushed().await?;
        let row = sqlx::query("SELECT state, attempts, payload FROM inbox WHERE seq = ?")
            .bind(seq)
            .fetch_optional(&mut *tx)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let work = match row.get::<&str, _>(0) {
            "new" => {
                // Counted before the handler runs, so that an update that kills the whole process is given up too.
                sqlx::query("UPDATE inbox SET attempts = attempts + 1 WHERE seq = ?")
                    .bind(seq)
                    .execute(&mut *tx)
                    .await?;
                let payload: Option<String> = row.get(2);
                Some(Work::Handle { payload: payload.unwrap_or_default(), attempts: row.get::<u32, _>(1) + 1 })
            }
            "planned" => Some(Work::Send(unsent(&mut tx, seq).await?)),
            _ => None,
        };
        tx.commit().await?;
        Ok(work)
    }

    /// Takes back that the work on an update was begun: it ended for a reason that is no fault of the update.
    ///
    /// # Errors
    /// When the database cannot note it now.
    pub async fn unbegin(&self, seq: i64) -> Result<(), StoreError> {
        let back = sqlx::query("UPDATE inbox SET attempts = max(attempts - 1, 0) WHERE seq = ? AND state = 'new'");
        back.bind(seq).execute(&self.pool).await?;
        Ok(())
    }

    /// Deletes what was kept long enough, but never the newest update: the offset is made from it.
    ///
    /// # Errors
    /// When the database cannot delete now.
    pub async fn prune(&self, keep: Keep, now_ms: i64) -> Result<(), StoreError> {
        let mut tx = self.begin_flushed().await?;
        sqlx::query(
            "DELETE FROM inbox WHERE state = 'done' AND received_at_ms < ?
             AND seq < (SELECT max(seq) FROM inbox WHERE update_id > 0)",
        )
        .bind(now_ms.saturating_sub(keep.handled_ms))
        .execute(&mut *tx)
        .await?;
        for sql in [
            "DELETE FROM seen WHERE until_ms <= ?",
            "DELETE FROM answers WHERE until_ms <= ?",
            "DELETE FROM counts WHERE until_ms <= ?",
        ] {
            sqlx::query(sql).bind(now_ms).execute(&mut *tx).await?;
        }
        sqlx::query("DELETE FROM votes WHERE at_ms < ?")
            .bind(now_ms.saturating_sub(keep.votes_ms))
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        Ok(())
    }

    /// Moves everything from the write-ahead log into the database and empties the log, so that no deleted text
    /// stays behind in it. Cheap when there is nothing to move.
    ///
    /// # Errors
    /// When the database cannot be written now.
    pub async fn empty_log(&self) -> Result<(), StoreError> {
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&self.pool).await?;
        Ok(())
    }
}
