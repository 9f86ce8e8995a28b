//! What people are called who are named in a message: who wrote it, who wrote what it replies to, whom it mentions. Of use
//! among the staff alone, where who has a conversation is shown by name.

use serde_json::{Map, Value};

/// A person with what they are called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NamedPerson {
    pub(crate) id: u64,
    /// Their first name.
    pub(crate) name: String,
}

/// The people who are named in a message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NamedPeople {
    /// Who wrote it.
    pub(crate) author: Option<NamedPerson>,
    /// Who wrote what it replies to.
    pub(crate) replied: Option<NamedPerson>,
    /// Who is mentioned in it first, by a mention that says who that is.
    pub(crate) mentioned: Option<NamedPerson>,
}

impl NamedPeople {
    /// Reads them of a raw message. Bots are nobody, and neither is who writes in the name of a chat.
    pub(super) fn read(message: &Map<String, Value>) -> Self {
        let author = |message: &Value| NamedPerson::read(&message["from"]).filter(|_| message["sender_chat"].is_null());
        let entities = message.get("entities").and_then(Value::as_array);
        let mut mentions = entities.into_iter().flatten().filter(|entity| entity["type"] == "text_mention");
        Self {
            author: message.get("from").and_then(NamedPerson::read).filter(|_| !message.contains_key("sender_chat")),
            replied: message.get("reply_to_message").and_then(author),
            mentioned: mentions.find_map(|entity| NamedPerson::read(&entity["user"])),
        }
    }
}

impl NamedPerson {
    fn read(user: &Value) -> Option<Self> {
        let is_person = user["is_bot"] == Value::Bool(false);
        let name = user["first_name"].as_str().map(str::trim).filter(|name| !name.is_empty())?;
        is_person.then_some(Self { id: user["id"].as_u64()?, name: name.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{NamedPeople, NamedPerson};

    fn read(message: Value) -> NamedPeople {
        NamedPeople::read(message.as_object().expect("an object"))
    }

    #[test]
    fn people_are_named_and_neither_bots_nor_chats() {
        let user = |id: u64, name: &str| json!({"id": id, "is_bot": false, "first_name": name});
        let named = |id: u64, name: &str| Some(NamedPerson { id, name: name.to_owned() });
        let bot = json!({"id": 9, "is_bot": true, "first_name": "Bot"});
        let mention = |user: &Value| json!({"type": "text_mention", "offset": 8, "length": 1, "user": user});
        let entities =
            json!([{"type": "bot_command", "offset": 0, "length": 7}, mention(&bot), mention(&user(3, "C"))]);
        let message = json!({
            "from": user(1, " A "), "reply_to_message": {"from": user(2, "B")}, "entities": entities,
        });
        let all = NamedPeople { author: named(1, "A"), replied: named(2, "B"), mentioned: named(3, "C") };
        assert_eq!(read(message), all);
        for nobody in [
            json!({}),
            json!({"from": bot, "reply_to_message": {"from": bot}, "entities": [mention(&bot)]}),
            json!({"from": user(1, "A"), "sender_chat": {"id": -7}, "reply_to_message": {"from": user(1, "A"), "sender_chat": {"id": -7}}}),
            json!({"from": user(1, " "), "entities": 7}),
        ] {
            assert_eq!(read(nobody), NamedPeople::default());
        }
    }
}
