//! The one way of Telegram's updates into the inbox, polled for or delivered.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::Value;

use crate::bot_api::{chat_of, kind_of};
use crate::ops::Health;
use crate::ops::clock::now_ms;
use crate::queue::{Fresh, Intake};
use crate::store::{Accepted, Incoming, Newest, Store, StoreError};

/// Takes updates in.
#[derive(Clone, Debug)]
pub struct Inbox {
    pub(crate) store: Arc<Store>,
    pub(crate) health: Arc<Health>,
    pub(crate) intake: Intake,
}

impl Inbox {
    /// Whether so much waits that more should stay at Telegram, which keeps it for a day.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.intake.is_full()
    }

    /// Stores one update; it may be forgotten by Telegram when this returns. What is no update is noted as given up.
    ///
    /// # Errors
    /// When it could not be stored, and must be offered again.
    pub async fn accept(&self, update: Value) -> Result<(), StoreError> {
        if is_update(&update) {
            return self.accept_all(&[update]).await.map(drop);
        }
        self.health.database.note(self.store.bury(&update.to_string(), "it is no update", now_ms()).await)?;
        self.health.metrics.dead();
        tracing::error!("something was delivered that is no update, and is kept as a dead letter");
        Ok(())
    }

    /// Stores updates in order, and gives the newest of them by its number. What is no update cannot be acknowledged
    /// and would come again and again, so it leaves nothing behind.
    pub(super) async fn accept_all(&self, updates: &[Value]) -> Result<Option<Newest>, StoreError> {
        let incoming: Vec<Incoming> = updates.iter().filter_map(incoming).collect();
        if incoming.len() < updates.len() {
            tracing::error!(count = updates.len() - incoming.len(), "updates without an id came and were left out");
        }
        let at_ms = now_ms();
        let accepted = self.store.accept(&incoming, at_ms, self.intake.claimable()).await;
        let accepted = self.health.database.note(accepted)?;
        tracing::debug!(count = incoming.len(), new = accepted.len(), "updates were accepted");
        // Some of a batch are offered again when its acknowledgement was lost; which ones does not matter here.
        updates.iter().take(accepted.len()).for_each(|update| self.health.metrics.accepted(kind_of(update)));
        let newest = incoming.iter().map(|update| update.update_id).max();
        self.intake.hand_over(with_payloads(accepted, incoming));
        Ok(newest.map(|update_id| Newest { update_id, received_at_ms: at_ms }))
    }

    /// Counts a request to the webhook by the status that it got.
    pub fn count_answer(&self, status: u16) {
        self.health.metrics.webhook_answered(status);
    }
}

/// Whether something has the number of an update.
pub(super) fn is_update(value: &Value) -> bool {
    number(value).is_some()
}

/// The number of an update. Numbers below 1 are the bot's own, and Telegram's have 32 bits: an offset made of a greater
/// one would pass over everything.
fn number(update: &Value) -> Option<i64> {
    update["update_id"].as_i64().filter(|id| *id > 0 && *id <= i64::from(u32::MAX))
}

/// What was accepted, with the payloads of what is claimed.
fn with_payloads(accepted: Vec<Accepted>, incoming: Vec<Incoming>) -> Vec<Fresh> {
    let mut payloads: HashMap<i64, String> =
        incoming.into_iter().map(|incoming| (incoming.update_id, incoming.payload)).collect();
    let fresh = |Accepted { update, is_claimed }: Accepted| {
        let payload = payloads.remove(&update.update_id).filter(|_| is_claimed);
        Fresh { update, payload }
    };
    accepted.into_iter().map(fresh).collect()
}

/// An update as it is stored; `None` for what has no number of an update.
fn incoming(update: &Value) -> Option<Incoming> {
    let update_id = number(update)?;
    Some(Incoming { update_id, chat_id: chat_of(update), payload: update.to_string() })
}
