//! Raw updates, read once and field by field, so that what this version does not know costs no more than itself.

use serde_json::{Map, Value};

use super::guest_query::GuestQuery;
use super::inline_query::{ChosenResult, InlineQuery};
use super::membership::MembershipChange;
use super::message::IncomingMessage;
use super::method::ALLOWED_UPDATES;
use super::profile::Me;
use super::tap::Tap;

/// The kind of what is said to the bot where it is no member.
const GUEST: &str = "guest_message";

/// Why an update cannot be read. Holds nothing of what a person wrote.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnreadableUpdate {
    /// It is not the JSON of an update.
    #[error("it is not the JSON of an update")]
    Json,
    /// Something in it is not as it should be.
    #[error("something in the `{0}` is not as it should be")]
    Content(&'static str),
}

/// An update that was read.
#[derive(Debug)]
pub(crate) enum Update {
    Message(Box<IncomingMessage>),
    EditedMessage(Box<IncomingMessage>),
    Tap(Box<Tap>),
    Membership(MembershipChange),
    InlineQuery(InlineQuery),
    ChosenResult(ChosenResult),
    Guest(Box<GuestQuery>),
    /// Not asked for in `allowed_updates`: an earlier version did, or another program with the same token.
    Other,
}

impl Update {
    /// Reads an update as Telegram sent it to this bot.
    pub(crate) fn read(mut raw: Map<String, Value>, me: &Me) -> Result<Self, UnreadableUpdate> {
        raw.remove("update_id").ok_or(UnreadableUpdate::Json)?;
        let Some(kind) = ALLOWED_UPDATES.into_iter().find(|kind| raw.contains_key(*kind)) else {
            return if raw.is_empty() { Err(UnreadableUpdate::Json) } else { Ok(Self::Other) };
        };
        let Some(Value::Object(content)) = raw.get(kind) else { return Err(UnreadableUpdate::Json) };
        let message = || IncomingMessage::read(content, me).map(Box::new);
        let update = match kind {
            "message" => message().map(Self::Message),
            "edited_message" => message().map(Self::EditedMessage),
            "callback_query" => Tap::read(content, me).map(Box::new).map(Self::Tap),
            "my_chat_member" => MembershipChange::read(content).map(Self::Membership),
            "inline_query" => InlineQuery::read(content).map(Self::InlineQuery),
            "chosen_inline_result" => ChosenResult::read(content).map(Self::ChosenResult),
            GUEST => GuestQuery::read(content, me).map(Box::new).map(Self::Guest),
            _ => Some(Self::Other),
        };
        update.ok_or(UnreadableUpdate::Content(kind))
    }

    /// Its kind, by Telegram's name for it.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Message(_) => "message",
            Self::EditedMessage(_) => "edited_message",
            Self::Tap(_) => "callback_query",
            Self::Membership(_) => "my_chat_member",
            Self::InlineQuery(_) => "inline_query",
            Self::ChosenResult(_) => "chosen_inline_result",
            Self::Guest(_) => GUEST,
            Self::Other => "other",
        }
    }
}

/// The chat that a raw update is from and whose order it keeps; `None` for updates without one, and for what the bot is
/// asked as a guest: it is worth nothing late, and nothing else comes from there.
#[must_use]
pub fn chat_of(update: &Value) -> Option<i64> {
    let (_, content) = update.as_object()?.iter().find(|(key, _)| *key != "update_id" && *key != GUEST)?;
    content["chat"]["id"].as_i64().or_else(|| content["message"]["chat"]["id"].as_i64())
}

/// Who a raw update is from: the chat in whose name it was written, the person, else the private chat it is from.
pub(crate) fn author_of(update: &Value) -> Option<i64> {
    let (_, content) = update.as_object()?.iter().find(|(key, _)| *key != "update_id")?;
    let author = ["sender_chat", "from", "user"].into_iter().find_map(|key| content[key]["id"].as_i64());
    author.or_else(|| chat_of(update).filter(|chat| *chat > 0))
}

