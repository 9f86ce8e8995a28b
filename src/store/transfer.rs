//! Moving a bot from one database to another, and copying one that is in use.

use std::io;
use std::path::Path;

use futures_util::TryStreamExt as _;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row as _};

use super::tables::{Form, PROCESSES, TABLES, Table};
use super::{Kind, Store, StoreError};

/// Why a database is not moved or copied.
#[derive(Debug, thiserror::Error)]
pub enum TransferError {
    /// Something is in the way of a bot that is to be moved there.
    #[error("the database to move to is not empty: table {0} has rows; give a new one")]
    NotEmpty(&'static str),
    /// Other processes use the database.
    #[error("{0} other processes use the database: stop them first")]
    InUse(i64),
    /// The counts of what was read and what arrived differ.
    #[error("{arrived} of {read} rows of table {table} arrived; nothing was moved")]
    Lost {
        /// The table.
        table: &'static str,
        /// What was read.
        read: i64,
        /// What arrived.
        arrived: i64,
    },
    /// The file is there already.
    #[error("{0} is there already: give the name of a new file")]
    Exists(String),
    /// PostgreSQL has its own tools.
    #[error(
        "the database is PostgreSQL, which backs itself up: use pg_dump, as in `pg_dump --format=custom DATABASE_URL`"
    )]
    Postgres,
    /// The file cannot be written.
    #[error("cannot write {path}: {why}")]
    File {
        /// The file.
        path: String,
        /// Why not.
        why: io::Error,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for TransferError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(StoreError::Database(error))
    }
}

impl Store {
    /// Moves everything to an empty database, all or nothing, and gives the number of rows. What is here stays, and must
    /// not be run any more.
    ///
    /// # Errors
    /// When either is in use, the other is not empty, or a database fails.
    pub async fn move_to(&self, other: &Self) -> Result<i64, TransferError> {
        for store in [self, other] {
            let others = format!("SELECT count(*) FROM {PROCESSES} WHERE id <> $1");
            let others = sqlx::query_scalar(AssertSqlSafe(others)).bind(store.lease.id).fetch_one(&store.pool).await?;
            if others > 0 {
                return Err(TransferError::InUse(others));
            }
        }
        let mut from = self.pool.begin_with(self.kind.choose("BEGIN", "BEGIN ISOLATION LEVEL REPEATABLE READ")).await?;
        let mut to = other.begin_flushed().await?;
        let mut total = 0;
        for table in &TABLES {
            if count(&mut to, table).await? > 0 {
                return Err(TransferError::NotEmpty(table.name));
            }
            let columns = table.columns.iter().map(|column| column.name).collect::<Vec<_>>().join(", ");
            let places = (1..=table.columns.len()).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
            let select = format!("SELECT {columns} FROM {}", table.name);
            let insert = format!("INSERT INTO {} ({columns}) VALUES ({places})", table.name);
            let mut rows = sqlx::query(AssertSqlSafe(select)).fetch(&mut *from);
            let mut read = 0;
            while let Some(row) = rows.try_next().await? {
                copy(&row, table, &insert).execute(&mut *to).await?;
                read += 1;
            }
            drop(rows);
            let arrived = count(&mut to, table).await?;
            if arrived != read {
                return Err(TransferError::Lost { table: table.name, read, arrived });
            }
            total += read;
        }
        if other.kind == Kind::Postgres {
            for (table, column) in [("inbox", "seq"), ("dead", "id"), ("questions", "id")] {
                let next = format!(
                    "SELECT setval(pg_get_serial_sequence('{table}', '{column}'),
                     (SELECT coalesce(max({column}), 0) + 1 FROM {table}), false)"
                );
                sqlx::query(AssertSqlSafe(next)).execute(&mut *to).await?;
            }
        }
        to.commit().await?;
        from.rollback().await?;
        Ok(total)
    }

    /// Copies a SQLite database into a new file, whole, while the bot runs on it.
    ///
    /// # Errors
    /// When the file is there already or cannot be written, or the database is PostgreSQL or fails.
    pub async fn back_up(&self, file: &Path) -> Result<(), TransferError> {
        let path = || file.display().to_string();
        if self.kind == Kind::Postgres {
            return Err(TransferError::Postgres);
        }
        if file.exists() {
            return Err(TransferError::Exists(path()));
        }
        // Under another name until it is whole and on disk, so that no half of a backup passes for one.
        let mut part = file.as_os_str().to_owned();
        part.push(".part");
        let part = Path::new(&part);
        let in_file = |why| TransferError::File { path: path(), why };
        if part.exists() {
            std::fs::remove_file(part).map_err(in_file)?;
        }
        sqlx::query("VACUUM INTO $1").bind(part.to_string_lossy().into_owned()).execute(&self.pool).await?;
        std::fs::File::open(part).and_then(|file| file.sync_all()).map_err(in_file)?;
        std::fs::rename(part, file).map_err(in_file)
    }
}

async fn count(connection: &mut sqlx::AnyConnection, table: &Table) -> Result<i64, StoreError> {
    let count = format!("SELECT count(*) FROM {}", table.name);
    Ok(sqlx::query_scalar(AssertSqlSafe(count)).fetch_one(connection).await?)
}

/// The statement that inserts a row.
fn copy<'a>(row: &AnyRow, table: &Table, insert: &str) -> sqlx::query::Query<'a, sqlx::Any, sqlx::any::AnyArguments> {
    let mut query = sqlx::query(AssertSqlSafe(insert.to_owned()));
    for (n, column) in table.columns.iter().enumerate() {
        query = match column.form {
            Form::Number | Form::Chat => query.bind(row.get::<Option<i64>, _>(n)),
            Form::Word | Form::Text | Form::Given => query.bind(row.get::<Option<String>, _>(n)),
            Form::Code => query.bind(row.get::<Option<Vec<u8>>, _>(n)),
        };
    }
    query
}
