//! The checks that parameters go through before a method does anything, with the real server's error texts.

use serde_json::{Map, Value, json};

use super::entity::Entity;
use super::html::{self, utf16_len};
use super::links;

/// An error as the server answers it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ApiError {
    /// The HTTP status and `error_code`.
    pub(crate) code: u16,
    /// The whole description.
    pub(crate) description: String,
    /// `retry_after` or `migrate_to_chat_id`.
    pub(crate) parameters: Option<Value>,
}

impl ApiError {
    /// Any error.
    pub(crate) fn new(code: u16, description: impl Into<String>) -> Self {
        Self { code, description: description.into(), parameters: None }
    }

    /// 400. The first letter is put in lower case unless the text is a constant such as `BUTTON_DATA_INVALID`.
    pub(crate) fn bad(text: impl AsRef<str>) -> Self {
        let text = text.as_ref();
        let mut chars = text.chars();
        let (first, second) = (chars.next(), chars.next());
        let is_constant = second.is_some_and(|c| c == '_' || c.is_ascii_uppercase());
        let text = match first {
            Some(first) if !is_constant => format!("{}{}", first.to_ascii_lowercase(), &text[first.len_utf8()..]),
            _ => text.to_owned(),
        };
        Self::new(400, format!("Bad Request: {text}"))
    }

    /// 403.
    pub(crate) fn forbidden(text: &str) -> Self {
        Self::new(403, format!("Forbidden: {text}"))
    }

    /// 429.
    pub(crate) fn rate_limited(retry_after: u32) -> Self {
        Self {
            code: 429,
            description: format!("Too Many Requests: retry after {retry_after}"),
            parameters: Some(json!({"retry_after": retry_after})),
        }
    }
}

/// A request's parameters. Every value may come as JSON or, from forms, as text that holds JSON.
#[derive(Debug, Clone, Default)]
pub(crate) struct Params(pub(crate) Map<String, Value>);

impl Params {
    /// The value as text, empty when it is missing.
    pub(crate) fn text(&self, name: &str) -> String {
        match self.0.get(name) {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
        }
    }

    /// The value as a whole number; `None` when it is missing or none.
    pub(crate) fn int(&self, name: &str) -> Option<i64> {
        self.text(name).trim().parse().ok()
    }

    /// The value as a flag: `true`, `yes` and `1` are set.
    pub(crate) fn flag(&self, name: &str) -> bool {
        matches!(self.text(name).to_ascii_lowercase().as_str(), "true" | "yes" | "1")
    }

    /// The value as JSON: `Ok(None)` when it is missing, `Err` when it is text that holds no JSON.
    pub(crate) fn json(&self, name: &str) -> Result<Option<Value>, ()> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) if text.is_empty() => Ok(None),
            Some(Value::String(text)) => serde_json::from_str(text).map(Some).map_err(|_| ()),
            Some(other) => Ok(Some(other.clone())),
        }
    }
}

/// Text after its entities were parsed and its ends trimmed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Formatted {
    /// What a user reads.
    pub(crate) text: String,
    /// The entities as the Bot API writes them.
    pub(crate) entities: Vec<Value>,
    /// What the real server would have lost or let pass without a word.
    pub(crate) violations: Vec<String>,
}

