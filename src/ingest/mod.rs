//! Updates in, replies out, nothing lost: the inbox is filled from Telegram, and workers empty it chat by chat.

mod admins;
mod backoff;
mod figures;
mod inbox;
mod lease;
mod outage;
mod polling;
mod queues;
mod reload;
mod schedule;
mod upkeep;
mod vitals;
mod watch;
mod webhook;
mod work;
mod workers;

pub use inbox::Inbox;
pub use reload::Reloads;
pub use vitals::{Readiness, Vitals};

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Context as _;
use arc_swap::ArcSwap;
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use self::admins::Admins;
use self::backoff::backoff;
use self::figures::Figures;
use self::outage::Outage;
use self::reload::{Ask, Loaded, Reloader};
use self::vitals::{Source, Traces};
use self::work::Work;
use crate::config::Config;
use crate::reply::Catalogues;
use crate::store::{Keyring, OpenError, Store};
use crate::telegram::{Api, Handlers, Me, Pace, Pseudonym, Sender, Webhook, me};

/// A bot whose database is open, before it runs.
pub struct Bot {
    config: Config,
    loaded: Loaded,
    reloads: Reloads,
    asks: mpsc::Receiver<Ask>,
    api: Arc<Api>,
    inbox: Inbox,
    network: Arc<Outage>,
    traces: Arc<Traces>,
    webhook: Option<Webhook>,
}

impl Bot {
    /// Loads the FAQ and opens the database.
    ///
    /// # Errors
    /// A sentence for the operator when the FAQ does not load, the database is in use or cannot be opened, or the API's
    /// URL is none.
    pub async fn open(config: Config) -> anyhow::Result<Self> {
        let loaded = reload::load(&config.faq).await?;
        let keyring = Keyring::new(config.keys.clone());
        let store = Arc::new(opened(config.database_url.expose_secret(), keyring).await?);
        if config.keys.len() > 1 {
            tracing::info!("nothing in the database needs the keys behind the first any more");
        }
        let api = Arc::new(Api::new(&config.api_url, &config.token)?);
        let figures = Arc::new(Figures::new());
        figures.faq_is_in_force(loaded.engine.faq().entries.len());
        let network = Arc::new(Outage::new("Telegram", figures.outages("telegram")));
        let database = Arc::new(Outage::new("the database", figures.outages("database")));
        let inbox = Inbox { store, database, figures, news: Arc::default(), is_full: Arc::default() };
        let pseudonym = Pseudonym::new(&config.token);
        let webhook = config.webhook.as_ref().map(|webhook| Webhook::new(&webhook.url, &pseudonym));
        let (reloads, asks) = Reloads::new();
        Ok(Self { config, loaded, reloads, asks, api, inbox, network, traces: Arc::new(Traces::new()), webhook })
    }

    /// What it was told at start.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Where wishes to read the FAQ again go.
    #[must_use]
    pub fn reloads(&self) -> Reloads {
        self.reloads.clone()
    }

    /// Where updates that are delivered go.
    #[must_use]
    pub fn inbox(&self) -> Inbox {
        self.inbox.clone()
    }

    /// What Telegram shows with each delivery; `None` when updates are polled for.
    #[must_use]
    pub fn webhook_secret(&self) -> Option<SecretString> {
        self.webhook.as_ref().map(|webhook| webhook.secret().clone())
    }

    /// How the bot is, for as long as it runs.
    #[must_use]
    pub fn vitals(&self) -> Vitals {
        let source = match self.webhook {
            Some(_) => Source::Webhook,
            None => Source::Polls(self.config.poll_timeout),
        };
        Vitals {
            traces: Arc::clone(&self.traces),
            figures: Arc::clone(&self.inbox.figures),
            store: Arc::clone(&self.inbox.store),
            source,
        }
    }

