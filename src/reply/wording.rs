//! Every sentence of the bot's own that does not depend on the corpus. Passages never pass through here.

use crate::corpus::{Review, Source};

/// A command that the bot understands, with the words that describe it in Telegram's menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Command {
    /// Its name without the slash.
    pub name: &'static str,
    /// What it does, at most 256 characters.
    pub description: &'static str,
}

/// The commands of a private chat, in the order of Telegram's menu.
pub const COMMANDS: [Command; 6] = [
    Command { name: "start", description: "What this bot does, and a question to try" },
    Command { name: "topics", description: "Browse all questions by topic" },
    Command { name: "help", description: "How to ask" },
    Command { name: "about", description: "Where the answers come from" },
    Command { name: "privacy", description: "What is kept about you" },
    Command { name: "ask", description: "Ask a question: /ask does the liver grow back?" },
];

/// The commands that a group's menu offers.
pub const GROUP_COMMANDS: [Command; 2] = [
    Command { name: "ask", description: "Ask a question: /ask does the liver grow back?" },
    Command { name: "help", description: "How to ask" },
];

/// Shown for a moment when somebody taps "this helped".
pub const HELPED_TOAST: &str = "Thank you.";
/// Shown for a moment when somebody taps "not my question".
pub const NOT_HELPED_TOAST: &str = "Thank you for saying so.";
/// Shown for a moment when a button leads to nothing any more.
pub const OLD_BUTTON_TOAST: &str = "This button is from an older version. Please ask again.";

pub(super) const NOT_REVIEWED: &str = "not clinically reviewed";
pub(super) const HELPED: &str = "✓ This helped";
pub(super) const NOT_MY_QUESTION: &str = "✗ Not my question";
pub(super) const HELPED_MARKED: &str = "✅ This helped";
pub(super) const NOT_MY_QUESTION_MARKED: &str = "❌ Not my question";
pub(super) const NONE_OF_THESE: &str = "None of these";
pub(super) const ALL_TOPICS: &str = "All topics";
pub(super) const BACK_TO_TOPICS: &str = "← All topics";

pub(super) const CHOOSE: &str = "I am not sure which question you mean. Is it one of these?";
pub(super) const NEAREST: &str = "The nearest that the text does answer:";
pub(super) const PICK_TOPIC: &str = "Pick a topic:";
pub(super) const PICK_QUESTION: &str = "Pick a question:";
pub(super) const TEXT_ONLY: &str = "I can read text only. Please do not send pictures, voice messages or medical records. \
     Write your question in a short message instead.";
pub(super) const CHOICE_GONE: &str = "That question is no longer part of this FAQ. Here are the topics there are now.";
pub(super) const UNKNOWN_COMMAND: &str = "I do not know that command. Just write your question, or use /help.";

pub(super) const IN_SHORT: &str = "Answers word for word from a curated text. Not medical advice.";
pub(super) const ASK_HOW: &str = "Write your question behind the command, such as:";
pub(super) const WENT_WRONG: &str = "Something went wrong on my side, and I could not answer that message. \
     Please ask again in other words.";

pub(super) fn back_to(title: &str) -> String {
    format!("← {title}")
}

pub(super) fn gap(label: &str) -> String {
    format!("The text does not say {label}.")
}

pub(super) fn source_line(source: Option<&Source>, review: &Review) -> String {
    let Some(source) = source else { return String::new() };
    let review = if review.on.is_some() { review } else { &source.review };
    let reviewed = match (&review.by, review.on) {
        (Some(by), Some(on)) => format!("reviewed by {by} on {on}"),
        _ => NOT_REVIEWED.to_owned(),
    };
    format!("Source: “{}” ({reviewed}). {}", source.title, full_stop(&source.origin))
}

/// The text with a full stop at its end if it has no mark there.
pub(super) fn full_stop(text: &str) -> String {
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}

pub(super) const HOW_TO_ASK: &str = "Write your question in your own words. Spelling does not matter.";

pub(super) const WHAT_I_DO: &str = "I look for the passage of the text that answers your question and show it to you word for word. \
     I never make up an answer. If the text does not say, I tell you so and say whom to ask.";

pub(super) const TRY: &str = "Questions to try:";
