//! What the bot sends, as it stands in the outbox, and the Bot API request that it becomes.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use teloxide::payloads::{
    AnswerCallbackQuery, AnswerCallbackQuerySetters as _, AnswerInlineQuerySetters as _, EditMessageReplyMarkup,
    EditMessageReplyMarkupSetters as _, EditMessageText, EditMessageTextSetters as _, SendMessage,
    SendMessageSetters as _, SendPoll, SendPollSetters as _,
};
use teloxide::requests::Payload;
use teloxide::types::{CallbackQueryId, ChatId, InputPollOption, MessageId, PollType, ReplyParameters};

use super::desk::DeskRequest;
use super::for_one::{self, ForOne};
use super::inline_result::{self, WireResult};
use super::keyboard::{WireButton, keyboard};
use super::message_text::{MessageText, no_preview};
use super::outgoing_place::Destination;
use super::picture_message;
use crate::store::{Arranger, Deletion, PostKind, Pseudonym, Remembered, Request};

/// One request to Telegram.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outgoing {
    /// A new message.
    Message {
        /// Where.
        place: Destination,
        /// Its text.
        text: MessageText,
        /// The buttons below it.
        buttons: Vec<WireButton>,
        /// What it is remembered under once it is sent.
        #[serde(default)]
        remembered: Vec<Remembered>,
        /// When it is deleted, in milliseconds since 1970; `None` when it stays.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        delete_at_ms: Option<i64>,
        /// Set for a post, which goes to many people, unasked.
        #[serde(default)]
        post: Option<PostDeadline>,
        /// The language of who asked for it, as two letters; they are told when it is given up. `None` when nobody did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        asked_in: Option<String>,
    },
    /// A message that points to an answer above, as long as that stands there.
    Pointer {
        /// The message, which replies to the answer.
        message: Box<Outgoing>,
        /// The answer, to be given again when the other one is gone.
        answer: Box<Outgoing>,
    },
    /// A quiz poll. Never sent when the message before it, which has the disclaimer, was not.
    Poll {
        /// Where.
        place: Destination,
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
        post: Option<PostDeadline>,
    },
    /// A new text for a message of the bot.
    Edit {
        /// The message.
        message: i32,
        /// Its chat, and where to send the text anew when the message is gone.
        place: Destination,
        /// The new text.
        text: MessageText,
        /// The new buttons.
        buttons: Vec<WireButton>,
        /// What it is remembered under once it is sent.
        #[serde(default)]
        remembered: Vec<Remembered>,
        /// When it is deleted, in milliseconds since 1970, unless that was set before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        delete_at_ms: Option<i64>,
        /// The language of who asked for it, as two letters; they are told when it is given up. `None` when nobody did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        asked_in: Option<String>,
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
    /// Messages of the bot that are to be no more.
    Delete {
        /// The chat.
        chat: i64,
        /// The messages, 1 to 100.
        messages: Vec<i64>,
    },
    /// What one person in a group alone sees.
    ForOne(Box<ForOne<Outgoing>>),
    /// What passes between a person and the staff.
    Desk(Box<DeskRequest>),
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
        /// What an app asks for the next page by, at most 64 bytes; empty when there is none.
        #[serde(default)]
        next: String,
        /// How long Telegram may show them again, in seconds.
        cache_s: u32,
    },
    /// What the bot says as a guest, once.
    Guest {
        /// The query.
        query: String,
        /// The message.
        result: WireResult,
    },
    /// A picture with words below.
    Picture {
        /// Where.
        place: Destination,
        /// The message of the bot's that it takes the place of; `None` for a new one.
        message: Option<i32>,
        /// What it is painted from when it is sent.
        svg: String,
        /// The words, of at most 1024 characters.
        text: MessageText,
        /// The buttons below.
        buttons: Vec<WireButton>,
        /// The language of who asked for it, as two letters; they are told when it is given up. `None` when nobody did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        asked_in: Option<String>,
    },
}

