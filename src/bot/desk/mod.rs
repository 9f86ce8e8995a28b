//! The support desk: conversations between a person in their private chat and the staff in a group of theirs.

pub(in crate::bot) mod expectation;
pub(in crate::bot) mod hours;
mod staff_chat;

pub use staff_chat::Desk;
