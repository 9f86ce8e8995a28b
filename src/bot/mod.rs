//! What the bot does, a feature a file or folder. An update is read once, and its effects are worked out without asking
//! anybody, so that a crash may run it again; what they want sent goes through the outbox before it is sent.

mod addressing;
mod admins;
mod album;
mod answers;
mod apology;
mod asked;
mod browse;
mod buttons;
mod command;
mod commands;
mod context;
mod feedback;
mod flood;
pub mod groups;
mod guest;
mod handler;
mod held;
mod inline;
mod links;
mod membership;
mod personal;
pub mod posts;
mod profile;
mod question;
mod requests;
mod routes;
mod staff;
mod state_needs;
mod stats;
mod tapped;
mod taps;
mod transport;
mod ttl;
mod update;
mod urgent;
mod zone;

pub(crate) use admins::Admins;
pub use context::{AdminLookup, BotContext, Context, Lookup};
pub(crate) use handler::BotHandler;
pub use posts::{DuePost, is_due};
pub(crate) use profile::show_profile;
pub use routes::ParsedUpdate;
pub(crate) use staff::StaffNotifier;
pub(crate) use transport::TelegramTransport;
pub use zone::ZONES;
