//! Who works on an update: one process alone, as long as its lease stands.

use std::collections::HashMap;

use super::claimed::{Claimed, Unsent};
use super::outbox::{reclaim, stored_unsent};
use crate::store::connection::{Connection, Durability, values};
use crate::store::database::Store;
use crate::store::encrypted_columns::{BODY, PAYLOAD};
use crate::store::error::StoreError;
use crate::store::writer::{BatchTurn, Batched, WriteContext};

/// An update that is to be claimed. Its texts come as they are stored.
pub(in crate::store) struct Claim {
    seq: i64,
}

/// Claims what is new and nobody's, in the order of the inbox. What another process is about to claim is its own, and is
/// not waited for. Counted before the handler runs, so that an update that kills the whole process is given up too.
const CLAIM: [&str; 2] = [
    "UPDATE inbox SET owner = $2, attempts = attempts + 1 WHERE seq = $1 AND state = 'new'
     AND (owner IS NULL OR owner = $2 OR owner NOT IN (SELECT id FROM replicas)) RETURNING seq, payload, attempts",
    "WITH free AS (
         SELECT seq, me FROM inbox JOIN unnest($1::bigint[], $2::bigint[]) AS asked (wanted, me) ON seq = wanted
         WHERE state = 'new' AND (owner IS NULL OR owner = me OR owner NOT IN (SELECT id FROM replicas))
         ORDER BY seq FOR UPDATE OF inbox SKIP LOCKED
     )
     UPDATE inbox SET owner = me, attempts = attempts + 1 FROM free WHERE inbox.seq = free.seq
     RETURNING inbox.seq, payload, attempts",
];

impl Batched for Claim {
    type Answer = Claimed;

    const TURN: BatchTurn = BatchTurn::Claim;

    async fn run(
        connection: &mut Connection,
        context: &WriteContext,
        all: &[&Self],
    ) -> Result<Vec<Claimed>, StoreError> {
        let asked: Vec<_> = all.iter().map(|claim| values![claim.seq, context.me].to_vec()).collect();
        let mut claimed = HashMap::with_capacity(all.len());
        for row in connection.each(CLAIM, &asked).await? {
            let attempts = u32::try_from(row.number(2)?).unwrap_or(u32::MAX);
            let payload = row.optional_text(1)?.unwrap_or_default();
            claimed.insert(row.number(0)?, Claimed::Handle { payload, attempts });
        }
        let mut answers = Vec::with_capacity(all.len());
        for claim in all {
            answers.push(match claimed.remove(&claim.seq) {
                Some(work) => work,
                None => begun_before(connection, context, claim.seq).await?,
            });
        }
        Ok(answers)
    }

    fn must_last(&self) -> bool {
        false
    }
}

/// What is left of an update that is not new, or not free.
pub(super) async fn begun_before(
    connection: &mut Connection,
    context: &WriteContext,
    seq: i64,
) -> Result<Claimed, StoreError> {
    let row = connection.row("SELECT state, owner FROM inbox WHERE seq = $1", &values![seq]).await?;
    let Some(row) = row else { return Ok(Claimed::Done) };
    let is_mine = row.optional_number(1)? == Some(context.me);
    Ok(match row.text(0)?.as_str() {
        "done" => Claimed::Done,
        "planned" if is_mine => {
            Claimed::Send { unsent: stored_unsent(connection, seq).await?, again: 0, given_up: Vec::new() }
        }
        "planned" => reclaim(connection, seq, context.me).await?,
        _ => Claimed::Elsewhere,
    })
}

impl Store {
    /// Begins (or takes up again) the work on an update, unless another process has it. A power cut may take back that
    /// it was begun.
    ///
    /// # Errors
    /// When the database cannot say now.
    pub async fn claim(&self, seq: i64) -> Result<Claimed, StoreError> {
        let work = self.ask(Claim { seq }).await?;
        Ok(match work {
            Claimed::Handle { payload, attempts } => {
                Claimed::Handle { payload: self.context.keyring.decrypt(PAYLOAD, &payload)?, attempts }
            }
            Claimed::Send { unsent, again, given_up } => {
                let decrypt = |body: String| self.context.keyring.decrypt(BODY, &body);
                let given_up = given_up.into_iter().map(decrypt).collect::<Result<_, _>>()?;
                Claimed::Send { unsent: self.opened(unsent)?, again, given_up }
            }
            work => work,
        })
    }

    /// Takes back that the work on an update was begun: it ended for a reason that is no fault of the update.
    ///
    /// # Errors
    /// When the database cannot note it now.
    pub async fn release(&self, seq: i64) -> Result<(), StoreError> {
        let me = self.context.me;
        let back = "UPDATE inbox SET attempts = attempts - 1, owner = NULL
             WHERE seq = $1 AND state = 'new' AND owner = $2 AND attempts > 0";
        self.transaction(Durability::Flushed, move |connection| {
            Box::pin(async move { Ok(connection.execute(back, &values![seq, me]).await.map(drop)?) })
        })
        .await
    }

    /// Requests as they were before they were stored.
    pub(super) fn opened(&self, unsent: Unsent) -> Result<Unsent, StoreError> {
        unsent.into_iter().map(|(n, body)| Ok((n, self.context.keyring.decrypt(BODY, &body)?))).collect()
    }
}
