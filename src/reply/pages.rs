//! Replies that no question leads to: the first meeting, browsing, what is kept, what cannot be read.

use super::{Action, Block, Reply, wording};
use crate::corpus::{Entry, Faq, Topic};

/// What the running bot keeps about people, so that `/privacy` says what is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// How many days the number of a handled message (without its words) is remembered, to answer nothing twice.
    pub handled_days: u32,
    /// How many days it is remembered, under a code that does not name the person, that somebody gave feedback on a
    /// message, so that it counts once.
    pub feedback_days: u32,
}

/// `/start`: what the bot does and does not, the disclaimer, topics as buttons, a question to try.
#[must_use]
pub fn start(faq: &Faq) -> Reply {
    let welcome = if faq.replies.welcome.is_empty() { wording::WHAT_I_DO } else { &faq.replies.welcome };
    let reply = Reply::saying(faq.contacts.fill(welcome));
    let reply = match faq.try_questions.first() {
        Some(question) => reply.with_block(Block::Text(format!("{} For example: {question}", wording::HOW_TO_ASK))),
        None => reply.with_block(Block::Text(wording::HOW_TO_ASK.to_owned())),
    };
    with_topics(with_disclaimer(reply, faq), faq)
}

/// `/help`: how to ask, the commands, questions to try.
#[must_use]
pub fn help(faq: &Faq) -> Reply {
    let mut tries = vec![wording::TRY.to_owned()];
    tries.extend(faq.try_questions.iter().map(|question| format!("• {question}")));
    let commands = wording::COMMANDS.iter().map(|command| format!("/{} – {}", command.name, command.description));
    let reply = Reply::saying(format!("{} {}", wording::HOW_TO_ASK, wording::WHAT_I_DO));
    let reply = if tries.len() > 1 { reply.with_block(Block::Lines(tries)) } else { reply };
    with_disclaimer(reply.with_block(Block::Lines(commands.collect())), faq)
        .with_button(wording::ALL_TOPICS, Action::Topics)
}

/// `/topics`: the topics as buttons.
#[must_use]
pub fn topics(faq: &Faq) -> Reply {
    with_topics(strong(&faq.title).with_block(Block::Text(wording::PICK_TOPIC.to_owned())), faq)
}

/// One topic: its questions as buttons, and the way back.
#[must_use]
pub fn topic(faq: &Faq, topic: &Topic) -> Reply {
    let reply = strong(&topic.title).with_block(Block::Text(wording::PICK_QUESTION.to_owned()));
    reply.with_entries(faq.entries_of(topic), Action::Browse).with_button(wording::BACK_TO_TOPICS, Action::Topics)
}

/// An entry reached by browsing: the passage, and the way back.
#[must_use]
pub fn shown_entry(faq: &Faq, entry: &Entry) -> Reply {
    let reply = Reply::quoting(faq, entry).with_entries(related(faq, entry), Action::Browse);
    match faq.topic(entry.topic.as_str()) {
        Some(topic) => reply.with_button(wording::back_to(&topic.title), Action::Topic(topic.id.clone())),
        None => reply.with_button(wording::BACK_TO_TOPICS, Action::Topics),
    }
}

/// An entry that answers a question or was picked from a choice: the passage, feedback, what to read next.
#[must_use]
pub fn answered(faq: &Faq, entry: &Entry) -> Reply {
    Reply::quoting(faq, entry)
        .with_button(wording::HELPED, Action::Helped(entry.id.clone()))
        .with_button(wording::NOT_MY_QUESTION, Action::NotMyQuestion(entry.id.clone()))
        .with_entries(related(faq, entry), Action::Choose)
}

/// An entry that was picked from a choice, shown in its place: the passage, feedback, and the rest of the choice, so
/// that a wrong tap can be mended.
#[must_use]
pub fn picked<'a>(faq: &'a Faq, entry: &'a Entry, others: impl IntoIterator<Item = &'a Entry>) -> Reply {
    Reply::quoting(faq, entry)
        .with_button(wording::HELPED, Action::Helped(entry.id.clone()))
        .with_button(wording::NOT_MY_QUESTION, Action::NotMyQuestion(entry.id.clone()))
        .with_entries(others.into_iter(), Action::Choose)
        .with_button(wording::NONE_OF_THESE, Action::NoneOfThese)
}

/// `/about`: what the text covers, its sources with licence and review, the version of the program.
#[must_use]
pub fn about(faq: &Faq, version: &str) -> Reply {
    let mut reply = strong(&faq.title);
    if !faq.about.is_empty() {
        reply = reply.with_block(Block::Text(faq.about.clone()));
    }
    for source in &faq.sources {
        let mut lines = vec![
            wording::source_line(Some(source), &source.review),
            format!("Licence: {}", wording::full_stop(&source.licence)),
        ];
        lines.extend(source.retrieved.map(|date| format!("Retrieved on {date}.")));
        lines.extend(source.review.due.map(|date| format!("Next review due on {date}.")));
        reply = reply.with_block(Block::Lines(lines));
    }
    let program = format!("{} questions in {} topics. verbatim {version}.", faq.entries.len(), faq.topics.len());
    let person =
        if faq.contacts.person.is_empty() { String::new() } else { format!(" Run by {}.", faq.contacts.person) };
    with_disclaimer(reply.with_block(Block::Text(program + &person)), faq)
}

