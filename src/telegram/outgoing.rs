//! What the bot sends, as it stands in the outbox, and the Bot API request that it becomes.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use teloxide::payloads::{
    AnswerCallbackQuery, AnswerCallbackQuerySetters as _, EditMessageReplyMarkup, EditMessageReplyMarkupSetters as _,
    EditMessageText, EditMessageTextSetters as _, SendMessage, SendMessageSetters as _, SendPoll, SendPollSetters as _,
};
use teloxide::requests::Payload;
use teloxide::types::{
    CallbackQueryId, ChatId, InlineKeyboardButton, InlineKeyboardMarkup, InputPollOption, LinkPreviewOptions,
    MessageId, ParseMode, PollType, ReplyParameters, ThreadId,
};

use super::button::WireButton;
use super::inline::{self, WireResult};
use crate::reply::{QuizPoll, Reply};
use crate::store::{Remembered, Request};

/// Where a message goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The chat.
    pub chat: i64,
    /// The forum topic.
    pub thread: Option<i32>,
    /// The message that it answers.
    pub reply_to: Option<i32>,
    /// Whether it arrives without a sound.
    #[serde(default)]
    pub is_silent: bool,
}

/// One request to Telegram.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outgoing {
    /// A new message.
    Message {
        /// Where.
        place: Place,
        /// Its text.
        text: Text,
        /// The buttons below it.
        buttons: Vec<WireButton>,
        /// What it is remembered under once it is sent.
        #[serde(default)]
        remembered: Vec<Remembered>,
        /// Set for a post, which goes to many people, unasked.
        #[serde(default)]
        post: Option<Post>,
    },
    /// A quiz poll. Never sent when the message before it, which has the disclaimer, was not.
    Poll {
        /// Where.
        place: Place,
        /// What is asked.
        question: String,
        /// What one may pick from.
        options: Vec<String>,
        /// Which is right, counted from 0.
        correct: u8,
        /// Why.
        explanation: String,
        /// Set for a post.
        #[serde(default)]
        post: Option<Post>,
    },
    /// A new text for a message of the bot.
    Edit {
        /// The message.
        message: i32,
        /// Its chat, and where to send the text anew when the message is gone.
        place: Place,
        /// The new text.
        text: Text,
        /// The new buttons.
        buttons: Vec<WireButton>,
        /// What it is remembered under once it is sent.
        #[serde(default)]
        remembered: Vec<Remembered>,
    },
    /// New buttons for a message of the bot.
    Buttons {
        /// The chat.
        chat: i64,
        /// The message.
        message: i32,
        /// The new buttons.
        buttons: Vec<WireButton>,
    },
    /// The answer to a tap, which stops the button's clock.
    Toast {
        /// The tap.
        query: String,
        /// Words to show for a moment, at most 200 characters.
        text: Option<String>,
    },
    /// The results of an inline query.
    Inline {
        /// The query.
        query: String,
        /// The results, at most fifty.
        results: Vec<WireResult>,
        /// The label of the button above them that leads into the private chat.
        button: Option<String>,
        /// How long Telegram may show them again, in seconds.
        cache_s: u32,
    },
}

/// What holds for posts: better not at all than twice, or late.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Post {
    /// Until when it may be sent, in milliseconds since 1970.
    pub until_ms: i64,
}

/// The text of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Text {
    /// In Telegram's HTML.
    Html(String),
    /// As it is.
    Plain(String),
}

impl Text {
    /// The same words without markup.
    pub(super) fn plain(&self) -> Self {
        match self {
            Self::Plain(text) => Self::Plain(text.clone()),
            Self::Html(html) => {
                let mut words = String::new();
                let mut is_tag = false;
                for c in html.chars() {
                    match c {
                        '<' => is_tag = true,
                        '>' if is_tag => is_tag = false,
                        c if !is_tag => words.push(c),
                        _ => {}
                    }
                }
                Self::Plain(html_escape::decode_html_entities(&words).into_owned())
            }
        }
    }

    pub(super) fn parts(&self) -> (&str, Option<ParseMode>) {
        match self {
            Self::Html(html) => (html, Some(ParseMode::Html)),
            Self::Plain(text) => (text, None),
        }
    }
}

/// A reply as new messages, the buttons below the last.
pub(super) fn say(place: Place, reply: &Reply) -> Vec<Outgoing> {
    texts(reply).map(|(text, buttons)| message(place, text, buttons)).collect()
}

