//! Why a document cannot be read, each with what to do.

/// Why a document cannot be read, and the mend. The sentences go on from the file's name and a colon.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnreadableDocument {
    /// There are no words in it.
    #[error("there is no text in it to quote")]
    Empty,
    /// The format cannot be told, or is none of those that are read.
    #[error("{0}")]
    Format(String),
    /// It is not what its format should be.
    #[error("it is not a whole {what} ({why}); open it in the program it comes from and save it again")]
    Broken {
        /// Such as `Word document`.
        what: &'static str,
        /// What the reader met.
        why: String,
    },
    /// It is locked with a password.
    #[error("it is locked with a password; save a copy without one")]
    Encrypted,
    /// Pages that are pictures.
    #[error(
        "its {pages} pages hold pictures and no text, as a scan does; run text recognition over it (OCR) and save that"
    )]
    Scanned {
        /// How many pages.
        pages: usize,
    },
    /// More comes out of it than any document holds.
    #[error("it unpacks to more than {limit}; no document is as large, so it is not read")]
    TooLarge {
        /// The bound, in words.
        limit: &'static str,
    },
    /// A table of which it cannot be told what is asked and what is answered.
    #[error("{0}")]
    Columns(String),
}
