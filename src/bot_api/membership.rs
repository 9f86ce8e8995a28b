//! A change of the bot's own membership, and what a member of a chat may do.

use serde_json::{Map, Value};

use super::author::User;
use super::chat::TelegramChat;

/// That the bot came to a chat, left it, or may do something else there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MembershipChange {
    pub(crate) chat: TelegramChat,
    /// Who made it.
    pub(crate) from: User,
    pub(crate) old: Membership,
    pub(crate) new: Membership,
}

/// What somebody is in a chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Membership {
    Owner,
    Administrator {
        /// In a channel, whether they may post; elsewhere there is no such right.
        can_post: bool,
    },
    Member,
    Restricted {
        is_member: bool,
        can_send: bool,
    },
    Left,
    Banned,
}

impl MembershipChange {
    /// Reads a raw change; `None` when it is none.
    pub(super) fn read(change: &Map<String, Value>) -> Option<Self> {
        Some(Self {
            chat: TelegramChat::read(change.get("chat")?)?,
            from: User::read(change.get("from")?)?,
            old: Membership::read(change.get("old_chat_member")?)?,
            new: Membership::read(change.get("new_chat_member")?)?,
        })
    }
}

impl Membership {
    /// Reads a raw member; `None` when it is none, or is something that this version does not know. A right that is not
    /// named is none.
    pub(super) fn read(member: &Value) -> Option<Self> {
        let may = |right: &str| member[right].as_bool().unwrap_or(false);
        Some(match member["status"].as_str()? {
            "creator" => Self::Owner,
            "administrator" => Self::Administrator { can_post: may("can_post_messages") },
            "member" => Self::Member,
            "restricted" => Self::Restricted { is_member: may("is_member"), can_send: may("can_send_messages") },
            "left" => Self::Left,
            "kicked" => Self::Banned,
            _ => return None,
        })
    }

    /// Whether they are in the chat.
    pub(crate) fn is_present(self) -> bool {
        !matches!(self, Self::Left | Self::Banned | Self::Restricted { is_member: false, .. })
    }

    /// Whether they administer the chat.
    pub(crate) fn is_privileged(self) -> bool {
        matches!(self, Self::Owner | Self::Administrator { .. })
    }

    /// Whether they may write in the chat.
    pub(crate) fn may_write(self, is_channel: bool) -> bool {
        match self {
            Self::Owner => true,
            Self::Administrator { can_post } => !is_channel || can_post,
            Self::Member => !is_channel,
            Self::Restricted { is_member, can_send } => is_member && can_send,
            Self::Left | Self::Banned => false,
        }
    }

    /// A name for the log.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Administrator { .. } => "administrator",
            Self::Member => "member",
            Self::Restricted { .. } => "restricted",
            Self::Left => "left",
            Self::Banned => "banned",
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::Membership;

    #[track_caller]
    fn check(member: Value, in_group: bool, in_channel: bool) {
        let read = Membership::read(&member).expect("a member");
        assert_eq!((read.may_write(false), read.may_write(true)), (in_group, in_channel), "{member}");
    }

    #[test]
    fn who_may_write_is_said_by_status_and_rights() {
        check(json!({"status": "creator"}), true, true);
        check(json!({"status": "administrator"}), true, false);
        check(json!({"status": "administrator", "can_post_messages": true}), true, true);
        check(json!({"status": "member"}), true, false);
        check(json!({"status": "restricted", "is_member": true, "can_send_messages": true}), true, true);
        check(json!({"status": "restricted", "is_member": true, "can_send_messages": false}), false, false);
        check(json!({"status": "restricted", "can_send_messages": true}), false, false);
        check(json!({"status": "left"}), false, false);
        check(json!({"status": "kicked", "until_date": 0}), false, false);
        assert_eq!(Membership::read(&json!({"status": "telepath"})), None);
        assert_eq!(Membership::read(&json!(7)), None);
    }
}
