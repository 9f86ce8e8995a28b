//! A request of the desk. It names the conversation, and where that stands in the staff chat is found when it is sent.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::bot_api::keyboard::{WireButton, keyboard};
use crate::bot_api::message_text::{MessageText, no_preview};
use crate::bot_api::outgoing_place::Destination;
use crate::store::Pseudonym;

/// A request of the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskRequest {
    /// The code of the conversation.
    pub ticket: Pseudonym,
    /// The person's private chat.
    pub person: i64,
    /// Whether it goes to the staff, and not to the person.
    pub to_staff: bool,
    /// Where it goes; to the staff it has no chat until it is sent.
    pub place: Destination,
    /// The message that it is a copy of; `None` for what the bot says itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<i32>,
    /// What it does.
    pub body: DeskBody,
    /// Whether it is sent although the conversation is over.
    #[serde(default)]
    pub is_last_word: bool,
    /// Whether somebody is told when it cannot be delivered.
    #[serde(default)]
    pub is_reported: bool,
    /// Whether it is nothing without the request before it, such as a copy without its label.
    #[serde(default)]
    pub needs_previous: bool,
    /// Whether the disclaimer follows it.
    #[serde(default)]
    pub has_disclaimer: bool,
}

/// What a request of the desk does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DeskBody {
    /// The card that a conversation begins with, if it stands nowhere yet.
    Card,
    /// Words of the bot's own.
    Said {
        /// The words.
        text: MessageText,
        /// The buttons below them.
        buttons: Vec<WireButton>,
    },
    /// Somebody's words, below a label.
    Text {
        /// Label and words.
        text: String,
        /// Their markup, as Telegram has it.
        entities: Vec<Value>,
    },
    /// A copy of a message.
    Copy {
        /// Its chat.
        from: i64,
        /// The message.
        message: i32,
        /// The caption in place of its own, with its markup; `None` leaves it as it is.
        caption: Option<(String, Vec<Value>)>,
    },
    /// Other words for a copy.
    EditText {
        /// The copy.
        message: i32,
        /// Label and words.
        text: String,
        /// Their markup.
        entities: Vec<Value>,
    },
    /// Another caption for a copy.
    EditCaption {
        /// The copy.
        message: i32,
        /// Label and words.
        caption: String,
        /// Their markup.
        entities: Vec<Value>,
    },
    /// Other words of the bot's own for one of its messages.
    EditSaid {
        /// The message.
        message: i32,
        /// The words.
        text: MessageText,
        /// The buttons below them.
        buttons: Vec<WireButton>,
    },
    /// Messages that are to be no more, 1 to 100.
    Delete(Vec<i64>),
    /// Everything of it in the staff chat is to be no more, as far as Telegram lets it.
    DeleteAll,
    /// Something is done to the topic.
    Topic(TopicAct),
    /// The topic is called so, 1 to 128 characters.
    Rename(String),
}

/// What is done to a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TopicAct {
    /// It is closed.
    Close,
    /// It is opened again.
    Reopen,
    /// It is deleted with all that is in it.
    Delete,
}

impl DeskRequest {
    /// Whether it makes a message, for which the conversation must have a place.
    #[must_use]
    pub fn makes_message(&self) -> bool {
        matches!(self.body, DeskBody::Card | DeskBody::Said { .. } | DeskBody::Text { .. } | DeskBody::Copy { .. })
    }

    /// Whether it changes a message.
    pub(in crate::bot_api) fn is_edit(&self) -> bool {
        matches!(self.body, DeskBody::EditText { .. } | DeskBody::EditCaption { .. } | DeskBody::EditSaid { .. })
    }

    /// The same as a new message, where it changes one.
    pub(in crate::bot_api) fn anew(mut self) -> Self {
        self.body = match self.body {
            DeskBody::EditText { message: _, text, entities }
            | DeskBody::EditCaption { message: _, caption: text, entities } => DeskBody::Text { text, entities },
            DeskBody::EditSaid { message: _, text, buttons } => DeskBody::Said { text, buttons },
            body => body,
        };
        self
    }

