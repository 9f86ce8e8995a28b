//! The handler tree: an update in, what to do about it out. Pure, so that a crash may run it again.
//!
//! In two steps, because what is remembered must be read in between: a [`Draft`] says what it wants to know, and the
//! plan is made from the draft and the [`Facts`].

use std::collections::BTreeSet;

use teloxide::types::User;

use super::author::{self, Author};
use super::message::Asked;
use super::outgoing::{Outgoing, say};
use super::post::Due;
use super::raw::ParsedUpdate;
use super::{Me, Pseudonym, callback, inline, member, message, post, raw};
use crate::corpus::Faq;
use crate::engine::{Engine, Outcome};
use crate::reply::{self, Catalogues, Kept, Language, Reloaded, Wording};
use crate::store::{Change, Code, Effects, State, StateQuery};

/// Everything that handlers read.
#[derive(Debug)]
pub struct Handlers {
    /// Decides about questions.
    pub engine: Engine,
    /// The bot's own words in every language.
    pub catalogues: Catalogues,
    /// Who the bot is.
    pub me: Me,
    /// Makes codes for people and messages.
    pub pseudonym: Pseudonym,
    /// What is kept about people, for `/privacy`.
    pub kept: Kept,
    /// The Telegram user ids of those who may give the bot orders.
    pub staff: BTreeSet<u64>,
}

/// An update that was read, with what planning it needs to know.
#[derive(Debug)]
pub struct Draft {
    what: What,
    asked: Option<Asked>,
    wants: StateQuery,
}

/// What came out of the inbox.
#[derive(Debug)]
enum What {
    Update(Box<ParsedUpdate>),
    /// A daily post that is due.
    Post(Due),
}

impl Draft {
    /// What planning it needs to know.
    #[must_use]
    pub fn wants(&self) -> &StateQuery {
        &self.wants
    }

    /// What kind of update it is, by Telegram's name for it; `post` for a daily post.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match &self.what {
            What::Update(update) => update.kind(),
            What::Post(_) => "post",
        }
    }
}

/// What planning goes by besides the update.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// What is remembered.
    pub known: State,
    /// What Telegram said to [`Wanted::Admin`].
    pub is_admin: Option<bool>,
    /// What became of [`Wanted::Reload`].
    pub reloaded: Option<Reloaded>,
    /// When it is planned, in milliseconds since 1970: what is remembered from now on is remembered from then.
    pub now_ms: i64,
}

/// What planning must know first from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Whether a person administers a chat.
    Admin(AdminWanted),
    /// What becomes of reading the FAQ again.
    Reload,
}

/// Whether this person administers this chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AdminWanted {
    /// The chat.
    pub chat: i64,
    /// The person.
    pub user: u64,
}

/// Why an update cannot be read. Holds nothing of what a person wrote.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It is not the JSON of an update.
    #[error("it is not the JSON of an update")]
    Json,
    /// It is of a kind that this version does not know.
    #[error("updates of the kind `{0}` are not known")]
    Kind(String),
    /// Something in it is not as it should be.
    #[error("something in the `{0}` is not as it should be")]
    Content(&'static str),
}

/// What every handler has at hand: the house, what is remembered, and the words for the person.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub(super) handlers: &'a Handlers,
    pub(super) facts: &'a Facts,
    pub(super) wording: &'a Wording,
}

impl<'a> Scene<'a> {
    pub(super) fn faq(self) -> &'a Faq {
        self.handlers.faq()
    }

    /// The words for the reply to a question, which may be in another language than its writer's apps.
    pub(super) fn wording_for(self, outcome: &Outcome) -> &'a Wording {
        self.handlers.catalogues.answering(outcome, self.wording)
    }

    pub(super) fn me(self) -> &'a Me {
        &self.handlers.me
    }

    /// What Telegram says about the person, or that it must be asked first.
    pub(super) fn is_admin(self, chat: i64, user: u64) -> Result<bool, Wanted> {
        self.facts.is_admin.ok_or(Wanted::Admin(AdminWanted { chat, user }))
    }

    /// Whether who wrote in a group administers it. Only the group's admins can write in its name; who writes in the
    /// name of a channel may be anybody.
    pub(super) fn is_admin_of(self, chat: i64, author: &Author) -> Result<bool, Wanted> {
        match author {
            Author::Person(person) => self.is_admin(chat, person.id.0),
            Author::AnonymousAdmin(_) => Ok(true),
            Author::Channel(_) | Author::Copied(_) | Author::Bot(_) => Ok(false),
        }
    }

    /// What became of reading the FAQ again, or that it must be read first.
    pub(super) fn reloaded(self) -> Result<&'a Reloaded, Wanted> {
        self.facts.reloaded.as_ref().ok_or(Wanted::Reload)
    }
}

impl Handlers {
    /// The same bot with another corpus.
    #[must_use]
    pub fn with_engine(&self, engine: Engine) -> Self {
        let Self { engine: _, catalogues, me, pseudonym, kept, staff } = self;
        Self {
            engine,
            catalogues: catalogues.clone(),
            me: me.clone(),
            pseudonym: pseudonym.clone(),
            kept: *kept,
            staff: staff.clone(),
        }
    }

