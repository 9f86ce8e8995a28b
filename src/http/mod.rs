//! The bot with its doors: Telegram's deliveries in by the one, health and figures out by the other. The only room that
//! knows axum.

mod ops;
mod webhook;

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::Context as _;
use axum::Router;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use crate::app::Bot;

/// How long requests in work may take to end once the door is closed.
const CLOSE_WITHIN: Duration = Duration::from_secs(5);

/// Runs a bot with the doors that its settings ask for until `stop` is cancelled; then the webhook takes nothing more,
/// and what is in work is finished, within [`Config::stop_within`](crate::config::Config::stop_within).
///
/// # Errors
/// A sentence for the operator when the bot cannot run: an address is in use, the token is not valid. A network that is
/// down is no error; it is waited for.
pub async fn serve(bot: Bot, stop: CancellationToken) -> anyhow::Result<()> {
    let webhook = bot.config().webhook.clone();
    // Both before the bot runs, so that an address in use is said before Telegram is asked to deliver there.
    let webhook_door = match &webhook {
        Some(webhook) => Some(bind(webhook.listen, "--webhook-listen").await?),
        None => None,
    };
    let ops_door = match bot.config().ops_listen {
        Some(address) => Some(bind(address, "--ops-listen").await?),
        None => None,
    };
    let ops_stop = CancellationToken::new();
    let ops = ops_door.map(|door| {
        tracing::info!(address = %shown(&door), "health and figures are served");
        open(door, ops::routes(bot.vitals()), ops_stop.clone())
    });
    let deliveries = webhook_door.zip(webhook).zip(bot.webhook_secret()).map(|((door, webhook), secret)| {
        tracing::info!(address = %shown(&door), path = webhook.path, "the webhook listens");
        open(door, webhook::routes(webhook.path, secret, bot.inbox()), stop.clone())
    });
    // The workers are told to stop once nothing can come in any more.
    let finish = CancellationToken::new();
    let closing = tokio::spawn({
        let (stop, finish) = (stop.clone(), finish.clone());
        async move {
            stop.cancelled().await;
            close(deliveries).await;
            finish.cancel();
        }
    });
    let ran = bot.run(finish).await;
    stop.cancel();
    closing.await.context("the webhook stopped by itself")?;
    ops_stop.cancel();
    close(ops).await;
    ran
}

async fn bind(address: SocketAddr, flag: &str) -> anyhow::Result<TcpListener> {
    let bound = TcpListener::bind(address).await;
    bound.with_context(|| format!("cannot listen at {address}: set {flag} to a free address of this machine"))
}

fn shown(door: &TcpListener) -> String {
    door.local_addr().map(|address| address.to_string()).unwrap_or_default()
}

/// Serves until `stop` is cancelled and what is in work then has ended.
fn open(door: TcpListener, routes: Router, stop: CancellationToken) -> JoinHandle<()> {
    tokio::spawn(async move {
        let served = axum::serve(door, routes).with_graceful_shutdown(stop.cancelled_owned()).await;
        if let Err(error) = served {
            tracing::error!(%error, "a listener ended");
        }
    })
}

/// Waits for a door that was told to close.
async fn close(door: Option<JoinHandle<()>>) {
    let Some(mut door) = door else { return };
    if timeout(CLOSE_WITHIN, &mut door).await.is_err() {
        // What was not answered is delivered again.
        door.abort();
    }
}
