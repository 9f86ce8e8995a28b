//! Replies as requests: new messages, in place of another, remembered once they are sent, as a poll.

use crate::bot_api::{Destination, ForOne, MessageText, Outgoing, WireButton};
use crate::reply::{QuizPoll, Reply};
use crate::store::Remembered;

/// A reply as new messages, the buttons below the last.
pub(crate) fn say(place: Destination, reply: &Reply) -> Vec<Outgoing> {
    texts(reply).map(|(text, buttons)| message(place, text, buttons)).collect()
}

/// A reply in place of a message; what does not fit into one follows as new messages.
pub(crate) fn show(old: i32, place: Destination, reply: &Reply) -> Vec<Outgoing> {
    let mut texts = texts(reply);
    let first = texts.next();
    let first = first.map(|(text, buttons)| Outgoing::Edit {
        message: old,
        place,
        text,
        buttons,
        remembered: Vec::new(),
        delete_at_ms: None,
        asked_in: None,
    });
    let rest = texts.map(|(text, buttons)| message(place, text, buttons));
    first.into_iter().chain(rest).collect()
}

/// The same, remembered under these once it is sent. What is longer than one message is not: to edit a part of it could
/// leave a passage without its disclaimer.
pub(crate) fn remembering(mut sends: Vec<Outgoing>, under: &[Remembered]) -> Vec<Outgoing> {
    if let [Outgoing::Message { remembered, .. } | Outgoing::Edit { remembered, .. }] = sends.as_mut_slice() {
        remembered.extend_from_slice(under);
    }
    sends
}

/// A reply of one message for a chat that the bot is not in, where a button can only open a link.
pub(crate) fn linking(reply: &Reply) -> (MessageText, Vec<WireButton>) {
    let (text, mut buttons) = texts(reply).next().expect("a reply says something");
    buttons.retain(|button| button.link.is_some());
    (text, buttons)
}

/// Requests whose messages one person in a group alone sees, each with the one at its place of `instead` for when
/// Telegram does not show it so.
pub(crate) fn for_one(receiver: u64, sends: Vec<Outgoing>, instead: Vec<Outgoing>) -> Vec<Outgoing> {
    let instead = instead.into_iter().map(Some).chain(std::iter::repeat(None));
    let one = |(request, instead)| Outgoing::ForOne(Box::new(ForOne { receiver, request, instead }));
    sends.into_iter().zip(instead).map(one).collect()
}

fn message(place: Destination, text: MessageText, buttons: Vec<WireButton>) -> Outgoing {
    let (remembered, delete_at_ms, post, asked_in) = (Vec::new(), None, None, None);
    Outgoing::Message { place, text, buttons, remembered, delete_at_ms, post, asked_in }
}

fn texts(reply: &Reply) -> impl Iterator<Item = (MessageText, Vec<WireButton>)> {
    let messages = reply.html();
    let last = messages.len().saturating_sub(1);
    let buttons: Vec<WireButton> = reply.buttons().iter().map(WireButton::from).collect();
    messages
        .into_iter()
        .enumerate()
        .map(move |(n, html)| (MessageText::Html(html), if n == last { buttons.clone() } else { Vec::new() }))
}

/// A quiz poll.
pub(crate) fn poll(place: Destination, poll: &QuizPoll) -> Outgoing {
    Outgoing::Poll {
        place,
        question: poll.question().to_owned(),
        options: poll.options().to_vec(),
        correct: u8::try_from(poll.correct()).expect("Telegram knows ten options at most"),
        explanation: poll.explanation().to_owned(),
        post: None,
    }
}
