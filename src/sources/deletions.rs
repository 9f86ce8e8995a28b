//! The clock of deletions: messages that have stood for as long as their group's admins want go into the outbox to be
//! deleted, and from there the way of every request.

use std::sync::Arc;

use super::clock::put_in_what_is_due;
use crate::bot_api::Outgoing;
use crate::ops::Health;
use crate::ops::clock::now_ms;
use crate::queue::Intake;
use crate::store::{Request as _, Store, StoreError};

/// How many messages Telegram deletes at once.
const MOST: usize = 100;

/// Looks until dropped.
pub(crate) async fn delete_due(store: Arc<Store>, health: Arc<Health>, intake: Intake) {
    put_in_what_is_due(store, health, intake, (), look).await;
}

/// Puts what is due into the outbox, and gives how many requests that was.
async fn look(store: &Store, (): &()) -> Result<usize, StoreError> {
    let now_ms = now_ms();
    let mut count = 0;
    for due in store.due_deletions(MOST, now_ms).await? {
        let request = Outgoing::Delete { chat: due.chat, messages: due.messages.clone() };
        count += usize::from(store.delete_due(&due, request.method(), &request.stored(), now_ms).await?);
    }
    Ok(count)
}
