//! Who wrote a message: a person, somebody in the name of a chat, or nobody who is talked with.

use serde_json::{Map, Value};

/// A person or a bot, as far as the bot looks at them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct User {
    /// What they are told apart by, above zero.
    pub(crate) id: u64,
    pub(crate) is_bot: bool,
    /// The language of their app, as an IETF tag.
    pub(crate) language_code: Option<String>,
}

impl User {
    /// Reads a raw user; `None` when it is none.
    pub(super) fn read(user: &Value) -> Option<Self> {
        Some(Self {
            id: user["id"].as_u64()?,
            is_bot: user["is_bot"].as_bool()?,
            language_code: user["language_code"].as_str().map(str::to_owned),
        })
    }

    /// The id as ids of chats are written, which is that of the person's private chat too.
    pub(crate) fn chat_id(&self) -> i64 {
        self.id.cast_signed()
    }
}

/// Who wrote a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Author {
    /// A person under their own name.
    Person(User),
    /// An admin of a group who writes in its name; holds the group. All of its admins who do so are one.
    AnonymousAdmin(i64),
    /// Somebody who writes in the name of a channel; holds the channel.
    Channel(i64),
    /// Nobody: a post of this channel that Telegram copied into the group that is linked to it.
    Copied(i64),
    /// Another bot, or this one.
    Bot(i64),
}

impl Author {
    /// The author of a raw message in this chat; `None` when it names none, or none that can be read.
    ///
    /// Whoever writes in the name of a chat comes with a made-up bot as `from`, which stands for everybody who does.
    pub(super) fn read(message: &Map<String, Value>, chat: i64) -> Option<Self> {
        if let Some(author) = message.get("sender_chat") {
            let id = author["id"].as_i64()?;
            return Some(match message.get("is_automatic_forward") {
                Some(Value::Bool(true)) => Self::Copied(id),
                _ if id == chat => Self::AnonymousAdmin(id),
                _ => Self::Channel(id),
            });
        }
        let from = User::read(message.get("from")?)?;
        Some(if from.is_bot { Self::Bot(from.chat_id()) } else { Self::Person(from) })
    }

    /// What they are told apart by. People's ids are above zero, those of chats below.
    pub(crate) fn id(&self) -> i64 {
        match self {
            Self::Person(person) => person.chat_id(),
            Self::AnonymousAdmin(id) | Self::Channel(id) | Self::Copied(id) | Self::Bot(id) => *id,
        }
    }

    /// The person, unless they hide behind a chat.
    pub(crate) fn person(&self) -> Option<&User> {
        if let Self::Person(person) = self { Some(person) } else { None }
    }

    /// Whether it is a bot.
    pub(crate) fn is_bot(&self) -> bool {
        matches!(self, Self::Bot(_))
    }

    /// Whether nobody stands behind it who could have asked.
    pub(crate) fn is_copied(&self) -> bool {
        matches!(self, Self::Copied(_))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::Author;

    #[track_caller]
    fn check(message: Value, expected: Option<(&str, i64)>) {
        let author = Author::read(message.as_object().expect("an object"), -5);
        let found = author.as_ref().map(|author| {
            let name = match author {
                Author::Person(_) => "person",
                Author::AnonymousAdmin(_) => "admin",
                Author::Channel(_) => "channel",
                Author::Copied(_) => "copied",
                Author::Bot(_) => "bot",
            };
            (name, author.id())
        });
        assert_eq!(found, expected, "{message}");
    }

    #[test]
    fn the_made_up_bot_is_not_who_wrote() {
        let user = |id: i64, is_bot: bool| json!({"id": id, "is_bot": is_bot, "first_name": "A"});
        let chat = |id: i64| json!({"id": id, "type": "channel", "title": "A"});
        check(json!({"from": user(7, false)}), Some(("person", 7)));
        check(json!({"from": user(9, true)}), Some(("bot", 9)));
        check(json!({"from": user(1_087_968_824, true), "sender_chat": chat(-5)}), Some(("admin", -5)));
        check(json!({"from": user(136_817_688, true), "sender_chat": chat(-6)}), Some(("channel", -6)));
        let copied = json!({"from": user(777_000, false), "sender_chat": chat(-6), "is_automatic_forward": true});
        check(copied, Some(("copied", -6)));
        check(json!({"sender_chat": chat(-5)}), Some(("admin", -5)));
        check(json!({}), None);
        check(json!({"from": {"id": 7}}), None);
        check(json!({"from": user(7, false), "sender_chat": 7}), None);
    }
}
