//! Groups: what their admins set, on which pages, and the manners of a guest.

pub(super) mod answer;
pub(super) mod chats;
pub(super) mod editor;
pub(super) mod oneself;
pub(super) mod page;
pub(super) mod reach;
pub(super) mod replies;
pub(super) mod settings;

pub use page::{SettingTap, SettingsPage, settings_page};
pub use replies::{
    about_oneself, admins_ask, answered_above, held, in_private, joined, joined_channel, settings_done,
    settings_for_admins, topic_off, unknown_zone,
};
pub use settings::{AnswerMode, GroupSettings, OneselfMode, QuietHours};
