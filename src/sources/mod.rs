//! Where updates come from: polling, deliveries, the clock of daily posts. All of it goes into the inbox, flushed to disk,
//! before it is acknowledged.

mod inbox;
mod polling;
mod schedule;
mod webhook;

pub use inbox::Inbox;
pub(crate) use polling::Poller;
pub(crate) use schedule::post_daily;
pub(crate) use webhook::WebhookKeeper;
