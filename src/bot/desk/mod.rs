//! The desk: people behind the bot.

pub(in crate::bot) mod expectation;
pub(in crate::bot) mod hours;
