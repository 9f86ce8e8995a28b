//! A message as it comes in, read once from Telegram's JSON: who wrote, where, what it holds and what it replies to.
//!
//! Read field by field, so that a field that this version does not know, or that is not as it was, costs itself alone.
//! teloxide's `Message` is not used for it: one field that it does not know makes it an empty one (seen in 0.17).

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

use super::author::Author;
use super::chat::TelegramChat;
use super::content::Content;
use super::desk::RelayContent;
use super::for_one;
use super::named_people::NamedPeople;
use super::profile::Me;
use super::thread::{DirectTopic, Thread};

/// A message that somebody sent or edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct IncomingMessage {
    pub(crate) id: i32,
    pub(crate) chat: TelegramChat,
    /// The topic that it stands in.
    pub(crate) thread: Option<i32>,
    /// What one person writes to a channel, if it stands there.
    pub(crate) direct: Option<DirectTopic>,
    pub(crate) date: DateTime<Utc>,
    pub(crate) edited: Option<DateTime<Utc>>,
    /// Who wrote it; `None` when that is not said.
    pub(crate) author: Option<Author>,
    pub(crate) content: Content,
    /// The same to be passed on as it is.
    pub(crate) relayed: RelayContent,
    /// What those are called who are named in it.
    pub(crate) named: NamedPeople,
    /// The album that it is a part of.
    pub(crate) album: Option<String>,
    /// What somebody else wrote first, if it was forwarded.
    pub(crate) forwarded: Option<Forwarded>,
    /// The bot that it was sent through.
    pub(crate) via_bot: Option<u64>,
    /// What its group became.
    pub(crate) migrated_to: Option<i64>,
    /// The message that it answers.
    pub(crate) replied: Option<Box<IncomingMessage>>,
    /// The part of a message that it answers.
    pub(crate) quote: Option<Quote>,
    /// What a message that it answers holds and that stands in another chat: a poll, a checklist. May be empty.
    pub(crate) replied_elsewhere: String,
    /// What of that may be put to the bot, such as a poll's question. May be empty.
    pub(crate) asks_elsewhere: String,
}

/// That a message was forwarded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Forwarded {
    /// Whether a bot wrote it.
    pub(crate) is_from_bot: bool,
}

/// Words of somebody else that a reply is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Quote {
    pub(crate) words: String,
    /// Whether they stand in another chat, where the bot need not have seen them.
    pub(crate) is_from_elsewhere: bool,
}

impl IncomingMessage {
    /// Reads a raw message; `None` when it is none.
    pub(super) fn read(message: &Map<String, Value>, me: &Me) -> Option<Self> {
        let mut read = Self::alone(message)?;
        let opens_topic = |replied: &Self| read.thread == Some(replied.id);
        // In a forum every message "answers" the one that opened its topic.
        let replied = message.get("reply_to_message").and_then(Value::as_object).and_then(Self::alone);
        let replied = replied.filter(|replied| !opens_topic(replied));
        let external = message.get("external_reply").and_then(Value::as_object);
        let is_bots = match (&replied, external) {
            (Some(replied), _) => replied.is_bots(me),
            (None, Some(external)) => external.get("origin").is_some_and(is_bots),
            (None, None) => false,
        };
        let quote = message.get("quote").and_then(|quote| quote["text"].as_str());
        let quote = quote.map(str::trim).filter(|words| !words.is_empty() && !is_bots);
        read.quote = quote.map(|words| Quote { words: words.to_owned(), is_from_elsewhere: replied.is_none() });
        let elsewhere = external.filter(|_| !is_bots).map(elsewhere).unwrap_or_default();
        read.asks_elsewhere = elsewhere.question().unwrap_or_default().to_owned();
        read.replied_elsewhere =
            [elsewhere.written.unwrap_or_default(), elsewhere.carried].join("\n").trim().to_owned();
        read.replied = replied.map(Box::new);
        Some(read)
    }

    /// Reads it without what it replies to.
    fn alone(message: &Map<String, Value>) -> Option<Self> {
        let time = |key: &str| DateTime::from_timestamp_secs(message.get(key)?.as_i64()?);
        let number = |key: &str| message.get(key).and_then(Value::as_i64);
        let chat = TelegramChat::read(message.get("chat")?)?;
        let is_topic = message.get("is_topic_message") == Some(&Value::Bool(true));
        let thread = number("message_thread_id").filter(|_| is_topic);
        Some(Self {
            id: for_one::number_of(message)?,
            thread: thread.and_then(|thread| i32::try_from(thread).ok()),
            direct: DirectTopic::read(message),
            date: time("date")?,
            edited: time("edit_date"),
            author: Author::read(message, chat.id),
            content: Content::read(message),
            relayed: RelayContent::read(message),
            named: NamedPeople::read(message),
            album: message.get("media_group_id").and_then(Value::as_str).map(str::to_owned),
            forwarded: message.get("forward_origin").map(|origin| Forwarded { is_from_bot: is_bots(origin) }),
            via_bot: message.get("via_bot").and_then(|bot| bot["id"].as_u64()),
            migrated_to: number("migrate_to_chat_id"),
            replied: None,
            quote: None,
            replied_elsewhere: String::new(),
            asks_elsewhere: String::new(),
            chat,
        })
    }

    /// The part of the chat that answers to it go to.
    pub(crate) fn answered_in(&self) -> Option<Thread> {
        Thread::of(self.thread, self.direct)
    }

    /// Whether it is to a person who writes to a channel: an admin of the channel wrote it, in its name or in their own.
    pub(crate) fn is_of_the_channel(&self) -> bool {
        let is_theirs = |topic: DirectTopic, author: &Author| match (author.person(), topic.of) {
            (Some(person), Some(of)) => person.id == of,
            (person, _) => person.is_some(),
        };
        self.direct.zip(self.author.as_ref()).is_some_and(|(topic, author)| !is_theirs(topic, author))
    }

    /// Whether its words are those of a bot, or were sent through this one.
    pub(crate) fn is_bots(&self, me: &Me) -> bool {
        self.author.as_ref().is_some_and(Author::is_bot) || self.via_bot == Some(me.id)
    }
}

/// Whether a message's origin is a bot.
fn is_bots(origin: &Value) -> bool {
    origin["sender_user"]["is_bot"] == Value::Bool(true)
}

/// What a message in another chat holds, as far as Telegram tells; of a text it is what is quoted.
fn elsewhere(external: &Map<String, Value>) -> Content {
    let mut external = external.clone();
    external.retain(|key, _| key != "origin");
    Content::read(&external)
}
