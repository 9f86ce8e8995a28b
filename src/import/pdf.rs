//! PDF: characters with their places on the page become lines; all bounds and failures of the format are met here.

use std::panic::{AssertUnwindSafe, catch_unwind};

use flate2::read::ZlibDecoder;
use pdf_extract::{Document as PdfFile, MediaBox, OutputDev, OutputError, Transform, output_doc_page};

use super::document::{Document, DocumentPlace};
use super::pdf_text::{PdfLine, into_blocks};
use super::unreadable::UnreadableDocument;

/// No more is unpacked of all that a file holds.
const MOST_BYTES: u64 = 512 << 20;

/// More characters a page does not hold.
const MOST_CHARS: usize = 200_000;

pub(super) fn read(bytes: &[u8], progress: &mut dyn FnMut(usize, usize)) -> Result<Document, UnreadableDocument> {
    must_be_bounded(bytes)?;
    // What reads the format gives up in the middle over some files.
    let loaded = catch_unwind(|| PdfFile::load_mem(bytes));
    let mut file = match loaded {
        Ok(Ok(file)) => file,
        Ok(Err(error)) if is_locked(&error.to_string()) => return Err(UnreadableDocument::Encrypted),
        Ok(Err(error)) => return Err(broken(error.to_string())),
        Err(_) => return Err(broken("its structure cannot be followed".to_owned())),
    };
    if file.is_encrypted() && file.decrypt("").is_err() {
        return Err(UnreadableDocument::Encrypted);
    }
    let pages = file.get_pages().len();
    if pages == 0 {
        return Err(broken("it has no pages".to_owned()));
    }
    let mut document = Document::default();
    let mut lines = Vec::new();
    let mut unread = 0;
    for page in 1..=pages {
        progress(page, pages);
        let mut gathered = PageLines { page, ..PageLines::default() };
        let number = u32::try_from(page).unwrap_or(u32::MAX);
        let done = catch_unwind(AssertUnwindSafe(|| output_doc_page(&file, &mut gathered, number)));
        let why = match done {
            Ok(Ok(())) => None,
            Ok(Err(error)) => Some(error.to_string()),
            Err(_) => Some("it is made in a way that cannot be followed".to_owned()),
        };
        if let Some(why) = why {
            unread += 1;
            document.leave_out(DocumentPlace::Page(page), format!("the rest of the page: {why}"));
        } else if gathered.lines.iter().all(|line| line.text.trim().is_empty()) {
            document.leave_out(DocumentPlace::Page(page), "the page holds no text; it may be a picture");
        }
        lines.extend(gathered.lines);
    }
    let has_text = lines.iter().any(|line| !line.text.trim().is_empty());
    if !has_text && unread > 0 {
        return Err(broken("none of its pages can be read".to_owned()));
    }
    if !has_text {
        return Err(UnreadableDocument::Scanned { pages });
    }
    into_blocks(lines, &mut document);
    Ok(document)
}

fn broken(why: String) -> UnreadableDocument {
    UnreadableDocument::Broken { what: "PDF", why }
}

fn is_locked(error: &str) -> bool {
    let error = error.to_ascii_lowercase();
    error.contains("password") || error.contains("decrypt") || error.contains("encrypt")
}

/// Makes sure, before anything is unpacked to be kept, that not too much comes out.
fn must_be_bounded(bytes: &[u8]) -> Result<(), UnreadableDocument> {
    let mut left = MOST_BYTES;
    let mut from = 0;
    while let Some(at) = memchr::memmem::find(&bytes[from..], b"stream").map(|at| from + at) {
        from = at + b"stream".len();
        let is_end = bytes[..at].ends_with(b"end");
        let start = bytes[from..].iter().take(2).take_while(|byte| byte.is_ascii_whitespace()).count();
        let packed = &bytes[from + start..];
        if is_end || packed.first().is_none_or(|byte| byte & 0x0f != 8) {
            continue;
        }
        let mut unpacked = std::io::Read::take(ZlibDecoder::new(packed), left + 1);
        // What is broken in it is for the reader to say.
        let mut counted = CountedBytes(0);
        let _ = std::io::copy(&mut unpacked, &mut counted);
        if counted.0 > left {
            return Err(UnreadableDocument::TooLarge { limit: "512 MB" });
        }
        left -= counted.0;
    }
    Ok(())
}

/// Counts what is written, up to a failure too.
struct CountedBytes(u64);

impl std::io::Write for CountedBytes {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The lines of a page, in the order in which it draws them.
#[derive(Debug, Default)]
struct PageLines {
    page: usize,
    lines: Vec<PdfLine>,
    /// Where the last character ended.
    end: f64,
    chars: usize,
}

impl OutputDev for PageLines {
    fn begin_page(&mut self, _: u32, _: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        transform: &Transform,
        width: f64,
        _: f64,
        font_size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        self.chars += 1;
        if self.chars > MOST_CHARS {
            return Ok(());
        }
        let scale = (transform.m11 * transform.m22 - transform.m12 * transform.m21).abs().sqrt();
        let size = font_size * scale;
        let (x, y) = (transform.m31, transform.m32);
        let is_on = |line: &&mut PdfLine| {
            (line.y - y).abs() < 0.5 * size.max(line.size) && x > self.end - size && x < self.end + 8.0 * size
        };
        match self.lines.last_mut().filter(is_on) {
            Some(line) => {
                if x > self.end + size * 0.15 && !line.text.ends_with(' ') {
                    line.text.push(' ');
                }
                line.text.push_str(text);
                // The largest letter tells a line's size: a raised note mark is smaller.
                line.size = line.size.max(size);
            }
            None => self.lines.push(PdfLine { page: self.page, x, y, end: x, size, text: text.to_owned() }),
        }
        self.end = x + width * size;
        if let Some(line) = self.lines.last_mut() {
            line.end = self.end;
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}