/// Parses a text with its parse mode or entities.
pub(crate) fn formatted(text: &str, parse_mode: &str, entities: Option<Value>) -> Result<Formatted, ApiError> {
    if text.len() > 1 << 15 {
        return Err(ApiError::bad("Text is too long"));
    }
    let mut violations = Vec::new();
    let (text, entities) = match parse_mode.to_ascii_lowercase().as_str() {
        "html" => {
            let parsed = html::parse(text).map_err(|why| ApiError::bad(format!("Can't parse entities: {why}")))?;
            violations = parsed.dropped;
            (parsed.text, parsed.entities)
        }
        "" | "none" => (text.to_owned(), given_entities(text, entities)?),
        "markdown" | "markdownv2" => {
            violations.push(format!("parse_mode {parse_mode} is not checked by the fake; use HTML"));
            (text.to_owned(), Vec::new())
        }
        _ => return Err(ApiError::bad("Unsupported parse_mode")),
    };
    let text = text.replace('\r', "");
    let lead = utf16_len(&text[..text.len() - text.trim_start().len()]);
    let trimmed = text.trim();
    let end = utf16_len(trimmed);
    let entities = entities.into_iter().filter_map(|mut entity| {
        let stop = (entity.offset + entity.length).saturating_sub(lead).min(end);
        entity.offset = entity.offset.saturating_sub(lead);
        entity.length = stop.saturating_sub(entity.offset);
        (entity.length > 0).then(|| entity.to_json())
    });
    Ok(Formatted { entities: entities.collect(), text: trimmed.to_owned(), violations })
}

/// The text of a message: not empty, at most 4096 UTF-16 units once parsed.
pub(crate) fn message_text(text: &str, parse_mode: &str, entities: Option<Value>) -> Result<Formatted, ApiError> {
    if text.is_empty() {
        return Err(ApiError::bad("Message text is empty"));
    }
    let formatted = formatted(text, parse_mode, entities)?;
    if formatted.text.is_empty() {
        return Err(ApiError::bad("Text must be non-empty"));
    }
    if utf16_len(&formatted.text) > 4096 {
        return Err(ApiError::bad("Message is too long"));
    }
    Ok(formatted)
}

/// Entities that came as a list.
fn given_entities(text: &str, entities: Option<Value>) -> Result<Vec<Entity>, ApiError> {
    let wrong = |why: &str| ApiError::bad(format!("Can't parse MessageEntity: {why}"));
    let mut found = Vec::new();
    for entity in entities.as_ref().and_then(Value::as_array).into_iter().flatten() {
        let Some(object) = entity.as_object() else {
            return Err(wrong("expected an Object"));
        };
        let number = |name: &str| {
            object
                .get(name)
                .ok_or_else(|| wrong(&format!("Can't find field \"{name}\"")))?
                .as_u64()
                .map(|number| number as usize)
                .ok_or_else(|| wrong(&format!("Field \"{name}\" must be a valid Number")))
        };
        let (offset, length) = (number("offset")?, number("length")?);
        let kind = object.get("type").and_then(Value::as_str).unwrap_or_default();
        match kind {
            "bold"
            | "italic"
            | "underline"
            | "strikethrough"
            | "spoiler"
            | "code"
            | "pre"
            | "text_link"
            | "text_mention"
            | "custom_emoji"
            | "blockquote"
            | "expandable_blockquote" => {}
            "mention" | "hashtag" | "cashtag" | "bot_command" | "url" | "email" | "phone_number"
            | "bank_card_number" => continue,
            _ => return Err(wrong("Unsupported type specified")),
        }
        let units: Vec<u16> = text.encode_utf16().collect();
        let end = offset + length;
        if end > units.len() {
            return Err(ApiError::bad(format!(
                "Entity beginning at UTF-16 offset {offset} ends after the end of the text at UTF-16 offset {end}"
            )));
        }
        if let Some(middle) = [offset, end].into_iter().find(|at| matches!(units.get(*at), Some(0xdc00..=0xdfff))) {
            return Err(ApiError::bad(format!("Entity begins in a middle of a UTF-16 symbol at byte offset {middle}")));
        }
        let mut extra = object.clone();
        extra.retain(|key, _| !matches!(key.as_str(), "type" | "offset" | "length"));
        found.push(Entity { kind: kind.to_owned(), offset, length, extra });
    }
    Ok(found)
}

/// What a `reply_markup` is.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Markup {
    /// The inline keyboard, rows without their empty ones; `None` when there is none.
    pub(crate) inline: Option<Value>,
    /// What the real server lets pass without a word.
    pub(crate) violations: Vec<String>,
}