/// `/privacy`: what is kept, and for how long.
#[must_use]
pub fn privacy(kept: Kept) -> Reply {
    let days = |days: u32| if days == 1 { "1 day".to_owned() } else { format!("{days} days") };
    Reply::saying("Your words are stored only until they are answered. Then they are deleted.")
        .with_block(Block::Text(format!(
            "For {} I keep the numbers of messages that I have handled, without what was in them, so that none is \
             answered twice.",
            days(kept.handled_days)
        )))
        .with_block(Block::Text(format!(
            "I count how often a passage helped or did not. The count does not say who tapped. So that a tap counts \
             once, I keep for {} a code that is made from your Telegram number and the message's. It does not name you.",
            days(kept.feedback_days)
        )))
        .with_block(Block::Text(
            "Telegram itself stores the messages of this chat. To remove them, delete the chat in Telegram.".to_owned(),
        ))
}

/// For a photo, a voice message or a file without words.
#[must_use]
pub fn text_only(faq: &Faq) -> Reply {
    Reply::saying(wording::TEXT_ONLY).with_block(Block::Note(emergency_note(faq)))
}

/// For `/ask` without a question.
#[must_use]
pub fn ask_how(faq: &Faq) -> Reply {
    let example = faq.try_questions.first().map_or("…", String::as_str);
    Reply::saying(wording::ASK_HOW).with_block(Block::Text(format!("/ask {example}")))
}

/// For a message that could not be handled although it was tried again.
#[must_use]
pub fn went_wrong(faq: &Faq) -> Reply {
    Reply::saying(wording::WENT_WRONG).with_block(Block::Note(emergency_note(faq)))
}

/// What an empty chat with the bot says, at most 512 characters.
#[must_use]
pub fn description(faq: &Faq) -> String {
    let welcome = if faq.replies.welcome.is_empty() { wording::WHAT_I_DO } else { &faq.replies.welcome };
    let welcome = faq.contacts.fill(welcome);
    let whole = format!("{welcome}\n\n{}", faq.disclaimer);
    cut(if whole.chars().count() <= DESCRIPTION_CHARS { &whole } else { &welcome }, DESCRIPTION_CHARS)
}

/// What the bot's profile says, at most 120 characters.
#[must_use]
pub fn short_description(faq: &Faq) -> String {
    cut(&format!("{}. {}", faq.title.trim_end_matches('.'), wording::IN_SHORT), SHORT_DESCRIPTION_CHARS)
}

/// Telegram's limit for a bot's description.
const DESCRIPTION_CHARS: usize = 512;

/// Telegram's limit for a bot's short description.
const SHORT_DESCRIPTION_CHARS: usize = 120;

/// The text, cut at a word with an ellipsis when it is longer than `chars`.
fn cut(text: &str, chars: usize) -> String {
    let text = text.trim();
    let Some((end, _)) = text.char_indices().nth(chars) else { return text.to_owned() };
    let last = text[..end].char_indices().next_back().map_or(0, |(at, _)| at);
    let head = &text[..last];
    format!("{}…", head[..head.rfind(char::is_whitespace).unwrap_or(head.len())].trim_end())
}

/// For a command that does not exist.
#[must_use]
pub fn unknown_command() -> Reply {
    Reply::saying(wording::UNKNOWN_COMMAND).with_button(wording::ALL_TOPICS, Action::Topics)
}

/// After "none of these": a person to turn to, and the topics.
#[must_use]
pub fn none_of_these(faq: &Faq) -> Reply {
    unknown(faq)
}

/// After "not my question": what else is near, then a person.
#[must_use]
pub fn not_my_question(faq: &Faq, entry: Option<&Entry>) -> Reply {
    let reply = Reply::saying(faq.contacts.fill(&faq.replies.unknown));
    let reply = match entry {
        Some(entry) => reply.with_entries(related(faq, entry), Action::Choose),
        None => reply,
    };
    reply.with_button(wording::ALL_TOPICS, Action::Topics)
}

/// For a button whose entry is gone since the FAQ changed.
#[must_use]
pub fn choice_gone(faq: &Faq) -> Reply {
    with_topics(Reply::saying(wording::CHOICE_GONE), faq)
}

/// For a question that nothing fits: says so, names a person, offers the topics.
pub(super) fn unknown(faq: &Faq) -> Reply {
    let text = match faq.replies.unknown.as_str() {
        "" => UNKNOWN_WITHOUT_CONTACTS.to_owned(),
        text => faq.contacts.fill(text),
    };
    with_topics(Reply::saying(text), faq)
}

/// For a corpus for measuring, which has no replies of its own.
const UNKNOWN_WITHOUT_CONTACTS: &str = "I have no answer to that.";

fn strong(text: &str) -> Reply {
    Reply { blocks: vec![Block::Strong(text.to_owned())], buttons: Vec::new(), quoted: None }
}

fn with_disclaimer(reply: Reply, faq: &Faq) -> Reply {
    if faq.disclaimer.is_empty() { reply } else { reply.with_block(Block::Note(faq.disclaimer.clone())) }
}

fn with_topics(reply: Reply, faq: &Faq) -> Reply {
    faq.topics.iter().fold(reply, |reply, topic| reply.with_button(&topic.title, Action::Topic(topic.id.clone())))
}

fn related<'a>(faq: &'a Faq, entry: &'a Entry) -> impl Iterator<Item = &'a Entry> {
    entry.related.iter().filter_map(|id| faq.entry(id.as_str()))
}

fn emergency_note(faq: &Faq) -> String {
    format!("If somebody is in danger now, call {}.", faq.contacts.emergency)
}
