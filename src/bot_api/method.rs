//! The methods of the Bot API that are called, with their parameters and what they answer.
//!
//! An answer is read into as little as is needed of it, so that what this version does not know breaks nothing. Requests
//! with text in them are teloxide's; see `outgoing`.

use std::collections::BTreeMap;

use serde::de::{DeserializeOwned, IgnoredAny};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The kinds of updates that are handled, polled for or sent to a webhook; Telegram keeps the others to itself.
pub const ALLOWED_UPDATES: [&str; 7] = [
    "message",
    "edited_message",
    "callback_query",
    "my_chat_member",
    "inline_query",
    "chosen_inline_result",
    "guest_message",
];

/// A method with its parameters.
pub trait Method: Serialize {
    /// Its name.
    const NAME: &'static str;
    /// What it answers.
    type Answer: DeserializeOwned;
}

/// Names each method and says what it answers.
macro_rules! methods {
    ($($method:ty => $name:literal, $answer:ty;)*) => {
        $(impl Method for $method {
            const NAME: &'static str = $name;
            type Answer = $answer;
        })*
    };
}

methods! {
    GetMe => "getMe", BotUser;
    GetUpdates => "getUpdates", Vec<Value>;
    GetWebhookInfo => "getWebhookInfo", WebhookInfo;
    SetWebhook<'_> => "setWebhook", IgnoredAny;
    DeleteWebhook => "deleteWebhook", IgnoredAny;
    GetChatMember => "getChatMember", MemberInfo;
    GetChatAdministrators => "getChatAdministrators", Vec<MemberInfo>;
    GetChat => "getChat", ChatInfo;
    SendTyping => "sendChatAction", IgnoredAny;
    GetMyCommands<'_> => "getMyCommands", Vec<MenuCommand>;
    SetMyCommands<'_> => "setMyCommands", IgnoredAny;
    GetMyDescription<'_> => "getMyDescription", Description;
    SetMyDescription<'_> => "setMyDescription", IgnoredAny;
    GetMyShortDescription<'_> => "getMyShortDescription", ShortDescription;
    SetMyShortDescription<'_> => "setMyShortDescription", IgnoredAny;
    GetMyDefaultAdministratorRights => "getMyDefaultAdministratorRights", Rights;
    SetMyDefaultAdministratorRights<'_> => "setMyDefaultAdministratorRights", IgnoredAny;
}

/// Asks who the bot is.
#[derive(Debug, Serialize)]
pub(super) struct GetMe {}

#[derive(Debug, Deserialize)]
pub(super) struct BotUser {
    pub(super) id: u64,
    pub(super) username: String,
    #[serde(default)]
    pub(super) can_read_all_group_messages: bool,
    pub(super) supports_inline_queries: Option<bool>,
    pub(super) supports_guest_queries: Option<bool>,
}

/// Asks for updates, which are given as they came.
#[derive(Debug, Serialize)]
pub struct GetUpdates {
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<i64>,
    /// For how many seconds Telegram waits for the first.
    timeout: u64,
    limit: u8,
    allowed_updates: [&'static str; ALLOWED_UPDATES.len()],
}

impl GetUpdates {
    /// Asks for what came after this update, if it is known, and waits so many seconds for the first.
    #[must_use]
    pub fn after(newest: Option<i64>, timeout_s: u64) -> Self {
        let offset = newest.map(|newest| newest + 1);
        Self { offset, timeout: timeout_s, limit: 100, allowed_updates: ALLOWED_UPDATES }
    }
}

/// Asks which webhook is set.
#[derive(Debug, Serialize)]
pub struct GetWebhookInfo {}

/// The webhook as Telegram has it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct WebhookInfo {
    /// Its URL; empty when none is set.
    pub url: String,
    pub(super) last_error_date: Option<i64>,
    pub(super) last_error_message: Option<String>,
    pub(super) max_connections: Option<u64>,
    pub(super) allowed_updates: Option<Vec<String>>,
}

#[derive(Debug, Serialize)]
pub(super) struct SetWebhook<'a> {
    pub(super) url: &'a str,
    pub(super) secret_token: &'a str,
    pub(super) max_connections: u64,
    pub(super) allowed_updates: [&'static str; ALLOWED_UPDATES.len()],
    pub(super) drop_pending_updates: bool,
}

/// Takes the webhook away. What waits at Telegram is kept.
#[derive(Debug, Default, Serialize)]
pub struct DeleteWebhook {
    drop_pending_updates: bool,
}

/// Asks what somebody is in a chat.
#[derive(Debug, Serialize)]
pub struct GetChatMember {
    /// The chat.
    pub chat_id: i64,
    /// The person.
    pub user_id: u64,
}

/// Somebody in a chat.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct MemberInfo {
    user: Option<MemberId>,
    status: String,
    can_post_messages: Option<bool>,
    can_send_polls: Option<bool>,
    is_member: Option<bool>,
}

