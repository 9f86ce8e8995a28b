//! The buttons below a reply, and what each does.

use super::link::{Shared, Start};
use super::wording::Language;
use crate::corpus::Id;

/// A button below a reply. In the terminal, those that lead to an entry become numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Button {
    /// What is written on it.
    pub label: String,
    /// What it does.
    pub action: Action,
    /// Whether it stands beside the one before it, and not below.
    pub is_beside: bool,
}

/// What a button does. The bot room writes it into callback data or a link and reads it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Show the list of topics, in place.
    Topics,
    /// Show a page of them beyond the first, counted from 1, in place.
    TopicsPage(usize),
    /// Show a topic's questions, in place.
    Topic(Id),
    /// Show a page of them beyond the first, counted from 1, in place.
    TopicPage(Id, usize),
    /// Show an entry while browsing, in place, with a way back.
    Browse(Id),
    /// Show the entry that the person picked from a choice.
    Choose(Id),
    /// None of the entries of a choice is meant.
    NoneOfThese,
    /// The question is not about this subject, with which it was read.
    NotAbout(Id),
    /// The passage of this entry helped.
    Helped(Id),
    /// The passage of this entry was not what was asked.
    NotMyQuestion(Id),
    /// Pass a link to this entry on to another chat.
    Share(Shared),
    /// Open the private chat with the bot.
    Open(Start),
    /// Open another link of Telegram's.
    Visit(String),
    /// Send this back to the bot, for a feature of its own that this room does not know.
    Data(String),
    /// Show what a person can set for themselves.
    Personal,
    /// Set the language of the bot's own words; `None` follows Telegram's.
    Speak(Option<Language>),
    /// Ask whether everything kept about a person is to be forgotten.
    Forget,
    /// Forget it.
    ForgetNow,
}

/// The label of a button that leads back to what has this title.
pub(crate) fn back_to(title: &str) -> String {
    format!("← {title}")
}
