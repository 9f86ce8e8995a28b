//! A message: which ones are meant for the bot, and which words in them are the question.

use std::time::Duration;

use teloxide::types::{Message, MessageKind};

use super::handlers::{Handlers, Once, Plan};
use super::outgoing::{Place, say};
use super::{Me, command};
use crate::reply::{self, Wording};

/// How long it is remembered that a media group was answered; its messages come within seconds.
const MEDIA_GROUP_MEMORY: Duration = Duration::from_secs(24 * 60 * 60);

/// What a message leads to.
pub(super) fn plan(handlers: &Handlers, message: &Message) -> Plan {
    if is_ignored(&handlers.me, message) {
        return Plan::default();
    }
    let wording = handlers.wording(message.from.as_ref());
    let words = message.text().or(message.caption()).map(str::trim).filter(|words| !words.is_empty());
    if message.chat.is_private() {
        private(handlers, wording, message, words)
    } else if message.chat.is_group() || message.chat.is_supergroup() {
        words.map(|words| group(handlers, wording, message, words)).unwrap_or_default()
    } else {
        Plan::default()
    }
}

/// Where the answer to a message goes.
pub(super) fn place(message: &Message) -> Place {
    Place {
        chat: message.chat.id.0,
        thread: message.thread_id.filter(|_| message.is_topic_message).map(|id| id.0.0),
        reply_to: Some(message.id.0),
    }
}

/// Bots (anonymous administrators come as one), copies of channel posts, and what was sent through this bot.
fn is_ignored(me: &Me, message: &Message) -> bool {
    message.from.as_ref().is_none_or(|from| from.is_bot)
        || message.sender_chat.is_some()
        || message.is_automatic_forward()
        || message.via_bot.as_ref().is_some_and(|bot| bot.id.0 == me.id)
}

/// In a private chat everything is meant for the bot.
fn private(handlers: &Handlers, wording: &Wording, message: &Message, words: Option<&str>) -> Plan {
    let place = place(message);
    // An album comes as one message for each picture, of which one may carry the words for all.
    let album = message.media_group_id().map(|group| Once {
        code: handlers.pseudonym.code("album", &[&message.chat.id, &group.0]),
        memory: MEDIA_GROUP_MEMORY,
        sends: Vec::new(),
    });
    let Some(words) = words else {
        let is_media = matches!(message.kind, MessageKind::Common(_) | MessageKind::Dice(_));
        if !is_media {
            return Plan::default();
        }
        let sends = say(place, &reply::text_only(handlers.faq(), wording));
        return match album {
            Some(album) => Plan { once: Some(Once { sends, ..album }), ..Plan::default() },
            None => sends.into(),
        };
    };
    let sends = match command::parse(words) {
        Some(command) if command.is_for(&handlers.me) => command::answer(handlers, wording, place, &command),
        Some(_) => Vec::new(),
        None => match without_mention(words, &handlers.me) {
            Some(question) if !question.is_empty() => handlers.ask(wording, place, &question),
            _ => handlers.ask(wording, place, words),
        },
    };
    Plan { sends, once: album, ..Plan::default() }
}

/// In a group only what is addressed to the bot is.
fn group(handlers: &Handlers, wording: &Wording, message: &Message, words: &str) -> Plan {
    let place = place(message);
    let me = &handlers.me;
    if let Some(command) = command::parse(words) {
        // Without the bot's name a command may be meant for any bot in the group; few have `/ask`.
        let is_meant = command.is_for(me) && (command.bot.is_some() || command.is("ask"));
        return if is_meant { command::answer(handlers, wording, place, &command).into() } else { Plan::default() };
    }
    match without_mention(words, me) {
        Some(question) if question.is_empty() => say(place, &reply::ask_how(handlers.faq(), wording)).into(),
        Some(question) => handlers.ask(wording, place, &question).into(),
        None if is_reply_to(me, message) => handlers.ask(wording, place, words).into(),
        None => Plan::default(),
    }
}

/// Whether a message answers one of the bot's. In a forum every message "answers" the one that opened its topic.
fn is_reply_to(me: &Me, message: &Message) -> bool {
    let Some(replied) = message.reply_to_message() else { return false };
    let opens_topic = message.is_topic_message && message.thread_id.is_some_and(|id| id.0 == replied.id);
    !opens_topic && replied.from.as_ref().is_some_and(|from| from.id.0 == me.id)
}

/// The words without the bot's name; `None` when it is not named.
fn without_mention(words: &str, me: &Me) -> Option<String> {
    let name = format!("@{}", me.username.to_ascii_lowercase());
    let lower = words.to_ascii_lowercase();
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let (start, _) = lower.match_indices(&name).find(|(at, _)| {
        !words[..*at].ends_with(|c: char| is_part(c) || c == '@') && !words[at + name.len()..].starts_with(is_part)
    })?;
    let before = words[..start].trim_end().trim_end_matches([',', ':']);
    let after = words[start + name.len()..].trim_start_matches([',', ':']).trim_start();
    let space = if after.starts_with(is_part) { " " } else { "" };
    Some(format!("{before}{space}{after}").trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Me, without_mention};

    #[track_caller]
    fn check(words: &str, expected: Option<&str>) {
        let me = Me { id: 1, username: "Faq_Bot".to_owned() };
        assert_eq!(without_mention(words, &me).as_deref(), expected, "{words:?}");
    }

    #[test]
    fn the_question_is_what_stands_around_the_name() {
        check("@faq_bot what is TACE?", Some("what is TACE?"));
        check("@Faq_Bot: what is TACE?", Some("what is TACE?"));
        check("what is TACE, @faq_bot?", Some("what is TACE?"));
        check("what @faq_bot is TACE", Some("what is TACE"));
        check("é@faq_bot_ @faq_bot", Some("é@faq_bot_"));
        check("@faq_bot", Some(""));
    }

    #[test]
    fn other_names_are_not_its_own() {
        check("what is TACE?", None);
        check("@faq_bots what", None);
        check("@faq_bot2 what", None);
        check("me@faq_bot what", None);
        check("faq_bot what", None);
    }
}
