//! An update as everything in this room sees it: read once, with who it is from, where it stands and what it wants.

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::addressing::{self, Meant};
use super::asked::AskedQuestion;
use super::buttons;
use super::command::TypedCommand;
use super::context::BotContext;
use super::desk::due::DeskDue;
use super::desk::failed::DeskFailure;
use super::desk::order::OrderTap;
use super::desk::rating::Rating;
use super::desk::staff_message::StaffMessage;
use super::desk::tap::DeskTap;
use super::groups::page::SettingTap;
use super::groups::settings::GroupSettings;
use super::guest::question::GuestQuestion;
use super::missed::action::MissedAction;
use super::posts::action::PostAction;
use super::posts::outcome::PostEnd;
use super::posts::schedule::QueuedPost;
use super::stats::StatsView;
use crate::bot_api::{
    Author, ChosenResult, Destination, IncomingMessage, InlineQuery, MembershipChange, Press, RelayContent, Tap,
    TappedMessage, TelegramChat, Thread, UnreadableUpdate, Update, User,
};
use crate::reply::{Action, Button};

/// What an update wants of the bot.
#[derive(Debug)]
pub(super) enum Input {
    /// Something is said to the bot, or in its hearing.
    Message(Box<ChatMessage>),
    /// Somebody tapped a button.
    Tap(Box<TapInput>),
    InlineQuery(InlineQuery),
    ChosenResult(ChosenResult),
    /// Something is asked where the bot is a guest.
    Guest(Box<GuestQuestion>),
    Membership(MembershipChange),
    /// A group became a supergroup.
    Migration {
        from: i64,
        to: i64,
    },
    /// A daily post is due.
    Post(QueuedPost),
    /// It is known what became of a post.
    PostEnded(PostEnd),
    /// Something is said in the staff chat; with what it would be in any other group.
    Staff(Box<StaffMessage>, Option<Box<ChatMessage>>),
    /// A message of the desk could not be delivered.
    DeskFailed(DeskFailure),
    /// Something is due at the desk.
    DeskDue(DeskDue),
    /// Nothing at all.
    Nothing,
}

/// A message that wants something of the bot, or may.
#[derive(Clone, Debug)]
pub(super) struct ChatMessage {
    pub(super) chat: TelegramChat,
    pub(super) id: i32,
    /// The topic that it stands in.
    pub(super) thread: Option<i32>,
    /// The part of the chat that answers to it go to.
    pub(super) answered_in: Option<Thread>,
    pub(super) date: DateTime<Utc>,
    pub(super) author: Author,
    /// The album that it is a part of.
    pub(super) album: Option<String>,
    /// For an edit, how long after the message was sent, in milliseconds.
    pub(super) edited_after_ms: Option<i64>,
    /// The message that it replies to.
    pub(super) replied: Option<i32>,
    /// What it holds to be passed on to the desk.
    pub(super) relayed: RelayContent,
    pub(super) intent: Intent,
}

