//! Maintenance: forgetting what need not be kept.

use std::sync::Arc;
use std::time::Duration;

use super::clock::now_ms;
use crate::store::{Retention, Store};

/// How soon the words of an answered message are gone from the database's log as well, and those of a question that is
/// held no more.
const EMPTY_LOG_EVERY: Duration = Duration::from_secs(10);

/// How many of these rounds pass before old rows are deleted: an hour.
const PRUNE_EVERY_ROUNDS: u32 = 360;

/// How many pass before what was counted by day is summed: five minutes, in which few rows come together.
const SUM_EVERY_ROUNDS: u32 = 30;

/// From so many days before today on it is summed, by UTC: the bot's own zone is less than a day away. At start all of it
/// is, since what was counted may be older by then.
const SUMMED_DAYS: i64 = 2;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// Keeps at it until dropped; `forget` forgets what of memory need not be kept. A database that is out of reach is said
/// by those who need it; the next round tries again.
pub(crate) async fn run(store: Arc<Store>, retention: Retention, forget: impl Fn()) {
    for round in 0_u32.. {
        if round % PRUNE_EVERY_ROUNDS == 0 {
            if let Err(error) = store.prune(retention, now_ms()).await {
                tracing::debug!(%error, "old rows could not be deleted");
            }
            forget();
        }
        let summed_from = if round == 0 { 0 } else { now_ms() / DAY_MS - SUMMED_DAYS };
        if round % SUM_EVERY_ROUNDS == 0
            && let Err(error) = store.sum_days(summed_from).await
        {
            tracing::warn!(%error, "what was counted by day could not be summed");
        }
        if let Err(error) = store.forget_held(now_ms()).await {
            tracing::debug!(%error, "questions that are held no more could not be deleted");
        }
        if let Err(error) = store.empty_log().await {
            tracing::debug!(%error, "the database's log could not be emptied");
        }
        tokio::time::sleep(EMPTY_LOG_EVERY).await;
    }
}
