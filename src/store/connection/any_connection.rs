//! A connection to a database of either kind: the same calls for both.

use super::durability::Durability;
use super::error::DatabaseError;
use super::value::{Field, Row, Value};
use super::{postgres, sqlite};
use crate::store::kind::DatabaseKind;

/// A connection that nobody else uses meanwhile.
pub(in crate::store) enum Connection {
    /// To SQLite. Its calls never wait for anything but the disk.
    Sqlite(sqlite::Sqlite),
    /// To PostgreSQL.
    Postgres(postgres::Postgres),
}

impl Connection {
    /// A connection of a pool, that works.
    pub(in crate::store) async fn of_pool(pool: &postgres::Pool) -> Result<Self, DatabaseError> {
        pool.acquire().await.map(Self::Postgres)
    }

    /// A connection to PostgreSQL that is not of the pool, and without its limits.
    pub(in crate::store) async fn beside_pool(url: &str) -> Result<Self, DatabaseError> {
        postgres::Postgres::connect(url).await.map(Self::Postgres)
    }

    /// Which database it leads to.
    pub(in crate::store) fn kind(&self) -> DatabaseKind {
        match self {
            Self::Sqlite(_) => DatabaseKind::Sqlite,
            Self::Postgres(_) => DatabaseKind::Postgres,
        }
    }

    /// The statement of this kind, where they differ.
    pub(in crate::store) fn choose<T>(&self, sqlite: T, postgres: T) -> T {
        self.kind().choose(sqlite, postgres)
    }

    /// Runs a statement, and gives how many rows it changed.
    pub(in crate::store) async fn execute(&mut self, sql: &str, values: &[Value<'_>]) -> Result<u64, DatabaseError> {
        match self {
            Self::Sqlite(sqlite) => sqlite.execute(sql, values),
            Self::Postgres(postgres) => postgres.execute(sql, values).await,
        }
    }

    /// Runs a statement, and gives its rows.
    pub(in crate::store) async fn rows(&mut self, sql: &str, values: &[Value<'_>]) -> Result<Vec<Row>, DatabaseError> {
        match self {
            Self::Sqlite(sqlite) => sqlite.rows(sql, values),
            Self::Postgres(postgres) => postgres.rows(sql, values).await,
        }
    }

    /// Runs a statement, and gives its first row.
    pub(in crate::store) async fn row(
        &mut self,
        sql: &str,
        values: &[Value<'_>],
    ) -> Result<Option<Row>, DatabaseError> {
        Ok(self.rows(sql, values).await?.into_iter().next())
    }

    /// Does the same for many, and gives all the rows: SQLite runs its statement once for each, with `$1`, `$2` and so on;
    /// PostgreSQL runs its own once, with an array of all the first values in place of `$1`, and so on.
    pub(in crate::store) async fn each(
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
    pub(in crate::store) async fn batch(&mut self, sql: &str) -> Result<(), DatabaseError> {
        match self {
            Self::Sqlite(sqlite) => sqlite.batch(sql),
            Self::Postgres(postgres) => postgres.batch(sql).await,
        }
    }

    /// Copies the rows that one statement gives by another of another connection, and gives how many they were. `value`
    /// makes a value of what stands in a column.
    pub(in crate::store) async fn copy(
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
    pub(in crate::store) async fn begin(&mut self, durability: Durability) -> Result<(), DatabaseError> {
        match self {
            Self::Sqlite(sqlite) => sqlite.begin(durability),
            Self::Postgres(postgres) => postgres.begin(durability).await,
        }
    }

    /// Commits. When it fails, nothing was changed, or nobody knows; no transaction is left open.
    pub(in crate::store) async fn commit(&mut self) -> Result<(), DatabaseError> {
        let committed = self.batch("COMMIT").await;
        if committed.is_err() {
            self.rollback().await;
        }
        committed
    }

    /// Takes back what the transaction changed. A connection that cannot is used no more.
    pub(in crate::store) async fn rollback(&mut self) {
        match self {
            Self::Sqlite(sqlite) => sqlite.rollback(),
            Self::Postgres(postgres) => postgres.rollback().await,
        }
    }

    /// Whether it must not be used any more.
    pub(in crate::store) fn is_broken(&self) -> bool {
        match self {
            Self::Sqlite(_) => false,
            Self::Postgres(postgres) => postgres.is_broken(),
        }
    }
}
