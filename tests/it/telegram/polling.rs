//! `getUpdates`: long polls, offsets that confirm, and the conflict between two pollers.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::{Instant, timeout_at};

use super::server::Shared;
use super::validate::{ApiError, Params};
use super::webhook::remember_allowed;
use super::world::World;

/// Answers as soon as there is an update, when the time is up, or when another poller or a webhook takes over.
pub(crate) async fn get_updates(shared: &Shared, params: &Params) -> Result<Value, ApiError> {
    let limit = params.int("limit").unwrap_or(100).clamp(1, 100) as usize;
    let seconds = params.int("timeout").unwrap_or(0).clamp(0, 50) as u64;
    let deadline = Instant::now() + Duration::from_secs(seconds);
    let mut changes = shared.changes();
    let turn = shared.change(|world| {
        if world.is_logged_out {
            return Err(ApiError::new(401, "Unauthorized"));
        }
        if world.webhook.is_some() {
            return Err(ApiError::new(
                409,
                "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the \
                 webhook first",
            ));
        }
        remember_allowed(world, params);
        confirm(world, params.int("offset").unwrap_or(0));
        world.poller += 1;
        Ok(world.poller)
    })?;
    loop {
        changes.mark_unchanged();
        let is_late = Instant::now() >= deadline;
        let batch = shared.look(|world| {
            if world.webhook.is_some() {
                return Err(ApiError::new(409, "Conflict: terminated by setWebhook request"));
            }
            if world.poller != turn {
                return Err(ApiError::new(
                    409,
                    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
                ));
            }
            Ok(world.queue.values().take(limit).cloned().collect::<Vec<_>>())
        })?;
        if !batch.is_empty() || is_late {
            return Ok(json!(batch));
        }
        // A timeout is found out by the next look at the clock.
        let _ = timeout_at(deadline, changes.changed()).await;
    }
}

/// Forgets every update below the offset; a negative one keeps that many from the end.
fn confirm(world: &mut World, offset: i64) {
    if offset > 0 {
        world.queue.retain(|id, _| *id >= offset);
    } else if offset < 0 {
        let keep = offset.unsigned_abs() as usize;
        while world.queue.len() > keep {
            world.queue.pop_first();
        }
    }
}
