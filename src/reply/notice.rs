//! What those who run the bot are told unasked: what is wrong, and what to do about it. Nothing of it is a person's.

use super::body::Reply;
use super::reload::{Reloaded, reloaded};
use super::wording::Wording;

/// That the changed FAQ is refused, with what is wrong in it as `path:line: problem`.
#[must_use]
pub fn refused_faq(wording: &Wording, findings: Vec<String>) -> Reply {
    reloaded(wording, &Reloaded::Refused { findings }).with_text(wording.notice_faq())
}

/// That Telegram cannot deliver, with what it says.
#[must_use]
pub fn failing_webhook(wording: &Wording, error: &str) -> Reply {
    Reply::saying(wording.notice_webhook(error))
}

/// That so much was given up, and how much of it are posts.
#[must_use]
pub fn dead_letters(wording: &Wording, letters: usize, posts: usize) -> Reply {
    let reply = Reply::saying(wording.notice_dead(letters));
    let reply = if posts > 0 { reply.with_text(wording.notice_dead_posts(posts)) } else { reply };
    reply.with_text(wording.notice_dead_help())
}
