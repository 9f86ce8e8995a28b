//! Why a database cannot be used, for the operator.

use std::io;
use std::path::PathBuf;

use super::connection::DatabaseError;
use super::error::StoreError;

/// The oldest PostgreSQL that the statements are tried on.
pub(super) const OLDEST_POSTGRES: i64 = 14;

/// Why a database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The URL names no database that this program knows.
    #[error(
        "DATABASE_URL must be like `sqlite:verbatim.db` or `postgres://user@host/database`; the scheme `{0}` is not \
         known"
    )]
    Scheme(String),
    /// The part behind the scheme cannot be read.
    #[error("DATABASE_URL must be like `sqlite:verbatim.db` or `postgres://user@host/database`: {0}")]
    Url(DatabaseError),
    /// Another process has it.
    #[error("another verbatim uses the database {}: stop it first, or set another DATABASE_URL", .0.display())]
    InUse(PathBuf),
    /// The lock file beside the database cannot be made.
    #[error("cannot lock the database with {}: {why}", path.display())]
    Lock {
        /// The lock file.
        path: PathBuf,
        /// Why not.
        why: io::Error,
    },
    /// The file is no database, or not a whole one.
    #[error("the database {} is damaged ({what}): put a backup in its place, or move it away to begin anew", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What SQLite found.
        what: String,
    },
    /// There is none.
    #[error("there is no database {}: set --database-url or DATABASE_URL to the one of the bot", .0.display())]
    Missing(PathBuf),
    /// A newer version of the program wrote it.
    #[error("the database has schema {found}, and this verbatim knows schemas up to {known}: use a newer verbatim")]
    Newer {
        /// The newest schema found.
        found: i64,
        /// The newest schema known.
        known: i64,
    },
    /// An older version of the program wrote it, or none.
    #[error("the database has schema {found}, and this needs schema {known}: let `verbatim run` bring it up to date")]
    Older {
        /// The newest schema found; 0 when there is none.
        found: i64,
        /// The newest schema known.
        known: i64,
    },
    /// The server is too old.
    #[error("the database is PostgreSQL {0}, and verbatim needs {OLDEST_POSTGRES} or newer")]
    OldServer(i64),
    /// It cannot be opened.
    #[error("cannot open the database {shown}: {why}")]
    Open {
        /// The file or the server.
        shown: String,
        /// Why not.
        why: DatabaseError,
    },
    /// It is open, and cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Its schema cannot be brought up to date.
    #[error("cannot prepare the database {shown}: {why}")]
    Migrate {
        /// The file or the server.
        shown: String,
        /// Why not.
        why: String,
    },
}

impl OpenError {
    /// Whether it may be over by itself: a server that is not up yet, or that the network does not lead to now.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Open { why, .. } if why.is_passing())
    }
}
