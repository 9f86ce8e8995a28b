//! A reply as the page shows it: Telegram's HTML, plain text, and buttons.

use serde::Serialize;

use crate::bot::{data_of, link_of};
use crate::reply::{Button, Reply};

/// A reply, one message or more.
#[derive(Serialize)]
pub(super) struct ShownReply {
    /// A closed set of tags: `b`, `i` and `blockquote`; everything else is escaped.
    html: Vec<String>,
    plain: String,
    buttons: Vec<ShownButton>,
}

/// A button below it.
#[derive(Serialize)]
pub(super) struct ShownButton {
    label: String,
    beside: bool,
    /// What it sends back; empty when it opens something of Telegram's.
    data: String,
    opens: bool,
}

impl From<&Reply> for ShownReply {
    fn from(reply: &Reply) -> Self {
        let buttons = reply.buttons().iter().map(ShownButton::from).collect();
        Self { html: reply.html(), plain: reply.plain(), buttons }
    }
}

impl From<&Button> for ShownButton {
    fn from(button: &Button) -> Self {
        let Button { label, action, is_beside } = button;
        Self { label: label.clone(), beside: *is_beside, data: data_of(action), opens: link_of(action).is_some() }
    }
}
