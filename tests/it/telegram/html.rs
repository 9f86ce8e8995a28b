//! Telegram's HTML dialect: turns a text into plain text and entities, and refuses what the real server refuses.
//! It follows `parse_html` of tdlib (`td/telegram/MessageEntity.cpp`), the error texts included. What the real
//! server drops in silence (nested quotes, links to nowhere) is dropped too, but named in [`Parsed::dropped`].

use serde_json::{Map, json};

use super::entity::{Entity, settle};
use super::links;

/// What a text says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Parsed {
    /// The text as a user reads it.
    pub(crate) text: String,
    /// Its formatting, sorted by offset, outer before inner.
    pub(crate) entities: Vec<Entity>,
    /// Formatting that the real server loses without a word, one sentence each.
    pub(crate) dropped: Vec<String>,
}

/// Length in UTF-16 units, the way Telegram counts.
pub(crate) fn utf16_len(text: &str) -> usize {
    text.encode_utf16().count()
}

/// Parses a text in Telegram's HTML. `Err` is the real server's sentence, without `can't parse entities: `.
pub(crate) fn parse(html: &str) -> Result<Parsed, String> {
    let mut parser = Parser {
        bytes: html.as_bytes(),
        at: 0,
        text: Vec::with_capacity(html.len()),
        units: 0,
        open: Vec::new(),
        entities: Vec::new(),
        dropped: Vec::new(),
        is_surrogate_seen: false,
    };
    parser.run()?;
    let text = String::from_utf8(parser.text).expect("whole characters were copied");
    let (entities, mut lost) = settle(parser.entities);
    parser.dropped.append(&mut lost);
    Ok(Parsed { text, entities, dropped: parser.dropped })
}

struct Open {
    tag: String,
    argument: String,
    offset: usize,
    text_start: usize,
}

struct Parser<'a> {
    bytes: &'a [u8],
    at: usize,
    text: Vec<u8>,
    units: usize,
    open: Vec<Open>,
    entities: Vec<Entity>,
    dropped: Vec<String>,
    is_surrogate_seen: bool,
}

const TAGS: [&str; 16] = [
    "a",
    "b",
    "strong",
    "i",
    "em",
    "s",
    "strike",
    "del",
    "u",
    "ins",
    "tg-spoiler",
    "tg-emoji",
    "span",
    "pre",
    "code",
    "blockquote",
];

/// tdlib's `is_space` takes the terminating zero for a space too, so scans stop at the end of the text.
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'\0' | 0x0b)
}

