//! Whether a message is meant for the bot, and which words in it are the question.

use super::command::TypedCommand;
use crate::bot_api::{Author, IncomingMessage, Me};

/// What a message wants of the bot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meant {
    /// A command other than `/ask` with a question.
    Command(TypedCommand),
    /// `/settings` in a group. Admins need not name the bot, which may be switched off there.
    GroupSettings(TypedCommand),
    /// A question.
    Question {
        words: String,
        /// The message that is answered.
        of: i32,
        /// Whether the bot was asked, and did not just overhear it.
        to_bot: bool,
        /// Whether they are the words of who sent the message.
        is_own: bool,
    },
    /// The bot's name, and nothing else.
    NameAlone,
    /// Nothing that was written, in a private chat.
    NoWords,
    /// Nothing that was written, where nobody is told so.
    Aside {
        /// Whether it was handed to the bot.
        to_bot: bool,
    },
}

impl Meant {
    /// What a message wants of the bot; `None` when it wants nothing.
    pub(super) fn read(me: &Me, message: &IncomingMessage) -> Option<Self> {
        // What bots write, and what was sent through this one, leads to nothing, or two bots would talk without end.
        let author = message.author.as_ref().filter(|_| !message.is_bots(me) && !message.chat.is_channel())?;
        let content = &message.content;
        let is_alone = is_alone_with(message);
        let Some(words) = content.written.as_deref() else {
            // Whoever writes to a channel may mean its admins, and is not told what the bot cannot read.
            return match () {
                () if message.is_of_the_channel() => None,
                () if message.chat.is_private() && !content.is_service => Some(Self::NoWords),
                () => Some(Self::Aside { to_bot: is_alone || is_reply_to(me, message) }),
            };
        };
        if let Some(mut command) = TypedCommand::read(words) {
            // To reply to the bot is to name it.
            if command.bot.is_none() && is_reply_to(me, message) {
                command.bot = Some(me.username.clone());
            }
            return Self::of_command(me, message, author, command);
        }
        let question = |words| Some(Self::Question { words, of: message.id, to_bot: true, is_own: true });
        match without_mention(words, me) {
            Some(rest) if rest.is_empty() => match () {
                () if author.is_copied() => None,
                () if is_alone => question(words.to_owned()),
                () => Some(asked_of_another(me, message).unwrap_or(Self::NameAlone)),
            },
            Some(rest) => question(rest),
            None if message.is_of_the_channel() => None,
            None => {
                let to_bot = is_alone || is_reply_to(me, message);
                Some(Self::Question { words: words.to_owned(), of: message.id, to_bot, is_own: true })
            }
        }
    }

    fn of_command(me: &Me, message: &IncomingMessage, author: &Author, command: TypedCommand) -> Option<Self> {
        let is_ask = command.is("ask");
        // Without the bot's name a command in a group may be meant for any bot there; few have `/ask`, and `/id` is answered
        // to those alone who can use it. A bot that does not
        // hear all is shown such a command when it was the last of the bots to write, and `/help` is asked of that one.
        let is_meant = command.is_for(me)
            && (is_alone_with(message)
                || command.bot.is_some()
                || is_ask
                || command.is("id")
                || (command.is("help") && !me.hears_all));
        match () {
            () if message.chat.is_group() && command.is("settings") && command.is_for(me) && !author.is_copied() => {
                Some(Self::GroupSettings(command))
            }
            () if !is_meant => None,
            () if is_ask && !command.rest.is_empty() => {
                Some(Self::Question { words: command.rest, of: message.id, to_bot: true, is_own: true })
            }
            // Nobody stands behind a copy whom it could be explained to.
            () if author.is_copied() => None,
            () if is_ask => Some(asked_of_another(me, message).unwrap_or(Self::Command(command))),
            () => Some(Self::Command(command)),
        }
    }
}

