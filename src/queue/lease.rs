//! Keeping this process's lease on what it has in work.

use std::sync::Arc;

use crate::ops::Health;
use crate::store::Store;

/// Renews the lease until dropped; who cannot renew it sends nothing. Where nobody else can have the database there is
/// nothing to renew.
pub(crate) async fn keep_lease(store: Arc<Store>, health: Arc<Health>) {
    while store.is_shared() {
        // An outage is noted, and the next round tries again.
        let _ = health.database.note(store.renew().await);
        tokio::time::sleep(Store::RENEW_EVERY).await;
    }
    std::future::pending().await
}