/// A reply in place of a message; what does not fit into one follows as new messages.
pub(super) fn show(old: i32, place: Place, reply: &Reply) -> Vec<Outgoing> {
    let mut texts = texts(reply);
    let first = texts.next();
    let first =
        first.map(|(text, buttons)| Outgoing::Edit { message: old, place, text, buttons, remembered: Vec::new() });
    let rest = texts.map(|(text, buttons)| message(place, text, buttons));
    first.into_iter().chain(rest).collect()
}

/// The same, remembered under these once it is sent. What is longer than one message is not: to edit a part of it could
/// leave a passage without its disclaimer.
pub(super) fn remembering(mut sends: Vec<Outgoing>, under: &[Remembered]) -> Vec<Outgoing> {
    if let [Outgoing::Message { remembered, .. } | Outgoing::Edit { remembered, .. }] = sends.as_mut_slice() {
        remembered.extend_from_slice(under);
    }
    sends
}

/// The same as posts.
pub(super) fn posting(mut sends: Vec<Outgoing>, until_ms: i64) -> Vec<Outgoing> {
    for outgoing in &mut sends {
        if let Outgoing::Message { post, .. } | Outgoing::Poll { post, .. } = outgoing {
            *post = Some(Post { until_ms });
        }
    }
    sends
}

fn message(place: Place, text: Text, buttons: Vec<WireButton>) -> Outgoing {
    Outgoing::Message { place, text, buttons, remembered: Vec::new(), post: None }
}

fn texts(reply: &Reply) -> impl Iterator<Item = (Text, Vec<WireButton>)> {
    let messages = reply.html();
    let last = messages.len().saturating_sub(1);
    let buttons: Vec<WireButton> = reply.buttons().iter().map(WireButton::from).collect();
    messages
        .into_iter()
        .enumerate()
        .map(move |(n, html)| (Text::Html(html), if n == last { buttons.clone() } else { Vec::new() }))
}

impl Outgoing {
    /// The chat that it shows up in and whose pace it must keep; `None` for the answer to a tap or an inline
    /// query.
    #[must_use]
    pub fn chat(&self) -> Option<i64> {
        match self {
            Self::Message { place, .. } | Self::Poll { place, .. } | Self::Edit { place, .. } => Some(place.chat),
            Self::Buttons { chat, .. } => Some(*chat),
            Self::Toast { .. } | Self::Inline { .. } => None,
        }
    }

    /// A quiz poll.
    pub(super) fn poll(place: Place, poll: &QuizPoll) -> Self {
        Self::Poll {
            place,
            question: poll.question().to_owned(),
            options: poll.options().to_vec(),
            correct: u8::try_from(poll.correct()).expect("Telegram knows ten options at most"),
            explanation: poll.explanation().to_owned(),
            post: None,
        }
    }

    /// What holds for it as a post; `None` when it is none.
    #[must_use]
    pub fn post(&self) -> Option<Post> {
        match self {
            Self::Message { post, .. } | Self::Poll { post, .. } => *post,
            Self::Edit { .. } | Self::Buttons { .. } | Self::Toast { .. } | Self::Inline { .. } => None,
        }
    }

    /// What it is remembered under once it is sent.
    #[must_use]
    pub fn remembered(&self) -> &[Remembered] {
        match self {
            Self::Message { remembered, .. } | Self::Edit { remembered, .. } => remembered,
            Self::Poll { .. } | Self::Buttons { .. } | Self::Toast { .. } | Self::Inline { .. } => &[],
        }
    }

    /// The method's name and its parameters, for the bot of this name.
    #[must_use]
    pub fn request(&self, bot: &str) -> (&'static str, Value) {
        (self.method(), self.parameters(bot))
    }

