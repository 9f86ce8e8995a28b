//! The text of a message, in Telegram's HTML or plain.

use serde::{Deserialize, Serialize};
use teloxide::types::{LinkPreviewOptions, ParseMode};

/// The text of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MessageText {
    /// In Telegram's HTML.
    Html(String),
    /// As it is.
    Plain(String),
}

impl MessageText {
    /// The same words without markup.
    pub(super) fn plain(&self) -> Self {
        match self {
            Self::Plain(text) => Self::Plain(text.clone()),
            Self::Html(html) => {
                let mut words = String::new();
                let mut is_tag = false;
                for c in html.chars() {
                    match c {
                        '<' => is_tag = true,
                        '>' if is_tag => is_tag = false,
                        c if !is_tag => words.push(c),
                        _ => {}
                    }
                }
                Self::Plain(html_escape::decode_html_entities(&words).into_owned())
            }
        }
    }

    pub(super) fn parts(&self) -> (&str, Option<ParseMode>) {
        match self {
            Self::Html(html) => (html, Some(ParseMode::Html)),
            Self::Plain(text) => (text, None),
        }
    }
}

pub(super) fn no_preview() -> LinkPreviewOptions {
    LinkPreviewOptions {
        is_disabled: true,
        url: None,
        prefer_small_media: false,
        prefer_large_media: false,
        show_above_text: false,
    }
}

#[cfg(test)]
mod tests {
    use super::MessageText;

    #[test]
    fn markup_can_be_dropped() {
        let html =
            MessageText::Html("<blockquote expandable>1 &lt; 2 &amp; 3 &gt; 2</blockquote>\n\n<i>n</i>".to_owned());
        assert_eq!(html.plain(), MessageText::Plain("1 < 2 & 3 > 2\n\nn".to_owned()));
    }
}
