//! Where a message goes.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use teloxide::types::{MessageId, ThreadId};

use super::thread::Thread;

/// Where a message goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Destination {
    /// The chat.
    pub chat: i64,
    /// The part of the chat.
    pub thread: Option<Thread>,
    /// The message that it answers.
    pub reply_to: Option<i32>,
    /// Whether it arrives without a sound.
    #[serde(default)]
    pub is_silent: bool,
}

impl Destination {
    /// The topic as teloxide has it.
    pub(super) fn topic(&self) -> Option<ThreadId> {
        self.topic_number().map(|id| ThreadId(MessageId(id)))
    }

    /// The number of the topic.
    pub(super) fn topic_number(&self) -> Option<i32> {
        self.thread.and_then(Thread::topic)
    }

    /// A request, of a kind that this program writes itself, with where it goes within the chat.
    pub(super) fn addressed(&self, mut request: Value) -> Value {
        if let Some(topic) = self.topic_number() {
            request["message_thread_id"] = topic.into();
        }
        if let Some(asked) = self.reply_to {
            request["reply_parameters"] = json!({"message_id": asked, "allow_sending_without_reply": true});
        }
        if self.is_silent {
            request["disable_notification"] = true.into();
        }
        self.put(request)
    }

    /// A request with what teloxide's has no field for.
    pub(super) fn put(&self, mut request: Value) -> Value {
        if let Some(Thread::Direct { direct }) = self.thread {
            request["direct_messages_topic_id"] = direct.into();
        }
        request
    }
}