#[derive(Clone, Debug, Deserialize)]
struct MemberId {
    id: u64,
}

impl MemberInfo {
    /// Whether it is this person.
    #[must_use]
    pub fn is(&self, user: u64) -> bool {
        self.user.as_ref().is_some_and(|own| own.id == user)
    }

    /// Whether they may arrange what the bot does. In a channel that takes the right to post, which groups do not know.
    #[must_use]
    pub fn may_arrange(&self) -> bool {
        match self.status.as_str() {
            "creator" => true,
            "administrator" => self.can_post_messages != Some(false),
            _ => false,
        }
    }

    /// Whether they are in the chat.
    #[must_use]
    pub fn is_present(&self) -> bool {
        match self.status.as_str() {
            "creator" | "administrator" | "member" => true,
            "restricted" => self.is_member == Some(true),
            _ => false,
        }
    }

    /// Whether they may send polls; `None` when they may what the chat lets everybody do.
    #[must_use]
    pub fn may_poll(&self) -> Option<bool> {
        match self.status.as_str() {
            "member" => None,
            "restricted" => Some(self.can_send_polls == Some(true)),
            _ => Some(self.may_arrange()),
        }
    }
}

/// Asks about a chat.
#[derive(Debug, Serialize)]
pub struct GetChat {
    /// The chat.
    pub chat_id: i64,
}

/// A chat, as far as it says what its members may do.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ChatInfo {
    permissions: Option<ChatPermissions>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct ChatPermissions {
    can_send_polls: Option<bool>,
}

impl ChatInfo {
    /// Whether everybody in it may send polls.
    #[must_use]
    pub fn lets_poll(&self) -> bool {
        self.permissions.as_ref().is_none_or(|permissions| permissions.can_send_polls != Some(false))
    }
}

/// Asks who administers a chat.
#[derive(Debug, Serialize)]
pub struct GetChatAdministrators {
    /// The chat.
    pub chat_id: i64,
}

/// Shows for some seconds that an answer is being written.
#[derive(Debug, Serialize)]
pub(super) struct SendTyping {
    chat_id: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    message_thread_id: Option<i32>,
    action: &'static str,
}

impl SendTyping {
    pub(super) fn new(chat_id: i64, message_thread_id: Option<i32>) -> Self {
        Self { chat_id, message_thread_id, action: "typing" }
    }
}

/// Whose menu commands are in.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(tag = "type")]
pub(crate) enum CommandScope {
    #[serde(rename = "all_private_chats")]
    PrivateChats,
    #[serde(rename = "all_group_chats")]
    GroupChats,
    #[serde(rename = "all_chat_administrators")]
    ChatAdministrators,
    /// Everybody in one chat.
    #[serde(rename = "chat")]
    Chat {
        /// The chat.
        chat_id: i64,
    },
}

/// A command in a menu.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MenuCommand {
    pub(crate) command: String,
    pub(crate) description: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct GetMyCommands<'a> {
    pub(crate) scope: CommandScope,
    pub(crate) language_code: &'a str,
}

#[derive(Debug, Serialize)]
pub(crate) struct SetMyCommands<'a> {
    pub(crate) scope: CommandScope,
    pub(crate) language_code: &'a str,
    pub(crate) commands: &'a [MenuCommand],
}

#[derive(Debug, Serialize)]
pub(crate) struct GetMyDescription<'a> {
    pub(crate) language_code: &'a str,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Description {
    pub(crate) description: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct SetMyDescription<'a> {
    pub(crate) language_code: &'a str,
    pub(crate) description: &'a str,
}

#[derive(Debug, Serialize)]
pub(crate) struct GetMyShortDescription<'a> {
    pub(crate) language_code: &'a str,
}

#[derive(Debug, Deserialize)]
pub(crate) struct ShortDescription {
    pub(crate) short_description: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct SetMyShortDescription<'a> {
    pub(crate) language_code: &'a str,
    pub(crate) short_description: &'a str,
}

/// Rights of an admin by Telegram's names, each with whether it is given.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Rights(BTreeMap<String, Value>);

impl Rights {
    /// These rights and no other.
    pub(crate) fn only(given: &[&str]) -> Self {
        Self(given.iter().map(|right| ((*right).to_owned(), Value::Bool(true))).collect())
    }

    /// Whether any is given.
    pub(crate) fn are_any(&self) -> bool {
        self.given().next().is_some()
    }

    fn given(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter(|(_, is_given)| **is_given == Value::Bool(true)).map(|(right, _)| right.as_str())
    }
}

#[derive(Debug, Serialize)]
pub(crate) struct GetMyDefaultAdministratorRights {
    pub(crate) for_channels: bool,
}

