//! Raw updates → typed ones, so that what this version does not know costs no more than itself.
//!
//! teloxide turns a whole message into an empty one when a single entity, button or origin in it is of an unknown kind
//! (seen in 0.17). So what the handlers do not read is cut out first, and if a message with words still cannot be read,
//! its words are read alone.

use reqwest::Url;
use serde_json::{Map, Value, json};
use teloxide::types::{Message, MessageKind, Update, UpdateKind};

use super::handlers::Unreadable;

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

/// Parts of a message or an inline query that no handler reads and that may hold kinds unknown to teloxide.
const UNREAD: [&str; 8] = [
    "external_reply",
    "quote",
    "link_preview_options",
    "reply_to_story",
    "effect_id",
    "reply_to_checklist_task_id",
    "suggested_post_info",
    "chat_type",
];

/// What the words of a message need around them.
const CORE: [&str; 11] = [
    "message_id",
    "date",
    "chat",
    "from",
    "sender_chat",
    "via_bot",
    "message_thread_id",
    "is_topic_message",
    "is_automatic_forward",
    "text",
    "reply_to_message",
];

/// The chat that a raw update is from; `None` for updates without one.
#[must_use]
pub fn chat_of(update: &Value) -> Option<i64> {
    let (_, content) = update.as_object()?.iter().find(|(key, _)| *key != "update_id")?;
    content["chat"]["id"].as_i64().or_else(|| content["message"]["chat"]["id"].as_i64())
}

/// The person that a raw update is from.
#[must_use]
pub(super) fn person_of(update: &Value) -> Option<i64> {
    let (_, content) = update.as_object()?.iter().find(|(key, _)| *key != "update_id")?;
    content["from"]["id"].as_i64()
}

/// The kind of a raw update, `other` when it is none that this version knows.
#[must_use]
pub fn kind_of(update: &Value) -> &'static str {
    KINDS.into_iter().find(|kind| update.get(*kind).is_some()).unwrap_or("other")
}

/// The kind of an update that was read.
pub(super) fn kind(kind: &UpdateKind) -> &'static str {
    match kind {
        UpdateKind::Message(_) => "message",
        UpdateKind::EditedMessage(_) => "edited_message",
        UpdateKind::CallbackQuery(_) => "callback_query",
        UpdateKind::MyChatMember(_) => "my_chat_member",
        UpdateKind::InlineQuery(_) => "inline_query",
        UpdateKind::ChosenInlineResult(_) => "chosen_inline_result",
        _ => "other",
    }
}

/// Reads an update as Telegram sent it.
pub(super) fn update(payload: &str) -> Result<Update, Unreadable> {
    let Ok(Value::Object(mut raw)) = serde_json::from_str(payload) else { return Err(Unreadable::Json) };
    let id = raw.remove("update_id").ok_or(Unreadable::Json)?;
    let kind = KINDS.into_iter().find(|kind| raw.contains_key(*kind));
    let Some(kind) = kind else {
        return Err(Unreadable::Kind(raw.keys().next().cloned().unwrap_or_default()));
    };
    let Some(Value::Object(mut content)) = raw.remove(kind) else { return Err(Unreadable::Json) };
    if kind == "callback_query" {
        if let Some(Value::Object(message)) = content.get_mut("message") {
            clean(message);
        }
        return parse(&id, kind, content).ok_or(Unreadable::Content(kind));
    }
    clean(&mut content);
    let has_words = content.contains_key("text") || content.contains_key("caption");
    let fallback = has_words.then(|| core(content.clone()));
    let update = parse(&id, kind, content).filter(|update| !(has_words && is_empty(update)));
    update.or_else(|| parse(&id, kind, fallback?)).ok_or(Unreadable::Content(kind))
}

fn parse(id: &Value, kind: &str, content: Map<String, Value>) -> Option<Update> {
    let mut raw = Map::new();
    raw.insert("update_id".to_owned(), id.clone());
    raw.insert(kind.to_owned(), Value::Object(content));
    // From text, because teloxide reads every update from a `Value` as an error (seen in 0.17).
    let update: Update = serde_json::from_str(&Value::Object(raw).to_string()).ok()?;
    (!matches!(update.kind, UpdateKind::Error(_))).then_some(update)
}

fn is_empty(update: &Update) -> bool {
    let is_empty = |message: &Message| matches!(message.kind, MessageKind::Empty {});
    match &update.kind {
        UpdateKind::Message(message)
        | UpdateKind::EditedMessage(message)
        | UpdateKind::ChannelPost(message)
        | UpdateKind::EditedChannelPost(message) => is_empty(message),
        _ => false,
    }
}

/// Cuts out of a message what no handler reads.
fn clean(message: &mut Map<String, Value>) {
    message.retain(|key, _| !UNREAD.contains(&key.as_str()));
    // That a message was forwarded matters; where from does not.
    if let Some(origin) = message.get_mut("forward_origin") {
        *origin = serde_json::json!({"type": "hidden_user", "date": 0, "sender_user_name": ""});
    }
    for key in ["entities", "caption_entities"] {
        if let Some(Value::Array(entities)) = message.get_mut(key) {
            entities.retain(|entity| entity["type"] == "bot_command" || entity["type"] == "mention");
        }
    }
    if let Some(markup) = message.get_mut("reply_markup") {
        match keyboard(markup) {
            Some(cleaned) => *markup = cleaned,
            None => drop(message.remove("reply_markup")),
        }
    }
    if let Some(Value::Object(replied)) = message.remove("reply_to_message") {
        let mut replied = core(replied);
        replied.remove("reply_to_message");
        message.insert("reply_to_message".to_owned(), Value::Object(replied));
    }
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

/// The words of a message, with who said them and where; a caption becomes the text.
fn core(mut message: Map<String, Value>) -> Map<String, Value> {
    if !message.contains_key("text")
        && let Some(caption) = message.remove("caption")
    {
        message.insert("text".to_owned(), caption);
    }
    message.retain(|key, _| CORE.contains(&key.as_str()));
    message
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use teloxide::types::UpdateKind;

    use super::{chat_of, update};

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
        let UpdateKind::Message(message) = update.kind else { panic!("{update:?}") };
        assert_eq!(message.text(), Some("what is tace"), "{message:?}");
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
        let UpdateKind::Message(message) = update(&raw.to_string()).expect("readable").kind else { panic!() };
        assert_eq!(message.text().or(message.caption()), Some("why?"));
    }

    #[test]
    fn a_kind_of_chat_that_is_not_known_costs_no_inline_query() {
        let query = json!({"id": "1", "from": {"id": 7, "is_bot": false, "first_name": "A"}, "query": "tace",
            "offset": "", "chat_type": "hologram"});
        let update = update(&json!({"update_id": 1, "inline_query": query}).to_string()).expect("readable");
        assert!(matches!(update.kind, UpdateKind::InlineQuery(query) if query.query == "tace"));
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
}
