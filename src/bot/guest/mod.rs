//! Guest mode: somebody names the bot in a chat that it is not in, and it says one thing there. Nothing of that chat is
//! remembered.

pub(super) mod plan;
pub(super) mod question;
