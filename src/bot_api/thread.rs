//! The part of a chat that a message stands in: a topic of a forum or of a private chat, or what one person writes to a
//! channel.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The part of a chat that a message goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Thread {
    /// A topic of a forum or of a private chat.
    Topic(i32),
    /// What one person writes to a channel.
    Direct {
        /// Telegram's number for it.
        direct: i64,
    },
}

/// What one person writes to a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DirectTopic {
    pub(crate) id: i64,
    /// The person.
    pub(crate) of: Option<u64>,
}

impl Thread {
    /// The part of the chat by what is known of a message in it.
    pub(crate) fn of(topic: Option<i32>, direct: Option<DirectTopic>) -> Option<Self> {
        topic.map(Self::Topic).or(direct.map(|topic| Self::Direct { direct: topic.id }))
    }

    /// The topic's number, of a forum or of a private chat.
    pub(super) fn topic(self) -> Option<i32> {
        if let Self::Topic(topic) = self { Some(topic) } else { None }
    }
}

impl DirectTopic {
    /// Reads it of a raw message; `None` when the message stands in none.
    pub(super) fn read(message: &Map<String, Value>) -> Option<Self> {
        let topic = message.get("direct_messages_topic")?;
        Some(Self { id: topic["topic_id"].as_i64()?, of: topic["user"]["id"].as_u64() })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{DirectTopic, Thread};

    #[test]
    fn what_earlier_versions_stored_is_a_topic() {
        let check = |stored: Value, expected: Thread| {
            assert_eq!(serde_json::from_value::<Thread>(stored.clone()).expect("readable"), expected);
            assert_eq!(serde_json::to_value(expected).expect("plain data"), stored);
        };
        check(json!(3), Thread::Topic(3));
        check(json!({"direct": 4_503_599_627_370_495_i64}), Thread::Direct { direct: 4_503_599_627_370_495 });
    }

    #[test]
    fn a_topic_that_is_not_as_it_was_is_none() {
        let read = |message: Value| DirectTopic::read(message.as_object().expect("an object"));
        let user = json!({"id": 7, "is_bot": false, "first_name": "A"});
        let topic = |topic: Value| read(json!({"direct_messages_topic": topic}));
        assert_eq!(topic(json!({"topic_id": 9, "user": user})), Some(DirectTopic { id: 9, of: Some(7) }));
        assert_eq!(topic(json!({"topic_id": 9})), Some(DirectTopic { id: 9, of: None }));
        assert_eq!(topic(json!({"user": user})), None);
        assert_eq!(topic(json!(9)), None);
        assert_eq!(read(json!({})), None);
    }
}
