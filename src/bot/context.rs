//! What handlers have at hand: the bot itself, what is known from outside, and the words for the person.

use std::collections::BTreeSet;

use super::desk::Desk;
use super::groups::settings::GroupSettings;
use crate::bot_api::{Author, Me, PseudonymKey, TelegramChat, User};
use crate::config::StatsRules;
use crate::corpus::Faq;
use crate::engine::{Engine, Outcome};
use crate::reply::{self, Catalogues, Language, PrivacyNotice, Reloaded, Wording};
use crate::scorecard::{Trial, TrialRefusal};
use crate::store::{Pseudonym, State};

/// The bot, as it is until another FAQ comes into force.
#[derive(Debug)]
pub struct BotContext {
    /// Decides about questions.
    pub engine: Engine,
    /// The bot's own words in every language.
    pub catalogues: Catalogues,
    /// Who the bot is.
    pub me: Me,
    /// Makes codes for people and messages.
    pub pseudonym: PseudonymKey,
    /// What is kept about people, for `/privacy`.
    pub kept: PrivacyNotice,
    /// The Telegram user ids of those who may give the bot orders, and are told what needs them.
    pub staff: BTreeSet<u64>,
    /// The desk, where people behind the bot answer; `None` when there is none.
    pub desk: Option<Desk>,
    /// What statistics go by.
    pub stats: StatsRules,
}

/// What planning goes by besides the update.
#[derive(Clone, Debug, Default)]
pub struct Context {
    pub(super) state: State,
    /// What the admins of the group or channel set; as it comes when nothing is known of one.
    pub(super) settings: GroupSettings,
    /// What Telegram said to [`Lookup::Admin`].
    pub is_admin: Option<bool>,
    /// What Telegram said to each [`Lookup::Member`].
    pub members: Vec<(AdminLookup, bool)>,
    /// What Telegram said to [`Lookup::Polls`].
    pub may_poll: Option<bool>,
    /// What became of [`Lookup::Reload`].
    pub reloaded: Option<Reloaded>,
    /// What came of [`Lookup::Trial`].
    pub trial: Option<Result<Trial, Untried>>,
    /// When it is planned, in milliseconds since 1970: what is remembered from now on is remembered from then.
    pub(super) now_ms: i64,
}

/// What planning must know first from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// Whether a person administers a chat.
    Admin(AdminLookup),
    /// Whether a person is in a chat.
    Member(AdminLookup),
    /// Whether the bot itself may send polls to a chat.
    Polls(AdminLookup),
    /// What becomes of reading the FAQ again.
    Reload,
    /// What one more phrasing would change.
    Trial(PhrasingTrial),
}

/// One more phrasing of an entry, to be tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhrasingTrial {
    /// The entry.
    pub entry: String,
    /// The phrasing.
    pub text: String,
}

/// Why a phrasing was not tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Untried {
    /// It cannot be a phrasing of the entry.
    Refused(TrialRefusal),
    /// The labelled questions cannot be read, for this reason.
    NoCases(String),
}

/// A person and a chat, about whom Telegram is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AdminLookup {
    /// The chat.
    pub chat: i64,
    /// The person.
    pub user: u64,
}

/// What every handler is given.
#[derive(Clone, Copy)]
pub(super) struct Ctx<'a> {
    pub(super) bot: &'a BotContext,
    pub(super) context: &'a Context,
    pub(super) wording: &'a Wording,
}

impl Context {
    /// What is remembered, as it was read at a time in milliseconds since 1970. What the admins of a chat set is read
    /// here, once.
    #[must_use]
    pub fn new(state: State, now_ms: i64) -> Self {
        let settings = state.chat.as_ref().map(GroupSettings::of).unwrap_or_default();
        Self {
            state,
            settings,
            is_admin: None,
            members: Vec::new(),
            may_poll: None,
            reloaded: None,
            trial: None,
            now_ms,
        }
    }
}

impl<'a> Ctx<'a> {
    /// For who wrote, whose language is that which they set, else that of their apps.
    pub(super) fn new(bot: &'a BotContext, context: &'a Context, person: Option<&User>) -> Self {
        let set = context.state.language.as_deref().and_then(Language::of_tag);
        Self { bot, context, wording: bot.wording(set, person) }
    }

