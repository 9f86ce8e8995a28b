//! The handler tree: an update in, what to do about it out. Pure, so that a crash may run it again.

use std::time::Duration;

use teloxide::types::{UpdateKind, User};

use super::outgoing::{Outgoing, Place, say};
use super::{Me, Pseudonym, callback, inline, member, message, raw};
use crate::corpus::{Faq, Id};
use crate::engine::Engine;
use crate::reply::{self, Catalogues, Kept, Verdict, Wording};
use crate::text::Question;

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
}

/// What an update leads to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// What is sent in any case, in order.
    pub sends: Vec<Outgoing>,
    /// What is sent after that, the first time only.
    pub once: Option<Once>,
    /// Feedback to count.
    pub vote: Option<Vote>,
    /// An entry that was sent through inline mode, to count.
    pub chosen: Option<Id>,
}

/// Something to be done the first time only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Once {
    /// A code for what must not have happened before.
    pub code: [u8; 32],
    /// How long it is remembered.
    pub memory: Duration,
    /// What to send.
    pub sends: Vec<Outgoing>,
}

/// A tap on a feedback button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vote {
    /// A code for the person and the message.
    pub code: [u8; 32],
    /// The entry whose passage it is about.
    pub entry: Id,
    /// What the person says.
    pub verdict: Verdict,
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

impl From<Vec<Outgoing>> for Plan {
    fn from(sends: Vec<Outgoing>) -> Self {
        Self { sends, ..Self::default() }
    }
}

impl Handlers {
    /// What a raw update leads to.
    ///
    /// # Errors
    /// When the update cannot be read; it never can be then.
    pub fn plan(&self, payload: &str) -> Result<Plan, Unreadable> {
        let update = raw::update(payload)?;
        Ok(match &update.kind {
            UpdateKind::Message(message) => message::plan(self, message),
            UpdateKind::CallbackQuery(query) => callback::plan(self, query),
            UpdateKind::InlineQuery(query) => inline::plan(self, query),
            UpdateKind::ChosenInlineResult(result) => inline::chosen(self, result),
            UpdateKind::MyChatMember(change) => member::plan(change),
            // Not asked for in `allowed_updates`; some may still wait from an earlier version that did.
            _ => Plan::default(),
        })
    }

    /// What to say about an update that could not be handled, to whom it came from. Reads as little as it can.
    #[must_use]
    pub fn apology(&self, payload: &str) -> Plan {
        let Ok(update) = raw::update(payload) else { return Plan::default() };
        match &update.kind {
            UpdateKind::Message(message) if message.chat.is_private() => {
                let wording = self.wording(message.from.as_ref());
                say(message::place(message), &reply::went_wrong(self.faq(), wording)).into()
            }
            _ => Plan::default(),
        }
    }

    /// The answer to a question.
    pub(super) fn ask(&self, wording: &Wording, place: Place, question: &str) -> Vec<Outgoing> {
        let outcome = self.engine.decide(&Question::new(question));
        say(place, &reply::render(self.faq(), wording, &outcome.decision))
    }

    /// The bot's own words in the language of a person.
    pub(super) fn wording(&self, person: Option<&User>) -> &Wording {
        let code = person.and_then(|person| person.language_code.as_deref());
        // Nobody can set a language yet; when they can, what they set is the first argument.
        self.catalogues.of(reply::language_of(None, code, &self.faq().language))
    }

    pub(super) fn faq(&self) -> &Faq {
        self.engine.faq()
    }
}