/// What holds for posts: better not at all than twice, or late.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostDeadline {
    /// Until when it may be sent, in milliseconds since 1970.
    pub until_ms: i64,
    /// What is told once it is known what became of it.
    #[serde(default)]
    pub report: Option<PostReport>,
}

/// What is told of a post, to whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostReport {
    /// The group or channel.
    pub chat: i64,
    /// What is posted.
    pub kind: PostKind,
    /// Who is told.
    pub to: Option<Arranger>,
    /// The message in their private chat whose button posts it; `None` for a daily post.
    pub page: Option<i32>,
    /// Under which codes the messages of the post before this one are remembered, which must not stand without it.
    pub before: Vec<Pseudonym>,
    /// Whether the post is whole with this request.
    pub is_last: bool,
}

impl Outgoing {
    /// What is tried first of what has another form for when it is refused; else itself.
    fn tried_first(&self) -> &Self {
        match self {
            Self::Pointer { message, .. } => message,
            Self::ForOne(one) => &one.request,
            plain => plain,
        }
    }

    /// The chat that it shows up in and whose pace it must keep; `None` for the answer to a tap or an inline
    /// query, and for what a guest says.
    #[must_use]
    pub fn chat(&self) -> Option<i64> {
        match self.tried_first() {
            Self::Message { place, .. }
            | Self::Poll { place, .. }
            | Self::Edit { place, .. }
            | Self::Picture { place, .. } => Some(place.chat),
            Self::Buttons { chat, .. } | Self::Delete { chat, .. } => Some(*chat),
            Self::Desk(request) => Some(request.place.chat).filter(|chat| *chat != 0),
            _ => None,
        }
    }

    /// Where it goes as a message of its own, or would; `None` for what is part of another.
    pub(super) fn place_mut(&mut self) -> Option<&mut Destination> {
        match self {
            Self::Message { place, .. }
            | Self::Poll { place, .. }
            | Self::Edit { place, .. }
            | Self::Picture { place, .. } => Some(place),
            Self::Pointer { message, .. } => message.place_mut(),
            Self::Desk(request) => Some(&mut request.place),
            Self::ForOne(one) => one.request.place_mut(),
            _ => None,
        }
    }

    /// What holds for it as a post; `None` when it is none.
    #[must_use]
    pub fn post(&self) -> Option<&PostDeadline> {
        match self {
            Self::Message { post, .. } | Self::Poll { post, .. } => post.as_ref(),
            _ => None,
        }
    }

    /// Notes that somebody asked for it in this language, if it is an answer at all.
    pub(crate) fn set_asked_in(&mut self, language: &str) {
        match self {
            Self::Message { post: None, asked_in, .. }
            | Self::Edit { asked_in, .. }
            | Self::Picture { asked_in, .. } => {
                *asked_in = Some(language.to_owned());
            }
            Self::Pointer { message, answer } => {
                message.set_asked_in(language);
                answer.set_asked_in(language);
            }
            Self::ForOne(one) => {
                one.request.set_asked_in(language);
                one.instead.iter_mut().for_each(|instead| instead.set_asked_in(language));
            }
            _ => {}
        }
    }

    /// Where and in which language somebody waits for it; `None` when nobody does.
    pub(crate) fn asked_in(&self) -> Option<(Destination, &str)> {
        match self.tried_first() {
            Self::Message { place, asked_in, .. }
            | Self::Edit { place, asked_in, .. }
            | Self::Picture { place, asked_in, .. } => Some((*place, asked_in.as_deref()?)),
            _ => None,
        }
    }

    /// What it is remembered under once it is sent.
    #[must_use]
    pub fn remembered(&self) -> &[Remembered] {
        match self.tried_first() {
            Self::Message { remembered, .. } | Self::Edit { remembered, .. } => remembered,
            _ => &[],
        }
    }

    /// When the message that it becomes is deleted. What one person alone sees is Telegram's to take away.
    #[must_use]
    pub fn deletion(&self) -> Option<Deletion> {
        match self {
            Self::Message { place, delete_at_ms, .. } | Self::Edit { place, delete_at_ms, .. } => {
                delete_at_ms.map(|due_ms| Deletion { chat: place.chat, due_ms })
            }
            Self::Pointer { message, .. } => message.deletion(),
            Self::ForOne(one) => one.instead.as_ref()?.deletion(),
            _ => None,
        }
    }

