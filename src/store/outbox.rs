//! The outbox: what is to be sent for an update, planned in one transaction with everything else the update changes.

use sqlx::Row as _;
use sqlx::sqlite::SqliteConnection;

use super::chosen::choose;
use super::feedback::{Vote, vote};
use super::state::{self, Change, Remembered};
use super::{Store, StoreError};

/// Everything that handling one update changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Planned {
    /// What is sent in any case, in order.
    pub sends: Vec<Row>,
    /// What is sent after that, the first time only.
    pub once: Option<Once>,
    /// A tap on a feedback button.
    pub vote: Option<Vote>,
    /// Changes to what is remembered.
    pub changes: Vec<Change>,
    /// An entry that was sent through inline mode.
    pub chosen: Option<String>,
    /// Whether the update could not be handled and is given up.
    pub is_dead: bool,
}

/// Something to be sent the first time only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Once {
    /// What must not have been seen before.
    pub key: [u8; 32],
    /// How long it is remembered, in milliseconds.
    pub for_ms: i64,
    /// What to send.
    pub sends: Vec<Row>,
}

/// One request of the outbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The method, for people who look into the table.
    pub method: String,
    /// The request as JSON.
    pub body: String,
    /// Whether it is a post, which is never sent twice.
    pub is_post: bool,
    /// Whether it must not be sent when the one before it was not.
    pub needs_previous: bool,
}

/// The requests of an update whose fate is not known, in order, each with its number.
pub type Unsent = Vec<(i64, String)>;

/// How a request ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It had its effect, or the effect was there already.
    Sent,
    /// It never will.
    Failed,
}

impl Store {
    /// Plans the reply to an update, deletes the update's payload, and gives what to send. A second plan for the same
    /// update changes nothing and gives what is left of the first. A power cut may take the plan back; it is then made
    /// anew from the update, and what was sent is sent again, as it is when the plan is kept and the fate unknown.
    ///
    /// # Errors
    /// When the database cannot take it now; nothing is planned then.
    pub async fn plan(&self, seq: i64, planned: &Planned, now_ms: i64) -> Result<Unsent, StoreError> {
        // A plan that is made anew sends again what was sent, which posts must not be.
        let once = planned.once.iter().flat_map(|once| &once.sends);
        let has_posts = planned.sends.iter().chain(once).any(|row| row.is_post);
        let mut tx = if has_posts { self.begin_flushed().await? } else { self.begin_unflushed().await? };
        let updated = sqlx::query(
            "UPDATE inbox SET state = 'planned', payload = NULL, is_dead = ? WHERE seq = ? AND state = 'new'",
        )
        .bind(planned.is_dead)
        .bind(seq)
        .execute(&mut *tx)
        .await?;
        if updated.rows_affected() == 0 {
            let unsent = unsent(&mut tx, seq).await?;
            tx.commit().await?;
            return Ok(unsent);
        }
        if let Some(cast) = &planned.vote {
            vote(&mut tx, cast, now_ms).await?;
        }
        for change in &planned.changes {
            state::change(&mut tx, change, now_ms).await?;
        }
        if let Some(entry) = &planned.chosen {
            choose(&mut tx, entry).await?;
        }
        let mut rows: Vec<&Row> = planned.sends.iter().collect();
        if let Some(once) = &planned.once
            && is_first(&mut tx, once, now_ms).await?
        {
            rows.extend(&once.sends);
        }
        for (n, row) in (0_i64..).zip(&rows) {
            let insert = sqlx::query(
                "INSERT INTO outbox (seq, n, method, body, is_post, needs_previous, state) VALUES (?, ?, ?, ?, ?, ?, ?)",
            );
            insert
                .bind(seq)
                .bind(n)
                .bind(&row.method)
                .bind(&row.body)
                .bind(row.is_post)
                .bind(row.needs_previous)
                .bind(if n == 0 && !row.is_post { "sending" } else { "planned" })
                .execute(&mut *tx)
                .await?;
        }
        if rows.is_empty() {
            finish(&mut tx, seq).await?;
        }
        tx.commit().await?;
        Ok((0..).zip(rows).map(|(n, row)| (n, row.body.clone())).collect())
    }

    /// How many requests are under way. Just after a start these are the ones that an earlier process left: they may
    /// have arrived, and are sent again. Posts are not, and do not count.
    ///
    /// # Errors
    /// When the database cannot be read now.
    pub async fn under_way(&self) -> Result<i64, StoreError> {
        let count = sqlx::query_scalar("SELECT count(*) FROM outbox WHERE state = 'sending' AND NOT is_post");
        Ok(count.fetch_one(&self.pool).await?)
    }

