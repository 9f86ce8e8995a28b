//! Flood manners: how much of one person, and in one group, is answered within a minute.
//!
//! The minute is that of the time Telegram gives a message, so that what piled up while the bot was away is answered.

use chrono::{DateTime, Utc};

use super::asked::AskedQuestion;
use super::context::{BotContext, Ctx};
use super::guest::question::GuestQuestion;
use super::requests::say;
use super::ttl;
use super::update::{ChatMessage, Intent};
use crate::bot_api::{Outgoing, User};
use crate::reply;
use crate::store::{Change, Effects, Pseudonym, State};

/// Messages of one person, edits among them, that are answered within a minute, wherever they come from. Nobody reads
/// faster. Taps are not counted: each must be answered, and most change a message in place.
const OF_A_PERSON: u32 = 20;

/// Questions in one group that are answered within a minute: Telegram lets a bot send 20.
const IN_A_GROUP: u32 = 15;

/// Questions in one group that are answered within an hour without having been asked.
const UNASKED_AN_HOUR: u32 = 6;

/// The effects of a message as far as its author may have it answered now. What is urgent always is. Nothing is counted
/// when nothing comes of it, or at most something once; what the admins set is neither counted nor held back.
pub(super) fn guard(ctx: Ctx<'_>, message: &ChatMessage, effects: Effects<Outgoing>) -> Effects<Outgoing> {
    if effects.requests.is_empty() || matches!(message.intent, Intent::GroupSettings(_)) {
        return effects;
    }
    let limits = FloodLimit::of(ctx.bot, message);
    let worst = limits.iter().map(|limit| limit.verdict(&ctx.context.state)).max();
    let asked = message.asked();
    let mut effects = match worst {
        _ if asked.is_some_and(AskedQuestion::is_urgent) => effects,
        Some(FloodVerdict::First) => say(message.place(ctx.settings()), &reply::too_many(ctx.wording)).into(),
        Some(FloodVerdict::More) => Effects::default(),
        Some(FloodVerdict::Fine) | None => effects,
    };
    let is_overheard = asked.is_some_and(|asked| !asked.to_bot) && message.edited_after_ms.is_none();
    let unasked = is_overheard.then(|| FloodLimit::unasked(ctx.bot, message));
    effects.changes.extend(limits.iter().chain(&unasked).map(|limit| limit.count(ctx.context.now_ms)));
    effects
}

/// The counts of a person for as far back as counts are kept. The minute that runs is not among them, or to be forgotten
/// would be a way to have more answered.
pub(super) fn counted_before(bot: &BotContext, person: &User, now_ms: i64) -> Vec<Pseudonym> {
    let minutes = ttl::COUNT.as_secs() / 60;
    let ago = |minutes: u64| DateTime::from_timestamp_millis(now_ms.saturating_sub_unsigned(minutes * 60_000));
    (1..=minutes).filter_map(ago).map(|at| FloodLimit::of_author(bot, person.chat_id(), at).code()).collect()
}

/// What a count says about one more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum FloodVerdict {
    /// It is answered.
    Fine,
    /// It is the first too many: that is said.
    First,
    /// It is passed over.
    More,
}

/// A count: what it is of, and how much is fine.
#[derive(Clone, Copy, Debug)]
pub(super) struct FloodLimit {
    code: Pseudonym,
    most: u32,
}

impl FloodLimit {
    /// Messages of a person, or in the name of a chat, in the minute of this time.
    fn of_author(bot: &BotContext, author: i64, at: DateTime<Utc>) -> Self {
        Self::new(bot, "person-minute", &author, at, 60, OF_A_PERSON)
    }

    /// Questions to the bot in a group in the minute of this time.
    fn in_group(bot: &BotContext, chat: i64, at: DateTime<Utc>) -> Self {
        Self::new(bot, "group-minute", &chat, at, 60, IN_A_GROUP)
    }

    /// Answers in a group that nobody asked for in the hour of a message.
    pub(super) fn unasked(bot: &BotContext, message: &ChatMessage) -> Self {
        Self::new(bot, "unasked-hour", &message.chat.id, message.date, 3600, UNASKED_AN_HOUR)
    }

    /// What a question to the guest counts against: its author's messages.
    pub(super) fn of_guest(bot: &BotContext, question: &GuestQuestion) -> Self {
        Self::of_author(bot, question.author.id(), question.date)
    }

    /// What a message counts against: its author's, and its group's.
    pub(super) fn of(bot: &BotContext, message: &ChatMessage) -> Vec<Self> {
        let mut limits = vec![Self::of_author(bot, message.author.id(), message.date)];
        limits.extend((!message.chat.is_one_to_one()).then(|| Self::in_group(bot, message.chat.id, message.date)));
        limits
    }

    fn new(
        bot: &BotContext,
        purpose: &str,
        whose: &dyn std::fmt::Display,
        at: DateTime<Utc>,
        seconds: i64,
        most: u32,
    ) -> Self {
        let window = at.timestamp().div_euclid(seconds);
        let code = bot.pseudonym.code(purpose, &[whose, &window]);
        Self { code, most }
    }

    /// What the count is asked for by.
    pub(super) fn code(&self) -> Pseudonym {
        self.code
    }

    /// What the count says about one more.
    pub(super) fn verdict(&self, known: &State) -> FloodVerdict {
        let count = known.counts.iter().find(|(code, _)| *code == self.code).map_or(0, |(_, count)| *count);
        match count.cmp(&self.most) {
            std::cmp::Ordering::Less => FloodVerdict::Fine,
            std::cmp::Ordering::Equal => FloodVerdict::First,
            std::cmp::Ordering::Greater => FloodVerdict::More,
        }
    }

    /// Counts one more.
    pub(super) fn count(&self, now_ms: i64) -> Change {
        Change::Count { code: self.code, until_ms: now_ms + ttl::ms(ttl::COUNT) }
    }
}