/// The kind of a raw update, `other` when it is none that is asked for.
#[must_use]
pub fn kind_of(update: &Value) -> &'static str {
    ALLOWED_UPDATES.into_iter().find(|kind| update.get(*kind).is_some()).unwrap_or("other")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Me, UnreadableUpdate, Update, author_of, chat_of};

    fn update(payload: &str) -> Result<Update, UnreadableUpdate> {
        let Ok(Value::Object(raw)) = serde_json::from_str(payload) else { return Err(UnreadableUpdate::Json) };
        Update::read(raw, &Me { id: 5, username: "faq_bot".to_owned(), hears_all: false })
    }

    fn with(extra: Value) -> String {
        let mut message = json!({
            "message_id": 5, "date": 1, "chat": {"id": 7, "type": "private", "first_name": "A"},
            "from": {"id": 7, "is_bot": false, "first_name": "A"}, "text": "what is tace",
        });
        for (key, value) in extra.as_object().expect("an object") {
            message[key] = value.clone();
        }
        json!({"update_id": 1, "message": message}).to_string()
    }

    #[track_caller]
    fn check_words(extra: Value) {
        let update = update(&with(extra)).expect("readable");
        let Update::Message(message) = update else { panic!("{update:?}") };
        assert_eq!(message.content.written.as_deref(), Some("what is tace"), "{message:?}");
    }

    #[test]
    fn the_words_survive_what_is_not_known() {
        check_words(json!({}));
        check_words(json!({"entities": [{"type": "date_time", "offset": 0, "length": 4, "unix_time": 1}]}));
        check_words(json!({"entities": [{"type": "text_link", "offset": 0, "length": 4, "url": "no url"}]}));
        check_words(json!({"entities": 7}));
        check_words(json!({"external_reply": {"origin": {"type": "from_mars"}}}));
        check_words(json!({"forward_origin": {"type": "from_mars"}}));
        check_words(json!({"reply_markup": {"inline_keyboard": [[{"text": "x", "telepathy": 1}]]}}));
        check_words(json!({"reply_markup": {"inline_keyboard": [[{"text": "x", "url": "no url"}]]}}));
        check_words(json!({"reply_markup": "none"}));
        check_words(json!({"link_preview_options": 7, "quote": 7, "brand_new_field": {"a": []}}));
        check_words(json!({"reply_to_message": {"message_id": 4, "date": 1, "chat": {"id": 7, "type": "private"},
            "from": {"id": 7, "is_bot": false, "first_name": "A"}, "holography": {"text": "x"}}}));
    }

    #[test]
    fn a_caption_survives_media_that_are_not_known() {
        let mut raw: Value = serde_json::from_str(&with(json!({"hologram": {}, "caption": "why?"}))).expect("JSON");
        raw["message"].as_object_mut().expect("an object").remove("text");
        let Update::Message(message) = update(&raw.to_string()).expect("readable") else { panic!() };
        assert_eq!(message.content.written.as_deref(), Some("why?"));
    }

    #[test]
    fn a_kind_of_chat_that_is_not_known_costs_no_inline_query() {
        let query = json!({"id": "1", "from": {"id": 7, "is_bot": false, "first_name": "A"}, "query": "tace",
            "offset": "", "chat_type": "hologram"});
        let update = update(&json!({"update_id": 1, "inline_query": query}).to_string()).expect("readable");
        assert!(matches!(update, Update::InlineQuery(query) if query.words == "tace"));
    }

    #[test]
    fn what_is_no_update_is_said_so() {
        for payload in [
            "",
            "7",
            "{}",
            r#"{"update_id":1}"#,
            r#"{"update_id":1,"message":7}"#,
            r#"{"update_id":1,"message":{}}"#,
            r#"{"update_id":1,"guest_message":{"guest_query_id":"5"}}"#,
            r#"{"update_id":1,"guest_message":{"message_id":5,"date":1,"chat":{"id":-7,"type":"group"}}}"#,
            r#"{"update_id":1,"callback_query":{"message":[]}}"#,
        ] {
            assert!(update(payload).is_err(), "{payload}");
        }
    }

    #[test]
    fn what_was_not_asked_for_is_nothing_whatever_it_holds() {
        for payload in [
            r#"{"update_id":1,"telepathic_message":{"a":1}}"#,
            r#"{"update_id":1,"channel_post":{"chat":{"id":-7}}}"#,
            r#"{"update_id":1,"chat_member":7}"#,
        ] {
            assert!(matches!(update(payload), Ok(Update::Other)), "{payload}");
        }
    }

    #[test]
    fn the_chat_is_found_without_parsing() {
        assert_eq!(chat_of(&json!({"update_id": 1, "message": {"chat": {"id": 7}}})), Some(7));
        assert_eq!(chat_of(&json!({"update_id": 1, "callback_query": {"message": {"chat": {"id": -8}}}})), Some(-8));
        assert_eq!(chat_of(&json!({"update_id": 1, "inline_query": {"from": {"id": 7}}})), None);
        assert_eq!(chat_of(&json!({"update_id": 1, "guest_message": {"chat": {"id": 7}}})), None);
        assert_eq!(chat_of(&json!(7)), None);
    }

    #[test]
    fn who_wrote_is_found_without_parsing() {
        let author = |message: Value| author_of(&json!({"update_id": 1, "message": message}));
        assert_eq!(author(json!({"from": {"id": 8}, "chat": {"id": -7}})), Some(8));
        assert_eq!(author(json!({"from": {"id": 8}, "sender_chat": {"id": -9}, "chat": {"id": -7}})), Some(-9));
        assert_eq!(author(json!({"chat": {"id": 7}})), Some(7));
        assert_eq!(author(json!({"chat": {"id": -7}})), None);
    }
}
