//! From a database URL to an open [`Store`]: the newest schema, nobody else on a file, a clear refusal otherwise.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Once;
use std::time::Duration;

use sqlx::any::AnyPoolOptions;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::{AnyConnection, AnyPool, Connection as _, Executor as _};
use tokio::time::timeout;

use super::replicas::Lease;
use super::{Kind, Store, StoreError, Vault, sqlite};

static OF_SQLITE: Migrator = sqlx::migrate!("src/store/migrations/sqlite");
static OF_POSTGRES: Migrator = sqlx::migrate!("src/store/migrations/postgres");

/// Connections to PostgreSQL. A replica's workers share them; most of a worker's time goes by while Telegram answers.
const CONNECTIONS: u32 = 10;

/// How long a connection may take to be had before the database counts as out of reach.
const CONNECT_WITHIN: Duration = Duration::from_secs(5);

/// What every connection to PostgreSQL begins with: no statement of the bot takes long, so one that does is given up and
/// tried again.
const BEGIN: &str = "SET statement_timeout = '10s'; SET lock_timeout = '5s';
    SET idle_in_transaction_session_timeout = '15s'; SET application_name = 'verbatim'";

/// The oldest PostgreSQL that the statements are tried on.
const OLDEST_POSTGRES: i64 = 14;

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
    Url(sqlx::Error),
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
        why: sqlx::Error,
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
        why: MigrateError,
    },
}

impl OpenError {
    /// Whether it may be over by itself: a server that is not up yet, or that the network does not lead to now.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Open { why: sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut, .. } => true,
            // PostgreSQL's classes "insufficient resources" and "operator intervention".
            Self::Open { why: sqlx::Error::Database(error), .. } => {
                error.code().is_some_and(|code| code.starts_with("53") || code.starts_with("57"))
            }
            _ => false,
        }
    }
}

impl Store {
    /// Opens the database that the URL names for a bot, creates a file when it is missing, brings the schema up to date,
    /// and seals with the first key what is not.
    ///
    /// # Errors
    /// A sentence for the operator; the URL itself, which may hold a password, is not in it.
    pub async fn open(url: &str, vault: Vault) -> Result<Self, OpenError> {
        let kind = kind(url)?;
        let file = if kind == Kind::Sqlite { sqlite::file(url)? } else { None };
        let lock = file.as_deref().map(sqlite::lock).transpose()?;
        let pool = connect(kind, url, file.as_deref(), true).await?;
        let migrations = kind.choose(&OF_SQLITE, &OF_POSTGRES);
        migrations.run(&pool).await.map_err(|why| match why {
            MigrateError::VersionMissing(found) => OpenError::Newer { found, known: known(kind) },
            why => OpenError::Migrate { shown: shown(url, file.as_deref()), why },
        })?;
        let store = Self { pool, kind, url: url.into(), lease: Lease::new(kind), vault, _lock: lock };
        store.join().await?;
        let count = store.seal_anew().await?;
        if count > 0 {
            tracing::info!(count, "stored texts were sealed with the newest key");
        }
        Ok(store)
    }

    /// Opens a database that is there, beside the bot that may run on it, as a backup does.
    ///
    /// # Errors
    /// A sentence for the operator, also when the schema is not this version's.
    pub async fn open_beside(url: &str, vault: Vault) -> Result<Self, OpenError> {
        let kind = kind(url)?;
        let file = if kind == Kind::Sqlite { sqlite::file(url)? } else { None };
        if let Some(file) = file.as_ref().filter(|file| !file.exists()) {
            return Err(OpenError::Missing(file.clone()));
        }
        let pool = connect(kind, url, file.as_deref(), false).await?;
        let newest = "SELECT coalesce(max(version), 0) FROM _sqlx_migrations";
        let found = sqlx::query_scalar(newest).fetch_one(&pool).await.unwrap_or(0_i64);
        let known = known(kind);
        match found {
            _ if found > known => Err(OpenError::Newer { found, known }),
            _ if found < known => Err(OpenError::Older { found, known }),
            _ => Ok(Self { pool, kind, url: url.into(), lease: Lease::new(kind), vault, _lock: None }),
        }
    }
}

/// Where a database is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// In words that hold no password.
    pub shown: String,
    /// Whether it is a server, which others have access to and which deletes in its own time.
    pub is_server: bool,
}

impl Place {
    /// The place that a URL names.
    ///
    /// # Errors
    /// When it names none that this program knows.
    pub fn of(url: &str) -> Result<Self, OpenError> {
        Ok(match kind(url)? {
            Kind::Sqlite => {
                let file = sqlite::file(url)?.map_or_else(|| "in memory".to_owned(), |file| file.display().to_string());
                Self { shown: format!("SQLite, {file}"), is_server: false }
            }
            Kind::Postgres => Self { shown: shown(url, None), is_server: true },
        })
    }
}

fn kind(url: &str) -> Result<Kind, OpenError> {
    match url.split_once(':').map_or(url, |(scheme, _)| scheme) {
        "sqlite" => Ok(Kind::Sqlite),
        "postgres" | "postgresql" => Ok(Kind::Postgres),
        scheme => Err(OpenError::Scheme(scheme.to_owned())),
    }
}

/// The newest schema that this program knows.
fn known(kind: Kind) -> i64 {
    kind.choose(&OF_SQLITE, &OF_POSTGRES).iter().map(|migration| migration.version).max().unwrap_or(0)
}

/// The database in words that hold no password.
fn shown(url: &str, file: Option<&Path>) -> String {
    let place = url.rsplit('@').next().unwrap_or_default().split('?').next().unwrap_or_default();
    match file {
        Some(file) => file.display().to_string(),
        None if url.starts_with("sqlite:") => "in memory".to_owned(),
        None => format!("PostgreSQL at {place}"),
    }
}

async fn connect(kind: Kind, url: &str, file: Option<&Path>, is_made: bool) -> Result<AnyPool, OpenError> {
    drivers();
    if kind == Kind::Sqlite {
        return sqlite::connect(url, file, is_made).await;
    }
    let failed = |why| match why {
        sqlx::Error::Configuration(_) => OpenError::Url(why),
        why => OpenError::Open { shown: shown(url, file), why },
    };
    // A pool tries again and again, and says no more than that it took too long.
    let first = timeout(CONNECT_WITHIN, AnyConnection::connect(url)).await.unwrap_or(Err(sqlx::Error::PoolTimedOut));
    first.map_err(failed)?.close().await.map_err(failed)?;
    let pool = AnyPoolOptions::new().max_connections(CONNECTIONS).acquire_timeout(CONNECT_WITHIN);
    let pool = pool.after_connect(|connection, _| Box::pin(async move { connection.execute(BEGIN).await.map(drop) }));
    let pool = pool.connect(url).await.map_err(failed)?;
    let version = "SELECT current_setting('server_version_num')::bigint / 10000";
    let version: i64 = sqlx::query_scalar(version).fetch_one(&pool).await.map_err(failed)?;
    match version {
        OLDEST_POSTGRES.. => Ok(pool),
        _ => Err(OpenError::OldServer(version)),
    }
}

/// Tells sqlx which databases there are.
fn drivers() {
    static TOLD: Once = Once::new();
    TOLD.call_once(sqlx::any::install_default_drivers);
}