    /// What a picture that goes with it is painted from; `None` when none does.
    pub(super) fn drawing(&self) -> Option<&str> {
        if let Self::Picture { svg, .. } = self { Some(svg) } else { None }
    }

    /// The method's name and its parameters, for the bot of this name.
    #[must_use]
    pub fn request(&self, bot: &str) -> (&'static str, Value) {
        (self.method(), self.parameters(bot))
    }

    fn parameters(&self, bot: &str) -> Value {
        match self {
            Self::Message { place, text, buttons, remembered: _, delete_at_ms: _, post: _, asked_in: _ } => {
                let (words, mode) = text.parts();
                let mut request = SendMessage::new(ChatId(place.chat), words).link_preview_options(no_preview());
                request.parse_mode = mode;
                request.message_thread_id = place.topic();
                request.reply_parameters =
                    place.reply_to.map(|id| ReplyParameters::new(MessageId(id)).allow_sending_without_reply());
                if place.is_silent {
                    request = request.disable_notification(true);
                }
                if !buttons.is_empty() {
                    request = request.reply_markup(keyboard(buttons, bot));
                }
                place.put(of_payload(&request))
            }
            Self::Pointer { message, answer: _ } => {
                let mut parameters = message.parameters(bot);
                parameters["reply_parameters"]["allow_sending_without_reply"] = Value::Bool(false);
                parameters
            }
            Self::Poll { place, question, options, correct, explanation, post: _ } => {
                let options = options.iter().map(InputPollOption::new);
                let mut request = SendPoll::new(ChatId(place.chat), question, options)
                    .type_(PollType::Quiz)
                    .is_anonymous(true)
                    .correct_option_id(*correct)
                    .explanation(explanation);
                request.message_thread_id = place.topic();
                if place.is_silent {
                    request = request.disable_notification(true);
                }
                let mut parameters = of_payload(&request);
                // The name of Bot API 9.6; servers before it know the other.
                parameters["correct_option_ids"] = json!([correct]);
                parameters
            }
            Self::Edit { message, place, text, buttons, remembered: _, delete_at_ms: _, asked_in: _ } => {
                let (words, mode) = text.parts();
                let mut request = EditMessageText::new(ChatId(place.chat), MessageId(*message), words)
                    .link_preview_options(no_preview())
                    .reply_markup(keyboard(buttons, bot));
                request.parse_mode = mode;
                of_payload(&request)
            }
            Self::Buttons { chat, message, buttons } => {
                let request = EditMessageReplyMarkup::new(ChatId(*chat), MessageId(*message));
                of_payload(&request.reply_markup(keyboard(buttons, bot)))
            }
            Self::Delete { chat, messages } => json!({"chat_id": chat, "message_ids": messages}),
            Self::ForOne(one) => one.parameters(one.request.parameters(bot)),
            Self::Desk(request) => request.parameters(bot),
            Self::Toast { query, text } => {
                let request = AnswerCallbackQuery::new(CallbackQueryId(query.clone()));
                match text {
                    Some(text) => of_payload(&request.text(text)),
                    None => of_payload(&request),
                }
            }
            Self::Inline { query, results, button, next, cache_s } => {
                let request = inline_result::request(query, results, button.as_deref(), *cache_s, bot);
                of_payload(&request.next_offset(next))
            }
            Self::Guest { query, result } => inline_result::guest_request(query, result, bot),
            Self::Picture { place, message, svg: _, text, buttons, asked_in: _ } => {
                let request = picture_message::parameters(place.chat, *message, text, buttons, bot);
                if message.is_some() { request } else { place.addressed(request) }
            }
        }
    }
}

