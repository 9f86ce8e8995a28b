//! From a database URL to an open [`Store`]: one process a file, the newest schema, nothing lost on a power cut.

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use sqlx::migrate::MigrateError;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use super::Store;

static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("src/store/migrations");

/// How long a statement waits for another program (a backup, `sqlite3`) to let go of the file.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Why a database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The URL names no database that this program knows.
    #[error("DATABASE_URL must be like `sqlite:verbatim.db`; the scheme `{0}` is not known")]
    Scheme(String),
    /// The part behind the scheme cannot be read.
    #[error("DATABASE_URL must be like `sqlite:verbatim.db`: {0}")]
    Url(sqlx::Error),
    /// Another process has it.
    #[error("another verbatim uses the database {}: stop it first, or set another DATABASE_URL", .0.display())]
    InUse(PathBuf),
    /// The lock file beside the database cannot be made.
    #[error("cannot lock the database with {}: {source}", path.display())]
    Lock {
        /// The lock file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// A newer version of the program wrote it.
    #[error("the database has schema {found}, and this verbatim knows schemas up to {known}: use a newer verbatim")]
    Newer {
        /// The newest schema found.
        found: i64,
        /// The newest schema known.
        known: i64,
    },
    /// It cannot be opened.
    #[error("cannot open the database {path}: {source}")]
    Open {
        /// The file.
        path: String,
        /// Why not.
        source: sqlx::Error,
    },
    /// Its schema cannot be brought up to date.
    #[error("cannot prepare the database {path}: {source}")]
    Migrate {
        /// The file.
        path: String,
        /// Why not.
        source: MigrateError,
    },
}

impl Store {
    /// Opens the database that the URL names and creates it when it is missing.
    ///
    /// # Errors
    /// A sentence for the operator; the URL itself, which may hold a password, is not in it.
    pub async fn open(url: &str) -> Result<Self, OpenError> {
        let scheme = url.split_once(':').map_or(url, |(scheme, _)| scheme);
        if scheme != "sqlite" {
            return Err(OpenError::Scheme(scheme.to_owned()));
        }
        let options = SqliteConnectOptions::from_str(url).map_err(OpenError::Url)?;
        let path = options.get_filename().to_owned();
        let is_in_memory = url.contains(":memory:") || url.contains("mode=memory");
        let lock = if is_in_memory { None } else { Some(lock(&path)?) };
        let options = options
            .create_if_missing(true)
            .foreign_keys(true)
            .journal_mode(SqliteJournalMode::Wal)
            // An update is acknowledged to Telegram after its commit, so the commit must survive a power cut.
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(BUSY_TIMEOUT)
            // A deleted message text should not linger in free pages of the file.
            .pragma("secure_delete", "ON");
        // SQLite writes one at a time anyway; one connection makes every transaction free of conflicts.
        let pool = SqlitePoolOptions::new().max_connections(1).idle_timeout(None).max_lifetime(None);
        let shown = path.display().to_string();
        let pool =
            pool.connect_with(options).await.map_err(|source| OpenError::Open { path: shown.clone(), source })?;
        MIGRATIONS.run(&pool).await.map_err(|source| match source {
            MigrateError::VersionMissing(found) => {
                let known = MIGRATIONS.iter().map(|migration| migration.version).max().unwrap_or(0);
                OpenError::Newer { found, known }
            }
            source => OpenError::Migrate { path: shown, source },
        })?;
        Ok(Self { pool, _lock: lock })
    }
}

/// Takes the lock file beside the database for as long as the returned file is open.
fn lock(database: &Path) -> Result<File, OpenError> {
    let mut path = database.as_os_str().to_owned();
    path.push(".lock");
    let path = PathBuf::from(path);
    let opened = File::options().create(true).truncate(false).write(true).open(&path);
    let file = opened.map_err(|source| OpenError::Lock { path: path.clone(), source })?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(OpenError::InUse(database.to_owned())),
        Err(TryLockError::Error(source)) => Err(OpenError::Lock { path, source }),
    }
}
