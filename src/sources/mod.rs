//! Where updates come from: polling, deliveries, the clock of daily posts. All of it goes into the inbox.

pub(crate) mod inbox;
pub(crate) mod polling;
pub(crate) mod refused;
pub(crate) mod schedule;
pub(crate) mod webhook;

pub use inbox::Inbox;
