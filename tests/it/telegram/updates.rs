//! Builders of updates in the shapes the real server sends. Ids and dates that are left out are filled in by `push`.

use serde_json::{Value, json};

use super::html::utf16_len;
use super::{chats, world};

/// A user who writes to the bot.
#[derive(Debug, Clone)]
pub(crate) struct Person(Value);

/// A person with this id, a first name, a last name, a user name and English as their language.
pub(crate) fn person(id: i64) -> Person {
    Person(json!({
        "id": id, "is_bot": false, "first_name": "Ada", "last_name": format!("Of {id}"),
        "username": format!("user_{id}"), "language_code": "en",
    }))
}

/// Another bot.
pub(crate) fn other_bot(id: i64) -> Person {
    Person(json!({"id": id, "is_bot": true, "first_name": "Other", "username": format!("other_{id}_bot")}))
}

/// A person from a user object that the server already knows.
pub(crate) fn known(user: Value) -> Person {
    Person(user)
}

impl Person {
    /// Their user id, which is their private chat's id too.
    pub(crate) fn id(&self) -> i64 {
        self.0["id"].as_i64().unwrap_or_default()
    }

    /// Sets or, with null, removes a field of the user object.
    pub(crate) fn with(mut self, field: &str, value: impl Into<Value>) -> Self {
        set(&mut self.0, field, value.into());
        self
    }

    /// The user object.
    pub(crate) fn to_json(&self) -> Value {
        self.0.clone()
    }

    /// Their private chat with the bot.
    pub(crate) fn chat(&self) -> Value {
        let mut chat = json!({"id": self.0["id"], "first_name": self.0["first_name"], "type": "private"});
        for field in ["last_name", "username"] {
            set(&mut chat, field, self.0[field].clone());
        }
        chat
    }
}

/// A basic group; ids are negative.
pub(crate) fn group(id: i64) -> Value {
    json!({"id": id, "title": "Group", "type": "group", "all_members_are_administrators": false})
}

/// A supergroup; ids start with -100.
pub(crate) fn supergroup(id: i64) -> Value {
    json!({"id": id, "title": "Supergroup", "username": format!("supergroup_{}", id.unsigned_abs()), "type": "supergroup"})
}

/// A supergroup with topics.
pub(crate) fn forum(id: i64) -> Value {
    json!({"id": id, "title": "Forum", "type": "supergroup", "is_forum": true})
}

/// What people write to a channel; for an admin of the channel a supergroup.
pub(crate) fn direct_messages(id: i64) -> Value {
    json!({"id": id, "title": "Channel", "type": "supergroup", "is_direct_messages": true})
}

/// A channel.
pub(crate) fn channel(id: i64) -> Value {
    json!({"id": id, "title": "Channel", "username": format!("channel_{}", id.unsigned_abs()), "type": "channel"})
}

/// An update with a message, built step by step; `push` takes it as it is.
#[derive(Debug, Clone)]
pub(crate) struct Post {
    kind: &'static str,
    message: Value,
}

impl From<Post> for Value {
    fn from(post: Post) -> Self {
        let mut update = json!({});
        update[post.kind] = post.message;
        update
    }
}

/// A message without content in the sender's private chat.
pub(super) fn post(from: &Person) -> Post {
    Post { kind: "message", message: json!({"from": from.to_json(), "chat": from.chat()}) }
}

/// A text in the sender's private chat; commands, mentions and links in it get their entities.
pub(crate) fn text(from: &Person, text: &str) -> Post {
    post(from).with("text", text).with("entities", found_entities(text))
}

/// A photo with a caption, which may be empty.
pub(crate) fn photo(from: &Person, caption: &str) -> Post {
    let size = |side: i64, tag: &str| {
        json!({
            "file_id": format!("AgACAgIAAxkBAAM{tag}"), "file_unique_id": format!("AQADfake{tag}"),
            "file_size": side * 50, "width": side, "height": side,
        })
    };
    post(from)
        .with("photo", json!([size(90, "s"), size(320, "m"), size(800, "x")]))
        .with("caption", caption)
        .with("caption_entities", found_entities(caption))
}

