//! What an operator sees of a running bot, and what keeps it in order: metrics, health, reload, maintenance.

pub(crate) mod backoff;
pub(crate) mod clock;
pub(crate) mod dependency;
pub(crate) mod health;
pub(crate) mod maintenance;
pub(crate) mod metrics;
pub(crate) mod reload;
mod watch;

pub use health::{Readiness, Vitals};
pub use reload::Reloads;