    /// Notes that a post is under way, just before it is sent, or that it was surely not sent.
    ///
    /// # Errors
    /// When the database cannot note it now. The post must not be sent then.
    pub async fn post_under_way(&self, seq: i64, n: i64, is_under_way: bool) -> Result<(), StoreError> {
        let mut tx = self.begin_flushed().await?;
        sqlx::query("UPDATE outbox SET state = ? WHERE seq = ? AND n = ? AND state IN ('planned', 'sending')")
            .bind(if is_under_way { "sending" } else { "planned" })
            .bind(seq)
            .bind(n)
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        Ok(())
    }

    /// Notes how a request ended, and gives the one that is sent next; after the last one the update is done. `answer`
    /// is the message that it became, with what that is remembered under.
    ///
    /// # Errors
    /// When the database cannot note it now. The request must not be sent again in the meantime.
    pub async fn settle(
        &self,
        seq: i64,
        n: i64,
        fate: Fate,
        answer: Option<(i32, &[Remembered])>,
    ) -> Result<Option<i64>, StoreError> {
        let mut tx = self.begin_flushed().await?;
        let next = settle(&mut tx, seq, n, fate).await?;
        if let Some((message, remembered)) = answer {
            state::remember(&mut tx, message, remembered).await?;
        }
        tx.commit().await?;
        Ok(next)
    }
}

/// Notes how a request ended, and gives the one that is sent next. What needs one that failed fails too.
pub(super) async fn settle(
    connection: &mut SqliteConnection,
    seq: i64,
    n: i64,
    fate: Fate,
) -> Result<Option<i64>, StoreError> {
    let state = match fate {
        Fate::Sent => "sent",
        Fate::Failed => "failed",
    };
    let mut settled = n;
    loop {
        sqlx::query("UPDATE outbox SET state = ?, body = NULL WHERE seq = ? AND n = ?")
            .bind(state)
            .bind(seq)
            .bind(settled)
            .execute(&mut *connection)
            .await?;
        let next = sqlx::query("SELECT needs_previous FROM outbox WHERE seq = ? AND n = ? AND state = 'planned'");
        let next = next.bind(seq).bind(settled + 1).fetch_optional(&mut *connection).await?;
        let Some(next) = next else {
            finish(connection, seq).await?;
            return Ok(None);
        };
        settled += 1;
        if fate == Fate::Sent || !next.get::<bool, _>(0) {
            // A post is under way from the moment on that it is sent, and not while it waits for its turn.
            sqlx::query("UPDATE outbox SET state = 'sending' WHERE seq = ? AND n = ? AND NOT is_post")
                .bind(seq)
                .bind(settled)
                .execute(&mut *connection)
                .await?;
            return Ok(Some(settled));
        }
    }
}

/// What of an update's outbox is not settled.
pub(super) async fn unsent(connection: &mut SqliteConnection, seq: i64) -> Result<Unsent, StoreError> {
    let rows = sqlx::query("SELECT n, body FROM outbox WHERE seq = ? AND state IN ('planned', 'sending') ORDER BY n")
        .bind(seq)
        .fetch_all(connection)
        .await?;
    Ok(rows.iter().map(|row| (row.get(0), row.get(1))).collect())
}

/// Marks an update as done and forgets which chat it was from.
async fn finish(connection: &mut SqliteConnection, seq: i64) -> Result<(), StoreError> {
    sqlx::query("UPDATE inbox SET state = 'done', chat_id = NULL WHERE seq = ?").bind(seq).execute(connection).await?;
    Ok(())
}

/// Whether a key was not seen before, or so long ago that it is forgotten; from now on it is.
async fn is_first(connection: &mut SqliteConnection, once: &Once, now_ms: i64) -> Result<bool, StoreError> {
    let noted = sqlx::query(
        "INSERT INTO seen (key, until_ms) VALUES (?, ?)
         ON CONFLICT (key) DO UPDATE SET until_ms = excluded.until_ms WHERE seen.until_ms <= ?",
    )
    .bind(once.key.as_slice())
    .bind(now_ms.saturating_add(once.for_ms))
    .bind(now_ms)
    .execute(connection)
    .await?;
    Ok(noted.rows_affected() > 0)
}