/// What the bot is asked where it is a guest: the words around its name, else those of the message that is replied to;
/// may be empty. `None` from whom it takes no question.
pub(super) fn asked_as_guest(me: &Me, message: &IncomingMessage) -> Option<String> {
    message.author.as_ref().filter(|author| !message.is_bots(me) && !author.is_copied())?;
    let written = message.content.written.as_deref().unwrap_or_default();
    let words = without_mention(written, me).unwrap_or_else(|| written.to_owned());
    let words = match TypedCommand::read(&words) {
        Some(command) if command.is("ask") => command.rest,
        Some(_) => String::new(),
        None => words,
    };
    if words.chars().any(char::is_alphanumeric) {
        return Some(words);
    }
    Some(match asked_of_another(me, message) {
        Some(Meant::Question { words, .. }) => words,
        _ => String::new(),
    })
}

/// The question in a message that the bot answered, without what addressed it to the bot, and whether it is in the words of
/// who sent the message.
pub(super) fn question_in(me: &Me, message: &IncomingMessage) -> Option<(String, bool)> {
    let is_sent_on = message.forwarded.is_some() || message.via_bot.is_some();
    let is_own = message.author.as_ref().is_some_and(|author| author.person().is_some()) && !is_sent_on;
    match Meant::read(me, message)? {
        Meant::Question { words, is_own: is_written, .. } => Some((words, is_own && is_written)),
        // What somebody wants to talk about with a person.
        Meant::Command(command) if command.is("human") && !command.rest.is_empty() => Some((command.rest, is_own)),
        Meant::NoWords => message.content.question().map(|words| (words.to_owned(), is_own)),
        _ => None,
    }
}

/// The question of somebody else, to whom somebody answers with `/ask` or the bot's name: what they quote of it, or all
/// of it.
fn asked_of_another(me: &Me, message: &IncomingMessage) -> Option<Meant> {
    let other = message.replied.as_deref().filter(|other| other.author.as_ref().is_some_and(|from| !from.is_bot()));
    let quoted = message.quote.as_ref().map(|quote| quote.words.as_str());
    let elsewhere = Some(message.asks_elsewhere.as_str()).filter(|words| !words.is_empty());
    let words = quoted.or_else(|| other?.content.question()).or(elsewhere)?;
    let words = match TypedCommand::read(words) {
        Some(command) if command.is("ask") => command.rest,
        Some(_) => return None,
        None => without_mention(words, me).unwrap_or_else(|| words.to_owned()),
    };
    // What stands in another chat cannot be answered there.
    let of = other.map_or(message.id, |other| other.id);
    (!words.is_empty()).then_some(Meant::Question { words, of, to_bot: true, is_own: false })
}

/// Whether a message in a group is meant for the bot by nothing but that it replies to it.
pub(super) fn only_replies(me: &Me, message: &IncomingMessage) -> bool {
    let is_named = |words: &str| TypedCommand::read(words).is_some() || without_mention(words, me).is_some();
    let written = message.content.written.as_deref();
    message.chat.is_group() && is_reply_to(me, message) && !written.is_some_and(is_named)
}

/// Whether words are said to somebody else: they begin with a name.
pub(super) fn calls_another(words: &str) -> bool {
    words.strip_prefix('@').is_some_and(|name| name.starts_with(|c: char| c.is_alphanumeric()))
}

/// Whether somebody says it to the bot by saying it at all, where nobody else is talked with.
fn is_alone_with(message: &IncomingMessage) -> bool {
    message.chat.is_one_to_one() && !message.is_of_the_channel()
}

fn is_reply_to(me: &Me, message: &IncomingMessage) -> bool {
    let replied = message.replied.as_ref().and_then(|replied| replied.author.as_ref());
    matches!(replied, Some(Author::Bot(id)) if id.unsigned_abs() == me.id)
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
    use super::{Me, calls_another, without_mention};

    #[track_caller]
    fn check(words: &str, expected: Option<&str>) {
        let me = Me { id: 1, username: "Faq_Bot".to_owned(), hears_all: false };
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
    fn who_is_called_first_is_spoken_to() {
        assert!(calls_another("@anna look") && calls_another("@Jos\u{e9}"));
        assert!(!calls_another("look, @anna") && !calls_another("@ noon") && !calls_another("anna@example.org"));
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