    pub(super) fn faq(self) -> &'a Faq {
        self.bot.faq()
    }

    /// What the admins of the chat that is known set.
    pub(super) fn settings(self) -> &'a GroupSettings {
        &self.context.settings
    }

    /// The words for the reply to a question, which may be in another language than its writer's apps.
    pub(super) fn wording_for(self, outcome: &Outcome) -> &'a Wording {
        self.bot.catalogues.answering(outcome, self.wording)
    }

    /// The language that the person set.
    pub(super) fn spoken(self) -> Option<Language> {
        self.context.state.language.as_deref().and_then(Language::of_tag)
    }

    /// What Telegram says about the person, or that it must be asked first.
    pub(super) fn is_admin(self, chat: i64, user: u64) -> Result<bool, Lookup> {
        self.context.is_admin.ok_or(Lookup::Admin(AdminLookup { chat, user }))
    }

    /// Whether who wrote in a group administers it. Only the group's admins can write in its name; who writes in the
    /// name of a channel may be anybody.
    pub(super) fn is_admin_of(self, chat: i64, author: &Author) -> Result<bool, Lookup> {
        match author {
            Author::Person(person) => self.is_admin(chat, person.id),
            Author::AnonymousAdmin(_) => Ok(true),
            Author::Channel(_) | Author::Copied(_) | Author::Bot(_) => Ok(false),
        }
    }

    /// Whether a person is in a chat, or that Telegram must be asked first.
    pub(super) fn is_member(self, chat: i64, user: u64) -> Result<bool, Lookup> {
        let wanted = AdminLookup { chat, user };
        let known = self.context.members.iter().find(|(asked, _)| *asked == wanted);
        known.map(|(_, is_member)| *is_member).ok_or(Lookup::Member(wanted))
    }

    /// What Telegram says about the bot's right to send polls to a chat, or that it must be asked first.
    pub(super) fn may_poll(self, chat: i64) -> Result<bool, Lookup> {
        self.context.may_poll.ok_or(Lookup::Polls(AdminLookup { chat, user: self.bot.me.id }))
    }

    /// What became of reading the FAQ again, or that it must be read first.
    pub(super) fn reloaded(self) -> Result<&'a Reloaded, Lookup> {
        self.context.reloaded.as_ref().ok_or(Lookup::Reload)
    }
}

impl BotContext {
    /// The same bot with another corpus.
    #[must_use]
    pub fn with_engine(&self, engine: Engine) -> Self {
        let Self { engine: _, catalogues, me, pseudonym, kept, staff, desk, stats } = self;
        Self {
            engine,
            catalogues: catalogues.clone(),
            me: me.clone(),
            pseudonym: pseudonym.clone(),
            kept: *kept,
            staff: staff.clone(),
            desk: desk.clone(),
            stats: stats.clone(),
        }
    }

    /// The corpus.
    #[must_use]
    pub fn faq(&self) -> &Faq {
        self.engine.faq()
    }

    /// The bot's own words for a person who set this language, or none.
    pub(super) fn wording(&self, set: Option<Language>, person: Option<&User>) -> &Wording {
        let code = person.and_then(|person| person.language_code.as_deref());
        self.catalogues.of(reply::language_of(set, code, &self.faq().language))
    }

    /// The code of a person.
    pub(super) fn person(&self, person: &User) -> Pseudonym {
        self.pseudonym.code("person", &[&person.chat_id()])
    }

    /// The code of who wrote a message. One who writes in the name of a chat has that chat's, and so nothing of what
    /// they have under their own name.
    pub(super) fn whose(&self, author: &Author) -> Pseudonym {
        self.pseudonym.code("person", &[&author.id()])
    }

    /// The code of a chat that answers stand in.
    pub(super) fn chat(&self, chat: i64) -> Pseudonym {
        self.pseudonym.code("chat", &[&chat])
    }

    /// Whether what is for the staff alone may be shown to somebody here: to those who run the bot in their private chats,
    /// and in the staff chat, whose members are told from others before it is.
    pub(super) fn is_for_staff(&self, chat: &TelegramChat, person: Option<&User>) -> bool {
        let runs_it = || person.is_some_and(|person| self.is_staff(person));
        self.desk.as_ref().is_some_and(|desk| desk.is_at(chat.id)) || (chat.is_private() && runs_it())
    }

    /// Whether a person may give the bot orders.
    pub(super) fn is_staff(&self, person: &User) -> bool {
        self.staff.contains(&person.id)
    }
}
