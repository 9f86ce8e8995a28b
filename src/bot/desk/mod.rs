//! The support desk: conversations between a person in their private chat and the staff in a group of theirs.

mod hours;
mod hours_words;
pub(in crate::bot) mod setup;
mod staff_chat;

pub use staff_chat::Desk;
