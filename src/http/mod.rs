//! The bot's listeners: Telegram's deliveries in by the one, health and metrics out by the other. With `preview` the only
//! room that knows axum.

mod listener;
mod ops;
mod webhook;

pub(crate) use listener::Listener;
