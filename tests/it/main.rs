//! Everything that is tested from outside a room: one binary, one module a room.
//!
//! The bot is tested whole, from a Telegram update to the HTTP request that leaves, against the fake in [`telegram`].

mod authors;
mod cli;
mod cluster;
mod corpus;
mod decisions;
mod deploy;
mod eval;
mod faults;
mod flood;
mod groups;
mod house;
mod inline;
mod keys;
mod languages;
mod messages;
mod model;
mod oneself;
mod ops;
mod outages;
mod postgres;
mod posts;
mod privacy;
mod process;
mod proxy;
mod queue;
mod quiz;
mod reach;
mod red_flags;
mod reload;
mod replicas;
mod replies;
mod share;
mod snapshots;
mod store;
mod storm;
mod strangers;
mod taps;
mod telegram;
mod test_bot;
mod vessels;
mod webhook;
mod wording;
