//! Puts the bot together and takes it apart: its database, its listeners, its sources, its workers, and what keeps it in
//! order, all of it supervised.

mod supervisor;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::Context as _;
use arc_swap::ArcSwap;
use secrecy::ExposeSecret as _;
use tokio::sync::{Mutex, Notify, mpsc};
use tokio_util::sync::CancellationToken;

use self::supervisor::Supervisor;
use crate::bot::desk::Desk;
use crate::bot::{Admins, BotContext, BotHandler, StaffNotifier, TelegramTransport, show_profile};
use crate::bot_api::{
    ALLOWED_UPDATES, Api, DelayedBy, Me, PseudonymKey, RateLimiter, Sender, WORDLESS, Webhook, bad_token, me,
};
use crate::config::{Config, EncoderConfig};
use crate::encoder::{CacheFault, Encoder, KeptVectors};
use crate::engine::Engine;
use crate::faq_dir::FaqSource;
use crate::http::Listener;
use crate::matcher::SentenceVectors;
use crate::ops::encoding::EncoderQueue;
use crate::ops::encoding_log::EncodingLog;
use crate::ops::phrasings::AddedPhrasings;
use crate::ops::reload::{self, Ask, LoadedFaq, Reloader};
use crate::ops::retry::{TryAgain, retry};
use crate::ops::{Clock, Health, Labels, Reloads, UpdateSource, maintenance};
use crate::queue::{Dispatcher, Intake, Worker, keep_lease};
use crate::reply::{Catalogues, PrivacyNotice};
use crate::sources::{Inbox, Poller, WebhookKeeper, delete_due, keep_desk, post_daily};
use crate::store::{Keyring, Retention, Store};

/// How often in a row the task that keeps the lease may end. A process without a lease holds no work, and another one
/// can have it.
const MOST_LEASE_ENDS: u32 = 5;

/// A bot whose database is open, before it runs.
pub struct Bot {
    config: Config,
    loaded: LoadedFaq,
    engine: Engine,
    vectors: Option<Arc<dyn SentenceVectors>>,
    added: AddedPhrasings,
    reloads: Reloads,
    asks: mpsc::Receiver<Ask>,
    api: Arc<Api>,
    inbox: Inbox,
    webhook: Option<Webhook>,
}

impl Bot {
    /// Loads the FAQ and opens the database.
    ///
    /// # Errors
    /// A sentence for the operator when the FAQ does not load, the database is in use or cannot be opened, or the API's
    /// URL is none.
    pub async fn open(config: Config) -> anyhow::Result<Self> {
        let encoder = opened_encoder(config.encoder.clone()).await?;
        let loaded = reload::load(&config.faq).await?;
        let store = Arc::new(opened(config.database_url.expose_secret(), &Keyring::new(config.keys.clone())).await?);
        let mut added = AddedPhrasings::new(Arc::clone(&store));
        // Without those that cannot be read now; they are looked for again.
        added.read().await;
        let engine = reload::index(loaded.faq.clone(), &mut added, None).await;
        let engine = engine.map_err(|why| anyhow::anyhow!("the FAQ cannot be indexed: {}", why.join(", ")))?;
        if config.keys.len() > 1 {
            tracing::info!("nothing in the database needs the keys behind the first any more");
        }
        let api = Arc::new(Api::new(&config.api_url, &config.token)?);
        let pseudonym = PseudonymKey::new(&config.token);
        let webhook = config.webhook.as_ref().map(|webhook| Webhook::new(&webhook.url, &pseudonym));
        let source = if webhook.is_some() { UpdateSource::Webhook } else { UpdateSource::Polls(config.poll_timeout) };
        let delays = DelayedBy::ALL.map(DelayedBy::name);
        let labels = Labels { kinds: &ALLOWED_UPDATES, contents: &WORDLESS, delays: &delays, method: "sendMessage" };
        let health = Arc::new(Health::new(Arc::clone(&store), source, labels));
        health.metrics.faq_is_in_force(loaded.faq.entries.len());
        let queue = encoder.map(|kept| EncoderQueue::start(kept, Arc::clone(&health))).transpose()?;
        let vectors = queue.map(|queue| Arc::new(queue) as Arc<dyn SentenceVectors>);
        let inbox = Inbox { store, health, intake: Intake::default() };
        let (reloads, asks) = Reloads::new();
        Ok(Self { config, loaded, engine, vectors, added, reloads, asks, api, inbox, webhook })
    }

