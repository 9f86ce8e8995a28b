//! What passes between people and the staff at the desk: what a message holds to be passed on, requests that name a
//! conversation, and the topics of the staff chat.

mod desk_request;
mod labelled;
mod relay_content;
mod topics;

pub use desk_request::{DeskBody, DeskRequest, TopicAct};
pub(crate) use labelled::{MOST_CAPTION, MOST_TEXT, labelled};
pub(crate) use relay_content::RelayContent;
pub(crate) use topics::{CreateForumTopic, DeleteForumTopic, EditForumTopic};
