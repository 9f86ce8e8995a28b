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

/// That so much was given up, and that so many daily posts failed; one of both at least.
#[must_use]
pub fn given_up(wording: &Wording, letters: usize, failed_posts: usize) -> Reply {
    let posts = |reply: Reply| match failed_posts {
        0 => reply,
        posts => reply.with_text(wording.notice_failed_posts(posts)),
    };
    match letters {
        0 => Reply::saying(wording.notice_failed_posts(failed_posts)),
        letters => posts(Reply::saying(wording.notice_dead(letters)).with_text(wording.notice_dead_help())),
    }
}