    /// Where wishes to read the FAQ again go.
    #[must_use]
    pub fn reloads(&self) -> Reloads {
        self.reloads.clone()
    }

    /// How the bot is, for as long as it runs.
    #[must_use]
    pub fn health(&self) -> Arc<Health> {
        Arc::clone(&self.inbox.health)
    }

    /// Runs until `stop` is cancelled; then nothing more is taken in, and what is in work is finished, within
    /// [`Config::stop_within`].
    ///
    /// # Errors
    /// A sentence for the operator when the bot cannot run: an address is in use, the token is not valid, a task ended
    /// that it cannot do without. A network that is down is no error; it is waited for.
    pub async fn run(self, stop: CancellationToken) -> anyhow::Result<()> {
        let (deliveries, operators) = self.listeners().await?;
        let store = Arc::clone(&self.inbox.store);
        let mut supervisor = Supervisor::new(stop.clone());
        if let Some(listener) = operators {
            supervisor.listener("the listener for health and metrics", |last| listener.serve(last));
        }
        // Whoever works is told to stop once nothing can come in any more.
        let finish = CancellationToken::new();
        supervisor.work("the way in", hold_open(deliveries, stop.clone(), finish.clone()));
        let begun = self.begin(&mut supervisor, &finish).await;
        if begun.is_err() {
            stop.cancel();
        }
        let ran = supervisor.run().await;
        // What the log still holds is moved at the next start if not now.
        let _ = store.empty_log().await;
        store.close().await;
        begun.and(ran)
    }

    /// The listeners that the settings ask for, both before anything runs, so that an address in use is said before Telegram
    /// is asked to deliver there: for deliveries, and for operators.
    async fn listeners(&self) -> anyhow::Result<(Option<Listener>, Option<Listener>)> {
        let webhook = self.config.webhook.clone().zip(self.webhook.as_ref());
        let deliveries = match webhook {
            Some((config, webhook)) => {
                let secret = webhook.secret().clone();
                let listener =
                    Listener::for_deliveries(config.listen, config.path.clone(), secret, self.inbox.clone()).await?;
                Some((listener, config.path))
            }
            None => None,
        };
        let operators = match self.config.ops_listen {
            Some(address) => Some(Listener::for_operators(address, self.health()).await?),
            None => None,
        };
        if let Some(listener) = &operators {
            tracing::info!(address = %listener.address(), "health and figures are served");
        }
        if let Some((listener, path)) = &deliveries {
            tracing::info!(address = %listener.address(), path, "the webhook listens");
        }
        Ok((deliveries.map(|(listener, _)| listener), operators))
    }

    /// Begins everything else once Telegram has said who the bot is; nothing when the bot is told to stop before.
    async fn begin(self, supervisor: &mut Supervisor, finish: &CancellationToken) -> anyhow::Result<()> {
        let Self { config, loaded, engine, vectors, added, reloads, asks, api, inbox, webhook } = self;
        let Some(me) = identity(&api, &inbox.health, finish).await? else { return Ok(()) };
        tracing::info!(bot = me.username, entries = loaded.faq.entries.len(), "the bot is running");
        let pseudonym = PseudonymKey::new(&config.token);
        let pace = RateLimiter::new(config.rate, config.group_rate, &inbox.store, &pseudonym);
        let sender = Arc::new(Sender::new(Arc::clone(&api), &me.username, pace));
        let desk = match &config.desk {
            Some(desk) => Some(Desk::new(desk, inbox.store.staff_chat(desk.chat).await?)),
            None => None,
        };
        let bot = Arc::new(ArcSwap::from_pointee(BotContext {
            engine,
            catalogues: Catalogues::default(),
            me,
            pseudonym,
            kept: PrivacyNotice {
                missed_from: config.missed_from,
                follow_up_minutes: config.follow_up_minutes,
                ..config.retention.told(!config.keys.is_empty()).with_desk(&config.retention, config.desk.is_some())
            },
            staff: config.staff,
            desk,
            stats: config.stats,
        }));
        let running = RunningBot { api, inbox, sender, bot, stop: finish.clone() };
        running.keep_faq(supervisor, config.faq, loaded, added, (asks, vectors));
        running.keep_order(supervisor, config.retention);
        running.tell_staff(supervisor);
        running.answer(supervisor, (reloads, config.labelled), config.workers.max(1), config.stop_within);
        running.take_in(supervisor, webhook, config.poll_timeout);
        Ok(())
    }
}

