//! Posts to groups and channels: arranged by their admins in private, planned when they are due.

pub(super) mod action;
pub(super) mod editor;
mod failure;
mod kinds;
pub(super) mod outcome;
mod page;
pub(super) mod plan;
pub(super) mod schedule;

pub use action::{PostAction, PostStep};
pub use kinds::post;
pub use page::{
    DailyLine, PostPanel, post_chats, post_confirm, post_days, post_failed, post_gone, post_hours, post_in_private,
    post_minutes, post_nothing, post_panel, post_topics, post_unknown, post_where, post_zones,
};
pub use schedule::{DuePost, is_due};
