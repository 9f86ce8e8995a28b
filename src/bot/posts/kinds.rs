//! What a post of each kind is made of: which entries can be one, and what is sent.

use crate::bot::requests::{poll, say};
use crate::bot_api::{Destination, Outgoing};
use crate::corpus::{Entry, Faq};
use crate::reply::{self, Action, Reply, Shared, Start, Wording};
use crate::store::PostKind;

/// The letter of a kind in callback data; it must not change.
pub(super) fn letter(kind: PostKind) -> &'static str {
    match kind {
        PostKind::Passage => "p",
        PostKind::Quiz => "q",
    }
}

/// Whether an entry can be posted as this.
pub(super) fn fits(kind: PostKind, entry: &Entry) -> bool {
    match kind {
        PostKind::Passage => entry.passage.is_some(),
        PostKind::Quiz => entry.quiz.is_some(),
    }
}

/// A post of an entry; `as_set` is the reply as the admins set it. A quiz has the message with its source and the
/// disclaimer before it.
pub(super) fn requests(
    faq: &Faq,
    wording: &Wording,
    place: Destination,
    kind: PostKind,
    entry: &Entry,
    as_set: impl Fn(Reply) -> Reply,
) -> Vec<Outgoing> {
    match kind {
        PostKind::Passage => say(place, &as_set(post(faq, wording, entry))),
        PostKind::Quiz => match reply::quiz(faq, wording, entry) {
            Some((quiz, before)) => {
                let mut requests = say(place, &before);
                requests.push(poll(place, &quiz));
                requests
            }
            None => Vec::new(),
        },
    }
}

/// A passage as it is posted.
#[must_use]
pub fn post(faq: &Faq, wording: &Wording, entry: &Entry) -> Reply {
    Reply::quoting(faq, wording, entry)
        .below_text(wording.did_you_know())
        .with_button(wording.ask_me(), Action::Open(Start::Entry(entry.id.clone())))
        .with_button(wording.share(), Action::Share(Shared::from(entry)))
}
