//! How the bot is, as one value that is handed around: its loops' signs of life, what it depends on, what it counted.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::timeout;

use super::clock::now_ms;
use super::dependency::Dependency;
use super::encoder_state::EncoderState;
use super::heartbeats::Heartbeats;
use super::metrics::{Labels, Metrics};
use super::notices::Notices;
use crate::store::{Store, Waiting};

/// How long the database may take to answer before it counts as failing.
const DATABASE_WITHIN: Duration = Duration::from_secs(3);

/// How updates come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UpdateSource {
    /// By polls of that length.
    Polls(Duration),
    /// By deliveries.
    Webhook,
}

/// How a running bot is.
#[derive(Debug)]
pub struct Health {
    /// What it counts.
    pub(crate) metrics: Metrics,
    /// The network to where requests go.
    pub(crate) network: Dependency,
    /// The database. What only reads does not end an outage of it: a full disk can be read.
    pub(crate) database: Dependency,
    /// Its loops' signs of life.
    pub(crate) heartbeats: Heartbeats,
    /// What those who run it should hear of.
    pub(crate) notices: Notices,
    source: UpdateSource,
    store: Arc<Store>,
    encoder: Mutex<EncoderState>,
    is_reloading: watch::Sender<bool>,
}

/// A reload that is under way, until it is dropped.
pub(super) struct UnderWay(watch::Sender<bool>);

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.send_replace(false);
    }
}

/// Whether the bot does its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Readiness {
    /// Whether an update could be stored.
    pub is_database_fine: bool,
    /// Whether updates come in: the last good poll is recent, or the webhook is set.
    pub is_source_fine: bool,
    /// `polling` or `webhook`.
    pub source: &'static str,
    /// How many updates wait or are in work; `None` when the database does not say.
    pub waiting: Option<i64>,
    /// How long the oldest of them has waited, in milliseconds; `None` when none waits or the database does not say.
    pub oldest_age_ms: Option<i64>,
    /// Whether a sentence encoder reads questions. The bot is ready without.
    pub encoder: EncoderState,
}

impl Readiness {
    /// Whether all is well.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.is_database_fine && self.is_source_fine
    }
}

impl Health {
    /// A bot that has just begun, with this database.
    #[must_use]
    pub fn new(store: Arc<Store>, source: UpdateSource, labels: Labels<'_>) -> Self {
        let metrics = Metrics::new(labels);
        Self {
            network: Dependency::new("Telegram", metrics.outages("telegram")),
            database: Dependency::new("the database", metrics.outages("database")),
            heartbeats: Heartbeats::new(),
            notices: Notices::default(),
            metrics,
            source,
            store,
            encoder: Mutex::default(),
            is_reloading: watch::Sender::new(false),
        }
    }

    /// Whether the loop that hands out work turns.
    #[must_use]
    pub fn is_alive(&self) -> bool {
        self.heartbeats.is_alive()
    }

    /// Notes that the FAQ is being read again, until what this gives is dropped.
    pub(super) fn begin_reload(&self) -> UnderWay {
        self.is_reloading.send_replace(true);
        UnderWay(self.is_reloading.clone())
    }

    /// Whether the FAQ is being read again, and when that changes.
    #[must_use]
    pub fn reloading(&self) -> watch::Receiver<bool> {
        self.is_reloading.subscribe()
    }

    /// Notes whether a sentence encoder reads questions.
    pub(crate) fn encoder_is(&self, state: EncoderState) {
        self.metrics.encoder_is_in_force(state == EncoderState::InForce);
        *self.encoder.lock().unwrap_or_else(PoisonError::into_inner) = state;
    }

    /// Whether the bot does its work.
    pub async fn readiness(&self) -> Readiness {
        let waiting = self.waiting().await;
        let (source, is_source_fine) = match self.source {
            UpdateSource::Polls(length) => ("polling", self.heartbeats.is_polled(length)),
            UpdateSource::Webhook => ("webhook", self.heartbeats.is_webhook_set()),
        };
        Readiness {
            is_database_fine: waiting.is_some(),
            is_source_fine,
            source,
            waiting: waiting.map(|waiting| waiting.count),
            oldest_age_ms: waiting.and_then(|waiting| waiting.oldest_at_ms).map(|at_ms| (now_ms() - at_ms).max(0)),
            encoder: *self.encoder.lock().unwrap_or_else(PoisonError::into_inner),
        }
    }

    /// Everything that is counted, in the OpenMetrics text format 1.0.
    pub async fn metrics_text(&self) -> String {
        let readiness = self.readiness().await;
        let age_ms = readiness.oldest_age_ms.unwrap_or_default();
        let age = if readiness.is_database_fine {
            Duration::from_millis(age_ms.unsigned_abs()).as_secs_f64()
        } else {
            f64::NAN
        };
        self.metrics.look(readiness.waiting.unwrap_or_default(), age, readiness.is_ready());
        self.metrics.text()
    }

    async fn waiting(&self) -> Option<Waiting> {
        // In a task, so that a look that is given up ends its transaction all the same.
        let store = Arc::clone(&self.store);
        let look = tokio::spawn(async move { store.waiting().await });
        timeout(DATABASE_WITHIN, look).await.ok()?.ok()?.ok()
    }
}
