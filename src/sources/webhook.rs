//! Keeping the webhook set: at the start when it differs, and again when somebody took it away.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::bot_api::{Api, CallError, DeliveryFailure, Registered, Webhook, bad_token};
use crate::ops::retry::{TryAgain, retry};
use crate::ops::{Health, Notice};

/// How often Telegram is asked whether the webhook is still there.
const LOOK_EVERY: Duration = Duration::from_secs(60);

/// Keeps a webhook set.
pub(crate) struct WebhookKeeper {
    api: Arc<Api>,
    webhook: Webhook,
    health: Arc<Health>,
    stop: CancellationToken,
    /// Whether Telegram did not take it the last time.
    is_refused: AtomicBool,
    failures: Failures,
}

/// Which delivery failed last, in seconds since 1970; 0 when none did, and below that before the first look.
struct Failures(AtomicI64);

impl Failures {
    /// Whether one failed since the last look. What failed before the first did so before this program ran.
    fn is_new(&self, failure: Option<&DeliveryFailure>) -> bool {
        let at_s = failure.map_or(0, |failure| failure.at_s);
        let before = self.0.swap(at_s, Ordering::Relaxed);
        before >= 0 && at_s > before
    }
}

impl WebhookKeeper {
    /// A keeper that did not look yet.
    pub(crate) fn new(api: Arc<Api>, webhook: Webhook, health: Arc<Health>, stop: CancellationToken) -> Self {
        Self { api, webhook, health, stop, is_refused: AtomicBool::new(false), failures: Failures(AtomicI64::new(-1)) }
    }

    /// Keeps at it until told to stop. The webhook stays when the program ends: what comes meanwhile waits at Telegram,
    /// and another program may have taken over already.
    ///
    /// # Errors
    /// A sentence for the operator when Telegram does not know the token.
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        self.stop.run_until_cancelled(self.keep()).await.unwrap_or(Ok(()))
    }

    async fn keep(&self) -> anyhow::Result<()> {
        let mut is_first = true;
        loop {
            let looked = retry(&self.stop, || async {
                match self.look(is_first).await {
                    Err(error) if !error.is_bad_token() => Err(self.failed(&error)),
                    looked => Ok(looked),
                }
            });
            let Some(looked) = looked.await else { return Ok(()) };
            let is_set = looked.map_err(|error| bad_token(&error))?;
            self.health.network.recover();
            self.is_refused.store(false, Ordering::Relaxed);
            self.health.heartbeats.set_webhook(is_set);
            is_first = false;
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }

    /// Says what is wrong, a webhook that is not taken once.
    fn failed(&self, error: &CallError) -> TryAgain {
        match error {
            // Telegram looks the name up and may not find it yet.
            CallError::Refused { code: 400, .. } => {
                if !self.is_refused.swap(true, Ordering::Relaxed) {
                    self.health.heartbeats.set_webhook(false);
                    tracing::error!(%error, "Telegram does not take the webhook; it is tried again");
                }
            }
            _ => self.health.network.fail(error),
        }
        match error {
            CallError::Refused { retry_after: Some(after), .. } => TryAgain::After(*after),
            _ => TryAgain::Later,
        }
    }

    /// Says that Telegram could not deliver, to who reads the log and to those who run the bot.
    fn say_failed(&self, failure: Option<DeliveryFailure>) {
        let Some(DeliveryFailure { error, .. }) = failure else { return };
        tracing::warn!(error, "Telegram could not deliver to the webhook; it tries again");
        self.health.notices.put(Notice::FailingWebhook { error });
    }

    /// Sets the webhook if it must be; `false` when Telegram now delivers to somebody else.
    async fn look(&self, is_first: bool) -> Result<bool, CallError> {
        let (registered, failure) = self.webhook.look(&self.api).await?;
        if self.failures.is_new(failure.as_ref()) {
            self.say_failed(failure);
        }
        match registered {
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

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicI64;

    use super::{DeliveryFailure, Failures};

    #[test]
    fn a_failed_delivery_is_new_once_and_not_when_it_was_before_the_start() {
        let failure = |at_s| Some(DeliveryFailure { at_s, error: "Connection refused".to_owned() });
        let check = |looks: &[(Option<DeliveryFailure>, bool)]| {
            let failures = Failures(AtomicI64::new(-1));
            for (n, (failure, expected)) in looks.iter().enumerate() {
                assert_eq!(failures.is_new(failure.as_ref()), *expected, "look {n} of {looks:?}");
            }
        };
        check(&[(failure(5), false), (failure(5), false), (failure(6), true), (failure(6), false)]);
        check(&[(None, false), (None, false), (failure(5), true), (None, false)]);
    }
}
