//! Keeping the webhook set: at the start when it differs, and again when somebody took it away.

use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::vitals::Traces;
use super::{Outage, backoff, bad_token};
use crate::bot_api::{Api, CallError, Registered, Webhook};

/// How often Telegram is asked whether the webhook is still there.
const LOOK_EVERY: Duration = Duration::from_secs(60);

pub(super) struct Keeper {
    pub(super) api: Arc<Api>,
    pub(super) webhook: Webhook,
    pub(super) network: Arc<Outage>,
    pub(super) traces: Arc<Traces>,
    pub(super) stop: CancellationToken,
}

impl Keeper {
    /// Keeps at it until told to stop. The webhook stays when the program ends: what comes meanwhile waits at Telegram,
    /// and another program may have taken over already.
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let stop = self.stop.clone();
        tokio::select! {
            () = stop.cancelled() => Ok(()),
            ended = self.keep() => ended,
        }
    }

    async fn keep(&self) -> anyhow::Result<()> {
        let mut failures = 0;
        let mut is_first = true;
        loop {
            let wait = match self.look(is_first).await {
                Ok(is_set) => {
                    self.network.is_over();
                    self.traces.webhook_is_set(is_set);
                    is_first = false;
                    failures = 0;
                    LOOK_EVERY
                }
                Err(error) if error.is_bad_token() => return Err(bad_token(&error)),
                Err(error) => {
                    let wait = match &error {
                        CallError::Refused { retry_after: Some(after), .. } => *after,
                        _ => backoff(failures),
                    };
                    match &error {
                        // Telegram looks the name up and may not find it yet.
                        CallError::Refused { code: 400, .. } if failures == 0 => {
                            self.traces.webhook_is_set(false);
                            tracing::error!(%error, "Telegram does not take the webhook; it is tried again");
                        }
                        CallError::Refused { code: 400, .. } => {}
                        _ => self.network.began(&error),
                    }
                    failures = failures.saturating_add(1);
                    wait
                }
            };
            tokio::time::sleep(wait).await;
        }
    }

    /// Sets the webhook if it must be; `false` when Telegram now delivers to somebody else.
    async fn look(&self, is_first: bool) -> Result<bool, CallError> {
        match self.webhook.look(&self.api).await? {
            Registered::Ours => {
                if is_first {
                    tracing::info!("the webhook was set already");
                }
                return Ok(true);
            }
            // Two programs that each set their own would do so for ever.
            Registered::Other if !is_first => {
                tracing::warn!("another program set its webhook with the same token: stop it, or restart this one");
                return Ok(false);
            }
            Registered::Not if !is_first => tracing::warn!("the webhook was changed or taken away; it is set again"),
            Registered::Other | Registered::Not => {}
        }
        self.webhook.set(&self.api).await?;
        tracing::info!("the webhook was set");
        Ok(true)
    }
}
