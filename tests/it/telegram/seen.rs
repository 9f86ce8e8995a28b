//! Messages and buttons as a person sees them.

use serde_json::Value;

use super::world::{BOT_ID, Chat};

/// A message as a person sees it now, after edits.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Seen {
    /// Its number, unique within the chat only.
    pub(crate) message_id: i64,
    /// Whether the bot under test sent it.
    pub(crate) is_from_bot: bool,
    /// The text or caption without markup; a poll's question.
    pub(crate) text: String,
    /// The text's entities as the Bot API writes them.
    pub(crate) entities: Vec<Value>,
    /// The inline keyboard, row by row.
    pub(crate) keyboard: Vec<Vec<Button>>,
    /// The number of the message it answers.
    pub(crate) reply_to: Option<i64>,
    /// The topic it stands in.
    pub(crate) thread: Option<i64>,
    /// Whether it was edited.
    pub(crate) is_edited: bool,
    /// The whole message as the Bot API writes it.
    pub(crate) raw: Value,
}

/// One button of an inline keyboard.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Button {
    /// Its label.
    pub(crate) text: String,
    /// What a tap sends to the bot.
    pub(crate) data: Option<String>,
    /// What a tap opens.
    pub(crate) url: Option<String>,
}

/// Which button is meant: a `&str` is its label, a `usize` its place, row by row from 0.
#[derive(Debug, Clone)]
pub(crate) enum Which {
    /// By label.
    Text(String),
    /// By place.
    Index(usize),
}

impl From<&str> for Which {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<usize> for Which {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

impl Seen {
    /// The messages that stand in a chat, in order.
    pub(crate) fn all(chat: &Chat) -> Vec<Self> {
        chat.messages.iter().map(|(id, message)| Self::new(*id, message, chat.own.contains(id))).collect()
    }

    /// The messages in a chat that this person alone sees, in order, by the number that those have.
    pub(crate) fn alone(chat: &Chat, person: i64) -> Vec<Self> {
        let of_person = chat.alone.iter().filter(|(_, (whose, _))| *whose == person);
        of_person.map(|(id, (_, message))| Self::new(*id, message, message["from"]["id"] == BOT_ID)).collect()
    }

    fn new(message_id: i64, message: &Value, is_from_bot: bool) -> Self {
        let text = [&message["text"], &message["caption"], &message["poll"]["question"]];
        let entities = [&message["entities"], &message["caption_entities"]].into_iter().find_map(Value::as_array);
        let rows = message["reply_markup"]["inline_keyboard"].as_array().into_iter().flatten();
        Self {
            message_id,
            is_from_bot,
            text: text.into_iter().find_map(Value::as_str).unwrap_or_default().to_owned(),
            entities: entities.cloned().unwrap_or_default(),
            keyboard: rows.map(|row| row.as_array().into_iter().flatten().map(Button::new).collect()).collect(),
            reply_to: message["reply_to_message"]["message_id"].as_i64(),
            thread: message["message_thread_id"].as_i64(),
            is_edited: !message["edit_date"].is_null(),
            raw: message.clone(),
        }
    }

    /// The button that is meant; panics when there is none.
    #[track_caller]
    pub(crate) fn button(&self, which: &Which) -> &Button {
        let mut buttons = self.keyboard.iter().flatten();
        let found = match which {
            Which::Text(text) => buttons.find(|button| button.text == *text),
            Which::Index(index) => buttons.nth(*index),
        };
        found.unwrap_or_else(|| panic!("no button {which:?} in {:#?}", self.keyboard))
    }
}

impl Button {
    fn new(button: &Value) -> Self {
        Self {
            text: button["text"].as_str().unwrap_or_default().to_owned(),
            data: button["callback_data"].as_str().map(str::to_owned),
            url: button["url"].as_str().map(str::to_owned),
        }
    }
}
