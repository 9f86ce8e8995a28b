//! What somebody asks the bot where it is a guest, decided when the message is read.

use chrono::{DateTime, Utc};

use crate::bot::addressing;
use crate::bot::context::BotContext;
use crate::bot::urgent;
use crate::bot_api::{Author, GuestQuery};
use crate::decide::Decision;
use crate::engine::Outcome;
use crate::text::Question;

/// A question to the bot where it is a guest, with what the engine says about it.
#[derive(Debug)]
pub(in crate::bot) struct GuestQuestion {
    /// What it is answered by.
    pub(super) id: String,
    pub(in crate::bot) author: Author,
    pub(in crate::bot) date: DateTime<Utc>,
    /// `None` when nothing is asked.
    pub(super) outcome: Option<Outcome>,
}

impl GuestQuestion {
    /// The question in what was said to the bot, decided; `None` when it takes none from there.
    pub(in crate::bot) fn decide(bot: &BotContext, query: GuestQuery) -> Option<Self> {
        let GuestQuery { id, message } = query;
        let words = addressing::asked_as_guest(&bot.me, &message)?;
        let outcome = bot.engine.decide(&Question::new(&words));
        let outcome = urgent::anywhere(&bot.engine, outcome, &words, &urgent::beside(&message, true));
        let is_urgent = matches!(outcome.decision, Decision::Urgent(_));
        let outcome = Some(outcome).filter(|_| !words.is_empty() || is_urgent);
        Some(Self { id, author: message.author?, date: message.date, outcome })
    }

    /// Whether it must be answered whatever else holds.
    pub(super) fn is_urgent(&self) -> bool {
        self.outcome.as_ref().is_some_and(|outcome| matches!(outcome.decision, Decision::Urgent(_)))
    }
}
