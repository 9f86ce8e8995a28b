//! A connection to a database of either kind: the same calls for both, with numbers, texts and bytes alone in them. The
//! only place that names the drivers: `rusqlite`, which runs a statement where it is called, and `sqlx` for PostgreSQL.
//!
//! The statements of one update cost 0.15 ms of processor time so, in groups of 50. By one driver for both, sqlx's `Any`,
//! they cost 0.70 ms one by one and 0.31 in such groups, for each goes to a thread of the driver's and back.

pub(super) mod error;
pub(super) mod migrations;
pub(super) mod postgres;
pub(super) mod sqlite;
mod value;

pub(super) use self::value::{Field, Row, Value, values};

use self::error::DatabaseError;
use super::Kind;

/// What a commit promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Durability {
    /// It is on disk, with all before it.
    Flushed,
    /// It is with the system, and on disk with the next that is flushed: a power cut between the two takes it back whole.
    /// For what is done again without harm.
    Unflushed,
}

/// A connection that nobody else uses meanwhile.
pub(super) enum Connection {
    /// To SQLite. Its calls never wait for anything but the disk.
    Sqlite(sqlite::Sqlite),
    /// To PostgreSQL.
    Postgres(postgres::Postgres),
}

impl Connection {
    /// Which database it leads to.
    pub(super) fn kind(&self) -> Kind {
        match self {
            Self::Sqlite(_) => Kind::Sqlite,
            Self::Postgres(_) => Kind::Postgres,
        }
    }

    /// The statement of this kind, where they differ.
    pub(super) fn choose<T>(&self, sqlite: T, postgres: T) -> T {
        self.kind().choose(sqlite, postgres)
    }

    /// Runs a statement, and gives how many rows it changed.
    pub(super) async fn execute(&mut self, sql: &str, values: &[Value<'_>]) -> Result<u64, DatabaseError> {
        match self {
            Self::Sqlite(sqlite) => sqlite.execute(sql, values),
            Self::Postgres(postgres) => postgres.execute(sql, values).await,
        }
    }

    /// Runs a statement, and gives its rows.
    pub(super) async fn rows(&mut self, sql: &str, values: &[Value<'_>]) -> Result<Vec<Row>, DatabaseError> {
        match self {
            Self::Sqlite(sqlite) => sqlite.rows(sql, values),
            Self::Postgres(postgres) => postgres.rows(sql, values).await,
        }
    }

    /// Runs a statement, and gives its first row.
    pub(super) async fn row(&mut self, sql: &str, values: &[Value<'_>]) -> Result<Option<Row>, DatabaseError> {
        Ok(self.rows(sql, values).await?.into_iter().next())
    }

    /// Does the same for many, and gives all the rows: SQLite runs its statement once for each, with `$1`, `$2` and so on;
    /// PostgreSQL runs its own once, with an array of all the first values in place of `$1`, and so on.
    pub(super) async fn each(
        &mut self,
        [sqlite, postgres]: [&str; 2],
        many: &[Vec<Value<'_>>],
    ) -> Result<Vec<Row>, DatabaseError> {
        if many.is_empty() {
            return Ok(Vec::new());
        }
        match self {
            Self::Sqlite(connection) => {
                let mut rows = Vec::new();
                for values in many {
                    rows.append(&mut connection.rows(sqlite, values)?);
                }
                Ok(rows)
            }
            Self::Postgres(connection) => connection.rows_of_arrays(postgres, many).await,
        }
    }

    /// Runs statements that have no values and give no rows.
    pub(super) async fn batch(&mut self, sql: &str) -> Result<(), DatabaseError> {
        match self {
            Self::Sqlite(sqlite) => sqlite.batch(sql),
            Self::Postgres(postgres) => postgres.batch(sql).await,
        }
    }

    /// Copies the rows that one statement gives by another of another connection, and gives how many they were. `value`
    /// makes a value of what stands in a column.
    pub(super) async fn copy(
        &mut self,
        select: &str,
        to: &mut Self,
        insert: &str,
        value: impl for<'a> Fn(usize, &'a Field) -> Value<'a>,
    ) -> Result<i64, DatabaseError> {
        let mut count = 0;
        match self {
            Self::Sqlite(sqlite) => {
                let mut statement = sqlite.prepared(select)?;
                let mut rows = statement.raw_query();
                while let Some(row) = sqlite::next(&mut rows)? {
                    to.insert(insert, &row, &value).await?;
                    count += 1;
                }
            }
            Self::Postgres(postgres) => {
                let mut rows = postgres.stream(select);
                while let Some(row) = postgres::next(&mut rows).await? {
                    to.insert(insert, &row, &value).await?;
                    count += 1;
                }
            }
        }
        Ok(count)
    }

    async fn insert(
        &mut self,
        sql: &str,
        row: &Row,
        value: &impl for<'a> Fn(usize, &'a Field) -> Value<'a>,
    ) -> Result<u64, DatabaseError> {
        let values: Vec<_> = row.fields().iter().enumerate().map(|(column, field)| value(column, field)).collect();
        self.execute(sql, &values).await
    }

    /// Begins a transaction that writes.
    pub(super) async fn begin(&mut self, durability: Durability) -> Result<(), DatabaseError> {
        match self {
            Self::Sqlite(sqlite) => sqlite.begin(durability),
            Self::Postgres(postgres) => postgres.begin(durability).await,
        }
    }

    /// Commits. When it fails, nothing was changed, or nobody knows; no transaction is left open.
    pub(super) async fn commit(&mut self) -> Result<(), DatabaseError> {
        let committed = self.batch("COMMIT").await;
        if committed.is_err() {
            self.rollback().await;
        }
        committed
    }

    /// Takes back what the transaction changed. A connection that cannot is used no more.
    pub(super) async fn rollback(&mut self) {
        match self {
            Self::Sqlite(sqlite) => sqlite.rollback(),
            Self::Postgres(postgres) => postgres.rollback().await,
        }
    }

    /// Whether it must not be used any more.
    pub(super) fn is_broken(&self) -> bool {
        match self {
            Self::Sqlite(_) => false,
            Self::Postgres(postgres) => postgres.is_broken(),
        }
    }
}
