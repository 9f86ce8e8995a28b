//! A SQLite file: one process at a time, nothing lost on a power cut, refused when it is damaged.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::str::FromStr as _;

use sqlx::any::AnyPoolOptions;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AnyConnection, AnyPool, Connection as _, Executor as _};

use super::open::OpenError;

/// What every connection begins with. Others (a backup, `sqlite3`) are waited for; foreign keys hold; the words of a
/// deleted message do not linger in free pages of the file.
const BEGIN: &str = "PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;
    PRAGMA synchronous = FULL";

/// What the bot's own connection begins with as well: a log beside the file, which others may read meanwhile.
const WITH_LOG: &str = "PRAGMA journal_mode = WAL";

/// The file that a URL names; `None` when it is only in memory.
pub(super) fn file(url: &str) -> Result<Option<PathBuf>, OpenError> {
    let options = SqliteConnectOptions::from_str(url).map_err(OpenError::Url)?;
    let is_in_memory = url.contains(":memory:") || url.contains("mode=memory");
    Ok((!is_in_memory).then(|| options.get_filename().to_owned()))
}

/// Takes the lock file beside the database for as long as the returned file is open.
pub(super) fn lock(database: &Path) -> Result<File, OpenError> {
    let mut path = database.as_os_str().to_owned();
    path.push(".lock");
    let path = PathBuf::from(path);
    let opened = File::options().create(true).truncate(false).write(true).open(&path);
    let file = opened.map_err(|why| OpenError::Lock { path: path.clone(), why })?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(OpenError::InUse(database.to_owned())),
        Err(TryLockError::Error(why)) => Err(OpenError::Lock { path, why }),
    }
}

/// Opens the database; a missing one is made if `is_made`.
pub(super) async fn connect(url: &str, file: Option<&Path>, is_made: bool) -> Result<AnyPool, OpenError> {
    let mode = match (url.contains("mode="), is_made) {
        (true, _) => String::new(),
        (false, true) => format!("{}mode=rwc", if url.contains('?') { '&' } else { '?' }),
        (false, false) => format!("{}mode=rw", if url.contains('?') { '&' } else { '?' }),
    };
    let url = format!("{url}{mode}");
    if let Some(file) = file {
        look_for_damage(&url, file).await?;
    }
    // SQLite writes one at a time anyway; one connection makes every transaction free of conflicts.
    let pool = AnyPoolOptions::new().max_connections(1).idle_timeout(None).max_lifetime(None);
    // A commit that the disk has no room for takes the transaction back, and sqlx goes on believing that it is open.
    let pool = pool.before_acquire(|connection, _| {
        let is_fit = !connection.is_in_transaction();
        Box::pin(async move { Ok(is_fit) })
    });
    let pool = pool.after_connect(move |connection, _| {
        Box::pin(async move {
            connection.execute(BEGIN).await?;
            if is_made { connection.execute(WITH_LOG).await.map(drop) } else { Ok(()) }
        })
    });
    pool.connect(&url).await.map_err(|why| failed(file, why))
}

/// Looks whether the file's pages hold together. By a connection of its own, for a pool tries again and again.
async fn look_for_damage(url: &str, file: &Path) -> Result<(), OpenError> {
    let look = async {
        let mut connection = AnyConnection::connect(url).await?;
        connection.execute(BEGIN).await?;
        let found: String = sqlx::query_scalar("PRAGMA quick_check(1)").fetch_one(&mut connection).await?;
        connection.close().await?;
        Ok(found)
    };
    match look.await {
        Ok(found) if found == "ok" => Ok(()),
        Ok(what) => Err(OpenError::Damaged { path: file.to_owned(), what }),
        Err(why) => Err(failed(Some(file), why)),
    }
}

/// What a failure to open says about the file.
fn failed(file: Option<&Path>, why: sqlx::Error) -> OpenError {
    match (&why, file) {
        // SQLite's codes for a page that is wrong, and for a file that never was a database.
        (sqlx::Error::Database(error), Some(file)) if matches!(error.code().as_deref(), Some("11" | "26")) => {
            OpenError::Damaged { path: file.to_owned(), what: error.message().to_owned() }
        }
        (sqlx::Error::Configuration(_), _) => OpenError::Url(why),
        (_, file) => {
            let shown = file.map_or_else(|| "in memory".to_owned(), |file| file.display().to_string());
            OpenError::Open { shown, why }
        }
    }
}