/// A voice message of three seconds.
pub(crate) fn voice(from: &Person) -> Post {
    post(from).with(
        "voice",
        json!({
            "duration": 3, "mime_type": "audio/ogg", "file_id": "AwACAgIAAxkBAAMvoice",
            "file_unique_id": "AgADvoice", "file_size": 12_000,
        }),
    )
}

/// A document with a caption, which may be empty.
pub(crate) fn document(from: &Person, file_name: &str, caption: &str) -> Post {
    post(from)
        .with(
            "document",
            json!({
                "file_name": file_name, "mime_type": "application/pdf", "file_id": "BQACAgIAAxkBAAMdoc",
                "file_unique_id": "AgADdoc", "file_size": 48_000,
            }),
        )
        .with("caption", caption)
        .with("caption_entities", found_entities(caption))
}

/// A sticker.
pub(crate) fn sticker(from: &Person) -> Post {
    post(from).with(
        "sticker",
        json!({
            "width": 512, "height": 512, "emoji": "👍", "set_name": "fake", "is_animated": false, "is_video": false,
            "type": "regular", "file_id": "CAACAgIAAxkBAAMsticker", "file_unique_id": "AgADsticker", "file_size": 9_000,
        }),
    )
}

/// A post of a channel: no `from`, the channel itself is the sender.
pub(crate) fn channel_post(channel: &Value, text: &str) -> Post {
    let message = json!({"sender_chat": channel, "chat": channel});
    Post { kind: "channel_post", message }.with("text", text).with("entities", found_entities(text))
}

impl Post {
    /// Moves the message to another chat.
    pub(crate) fn within(self, chat: &Value) -> Self {
        self.with("chat", chat.clone())
    }

    /// Makes it an answer to a message (as `FakeTelegram::message` gives it).
    pub(crate) fn reply_to(self, message: &Value) -> Self {
        let mut message = message.clone();
        set(&mut message, "reply_to_message", Value::Null);
        self.with("reply_to_message", message)
    }

    /// Puts it into a forum topic.
    pub(crate) fn topic(self, thread: i64) -> Self {
        self.with("message_thread_id", thread).with("is_topic_message", true)
    }

    /// Puts it where this person writes to a channel; the topic has their number.
    pub(crate) fn where_writes(self, person: &Person) -> Self {
        self.with("direct_messages_topic", json!({"topic_id": person.id(), "user": person.to_json()}))
    }

    /// Makes it a message that names the bot where it is no member.
    pub(crate) fn for_a_guest(mut self) -> Self {
        self.kind = "guest_message";
        self
    }

    /// Sets the message's number.
    pub(crate) fn numbered(self, message_id: i64) -> Self {
        self.with("message_id", message_id)
    }

    /// Makes it an edit of the message with this number.
    pub(crate) fn edited(mut self, message_id: i64) -> Self {
        self.kind = if self.kind == "channel_post" { "edited_channel_post" } else { "edited_message" };
        self.numbered(message_id).with("edit_date", 1_795_500_000)
    }

    /// Makes it an answer to a message in another chat, of which these words are quoted. What else is known of that
    /// message is in `external`: its origin, and its content if that is no text.
    pub(crate) fn quoting_elsewhere(self, external: Value, words: &str) -> Self {
        let quote =
            if words.is_empty() { Value::Null } else { json!({"text": words, "position": 0, "is_manual": true}) };
        self.with("external_reply", external).with("quote", quote)
    }

    /// Adds an entity of any type over `length` UTF-16 units, such as `date_time`, which older libraries do not know.
    pub(crate) fn entity(mut self, kind: &str, offset: usize, length: usize) -> Self {
        let field = if self.message["text"].is_null() { "caption_entities" } else { "entities" };
        let mut entity = json!({"type": kind, "offset": offset, "length": length});
        if kind == "date_time" {
            entity["unix_time"] = json!(1_795_500_000);
            entity["date_time_format"] = json!("wDT");
        }
        match self.message[field].as_array_mut() {
            Some(entities) => entities.push(entity),
            None => self.message[field] = json!([entity]),
        }
        self
    }

    /// Makes an anonymous administrator of the message's group its sender.
    pub(crate) fn anonymous_admin(self) -> Self {
        let group = self.message["chat"].clone();
        let from = json!({"id": 1_087_968_824, "is_bot": true, "first_name": "Group", "username": "GroupAnonymousBot"});
        self.with("from", from).with("sender_chat", group)
    }