/// Checks a `reply_markup`.
pub(crate) fn markup(value: Option<Value>) -> Result<Markup, ApiError> {
    let mut markup = Markup::default();
    let Some(value) = value else {
        return Ok(markup);
    };
    let Some(object) = value.as_object() else {
        return Err(ApiError::bad("Object expected as reply markup"));
    };
    let Some(rows) = object.get("inline_keyboard") else {
        if !["keyboard", "remove_keyboard", "force_reply"].iter().any(|key| object.contains_key(*key)) {
            markup.violations.push(format!("reply_markup {value} is of no kind and is ignored"));
        }
        return Ok(markup);
    };
    let wrong = "Field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array of Arrays";
    let rows = rows.as_array().ok_or_else(|| ApiError::bad("Field \"inline_keyboard\" must be of type Array"))?;
    let mut kept = Vec::new();
    let mut buttons = 0;
    for row in rows {
        let row = row.as_array().ok_or_else(|| ApiError::bad(wrong))?;
        for button in row {
            check_button(button, &mut markup.violations)?;
        }
        match row.len() {
            0 => markup.violations.push("reply_markup has an empty row".to_owned()),
            9.. => markup.violations.push("reply_markup has a row of more than 8 buttons".to_owned()),
            _ => {}
        }
        buttons += row.len();
        if !row.is_empty() {
            kept.push(json!(row));
        }
    }
    if buttons > 100 {
        return Err(ApiError::bad("REPLY_MARKUP_TOO_LONG").described("reply markup is too long"));
    }
    if !kept.is_empty() {
        markup.inline = Some(json!({"inline_keyboard": kept}));
    }
    Ok(markup)
}

impl ApiError {
    fn described(self, text: &str) -> Self {
        Self { description: format!("Bad Request: {text}"), ..self }
    }
}

/// What a button may do; exactly one of these.
const ACTIONS: [&str; 9] = [
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "pay",
];

/// Checks one button of an inline keyboard. Empty texts, which the real server drops, are an error here.
fn check_button(button: &Value, violations: &mut Vec<String>) -> Result<(), ApiError> {
    let wrong = |why: &str| ApiError::bad(format!("Can't parse inline keyboard button: {why}"));
    let object = button.as_object().ok_or_else(|| wrong("InlineKeyboardButton must be an Object"))?;
    let text = object.get("text").ok_or_else(|| wrong("Can't find field \"text\""))?;
    let text = text.as_str().ok_or_else(|| wrong("Field \"text\" must be of type String"))?;
    if text.trim().is_empty() {
        return Err(ApiError::bad("BUTTON_TEXT_INVALID"));
    }
    let actions = object.keys().filter(|key| ACTIONS.contains(&key.as_str())).count();
    match actions {
        0 => return Err(wrong("Text buttons are unallowed in the inline keyboard")),
        1 => {}
        _ => violations.push(format!("button {text:?} has {actions} actions")),
    }
    for key in object.keys() {
        if !ACTIONS.contains(&key.as_str()) && !matches!(key.as_str(), "text" | "style" | "icon_custom_emoji_id") {
            violations.push(format!("button {text:?} has the unknown field `{key}`"));
        }
    }
    if let Some(data) = object.get("callback_data") {
        let data = data.as_str().ok_or_else(|| wrong("Field \"callback_data\" must be of type String"))?;
        if !(1..=64).contains(&data.len()) {
            return Err(ApiError::bad("BUTTON_DATA_INVALID"));
        }
    }
    if let Some(url) = object.get("url") {
        let url = url.as_str().ok_or_else(|| wrong("Field \"url\" must be of type String"))?;
        if url.is_empty() || url.len() > 2048 {
            return Err(ApiError::bad("BUTTON_URL_INVALID"));
        }
        links::check(url)
            .map_err(|why| ApiError::bad(format!("Inline keyboard button URL '{url}' is invalid: {why}")))?;
    }
    Ok(())
}
