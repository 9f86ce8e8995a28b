//! The schema of a database, brought up to date step by step; which steps were taken stands in the table that sqlx's
//! migrations keep, for both databases alike.

use std::time::Instant;

use sqlx::migrate::{MigrateError, Migration, Migrator};

use super::any_connection::Connection;
use super::durability::Durability;
use super::error::DatabaseError;
use super::postgres::Pool;
use super::sqlite::Sqlite;
use super::value::values;
use crate::store::kind::DatabaseKind;
use crate::store::open_error::OpenError;

static OF_SQLITE: Migrator = sqlx::migrate!("src/store/migrations/sqlite");
static OF_POSTGRES: Migrator = sqlx::migrate!("src/store/migrations/postgres");

/// The table as sqlx makes it.
const TABLE: &str = "CREATE TABLE IF NOT EXISTS _sqlx_migrations (
    version BIGINT PRIMARY KEY,
    description TEXT NOT NULL,
    installed_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    success BOOLEAN NOT NULL,
    checksum BLOB NOT NULL,
    execution_time BIGINT NOT NULL
)";

/// The newest schema that this program knows.
pub(in crate::store) fn known(kind: DatabaseKind) -> i64 {
    kind.choose(&OF_SQLITE, &OF_POSTGRES).iter().map(|migration| migration.version).max().unwrap_or(0)
}

/// The newest schema that a database has; 0 when it has none.
pub(in crate::store) async fn found(connection: &mut Connection) -> i64 {
    let newest = "SELECT coalesce(max(version), 0) FROM _sqlx_migrations";
    connection.row(newest, &[]).await.ok().flatten().and_then(|row| row.number(0).ok()).unwrap_or(0)
}

/// Brings a server's database up to date.
pub(in crate::store) async fn migrate_postgres(pool: &Pool, shown: &str) -> Result<(), OpenError> {
    OF_POSTGRES.run(&pool.0).await.map_err(|why| failed(why, DatabaseKind::Postgres, shown))
}

/// Brings a file up to date.
pub(in crate::store) fn migrate_sqlite(sqlite: &mut Sqlite, shown: &str) -> Result<(), OpenError> {
    run(sqlite).map_err(|why| failed(why, DatabaseKind::Sqlite, shown))
}

fn failed(why: MigrateError, kind: DatabaseKind, shown: &str) -> OpenError {
    match why {
        MigrateError::VersionMissing(found) => OpenError::Newer { found, known: known(kind) },
        why => OpenError::Migrate { shown: shown.to_owned(), why: why.to_string() },
    }
}

/// What sqlx does, without its driver.
fn run(sqlite: &mut Sqlite) -> Result<(), MigrateError> {
    sqlite.batch(TABLE).map_err(executing)?;
    let steps = "SELECT version, checksum, success FROM _sqlx_migrations ORDER BY version";
    let mut taken = Vec::new();
    for step in sqlite.rows(steps, &[]).map_err(executing)? {
        let version = step.number(0).map_err(executing)?;
        if !step.is_set(2).map_err(executing)? {
            return Err(MigrateError::Dirty(version));
        }
        taken.push((version, step.fields()[1].clone()));
    }
    if let Some((missing, _)) = taken.iter().find(|(version, _)| !OF_SQLITE.version_exists(*version)) {
        return Err(MigrateError::VersionMissing(*missing));
    }
    for migration in OF_SQLITE.iter() {
        match taken.iter().find(|(version, _)| *version == migration.version) {
            Some((_, checksum)) if *checksum != super::Field::Bytes(migration.checksum.to_vec()) => {
                return Err(MigrateError::VersionMismatch(migration.version));
            }
            Some(_) => {}
            None => step(sqlite, migration).map_err(executing)?,
        }
    }
    Ok(())
}

/// Takes one step, and notes it in the same transaction.
fn step(sqlite: &mut Sqlite, migration: &Migration) -> Result<(), DatabaseError> {
    let began = Instant::now();
    sqlite.begin(Durability::Flushed)?;
    let taken = sqlite.batch(migration.sql.as_str()).and_then(|()| {
        let took_ns = i64::try_from(began.elapsed().as_nanos()).unwrap_or(i64::MAX);
        let note = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
             VALUES ($1, $2, TRUE, $3, $4)";
        let checksum = super::Value::Bytes(Some(&migration.checksum));
        let [version, description, took] = values![migration.version, &*migration.description, took_ns];
        sqlite.execute(note, &[version, description, checksum, took])?;
        sqlite.batch("COMMIT")
    });
    if taken.is_err() {
        sqlite.rollback();
    }
    taken
}

fn executing(error: DatabaseError) -> MigrateError {
    MigrateError::Execute(sqlx::Error::Protocol(error.to_string()))
}
