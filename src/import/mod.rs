//! A document in, drafts of a FAQ out: what people have (texts, pages, office files, tables of questions) is read into
//! blocks with their places, and cut into entries whose passages are exact slices. Pure; touches no disk.

mod archive;
mod block_text;
mod cells;
mod decoding;
mod detection;
mod document;
mod docx;
mod docx_styles;
mod draft;
mod file_format;
mod html;
mod ids;
mod json_ld;
mod markdown;
mod open_lists;
mod pairs;
mod passed_over;
mod pdf;
mod pdf_text;
mod plain_text;
mod proposals;
mod sections;
mod sheet;
mod unreadable;

pub use cells::Columns;
pub use document::{Document, DocumentPlace, LeftOut};
pub use draft::{DraftedEntry, DraftedFaq, DraftedTopic, draft};
pub use file_format::DocumentFormat;
pub use unreadable::UnreadableDocument;

/// How a document is to be read.
#[derive(Debug, Default)]
pub struct ReadOptions {
    /// What it is; by its content and name when it is not said.
    pub format: Option<DocumentFormat>,
    /// Which columns of a table hold questions and answers; found when they are not said.
    pub columns: Option<Columns>,
}

/// Reads a document. `progress` is told how much is done, of how much.
///
/// # Errors
/// When it cannot be read, with what to do.
pub fn read(
    name: &str,
    bytes: &[u8],
    options: &ReadOptions,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<Document, UnreadableDocument> {
    let format = match options.format {
        Some(format) => format,
        None => detection::detect(name, bytes)?,
    };
    let text = || decoding::decode(bytes, format == DocumentFormat::Html);
    let mut document = match format {
        DocumentFormat::Text => plain_text::read(text()?),
        DocumentFormat::Markdown => markdown::read(&text()?),
        DocumentFormat::Html => html::read(&text()?),
        DocumentFormat::FaqPage => json_ld::read(&text()?)?,
        DocumentFormat::Table => pairs::read_table(&text()?, options.columns.as_ref(), progress)?,
        DocumentFormat::Docx => docx::read(bytes)?,
        DocumentFormat::Pdf => pdf::read(bytes, progress)?,
        DocumentFormat::Sheet => sheet::read(bytes, options.columns.as_ref(), progress)?,
    };
    document.format = Some(format);
    if document.is_empty() { Err(UnreadableDocument::Empty) } else { Ok(document) }
}
