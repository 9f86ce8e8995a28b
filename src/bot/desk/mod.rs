//! The support desk: conversations between a person in their private chat and the staff in a group of theirs.

mod staff_chat;

pub use staff_chat::Desk;
