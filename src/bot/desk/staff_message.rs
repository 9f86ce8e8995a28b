//! A message in the staff chat, as the desk sees it.

use super::order::Order;
use crate::bot::command::TypedCommand;
use crate::bot::context::BotContext;
use crate::bot_api::{Author, IncomingMessage, NamedPeople, RelayContent};
use crate::store::{DeskQuery, StaffPlace};

/// A message in the staff chat.
#[derive(Debug)]
pub(in crate::bot) struct StaffMessage {
    pub(in crate::bot) chat: i64,
    pub(in crate::bot) id: i32,
    /// The topic that it stands in.
    pub(in crate::bot) topic: Option<i32>,
    /// The message that it replies to.
    pub(in crate::bot) replied: Option<i32>,
    pub(in crate::bot) is_edit: bool,
    /// Telegram's number of who wrote it: a member of staff, or the group for an admin who hides behind it.
    pub(in crate::bot) who: i64,
    pub(in crate::bot) relayed: RelayContent,
    /// Whether it tells of something that happened in the chat.
    pub(in crate::bot) is_service: bool,
    pub(in crate::bot) command: Option<TypedCommand>,
    /// What those are called who are named in it.
    pub(in crate::bot) named: NamedPeople,
}

impl StaffMessage {
    /// A message in a chat; `None` when that is not the staff chat, or no member of it wrote the message.
    pub(in crate::bot) fn of(bot: &BotContext, message: &IncomingMessage, is_edit: bool) -> Option<Self> {
        bot.desk.as_ref().filter(|desk| desk.is_at(message.chat.id))?;
        let who = match message.author.as_ref()? {
            Author::Person(person) => person.chat_id(),
            Author::AnonymousAdmin(group) => *group,
            Author::Channel(_) | Author::Copied(_) | Author::Bot(_) => return None,
        };
        let command = TypedCommand::read(message.relayed.words().trim());
        Some(Self {
            chat: message.chat.id,
            id: message.id,
            topic: message.thread,
            replied: message.replied.as_ref().map(|replied| replied.id),
            is_edit,
            who,
            relayed: message.relayed.clone(),
            is_service: message.content.is_service,
            command,
            named: message.named.clone(),
        })
    }

    /// What must be known for it.
    pub(in crate::bot) fn query(&self) -> Box<DeskQuery> {
        Box::new(DeskQuery {
            place: Some(StaffPlace { group: self.chat, topic: self.topic }),
            replied: self.replied,
            edited: self.is_edit.then_some(self.id),
            history: self.command.is_some() || self.is_service,
            open: self.command.as_ref().is_some_and(|command| Order::of(command).wants_open()),
            ..DeskQuery::default()
        })
    }

    /// Whether it is not meant for the person.
    pub(in crate::bot) fn stays(&self) -> bool {
        self.relayed.words().trim_start().starts_with("//")
    }
}
