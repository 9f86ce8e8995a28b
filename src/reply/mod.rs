//! Decision → what a person reads: wording, blocks and buttons as one value; HTML and plain text are made from it.
//!
//! A passage enters a [`Reply`] through `Reply::quoting` alone, which takes the disclaimer with it: there is no way
//! to build a reply that quotes without it. The same holds for a [`QuizPoll`], which [`quiz()`] alone builds.

mod block;
mod body;
mod button;
mod command;
#[cfg(feature = "bot")]
pub(crate) mod desk;
mod excerpt;
mod feedback;
mod guest;
mod html;
mod inline;
mod link;
mod menu;
mod notice;
mod pages;
mod plain;
mod quiz;
mod reload;
mod render;
mod settings;
mod source;
mod split;
mod wording;

pub use body::{Quotation, Reply};
#[cfg(feature = "bot")]
pub(crate) use button::back_to;
pub use button::{Action, Button};
pub use command::{Command, admin_commands, desk_commands, group_commands, private_commands, staff_commands};
#[cfg(feature = "bot")]
pub(crate) use excerpt::cut;
pub use feedback::{FeedbackVerdict, for_admins_toast, marked, old_button_toast, toast, topic_off_toast};
pub use guest::{guest_answer, guest_how};
pub use inline::{About, Listed, Listing, listing, topic_listing};
#[cfg(feature = "bot")]
pub(crate) use link::HELD_CODE_LEN;
pub use link::{Shared, Start};
pub use menu::{topic, topic_page, topics, topics_page};
pub use notice::{failing_webhook, given_up, refused_faq};
#[cfg(feature = "bot")]
pub(crate) use pages::with_help;
pub use pages::{
    PrivacyNotice, about, answered, ask_here, ask_how, choice_gone, description, held_answered, held_by_another,
    held_over, help, none_of_these, not_my_question, picked, privacy, short_description, shown_entry, start, started,
    text_only, too_many, unknown_command, went_wrong,
};
pub use quiz::{QuizPoll, quiz};
pub use reload::{Reloaded, reloaded};
pub use render::render;
#[cfg(feature = "bot")]
pub(crate) use settings::checked;
pub use settings::{forget_question, forgotten, personal_settings};
pub use wording::{Catalogues, Language, Wording, language_of};