impl Parser<'_> {
    /// The byte at a position, zero past the end as in a C string.
    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    fn here(&self) -> u8 {
        self.byte(self.at)
    }

    fn slice(&self, from: usize) -> String {
        let end = self.bytes.len();
        String::from_utf8_lossy(&self.bytes[from.min(end)..self.at.min(end)]).into_owned()
    }

    fn skip_spaces(&mut self) {
        while self.here() != 0 && is_space(self.here()) {
            self.at += 1;
        }
    }

    fn run(&mut self) -> Result<(), String> {
        while self.at < self.bytes.len() {
            let byte = self.here();
            if byte == b'&'
                && let Some((code, next)) = self.decode(self.at)
            {
                self.push_code(code);
                self.at = next;
            } else if byte == b'<' {
                let begin = self.at;
                self.at += 1;
                if self.here() == b'/' {
                    self.end_tag(begin)?
                } else {
                    self.start_tag(begin)?
                }
                self.at += 1;
            } else {
                if byte & 0xc0 != 0x80 {
                    self.units += 1 + usize::from(byte >= 0xf0);
                }
                self.text.push(byte);
                self.at += 1;
            }
        }
        if let Some(open) = self.open.last() {
            return Err(format!("Can't find end tag corresponding to start tag \"{}\"", open.tag));
        }
        if self.is_surrogate_seen {
            return Err("Text contains invalid Unicode characters after decoding HTML entities, check for unmatched \
                        surrogate code units"
                .to_owned());
        }
        Ok(())
    }

    fn push_code(&mut self, code: u32) {
        self.units += 1 + usize::from(code > 0xffff);
        match char::from_u32(code) {
            Some(char) => self.text.extend_from_slice(char.encode_utf8(&mut [0; 4]).as_bytes()),
            None => self.is_surrogate_seen = true,
        }
    }

    /// Decodes `&lt;`, `&#60;`, `&#x3c;` and their like. `None` leaves the ampersand as it is.
    fn decode(&self, start: usize) -> Option<(u32, usize)> {
        let mut end = start + 1;
        let mut code: u32 = 0;
        if self.byte(end) == b'#' {
            end += 1;
            let radix = if self.byte(end) == b'x' { 16 } else { 10 };
            end += usize::from(radix == 16);
            while let Some(digit) = char::from(self.byte(end)).to_digit(radix) {
                code = code.wrapping_mul(radix).wrapping_add(digit);
                end += 1;
            }
            if code == 0 || code >= 0x0010_ffff || end - start >= 10 {
                return None;
            }
        } else {
            while self.byte(end).is_ascii_alphabetic() {
                end += 1;
            }
            code = match &self.bytes[start + 1..end] {
                b"lt" => u32::from('<'),
                b"gt" => u32::from('>'),
                b"amp" => u32::from('&'),
                b"quot" => u32::from('"'),
                _ => return None,
            };
        }
        Some((code, end + usize::from(self.byte(end) == b';')))
    }

    /// Reads a start tag up to its `>`.
    fn start_tag(&mut self, begin: usize) -> Result<(), String> {
        while !is_space(self.here()) && self.here() != b'>' {
            self.at += 1;
        }
        if self.here() == 0 {
            return Err(format!("Unclosed start tag at byte offset {begin}"));
        }
        let tag = self.slice(begin + 1).to_ascii_lowercase();
        if !TAGS.contains(&tag.as_str()) {
            return Err(format!("Unsupported start tag \"{tag}\" at byte offset {begin}"));
        }
        let mut argument = String::new();
        loop {
            self.skip_spaces();
            if self.here() == b'>' {
                break;
            }
            if let Some(found) = self.attribute(&tag, begin)? {
                argument = found;
            }
        }
        if tag == "span" && argument != "spoiler" {
            return Err(format!("Tag \"span\" must have class \"tg-spoiler\" at byte offset {begin}"));
        }
        self.open.push(Open { tag, argument, offset: self.units, text_start: self.text.len() });
        Ok(())
    }

    /// Reads one attribute; gives its value when the tag has a use for it.
    fn attribute(&mut self, tag: &str, begin: usize) -> Result<Option<String>, String> {
        let name_start = self.at;
        while !is_space(self.here()) && !matches!(self.here(), b'=' | b'>') {
            self.at += 1;
        }
        let name = self.slice(name_start);
        if name.is_empty() {
            return Err(if self.here() == 0 {
                format!("Unclosed start tag \"{tag}\" at byte offset {begin}")
            } else {
                format!("Empty attribute name in the tag \"{tag}\" at byte offset {begin}")
            });
        }
        self.skip_spaces();
        if self.here() == 0 {
            return Err(format!("Unclosed start tag \"{tag}\" at byte offset {begin}"));
        }
        let value = if self.here() == b'=' {
            self.at += 1;
            self.skip_spaces();
            if self.here() == 0 {
                return Err(format!("Unclosed start tag \"{tag}\" at byte offset {begin}"));
            }
            self.value()?
        } else {
            String::new()
        };
        if self.here() == 0 {
            return Err(format!("Unclosed start tag at byte offset {begin}"));
        }
        Ok(match (tag, name.as_str()) {
            ("a", "href") | ("tg-emoji", "emoji-id") => Some(value),
            ("code", "class") => value.strip_prefix("language-").map(str::to_owned),
            ("span", "class") => value.strip_prefix("tg-").map(str::to_owned),
            ("blockquote", "expandable") => Some("1".to_owned()),
            _ => None,
        })
    }

    /// Reads an attribute's value: a name token, or a string in single or double quotes.
    fn value(&mut self) -> Result<String, String> {
        let quote = self.here();
        if quote != b'"' && quote != b'\'' {
            let start = self.at;
            while self.here().is_ascii_alphanumeric() || matches!(self.here(), b'.' | b'-') {
                self.at += 1;
            }
            if !is_space(self.here()) && self.here() != b'>' {
                return Err(format!("Unexpected end of name token at byte offset {start}"));
            }
            return Ok(self.slice(start).to_ascii_lowercase());
        }
        self.at += 1;
        let mut value = Vec::new();
        while self.here() != quote && self.here() != 0 {
            if self.here() == b'&'
                && let Some((code, next)) = self.decode(self.at)
            {
                let char = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
                value.extend_from_slice(char.encode_utf8(&mut [0; 4]).as_bytes());
                self.at = next;
            } else {
                value.push(self.here());
                self.at += 1;
            }
        }
        self.at += usize::from(self.here() == quote);
        Ok(String::from_utf8_lossy(&value).into_owned())
    }

    /// Reads an end tag up to its `>` and closes the innermost open tag.
    fn end_tag(&mut self, begin: usize) -> Result<(), String> {
        let Some(open) = self.open.pop() else {
            return Err(format!("Unexpected end tag at byte offset {begin}"));
        };
        while !is_space(self.here()) && self.here() != b'>' {
            self.at += 1;
        }
        let name = self.slice(begin + 2).to_ascii_lowercase();
        self.skip_spaces();
        if self.here() != b'>' {
            return Err(format!("Unclosed end tag at byte offset {begin}"));
        }
        if !name.is_empty() && name != open.tag {
            return Err(format!(
                "Unmatched end tag at byte offset {begin}, expected \"</{}>\", found \"</{name}>\"",
                open.tag
            ));
        }
        if self.units > open.offset { self.close(open) } else { Ok(()) }
    }

    fn close(&mut self, open: Open) -> Result<(), String> {
        let mut extra = Map::new();
        let kind = match open.tag.as_str() {
            "i" | "em" => "italic",
            "b" | "strong" => "bold",
            "s" | "strike" | "del" => "strikethrough",
            "u" | "ins" => "underline",
            "tg-spoiler" | "span" => "spoiler",
            "blockquote" if open.argument.is_empty() => "blockquote",
            "blockquote" => "expandable_blockquote",
            "tg-emoji" => {
                if !matches!(open.argument.parse::<i64>(), Ok(id) if id != 0) {
                    return Err("Invalid custom emoji identifier specified".to_owned());
                }
                extra.insert("custom_emoji_id".to_owned(), json!(open.argument));
                "custom_emoji"
            }
            "a" => {
                let label = String::from_utf8_lossy(&self.text[open.text_start..]).into_owned();
                let link = if open.argument.is_empty() { label } else { open.argument };
                match (links::user_of(&link), links::check(&link)) {
                    (Some(user), _) => {
                        extra.insert("user".to_owned(), json!({"id": user, "is_bot": false, "first_name": "User"}));
                        "text_mention"
                    }
                    (None, Ok(url)) => {
                        extra.insert("url".to_owned(), json!(url));
                        "text_link"
                    }
                    (None, Err(reason)) => {
                        self.dropped.push(format!("the link to {link:?} is lost: {reason}"));
                        return Ok(());
                    }
                }
            }
            tag => {
                // `<pre><code class="language-rust">` is one entity; the language of a lone `<code>` means nothing.
                if let (Some(last), "pre") = (self.entities.last_mut(), tag)
                    && (last.kind == "code" && last.extra.contains_key("language"))
                    && (last.offset == open.offset && last.end() == self.units)
                {
                    last.kind = "pre".to_owned();
                    return Ok(());
                }
                if tag == "code" && !open.argument.is_empty() {
                    extra.insert("language".to_owned(), json!(open.argument));
                }
                if tag == "pre" { "pre" } else { "code" }
            }
        };
        let (offset, length) = (open.offset, self.units - open.offset);
        self.entities.push(Entity { kind: kind.to_owned(), offset, length, extra });
        Ok(())
    }
}
