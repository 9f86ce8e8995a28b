//! Telegram: updates in, plans out, requests sent. The only room that knows teloxide.
//!
//! The handlers are pure: an update in, its effects out. What they want sent goes through the outbox before it is sent.
//! teloxide gives the types of updates and requests. Its `Bot` is not used: it sleeps ten seconds on a server error and
//! then hides the status, and its `Debug` shows the token.

mod api;
mod author;
mod button;
mod callback;
mod command;
mod content;
mod flood;
mod group;
mod handlers;
mod incoming;
mod inline;
mod link;
mod member;
mod memory;
mod message;
mod outgoing;
mod pace;
mod post;
mod posting;
mod profile;
mod pseudonym;
mod raw;
mod rich_text;
mod send;
mod setting;
mod urgent;
mod webhook;
mod zone;

pub use api::{Api, CallError};
pub use button::WireButton;
pub use content::WORDLESS;
pub use handlers::{AdminWanted, Draft, Facts, Handlers, Unreadable, Wanted};
pub use inline::WireResult;
pub use link::Link;
pub use outgoing::{Outgoing, Place, Post, Text};
pub use pace::Pace;
pub use post::{DueNow, is_due};
pub use profile::{Me, me, present};
pub use pseudonym::Pseudonym;
pub use raw::{chat_of, kind_of};
pub use send::{Because, Fate, Sender};
pub use webhook::{ALLOWED_UPDATES, Registered, Webhook};