    /// Runs until `stop` is cancelled; then finishes what is in work, within [`Config::stop_within`].
    ///
    /// # Errors
    /// A sentence for the operator when the bot cannot run: the token is not valid. A network that is down is no error;
    /// it is waited for.
    pub async fn run(self, stop: CancellationToken) -> anyhow::Result<()> {
        let Self { config, loaded, reloads, asks, api, inbox, network, traces, webhook } = self;
        let Inbox { store, database, figures, news, .. } = inbox.clone();
        let Some(me) = identity(&api, &network, &traces, &stop).await? else { return Ok(()) };
        tracing::info!(bot = me.username, entries = loaded.engine.faq().entries.len(), "the bot is running");

        let pseudonym = Pseudonym::new(&config.token);
        let pace = Pace::new(config.rate, &store, &pseudonym);
        let sender = Arc::new(Sender::new(Arc::clone(&api), &me.username, pace));
        let handlers = Arc::new(ArcSwap::from_pointee(Handlers {
            engine: loaded.engine,
            catalogues: Catalogues::default(),
            me,
            pseudonym,
            kept: config.retention.told(!config.keys.is_empty()),
            staff: config.staff,
        }));
        let work = Work {
            store: Arc::clone(&store),
            handlers: Arc::clone(&handlers),
            sender: Arc::clone(&sender),
            admins: Admins::new(Arc::clone(&api)),
            reloads,
            database: Arc::clone(&database),
            network: Arc::clone(&network),
            figures: Arc::clone(&figures),
            traces: Arc::clone(&traces),
            stop: stop.clone(),
        };

        let reloader = Reloader {
            origin: config.faq,
            handlers,
            api: Arc::clone(&api),
            figures,
            traces: Arc::clone(&traces),
            in_force: loaded.sum,
        };
        let reloader = tokio::spawn(reloader.run(asks));
        let schedule = tokio::spawn(schedule::run(Arc::clone(&store), Arc::clone(&database), news));
        let lease = tokio::spawn(lease::run(Arc::clone(&store), database));
        let upkeep = tokio::spawn(upkeep::run(Arc::clone(&store), sender, config.retention));
        let workers = tokio::spawn(workers::run(work, config.workers.max(1), config.stop_within, inbox.clone()));
        let fed = match webhook {
            Some(webhook) => webhook::Keeper { api, webhook, network, traces, stop: stop.clone() }.run().await,
            None => {
                let timeout = config.poll_timeout;
                polling::Poller { api, inbox, network, timeout, traces, stop: stop.clone() }.run().await
            }
        };
        // The workers stop too when updates can come in no more.
        stop.cancel();
        let worked = workers.await.context("the workers stopped by themselves").flatten();
        reloader.abort();
        upkeep.abort();
        schedule.abort();
        lease.abort();
        // What the log still holds is moved at the next start if not now.
        let _ = store.empty_log().await;
        store.close().await;
        fed.and(worked)
    }
}

/// Opens the database; a server that is not up yet is waited for.
async fn opened(url: &str, keyring: Keyring) -> Result<Store, OpenError> {
    let mut failures = 0;
    loop {
        match Store::open(url, keyring.clone()).await {
            Err(error) if error.is_passing() => {
                if failures == 0 {
                    tracing::warn!(%error, "the database is out of reach; the bot starts when it is there");
                }
                tokio::time::sleep(backoff(failures)).await;
                failures = failures.saturating_add(1);
            }
            opened => return opened,
        }
    }
}

/// Who the bot is, asked until Telegram answers; `None` when the bot is told to stop before.
async fn identity(
    api: &Api,
    network: &Outage,
    traces: &Traces,
    stop: &CancellationToken,
) -> anyhow::Result<Option<Me>> {
    for failures in 0.. {
        traces.beat();
        let error = tokio::select! {
            () = stop.cancelled() => return Ok(None),
            answer = me(api) => match answer {
                Ok(me) => {
                    network.is_over();
                    return Ok(Some(me));
                }
                Err(error) => error,
            },
        };
        if error.is_bad_token() {
            return Err(bad_token(&error));
        }
        network.began(&error);
        tokio::select! {
            () = stop.cancelled() => return Ok(None),
            () = tokio::time::sleep(backoff(failures)) => {}
        }
    }
    Ok(None)
}

/// What to tell the operator when Telegram does not know the token.
fn bad_token(error: &dyn std::fmt::Display) -> anyhow::Error {
    anyhow::anyhow!(
        "the token is not valid ({error}): get it from @BotFather and set TELEGRAM_BOT_TOKEN or --token-file"
    )
}

/// Milliseconds since 1970. A clock before 1970 counts as 1970.
fn now_ms() -> i64 {
    let elapsed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(elapsed.as_millis()).unwrap_or(i64::MAX)
}
