//! A chat as Telegram names it: which kind it is, its title, its user name.

use serde_json::Value;

/// A chat that something came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TelegramChat {
    /// Above zero for private chats, below for all others.
    pub(crate) id: i64,
    pub(crate) kind: ChatKind,
    pub(crate) title: Option<String>,
    /// The user name of a public one, without `@`.
    pub(crate) username: Option<String>,
}

/// The kind of a chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ChatKind {
    Private,
    Group,
    Supergroup,
    Channel,
    /// What people write to a channel: a topic for each of them, in which its admins answer in the channel's name.
    DirectMessages,
}

impl ChatKind {
    /// Those that Telegram tells apart by a name.
    const NAMED: [Self; 4] = [Self::Private, Self::Group, Self::Supergroup, Self::Channel];

    /// Telegram's name for it, as far as it has one.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Private => "private",
            Self::Group => "group",
            Self::Supergroup => "supergroup",
            Self::Channel => "channel",
            Self::DirectMessages => "direct messages",
        }
    }
}

impl TelegramChat {
    /// Reads a raw chat; `None` when it is none, or of a kind that this version does not know.
    pub(super) fn read(chat: &Value) -> Option<Self> {
        let text = |key: &str| chat[key].as_str().map(str::to_owned);
        let kind = chat["type"].as_str()?;
        let kind = ChatKind::NAMED.into_iter().find(|known| known.name() == kind)?;
        let is_direct = chat["is_direct_messages"] == Value::Bool(true);
        Some(Self {
            id: chat["id"].as_i64()?,
            kind: if is_direct { ChatKind::DirectMessages } else { kind },
            title: text("title"),
            username: text("username"),
        })
    }

    /// Whether it is the chat with one person.
    pub(crate) fn is_private(&self) -> bool {
        self.kind == ChatKind::Private
    }

    /// Whether it is what people write to a channel.
    pub(crate) fn is_direct(&self) -> bool {
        self.kind == ChatKind::DirectMessages
    }

    /// Whether the bot talks in it with one person at a time, who asks by writing.
    pub(crate) fn is_one_to_one(&self) -> bool {
        self.is_private() || self.is_direct()
    }

    /// Whether people talk with each other in it.
    pub(crate) fn is_group(&self) -> bool {
        matches!(self.kind, ChatKind::Group | ChatKind::Supergroup)
    }

    /// Whether it is a channel, where nobody is talked with.
    pub(crate) fn is_channel(&self) -> bool {
        self.kind == ChatKind::Channel
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{ChatKind, TelegramChat};

    #[track_caller]
    fn check(chat: Value, expected: Option<ChatKind>) {
        assert_eq!(TelegramChat::read(&chat).map(|chat| chat.kind), expected, "{chat}");
    }

    #[test]
    fn kinds_are_told_apart() {
        check(json!({"id": 7, "type": "private", "first_name": "A"}), Some(ChatKind::Private));
        check(json!({"id": -7, "type": "group", "title": "A"}), Some(ChatKind::Group));
        check(json!({"id": -7, "type": "supergroup", "title": "A", "is_forum": true}), Some(ChatKind::Supergroup));
        check(json!({"id": -7, "type": "channel"}), Some(ChatKind::Channel));
        let direct = json!({"id": -7, "type": "supergroup", "title": "A", "is_direct_messages": true});
        check(direct, Some(ChatKind::DirectMessages));
        check(json!({"id": -7, "type": "hologram"}), None);
        check(json!({"id": "7", "type": "private"}), None);
        check(json!(7), None);
    }
}
