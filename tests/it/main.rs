//! The whole bot, from a Telegram update to the HTTP request that leaves, against a strict fake Bot API server.

mod faults;
mod kill;
mod messages;
mod process;
mod stage;
mod store;
mod taps;
mod telegram;
