//! What the bot says in groups alone: as little as it can.

use crate::corpus::Faq;
use crate::engine::Outcome;
use crate::reply::{Action, Reply, Start, Wording, with_help};

/// When the bot came to a group: what it can hear, how to ask it, who may set it.
#[must_use]
pub fn joined(faq: &Faq, wording: &Wording, hears_all: bool, username: &str) -> Reply {
    let hears = if hears_all { wording.hears_all() } else { wording.hears_some() };
    let example = faq.try_questions.first().map_or("…", String::as_str);
    Reply::saying(wording.joined(faq.title.trim_end_matches('.')))
        .with_lines(vec![wording.joined_how(username), format!("/ask {example}")])
        .with_text(hears)
        .with_text(wording.joined_settings())
        .inviting(faq, wording)
}

/// To the person who made the bot an admin of a channel, in their private chat.
#[must_use]
pub fn joined_channel(wording: &Wording, title: &str) -> Reply {
    Reply::saying(wording.joined_channel(title))
}

/// To a question about oneself. Where it was not understood, it says where to find help.
#[must_use]
pub fn about_oneself(faq: &Faq, wording: &Wording, outcome: &Outcome) -> Reply {
    let reply = in_private(wording);
    if outcome.points_to_help() { with_help(reply, faq, wording) } else { reply }
}

/// To a question about oneself that goes along into the private chat.
#[must_use]
pub fn held(faq: &Faq, wording: &Wording, outcome: &Outcome, start: Start) -> Reply {
    let reply = Reply::saying(wording.in_private_held()).with_button(wording.in_private_button(), Action::Open(start));
    if outcome.points_to_help() { with_help(reply, faq, wording) } else { reply }
}

/// To what is nobody else's business: one line and the way into the private chat. Nothing of what was asked is in it.
#[must_use]
pub fn in_private(wording: &Wording) -> Reply {
    Reply::saying(wording.in_private()).with_button(wording.in_private_button(), Action::Open(Start::Ask))
}

/// To a question that was answered a short while ago.
#[must_use]
pub fn answered_above(wording: &Wording, link: Option<&str>) -> Reply {
    let reply = Reply::saying(wording.answered_above());
    match link {
        Some(link) => reply.with_button(wording.answered_above_button(), Action::Visit(link.to_owned())),
        None => reply,
    }
}

/// Where admins alone may ask, to anybody else.
#[must_use]
pub fn admins_ask(wording: &Wording) -> Reply {
    Reply::saying(wording.admins_ask()).with_button(wording.in_private_button(), Action::Open(Start::Ask))
}

/// To a question of a topic that the admins switched off.
#[must_use]
pub fn topic_off(wording: &Wording) -> Reply {
    Reply::saying(wording.topic_off()).with_button(wording.in_private_button(), Action::Open(Start::Ask))
}

/// What is left of the settings when the buttons are put away.
#[must_use]
pub fn settings_done(wording: &Wording) -> Reply {
    Reply::saying(wording.settings_saved())
}

/// For `/settings` of somebody who is no admin of the group.
#[must_use]
pub fn settings_for_admins(wording: &Wording) -> Reply {
    Reply::saying(wording.settings_for_admins())
}

/// For a time zone that does not exist.
#[must_use]
pub fn unknown_zone(wording: &Wording) -> Reply {
    Reply::saying(wording.settings_zone_unknown())
}
