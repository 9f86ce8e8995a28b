//! The question in a message, decided when the message is read; or a red flag, wherever in the message it stands.

use super::addressing::{self, Meant};
use super::context::BotContext;
use super::follow_up;
use super::missed::noted::NotedQuestion;
use super::urgent;
use crate::bot_api::{Author, IncomingMessage};
use crate::decide::Decision;
use crate::engine::Outcome;
use crate::store::Pseudonym;
use crate::text::Question;

/// A question with what the engine says about it.
#[derive(Clone, Debug)]
pub(super) struct AskedQuestion {
    pub(super) outcome: Outcome,
    /// Whether the bot was asked, and did not just overhear it.
    pub(super) to_bot: bool,
    /// Whether a bot wrote it first, and somebody forwarded it.
    pub(super) is_of_a_bot: bool,
    /// Whether somebody says it in talk with others: a person under their own name, who forwards nothing.
    pub(super) is_talk: bool,
    /// The message that is answered.
    pub(super) of: i32,
    /// The message itself, whatever message it wants answered.
    pub(super) message: Pseudonym,
    /// The words of the question and what is read beside them, in this chat.
    pub(super) words: Pseudonym,
    /// The entry in this place, when the answer is one: the same is not given again at once.
    pub(super) entry: Option<Pseudonym>,
    /// The question as it is kept; `None` when it must not be: what may be an emergency, what the bot overheard, what
    /// somebody else wrote, who did not ask the bot, and what was written in the name of a chat, which nobody could
    /// have forgotten.
    pub(super) to_keep: Option<String>,
    /// The question as it may be held for who asked it: a person under their own name, who put their own words to the
    /// bot.
    pub(super) to_hold: Option<String>,
    /// What may be noted of it, when nothing fits it.
    pub(super) to_note: Option<NotedQuestion>,
    /// The question itself, when it may go on from an answer that the message does not reply to.
    pub(super) leaning: Option<Question>,
}

impl AskedQuestion {
    /// The question in a message, decided; `None` when nothing in it is answered as one.
    pub(super) fn decide(bot: &BotContext, message: &IncomingMessage, meant: &Meant) -> Option<Self> {
        let content = &message.content;
        let (words, of, to_bot, is_own) = match meant {
            Meant::Question { words, of, to_bot, is_own } => (words.as_str(), *of, *to_bot, *is_own),
            Meant::Command(command) => (command.rest.as_str(), message.id, true, true),
            Meant::GroupSettings(command) if command.bot.is_some() => (command.rest.as_str(), message.id, true, true),
            Meant::NoWords => (content.asks.as_str(), message.id, true, false),
            Meant::Aside { to_bot } => ("", message.id, *to_bot, false),
            Meant::NameAlone | Meant::GroupSettings(_) => return None,
        };
        let beside = urgent::beside(message, to_bot);
        if words.is_empty() && beside.is_empty() {
            return None;
        }
        let is_copied = message.author.as_ref().is_some_and(Author::is_copied);
        if is_copied && urgent::is_of_the_bot(bot.faq(), message) {
            return None;
        }
        let question = Question::new(words);
        let outcome = follow_up::of_reply(bot, message, &question, bot.engine.decide(&question));
        let outcome = urgent::anywhere(&bot.engine, outcome, words, &beside);
        if !is_answered(meant, &outcome.decision, is_copied) {
            return None;
        }
        let to_bot = to_bot && !(addressing::only_replies(&bot.me, message) && asks_nothing(&outcome, words));
        let chat = message.chat.id;
        let all = [&[words], &beside[..]].concat().join("\n");
        let entry = match &outcome.decision {
            Decision::Answer(id) => Some(bot.pseudonym.code("said", &[&chat, &message.thread.unwrap_or_default(), id])),
            _ => None,
        };
        let is_persons = message.author.as_ref().is_some_and(|author| author.person().is_some());
        let is_urgent = matches!(outcome.decision, Decision::Urgent(_));
        let is_own = to_bot && is_own && is_persons && !is_urgent;
        let asker = message.author.as_ref().and_then(Author::person).filter(|_| is_own && message.forwarded.is_none());
        let asker = asker.filter(|_| outcome.decision == Decision::Unknown);
        let to_note =
            asker.and_then(|asker| NotedQuestion::of(bot, (chat, message.id), asker.chat_id(), words, &outcome));
        Some(Self {
            to_bot,
            is_of_a_bot: message.forwarded.is_some_and(|forwarded| forwarded.is_from_bot),
            is_talk: is_persons && message.forwarded.is_none(),
            of,
            message: bot.pseudonym.code("question", &[&chat, &message.id]),
            words: bot.pseudonym.code("words", &[&chat, &all]),
            entry,
            to_keep: (is_own && bot.kept.questions_days > 0).then(|| words.to_owned()),
            to_note,
            leaning: (outcome.about.is_none() && is_own && bot.engine.leans_back(&question, &outcome))
                .then_some(question),
            outcome,
            to_hold: (is_own && !message.chat.is_one_to_one()).then(|| words.to_owned()),
        })
    }

    /// Whether it must be answered whatever else holds.
    pub(super) fn is_urgent(&self) -> bool {
        matches!(self.outcome.decision, Decision::Urgent(_))
    }
}

/// Whether words in a reply to the bot are no question to it: they are said to somebody else, or are neither put as a
/// question nor about anything that the text speaks of ("wow", "haha ok", "thanks").
fn asks_nothing(outcome: &Outcome, words: &str) -> bool {
    let is_courtesy = matches!(outcome.decision, Decision::Courtesy(_));
    // How other languages ask is not known.
    let may_ask = outcome.is_question || outcome.foreign.is_some() || (outcome.is_understood && !is_courtesy);
    let is_urgent = matches!(outcome.decision, Decision::Urgent(_));
    !is_urgent && (addressing::calls_another(words) || !may_ask)
}

fn is_answered(meant: &Meant, decision: &Decision, is_copied: bool) -> bool {
    match (meant, decision) {
        (_, Decision::Urgent(_)) => true,
        (Meant::Question { .. }, _) => !is_copied,
        // A poll or a checklist that says what the text speaks of is taken for a question. Anything else is no words.
        (Meant::NoWords, Decision::Answer(_) | Decision::Choose(_) | Decision::Gap { .. }) => true,
        _ => false,
    }
}