impl Request for Outgoing {
    fn method(&self) -> &'static str {
        match self {
            Self::Message { .. } | Self::Pointer { .. } => "sendMessage",
            Self::Poll { .. } => "sendPoll",
            Self::Edit { .. } => "editMessageText",
            Self::Buttons { .. } => "editMessageReplyMarkup",
            Self::Delete { .. } => "deleteMessages",
            Self::ForOne(one) => for_one::method(one.request.method()),
            Self::Desk(request) => request.method(),
            Self::Toast { .. } => "answerCallbackQuery",
            Self::Inline { .. } => "answerInlineQuery",
            Self::Guest { .. } => "answerGuestQuery",
            Self::Picture { message, .. } => picture_message::method(*message),
        }
    }

    fn stored(&self) -> String {
        serde_json::to_string(self).expect("plain data with text keys")
    }

    fn is_post(&self) -> bool {
        self.post().is_some()
    }

    /// A poll needs the message before it, which has the disclaimer, the rest of a post its beginning, and a copy its
    /// label.
    fn needs(&self, previous: &Self) -> bool {
        let needs_its_own = matches!(self, Self::Desk(request) if request.needs_previous);
        needs_its_own || matches!(self, Self::Poll { .. }) || (self.is_post() && previous.is_post())
    }
}

fn of_payload(payload: &(impl Payload + Serialize)) -> Value {
    serde_json::to_value(payload).expect("a request is plain data with text keys")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Destination, MessageText, Outgoing};
    use crate::bot_api::{Link, Thread, WireButton};

    fn button(label: &str, data: &str, link: Option<Link>, is_beside: bool) -> WireButton {
        WireButton { label: label.to_owned(), data: data.to_owned(), link, is_beside }
    }

    #[test]
    fn a_message_becomes_a_request() {
        let start = Link::Start { payload: "y".to_owned() };
        let outgoing = Outgoing::Message {
            place: Destination { chat: 7, thread: Some(Thread::Topic(3)), reply_to: Some(5), is_silent: true },
            text: MessageText::Html("<b>a</b>".to_owned()),
            buttons: vec![button("x", "T", None, false), button("y", "", Some(start), true)],
            remembered: Vec::new(),
            delete_at_ms: None,
            post: None,
            asked_in: None,
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
    fn a_message_to_who_writes_to_a_channel_names_their_topic() {
        let place =
            Destination { chat: -7, thread: Some(Thread::Direct { direct: 9 }), reply_to: None, is_silent: false };
        let outgoing = Outgoing::Message {
            place,
            text: MessageText::Plain("a".to_owned()),
            buttons: Vec::new(),
            remembered: Vec::new(),
            delete_at_ms: None,
            post: None,
            asked_in: None,
        };
        let expected = json!({
            "chat_id": -7, "text": "a", "direct_messages_topic_id": 9, "link_preview_options": {"is_disabled": true},
        });
        assert_eq!(outgoing.request("faq_bot"), ("sendMessage", expected));
    }

    #[test]
    fn what_earlier_versions_put_into_the_outbox_is_read() {
        let stored = json!({"Message": {
            "place": {"chat": 7, "thread": null, "reply_to": 5}, "text": {"Html": "<b>a</b>"},
            "buttons": [{"label": "x", "data": "T"}],
        }});
        let place = Destination { chat: 7, thread: None, reply_to: Some(5), is_silent: false };
        let expected = Outgoing::Message {
            place,
            text: MessageText::Html("<b>a</b>".to_owned()),
            buttons: vec![button("x", "T", None, false)],
            remembered: Vec::new(),
            delete_at_ms: None,
            post: None,
            asked_in: None,
        };
        assert_eq!(serde_json::from_value::<Outgoing>(stored).expect("readable"), expected);
        let stored = json!({"Poll": {
            "place": {"chat": -7, "thread": 3, "reply_to": null, "is_silent": true}, "question": "Well?",
            "options": ["yes", "no"], "correct": 1, "explanation": "so", "post": {"until_ms": 9},
        }});
        let read: Outgoing = serde_json::from_value(stored).expect("readable");
        assert_eq!(read.post().map(|post| post.until_ms), Some(9));
    }
}
