//! What a document is, by its content first and its name where that says too little.

use super::archive;
use super::file_format::DocumentFormat;
use super::json_ld;
use super::unreadable::UnreadableDocument;

/// What a file is.
///
/// # Errors
/// When it is none of these, with what to do.
pub(super) fn detect(name: &str, bytes: &[u8]) -> Result<DocumentFormat, UnreadableDocument> {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let head = &bytes[..bytes.len().min(1024)];
    if head.windows(5).any(|window| window == b"%PDF-") {
        return Ok(DocumentFormat::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return of_archive(bytes);
    }
    if bytes.starts_with(b"PK\x05\x06") {
        return Err(refused("it is an empty archive"));
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(of_old_office(bytes, &ending));
    }
    if bytes.starts_with(b"{\\rtf") {
        return Err(refused("it is RTF, which is not read; save it as .docx"));
    }
    if is_picture(bytes) {
        return Err(refused("it is a picture; run text recognition over it (OCR) and save the text"));
    }
    Ok(match ending.as_str() {
        "md" | "markdown" | "mdown" | "mkd" => DocumentFormat::Markdown,
        "html" | "htm" | "xhtml" => of_page(bytes),
        "json" | "jsonld" => DocumentFormat::FaqPage,
        "csv" | "tsv" | "tab" => DocumentFormat::Table,
        "docx" | "odt" | "doc" | "pages" | "epub" => {
            return Err(refused(&format!("it ends in .{ending} and is no such file; open it and save it as .docx")));
        }
        "xlsx" | "xls" | "ods" | "numbers" => {
            return Err(refused(&format!("it ends in .{ending} and is no such file; open it and save it as .xlsx")));
        }
        "pdf" => return Err(refused("it ends in .pdf and is none: it does not begin with %PDF")),
        _ if looks_like_a_page(head) => of_page(bytes),
        _ => DocumentFormat::Text,
    })
}

fn refused(why: &str) -> UnreadableDocument {
    UnreadableDocument::Format(why.to_owned())
}

fn of_archive(bytes: &[u8]) -> Result<DocumentFormat, UnreadableDocument> {
    let names = archive::names(bytes)?;
    let has = |name: &str| names.iter().any(|known| known == name);
    let mimetype = if has("mimetype") { archive::member(bytes, "mimetype")? } else { Vec::new() };
    match () {
        () if has("word/document.xml") => Ok(DocumentFormat::Docx),
        () if has("xl/workbook.xml") || mimetype.ends_with(b"opendocument.spreadsheet") => Ok(DocumentFormat::Sheet),
        () if has("xl/workbook.bin") => Err(refused("it is a binary workbook (.xlsb); save it as .xlsx")),
        () if mimetype.ends_with(b"opendocument.text") => Err(refused("it is an OpenDocument text; save it as .docx")),
        () if has("ppt/presentation.xml") => Err(refused("it is a presentation; save its text as .docx or .txt")),
        () if mimetype.ends_with(b"epub+zip") => Err(refused("it is an e-book; save its text as .html or .txt")),
        () => Err(refused("it is an archive and neither a Word document nor a spreadsheet; unpack it first")),
    }
}

/// Office files from before 2007, and new ones that a password locks, begin alike.
fn of_old_office(bytes: &[u8], ending: &str) -> UnreadableDocument {
    let utf16 = |name: &str| name.bytes().flat_map(|byte| [byte, 0]).collect::<Vec<u8>>();
    let says = |name: &str| {
        let name = utf16(name);
        bytes.windows(name.len()).any(|window| window == name)
    };
    match () {
        () if says("EncryptedPackage") => UnreadableDocument::Encrypted,
        () if says("Workbook") || ending == "xls" => {
            refused("it is a workbook of before 2007 (.xls); save it as .xlsx")
        }
        () if says("WordDocument") || ending == "doc" => {
            refused("it is a Word document of before 2007 (.doc); save it as .docx")
        }
        () => refused("it is an office file of before 2007; save it as .docx or .xlsx"),
    }
}

fn is_picture(bytes: &[u8]) -> bool {
    let starts: [&[u8]; 4] = [b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0"];
    starts.iter().any(|start| bytes.starts_with(start))
}

fn looks_like_a_page(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    head.starts_with("<!doctype html") || head.starts_with("<html")
}

/// A page that brings its questions along as data is read from those.
fn of_page(bytes: &[u8]) -> DocumentFormat {
    let text = String::from_utf8_lossy(bytes);
    if json_ld::has_questions(&text) { DocumentFormat::FaqPage } else { DocumentFormat::Html }
}
