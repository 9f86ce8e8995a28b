//! From a database URL to an open [`Store`]: the newest schema, nobody else on a file, a clear refusal otherwise.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use super::connection::error::DatabaseError;
use super::connection::postgres::Pool;
use super::connection::sqlite::{self, Location};
use super::connection::{Connection, migrations};
use super::queue::Lease;
use super::writer::{Desk, Writer};
use super::{Keyring, Kind, Shared, Store, StoreError};

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

impl Store {
    /// Opens the database that the URL names for a bot, creates a file when it is missing, brings the schema up to date,
    /// and seals with the first key what is not.
    ///
    /// # Errors
    /// A sentence for the operator; the URL itself, which may hold a password, is not in it.
    pub async fn open(url: &str, keyring: Keyring) -> Result<Self, OpenError> {
        let store = match kind(url)? {
            Kind::Sqlite => Self::open_file(url, keyring, true).await?,
            Kind::Postgres => {
                let pool = connect(url).await?;
                migrations::migrate_postgres(&pool, &shown(url)).await?;
                Self::of_pool(url, pool, keyring)
            }
        };
        store.join().await?;
        let count = store.reencrypt().await?;
        if count > 0 {
            tracing::info!(count, "stored texts were sealed with the newest key");
        }
        Ok(store)
    }

    /// Opens a database that is there, beside the bot that may run on it, as a backup does.
    ///
    /// # Errors
    /// A sentence for the operator, also when the schema is not this version's.
    pub async fn open_beside(url: &str, keyring: Keyring) -> Result<Self, OpenError> {
        match kind(url)? {
            Kind::Sqlite => Self::open_file(url, keyring, false).await,
            Kind::Postgres => {
                let pool = connect(url).await?;
                let failed = |why| OpenError::Open { shown: shown(url), why };
                is_newest(&mut pool.acquire().await.map_err(failed)?).await?;
                Ok(Self::of_pool(url, pool, keyring))
            }
        }
    }

    /// Opens a file: for a bot, or beside one.
    async fn open_file(url: &str, keyring: Keyring, is_for_bot: bool) -> Result<Self, OpenError> {
        let location = Location::of(url).map_err(OpenError::Url)?;
        if let Some(file) = location.file.as_ref().filter(|file| !is_for_bot && !file.exists()) {
            return Err(OpenError::Missing(file.clone()));
        }
        let lock = location.file.as_deref().filter(|_| is_for_bot).map(sqlite::lock).transpose()?;
        let there = location.clone();
        let opened = tokio::task::spawn_blocking(move || {
            let mut sqlite = there.open(is_for_bot)?;
            if is_for_bot {
                migrations::migrate_sqlite(&mut sqlite, &there.shown())?;
            }
            Ok::<_, OpenError>(Connection::Sqlite(sqlite))
        });
        let failed = |why: String| OpenError::Open { shown: location.shown(), why: DatabaseError::gone(why) };
        let mut connection = opened.await.map_err(|why| failed(why.to_string()))??;
        if !is_for_bot {
            is_newest(&mut connection).await?;
        }
        let lease = Lease::new(Kind::Sqlite);
        let desk = Arc::new(Desk { me: lease.id, keyring });
        let writer = Writer::on_thread(connection, lock, Arc::clone(&desk)).map_err(|why| failed(why.to_string()))?;
        let location = Some(location);
        Ok(Self { kind: Kind::Sqlite, url: url.into(), location, lease, desk, writer, shared: None })
    }

    fn of_pool(url: &str, pool: Pool, keyring: Keyring) -> Self {
        let lease = Lease::new(Kind::Postgres);
        let desk = Arc::new(Desk { me: lease.id, keyring });
        let writer = Writer::on_pool(pool.clone(), Arc::clone(&desk));
        let intake = Writer::on_pool(pool.clone(), Arc::clone(&desk));
        let turns = Writer::on_pool(pool.clone(), Arc::clone(&desk));
        let shared = Some(Shared { pool, intake, turns });
        Self { kind: Kind::Postgres, url: url.into(), location: None, lease, desk, writer, shared }
    }
}

/// Whether the schema is this version's.
async fn is_newest(connection: &mut Connection) -> Result<(), OpenError> {
    let known = migrations::known(connection.kind());
    match migrations::found(connection).await {
        found if found > known => Err(OpenError::Newer { found, known }),
        found if found < known => Err(OpenError::Older { found, known }),
        _ => Ok(()),
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
                let location = Location::of(url).map_err(OpenError::Url)?;
                Self { shown: format!("SQLite, {}", location.shown()), is_server: false }
            }
            Kind::Postgres => Self { shown: shown(url), is_server: true },
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

/// A server's database in words that hold no password.
fn shown(url: &str) -> String {
    let place = url.rsplit('@').next().unwrap_or_default().split('?').next().unwrap_or_default();
    format!("PostgreSQL at {place}")
}

/// Connects to a server that is new enough.
async fn connect(url: &str) -> Result<Pool, OpenError> {
    let failed = |why: DatabaseError| match why {
        why if why.is_of_url() => OpenError::Url(why),
        why => OpenError::Open { shown: shown(url), why },
    };
    let pool = Pool::connect(url).await.map_err(failed)?;
    let version = "SELECT current_setting('server_version_num')::bigint / 10000";
    let row = pool.acquire().await.map_err(failed)?.row(version, &[]).await.map_err(failed)?;
    match row.map(|row| row.number(0)).transpose().map_err(failed)?.unwrap_or_default() {
        OLDEST_POSTGRES.. => Ok(pool),
        version => Err(OpenError::OldServer(version)),
    }
}
