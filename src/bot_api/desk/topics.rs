//! Topics of the staff chat: one is made for a conversation, and is named after it once it is linked to it.

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use crate::bot_api::method::Method;

/// Opens a topic.
#[derive(Debug, Serialize)]
pub(crate) struct CreateForumTopic<'a> {
    pub(crate) chat_id: i64,
    /// 1 to 128 characters.
    pub(crate) name: &'a str,
}

/// A topic that was opened.
#[derive(Debug, Deserialize)]
pub(crate) struct ForumTopic {
    pub(crate) message_thread_id: i32,
}

impl Method for CreateForumTopic<'_> {
    const NAME: &'static str = "createForumTopic";
    type Answer = ForumTopic;
}

/// Gives a topic another name.
#[derive(Debug, Serialize)]
pub(crate) struct EditForumTopic<'a> {
    pub(crate) chat_id: i64,
    pub(crate) message_thread_id: i32,
    /// 1 to 128 characters.
    pub(crate) name: &'a str,
}

impl Method for EditForumTopic<'_> {
    const NAME: &'static str = "editForumTopic";
    type Answer = IgnoredAny;
}

/// Deletes a topic with all that is in it.
#[derive(Debug, Serialize)]
pub(crate) struct DeleteForumTopic {
    pub(crate) chat_id: i64,
    pub(crate) message_thread_id: i32,
}

impl Method for DeleteForumTopic {
    const NAME: &'static str = "deleteForumTopic";
    type Answer = IgnoredAny;
}
