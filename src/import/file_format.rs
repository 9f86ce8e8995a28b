//! The formats of documents that are read.

/// The formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentFormat {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// A page of the web.
    Html,
    /// Questions and answers as schema.org's FAQPage, in a page or by themselves.
    FaqPage,
    /// Rows of questions and answers with commas, semicolons or tabs between them.
    Table,
    /// Word's documents since 2007.
    Docx,
    /// PDF.
    Pdf,
    /// Spreadsheets, xlsx and ods.
    Sheet,
}

impl DocumentFormat {
    /// All of them.
    pub const ALL: [Self; 8] =
        [Self::Text, Self::Markdown, Self::Html, Self::FaqPage, Self::Table, Self::Docx, Self::Pdf, Self::Sheet];

    /// Its name, as `--format` has it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::FaqPage => "faq-page",
            Self::Table => "table",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Sheet => "sheet",
        }
    }
}
