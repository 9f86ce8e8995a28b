//! From a database URL to an open [`Store`]: the newest schema, nobody else on a file, a clear refusal otherwise.

use std::path::PathBuf;
use std::sync::Arc;

use super::connection::{Connection, DatabaseError, Location, Pool, migrations, sqlite};
use super::database::{Store, Writers};
use super::encryption::Keyring;
use super::kind::DatabaseKind;
use super::open_error::{OLDEST_POSTGRES, OpenError};
use super::queue::Lease;
use super::writer::{BatchTurn, WriteContext, Writer};

impl Store {
    /// Opens the database that the URL names for a bot, creates a file when it is missing, brings the schema up to date,
    /// and seals with the first key what is not.
    ///
    /// # Errors
    /// A sentence for the operator; the URL itself, which may hold a password, is not in it.
    pub async fn open(url: &str, keyring: Keyring) -> Result<Self, OpenError> {
        let store = match kind(url)? {
            DatabaseKind::Sqlite => Self::open_file(url, keyring, true).await?,
            DatabaseKind::Postgres => {
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
            DatabaseKind::Sqlite => Self::open_file(url, keyring, false).await,
            DatabaseKind::Postgres => {
                let pool = connect(url).await?;
                let failed = |why| OpenError::Open { shown: shown(url), why };
                is_newest(&mut Connection::of_pool(&pool).await.map_err(failed)?).await?;
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
        let lease = Lease::new(DatabaseKind::Sqlite);
        let context = Arc::new(WriteContext { me: lease.id, keyring });
        let writer =
            Writer::on_thread(connection, lock, Arc::clone(&context)).map_err(|why| failed(why.to_string()))?;
        let (location, writers) = (Some(location), Writers::One(writer));
        Ok(Self { kind: DatabaseKind::Sqlite, url: url.into(), location, lease, context, writers })
    }

    fn of_pool(url: &str, pool: Pool, keyring: Keyring) -> Self {
        let lease = Lease::new(DatabaseKind::Postgres);
        let context = Arc::new(WriteContext { me: lease.id, keyring });
        let writer = |_| Writer::on_pool(pool.clone(), Arc::clone(&context));
        let writers = Writers::ByKind(BatchTurn::ALL.map(writer).into(), pool.clone());
        Self { kind: DatabaseKind::Postgres, url: url.into(), location: None, lease, context, writers }
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
pub struct DatabasePlace {
    /// In words that hold no password.
    pub shown: String,
    /// Its file; `None` when it is a server or in memory.
    pub file: Option<PathBuf>,
    /// Whether it is a server, which others have access to and which deletes in its own time.
    pub is_server: bool,
}

impl DatabasePlace {
    /// The place that a URL names.
    ///
    /// # Errors
    /// When it names none that this program knows.
    pub fn of(url: &str) -> Result<Self, OpenError> {
        Ok(match kind(url)? {
            DatabaseKind::Sqlite => {
                let location = Location::of(url).map_err(OpenError::Url)?;
                Self { shown: format!("SQLite, {}", location.shown()), file: location.file, is_server: false }
            }
            DatabaseKind::Postgres => Self { shown: shown(url), file: None, is_server: true },
        })
    }
}

fn kind(url: &str) -> Result<DatabaseKind, OpenError> {
    match url.split_once(':').map_or(url, |(scheme, _)| scheme) {
        "sqlite" => Ok(DatabaseKind::Sqlite),
        "postgres" | "postgresql" => Ok(DatabaseKind::Postgres),
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
    let row = Connection::of_pool(&pool).await.map_err(failed)?.row(version, &[]).await.map_err(failed)?;
    match row.map(|row| row.number(0)).transpose().map_err(failed)?.unwrap_or_default() {
        OLDEST_POSTGRES.. => Ok(pool),
        version => Err(OpenError::OldServer(version)),
    }
}