    /// Reads a raw update.
    ///
    /// # Errors
    /// When the update cannot be read; it never can be then.
    pub fn draft(&self, payload: &str) -> Result<Draft, Unreadable> {
        let mut wants = StateQuery::default();
        if let Some(due) = Due::read(payload) {
            due.want(&mut wants);
            return Ok(Draft { what: What::Post(due), asked: None, wants });
        }
        let update = raw::update(payload, &self.me)?;
        let mut asked = None;
        match &update {
            ParsedUpdate::Message(message) => {
                asked = message::asked(self, message);
                message::want(self, message, asked.as_ref(), false, &mut wants);
            }
            ParsedUpdate::EditedMessage(message) => {
                asked = message::asked(self, message);
                message::want(self, message, asked.as_ref(), true, &mut wants);
            }
            ParsedUpdate::CallbackQuery(tapped) => callback::want(self, &tapped.query, &mut wants),
            ParsedUpdate::InlineQuery(query) => wants.person = Some(self.person(&query.from)),
            ParsedUpdate::MyChatMember(change) => wants.person = Some(self.person(&change.from)),
            ParsedUpdate::ChosenInlineResult(_) | ParsedUpdate::Other => {}
        }
        Ok(Draft { what: What::Update(Box::new(update)), asked, wants })
    }

    /// What an update leads to.
    ///
    /// # Errors
    /// When something must be known first; the same draft is planned again then.
    pub fn plan(&self, draft: &Draft, facts: &Facts) -> Result<Effects<Outgoing>, Wanted> {
        let scene = |person: Option<&User>| Scene { handlers: self, facts, wording: self.wording(person, facts) };
        let update = match &draft.what {
            What::Post(due) => return Ok(post::plan_due(scene(None), *due)),
            What::Update(update) => update,
        };
        let of_author = |author: &Option<Author>| scene(author.as_ref().and_then(Author::person));
        let mut plan = match update.as_ref() {
            ParsedUpdate::Message(message) => message::plan(of_author(&message.author), message, draft.asked.as_ref()),
            ParsedUpdate::EditedMessage(message) => {
                message::plan_edited(of_author(&message.author), message, draft.asked.as_ref())
            }
            ParsedUpdate::CallbackQuery(tapped) => callback::plan(scene(Some(&tapped.query.from)), tapped),
            ParsedUpdate::InlineQuery(query) => Ok(inline::plan(scene(Some(&query.from)), query)),
            ParsedUpdate::ChosenInlineResult(result) => Ok(inline::chosen(self, result)),
            ParsedUpdate::MyChatMember(change) => Ok(member::plan(scene(Some(&change.from)), change)),
            ParsedUpdate::Other => Ok(Effects::default()),
        }?;
        // What the bot overheard and left unanswered was no question to it.
        let put = draft.asked.as_ref().filter(|asked| asked.to_bot || !plan.requests.is_empty());
        plan.decided = plan.decided.or(put.map(|asked| asked.outcome.decision.name()));
        if let (Some(asked), ParsedUpdate::Message(message) | ParsedUpdate::EditedMessage(message)) = (put, &**update)
            && self.kept.questions_days > 0
            && !plan.requests.is_empty()
        {
            plan.changes.extend(message::to_keep(self, message, asked, facts.now_ms).map(Change::Question));
        }
        Ok(plan)
    }

    /// What to say about an update that could not be handled, to whom it came from. Reads as little as it can.
    #[must_use]
    pub fn apology(&self, payload: &str) -> Effects<Outgoing> {
        match raw::update(payload, &self.me) {
            Ok(ParsedUpdate::Message(message)) if message.chat.is_private() => {
                let person = message.author.as_ref().and_then(Author::person);
                let wording = self.wording(person, &Facts::default());
                say(message::place(&message), &reply::went_wrong(self.faq(), wording)).into()
            }
            _ => Effects::default(),
        }
    }

    /// The code of who an update is from, as far as that can be read.
    #[must_use]
    pub fn from_whom(&self, payload: &str) -> Option<Code> {
        let author = raw::author_of(&serde_json::from_str(payload).ok()?)?;
        Some(self.pseudonym.code("person", &[&author]))
    }

    /// The code of the person whose private chat a request is for.
    #[must_use]
    pub fn to_whom(&self, outgoing: &Outgoing) -> Option<Code> {
        outgoing.chat().filter(|chat| *chat > 0).map(|chat| self.pseudonym.code("person", &[&chat]))
    }

    /// The bot's own words in the language of a person.
    fn wording(&self, person: Option<&User>, facts: &Facts) -> &Wording {
        let code = person.and_then(|person| person.language_code.as_deref());
        let set = facts.known.language.as_deref().and_then(Language::of_tag);
        self.catalogues.of(reply::language_of(set, code, &self.faq().language))
    }

    /// The code of a person.
    pub(super) fn person(&self, person: &User) -> Code {
        self.pseudonym.code("person", &[&author::id(person)])
    }

    /// The code of who wrote a message. One who writes in the name of a chat has that chat's, and so nothing of what
    /// they have under their own name.
    pub(super) fn whose(&self, author: &Author) -> Code {
        self.pseudonym.code("person", &[&author.id()])
    }

    /// The code of a chat that answers stand in.
    pub(super) fn chat(&self, chat: i64) -> Code {
        self.pseudonym.code("chat", &[&chat])
    }

    /// Whether a person may give the bot orders.
    pub(super) fn is_staff(&self, person: &User) -> bool {
        self.staff.contains(&person.id.0)
    }

    /// The corpus.
    #[must_use]
    pub fn faq(&self) -> &Faq {
        self.engine.faq()
    }
}
