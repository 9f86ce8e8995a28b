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

/// The commands of the staff chat, where those who run the desk answer people.
#[must_use]
pub fn staff_commands(wording: &Wording) -> Vec<Command> {
    vec![
        Command { name: "tickets", description: wording.desk_tickets_command() },
        Command { name: "faq", description: wording.desk_faq_command() },
        Command { name: "assign", description: wording.desk_assign_command() },
        Command { name: "unassign", description: wording.desk_unassign_command() },
        Command { name: "note", description: wording.desk_note_command() },
        Command { name: "delete", description: wording.desk_delete_command() },
        Command { name: "close", description: wording.desk_close_command() },
        Command { name: "reopen", description: wording.desk_reopen_command() },
        Command { name: "block", description: wording.desk_block_command() },
        Command { name: "unblock", description: wording.desk_unblock_command() },
        Command { name: "help", description: wording.desk_help_command() },
    ]
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
