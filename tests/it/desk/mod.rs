//! The support desk: conversations between people and the staff behind the bot.

mod manners;
mod setup;
