//! Moving a bot from one database to another, and copying one that is in use.

use std::io;
use std::path::Path;

use super::connection::DatabaseError;
use super::connection::{Connection, Durability, Field, Value, values};
use super::database::Store;
use super::error::StoreError;
use super::kind::DatabaseKind;
use super::tables::{Form, PROCESSES, TABLES, Table};

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

impl From<DatabaseError> for TransferError {
    fn from(error: DatabaseError) -> Self {
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
        let (mut from, mut to) = (self.connect().await?, other.connect().await?);
        for (store, connection) in [(self, &mut from), (other, &mut to)] {
            let others = format!("SELECT count(*) FROM {PROCESSES} WHERE id <> $1");
            let others = connection.row(&others, &values![store.context.me]).await?;
            match others.map(|row| row.number(0)).transpose()? {
                Some(count) if count > 0 => return Err(TransferError::InUse(count)),
                _ => {}
            }
        }
        from.batch(from.choose("BEGIN", "BEGIN ISOLATION LEVEL REPEATABLE READ")).await?;
        to.begin(Durability::Flushed).await?;
        let moved = move_all(&mut from, &mut to).await;
        from.rollback().await;
        match moved {
            Ok(total) => {
                to.commit().await?;
                Ok(total)
            }
            Err(error) => {
                to.rollback().await;
                Err(error)
            }
        }
    }

    /// Copies a SQLite database into a new file, whole, while the bot runs on it.
    ///
    /// # Errors
    /// When the file is there already or cannot be written, or the database is PostgreSQL or fails.
    pub async fn back_up(&self, file: &Path) -> Result<(), TransferError> {
        let path = || file.display().to_string();
        if self.kind == DatabaseKind::Postgres {
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
        let into = part.to_string_lossy().into_owned();
        let copied = self.aside(move |connection| {
            Box::pin(async move { Ok(connection.execute("VACUUM INTO $1", &values![&into]).await.map(drop)?) })
        });
        copied.await?;
        std::fs::File::open(part).and_then(|file| file.sync_all()).map_err(in_file)?;
        std::fs::rename(part, file).map_err(in_file)
    }
}

/// Copies every table, and gives the number of rows.
async fn move_all(from: &mut Connection, to: &mut Connection) -> Result<i64, TransferError> {
    let mut total = 0;
    for table in &TABLES {
        if count(to, table).await? > 0 {
            return Err(TransferError::NotEmpty(table.name));
        }
        let columns = table.columns.iter().map(|column| column.name).collect::<Vec<_>>().join(", ");
        let places = (1..=table.columns.len()).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
        let select = format!("SELECT {columns} FROM {}", table.name);
        let insert = format!("INSERT INTO {} ({columns}) VALUES ({places})", table.name);
        let forms: Vec<Form> = table.columns.iter().map(|column| column.form).collect();
        let read = from.copy(&select, to, &insert, |column, field| value(forms[column], field)).await?;
        let arrived = count(to, table).await?;
        if arrived != read {
            return Err(TransferError::Lost { table: table.name, read, arrived });
        }
        total += read;
    }
    if to.kind() == DatabaseKind::Postgres {
        for (table, column) in [
            ("inbox", "seq"),
            ("dead", "id"),
            ("questions", "id"),
            ("held", "id"),
            ("tickets", "id"),
            ("desk_log", "id"),
            ("missed", "id"),
            ("missed_terms", "id"),
            ("phrasings", "id"),
        ] {
            let next = format!(
                "SELECT setval(pg_get_serial_sequence('{table}', '{column}'),
                 (SELECT coalesce(max({column}), 0) + 1 FROM {table}), false)"
            );
            to.rows(&next, &[]).await?;
        }
    }
    Ok(total)
}

async fn count(connection: &mut Connection, table: &Table) -> Result<i64, TransferError> {
    let count = connection.row(&format!("SELECT count(*) FROM {}", table.name), &[]).await?;
    Ok(count.map(|row| row.number(0)).transpose()?.unwrap_or_default())
}

/// What stands in a column of this form; a null must say of which.
fn value(form: Form, field: &Field) -> Value<'_> {
    match (form, field) {
        (_, Field::Number(number)) => Value::Number(Some(*number)),
        (_, Field::Text(text)) => Value::Text(Some(text)),
        (_, Field::Bytes(bytes)) => Value::Bytes(Some(bytes)),
        (Form::Number | Form::Chat, Field::Null) => Value::Number(None),
        (Form::Word | Form::Text | Form::Given | Form::StaffName, Field::Null) => Value::Text(None),
        (Form::Code, Field::Null) => Value::Bytes(None),
    }
}
