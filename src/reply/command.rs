//! The commands that Telegram's menus offer.

use super::wording::Wording;

/// A command that the bot understands, with the words that describe it in Telegram's menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// Its name without the slash.
    pub name: &'static str,
    /// What it does, at most 256 characters.
    pub description: String,
}

/// The commands of a private chat, in the order of the menu.
#[must_use]
pub fn private_commands(wording: &Wording) -> Vec<Command> {
    vec![
        Command { name: "start", description: wording.start_command() },
        Command { name: "topics", description: wording.topics_command() },
        help(wording),
        Command { name: "about", description: wording.about_command() },
        Command { name: "privacy", description: wording.privacy_command() },
        ask(wording),
        settings(wording),
        Command { name: "post", description: wording.post_command() },
        Command { name: "forget", description: wording.forget_command() },
    ]
}

/// The commands that a group's menu offers.
#[must_use]
pub fn group_commands(wording: &Wording) -> Vec<Command> {
    vec![ask(wording), help(wording)]
}

/// The same for the group's admins.
#[must_use]
pub fn admin_commands(wording: &Wording) -> Vec<Command> {
    vec![ask(wording), help(wording), settings(wording)]
}

/// What a private chat's menu offers besides where there is a desk.
#[must_use]
pub fn desk_commands(wording: &Wording) -> Vec<Command> {
    vec![
        Command { name: "human", description: wording.human_command() },
        Command { name: "resume", description: wording.resume_command() },
        Command { name: "withdraw", description: wording.withdraw_command() },
    ]
}

fn settings(wording: &Wording) -> Command {
    Command { name: "settings", description: wording.settings_command() }
}

fn help(wording: &Wording) -> Command {
    Command { name: "help", description: wording.help_command() }
}

fn ask(wording: &Wording) -> Command {
    Command { name: "ask", description: wording.ask_command() }
}
