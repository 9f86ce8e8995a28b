//! The inbox: updates as they were accepted, and which of them are still to be done.

use sqlx::Row as _;

use super::dead::bury_text;
use super::outbox::{Unsent, take_over, unsent};
use super::seals::PAYLOAD;
use super::tables::Retention;
use super::{Kind, Store, StoreError, own_number};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

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
    /// Nothing.
    Done,
    /// Nothing here: another process works on it.
    Elsewhere,
    /// Plan the reply.
    Handle {
        /// The whole update as JSON.
        payload: String,
        /// How often that was begun, this time included.
        attempts: u32,
    },
    /// Send what is planned, in order.
    Send {
        /// What is planned.
        unsent: Unsent,
        /// How many of these were under way when the process that had them ended: they may have arrived and are sent
        /// again.
        again: usize,
        /// How many posts were, which are given up instead.
        given_up: usize,
    },
}

impl Store {
    /// Stores updates in order, all or none; an update that was accepted before is left out. Gives the number of new
    /// ones.
    ///
    /// # Errors
    /// When the database cannot take them now. They must be offered again.
    pub async fn accept(&self, updates: &[Incoming], now_ms: i64) -> Result<usize, StoreError> {
        let row = |update: &Incoming| (update.update_id, update.chat_id, self.vault.seal(PAYLOAD, &update.payload));
        let rows: Vec<_> = updates.iter().map(row).collect();
        let rows = serde_json::to_string(&rows).expect("numbers and texts");
        let sql = self.kind.choose(
            "INSERT INTO inbox (update_id, chat_id, received_at_ms, payload)
             SELECT value ->> 0, value ->> 1, $2, value ->> 2 FROM json_each($1) WHERE true ORDER BY key
             ON CONFLICT (update_id) DO NOTHING",
            "INSERT INTO inbox (update_id, chat_id, received_at_ms, payload)
             SELECT (row ->> 0)::bigint, (row ->> 1)::bigint, $2, row ->> 2
             FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS rows (row, n) ORDER BY n
             ON CONFLICT (update_id) DO NOTHING",
        );
        let mut tx = self.begin_insert().await?;
        let inserted = sqlx::query(sql).bind(rows).bind(now_ms).execute(&mut *tx).await?;
        tx.commit().await?;
        Ok(usize::try_from(inserted.rows_affected()).unwrap_or(usize::MAX))
    }

    /// Keeps something that came and is no update as a dead letter.
    ///
    /// # Errors
    /// When the database cannot take it now. It must be offered again.
    pub async fn bury(&self, text: &str, reason: &str, now_ms: i64) -> Result<(), StoreError> {
        let mut tx = self.begin_insert().await?;
        let own = own_number(&mut tx).await?;
        sqlx::query("INSERT INTO inbox (update_id, received_at_ms, state, is_dead) VALUES ($1, $2, 'done', 1)")
            .bind(own)
            .bind(now_ms)
            .execute(&mut *tx)
            .await?;
        bury_text(&mut tx, &self.vault, text, reason, now_ms).await?;
        tx.commit().await?;
        Ok(())
    }

