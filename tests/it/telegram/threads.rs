//! The parts of a chat: topics of forums and of private chats, which may be closed or gone, and what people write to a
//! channel, a topic for each of them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::FakeTelegram;
use super::validate::{ApiError, Params};
use super::world::{BOT_ID, Chat};

/// The parts of a chat that there are.
#[derive(Debug, Default)]
pub(crate) struct Threads {
    topics: BTreeSet<i64>,
    closed: BTreeSet<i64>,
    /// The topics of a channel's direct messages, each with the person who writes there.
    direct: BTreeMap<i64, Value>,
}

impl Threads {
    /// Opens a topic.
    pub(super) fn open(&mut self, topic: i64) {
        self.topics.insert(topic);
    }

    /// Whether there is such a topic.
    pub(super) fn has(&self, topic: i64) -> bool {
        self.topics.contains(&topic)
    }

    /// Deletes a topic.
    pub(super) fn delete(&mut self, topic: i64) {
        self.topics.remove(&topic);
        self.closed.remove(&topic);
    }

    /// Closes or opens a topic; `false` when it was so already.
    pub(super) fn set_closed(&mut self, topic: i64, is_closed: bool) -> bool {
        if is_closed { self.closed.insert(topic) } else { self.closed.remove(&topic) }
    }

    /// Takes note of the part that an incoming message stands in.
    pub(crate) fn note(&mut self, message: &Value) {
        if let (Some(topic), Some(true)) =
            (message["message_thread_id"].as_i64(), message["is_topic_message"].as_bool())
        {
            self.topics.insert(topic);
        }
        if let Some(topic) = message["direct_messages_topic"]["topic_id"].as_i64() {
            self.direct.insert(topic, message["direct_messages_topic"].clone());
        }
    }
}

/// Finds the part of a chat that a message is to stand in.
pub(crate) fn enter(chat: &Chat, params: &Params, body: &mut Map<String, Value>) -> Result<(), ApiError> {
    let direct = params.int("direct_messages_topic_id");
    if chat.is_direct() {
        if body.contains_key("poll") {
            return Err(ApiError::bad("Polls can't be sent to channel direct messages chats"));
        }
        let topic = direct.ok_or_else(|| ApiError::bad("Channel direct messages topic must be specified"))?;
        let topic = chat.threads.direct.get(&topic).ok_or_else(|| ApiError::bad("Topic not found"))?;
        body.insert("direct_messages_topic".to_owned(), topic.clone());
        return Ok(());
    }
    if direct.is_some() {
        return Err(ApiError::bad("Chat is not an administered channel direct messages chat"));
    }
    let Some(topic) = params.int("message_thread_id") else { return Ok(()) };
    check(chat, topic)?;
    let is_admin = chat.members.get(&BOT_ID).is_some_and(|(_, status)| status == "administrator");
    if chat.threads.closed.contains(&topic) && !is_admin {
        return Err(ApiError::bad("TOPIC_CLOSED"));
    }
    body.insert("message_thread_id".to_owned(), json!(topic));
    body.insert("is_topic_message".to_owned(), json!(true));
    Ok(())
}

/// Whether there is such a topic.
pub(crate) fn check(chat: &Chat, topic: i64) -> Result<(), ApiError> {
    if chat.threads.topics.contains(&topic) { Ok(()) } else { Err(ApiError::bad("Message thread not found")) }
}

impl FakeTelegram {
    /// Makes a topic known.
    pub(crate) fn add_topic(&self, chat: i64, topic: i64) {
        self.shared.change(|world| world.chat_by_id(chat).threads.topics.insert(topic));
    }

    /// Closes a topic: only admins write there from now on.
    pub(crate) fn close_topic(&self, chat: i64, topic: i64) {
        self.shared.change(|world| world.chat_by_id(chat).threads.closed.insert(topic));
    }

    /// Deletes a topic with all its messages.
    pub(crate) fn delete_topic(&self, chat: i64, topic: i64) {
        self.shared.change(|world| {
            let chat = world.chat_by_id(chat);
            chat.threads.topics.remove(&topic);
            chat.messages.retain(|_, message| message["message_thread_id"] != json!(topic));
        });
    }
}
