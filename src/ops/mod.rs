//! What an operator sees of a running bot, and what keeps it in order: health, metrics, reload, maintenance.

pub(crate) mod clock;
mod dependency;
mod encoder_state;
pub(crate) mod encoding;
pub(crate) mod encoding_log;
mod health;
mod heartbeats;
pub(crate) mod maintenance;
mod metrics;
mod notices;
pub(crate) mod phrasings;
pub(crate) mod reload;
pub(crate) mod retry;
pub(crate) mod watch;

pub use clock::Clock;
pub use dependency::Dependency;
pub use encoder_state::EncoderState;
pub use health::{Health, Readiness, UpdateSource};
pub use heartbeats::Heartbeats;
pub use metrics::{Labels, Metrics};
pub(crate) use notices::Notice;
pub use reload::Reloads;
