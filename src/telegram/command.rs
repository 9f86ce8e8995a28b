//! Commands: how they are written and what each answers.

use super::Me;
use super::handlers::Scene;
use crate::reply::{self, Language, Reply, Start};

/// A command as typed, such as `/ask@faq_bot what is TACE?`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Command<'a> {
    /// The name without the slash, as typed.
    pub(super) name: &'a str,
    /// The bot that it is addressed to.
    pub(super) bot: Option<&'a str>,
    /// What follows.
    pub(super) rest: &'a str,
}

impl Command<'_> {
    /// Whether it has this name, in any case.
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// Whether it is addressed to this bot or to none in particular.
    pub(super) fn is_for(&self, me: &Me) -> bool {
        self.bot.is_none_or(|bot| bot.eq_ignore_ascii_case(&me.username))
    }
}

/// Reads a command at the start of a text; `None` when there is none.
pub(super) fn parse(words: &str) -> Option<Command<'_>> {
    let (head, rest) = match words.split_once(char::is_whitespace) {
        Some((head, rest)) => (head, rest.trim()),
        None => (words, ""),
    };
    let head = head.strip_prefix('/')?;
    let (name, bot) = match head.split_once('@') {
        Some((name, bot)) => (name, Some(bot)),
        None => (head, None),
    };
    let is_name = |name: &str| {
        (1..=32).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    (is_name(name) && bot.is_none_or(is_name)).then_some(Command { name, bot, rest })
}

/// What a command answers, `/ask` with a question apart.
pub(super) fn answer(scene: Scene<'_>, is_private: bool, command: &Command<'_>) -> Reply {
    let (faq, wording) = (scene.faq(), scene.wording);
    match command.name.to_ascii_lowercase().as_str() {
        // A link such as `t.me/faq_bot?start=tace-what` leads to an entry.
        "start" => reply::started(faq, wording, &Start::of(command.rest)),
        "help" => reply::help(faq, wording),
        "topics" => reply::topics(faq, wording),
        "about" => reply::about(faq, wording, env!("CARGO_PKG_VERSION")),
        "privacy" => reply::privacy(wording, scene.handlers.kept),
        "settings" if is_private => reply::personal_settings(wording, spoken(scene)),
        "forget" if is_private => reply::forget_question(wording),
        "forget" => reply::in_private(wording),
        "ask" => reply::ask_how(faq, wording),
        _ => reply::unknown_command(wording),
    }
}

/// The language that the person set.
pub(super) fn spoken(scene: Scene<'_>) -> Option<Language> {
    scene.facts.known.language.as_deref().and_then(Language::of_tag)
}

#[cfg(test)]
mod tests {
    use super::{Command, Me, parse};

    #[track_caller]
    fn check(words: &str, expected: Option<(&str, Option<&str>, &str)>) {
        let expected = expected.map(|(name, bot, rest)| Command { name, bot, rest });
        assert_eq!(parse(words), expected, "{words:?}");
    }

    #[test]
    fn commands_are_told_from_text() {
        check("/start", Some(("start", None, "")));
        check("/ask  what is TACE? ", Some(("ask", None, "what is TACE?")));
        check("/ask\nwhat", Some(("ask", None, "what")));
        check("/ASK@Faq_Bot what", Some(("ASK", Some("Faq_Bot"), "what")));
        check("what is TACE?", None);
        check("/", None);
        check("/ ask", None);
        check("//ask", None);
        check("/ask@", None);
        check("/5-fu or FOLFOX?", None);
        check("/é", None);
        check("see /ask", None);
    }

    #[test]
    fn a_command_for_another_bot_is_not_ours() {
        let me = Me { id: 1, username: "Faq_Bot".to_owned(), hears_all: false };
        let is_for = |words: &str| parse(words).is_some_and(|command| command.is_for(&me));
        assert!(is_for("/ask") && is_for("/ask@faq_bot x"));
        assert!(!is_for("/ask@other_bot x"));
    }
}
