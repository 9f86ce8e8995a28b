//! What a message holds to be passed on as it is: its words with their markup, or that Telegram must copy it.

use serde_json::{Map, Value};

/// What carries a caption, by its field.
const CAPTIONED: [&str; 6] = ["animation", "audio", "document", "photo", "video", "voice"];

/// Markup that is kept. Telegram finds links and names by itself; what names a person stays away, and so does what bots
/// may not use.
const KEPT: [&str; 10] = [
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "blockquote",
    "expandable_blockquote",
    "code",
    "pre",
    "text_link",
];

/// What a message holds to be passed on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum RelayContent {
    /// Words.
    Text(String, Vec<Value>),
    /// A file with a caption, or room for one.
    Captioned(String, Vec<Value>),
    /// Nothing: that its topic was closed.
    TopicClosed,
    /// Nothing: that its topic was opened again.
    TopicReopened,
    /// What has no room for one: a sticker, a place, a poll.
    #[default]
    Bare,
}

impl RelayContent {
    /// Reads it of a raw message.
    pub(in crate::bot_api) fn read(message: &Map<String, Value>) -> Self {
        let words = |key: &str| message.get(key).and_then(Value::as_str).map(str::to_owned);
        if let Some(text) = words("text") {
            return Self::Text(text, entities(message.get("entities")));
        }
        if CAPTIONED.into_iter().any(|kind| message.contains_key(kind)) {
            let caption = words("caption").unwrap_or_default();
            return Self::Captioned(caption, entities(message.get("caption_entities")));
        }
        match () {
            () if message.contains_key("forum_topic_closed") => Self::TopicClosed,
            () if message.contains_key("forum_topic_reopened") => Self::TopicReopened,
            () => Self::Bare,
        }
    }

    /// The words in it; may be empty.
    pub(crate) fn words(&self) -> &str {
        match self {
            Self::Text(words, _) | Self::Captioned(words, _) => words,
            Self::TopicClosed | Self::TopicReopened | Self::Bare => "",
        }
    }
}

fn entities(raw: Option<&Value>) -> Vec<Value> {
    let all = raw.and_then(Value::as_array).into_iter().flatten();
    let is_kept = |entity: &&Value| entity["type"].as_str().is_some_and(|kind| KEPT.contains(&kind));
    all.filter(is_kept).cloned().collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::RelayContent;

    fn read(message: Value) -> RelayContent {
        RelayContent::read(message.as_object().expect("an object"))
    }

    #[test]
    fn words_keep_their_markup_and_name_nobody() {
        let bold = json!({"type": "bold", "offset": 0, "length": 2});
        let named = json!({"type": "text_mention", "offset": 0, "length": 2, "user": {"id": 7}});
        let all = json!([bold, named, {"type": "custom_emoji", "offset": 0, "length": 2}, 7]);
        let text = read(json!({"text": " hi ", "entities": all}));
        assert_eq!(text, RelayContent::Text(" hi ".to_owned(), vec![bold.clone()]));
        let photo = read(json!({"photo": [], "caption": "hi", "caption_entities": [bold]}));
        assert_eq!(photo, RelayContent::Captioned("hi".to_owned(), vec![bold]));
        assert_eq!(read(json!({"voice": {}})), RelayContent::Captioned(String::new(), Vec::new()));
        for bare in [json!({"sticker": {}}), json!({"location": {}}), json!({"poll": {}}), json!({"text": 7})] {
            assert_eq!(read(bare), RelayContent::Bare);
        }
    }
}