    fn parameters(&self, bot: &str) -> Value {
        match self {
            Self::Message { place, text, buttons, remembered: _, post: _ } => {
                let (words, mode) = text.parts();
                let mut request = SendMessage::new(ChatId(place.chat), words).link_preview_options(no_preview());
                request.parse_mode = mode;
                request.message_thread_id = place.thread.map(|id| ThreadId(MessageId(id)));
                request.reply_parameters =
                    place.reply_to.map(|id| ReplyParameters::new(MessageId(id)).allow_sending_without_reply());
                if place.is_silent {
                    request = request.disable_notification(true);
                }
                if !buttons.is_empty() {
                    request = request.reply_markup(keyboard(buttons, bot));
                }
                json(&request)
            }
            Self::Poll { place, question, options, correct, explanation, post: _ } => {
                let options = options.iter().map(InputPollOption::new);
                let mut request = SendPoll::new(ChatId(place.chat), question, options)
                    .type_(PollType::Quiz)
                    .is_anonymous(true)
                    .correct_option_id(*correct)
                    .explanation(explanation);
                request.message_thread_id = place.thread.map(|id| ThreadId(MessageId(id)));
                if place.is_silent {
                    request = request.disable_notification(true);
                }
                json(&request)
            }
            Self::Edit { message, place, text, buttons, remembered: _ } => {
                let (words, mode) = text.parts();
                let mut request = EditMessageText::new(ChatId(place.chat), MessageId(*message), words)
                    .link_preview_options(no_preview())
                    .reply_markup(keyboard(buttons, bot));
                request.parse_mode = mode;
                json(&request)
            }
            Self::Buttons { chat, message, buttons } => {
                let request = EditMessageReplyMarkup::new(ChatId(*chat), MessageId(*message));
                json(&request.reply_markup(keyboard(buttons, bot)))
            }
            Self::Toast { query, text } => {
                let request = AnswerCallbackQuery::new(CallbackQueryId(query.clone()));
                match text {
                    Some(text) => json(&request.text(text)),
                    None => json(&request),
                }
            }
            Self::Inline { query, results, button, cache_s } => {
                json(&inline::request(query, results, button.as_deref(), *cache_s, bot))
            }
        }
    }
}

impl Request for Outgoing {
    fn method(&self) -> &'static str {
        match self {
            Self::Message { .. } => "sendMessage",
            Self::Poll { .. } => "sendPoll",
            Self::Edit { .. } => "editMessageText",
            Self::Buttons { .. } => "editMessageReplyMarkup",
            Self::Toast { .. } => "answerCallbackQuery",
            Self::Inline { .. } => "answerInlineQuery",
        }
    }

    fn stored(&self) -> String {
        serde_json::to_string(self).expect("plain data with text keys")
    }

    fn is_post(&self) -> bool {
        self.post().is_some()
    }

    /// A poll needs the message before it, which has the disclaimer, and the rest of a post its beginning.
    fn needs(&self, previous: &Self) -> bool {
        matches!(self, Self::Poll { .. }) || (self.is_post() && previous.is_post())
    }
}

fn json(payload: &(impl Payload + Serialize)) -> Value {
    serde_json::to_value(payload).expect("a request is plain data with text keys")
}

pub(super) fn keyboard(buttons: &[WireButton], bot: &str) -> InlineKeyboardMarkup {
    let mut rows: Vec<Vec<InlineKeyboardButton>> = Vec::new();
    for button in buttons {
        let wire = match &button.link {
            Some(link) => InlineKeyboardButton::url(&button.label, link.url(bot)),
            None => InlineKeyboardButton::callback(&button.label, &button.data),
        };
        match rows.last_mut() {
            Some(row) if button.is_beside => row.push(wire),
            _ => rows.push(vec![wire]),
        }
    }
    InlineKeyboardMarkup::new(rows)
}

pub(super) fn no_preview() -> LinkPreviewOptions {
    LinkPreviewOptions {
        is_disabled: true,
        url: None,
        prefer_small_media: false,
        prefer_large_media: false,
        show_above_text: false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Outgoing, Place, Text};
    use crate::telegram::Link;
    use crate::telegram::button::WireButton;

    fn button(label: &str, data: &str, link: Option<Link>, is_beside: bool) -> WireButton {
        WireButton { label: label.to_owned(), data: data.to_owned(), link, is_beside }
    }

    #[test]
    fn a_message_becomes_a_request() {
        let start = Link::Start { payload: "y".to_owned() };
        let outgoing = Outgoing::Message {
            place: Place { chat: 7, thread: Some(3), reply_to: Some(5), is_silent: true },
            text: Text::Html("<b>a</b>".to_owned()),
            buttons: vec![button("x", "T", None, false), button("y", "", Some(start), true)],
            remembered: Vec::new(),
            post: None,
        };
        let expected = json!({
            "chat_id": 7, "text": "<b>a</b>", "message_thread_id": 3, "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": true},
            "reply_parameters": {"message_id": 5, "allow_sending_without_reply": true},
            "disable_notification": true,
            "reply_markup": {"inline_keyboard": [[
                {"text": "x", "callback_data": "T"}, {"text": "y", "url": "https://t.me/faq_bot?start=y"},
            ]]},
        });
        assert_eq!(outgoing.request("faq_bot"), ("sendMessage", expected));
    }

    #[test]
    fn markup_can_be_dropped() {
        let html = Text::Html("<blockquote expandable>1 &lt; 2 &amp; 3 &gt; 2</blockquote>\n\n<i>n</i>".to_owned());
        assert_eq!(html.plain(), Text::Plain("1 < 2 & 3 > 2\n\nn".to_owned()));
    }
}