/// What a message wants.
#[derive(Clone, Debug)]
pub(super) enum Intent {
    /// A question is asked, or a red flag raised.
    Question(Box<AskedQuestion>),
    /// A command other than `/ask` with a question.
    Command(TypedCommand),
    /// `/settings` in a group.
    GroupSettings(TypedCommand),
    /// The bot's name, and nothing else.
    NameAlone,
    /// Nothing for the bot, but for who is in charge of a private chat.
    ForDesk,
    /// Nothing that was written, in a private chat; what it holds instead, as it is counted.
    NoWords(&'static str),
}

/// A tap on a button.
#[derive(Debug)]
pub(super) struct TapInput {
    /// What it is answered by.
    pub(super) id: String,
    pub(super) from: User,
    /// What the button sends back; may be empty.
    pub(super) data: String,
    pub(super) wish: Wish,
    /// The message with the button. A button below an inline message comes without; the bot puts none there.
    pub(super) pressed: Option<Pressed>,
}

/// What a tap wants.
#[derive(Debug)]
pub(super) enum Wish {
    /// What a button of the core's does.
    Core(Action),
    /// Setting something for a group.
    GroupSetting(SettingTap),
    /// Arranging posts.
    Posts(PostAction),
    /// Something of the desk.
    Desk(DeskTap),
    /// Something that staff order in the staff chat.
    Order(OrderTap),
    /// Saying whether it helped to talk with a person.
    Rate(Rating),
    /// Showing statistics of other days.
    Stats(StatsView),
    /// Looking at what was missed, and making something of it.
    Missed(MissedAction),
    /// No version up to this one wrote the button.
    Unknown,
}

/// The message whose button was tapped.
#[derive(Debug)]
pub(super) struct Pressed {
    pub(super) id: i32,
    pub(super) chat: TelegramChat,
    pub(super) thread: Option<i32>,
    /// The part of the chat that new messages go to.
    pub(super) answered_in: Option<Thread>,
    /// The message that it replies to.
    pub(super) answers: Option<i32>,
    /// The question in that message.
    pub(super) question: Option<String>,
    /// What stands behind the command in that message.
    pub(super) ordered: Option<String>,
    /// Whether who taps asks it in words of their own, where nobody else can tap.
    pub(super) is_own_question: bool,
    /// Its buttons; empty when it is too old to be seen.
    pub(super) buttons: Vec<Button>,
    /// Whether the button is among them; `None` when it is too old to be seen.
    pub(super) has_button: Option<bool>,
}

impl Input {
    /// Reads an update as Telegram sent it; gives its kind too, by Telegram's name for it.
    pub(super) fn read(bot: &BotContext, payload: &str) -> Result<(&'static str, Self), UnreadableUpdate> {
        let Ok(Value::Object(raw)) = serde_json::from_str::<Value>(payload) else {
            return Err(UnreadableUpdate::Json);
        };
        let update = Update::read(raw, &bot.me)?;
        let kind = update.kind();
        let input = match update {
            Update::Message(message) => match message.migrated_to {
                Some(to) => Self::Migration { from: message.chat.id, to },
                None => Self::message(bot, *message, false),
            },
            Update::EditedMessage(message) => Self::message(bot, *message, true),
            Update::Tap(tap) => Self::Tap(Box::new(TapInput::of(bot, *tap))),
            Update::InlineQuery(query) => Self::InlineQuery(query),
            Update::ChosenResult(result) => Self::ChosenResult(result),
            Update::Guest(query) => {
                GuestQuestion::decide(bot, *query).map_or(Self::Nothing, |asked| Self::Guest(Box::new(asked)))
            }
            Update::Membership(change) => Self::Membership(change),
            Update::Other => Self::Nothing,
        };
        Ok((kind, input))
    }

    fn message(bot: &BotContext, message: IncomingMessage, is_edit: bool) -> Self {
        let staff = StaffMessage::of(bot, &message, is_edit);
        let read = ChatMessage::of(bot, message, is_edit).map(Box::new);
        match (staff, read) {
            (Some(staff), read) => Self::Staff(Box::new(staff), read),
            (None, Some(read)) => Self::Message(read),
            (None, None) => Self::Nothing,
        }
    }

    /// Reads what the bot put into the inbox itself; gives its kind too.
    pub(super) fn of_own(payload: &str) -> Result<(&'static str, Self), UnreadableUpdate> {
        let due = || QueuedPost::read(payload).map(|post| ("post", Self::Post(post)));
        let ended = || PostEnd::read(payload).map(|end| ("post_end", Self::PostEnded(end)));
        let failed = || DeskFailure::read(payload).map(|failure| ("desk_failure", Self::DeskFailed(failure)));
        let of_desk = || DeskDue::read(payload).map(|due| ("desk_due", Self::DeskDue(due)));
        due().or_else(ended).or_else(failed).or_else(of_desk).ok_or(UnreadableUpdate::Json)
    }

