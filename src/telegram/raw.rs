//! Raw updates → typed ones, so that what this version does not know costs no more than itself.

use reqwest::Url;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use teloxide::types::{CallbackQuery, ChatMemberUpdated, ChosenInlineResult, InlineQuery};

use super::Me;
use super::handlers::Unreadable;
use super::incoming::IncomingMessage;

/// The kinds of updates that hold a message of a person, a tap, or a change of the bot's own membership.
const KINDS: [&str; 9] = [
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "callback_query",
    "my_chat_member",
    "chat_member",
    "inline_query",
    "chosen_inline_result",
];

/// What of a message below a button is read.
const BELOW_A_BUTTON: [&str; 7] =
    ["message_id", "date", "chat", "from", "message_thread_id", "is_topic_message", "reply_markup"];

/// An update that was read.
#[derive(Debug)]
pub(super) enum ParsedUpdate {
    Message(IncomingMessage),
    EditedMessage(IncomingMessage),
    CallbackQuery(Tapped),
    MyChatMember(ChatMemberUpdated),
    InlineQuery(InlineQuery),
    ChosenInlineResult(ChosenInlineResult),
    /// Not asked for in `allowed_updates`; some may still wait from an earlier version that did.
    Other,
}

/// A tap on a button, with the message that the one with the button replies to.
#[derive(Debug)]
pub(super) struct Tapped {
    pub(super) query: CallbackQuery,
    pub(super) question: Option<IncomingMessage>,
}

impl ParsedUpdate {
    /// Its kind, by Telegram's name for it.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Message(_) => "message",
            Self::EditedMessage(_) => "edited_message",
            Self::CallbackQuery(_) => "callback_query",
            Self::MyChatMember(_) => "my_chat_member",
            Self::InlineQuery(_) => "inline_query",
            Self::ChosenInlineResult(_) => "chosen_inline_result",
            Self::Other => "other",
        }
    }
}

/// The chat that a raw update is from; `None` for updates without one.
#[must_use]
pub fn chat_of(update: &Value) -> Option<i64> {
    let (_, content) = update.as_object()?.iter().find(|(key, _)| *key != "update_id")?;
    content["chat"]["id"].as_i64().or_else(|| content["message"]["chat"]["id"].as_i64())
}

/// Who a raw update is from: the chat in whose name it was written, the person, else the private chat it is from.
#[must_use]
pub(super) fn author_of(update: &Value) -> Option<i64> {
    let (_, content) = update.as_object()?.iter().find(|(key, _)| *key != "update_id")?;
    let author = ["sender_chat", "from", "user"].into_iter().find_map(|key| content[key]["id"].as_i64());
    author.or_else(|| chat_of(update).filter(|chat| *chat > 0))
}

/// The kind of a raw update, `other` when it is none that this version knows.
#[must_use]
pub fn kind_of(update: &Value) -> &'static str {
    KINDS.into_iter().find(|kind| update.get(*kind).is_some()).unwrap_or("other")
}

/// Reads an update as Telegram sent it to this bot.
pub(super) fn update(payload: &str, me: &Me) -> Result<ParsedUpdate, Unreadable> {
    let Ok(Value::Object(mut raw)) = serde_json::from_str(payload) else { return Err(Unreadable::Json) };
    raw.remove("update_id").ok_or(Unreadable::Json)?;
    let kind = KINDS.into_iter().find(|kind| raw.contains_key(*kind));
    let Some(kind) = kind else {
        return Err(Unreadable::Kind(raw.keys().next().cloned().unwrap_or_default()));
    };
    let Some(Value::Object(content)) = raw.remove(kind) else { return Err(Unreadable::Json) };
    let message = |content: &Map<String, Value>| IncomingMessage::read(content, me);
    let update = match kind {
        "message" => message(&content).map(ParsedUpdate::Message),
        "edited_message" => message(&content).map(ParsedUpdate::EditedMessage),
        "callback_query" => tapped(content, me).map(ParsedUpdate::CallbackQuery),
        "my_chat_member" => typed(content).map(ParsedUpdate::MyChatMember),
        "inline_query" => inline_query(content).map(ParsedUpdate::InlineQuery),
        "chosen_inline_result" => typed(content).map(ParsedUpdate::ChosenInlineResult),
        _ => Some(ParsedUpdate::Other),
    };
    update.ok_or(Unreadable::Content(kind))
}

