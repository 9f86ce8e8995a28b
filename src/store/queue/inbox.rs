//! The inbox: updates as they were accepted, and which of them are still to be done.

use std::collections::HashMap;

use super::dead::bury_text;
use super::places::{lock, own_number};
use super::queued_kind::QueuedKind;
use crate::store::connection::{Connection, Durability, Row, values};
use crate::store::database::Store;
use crate::store::encrypted_columns::PAYLOAD;
use crate::store::error::StoreError;
use crate::store::writer::{BatchTurn, Batched, WriteContext};

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
pub struct QueuedUpdate {
    /// Its place in the order of acceptance, from 1.
    pub seq: i64,
    /// Telegram's number for it.
    pub update_id: i64,
    /// The chat it is from.
    pub chat_id: Option<i64>,
    /// When it was accepted, in milliseconds since 1970.
    pub received_at_ms: i64,
    /// Whether it is an update of Telegram's or a post of the bot's own.
    pub kind: QueuedKind,
}

/// The updates that wait to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// How many.
    pub count: i64,
    /// When the oldest was accepted, in milliseconds since 1970; `None` when none waits.
    pub oldest_at_ms: Option<i64>,
}

/// An update that was accepted just now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The update.
    pub update: QueuedUpdate,
    /// Whether this process has it already.
    pub is_claimed: bool,
}

/// Updates that are to be accepted, all or none, in the form in which they are stored.
pub(in crate::store) struct Accept {
    updates: Vec<Incoming>,
    now_ms: i64,
    /// How many of them, from the first, are claimed as well.
    claim: usize,
}

const ACCEPT: [&str; 2] = [
    "INSERT INTO inbox (update_id, chat_id, received_at_ms, payload, owner, attempts) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (update_id) DO NOTHING RETURNING seq, update_id, chat_id, received_at_ms, kind, attempts",
    "INSERT INTO inbox (update_id, chat_id, received_at_ms, payload, owner, attempts)
     SELECT update_id, chat_id, at_ms, payload, owner, attempts
     FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::bigint[], $6::bigint[])
         WITH ORDINALITY AS given (update_id, chat_id, at_ms, payload, owner, attempts, n)
     ORDER BY n ON CONFLICT (update_id) DO NOTHING
     RETURNING seq, update_id, chat_id, received_at_ms, kind, attempts",
];

impl Batched for Accept {
    const TURN: BatchTurn = BatchTurn::Accept;

    /// Those of them that are new, in order.
    type Answer = Vec<Accepted>;

    async fn run(
        connection: &mut Connection,
        context: &WriteContext,
        all: &[&Self],
    ) -> Result<Vec<Vec<Accepted>>, StoreError> {
        lock(connection).await?;
        let (mut rows, mut whose) = (Vec::new(), HashMap::new());
        for (n, accept) in all.iter().enumerate() {
            for (place, update) in accept.updates.iter().enumerate() {
                whose.entry(update.update_id).or_insert(n);
                let Incoming { update_id, chat_id, payload } = update;
                let is_claimed = place < accept.claim;
                let owner = is_claimed.then_some(context.me);
                rows.push(values![*update_id, *chat_id, accept.now_ms, payload, owner, is_claimed].to_vec());
            }
        }
        let mut accepted = vec![Vec::new(); all.len()];
        for row in connection.each(ACCEPT, &rows).await? {
            let update = queued_update_of(&row)?;
            if let Some(n) = whose.get(&update.update_id) {
                accepted[*n].push(Accepted { update, is_claimed: row.is_set(5)? });
            }
        }
        Ok(accepted)
    }

    fn must_last(&self) -> bool {
        true
    }
}

impl Store {
    /// Stores updates in order, all or none; an update that was accepted before is left out. Gives the new ones. The
    /// first so many are claimed for this process with it, which must then begin them.
    ///
    /// # Errors
    /// When the database cannot take them now. They must be offered again.
    pub async fn accept(&self, updates: &[Incoming], now_ms: i64, claim: usize) -> Result<Vec<Accepted>, StoreError> {
        let stored =
            |update: &Incoming| Incoming { payload: self.context.keyring.encrypt(PAYLOAD, &update.payload), ..*update };
        let accept = Accept { updates: updates.iter().map(stored).collect(), now_ms, claim };
        self.ask(accept).await
    }

