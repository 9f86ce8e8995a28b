//! Blocks → Telegram HTML (<https://core.telegram.org/bots/api#html-style>), within the limits of one message.

use super::block::Block;
use super::split::split_at;

/// The most UTF-16 units that one message may hold after entity parsing.
const MESSAGE_UNITS: usize = 4096;

/// A passage longer than this many UTF-16 units is folded up until the reader taps it.
const EXPANDABLE_UNITS: usize = 600;

/// The messages that hold all blocks, in order; each is valid HTML by itself.
pub(super) fn messages(blocks: &[Block]) -> Vec<String> {
    let mut messages = Vec::new();
    let mut message = String::new();
    let mut units = 0;
    for (text, wrap) in blocks.iter().flat_map(pieces) {
        let piece_units = text.encode_utf16().count();
        if units > 0 && units + 2 + piece_units > MESSAGE_UNITS {
            messages.push(std::mem::take(&mut message));
            units = 0;
        }
        if units > 0 {
            message.push_str("\n\n");
            units += 2;
        }
        message.push_str(&wrap.around(&text));
        units += piece_units;
    }
    if units > 0 {
        messages.push(message);
    }
    messages
}

#[derive(Clone, Copy)]
enum Wrap {
    None,
    Bold,
    Italic,
    Quote { expandable: bool },
}

impl Wrap {
    fn around(self, text: &str) -> String {
        let text = escape(text);
        match self {
            Self::None => text,
            Self::Bold => format!("<b>{text}</b>"),
            Self::Italic => format!("<i>{text}</i>"),
            Self::Quote { expandable: false } => format!("<blockquote>{text}</blockquote>"),
            Self::Quote { expandable: true } => format!("<blockquote expandable>{text}</blockquote>"),
        }
    }
}

/// A block as pieces that each fit a message, none of them empty.
fn pieces(block: &Block) -> Vec<(String, Wrap)> {
    let (text, wrap) = match block {
        Block::Text(text) => (text.clone(), Wrap::None),
        Block::Strong(text) => (text.clone(), Wrap::Bold),
        Block::Note(text) => (text.clone(), Wrap::Italic),
        Block::Lines(lines) => (lines.join("\n"), Wrap::None),
        Block::Passage(text) => {
            (text.clone(), Wrap::Quote { expandable: text.encode_utf16().count() > EXPANDABLE_UNITS })
        }
    };
    split_at(&text, MESSAGE_UNITS).into_iter().map(|piece| (piece.to_owned(), wrap)).collect()
}

/// Escapes the three characters that mean something in Telegram HTML text.
fn escape(text: &str) -> String {
    html_escape::encode_text(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{Block, MESSAGE_UNITS, messages};

    #[track_caller]
    fn check(blocks: &[Block], expected: &[&str]) {
        assert_eq!(messages(blocks), expected);
    }

    #[test]
    fn blocks_become_paragraphs() {
        let text = |text: &str| Block::Text(text.to_owned());
        check(&[], &[]);
        check(&[text("")], &[]);
        check(&[text("a < b & c"), Block::Strong("why?".into())], &["a &lt; b &amp; c\n\n<b>why?</b>"]);
        check(
            &[Block::Passage("heat".into()), Block::Note("n".into())],
            &["<blockquote>heat</blockquote>\n\n<i>n</i>"],
        );
    }

    #[test]
    fn a_long_passage_is_expandable() {
        let html = messages(&[Block::Passage("heat ".repeat(200))]);
        assert!(html[0].starts_with("<blockquote expandable>"), "{html:?}");
    }

    #[test]
    fn what_does_not_fit_goes_into_the_next_message_whole() {
        let blocks = [Block::Passage("word ".repeat(1000)), Block::Note("the disclaimer".into())];
        let html = messages(&blocks);
        assert_eq!(html.len(), 2);
        assert!(html.iter().all(|message| message.contains("</blockquote>")), "{html:?}");
        assert!(html[1].ends_with("<i>the disclaimer</i>"));
        assert!(html.iter().all(|message| message.encode_utf16().count() <= MESSAGE_UNITS + 60));
    }
}