    /// The same where nothing of the conversation stands: somebody's words as a new message, and in reply to none.
    pub(crate) fn elsewhere(self) -> Self {
        let is_words = matches!(self.body, DeskBody::EditText { .. } | DeskBody::EditCaption { .. });
        let mut request = if is_words { self.anew() } else { self };
        request.place.reply_to = None;
        request
    }

    /// The method's name.
    pub(in crate::bot_api) fn method(&self) -> &'static str {
        match &self.body {
            DeskBody::Card | DeskBody::Said { .. } | DeskBody::Text { .. } => "sendMessage",
            DeskBody::Copy { .. } => "copyMessage",
            DeskBody::EditText { .. } | DeskBody::EditSaid { .. } => "editMessageText",
            DeskBody::EditCaption { .. } => "editMessageCaption",
            DeskBody::Delete(_) => "deleteMessages",
            DeskBody::DeleteAll | DeskBody::Topic(TopicAct::Delete) => "deleteForumTopic",
            DeskBody::Topic(TopicAct::Close) => "closeForumTopic",
            DeskBody::Topic(TopicAct::Reopen) => "reopenForumTopic",
            DeskBody::Rename(_) => "editForumTopic",
        }
    }

    /// The parameters, for the bot of this name.
    pub(in crate::bot_api) fn parameters(&self, bot: &str) -> Value {
        let chat = self.place.chat;
        let mut request = json!({"chat_id": chat});
        match &self.body {
            DeskBody::Card => {}
            DeskBody::Said { text, buttons } => {
                put_said(&mut request, text, buttons, bot);
                self.put_place(&mut request);
            }
            DeskBody::Text { text, entities } => {
                request["text"] = json!(text);
                request["entities"] = json!(entities);
                request["link_preview_options"] = json!(no_preview());
                self.put_place(&mut request);
            }
            DeskBody::Copy { from, message, caption } => {
                request["from_chat_id"] = json!(from);
                request["message_id"] = json!(message);
                if let Some((caption, entities)) = caption {
                    request["caption"] = json!(caption);
                    request["caption_entities"] = json!(entities);
                }
                self.put_place(&mut request);
            }
            DeskBody::EditText { message, text, entities } => {
                request["message_id"] = json!(message);
                request["text"] = json!(text);
                request["entities"] = json!(entities);
                request["link_preview_options"] = json!(no_preview());
            }
            DeskBody::EditSaid { message, text, buttons } => {
                request["message_id"] = json!(message);
                put_said(&mut request, text, buttons, bot);
            }
            DeskBody::EditCaption { message, caption, entities } => {
                request["message_id"] = json!(message);
                request["caption"] = json!(caption);
                request["caption_entities"] = json!(entities);
            }
            DeskBody::Delete(messages) => request["message_ids"] = json!(messages),
            DeskBody::DeleteAll | DeskBody::Topic(_) => {
                request["message_thread_id"] = json!(self.place.topic_number());
            }
            DeskBody::Rename(name) => {
                request["message_thread_id"] = json!(self.place.topic_number());
                request["name"] = json!(name);
            }
        }
        request
    }

    fn put_place(&self, request: &mut Value) {
        if let Some(topic) = self.place.topic_number() {
            request["message_thread_id"] = json!(topic);
        }
        if let Some(message) = self.place.reply_to {
            request["reply_parameters"] = json!({"message_id": message, "allow_sending_without_reply": true});
        }
    }
}

fn put_said(request: &mut Value, text: &MessageText, buttons: &[WireButton], bot: &str) {
    let (words, mode) = text.parts();
    request["text"] = json!(words);
    if let Some(mode) = mode {
        request["parse_mode"] = json!(mode);
    }
    request["link_preview_options"] = json!(no_preview());
    if !buttons.is_empty() {
        request["reply_markup"] = json!(keyboard(buttons, bot));
    }
}
