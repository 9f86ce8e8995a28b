//! Requests of a conversation: the bot's own words, and somebody's with a label.

use std::iter;

use serde_json::Value;

use crate::bot_api::{
    DeskBody, DeskRequest, Destination, MOST_CAPTION, MOST_TEXT, MessageText, Outgoing, RelayContent, WireButton,
    labelled,
};
use crate::reply::Reply;
use crate::store::{Pseudonym, Ticket};

/// A conversation as requests name it.
#[derive(Clone, Copy)]
pub(super) struct Line {
    pub(super) code: Pseudonym,
    /// The person's private chat.
    pub(super) person: i64,
}

impl From<&Ticket> for Line {
    fn from(ticket: &Ticket) -> Self {
        Self { code: ticket.code, person: ticket.chat }
    }
}

impl Line {
    fn request(self, to_staff: bool, reply_to: Option<i32>, body: DeskBody) -> DeskRequest {
        let chat = if to_staff { 0 } else { self.person };
        DeskRequest {
            ticket: self.code,
            person: self.person,
            to_staff,
            place: Destination { chat, thread: None, reply_to, is_silent: false },
            source: None,
            body,
            is_last_word: false,
            is_reported: false,
            needs_previous: false,
            has_disclaimer: false,
        }
    }

    /// Something for the staff that nobody is told of when it fails.
    pub(super) fn staff(self, body: DeskBody) -> Outgoing {
        Outgoing::Desk(Box::new(self.request(true, None, body)))
    }

    /// The same although the conversation is over.
    pub(super) fn staff_at_last(self, body: DeskBody) -> Outgoing {
        Outgoing::Desk(Box::new(DeskRequest { is_last_word: true, ..self.request(true, None, body) }))
    }

    /// The card, whose failure the person is told.
    pub(super) fn card(self) -> Outgoing {
        Outgoing::Desk(Box::new(DeskRequest { is_reported: true, ..self.request(true, None, DeskBody::Card) }))
    }

    /// The bot's own words to the staff.
    pub(super) fn tell_staff(self, reply: &Reply, reply_to: Option<i32>) -> Vec<Outgoing> {
        self.said(true, reply, reply_to)
    }

    /// The bot's own words to the person.
    pub(super) fn tell_person(self, reply: &Reply) -> Vec<Outgoing> {
        self.said(false, reply, None)
    }

    fn said(self, to_staff: bool, reply: &Reply, reply_to: Option<i32>) -> Vec<Outgoing> {
        said_bodies(reply)
            .map(|body| {
                let is_reported = !to_staff;
                Outgoing::Desk(Box::new(DeskRequest { is_reported, ..self.request(to_staff, reply_to, body) }))
            })
            .collect()
    }

    /// The same with the disclaimer behind it, which does not come without it.
    pub(super) fn disclaimed(self, mut passed: Vec<Outgoing>, disclaimer: &Reply) -> Vec<Outgoing> {
        for outgoing in &mut passed {
            if let Outgoing::Desk(request) = outgoing {
                request.has_disclaimer = true;
            }
        }
        let note = |body| DeskRequest { needs_previous: true, ..self.request(false, None, body) };
        passed.extend(said_bodies(disclaimer).map(note).map(|request| Outgoing::Desk(Box::new(request))));
        passed
    }

    /// A message of somebody's for the other side, below a label.
    pub(super) fn pass(
        self,
        to_staff: bool,
        reply_to: Option<i32>,
        label: &str,
        original: Original<'_>,
    ) -> Vec<Outgoing> {
        let bodies = copies(label, original);
        let last = bodies.len().saturating_sub(1);
        let request = |(n, body)| DeskRequest {
            source: (n == last).then_some(original.message),
            is_reported: true,
            needs_previous: n > 0,
            ..self.request(to_staff, reply_to, body)
        };
        bodies.into_iter().enumerate().map(request).map(|request| Outgoing::Desk(Box::new(request))).collect()
    }

    /// A copy made anew of a message that was changed; `None` when a copy cannot say it.
    pub(super) fn change(self, to_staff: bool, copy: i32, label: &str, content: &RelayContent) -> Option<Outgoing> {
        let body = match content {
            RelayContent::Text(words, entities) => {
                let text = labelled(label, words, entities, MOST_TEXT)?;
                DeskBody::EditText { message: copy, text: text.text, entities: text.entities }
            }
            RelayContent::Captioned(words, entities) => {
                let text = labelled(label, words, entities, MOST_CAPTION)?;
                DeskBody::EditCaption { message: copy, caption: text.text, entities: text.entities }
            }
            _ => return None,
        };
        let request = DeskRequest { is_reported: true, ..self.request(to_staff, None, body) };
        Some(Outgoing::Desk(Box::new(request)))
    }

    /// That these copies are to be no more, as this message of the other side wants it; who wrote that is told when they
    /// stay.
    pub(super) fn delete(self, to_staff: bool, copies: Vec<i64>, wanted_by: i32) -> Outgoing {
        let delete = self.request(to_staff, None, DeskBody::Delete(copies));
        Outgoing::Desk(Box::new(DeskRequest { source: Some(wanted_by), is_reported: true, ..delete }))
    }

    /// The same with what is said in reply to that message once it is so.
    pub(super) fn delete_for(self, to_staff: bool, copies: Vec<i64>, wanted_by: i32, done: &Reply) -> Vec<Outgoing> {
        let said = said_bodies(done).map(|body| {
            let said = self.request(!to_staff, Some(wanted_by), body);
            Outgoing::Desk(Box::new(DeskRequest { needs_previous: true, ..said }))
        });
        iter::once(self.delete(to_staff, copies, wanted_by)).chain(said).collect()
    }
}

/// A message that is passed on.
#[derive(Clone, Copy)]
pub(super) struct Original<'a> {
    pub(super) chat: i64,
    pub(super) message: i32,
    pub(super) content: &'a RelayContent,
}

/// The bot's own words as bodies, the buttons below the last.
pub(super) fn said_bodies(reply: &Reply) -> impl Iterator<Item = DeskBody> {
    let texts = reply.html();
    let last = texts.len().saturating_sub(1);
    let buttons: Vec<WireButton> = reply.buttons().iter().map(WireButton::from).collect();
    texts.into_iter().enumerate().map(move |(n, html)| DeskBody::Said {
        text: MessageText::Html(html),
        buttons: if n == last { buttons.clone() } else { Vec::new() },
    })
}

/// A message below a label: in one where that is possible, else the label before a copy.
fn copies(label: &str, Original { chat, message, content }: Original<'_>) -> Vec<DeskBody> {
    let copy = |caption: Option<(String, Vec<Value>)>| DeskBody::Copy { from: chat, message, caption };
    let in_one = match content {
        RelayContent::Text(words, entities) => labelled(label, words, entities, MOST_TEXT)
            .map(|labelled| DeskBody::Text { text: labelled.text, entities: labelled.entities }),
        RelayContent::Captioned(words, entities) => labelled(label, words, entities, MOST_CAPTION)
            .map(|labelled| copy(Some((labelled.text, labelled.entities)))),
        _ => None,
    };
    match (in_one, labelled(label, "", &[], MOST_TEXT)) {
        (Some(body), _) => vec![body],
        (None, Some(label)) => vec![DeskBody::Text { text: label.text, entities: label.entities }, copy(None)],
        (None, None) => vec![copy(None)],
    }
}