    /// Makes somebody who writes in the name of a channel its sender.
    pub(crate) fn in_the_name_of(self, channel: &Value) -> Self {
        let from = json!({"id": 136_817_688, "is_bot": true, "first_name": "Channel", "username": "Channel_Bot"});
        self.with("from", from).with("sender_chat", channel.clone())
    }

    /// Makes it a channel's post that Telegram forwarded to the linked group by itself.
    pub(crate) fn automatic_forward(self, channel: &Value) -> Self {
        let from = json!({"id": 777_000, "is_bot": false, "first_name": "Telegram"});
        let origin = json!({"type": "channel", "chat": channel, "message_id": 5, "date": 1_795_413_000});
        self.with("from", from)
            .with("sender_chat", channel.clone())
            .with("forward_origin", origin)
            .with("is_automatic_forward", true)
    }

    /// Sets or, with null or an empty text or list, removes a field of the message.
    pub(crate) fn with(mut self, field: &str, value: impl Into<Value>) -> Self {
        set(&mut self.message, field, value.into());
        self
    }
}

/// A tap on a button of this message. `FakeTelegram::press` finds the data by itself.
pub(crate) fn callback_query(from: &Person, message: &Value, data: &str) -> Value {
    let instance = (message["chat"]["id"].as_i64().unwrap_or_default() ^ 0x5eed_5eed_5eed).to_string();
    json!({"callback_query": {
        "from": from.to_json(), "message": message, "chat_instance": instance, "data": data,
    }})
}

/// An inline query typed in a private chat with someone else.
pub(crate) fn inline_query(from: &Person, query: &str, offset: &str) -> Value {
    json!({"inline_query": {
        "from": from.to_json(), "chat_type": "sender", "query": query, "offset": offset,
    }})
}

/// An inline result that a person sent; with an `inline_message_id` the bot may edit it.
pub(crate) fn chosen_inline_result(from: &Person, result_id: &str, query: &str, inline_message_id: &str) -> Value {
    json!({"chosen_inline_result": {
        "from": from.to_json(), "result_id": result_id, "query": query, "inline_message_id": inline_message_id,
    }})
}

/// The bot's own membership changed: statuses such as `member`, `administrator`, `left`, `kicked`.
pub(crate) fn my_chat_member(from: &Person, chat: &Value, old: &str, new: &str) -> Value {
    json!({"my_chat_member": {
        "chat": chat, "from": from.to_json(),
        "old_chat_member": chats::chat_member(&world::bot(), old),
        "new_chat_member": chats::chat_member(&world::bot(), new),
    }})
}

/// An answer to a poll that is not anonymous.
pub(crate) fn poll_answer(from: &Person, poll_id: &str, options: &[i64]) -> Value {
    json!({"poll_answer": {"poll_id": poll_id, "user": from.to_json(), "option_ids": options}})
}

/// A kind of update from a later version of the Bot API.
pub(crate) fn unknown_kind(from: &Person) -> Value {
    json!({"telepathic_message": {"from": from.to_json(), "thought": "hello"}})
}

fn set(object: &mut Value, field: &str, value: Value) {
    let is_nothing = value.is_null() || value == "" || value.as_array().is_some_and(Vec::is_empty);
    match object.as_object_mut() {
        Some(object) if is_nothing => drop(object.remove(field)),
        Some(object) => drop(object.insert(field.to_owned(), value)),
        None => {}
    }
}

/// The entities that Telegram finds by itself: commands, mentions, links.
fn found_entities(text: &str) -> Value {
    let mut entities = Vec::new();
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let word_start = at;
        at += word.len();
        let word = word.trim_end();
        let kind = if word.starts_with("https://") || word.starts_with("http://") {
            "url"
        } else if word.starts_with('@') {
            "mention"
        } else if word.starts_with('/') {
            "bot_command"
        } else {
            continue;
        };
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || (c == '@' && kind == "bot_command");
        let length = match kind {
            "url" => word.len(),
            _ => word[1..].find(|c| !is_part(c)).map_or(word.len(), |end| end + 1),
        };
        if length > 1 {
            let offset = utf16_len(&text[..word_start]);
            entities.push(json!({"offset": offset, "length": utf16_len(&word[..length]), "type": kind}));
        }
    }
    Value::Array(entities)
}