/// The encoder that the settings name, read on a thread of its own.
async fn opened_encoder(config: Option<EncoderConfig>) -> anyhow::Result<Option<Arc<KeptVectors>>> {
    let Some(EncoderConfig { folder, cache }) = config else { return Ok(None) };
    let encoder = tokio::task::spawn_blocking(move || Encoder::open(&folder)).await??;
    let log = EncodingLog::default();
    let progress = move |done, all| log.note(done, all);
    let on_fault = |fault: &CacheFault| {
        tracing::warn!(%fault, "there is something with the file of vectors, which costs time and no answer");
    };
    let kept = KeptVectors::new(Arc::new(encoder), cache, Box::new(progress), Box::new(on_fault));
    Ok(Some(Arc::new(kept)))
}

/// What the tasks of a running bot share.
struct RunningBot {
    api: Arc<Api>,
    inbox: Inbox,
    sender: Arc<Sender>,
    bot: Arc<ArcSwap<BotContext>>,
    stop: CancellationToken,
}

impl RunningBot {
    fn store(&self) -> Arc<Store> {
        Arc::clone(&self.inbox.store)
    }

    fn health(&self) -> Arc<Health> {
        Arc::clone(&self.inbox.health)
    }

    /// Keeps the FAQ in force what its folder says, and what the bot shows of itself what the FAQ says.
    fn keep_faq(
        &self,
        supervisor: &mut Supervisor,
        origin: FaqSource,
        in_force: LoadedFaq,
        added: AddedPhrasings,
        (asks, vectors): (mpsc::Receiver<Ask>, Option<Arc<dyn SentenceVectors>>),
    ) {
        let changes = Arc::new(Notify::new());
        let shown = (Arc::clone(&self.api), Arc::clone(&self.bot), Arc::clone(&changes));
        supervisor.background("the profile", u32::MAX, shown, |(api, bot, changes)| show_profile(api, bot, changes));
        let bot = Arc::clone(&self.bot);
        let put_in_force = move |engine| {
            bot.store(Arc::new(bot.load().with_engine(engine)));
            changes.notify_one();
        };
        let health = self.health();
        let (is_encoded, swaps) = (false, 0);
        let reloader = Reloader { origin, put_in_force, health, in_force, added, asks, vectors, is_encoded, swaps };
        supervisor.background("the reloader", u32::MAX, Arc::new(Mutex::new(reloader)), |reloader| async move {
            reloader.lock().await.run().await;
        });
    }

    /// Keeps the lease, posts and deletes what is due, and forgets what need not be kept.
    fn keep_order(&self, supervisor: &mut Supervisor, retention: Retention) {
        let leased = (self.store(), self.health());
        supervisor.background("the lease", MOST_LEASE_ENDS, leased, |(store, health)| keep_lease(store, health));
        let posted = (self.store(), self.health(), self.inbox.intake.clone());
        supervisor.background("the clock of daily posts", u32::MAX, posted, |(store, health, intake)| {
            post_daily(store, health, intake)
        });
        let stood = (self.store(), self.health(), self.inbox.intake.clone());
        supervisor.background("the clock of deletions", u32::MAX, stood, |(store, health, intake)| {
            delete_due(store, health, intake)
        });
        if self.bot.load().desk.is_some() {
            let of_desk = (self.store(), self.health(), self.inbox.intake.clone(), Arc::clone(&self.bot));
            supervisor.background("the clock of the desk", u32::MAX, of_desk, |(store, health, intake, bot)| {
                keep_desk(store, health, intake, bot)
            });
        }
        let kept = (self.store(), Arc::clone(&self.sender), retention);
        supervisor.background("the maintenance", u32::MAX, kept, |(store, sender, retention)| {
            maintenance::run(store, retention, move || sender.forget_quiet())
        });
    }

