//! Topics of the staff chat: one is made for a conversation.

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
