//! `verbatim run`: the bot, from flags and environment to a clean stop.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, bail};
use clap::Args;
use secrecy::{ExposeSecret, SecretString};
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio_util::sync::CancellationToken;

use super::counting::CountingArgs;
use super::database::StoreArgs;
use super::desk_args::DeskArgs;
use super::encoder_args::EncoderArgs;
use super::environment::env;
use super::exit::{COULD_NOT_RUN, FINE};
use super::faq::FaqArgs;
use super::keep::RetentionArgs;
use super::secret::Secret;
use super::{log, systemd};
use crate::app::Bot;
use crate::config::{self, Config};
use crate::ops::Reloads;

const TOKEN: Secret = Secret { name: "token", variable: "TELEGRAM_BOT_TOKEN", credential: "telegram-token" };

/// Run the bot on Telegram
///
/// The token comes from `--token-file`, else from TELEGRAM_BOT_TOKEN, else from the systemd credential
/// `telegram-token`. There is no flag for the token itself: other users of the machine can read arguments.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  TELEGRAM_BOT_TOKEN=123:abc verbatim run
  verbatim run --token-file token.txt --database-url sqlite:/var/lib/verbatim/verbatim.db
  verbatim run --token-file token.txt --webhook-url https://bot.example.org/hook --ops-listen 127.0.0.1:9090

The first SIGINT or SIGTERM finishes what is in work, the second ends at once. SIGHUP has the FAQ
folder read again, which a change in it does too. VERBATIM_LOG sets what is logged.")]
pub(super) struct RunArgs {
    /// A file that holds the bot's token [env: TELEGRAM_BOT_TOKEN holds the token itself]
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,

    #[command(flatten)]
    store: StoreArgs,

    #[command(flatten)]
    keep: RetentionArgs,

    #[command(flatten)]
    counting: CountingArgs,

    /// The Bot API server [env: TELEGRAM_API_URL] [default: the one of Telegram]
    #[arg(long, value_name = "URL")]
    api_url: Option<String>,

    #[command(flatten)]
    faq: FaqArgs,

    #[command(flatten)]
    encoder: EncoderArgs,

    /// How many chats are answered at the same time
    #[arg(long, value_name = "N", default_value_t = Config::WORKERS, value_parser = workers)]
    workers: usize,

    /// How many messages a second are sent in all: fewer when something else sends with the same token, more only to
    /// a server that allows it, such as one for load tests (Telegram allows about 30, and no more than 1000 are sent
    /// to its own server)
    #[arg(long, value_name = "N", default_value_t = Config::RATE, value_parser = rate)]
    rate: NonZeroU32,

    /// How many messages a minute are sent to one group: fewer when other bots write there a lot, more only to a server
    /// that allows it
    #[arg(long, value_name = "N", default_value_t = Config::GROUP_RATE, value_parser = rate)]
    group_rate: NonZeroU32,

    /// Let Telegram deliver updates to this https:// URL instead of polling for them [env: TELEGRAM_WEBHOOK_URL]
    ///
    /// Its port is 443, 80, 88 or 8443, and something in front of the bot must end TLS there and pass its path on to
    /// `--webhook-listen`. The bot sets the webhook by itself and leaves it set when it stops.
    #[arg(long, value_name = "URL")]
    webhook_url: Option<String>,

    /// Where deliveries are taken, in plain HTTP [env: VERBATIM_WEBHOOK_LISTEN] [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS")]
    webhook_listen: Option<String>,

    /// Where /healthz, /readyz and /metrics are served [env: VERBATIM_OPS_LISTEN] [default: nowhere]
    #[arg(long, value_name = "ADDRESS")]
    ops_listen: Option<String>,

    /// How many seconds one poll waits for an update
    #[arg(long, value_name = "SECONDS", default_value_t = Config::MOST_POLL_SECONDS,
        value_parser = clap::value_parser!(u64).range(0..=Config::MOST_POLL_SECONDS))]
    poll_timeout: u64,

    /// The Telegram user ids of those who may send /reload and /stats and are told by the bot what needs them, as
    /// 123456789,987654321 [env: VERBATIM_STAFF]
    #[arg(long, value_name = "ID,ID")]
    staff: Option<String>,

    #[command(flatten)]
    desk: DeskArgs,
    /// A folder of labelled questions (*.jsonl, as for `verbatim eval`) that a new phrasing is tried on, besides the
    /// FAQ's own phrasings, before it is added [env: VERBATIM_LABELLED]
    #[arg(long, value_name = "DIR")]
    labelled: Option<PathBuf>,

    /// How the log is written [env: VERBATIM_LOG_FORMAT] [default: text]
    #[arg(long, value_name = "FORMAT")]
    log_format: Option<log::Format>,

    /// How many seconds updates in work may take to finish when the bot is told to stop
    #[arg(long, value_name = "SECONDS", default_value_t = Config::STOP_WITHIN_SECONDS,
        value_parser = clap::value_parser!(u64).range(0..=600))]
    stop_within: u64,
}

fn workers(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(count @ 1..=1000) => Ok(count),
        _ => Err("a number from 1 to 1000".to_owned()),
    }
}

fn rate(text: &str) -> Result<NonZeroU32, String> {
    let count = text.parse().ok().filter(|count: &NonZeroU32| count.get() <= Config::MOST_RATE_ELSEWHERE);
    count.ok_or_else(|| format!("a number from 1 to {}", Config::MOST_RATE_ELSEWHERE))
}

