//! Commands as people type them.

use crate::bot_api::Me;

/// A command as typed, such as `/ask@faq_bot what is TACE?`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TypedCommand {
    /// The name without the slash, as typed.
    pub(super) name: String,
    /// The bot that it is addressed to.
    pub(super) bot: Option<String>,
    /// What follows.
    pub(super) rest: String,
}

impl TypedCommand {
    /// Reads a command at the start of a text; `None` when there is none.
    pub(super) fn read(words: &str) -> Option<Self> {
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
        let is_command = is_name(name) && bot.is_none_or(is_name);
        is_command.then(|| Self { name: name.to_owned(), bot: bot.map(str::to_owned), rest: rest.to_owned() })
    }

    /// Whether it has this name, in any case.
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// Whether it is addressed to this bot or to none in particular.
    pub(super) fn is_for(&self, me: &Me) -> bool {
        self.bot.as_ref().is_none_or(|bot| bot.eq_ignore_ascii_case(&me.username))
    }
}

#[cfg(test)]
mod tests {
    use super::{Me, TypedCommand};

    #[track_caller]
    fn check(words: &str, expected: Option<(&str, Option<&str>, &str)>) {
        let command = TypedCommand::read(words);
        let found = command.as_ref().map(|read| (read.name.as_str(), read.bot.as_deref(), read.rest.as_str()));
        assert_eq!(found, expected, "{words:?}");
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
        let is_for = |words: &str| TypedCommand::read(words).is_some_and(|command| command.is_for(&me));
        assert!(is_for("/ask") && is_for("/ask@faq_bot x"));
        assert!(!is_for("/ask@other_bot x"));
    }
}
