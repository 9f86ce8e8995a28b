//! What is due by the clock goes into the inbox, and from there the way of every update.

use std::sync::Arc;
use std::time::Duration;

use crate::ops::Health;
use crate::queue::Intake;
use crate::store::{Store, StoreError};

/// How often it is looked.
const EVERY: Duration = Duration::from_secs(5);

/// Looks what is due until dropped; `look` puts it in, by what it is given, and gives how much that was.
pub(super) async fn put_in_what_is_due<G>(
    store: Arc<Store>,
    health: Arc<Health>,
    intake: Intake,
    given: G,
    look: impl AsyncFn(&Store, &G) -> Result<usize, StoreError>,
) {
    loop {
        match look(&store, &given).await {
            Ok(0) => {}
            Ok(_) => intake.announce(),
            Err(error) => health.database.fail(&error),
        }
        tokio::time::sleep(EVERY).await;
    }
}
