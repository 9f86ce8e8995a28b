//! A tap on a button, with the message that the button is below, read field by field.

use reqwest::Url;
use serde_json::{Map, Value};

use super::author::User;
use super::chat::TelegramChat;
use super::for_one;
use super::message::IncomingMessage;
use super::profile::Me;
use super::thread::DirectTopic;

/// A tap on a button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tap {
    /// What it is answered by.
    pub(crate) id: String,
    pub(crate) from: User,
    /// What the button sends back.
    pub(crate) data: Option<String>,
    /// The message with the button; `None` below an inline message.
    pub(crate) message: Option<TappedMessage>,
}

/// The message with the button that was tapped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TappedMessage {
    pub(crate) id: i32,
    pub(crate) chat: TelegramChat,
    /// The topic that it stands in.
    pub(crate) thread: Option<i32>,
    /// What one person writes to a channel, if it stands there.
    pub(crate) direct: Option<DirectTopic>,
    /// Its buttons; `None` when it is too old to be seen.
    pub(crate) keyboard: Option<Vec<KeyboardButton>>,
    /// The message that it replies to.
    pub(crate) question: Option<IncomingMessage>,
}

/// A button below a message of the bot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KeyboardButton {
    pub(crate) label: String,
    pub(crate) does: Press,
    /// Whether it stands beside the one before it.
    pub(crate) is_beside: bool,
}

/// What a button does when it is tapped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Press {
    /// Sends this back to the bot.
    Sends(String),
    /// Opens a link.
    Opens(Url),
}

impl Tap {
    /// Reads a raw tap; `None` when it is none.
    pub(super) fn read(query: &Map<String, Value>, me: &Me) -> Option<Self> {
        let message = query.get("message").filter(|message| !message.is_null());
        Some(Self {
            id: query.get("id")?.as_str()?.to_owned(),
            from: User::read(query.get("from")?)?,
            data: query.get("data").and_then(Value::as_str).map(str::to_owned),
            message: match message {
                Some(message) => Some(TappedMessage::read(message.as_object()?, me)?),
                None => None,
            },
        })
    }
}

impl TappedMessage {
    fn read(message: &Map<String, Value>, me: &Me) -> Option<Self> {
        let number = |key: &str| message.get(key).and_then(Value::as_i64);
        // A message that is too old to be seen has the date 0.
        let is_seen = number("date")? > 0;
        let is_topic = message.get("is_topic_message") == Some(&Value::Bool(true));
        let thread = number("message_thread_id").filter(|_| is_seen && is_topic);
        let question = message.get("reply_to_message").and_then(Value::as_object);
        Some(Self {
            id: for_one::number_of(message)?,
            chat: TelegramChat::read(message.get("chat")?)?,
            thread: thread.and_then(|thread| i32::try_from(thread).ok()),
            direct: DirectTopic::read(message),
            keyboard: is_seen.then(|| message.get("reply_markup").map(keyboard).unwrap_or_default()),
            question: question.and_then(|question| IncomingMessage::read(question, me)),
        })
    }
}

/// The buttons of the kinds that this version writes: they send something to the bot or open a link.
fn keyboard(markup: &Value) -> Vec<KeyboardButton> {
    let rows = markup["inline_keyboard"].as_array().into_iter().flatten();
    let row = |row: &Value| {
        let buttons = row.as_array().into_iter().flatten().filter_map(button).enumerate();
        buttons.map(|(n, (label, does))| KeyboardButton { label, does, is_beside: n > 0 }).collect::<Vec<_>>()
    };
    rows.flat_map(row).collect()
}

fn button(button: &Value) -> Option<(String, Press)> {
    let does = match (button["callback_data"].as_str(), button["url"].as_str()) {
        (Some(data), _) => Press::Sends(data.to_owned()),
        (None, Some(url)) => Press::Opens(url.parse().ok()?),
        (None, None) => return None,
    };
    Some((button["text"].as_str()?.to_owned(), does))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Me, Press, Tap};

    fn read(message: Value) -> Option<Tap> {
        let from = json!({"id": 7, "is_bot": false, "first_name": "A"});
        let query = json!({"id": "1", "from": from, "data": "T", "message": message});
        let me = Me { id: 5, username: "faq_bot".to_owned(), hears_all: false };
        Tap::read(query.as_object().expect("an object"), &me)
    }

    fn below(date: i64, markup: Value) -> Value {
        json!({"message_id": 5, "date": date, "chat": {"id": 7, "type": "private"}, "reply_markup": markup})
    }

    #[test]
    fn buttons_of_unknown_kinds_cost_themselves_alone() {
        let markup = json!({"inline_keyboard": [
            [{"text": "a", "callback_data": "T"}, {"text": "b", "pay": true}, {"text": "c", "url": "https://t.me/x"}],
            [{"text": "d", "url": "no url"}, {"text": "e", "callback_data": "N"}],
            7,
        ]});
        let message = read(below(1, markup)).and_then(|tap| tap.message).expect("readable");
        let buttons = message.keyboard.expect("seen");
        let found: Vec<(&str, bool)> = buttons.iter().map(|one| (one.label.as_str(), one.is_beside)).collect();
        assert_eq!(found, [("a", false), ("c", true), ("e", false)]);
        assert!(matches!(&buttons[1].does, Press::Opens(url) if url.as_str() == "https://t.me/x"));
        let none = read(below(1, json!("none"))).and_then(|tap| tap.message).expect("readable");
        assert_eq!(none.keyboard, Some(Vec::new()));
    }

    #[test]
    fn what_is_too_old_shows_no_buttons() {
        let old = read(below(0, json!({"inline_keyboard": []}))).and_then(|tap| tap.message).expect("readable");
        assert_eq!(old.keyboard, None);
        assert_eq!(read(json!(null)).map(|tap| tap.message), Some(None), "below an inline message");
        assert_eq!(read(json!([])), None);
        assert_eq!(read(json!({"message_id": 5})), None);
    }
}