/// Whether the environment holds a token, so that `verbatim` alone means `verbatim run`.
pub(super) fn has_token() -> bool {
    TOKEN.is_in_environment()
}

/// Runs the bot until SIGINT or SIGTERM.
pub(super) fn run(args: RunArgs) -> anyhow::Result<u8> {
    let format = log::format(args.log_format, env("VERBATIM_LOG_FORMAT").as_deref())?;
    log::to_stderr(format, env("VERBATIM_LOG").as_deref())?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let ended = runtime.block_on(until_stopped(args));
    // What was to be stored is stored; phrasings that are still being encoded are waited for by nobody.
    runtime.shutdown_background();
    match (ended, format) {
        // Who reads the log with a program gets the last word in the same form.
        (Err(error), log::Format::Json) => {
            tracing::error!(error = format!("{error:#}"), "the bot could not run");
            Ok(COULD_NOT_RUN)
        }
        (ended, _) => ended,
    }
}

async fn until_stopped(args: RunArgs) -> anyhow::Result<u8> {
    let webhook_listen = address("--webhook-listen", args.webhook_listen.or_else(|| env("VERBATIM_WEBHOOK_LISTEN")))?;
    let webhook = match (args.webhook_url.or_else(|| env("TELEGRAM_WEBHOOK_URL")), webhook_listen) {
        (Some(url), listen) => Some(config::webhook(&url, listen.unwrap_or(Config::WEBHOOK_LISTEN))?),
        (None, Some(_)) => bail!("--webhook-listen is of use only with --webhook-url: set both or neither"),
        (None, None) => None,
    };
    let api_url = args.api_url.or_else(|| env("TELEGRAM_API_URL")).unwrap_or_else(|| Config::API_URL.to_owned());
    let rate = config::rate(args.rate, &api_url)?;
    let group_rate = config::group_rate(args.group_rate, &api_url)?;
    let stats = args.counting.rules()?;
    let desk = args.desk.desk(stats.zone_name())?;
    let config = Config {
        token: token(args.token_file.as_deref())?,
        faq: args.faq.origin(),
        staff: staff(args.staff.or_else(|| env("VERBATIM_STAFF")).as_deref().unwrap_or_default())?,
        api_url,
        database_url: args.store.database_url(),
        keys: args.store.keys()?,
        workers: args.workers,
        rate,
        group_rate,
        poll_timeout: Duration::from_secs(args.poll_timeout),
        webhook,
        ops_listen: address("--ops-listen", args.ops_listen.or_else(|| env("VERBATIM_OPS_LISTEN")))?,
        retention: args.keep.retention()?,
        stats,
        missed_from: args.keep.missed_from()?,
        follow_up_minutes: args.keep.follow_up_minutes()?,
        labelled: args.labelled.or_else(|| env("VERBATIM_LABELLED").map(PathBuf::from)),
        stop_within: Duration::from_secs(args.stop_within),
        encoder: args.encoder.config(args.faq.folder(), &args.store.database_url()),
        desk,
    };
    if config.retention.questions > 0 && config.keys.is_empty() {
        let days = config.retention.questions;
        tracing::warn!(days, "questions are kept as they were asked and not encrypted; `verbatim key` prints a key");
    }
    let stop = CancellationToken::new();
    let signals = on_signals(stop.clone())?;
    // From here on it ends nothing, also while the bot is opened.
    let hangups = signal(SignalKind::hangup())?;
    let bot = Bot::open(config).await?;
    let reloads = tokio::spawn(on_hangups(hangups, bot.reloads()));
    let systemd = tokio::spawn(systemd::tell(bot.health(), stop.clone()));
    let ran = bot.run(stop.clone()).await;
    stop.cancel();
    systemd.await?;
    reloads.abort();
    signals.abort();
    ran?;
    tracing::info!("the bot has stopped");
    Ok(FINE)
}

/// An address to listen at, by the flag it belongs to.
fn address(flag: &str, text: Option<String>) -> anyhow::Result<Option<SocketAddr>> {
    let Some(text) = text else { return Ok(None) };
    let parsed = text.parse();
    parsed.map(Some).with_context(|| format!("{flag} must be an address and a port like 127.0.0.1:8080, not `{text}`"))
}

/// Telegram user ids between commas.
fn staff(text: &str) -> anyhow::Result<BTreeSet<u64>> {
    let ids = text.split(',').map(str::trim).filter(|id| !id.is_empty());
    let id = |id: &str| {
        let parsed = id.parse().ok().filter(|id| *id > 0);
        parsed.with_context(|| format!("--staff must be Telegram user ids like 123456789,987654321, not `{id}`"))
    };
    ids.map(id).collect()
}

fn token(file: Option<&Path>) -> anyhow::Result<SecretString> {
    let found = TOKEN.find(file)?;
    let found =
        found.context("there is no token: set TELEGRAM_BOT_TOKEN or use --token-file; get one from @BotFather")?;
    config::token(found.text.expose_secret())
}

/// The first signal lets the bot stop in order, the second ends it at once.
fn on_signals(stop: CancellationToken) -> anyhow::Result<tokio::task::JoinHandle<()>> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(tokio::spawn(async move {
        for is_first in [true, false] {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
            if is_first {
                tracing::info!("stopping; updates in work are finished first");
                stop.cancel();
            } else {
                std::process::exit(1);
            }
        }
    }))
}

/// Each SIGHUP has the FAQ read again.
async fn on_hangups(mut hangups: Signal, reloads: Reloads) {
    while hangups.recv().await.is_some() {
        reloads.order();
    }
}
