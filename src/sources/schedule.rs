//! The clock of daily posts: what is due goes into the inbox, and from there the way of every update.

use std::sync::Arc;

use super::clock::put_in_what_is_due;
use crate::bot::{DuePost, is_due};
use crate::ops::Health;
use crate::ops::clock::now_ms;
use crate::queue::Intake;
use crate::store::{Store, StoreError};

/// Looks until dropped.
pub(crate) async fn post_daily(store: Arc<Store>, health: Arc<Health>, intake: Intake) {
    put_in_what_is_due(store, health, intake, (), look).await;
}

/// Puts what is due into the inbox, and gives how many posts that was.
async fn look(store: &Store, (): &()) -> Result<usize, StoreError> {
    let now_ms = now_ms();
    let mut count = 0;
    for running in store.running().await? {
        if let Some(DuePost { slot, payload }) = is_due(&running, now_ms) {
            count += usize::from(store.post_due(&running.schedule, &slot, &payload, now_ms).await?);
        }
    }
    Ok(count)
}
