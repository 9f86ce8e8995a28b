//! Updates in, replies out, nothing lost: the inbox is filled from Telegram, and workers empty it chat by chat.

mod admins;
mod backoff;
mod outage;
mod polling;
mod queues;
mod schedule;
mod upkeep;
mod work;
mod workers;

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Context as _;
use secrecy::ExposeSecret;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use self::admins::Admins;
use self::backoff::backoff;
use self::outage::Outage;
use self::work::Work;
use crate::config::Config;
use crate::engine::Engine;
use crate::reply::{Catalogues, Kept};
use crate::store::Store;
use crate::telegram::{Api, Handlers, Me, Pseudonym, Sender, me, present};

/// Runs the bot until `stop` is cancelled; then finishes what is in work, within [`Config::STOP_WITHIN`].
///
/// # Errors
/// A sentence for the operator when the bot cannot run: the database is in use or cannot be opened, the token is not
/// valid. A network that is down is no error; it is waited for.
pub async fn serve(config: Config, engine: Engine, stop: CancellationToken) -> anyhow::Result<()> {
    let store = Arc::new(Store::open(config.database_url.expose_secret()).await?);
    let unknown = store.under_way().await?;
    if unknown > 0 {
        tracing::info!(count = unknown, "replies were under way when the bot last ended; they are sent again");
    }
    let given_up = store.give_up_posts().await?;
    if given_up > 0 {
        tracing::warn!(count = given_up, "posts were under way when the bot last ended; they are not sent again");
    }
    let api = Arc::new(Api::new(&config.api_url, &config.token)?);
    let network = Arc::new(Outage::new("Telegram"));
    let database = Arc::new(Outage::new("the database"));

    let Some(me) = identity(&api, &network, &stop).await? else { return Ok(()) };
    tracing::info!(bot = me.username, entries = engine.faq().entries.len(), "the bot is running");

    let sender = Arc::new(Sender::new(Arc::clone(&api), &me.username, config.rate));
    let handlers = Arc::new(Handlers {
        engine,
        catalogues: Catalogues::default(),
        me,
        pseudonym: Pseudonym::new(&config.token),
        kept: Kept { handled_days: Config::HANDLED_DAYS, feedback_days: Config::FEEDBACK_DAYS },
    });
    let news = Arc::new(Notify::new());
    let work = Work {
        store: Arc::clone(&store),
        handlers: Arc::clone(&handlers),
        sender: Arc::clone(&sender),
        admins: Admins::new(Arc::clone(&api)),
        database: Arc::clone(&database),
        network: Arc::clone(&network),
        stop: stop.clone(),
    };
    let database_of_posts = Arc::clone(&database);
    let poller = polling::Poller {
        api: Arc::clone(&api),
        store: Arc::clone(&store),
        database,
        network,
        timeout: config.poll_timeout,
        news: Arc::clone(&news),
        stop: stop.clone(),
    };

    // The profile is a courtesy; the first question must not wait for it.
    let profile = tokio::spawn({
        let (api, handlers) = (Arc::clone(&api), Arc::clone(&handlers));
        async move { present(&api, handlers.engine.faq(), &handlers.catalogues).await }
    });
    let schedule = tokio::spawn(schedule::run(Arc::clone(&store), database_of_posts, Arc::clone(&news)));
    let upkeep = tokio::spawn(upkeep::run(Arc::clone(&store), sender));
    let workers = tokio::spawn(workers::run(work, config.workers.max(1), news));
    let polled = poller.run().await;
    // The workers stop too when the poller could not go on.
    stop.cancel();
    profile.abort();
    let worked = workers.await.context("the workers stopped by themselves");
    upkeep.abort();
    schedule.abort();
    // What the log still holds is moved at the next start if not now.
    let _ = store.empty_log().await;
    store.close().await;
    polled.and(worked)
}

/// Who the bot is, asked until Telegram answers; `None` when the bot is told to stop before.
async fn identity(api: &Api, network: &Outage, stop: &CancellationToken) -> anyhow::Result<Option<Me>> {
    for failures in 0.. {
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