#[derive(Debug, Serialize)]
pub(crate) struct SetMyDefaultAdministratorRights<'a> {
    pub(crate) rights: &'a Rights,
    pub(crate) for_channels: bool,
}

#[cfg(test)]
mod tests {
    use serde::Serialize;
    use serde_json::{Value, json};

    use super::{
        ALLOWED_UPDATES, ChatInfo, CommandScope, GetMyCommands, GetUpdates, MemberInfo, Rights, SendTyping, WebhookInfo,
    };

    #[track_caller]
    fn check(method: &impl Serialize, expected: &Value) {
        assert_eq!(serde_json::to_value(method).expect("plain data"), *expected);
    }

    #[test]
    fn parameters_are_named_as_telegram_names_them() {
        let mut get = json!({"timeout": 50, "limit": 100, "allowed_updates": ALLOWED_UPDATES});
        check(&GetUpdates::after(None, 50), &get);
        get["offset"] = json!(8);
        check(&GetUpdates::after(Some(7), 50), &get);
        check(&SendTyping::new(7, None), &json!({"chat_id": 7, "action": "typing"}));
        check(&SendTyping::new(-7, Some(3)), &json!({"chat_id": -7, "message_thread_id": 3, "action": "typing"}));
        let menu = GetMyCommands { scope: CommandScope::ChatAdministrators, language_code: "" };
        check(&menu, &json!({"scope": {"type": "all_chat_administrators"}, "language_code": ""}));
        let menu = GetMyCommands { scope: CommandScope::Chat { chat_id: -7 }, language_code: "de" };
        check(&menu, &json!({"scope": {"type": "chat", "chat_id": -7}, "language_code": "de"}));
    }

    #[test]
    fn who_may_arrange_is_said_by_status_and_by_the_right_to_post() {
        let may = |member: Value| {
            let member: MemberInfo = serde_json::from_value(member).expect("a member");
            (member.is(7), member.may_arrange())
        };
        let user = json!({"id": 7, "is_bot": false, "first_name": "A"});
        assert_eq!(may(json!({"status": "creator", "user": user, "is_anonymous": true})), (true, true));
        assert_eq!(may(json!({"status": "administrator"})), (false, true));
        assert_eq!(may(json!({"status": "administrator", "can_post_messages": true})), (false, true));
        assert_eq!(may(json!({"status": "administrator", "can_post_messages": false})), (false, false));
        for status in ["member", "restricted", "left", "kicked", "telepath"] {
            assert_eq!(may(json!({"status": status, "user": user})), (true, false), "{status}");
        }
        assert_eq!(may(json!({})), (false, false));
    }

    #[test]
    fn rights_that_nobody_gave_are_none() {
        let are_any = |found: Value| serde_json::from_value::<Rights>(found).expect("rights").are_any();
        assert!(are_any(json!({"can_manage_chat": true, "is_anonymous": false})));
        assert!(!are_any(json!({"is_anonymous": false, "can_teleport": {"how": "far"}})));
        assert!(!are_any(json!({})));
    }

    #[test]
    fn who_is_in_a_chat_is_said_by_status() {
        let is_present = |member: Value| serde_json::from_value::<MemberInfo>(member).expect("a member").is_present();
        for status in ["creator", "administrator", "member"] {
            assert!(is_present(json!({"status": status})), "{status}");
        }
        assert!(is_present(json!({"status": "restricted", "is_member": true})));
        assert!(!is_present(json!({"status": "restricted", "is_member": false})));
        for status in ["left", "kicked", "restricted", "telepath", ""] {
            assert!(!is_present(json!({"status": status})), "{status}");
        }
    }

    #[test]
    fn who_may_send_polls_is_said_by_status_and_else_by_the_chat() {
        let may = |member: Value| serde_json::from_value::<MemberInfo>(member).expect("a member").may_poll();
        assert_eq!(may(json!({"status": "administrator"})), Some(true));
        assert_eq!(may(json!({"status": "administrator", "can_post_messages": false})), Some(false));
        assert_eq!(may(json!({"status": "restricted", "can_send_polls": true})), Some(true));
        assert_eq!(may(json!({"status": "restricted", "can_send_messages": true})), Some(false));
        assert_eq!(may(json!({"status": "left"})), Some(false));
        assert_eq!(may(json!({"status": "member"})), None);
        let lets = |chat: Value| serde_json::from_value::<ChatInfo>(chat).expect("a chat").lets_poll();
        assert!(lets(json!({})) && lets(json!({"permissions": {"can_send_polls": true}})));
        assert!(!lets(json!({"permissions": {"can_send_polls": false}})));
    }

    #[test]
    fn a_webhook_that_was_never_set_is_read() {
        let info: WebhookInfo = serde_json::from_value(json!({"url": "", "pending_update_count": 0})).expect("read");
        assert!(info.url.is_empty() && info.last_error_message.is_none());
    }
}
