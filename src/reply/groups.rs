//! What the bot says in groups alone: as little as it can.

use super::{Action, Block, Reply, Start, Wording, pages};
use crate::corpus::Faq;
use crate::engine::Outcome;

/// When the bot came to a group: what it can hear, how to ask it, who may set it.
#[must_use]
pub fn joined(faq: &Faq, wording: &Wording, hears_all: bool, username: &str) -> Reply {
    let hears = if hears_all { wording.hears_all() } else { wording.hears_some() };
    let example = faq.try_questions.first().map_or("…", String::as_str);
    Reply::saying(wording.joined(faq.title.trim_end_matches('.')))
        .with_block(Block::Lines(vec![wording.joined_how(username), format!("/ask {example}")]))
        .with_block(Block::Text(hears))
        .with_block(Block::Text(wording.joined_settings()))
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
    if outcome.is_understood { reply } else { pages::with_help(reply, faq, wording) }
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

/// To somebody who writes more than can be answered, once.
#[must_use]
pub fn too_many(wording: &Wording) -> Reply {
    Reply::saying(wording.too_many())
}
