//! Telegram as the queue sees it: requests sent by the sender, and what their fates mean.

use std::sync::Arc;

use arc_swap::ArcSwap;
use tokio_util::sync::CancellationToken;

use super::context::BotContext;
use super::desk::delivery::DeskDelivery;
use super::desk::failed;
use super::posts::outcome;
use crate::bot_api::{CallError, DeliveryOutcome, Outgoing, Sender, bad_token};
use crate::ops::Health;
use crate::queue::{Transport, TransportOutcome, Unsendable};
use crate::store::{Deletion, Pseudonym, Remembered, Store};

/// Sends requests to Telegram.
pub(crate) struct TelegramTransport {
    pub(crate) sender: Arc<Sender>,
    pub(crate) bot: Arc<ArcSwap<BotContext>>,
    /// Where it is known where conversations of the desk stand.
    pub(crate) store: Arc<Store>,
    pub(crate) health: Arc<Health>,
    /// Ends what waits for a database out of reach.
    pub(crate) stop: CancellationToken,
}

impl Transport for TelegramTransport {
    type Request = Outgoing;

    fn read(&self, stored: &str) -> Option<Outgoing> {
        serde_json::from_str(stored).ok()
    }

    fn latest_ms(&self, request: &Outgoing) -> Option<i64> {
        request.post().map(|post| post.until_ms)
    }

    fn remembered<'r>(&self, request: &'r Outgoing) -> &'r [Remembered] {
        request.remembered()
    }

    fn deletion(&self, request: &Outgoing) -> Option<Deletion> {
        request.deletion()
    }

    fn addressee(&self, request: &Outgoing) -> Option<Pseudonym> {
        self.bot.load().to_whom(request)
    }

    fn apology(&self, request: &Outgoing) -> Option<Outgoing> {
        self.bot.load().apology_for(request)
    }

    fn aftermath(&self, request: &Outgoing, failure: Option<&Unsendable>) -> Option<(i64, String)> {
        outcome::aftermath(request, failure).or_else(|| failed::aftermath(&self.bot.load(), request, failure))
    }

    async fn send(&self, request: &Outgoing, is_ours: impl Fn() -> bool + Send + Sync) -> TransportOutcome {
        match self.deliver(request, is_ours).await {
            DeliveryOutcome::Sent(message) => TransportOutcome::Sent(message),
            DeliveryOutcome::TurnedAway { reason, is_closed } => {
                TransportOutcome::TurnedAway { reason, closed: request.chat().filter(|chat| is_closed && *chat < 0) }
            }
            DeliveryOutcome::Failed(reason) => TransportOutcome::Refused(reason),
            DeliveryOutcome::Later(wait, because) => TransportOutcome::Later { wait, because: because.name() },
            DeliveryOutcome::NotOurs => TransportOutcome::NotOurs,
            DeliveryOutcome::Moved(_) => TransportOutcome::Refused("its chat became another one".to_owned()),
            DeliveryOutcome::Again(error) => again(&error),
        }
    }
}

impl TelegramTransport {
    /// Sends a request, to where its conversation stands if it is of the desk.
    async fn deliver(&self, request: &Outgoing, is_ours: impl Fn() -> bool + Send + Sync) -> DeliveryOutcome {
        let bot = self.bot.load_full();
        match (request, &bot.desk) {
            (Outgoing::Desk(request), Some(desk)) => {
                let (sender, store, health) = (&*self.sender, &*self.store, &*self.health);
                DeskDelivery { sender, store, health, bot: &bot, desk, stop: &self.stop }.send(request, is_ours).await
            }
            (Outgoing::Desk(_), None) => DeliveryOutcome::Failed("there is no desk any more".to_owned()),
            _ => self.sender.send(request, is_ours).await,
        }
    }
}

/// What an error means after which a request may be sent again.
fn again(error: &CallError) -> TransportOutcome {
    let says = error.to_string();
    match error {
        _ if error.is_bad_token() => TransportOutcome::Fatal(bad_token(error).to_string()),
        CallError::Refused { .. } => TransportOutcome::ServerError(says),
        CallError::NotSent(_) => TransportOutcome::Unreachable(says),
        CallError::Unknown(_) => TransportOutcome::Unknown(says),
    }
}
