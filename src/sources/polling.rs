//! Long polling: updates into the inbox, and only then the offset that tells Telegram to forget them.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde_json::Value;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use super::inbox::{Inbox, is_update};
use crate::bot_api::{Api, CallError, DeleteWebhook, GetUpdates, GetWebhookInfo, bad_token};
use crate::ops::clock::now_ms;
use crate::ops::retry::{TryAgain, retry};
use crate::store::{LeaderLock, Newest};

/// After a week without updates Telegram begins at a random id, which may be lower. An offset that is older than this
/// is not sent any more, so that none of those is passed over.
const OFFSET_LIFE_MS: i64 = 6 * 24 * 60 * 60 * 1000;

/// How much longer than the poll itself its answer may take.
const ANSWER_TIME: Duration = Duration::from_secs(15);

/// How often the process that polls looks whether it still leads, and the others whether they may.
const LEAD_EVERY: Duration = Duration::from_secs(2);

/// How long the database may take to say who leads.
const LEAD_WITHIN: Duration = Duration::from_secs(5);

/// How often it is seen whether updates can be taken in again.
const FULL_EVERY: Duration = Duration::from_secs(1);

/// Polls for updates.
pub(crate) struct Poller {
    api: Arc<Api>,
    inbox: Inbox,
    timeout: Duration,
    stop: CancellationToken,
    /// Whether it is said, since polls last worked, that another program polls.
    is_conflict_said: AtomicBool,
}

impl Poller {
    /// A poller whose polls wait so long for an update.
    pub(crate) fn new(api: Arc<Api>, inbox: Inbox, timeout: Duration, stop: CancellationToken) -> Self {
        Self { api, inbox, timeout, stop, is_conflict_said: AtomicBool::new(false) }
    }

    /// Polls until told to stop, while no other process does.
    ///
    /// # Errors
    /// A sentence for the operator when Telegram does not know the token.
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        self.stop.run_until_cancelled(self.lead()).await.unwrap_or(Ok(()))
    }

    async fn lead(&self) -> anyhow::Result<()> {
        let mut is_waiting = false;
        loop {
            match self.inbox.store.leader_lock().await {
                Ok(Some(lead)) => {
                    if is_waiting {
                        tracing::info!("this process polls from now on");
                    }
                    is_waiting = false;
                    tokio::select! {
                        ended = self.poll() => return ended,
                        () = lost(lead) => tracing::warn!("the lead is lost; another process may poll now"),
                    }
                }
                Ok(None) => {
                    if !is_waiting {
                        tracing::info!("another process polls; this one takes over when that ends");
                    }
                    is_waiting = true;
                    self.inbox.health.heartbeats.poll();
                    tokio::time::sleep(LEAD_EVERY).await;
                }
                Err(error) => {
                    self.inbox.health.database.fail(&error);
                    tokio::time::sleep(LEAD_EVERY).await;
                }
            }
        }
    }

    /// Polls until the token is refused. May be dropped at any point: what is not in the inbox is not acknowledged.
    async fn poll(&self) -> anyhow::Result<()> {
        let Some(mut newest) = self.newest().await else { return Ok(()) };
        self.drop_webhook().await;
        loop {
            let Some(updates) = self.next_batch(newest).await else { return Ok(()) };
            let updates = updates.map_err(|error| bad_token(&error))?;
            newest = self.accept(updates).await.or(newest);
            // Whoever works on them goes first.
            tokio::task::yield_now().await;
        }
    }

    /// The next batch, however long it takes to get one; `Err` when the token is refused.
    async fn next_batch(&self, newest: Option<Newest>) -> Option<Result<Vec<Value>, CallError>> {
        let polled = retry(&self.stop, || async {
            self.until_there_is_room().await;
            match self.updates(newest).await {
                Err(error) if !error.is_bad_token() => Err(self.failed(&error).await),
                polled => Ok(polled),
            }
        });
        let polled = polled.await;
        if let Some(Ok(_)) = polled {
            self.inbox.health.network.recover();
            self.is_conflict_said.store(false, Ordering::Relaxed);
        }
        polled
    }

    async fn until_there_is_room(&self) {
        while self.inbox.is_full() {
            self.inbox.health.heartbeats.poll();
            tokio::time::sleep(FULL_EVERY).await;
        }
    }

    /// Does something about a poll that failed, where something can be done, and says that another program polls once.
    async fn failed(&self, error: &CallError) -> TryAgain {
        match error {
            CallError::Refused { code: 409, description, .. } if description.contains("webhook") => {
                self.drop_webhook().await;
            }
            CallError::Refused { code: 409, .. } => {
                if !self.is_conflict_said.swap(true, Ordering::Relaxed) {
                    tracing::warn!(
                        "another program polls with the same token: stop it, or this bot gets only a part of the \
                         messages"
                    );
                }
            }
            CallError::Refused { retry_after: Some(after), .. } => return TryAgain::After(*after),
            _ => self.inbox.health.network.fail(error),
        }
        TryAgain::Later
    }

    async fn updates(&self, newest: Option<Newest>) -> Result<Vec<Value>, CallError> {
        let newest = newest.filter(|newest| now_ms() - newest.received_at_ms < OFFSET_LIFE_MS);
        let get = GetUpdates::after(newest.map(|newest| newest.update_id), self.timeout.as_secs());
        let updates = self.api.call(&get, self.timeout + ANSWER_TIME).await?;
        if !updates.is_empty() && !updates.iter().any(is_update) {
            // It would come again at once, and again.
            return Err(CallError::Unknown("getUpdates gave nothing that is an update".to_owned()));
        }
        Ok(updates)
    }

    /// Stores a batch, however long the database is out of reach, and gives the newest of it.
    async fn accept(&self, updates: Vec<Value>) -> Option<Newest> {
        let newest = match updates.is_empty() {
            true => None,
            // The inbox says what is wrong.
            false => {
                let accept = || async { self.inbox.accept_all(&updates).await.map_err(|_| TryAgain::Later) };
                retry(&self.stop, accept).await?
            }
        };
        self.inbox.health.heartbeats.poll();
        newest
    }

    /// The newest update that was ever accepted, if any was, however long it takes to read.
    async fn newest(&self) -> Option<Option<Newest>> {
        let newest = || async {
            let newest = self.inbox.store.newest().await;
            newest.inspect_err(|error| self.inbox.health.database.fail(error)).map_err(|_| TryAgain::Later)
        };
        retry(&self.stop, newest).await
    }

    /// Takes away a webhook, with which polling does not work. What waits at Telegram is kept.
    async fn drop_webhook(&self) {
        let info = self.api.call(&GetWebhookInfo {}, Api::TIMEOUT).await.unwrap_or_default();
        if info.url.is_empty() {
            return;
        }
        match self.api.call(&DeleteWebhook::default(), Api::TIMEOUT).await {
            Ok(_) => tracing::warn!("the bot had a webhook, which was deleted because this program polls"),
            Err(error) => tracing::warn!(%error, "the bot has a webhook, which could not be deleted"),
        }
    }
}

/// Waits until the lead is lost.
async fn lost(mut lead: LeaderLock) {
    // A connection that nobody answers on is lost too.
    while matches!(timeout(LEAD_WITHIN, lead.look()).await, Ok(Ok(()))) {
        tokio::time::sleep(LEAD_EVERY).await;
    }
}
