//! Storing what an update leads to: one transaction for its requests and everything else that it changes.

use std::collections::{HashMap, HashSet};

use super::claim::begun_before;
use super::claimed::{Claimed, Unsent};
use super::dead::{Dead, bury_text_of, payload_of};
use super::outbox::finish;
use crate::store::connection::{Connection, Durability, values};
use crate::store::database::Store;
use crate::store::effects::{Effects, Request};
use crate::store::encrypted_columns::BODY;
use crate::store::encryption::Keyring;
use crate::store::error::StoreError;
use crate::store::records::{self, Change, Count, Miss, Pseudonym, Tally};
use crate::store::writer::{BatchTurn, Batched, WriteContext};

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

/// The effects of an update, in the form in which they are stored.
pub(in crate::store) struct Plan {
    seq: i64,
    now_ms: i64,
    requests: Vec<OutboxRow>,
    once: Option<OnceRows>,
    counts: Vec<Count>,
    tallies: Vec<Tally>,
    missed: Vec<Miss>,
    /// All but the counts, tallies and misses.
    changes: Vec<Change>,
    dead: Option<Dead>,
}

/// A request of the outbox.
struct OutboxRow {
    method: &'static str,
    body: String,
    is_post: bool,
    needs_previous: bool,
}

/// What is sent the first time only.
struct OnceRows {
    code: Pseudonym,
    until_ms: i64,
    requests: Vec<OutboxRow>,
}

const PLAN: [&str; 2] = [
    "UPDATE inbox SET state = 'planned', payload = NULL, is_dead = $2, owner = $3
     WHERE seq = $1 AND state = 'new' AND (owner IS NULL OR owner = $3) RETURNING seq",
    "UPDATE inbox SET state = 'planned', payload = NULL, is_dead = dead, owner = me
     FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS plans (planned, dead, me)
     WHERE seq = planned AND state = 'new' AND (owner IS NULL OR owner = me) RETURNING seq",
];

const INSERT: [&str; 2] = [
    "INSERT INTO outbox (seq, n, method, body, is_post, needs_previous, state) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    "INSERT INTO outbox (seq, n, method, body, is_post, needs_previous, state)
     SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::text[])",
];

impl Plan {
    fn new<R: Request>(seq: i64, effects: &Effects<R>, keyring: &Keyring, now_ms: i64) -> Self {
        let mut previous: Option<&R> = None;
        let mut row = |request| {
            let needs_previous = previous.is_some_and(|previous| R::needs(request, previous));
            previous = Some(request);
            let body = keyring.encrypt(BODY, &request.stored());
            OutboxRow { method: request.method(), body, is_post: request.is_post(), needs_previous }
        };
        let requests = effects.requests.iter().map(&mut row).collect();
        let once = effects.once.as_ref().map(|once| {
            let ttl_ms = i64::try_from(once.ttl.as_millis()).unwrap_or(i64::MAX);
            let requests = once.requests.iter().map(&mut row).collect();
            OnceRows { code: once.code, until_ms: now_ms.saturating_add(ttl_ms), requests }
        });
        let (mut counts, mut tallies, mut missed, mut changes) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for change in &effects.changes {
            match change {
                Change::Count { code, until_ms } => {
                    counts.push(Count { code: *code, until_ms: *until_ms, now_ms });
                }
                Change::Tally(tally) => tallies.push(tally.clone()),
                Change::Missed(miss) => missed.push(miss.clone()),
                change => changes.push(change.clone()),
            }
        }
        Self { seq, now_ms, requests, once, counts, tallies, missed, changes, dead: effects.dead.clone() }
    }

    /// Whether it changes nothing that another update may change at the same time in another order, so that plans of it
    /// are made together without waiting for each other in a circle.
    fn is_plain(&self) -> bool {
        self.once.is_none() && self.changes.is_empty() && self.dead.is_none()
    }

    /// What is sent, in order.
    fn rows(&self, is_first: bool) -> impl Iterator<Item = &OutboxRow> {
        let once = self.once.iter().filter(move |_| is_first).flat_map(|once| &once.requests);
        self.requests.iter().chain(once)
    }
}

impl Batched for Plan {
    const TURN: BatchTurn = BatchTurn::Plan;

    /// Its texts come as they are stored.
    type Answer = Stored;

    async fn run(
        connection: &mut Connection,
        context: &WriteContext,
        all: &[&Self],
    ) -> Result<Vec<Stored>, StoreError> {
        plan_all(connection, context, all).await
    }

