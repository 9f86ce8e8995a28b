//! The bot's doors: Telegram's deliveries in by the one, health and metrics out by the other. The only room that knows
//! axum.

mod door;
mod ops;
mod webhook;

pub(crate) use door::Door;
