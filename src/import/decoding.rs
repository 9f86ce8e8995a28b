//! Bytes into text: UTF-8 and UTF-16 as they are, else by the most likely encoding, which is said.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;

use super::unreadable::UnreadableDocument;

/// A text with the remark that its encoding deserves.
#[derive(Debug)]
pub(super) struct DecodedText {
    pub text: String,
    pub remark: Option<String>,
}

impl std::ops::Deref for DecodedText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

/// Reads bytes as text; a page of the web may name its encoding in itself.
pub(super) fn decode(bytes: &[u8], is_page: bool) -> Result<DecodedText, UnreadableDocument> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(DecodedText { text: text.trim_start_matches('\u{feff}').to_owned(), remark: None });
    }
    let (encoding, is_sure) = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => (encoding, true),
        None if bytes.contains(&0) => {
            let why = "it holds bytes that no text has; name its format with --format, or save it as text in UTF-8";
            return Err(UnreadableDocument::Format(why.to_owned()));
        }
        None => match named_in_page(bytes).filter(|_| is_page) {
            Some(encoding) => (encoding, true),
            None => (guessed(bytes), false),
        },
    };
    let (text, _, has_errors) = encoding.decode(bytes);
    let name = encoding.name();
    let remark = match (is_sure, has_errors) {
        (true, false) => None,
        (_, true) => Some(format!("some bytes are not {name}, and stand as \u{fffd} in the text; look for them")),
        (false, false) => Some(format!(
            "it is not UTF-8 and was read as {name}; look at letters with accents, and at quotation marks"
        )),
    };
    Ok(DecodedText { text: text.trim_start_matches('\u{feff}').to_owned(), remark })
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// The encoding that a page names near its beginning.
fn named_in_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let (_, rest) = head.split_once("charset=")?;
    let rest = rest.trim_start_matches(['"', '\'', ' ']);
    let label: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect();
    Encoding::for_label(label.as_bytes())
}
