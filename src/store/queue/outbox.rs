//! The outbox: what is to be sent for an update, and what became of it.

use std::collections::HashMap;

use super::claimed::{Claimed, Unsent};
use super::dead::{Dead, bury_send};
use crate::store::connection::{Connection, Durability, values};
use crate::store::database::Store;
use crate::store::effects::Request;
use crate::store::encrypted_columns::BODY;
use crate::store::error::StoreError;
use crate::store::records::{self, Deletion, Remembered};
use crate::store::writer::{BatchTurn, Batched, WriteContext};

/// How a request ended that is not given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SendOutcome<'a> {
    /// It had its effect, or the effect was there already. With the message that it became.
    Sent(Option<SentMessage<'a>>),
    /// It never will, and nobody is to mend that.
    Dropped,
}

/// A message that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SentMessage<'a> {
    /// Its number.
    pub message: i32,
    /// What it is remembered under.
    pub remembered: &'a [Remembered],
    /// When it is deleted.
    pub deletion: Option<Deletion>,
}

/// What is left of an update after a request of it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remaining {
    /// The request of this number.
    Next(i64),
    /// Nothing.
    Done,
    /// Nothing here: another process has it now, or the database lost the plan when it ended uncleanly. To begin again
    /// says which.
    Elsewhere,
}

/// How a request ended, as it is to be noted.
pub(in crate::store) struct Complete {
    seq: i64,
    n: i64,
    is_sent: bool,
    given_up: Option<GivenUp>,
    /// The message that it became, and what that is remembered under.
    answer: Option<(i64, Vec<Remembered>)>,
    deletion: Option<(i64, Deletion)>,
    now_ms: i64,
}

/// A request that is kept as a dead letter.
struct GivenUp {
    dead: Dead,
    /// What is sent to who asked for it: the method and the request as it is stored.
    apology: Option<(&'static str, String)>,
}

/// Looks at requests of updates that this process has: how they stand, and whether another waits behind them.
const LOOK: [&str; 2] = [
    "SELECT o.seq, o.n, o.state,
         EXISTS (SELECT 1 FROM outbox p WHERE p.seq = o.seq AND p.n = o.n + 1 AND p.state IN ('planned', 'sending'))
     FROM inbox i JOIN outbox o ON o.seq = i.seq
     WHERE i.seq = $1 AND o.n = $2 AND i.owner = $3 AND i.state = 'planned'",
    "SELECT o.seq, o.n, o.state,
         EXISTS (SELECT 1 FROM outbox p WHERE p.seq = o.seq AND p.n = o.n + 1 AND p.state IN ('planned', 'sending'))
     FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS ended (ended_seq, ended_n, me)
     JOIN inbox i ON i.seq = ended_seq JOIN outbox o ON o.seq = ended_seq AND o.n = ended_n
     WHERE i.owner = me AND i.state = 'planned' ORDER BY i.seq FOR UPDATE OF i",
];

const SENT: [&str; 2] = [
    "UPDATE outbox SET state = 'sent', body = NULL WHERE seq = $1 AND n = $2",
    "UPDATE outbox SET state = 'sent', body = NULL FROM unnest($1::bigint[], $2::bigint[]) AS ended (ended_seq, ended_n)
     WHERE seq = ended_seq AND n = ended_n",
];

/// Puts an apology behind what is left to send for an update. One is enough: there is none for the second request that
/// fails.
const APOLOGISE: &str = "INSERT INTO outbox (seq, n, method, body, state)
     SELECT seq, max(n) + 1, CAST($2 AS TEXT), CAST($3 AS TEXT), 'planned' FROM outbox
     WHERE seq = $1 AND NOT EXISTS (SELECT 1 FROM outbox WHERE seq = $1 AND state = 'failed') GROUP BY seq";

const FINISH: [&str; 2] = [
    "UPDATE inbox SET state = 'done', chat_id = NULL WHERE seq = $1",
    "UPDATE inbox SET state = 'done', chat_id = NULL WHERE seq = ANY($1::bigint[])",
];

impl Batched for Complete {
    type Answer = Remaining;

    const TURN: BatchTurn = BatchTurn::Complete;

    async fn run(
        connection: &mut Connection,
        context: &WriteContext,
        all: &[&Self],
    ) -> Result<Vec<Remaining>, StoreError> {
        complete_all(connection, context, all).await
    }

