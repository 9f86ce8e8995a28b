//! Buttons on the wire: what a tap sends back (1 to 64 bytes) or opens, and the label at a length that a phone shows.

use serde::{Deserialize, Serialize};
use teloxide::types::{InlineKeyboardButton, InlineKeyboardMarkup};
use unicode_segmentation::UnicodeSegmentation;

use super::link::Link;

/// The longest label in characters; more would not show on a phone.
const LABEL_CHARS: usize = 64;

/// A button as it is sent and stored in the outbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireButton {
    /// What is written on it.
    pub label: String,
    /// What a tap sends back; empty when it opens a link.
    pub data: String,
    /// What a tap opens. Not there in what earlier versions stored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<Link>,
    /// Whether it stands beside the one before it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_beside: bool,
}

impl WireButton {
    /// A button that sends this back, or opens this link.
    pub(crate) fn new(words: &str, data: String, link: Option<Link>, is_beside: bool) -> Self {
        Self { label: label(words), data, link, is_beside }
    }
}

/// The buttons in rows, for the bot of this name.
pub(super) fn keyboard(buttons: &[WireButton], bot: &str) -> InlineKeyboardMarkup {
    let mut rows: Vec<Vec<InlineKeyboardButton>> = Vec::new();
    for button in buttons {
        let wire = match &button.link {
            Some(link) => InlineKeyboardButton::url(&button.label, link.url(bot)),
            None => InlineKeyboardButton::callback(&button.label, &button.data),
        };
        match rows.last_mut() {
            Some(row) if button.is_beside => row.push(wire),
            _ => rows.push(vec![wire]),
        }
    }
    InlineKeyboardMarkup::new(rows)
}

/// The label, cut with an ellipsis when it is too long; never empty, which Telegram refuses.
fn label(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() {
        return "…".to_owned();
    }
    let Some((most, _)) = text.char_indices().nth(LABEL_CHARS) else { return text.to_owned() };
    // What people see as one character, such as a family of emoji, may be many.
    let ends = text.grapheme_indices(true).map(|(at, seen)| at + seen.len());
    let end = ends.take_while(|end| *end <= most).last().unwrap_or(most);
    let head = &text[..end];
    format!("{}…", head[..head.rfind(' ').unwrap_or(end)].trim_end())
}

#[cfg(test)]
mod tests {
    use super::{LABEL_CHARS, WireButton, label};

    #[test]
    fn a_button_that_an_earlier_version_stored_is_read() {
        let stored = r#"{"label":"TACE","data":"t:tace"}"#;
        let button: WireButton = serde_json::from_str(stored).expect("readable");
        assert_eq!(
            button,
            WireButton { label: "TACE".to_owned(), data: "t:tace".to_owned(), link: None, is_beside: false }
        );
        assert_eq!(serde_json::to_string(&button).expect("plain data"), stored);
    }

    #[test]
    fn labels_are_cut_at_a_word() {
        assert_eq!(label("What is TACE?"), "What is TACE?");
        assert_eq!(label(" "), "…");
        let long = label(&"word ".repeat(40));
        assert!(long.ends_with("word…") && long.chars().count() <= LABEL_CHARS + 1, "{long}");
        let family = "👩\u{200d}👩\u{200d}👧";
        assert_eq!(label(&family.repeat(20)), format!("{}…", family.repeat(LABEL_CHARS / 5)));
    }
}
