//! A client of the Bot API: updates are read, requests sent. The only room that names teloxide.
//!
//! teloxide gives the types of requests. Its `Bot` is not used: it sleeps ten seconds on a server error and then hides
//! the status, and its `Debug` shows the token. Its types of updates are not: one field that they do not know costs the
//! whole of a message.

mod author;
mod bad_token;
mod chat;
mod client;
mod content;
mod delivery_outcome;
mod desk;
mod for_one;
mod guest_query;
mod inline_query;
mod inline_result;
mod keyboard;
mod link;
mod membership;
mod message;
mod message_text;
mod method;
mod named_people;
mod outgoing;
mod outgoing_place;
mod picture_message;
mod profile;
mod pseudonym;
mod rate_limiter;
mod refusal;
mod rich_text;
mod sender;
mod tap;
mod thread;
mod update;
mod webhook;

pub(crate) use author::{Author, User};
pub(crate) use bad_token::bad_token;
pub(crate) use chat::TelegramChat;
pub use client::{Api, CallError};
pub use content::WORDLESS;
pub use delivery_outcome::{DelayedBy, DeliveryOutcome};
pub(crate) use desk::{
    CreateForumTopic, DeleteForumTopic, EditForumTopic, MOST_CAPTION, MOST_TEXT, RelayContent, labelled,
};
pub use desk::{DeskBody, DeskRequest, TopicAct};
pub use for_one::ForOne;
pub(crate) use guest_query::GuestQuery;
pub(crate) use inline_query::{ChosenResult, InlineQuery};
pub use inline_result::WireResult;
pub use keyboard::WireButton;
pub use link::Link;
pub(crate) use membership::MembershipChange;
pub(crate) use message::IncomingMessage;
pub use message_text::MessageText;
pub use method::{
    ALLOWED_UPDATES, ChatInfo, DeleteWebhook, GetChat, GetChatAdministrators, GetChatMember, GetUpdates,
    GetWebhookInfo, MemberInfo, Method, WebhookInfo,
};
pub(crate) use method::{
    CommandScope, GetMyCommands, GetMyDefaultAdministratorRights, GetMyDescription, GetMyShortDescription, MenuCommand,
    Rights, SetMyCommands, SetMyDefaultAdministratorRights, SetMyDescription, SetMyShortDescription,
};
pub(crate) use named_people::{NamedPeople, NamedPerson};
pub use outgoing::{Outgoing, PostDeadline, PostReport};
pub use outgoing_place::Destination;
pub use profile::{Me, me};
pub use pseudonym::PseudonymKey;
pub use rate_limiter::RateLimiter;
pub use sender::Sender;
pub(crate) use tap::{KeyboardButton, Press, Tap, TappedMessage};
pub use thread::Thread;
pub use update::{UnreadableUpdate, chat_of, kind_of};
pub(crate) use update::{Update, author_of};
pub use webhook::{DeliveryFailure, Registered, Webhook};
