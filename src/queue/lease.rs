//! Keeping this process's lease on what it has in work.

use std::sync::Arc;

use crate::ops::dependency::Outage;
use crate::store::Store;

/// Renews the lease until aborted; who cannot renew it sends nothing.
pub(crate) async fn run(store: Arc<Store>, database: Arc<Outage>) {
    while store.is_shared() {
        match store.renew().await {
            Ok(()) => database.is_over(),
            Err(error) => database.began(&error),
        }
        tokio::time::sleep(Store::RENEW_EVERY).await;
    }
}
