//! Long polling: updates into the inbox, and only then the offset that tells Telegram to forget them.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use super::inbox::{Inbox, Newest, is_update};
use super::vitals::Traces;
use super::{Outage, backoff, bad_token, now_ms};
use crate::store::LeaderLock;
use crate::telegram::{ALLOWED_UPDATES, Api, CallError};

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

pub(super) struct Poller {
    pub(super) api: Arc<Api>,
    pub(super) inbox: Inbox,
    pub(super) network: Arc<Outage>,
    pub(super) timeout: Duration,
    pub(super) traces: Arc<Traces>,
    pub(super) stop: CancellationToken,
}

impl Poller {
    /// Polls until told to stop, while no other process does.
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let stop = self.stop.clone();
        tokio::select! {
            () = stop.cancelled() => Ok(()),
            ended = self.lead() => ended,
        }
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
                    self.traces.polled();
                    tokio::time::sleep(LEAD_EVERY).await;
                }
                Err(error) => {
                    self.inbox.database.began(&error);
                    tokio::time::sleep(LEAD_EVERY).await;
                }
            }
        }
    }

    /// Polls until the token is refused. May be dropped at any point: what is not in the inbox is not acknowledged.
    async fn poll(&self) -> anyhow::Result<()> {
        let mut newest = self.newest().await;
        self.drop_webhook().await;
        let mut failures = 0;
        let mut is_conflict_said = false;
        loop {
            while self.inbox.is_full() {
                self.traces.polled();
                tokio::time::sleep(FULL_EVERY).await;
            }
            let error = match self.updates(newest).await {
                Ok(updates) => {
                    self.network.is_over();
                    failures = 0;
                    is_conflict_said = false;
                    newest = self.accept(updates).await.or(newest);
                    continue;
                }
                Err(error) => error,
            };
            if error.is_bad_token() {
                return Err(bad_token(&error));
            }
            let mut wait = backoff(failures);
            failures = failures.saturating_add(1);
            match &error {
                CallError::Refused { code: 409, description, .. } if description.contains("webhook") => {
                    self.drop_webhook().await;
                }
                CallError::Refused { code: 409, .. } => {
                    if !is_conflict_said {
                        tracing::warn!(
                            "another program polls with the same token: stop it, or this bot gets only a part of the \
                             messages"
                        );
                    }
                    is_conflict_said = true;
                }
                CallError::Refused { retry_after: Some(after), .. } => wait = *after,
                _ => self.network.began(&error),
            }
            tokio::time::sleep(wait).await;
        }
    }

    async fn updates(&self, newest: Option<Newest>) -> Result<Vec<Value>, CallError> {
        let mut body = json!({
            "timeout": self.timeout.as_secs(), "limit": 100, "allowed_updates": ALLOWED_UPDATES,
        });
        if let Some(newest) = newest.filter(|newest| now_ms() - newest.at_ms < OFFSET_LIFE_MS) {
            body["offset"] = json!(newest.update_id + 1);
        }
        match self.api.call("getUpdates", &body, self.timeout + ANSWER_TIME).await? {
            Value::Array(updates) if updates.is_empty() || updates.iter().any(is_update) => Ok(updates),
            // It would come again at once, and again.
            Value::Array(_) => Err(CallError::Unknown("getUpdates gave nothing that is an update".to_owned())),
            _ => Err(CallError::Unknown("getUpdates gave no list".to_owned())),
        }
    }

    /// Stores a batch, however long the database is out of reach, and gives the newest of it.
    async fn accept(&self, updates: Vec<Value>) -> Option<Newest> {
        if updates.is_empty() {
            self.traces.polled();
            return None;
        }
        for failures in 0.. {
            // The inbox says what is wrong.
            if let Ok(newest) = self.inbox.accept_all(&updates).await {
                self.traces.polled();
                return newest;
            }
            tokio::time::sleep(backoff(failures)).await;
        }
        None
    }

    async fn newest(&self) -> Option<Newest> {
        for failures in 0.. {
            match self.inbox.store.newest().await {
                Ok(newest) => {
                    return newest.map(|newest| Newest { update_id: newest.update_id, at_ms: newest.received_at_ms });
                }
                Err(error) => self.inbox.database.began(&error),
            }
            tokio::time::sleep(backoff(failures)).await;
        }
        None
    }

    /// Takes away a webhook, with which polling does not work. What waits at Telegram is kept.
    async fn drop_webhook(&self) {
        let info = self.api.call("getWebhookInfo", &json!({}), Api::TIMEOUT).await.unwrap_or_default();
        if info["url"].as_str().is_none_or(str::is_empty) {
            return;
        }
        match self.api.call("deleteWebhook", &json!({"drop_pending_updates": false}), Api::TIMEOUT).await {
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