    fn must_last(&self) -> bool {
        true
    }
}

async fn complete_all(
    connection: &mut Connection,
    context: &WriteContext,
    all: &[&Complete],
) -> Result<Vec<Remaining>, StoreError> {
    let ended: Vec<_> = all.iter().map(|ended| values![ended.seq, ended.n, context.me].to_vec()).collect();
    let mut found = HashMap::with_capacity(all.len());
    for row in connection.each(LOOK, &ended).await? {
        found.insert((row.number(0)?, row.number(1)?), (row.text(2)?, row.is_set(3)?));
    }
    let (mut remaining, mut last) = (Vec::with_capacity(all.len()), Vec::new());
    let (mut answers, mut deletions) = (Vec::new(), Vec::new());
    for ended in all {
        let Some((state, has_next)) = found.get(&(ended.seq, ended.n)) else {
            remaining.push(Remaining::Elsewhere);
            continue;
        };
        if let Some((message, remembered)) = &ended.answer {
            answers.push((*message, remembered.as_slice()));
        }
        deletions.extend(ended.deletion);
        if ended.is_sent && !has_next {
            last.push(ended);
            remaining.push(Remaining::Done);
            continue;
        }
        // It is noted already when the database's answer to that was lost.
        let is_noted = state == "sent" || state == "failed";
        if let Some(GivenUp { dead, apology }) = ended.given_up.as_ref().filter(|_| !is_noted) {
            bury_send(connection, &context.keyring, ended.seq, ended.n, dead, ended.now_ms).await?;
            if let Some((method, body)) = apology {
                connection.execute(APOLOGISE, &values![ended.seq, *method, body]).await?;
            }
        }
        remaining.push(complete_one(connection, ended.seq, ended.n, ended.is_sent).await?);
    }
    let sent: Vec<_> = last.iter().map(|ended| values![ended.seq, ended.n].to_vec()).collect();
    connection.each(SENT, &sent).await?;
    finish(connection, &last.iter().map(|ended| ended.seq).collect::<Vec<_>>()).await?;
    records::remember(connection, &answers).await?;
    records::note_deletions(connection, &deletions).await?;
    Ok(remaining)
}

/// Notes how a request ended, and gives what is left. What needs one that failed fails too.
async fn complete_one(connection: &mut Connection, seq: i64, n: i64, is_sent: bool) -> Result<Remaining, StoreError> {
    let mut ended = n;
    loop {
        let note = "UPDATE outbox SET state = $3, body = NULL WHERE seq = $1 AND n = $2";
        connection.execute(note, &values![seq, ended, if is_sent { "sent" } else { "failed" }]).await?;
        // Some behind it have failed with it already when the database's answer to that was lost.
        let next = "SELECT n, needs_previous FROM outbox
             WHERE seq = $1 AND n > $2 AND state IN ('planned', 'sending') ORDER BY n LIMIT 1";
        let Some(next) = connection.row(next, &values![seq, ended]).await? else {
            finish(connection, &[seq]).await?;
            return Ok(Remaining::Done);
        };
        ended = next.number(0)?;
        if is_sent || !next.is_set(1)? {
            // A post is under way from the moment on that it is sent, and not while it waits for its turn.
            let under_way = "UPDATE outbox SET state = 'sending' WHERE seq = $1 AND n = $2 AND is_post = 0";
            connection.execute(under_way, &values![seq, ended]).await?;
            return Ok(Remaining::Next(ended));
        }
    }
}

/// Takes over an update that a process left half sent, if nobody has it. What was under way may have arrived: a post is
/// given up, what answers somebody is sent again. Its texts come as they are stored.
pub(super) async fn reclaim(connection: &mut Connection, seq: i64, me: i64) -> Result<Claimed, StoreError> {
    let take = "UPDATE inbox SET owner = $2 WHERE seq = $1 AND state = 'planned'
         AND (owner IS NULL OR owner NOT IN (SELECT id FROM replicas))";
    if connection.execute(take, &values![seq, me]).await? == 0 {
        return Ok(Claimed::Elsewhere);
    }
    let under_way = "SELECT n, is_post, body FROM outbox WHERE seq = $1 AND state = 'sending' ORDER BY n";
    let (mut again, mut given_up) = (0, Vec::new());
    for row in connection.rows(under_way, &values![seq]).await? {
        if row.is_set(1)? {
            complete_one(connection, seq, row.number(0)?, false).await?;
            given_up.push(row.text(2)?);
        } else {
            again += 1;
        }
    }
    Ok(Claimed::Send { unsent: stored_unsent(connection, seq).await?, again, given_up })
}

/// What of an update's outbox is not remaining, as it is stored.
pub(super) async fn stored_unsent(connection: &mut Connection, seq: i64) -> Result<Unsent, StoreError> {
    let unsent = "SELECT n, body FROM outbox WHERE seq = $1 AND state IN ('planned', 'sending') ORDER BY n";
    let rows = connection.rows(unsent, &values![seq]).await?;
    rows.iter().map(|row| Ok((row.number(0)?, row.text(1)?))).collect()
}

/// Marks updates as done and forgets which chats they were from.
pub(super) async fn finish(connection: &mut Connection, all: &[i64]) -> Result<(), StoreError> {
    let all: Vec<_> = all.iter().map(|seq| values![*seq].to_vec()).collect();
    connection.each(FINISH, &all).await?;
    Ok(())
}

impl Store {
    /// Notes that a post is under way, just before it is sent, or that it was surely not sent; `false` when another
    /// process has it now.
    ///
    /// # Errors
    /// When the database cannot note it now. The post must not be sent then.
    pub async fn post_under_way(&self, seq: i64, n: i64, is_under_way: bool) -> Result<bool, StoreError> {
        let me = self.context.me;
        let note = "UPDATE outbox SET state = $3 WHERE seq = $1 AND n = $2 AND state IN ('planned', 'sending')
             AND EXISTS (SELECT 1 FROM inbox WHERE inbox.seq = outbox.seq AND owner = $4)";
        let state = if is_under_way { "sending" } else { "planned" };
        self.transaction(Durability::Flushed, move |connection| {
            Box::pin(async move { Ok(connection.execute(note, &values![seq, n, state, me]).await? > 0) })
        })
        .await
    }