    /// Tells those who run the bot what needs them, if there are any.
    fn tell_staff(&self, supervisor: &mut Supervisor) {
        if self.bot.load().staff.is_empty() {
            return;
        }
        let (store, bot, sender) = (self.store(), Arc::clone(&self.bot), Arc::clone(&self.sender));
        let notifier = StaffNotifier { store, bot, sender, health: self.health(), stop: self.stop.clone() };
        let notifier = Arc::new(notifier);
        supervisor.background("what the staff is told", u32::MAX, notifier, |notifier| async move {
            notifier.run().await;
        });
    }

    /// Has updates worked on.
    fn answer(
        &self,
        supervisor: &mut Supervisor,
        (reloads, labelled): (Reloads, Option<PathBuf>),
        at_a_time: usize,
        stop_within: Duration,
    ) {
        // The workers may have to stop alone, when nothing can be sent any more.
        let stop = self.stop.child_token();
        let handler = BotHandler {
            store: self.store(),
            bot: Arc::clone(&self.bot),
            admins: Admins::new(Arc::clone(&self.api)),
            reloads,
            labelled,
            health: self.health(),
            stop: stop.clone(),
        };
        let (store, health) = (self.store(), self.health());
        let (sender, bot) = (Arc::clone(&self.sender), Arc::clone(&self.bot));
        let transport = TelegramTransport {
            sender,
            bot,
            store: Arc::clone(&store),
            health: Arc::clone(&health),
            stop: stop.clone(),
        };
        let worker = Worker { store, handler, transport, health, clock: Clock::System, stop };
        let dispatcher = Dispatcher::new(worker, self.inbox.intake.clone());
        supervisor.work("the dispatcher", dispatcher.run(at_a_time, stop_within));
    }

    /// Has updates come in: delivered, for which the webhook is kept set, or polled for.
    fn take_in(self, supervisor: &mut Supervisor, webhook: Option<Webhook>, poll_timeout: Duration) {
        let Self { api, inbox, stop, .. } = self;
        match webhook {
            Some(webhook) => {
                let keeper = WebhookKeeper::new(api, webhook, inbox.health, stop);
                supervisor.work("the keeper of the webhook", keeper.run());
            }
            None => supervisor.work("the poller", Poller::new(api, inbox, poll_timeout, stop).run()),
        }
    }
}

/// Takes deliveries in until told to stop, and then has those finish who work.
async fn hold_open(
    listener: Option<Listener>,
    stop: CancellationToken,
    finish: CancellationToken,
) -> anyhow::Result<()> {
    let _finish = finish.drop_guard();
    match listener {
        Some(listener) => listener.serve(stop).await,
        None => stop.cancelled().await,
    }
    Ok(())
}

/// Opens the database; a server that is not up yet is waited for.
async fn opened(url: &str, vault: &Keyring) -> anyhow::Result<Store> {
    let is_said = AtomicBool::new(false);
    let open = || async {
        match Store::open(url, vault.clone()).await {
            Err(error) if error.is_passing() => {
                if !is_said.swap(true, Ordering::Relaxed) {
                    tracing::warn!(%error, "the database is out of reach; the bot starts when it is there");
                }
                Err(TryAgain::Later)
            }
            opened => Ok(opened),
        }
    };
    // Who ends the program before it runs ends its process.
    let opened = retry(&CancellationToken::new(), open).await;
    Ok(opened.context("nobody stops this")??)
}

/// Who the bot is, asked until Telegram answers; `None` when the bot is told to stop before.
async fn identity(api: &Api, health: &Health, stop: &CancellationToken) -> anyhow::Result<Option<Me>> {
    let ask = || async {
        health.heartbeats.beat();
        match me(api).await {
            Err(error) if error.is_bad_token() => Ok(Err(error)),
            answer => health.network.note(answer).map(Ok).map_err(|_| TryAgain::Later),
        }
    };
    let answer = stop.run_until_cancelled(retry(stop, ask)).await.flatten();
    answer.transpose().map_err(|error| bad_token(&error))
}
