//! The outbox: what is to be sent for an update, planned in one transaction with everything else the update changes.

use sqlx::{AnyConnection, Row as _};

use super::dead::{Dead, bury_send, bury_update};
use super::effects::{Effects, Once, Request};
use super::inbox::Work;
use super::seals::BODY;
use super::state::{self, Remembered};
use super::{Store, StoreError, Vault};

/// The requests of an update whose fate is not known, in order, each with its number.
pub type Unsent = Vec<(i64, String)>;

/// What became of effects that were to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stored {
    /// They are stored, and what is to be sent is at hand.
    Planned {
        /// Whether what happens once happens now.
        is_first: bool,
    },
    /// They are not, for others were stored before, of which this is left to send.
    Before(Unsent),
    /// They are not, for another process has the update now.
    Elsewhere,
}

/// How a request ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate<'a> {
    /// It had its effect, or the effect was there already. With the message that it became, and what that is remembered
    /// under.
    Sent(Option<(i32, &'a [Remembered])>),
    /// It never will. With why it is kept as a dead letter, if it is.
    Failed(Option<&'a Dead>),
}

/// What is left of an update after a request of it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// The request of this number.
    Next(i64),
    /// Nothing.
    Done,
    /// Nothing here: another process has it now, or the database lost the plan when it ended uncleanly. To begin again
    /// says which.
    Elsewhere,
}

impl Store {
    /// Stores what an update leads to and deletes the update's payload. A second time for the same update changes nothing
    /// and gives what is left of the first. A power cut may take it back; it is then made anew from the update, and what
    /// was sent is sent again, as it is when the plan is kept and the fate unknown.
    ///
    /// # Errors
    /// When the database cannot take it now; nothing is stored then.
    pub async fn plan<R: Request>(&self, seq: i64, effects: &Effects<R>, now_ms: i64) -> Result<Stored, StoreError> {
        // What is made anew sends again what was sent, which posts must not be.
        let has_posts = effects.sent(true).any(Request::is_post);
        let mut tx = if has_posts { self.begin_flushed().await? } else { self.begin_unflushed().await? };
        let me = self.lease.id;
        if let Some(dead) = &effects.dead {
            bury_update(&mut tx, &self.vault, seq, dead, now_ms).await?;
        }
        let updated = sqlx::query(
            "UPDATE inbox SET state = 'planned', payload = NULL, is_dead = $2, owner = $3
             WHERE seq = $1 AND state = 'new' AND (owner IS NULL OR owner = $3)",
        );
        let updated = updated.bind(seq).bind(i64::from(effects.dead.is_some())).bind(me).execute(&mut *tx).await?;
        if updated.rows_affected() == 0 {
            tx.rollback().await?;
            return Ok(match self.begin(seq).await? {
                Work::Send { unsent, .. } => Stored::Before(unsent),
                Work::Done => Stored::Before(Unsent::new()),
                Work::Elsewhere | Work::Handle { .. } => Stored::Elsewhere,
            });
        }
        for change in &effects.changes {
            state::change(&mut tx, &self.vault, change, now_ms).await?;
        }
        let is_first = match &effects.once {
            Some(once) => is_first(&mut tx, once, now_ms).await?,
            None => false,
        };
        let mut previous: Option<&R> = None;
        for (n, request) in (0_i64..).zip(effects.sent(is_first)) {
            let insert = sqlx::query(
                "INSERT INTO outbox (seq, n, method, body, is_post, needs_previous, state) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            );
            insert
                .bind(seq)
                .bind(n)
                .bind(request.method())
                .bind(self.vault.seal(BODY, &request.stored()))
                .bind(i64::from(request.is_post()))
                .bind(i64::from(previous.is_some_and(|previous| request.needs(previous))))
                .bind(if n == 0 && !request.is_post() { "sending" } else { "planned" })
                .execute(&mut *tx)
                .await?;
            previous = Some(request);
        }
        if previous.is_none() {
            finish(&mut tx, seq).await?;
        }
        tx.commit().await?;
        Ok(Stored::Planned { is_first })
    }

    /// Notes that a post is under way, just before it is sent, or that it was surely not sent; `false` when another
    /// process has it now.
    ///
    /// # Errors
    /// When the database cannot note it now. The post must not be sent then.
    pub async fn post_under_way(&self, seq: i64, n: i64, is_under_way: bool) -> Result<bool, StoreError> {
        let mut tx = self.begin_flushed().await?;
        let noted = sqlx::query(
            "UPDATE outbox SET state = $3 WHERE seq = $1 AND n = $2 AND state IN ('planned', 'sending')
             AND EXISTS (SELECT 1 FROM inbox WHERE inbox.seq = outbox.seq AND owner = $4)",
        );
        let state = if is_under_way { "sending" } else { "planned" };
        let noted = noted.bind(seq).bind(n).bind(state).bind(self.lease.id).execute(&mut *tx).await?;
        tx.commit().await?;
        Ok(noted.rows_affected() > 0)
    }

    /// Notes that a server answered a request with an error of its own, and gives how often one has.
    ///
    /// # Errors
    /// When the database cannot note it now.
    pub async fn failed_once_more(&self, seq: i64, n: i64) -> Result<u32, StoreError> {
        let mut tx = self.begin_unflushed().await?;
        let more = "UPDATE outbox SET attempts = attempts + 1 WHERE seq = $1 AND n = $2 RETURNING attempts";
        let attempts: Option<i64> = sqlx::query_scalar(more).bind(seq).bind(n).fetch_optional(&mut *tx).await?;
        tx.commit().await?;
        Ok(u32::try_from(attempts.unwrap_or_default()).unwrap_or(u32::MAX))
    }

    /// Notes how a request ended, and gives what is left; after the last one the update is done.
    ///
    /// # Errors
    /// When the database cannot note it now. The request must not be sent again in the meantime.
    pub async fn settle(&self, seq: i64, n: i64, fate: Fate<'_>, now_ms: i64) -> Result<Settled, StoreError> {
        let mut tx = self.begin_flushed().await?;
        let ours = sqlx::query_scalar(self.kind.choose(
            "SELECT o.state FROM inbox i JOIN outbox o USING (seq)
             WHERE seq = $1 AND n = $2 AND owner = $3 AND i.state = 'planned'",
            "SELECT o.state FROM inbox i JOIN outbox o USING (seq)
             WHERE seq = $1 AND n = $2 AND owner = $3 AND i.state = 'planned' FOR UPDATE OF i",
        ));
        let ours: Option<String> = ours.bind(seq).bind(n).bind(self.lease.id).fetch_optional(&mut *tx).await?;
        let Some(state) = ours else { return Ok(Settled::Elsewhere) };
        // It is noted already when the database's answer to that was lost.
        let is_noted = state == "sent" || state == "failed";
        if let Fate::Failed(Some(dead)) = fate
            && !is_noted
        {
            bury_send(&mut tx, &self.vault, seq, n, dead, now_ms).await?;
        }
        let settled = settle(&mut tx, seq, n, matches!(fate, Fate::Sent(_))).await?;
        if let Fate::Sent(Some((message, remembered))) = fate {
            state::remember(&mut tx, message, remembered).await?;
        }
        tx.commit().await?;
        Ok(settled)
    }
}

/// Notes how a request ended, and gives what is left. What needs one that failed fails too.
async fn settle(connection: &mut AnyConnection, seq: i64, n: i64, is_sent: bool) -> Result<Settled, StoreError> {
    let mut ended = n;
    loop {
        sqlx::query("UPDATE outbox SET state = $3, body = NULL WHERE seq = $1 AND n = $2")
            .bind(seq)
            .bind(ended)
            .bind(if is_sent { "sent" } else { "failed" })
            .execute(&mut *connection)
            .await?;
        let next = sqlx::query(
            "SELECT needs_previous FROM outbox WHERE seq = $1 AND n = $2 AND state IN ('planned', 'sending')",
        );
        let next = next.bind(seq).bind(ended + 1).fetch_optional(&mut *connection).await?;
        let Some(next) = next else {
            finish(connection, seq).await?;
            return Ok(Settled::Done);
        };
        ended += 1;
        if is_sent || next.get::<i64, _>(0) == 0 {
            // A post is under way from the moment on that it is sent, and not while it waits for its turn.
            sqlx::query("UPDATE outbox SET state = 'sending' WHERE seq = $1 AND n = $2 AND is_post = 0")
                .bind(seq)
                .bind(ended)
                .execute(&mut *connection)
                .await?;
            return Ok(Settled::Next(ended));
        }
    }
}

/// Takes over an update that a process left half sent. What was under way may have arrived: a post is given up, what
/// answers somebody is sent again.
pub(super) async fn take_over(
    connection: &mut AnyConnection,
    vault: &Vault,
    seq: i64,
    owner: i64,
) -> Result<Work, StoreError> {
    sqlx::query("UPDATE inbox SET owner = $2 WHERE seq = $1").bind(seq).bind(owner).execute(&mut *connection).await?;
    let under_way = sqlx::query("SELECT n, is_post FROM outbox WHERE seq = $1 AND state = 'sending' ORDER BY n");
    let (mut again, mut given_up) = (0, 0);
    for row in under_way.bind(seq).fetch_all(&mut *connection).await? {
        if row.get::<i64, _>(1) == 1 {
            settle(connection, seq, row.get(0), false).await?;
            given_up += 1;
        } else {
            again += 1;
        }
    }
    Ok(Work::Send { unsent: unsent(connection, vault, seq).await?, again, given_up })
}

/// What of an update's outbox is not settled.
pub(super) async fn unsent(connection: &mut AnyConnection, vault: &Vault, seq: i64) -> Result<Unsent, StoreError> {
    let rows = sqlx::query("SELECT n, body FROM outbox WHERE seq = $1 AND state IN ('planned', 'sending') ORDER BY n")
        .bind(seq)
        .fetch_all(connection)
        .await?;
    rows.iter().map(|row| Ok((row.get(0), vault.open(BODY, row.get(1))?))).collect()
}

/// Marks an update as done and forgets which chat it was from.
async fn finish(connection: &mut AnyConnection, seq: i64) -> Result<(), StoreError> {
    sqlx::query("UPDATE inbox SET state = 'done', chat_id = NULL WHERE seq = $1").bind(seq).execute(connection).await?;
    Ok(())
}

/// Whether a key was not seen before, or so long ago that it is forgotten; from now on it is.
async fn is_first<R>(connection: &mut AnyConnection, once: &Once<R>, now_ms: i64) -> Result<bool, StoreError> {
    let ttl_ms = i64::try_from(once.ttl.as_millis()).unwrap_or(i64::MAX);
    let noted = sqlx::query(
        "INSERT INTO seen (key, until_ms) VALUES ($1, $2)
         ON CONFLICT (key) DO UPDATE SET until_ms = excluded.until_ms WHERE seen.until_ms <= $3",
    )
    .bind(once.code.as_slice())
    .bind(now_ms.saturating_add(ttl_ms))
    .bind(now_ms)
    .execute(connection)
    .await?;
    Ok(noted.rows_affected() > 0)
}