    /// The person that it is from, whose language it is answered in.
    pub(super) fn person(&self) -> Option<&User> {
        match self {
            Self::Message(message) | Self::Staff(_, Some(message)) => message.author.person(),
            Self::Tap(tap) => Some(&tap.from),
            Self::InlineQuery(query) => Some(&query.from),
            Self::Guest(question) => question.author.person(),
            Self::Membership(change) => Some(&change.from),
            Self::ChosenResult(_)
            | Self::Migration { .. }
            | Self::Post(_)
            | Self::PostEnded(_)
            | Self::Staff(_, None)
            | Self::DeskFailed(_)
            | Self::DeskDue(_)
            | Self::Nothing => None,
        }
    }
}

impl Intent {
    fn of(bot: &BotContext, message: &IncomingMessage, meant: Meant) -> Option<Self> {
        if let Some(asked) = AskedQuestion::decide(bot, message, &meant) {
            return Some(Self::Question(Box::new(asked)));
        }
        match meant {
            Meant::Command(command) => Some(Self::Command(command)),
            Meant::GroupSettings(command) => Some(Self::GroupSettings(command)),
            Meant::NameAlone => Some(Self::NameAlone),
            Meant::NoWords => Some(Self::NoWords(message.content.kind)),
            Meant::Question { .. } | Meant::Aside { .. } => None,
        }
    }
}

impl ChatMessage {
    /// Reads a message; `None` when it wants nothing of the bot, and nobody else is in charge who may want it.
    fn of(bot: &BotContext, message: IncomingMessage, is_edit: bool) -> Option<Self> {
        let may_be_for_desk =
            bot.desk.is_some() && message.chat.is_private() && !message.content.is_service && !message.is_bots(&bot.me);
        let intent = Meant::read(&bot.me, &message).and_then(|meant| Intent::of(bot, &message, meant));
        // The answer to a question follows its edits; nothing else that was said is said anew by an edit.
        let intent = intent.filter(|intent| !is_edit || matches!(intent, Intent::Question(_)));
        let intent = intent.or(may_be_for_desk.then_some(Intent::ForDesk))?;
        let answered_in = message.answered_in();
        let edited_after_ms = message.edited.map_or(0, |at| (at - message.date).num_milliseconds());
        Some(Self {
            chat: message.chat,
            id: message.id,
            thread: message.thread,
            answered_in,
            date: message.date,
            author: message.author?,
            album: message.album,
            edited_after_ms: is_edit.then_some(edited_after_ms),
            replied: message.replied.map(|replied| replied.id),
            relayed: message.relayed,
            intent,
        })
    }

    /// Whether nobody in the group but its author and the bot sees it.
    pub(super) fn is_for_bot_alone(&self) -> bool {
        self.id < 0
    }

    /// The question in it.
    pub(super) fn asked(&self) -> Option<&AskedQuestion> {
        if let Intent::Question(asked) = &self.intent { Some(asked) } else { None }
    }

    /// Where the answer to it goes, in a chat whose admins set this.
    pub(super) fn place(&self, settings: &GroupSettings) -> Destination {
        let is_silent = settings.is_quiet(self.date.timestamp_millis());
        Destination { chat: self.chat.id, thread: self.answered_in, reply_to: Some(self.id), is_silent }
    }
}

impl TapInput {
    fn of(bot: &BotContext, tap: Tap) -> Self {
        let data = tap.data.unwrap_or_default();
        let pressed = tap.message.map(|message| Pressed::of(bot, message, &data));
        Self { id: tap.id, from: tap.from, wish: Wish::of(&data), data, pressed }
    }
}

impl Wish {
    fn of(data: &str) -> Self {
        let wish = match buttons::action(data) {
            Some(Action::Data(data)) => {
                let setting = || SettingTap::read(&data).map(Self::GroupSetting);
                let desk = || DeskTap::read(&data).map(Self::Desk);
                let order = || OrderTap::read(&data).map(Self::Order);
                let rate = || Rating::read(&data).map(Self::Rate);
                let stats = || StatsView::read(&data).map(Self::Stats);
                let missed = || MissedAction::read(&data).map(Self::Missed);
                let post = PostAction::read(&data).map(Self::Posts);
                post.or_else(setting).or_else(desk).or_else(order).or_else(rate).or_else(stats).or_else(missed)
            }
            action => action.map(Self::Core),
        };
        wish.unwrap_or(Self::Unknown)
    }
}

/// What stands behind the command in a message.
fn ordered_in(message: &IncomingMessage) -> Option<String> {
    Some(TypedCommand::read(message.content.written.as_deref()?)?.rest)
}

impl Pressed {
    /// Whether one person in the group alone sees it.
    pub(super) fn is_for_one(&self) -> bool {
        self.id < 0
    }

    fn of(bot: &BotContext, message: TappedMessage, data: &str) -> Self {
        let sends = |press: &Press| matches!(press, Press::Sends(own) if own == data);
        let keyboard = message.keyboard.as_deref();
        let is_private = message.chat.is_private();
        let asked = message.question.as_ref().and_then(|question| addressing::question_in(&bot.me, question));
        Self {
            id: message.id,
            chat: message.chat,
            thread: message.thread,
            answered_in: Thread::of(message.thread, message.direct),
            answers: message.question.as_ref().map(|question| question.id),
            ordered: message.question.as_ref().and_then(ordered_in),
            is_own_question: is_private && asked.as_ref().is_some_and(|(_, is_own)| *is_own),
            question: asked.map(|(words, _)| words),
            buttons: keyboard.into_iter().flatten().filter_map(buttons::read).collect(),
            has_button: keyboard.map(|keyboard| keyboard.iter().any(|button| sends(&button.does))),
        }
    }
}