    /// Keeps something that came and is no update as a dead letter.
    ///
    /// # Errors
    /// When the database cannot take it now. It must be offered again.
    pub async fn bury(&self, text: &str, reason: &str, now_ms: i64) -> Result<(), StoreError> {
        let (text, reason, context) = (text.to_owned(), reason.to_owned(), self.context.clone());
        self.transaction(Durability::Flushed, move |connection| {
            let (text, reason, context) = (text.clone(), reason.clone(), context.clone());
            Box::pin(async move {
                lock(connection).await?;
                let own = own_number(connection).await?;
                let insert = "INSERT INTO inbox (update_id, received_at_ms, state, is_dead) VALUES ($1, $2, 'done', 1)";
                connection.execute(insert, &values![own, now_ms]).await?;
                bury_text(connection, &context.keyring, &text, &reason, now_ms).await
            })
        })
        .await
    }

    /// How many updates wait, and since when. Asked of a transaction that writes, so that it fails when nothing can be
    /// accepted: a full disk can be read, and so can a server that only follows another.
    ///
    /// # Errors
    /// When the database cannot be written now.
    pub async fn waiting(&self) -> Result<Waiting, StoreError> {
        let me = self.context.me;
        self.transaction(Durability::Unflushed, move |connection| {
            Box::pin(async move {
                // SQLite writes nothing where nothing changes, and there the number means nothing.
                let touch = connection.choose(
                    "UPDATE replicas SET until_ms = until_ms - 1 WHERE id = $1",
                    "UPDATE replicas SET until_ms = until_ms WHERE id = $1",
                );
                connection.execute(touch, &values![me]).await?;
                let waiting = "SELECT count(*), min(received_at_ms) FROM inbox WHERE state IN ('new', 'planned')";
                let waiting = connection.row(waiting, &[]).await?.map(|row| waiting_of(&row)).transpose()?;
                Ok(waiting.unwrap_or(Waiting { count: 0, oldest_at_ms: None }))
            })
        })
        .await
    }

    /// The newest update, done or not; `None` in a new database.
    ///
    /// # Errors
    /// When the database cannot be read now.
    pub async fn newest(&self) -> Result<Option<Newest>, StoreError> {
        let newest = "SELECT update_id, received_at_ms FROM inbox WHERE update_id > 0 ORDER BY seq DESC LIMIT 1";
        let rows = self.rows(newest, &[]).await?;
        let newest = rows.first().map(|row| Ok(Newest { update_id: row.number(0)?, received_at_ms: row.number(1)? }));
        newest.transpose()
    }

    /// The updates after `seq` that are not done, in order, at most so many.
    ///
    /// # Errors
    /// When the database cannot be read now.
    pub async fn undone_after(&self, seq: i64, most: u32) -> Result<Vec<QueuedUpdate>, StoreError> {
        let undone = "SELECT seq, update_id, chat_id, received_at_ms, kind FROM inbox
             WHERE state IN ('new', 'planned') AND seq > $1 ORDER BY seq LIMIT $2";
        let rows = self.rows(undone, &[seq, i64::from(most)]).await?;
        rows.iter().map(queued_update_of).collect()
    }
}

fn waiting_of(row: &Row) -> Result<Waiting, StoreError> {
    Ok(Waiting { count: row.number(0)?, oldest_at_ms: row.optional_number(1)? })
}

fn queued_update_of(row: &Row) -> Result<QueuedUpdate, StoreError> {
    let (seq, update_id, chat_id) = (row.number(0)?, row.number(1)?, row.optional_number(2)?);
    Ok(QueuedUpdate { seq, update_id, chat_id, received_at_ms: row.number(3)?, kind: QueuedKind::of(&row.text(4)?) })
}