    /// How many updates wait, and since when. Asked of a transaction that writes, so that it fails when nothing can be
    /// accepted: a full disk can be read, and so can a server that only follows another.
    ///
    /// # Errors
    /// When the database cannot be written now.
    pub async fn waiting(&self) -> Result<Waiting, StoreError> {
        let mut tx = self.begin_unflushed().await?;
        let touch = sqlx::query("UPDATE replicas SET until_ms = until_ms WHERE id = $1").bind(self.lease.id);
        touch.execute(&mut *tx).await?;
        let row = sqlx::query("SELECT count(*), min(received_at_ms) FROM inbox WHERE state IN ('new', 'planned')")
            .fetch_one(&mut *tx)
            .await?;
        tx.commit().await?;
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

    /// The updates after `seq` that are not done, in order, at most so many.
    ///
    /// # Errors
    /// When the database cannot be read now.
    pub async fn undone_after(&self, seq: i64, most: u32) -> Result<Vec<Head>, StoreError> {
        let rows = sqlx::query(
            "SELECT seq, update_id, chat_id, received_at_ms FROM inbox
             WHERE state IN ('new', 'planned') AND seq > $1 ORDER BY seq LIMIT $2",
        )
        .bind(seq)
        .bind(i64::from(most))
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

    /// Begins (or takes up again) the work on an update, unless another process has it. A power cut may take back that
    /// it was begun.
    ///
    /// # Errors
    /// When the database cannot say now.
    pub async fn begin(&self, seq: i64) -> Result<Work, StoreError> {
        let me = self.lease.id;
        let mut tx = self.begin_unflushed().await?;
        // Counted before the handler runs, so that an update that kills the whole process is given up too.
        let new = sqlx::query(
            "UPDATE inbox SET owner = $2, attempts = attempts + 1 WHERE seq = $1 AND state = 'new'
             AND (owner IS NULL OR owner = $2 OR owner NOT IN (SELECT id FROM replicas)) RETURNING payload, attempts",
        );
        if let Some(row) = new.bind(seq).bind(me).fetch_optional(&mut *tx).await? {
            tx.commit().await?;
            let attempts = u32::try_from(row.get::<i64, _>(1)).unwrap_or(u32::MAX);
            let payload = self.vault.open(PAYLOAD, row.get::<Option<&str>, _>(0).unwrap_or_default())?;
            return Ok(Work::Handle { payload, attempts });
        }
        let row = sqlx::query(self.kind.choose(
            "SELECT state, owner, owner IN (SELECT id FROM replicas) FROM inbox WHERE seq = $1",
            "SELECT state, owner, (owner IN (SELECT id FROM replicas))::int FROM inbox WHERE seq = $1 FOR UPDATE",
        ));
        let Some(row) = row.bind(seq).fetch_optional(&mut *tx).await? else { return Ok(Work::Done) };
        let is_mine = row.get::<Option<i64>, _>(1) == Some(me);
        let has_owner = row.get::<Option<i64>, _>(2) == Some(1);
        let work = match row.get::<&str, _>(0) {
            "done" => Work::Done,
            "planned" if is_mine => {
                Work::Send { unsent: unsent(&mut tx, &self.vault, seq).await?, again: 0, given_up: 0 }
            }
            "planned" if !has_owner => take_over(&mut tx, &self.vault, seq, me).await?,
            _ => Work::Elsewhere,
        };
        tx.commit().await?;
        Ok(work)
    }

    /// Takes back that the work on an update was begun: it ended for a reason that is no fault of the update.
    ///
    /// # Errors
    /// When the database cannot note it now.
    pub async fn unbegin(&self, seq: i64) -> Result<(), StoreError> {
        let back = sqlx::query(
            "UPDATE inbox SET attempts = attempts - 1, owner = NULL
             WHERE seq = $1 AND state = 'new' AND owner = $2 AND attempts > 0",
        );
        back.bind(seq).bind(self.lease.id).execute(&self.pool).await?;
        Ok(())
    }

    /// Deletes what was kept long enough, but never the newest update: the offset is made from it.
    ///
    /// # Errors
    /// When the database cannot delete now.
    pub async fn prune(&self, retention: Retention, now_ms: i64) -> Result<(), StoreError> {
        let mut tx = self.begin_flushed().await?;
        for sql in [
            "DELETE FROM seen WHERE until_ms <= $1",
            "DELETE FROM answers WHERE until_ms <= $1",
            "DELETE FROM counts WHERE until_ms <= $1",
            // What was there before times were noted counts from now on.
            "UPDATE chats SET at_ms = $1 WHERE at_ms = 0",
            "UPDATE people SET at_ms = $1 WHERE at_ms = 0",
            "UPDATE admins SET at_ms = $1 WHERE at_ms = 0",
            "UPDATE feedback SET at_ms = $1 WHERE at_ms = 0",
            "UPDATE chosen SET at_ms = $1 WHERE at_ms = 0",
        ] {
            sqlx::query(sql).bind(now_ms).execute(&mut *tx).await?;
        }
        let ages = [
            (
                "DELETE FROM inbox WHERE state = 'done' AND received_at_ms < $1
                 AND seq < (SELECT max(seq) FROM inbox WHERE update_id > 0)",
                retention.handled,
            ),
            ("DELETE FROM dead WHERE died_at_ms < $1", retention.dead),
            ("DELETE FROM votes WHERE at_ms < $1", retention.feedback),
            ("DELETE FROM questions WHERE at_ms < $1", retention.questions),
            ("DELETE FROM people WHERE at_ms < $1", retention.people),
            ("DELETE FROM admins WHERE at_ms < $1", retention.people),
            ("DELETE FROM feedback WHERE at_ms < $1", retention.counts),
            ("DELETE FROM chosen WHERE at_ms < $1", retention.counts),
            ("DELETE FROM chats WHERE is_open = 0 AND at_ms < $1", retention.chats),
        ];
        for (sql, days) in ages {
            let age_ms = i64::from(days) * DAY_MS;
            sqlx::query(sql).bind(now_ms.saturating_sub(age_ms)).execute(&mut *tx).await?;
        }
        // What hangs on a chat goes with it.
        for sql in [
            "DELETE FROM admins WHERE chat_id NOT IN (SELECT chat_id FROM chats)",
            "DELETE FROM schedules WHERE chat_id NOT IN (SELECT chat_id FROM chats)",
            "DELETE FROM posted WHERE chat_id NOT IN (SELECT chat_id FROM chats)",
        ] {
            sqlx::query(sql).execute(&mut *tx).await?;
        }
        if self.kind == Kind::Postgres {
            let free = "DELETE FROM limits WHERE free_us < (extract(epoch FROM clock_timestamp()) * 1000000)::bigint";
            sqlx::query(free).execute(&mut *tx).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Moves everything from the write-ahead log into the database and empties the log, so that no deleted text
    /// stays behind in it. Cheap when there is nothing to move. PostgreSQL keeps its log itself.
    ///
    /// # Errors
    /// When the database cannot be written now.
    pub async fn empty_log(&self) -> Result<(), StoreError> {
        if self.kind == Kind::Sqlite {
            sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&self.pool).await?;
        }
        Ok(())
    }
}
