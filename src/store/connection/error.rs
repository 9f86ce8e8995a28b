//! What a database says when it cannot do what it was asked.

/// Why a database failed. It holds no value of a statement.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{message}")]
pub struct DatabaseError {
    message: String,
    /// SQLite's extended result code, or PostgreSQL's five letters.
    code: Option<String>,
    what: What,
}

/// What failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    /// One statement.
    Statement,
    /// The way to the database.
    Connection,
    /// The URL, which cannot be read.
    Url,
}

/// SQLite's codes for what no other statement would get past now: input and output, a damaged page, a full disk, no way
/// to open the file, a file that is locked, not to be written, or no database.
const GENERAL: [&str; 7] = ["10", "11", "13", "14", "5", "8", "26"];

impl DatabaseError {
    /// A URL that cannot be read.
    pub(super) fn url(message: impl Into<String>) -> Self {
        Self { message: message.into(), code: None, what: What::Url }
    }

    /// A connection that is gone, or was not to be had.
    pub(in crate::store) fn gone(message: impl Into<String>) -> Self {
        Self { message: message.into(), code: None, what: What::Connection }
    }

    /// A column that holds something else than it must.
    pub(super) fn column(column: usize, message: &str) -> Self {
        let message = format!("column {column} of a row {message}");
        Self { message, code: None, what: What::Statement }
    }

    /// Something else that is stored and cannot be read.
    pub(in crate::store) fn stored(message: impl Into<String>) -> Self {
        Self { message: message.into(), code: None, what: What::Statement }
    }

    /// Whether the URL cannot be read.
    pub(in crate::store) fn is_of_url(&self) -> bool {
        self.what == What::Url
    }

    /// Whether SQLite's file is damaged, or no database.
    pub(in crate::store) fn is_damage(&self) -> bool {
        matches!(self.code.as_deref(), Some("11" | "26"))
    }

    /// Whether it may be over by itself: the way to the server, and PostgreSQL's classes "insufficient resources" and
    /// "operator intervention".
    pub(in crate::store) fn is_passing(&self) -> bool {
        let is_busy = |code: &String| code.len() == 5 && (code.starts_with("53") || code.starts_with("57"));
        self.what == What::Connection || self.code.as_ref().is_some_and(is_busy)
    }

    /// Whether it concerns the database as a whole, and not one statement.
    pub(in crate::store) fn is_general(&self) -> bool {
        self.is_passing() || self.code.as_deref().is_some_and(|code| GENERAL.contains(&code))
    }

    /// What went wrong, without the code.
    pub(in crate::store) fn message(&self) -> &str {
        &self.message
    }
}

impl From<sqlx::Error> for DatabaseError {
    fn from(error: sqlx::Error) -> Self {
        let what = match &error {
            sqlx::Error::Configuration(_) => What::Url,
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::Protocol(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => What::Connection,
            _ => What::Statement,
        };
        let code = error.as_database_error().and_then(|error| error.code()).map(|code| code.into_owned());
        Self { message: error.to_string(), code, what }
    }
}

impl From<rusqlite::Error> for DatabaseError {
    fn from(error: rusqlite::Error) -> Self {
        let code = error.sqlite_error().map(|error| (error.extended_code & 0xff).to_string());
        Self { message: error.to_string(), code, what: What::Statement }
    }
}
