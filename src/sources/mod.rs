//! Where updates come from: polling, deliveries, the clock of daily posts; and the clock of deletions. All of it goes into
//! the inbox, flushed to disk, before it is acknowledged.

mod clock;
mod deletions;
mod desk_clock;
mod inbox;
mod polling;
mod schedule;
mod webhook;

pub(crate) use deletions::delete_due;
pub(crate) use desk_clock::keep_desk;
pub use inbox::Inbox;
pub(crate) use polling::Poller;
pub(crate) use schedule::post_daily;
pub(crate) use webhook::WebhookKeeper;
