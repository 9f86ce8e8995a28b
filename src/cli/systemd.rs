//! Telling systemd how the bot is. Where nobody listens nothing is told.

use std::sync::Arc;
use std::time::Duration;

use sd_notify::NotifyState;
use tokio::task::spawn_blocking;
use tokio::time::interval;
use tokio_util::sync::CancellationToken;

use super::environment::env;
use crate::ops::{EncoderState, Health, Readiness};

/// How often is looked whether the bot does its work, until it does for the first time.
const LOOK_AT_FIRST: Duration = Duration::from_millis(250);

/// And from then on, when systemd sets no other pace.
const LOOK_EVERY: Duration = Duration::from_secs(15);

/// A start that waits for the network may take longer than the unit allows, for as long as the bot lives.
const MORE_TIME_US: u32 = 60_000_000;

/// Tells systemd how the bot is until it is told to stop.
pub(super) async fn tell(health: Arc<Health>, stop: CancellationToken) {
    if env("NOTIFY_SOCKET").is_none() {
        return;
    }
    // Twice in the time that systemd waits for a sign of life, as its manual says.
    let watchdog = sd_notify::watchdog_enabled().map(|limit| limit / 2);
    let mut reloading = health.reloading();
    let mut looks = interval(LOOK_AT_FIRST);
    let mut was_ready = false;
    loop {
        tokio::select! {
            () = stop.cancelled() => break,
            Ok(()) = reloading.changed(), if was_ready => {
                let is_reloading = *reloading.borrow_and_update();
                say(if is_reloading { begun() } else { vec![NotifyState::Ready, status(&health.readiness().await)] }).await;
            }
            _ = looks.tick() => {
                if health.is_alive() {
                    let more = (!was_ready).then_some(NotifyState::ExtendTimeoutUsec(MORE_TIME_US));
                    say(watchdog.map(|_| NotifyState::Watchdog).into_iter().chain(more).collect()).await;
                }
                let readiness = health.readiness().await;
                let mut states = vec![status(&readiness)];
                if readiness.is_ready() && !was_ready {
                    was_ready = true;
                    looks = interval(watchdog.unwrap_or(LOOK_EVERY));
                    states.push(NotifyState::Ready);
                }
                say(states).await;
            }
        }
    }
    say(vec![NotifyState::Stopping, NotifyState::Status("finishing what is in work")]).await;
}

/// A reload begins. systemd tells by the time which of its orders that answers.
fn begun() -> Vec<NotifyState<'static>> {
    let at = NotifyState::monotonic_usec_now().ok();
    [NotifyState::Reloading, NotifyState::Status("reading the FAQ again")].into_iter().chain(at).collect()
}

fn status(readiness: &Readiness) -> NotifyState<'static> {
    NotifyState::Status(match (readiness.is_database_fine, readiness.is_source_fine, readiness.encoder) {
        (true, true, EncoderState::Off) => "updates come in and are stored",
        (true, true, EncoderState::InForce) => "updates come in and are stored; the sentence encoder is in force",
        (true, true, EncoderState::Encoding) => "updates come in and are stored; phrasings are being encoded",
        (true, true, EncoderState::Failed) => "updates come in and are stored; the sentence encoder failed",
        (true, false, _) => "no updates come in",
        (false, ..) => "the database is out of reach",
    })
}

async fn say(states: Vec<NotifyState<'static>>) {
    if states.is_empty() {
        return;
    }
    // A system that does not read what it is told must not hold up the bot.
    match spawn_blocking(move || sd_notify::notify(&states)).await {
        Ok(Ok(())) | Err(_) => {}
        Ok(Err(error)) => tracing::debug!(%error, "systemd could not be told how the bot is"),
    }
}