    /// Notes that a server answered a request with an error of its own, and gives how often one has.
    ///
    /// # Errors
    /// When the database cannot note it now.
    pub async fn failed_once_more(&self, seq: i64, n: i64) -> Result<u32, StoreError> {
        let more = "UPDATE outbox SET attempts = attempts + 1 WHERE seq = $1 AND n = $2 RETURNING attempts";
        self.transaction(Durability::Unflushed, move |connection| {
            Box::pin(async move {
                let attempts = connection.row(more, &values![seq, n]).await?.map(|row| row.number(0)).transpose()?;
                Ok(u32::try_from(attempts.unwrap_or_default()).unwrap_or(u32::MAX))
            })
        })
        .await
    }

    /// Notes how a request ended, and gives what is left; after the last one the update is done.
    ///
    /// # Errors
    /// When the database cannot note it now. The request must not be sent again in the meantime.
    pub async fn complete(
        &self,
        seq: i64,
        n: i64,
        outcome: SendOutcome<'_>,
        now_ms: i64,
    ) -> Result<Remaining, StoreError> {
        let (is_sent, sent) = match outcome {
            SendOutcome::Sent(sent) => (true, sent),
            SendOutcome::Dropped => (false, None),
        };
        let answer = sent.map(|sent| (i64::from(sent.message), sent.remembered.to_vec()));
        // What one person alone sees has a number below zero, and goes by itself.
        let deletion = sent.filter(|sent| sent.message > 0);
        let deletion = deletion.and_then(|sent| Some((i64::from(sent.message), sent.deletion?)));
        self.ask(Complete { seq, n, is_sent, given_up: None, answer, deletion, now_ms }).await
    }

    /// Keeps a request that is given up as a dead letter, and gives what is left. `apology` is sent last, unless a request
    /// of the update failed before.
    ///
    /// # Errors
    /// When the database cannot note it now. The request must not be sent again in the meantime.
    pub async fn give_up<R: Request>(
        &self,
        seq: i64,
        n: i64,
        dead: &Dead,
        apology: Option<&R>,
        now_ms: i64,
    ) -> Result<Remaining, StoreError> {
        let stored = |apology: &R| (apology.method(), self.context.keyring.encrypt(BODY, &apology.stored()));
        let given_up = Some(GivenUp { dead: dead.clone(), apology: apology.map(stored) });
        self.ask(Complete { seq, n, is_sent: false, given_up, answer: None, deletion: None, now_ms }).await
    }
}