/// Reads one of teloxide's types.
fn typed<T: DeserializeOwned>(content: Map<String, Value>) -> Option<T> {
    // From text, as teloxide's own tests do: not all of its types can be read from a `Value`.
    serde_json::from_str(&Value::Object(content).to_string()).ok()
}

fn inline_query(mut content: Map<String, Value>) -> Option<InlineQuery> {
    // Of which kind the chat is matters to nobody, and new kinds come.
    content.remove("chat_type");
    typed(content)
}

/// Reads a tap. Of the message below the button what is not read is cut out first, because teloxide turns a whole
/// message into an empty one when a single part of it is of an unknown kind (seen in 0.17).
fn tapped(mut content: Map<String, Value>, me: &Me) -> Option<Tapped> {
    let mut question = None;
    if let Some(Value::Object(message)) = content.get_mut("message") {
        let replied = message.get("reply_to_message").and_then(Value::as_object);
        question = replied.and_then(|replied| IncomingMessage::read(replied, me));
        message.retain(|key, _| BELOW_A_BUTTON.contains(&key.as_str()));
        // An inaccessible message has the date 0, and no text.
        if message.get("date").and_then(Value::as_i64).is_some_and(|date| date > 0) {
            message.insert("text".to_owned(), Value::from(""));
        }
        if let Some(markup) = message.get_mut("reply_markup") {
            match keyboard(markup) {
                Some(cleaned) => *markup = cleaned,
                None => drop(message.remove("reply_markup")),
            }
        }
    }
    Some(Tapped { query: typed(content)?, question })
}

/// The keyboard with those buttons alone that this version writes: they send something to the bot or open a link.
fn keyboard(markup: &Value) -> Option<Value> {
    let rows = markup["inline_keyboard"].as_array()?.iter().map(|row| {
        let kept = |button: &Value| match (&button["callback_data"], &button["url"]) {
            (data @ Value::String(_), _) => Some(json!({"text": button["text"], "callback_data": data})),
            (_, Value::String(url)) if Url::parse(url).is_ok() => Some(json!({"text": button["text"], "url": url})),
            _ => None,
        };
        row.as_array().into_iter().flatten().filter_map(kept).collect::<Vec<_>>()
    });
    let rows: Vec<_> = rows.filter(|row| !row.is_empty()).collect();
    Some(json!({ "inline_keyboard": rows }))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Me, ParsedUpdate, Unreadable, author_of, chat_of};

    fn update(payload: &str) -> Result<ParsedUpdate, Unreadable> {
        super::update(payload, &Me { id: 5, username: "faq_bot".to_owned(), hears_all: false })
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
        let ParsedUpdate::Message(message) = update else { panic!("{update:?}") };
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
        let ParsedUpdate::Message(message) = update(&raw.to_string()).expect("readable") else { panic!() };
        assert_eq!(message.content.written.as_deref(), Some("why?"));
    }

    #[test]
    fn a_kind_of_chat_that_is_not_known_costs_no_inline_query() {
        let query = json!({"id": "1", "from": {"id": 7, "is_bot": false, "first_name": "A"}, "query": "tace",
            "offset": "", "chat_type": "hologram"});
        let update = update(&json!({"update_id": 1, "inline_query": query}).to_string()).expect("readable");
        assert!(matches!(update, ParsedUpdate::InlineQuery(query) if query.query == "tace"));
    }

    #[test]
    fn what_is_no_update_is_said_so() {
        for payload in [
            "",
            "7",
            "{}",
            r#"{"update_id":1}"#,
            r#"{"update_id":1,"telepathic_message":{"a":1}}"#,
            r#"{"update_id":1,"message":7}"#,
            r#"{"update_id":1,"message":{}}"#,
            r#"{"update_id":1,"callback_query":{"message":[]}}"#,
        ] {
            assert!(update(payload).is_err(), "{payload}");
        }
    }

    #[test]
    fn the_chat_is_found_without_parsing() {
        assert_eq!(chat_of(&json!({"update_id": 1, "message": {"chat": {"id": 7}}})), Some(7));
        assert_eq!(chat_of(&json!({"update_id": 1, "callback_query": {"message": {"chat": {"id": -8}}}})), Some(-8));
        assert_eq!(chat_of(&json!({"update_id": 1, "inline_query": {"from": {"id": 7}}})), None);
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