    fn must_last(&self) -> bool {
        // What is made anew sends again what was sent, which posts must not be.
        self.rows(true).any(|row| row.is_post)
    }
}

async fn plan_all(
    connection: &mut Connection,
    context: &WriteContext,
    all: &[&Plan],
) -> Result<Vec<Stored>, StoreError> {
    // Before it is deleted.
    let mut payloads = HashMap::new();
    for plan in all.iter().filter(|plan| plan.dead.is_some()) {
        payloads.insert(plan.seq, payload_of(connection, plan.seq).await?);
    }
    let plans: Vec<_> = all.iter().map(|plan| values![plan.seq, plan.dead.is_some(), context.me].to_vec()).collect();
    let mut planned = HashSet::new();
    for row in connection.each(PLAN, &plans).await? {
        planned.insert(row.number(0)?);
    }
    let mut answers = Vec::with_capacity(all.len());
    let (mut counts, mut tallies, mut missed) = (Vec::new(), Vec::new(), Vec::new());
    let (mut rows, mut done) = (Vec::new(), Vec::new());
    for plan in all {
        // Of two for the same update the first is made.
        if !planned.remove(&plan.seq) {
            answers.push(None);
            continue;
        }
        if let (Some(dead), Some(payload)) = (&plan.dead, payloads.get(&plan.seq).and_then(Option::as_ref)) {
            bury_text_of(connection, &context.keyring, payload, dead, plan.now_ms).await?;
        }
        counts.extend(&plan.counts);
        tallies.extend(&plan.tallies);
        missed.extend(&plan.missed);
        for change in &plan.changes {
            records::change(connection, &context.keyring, change, plan.now_ms).await?;
        }
        let is_first = match &plan.once {
            Some(once) => records::is_first(connection, &once.code, once.until_ms, plan.now_ms).await?,
            None => false,
        };
        let mut n = 0_i64;
        for row in plan.rows(is_first) {
            let state = if n == 0 && !row.is_post { "sending" } else { "planned" };
            let OutboxRow { method, body, is_post, needs_previous } = row;
            rows.push(values![plan.seq, n, *method, body, *is_post, *needs_previous, state].to_vec());
            n += 1;
        }
        if n == 0 {
            done.push(plan.seq);
        }
        answers.push(Some(Stored::Planned { is_first }));
    }
    records::count(connection, &counts).await?;
    records::tally(connection, &tallies).await?;
    records::note_missed(connection, &context.keyring, &missed).await?;
    connection.each(INSERT, &rows).await?;
    finish(connection, &done).await?;
    let mut stored = Vec::with_capacity(all.len());
    for (plan, answer) in all.iter().zip(answers) {
        stored.push(match answer {
            Some(answer) => answer,
            None => before(connection, context, plan.seq).await?,
        });
    }
    Ok(stored)
}

/// What was stored before for an update that is not to be planned any more.
async fn before(connection: &mut Connection, context: &WriteContext, seq: i64) -> Result<Stored, StoreError> {
    Ok(match begun_before(connection, context, seq).await? {
        Claimed::Send { unsent, .. } => Stored::Before(unsent),
        Claimed::Done => Stored::Before(Unsent::new()),
        Claimed::Elsewhere | Claimed::Handle { .. } => Stored::Elsewhere,
    })
}

impl Store {
    /// Stores what an update leads to and deletes the update's payload. A second time for the same update changes nothing
    /// and gives what is left of the first. A power cut may take it back; it is then made anew from the update, and what
    /// was sent is sent again, as it is when the plan is kept and the fate unknown.
    ///
    /// # Errors
    /// When the database cannot take it now; nothing is stored then.
    pub async fn plan<R: Request>(&self, seq: i64, effects: &Effects<R>, now_ms: i64) -> Result<Stored, StoreError> {
        let plan = Plan::new(seq, effects, &self.context.keyring, now_ms);
        let stored = if self.is_shared() && !plan.is_plain() {
            let durability = if plan.must_last() { Durability::Flushed } else { Durability::Unflushed };
            let (plan, context) = (std::sync::Arc::new(plan), self.context.clone());
            self.transaction(durability, move |connection| {
                let (plan, context) = (plan.clone(), context.clone());
                Box::pin(async move {
                    let stored = plan_all(connection, &context, &[&plan]).await?;
                    Ok(stored.into_iter().next().unwrap_or(Stored::Elsewhere))
                })
            })
            .await?
        } else {
            self.ask(plan).await?
        };
        Ok(match stored {
            Stored::Before(unsent) => Stored::Before(self.opened(unsent)?),
            stored => stored,
        })
    }
}
