//! PostgreSQL: a pool of connections, each with limits on how long a statement may take.

use std::time::Duration;

use futures_util::TryStreamExt as _;
use futures_util::stream::BoxStream;
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgArguments, PgPool, PgPoolOptions, PgRow, PgTypeInfo};
use sqlx::{AssertSqlSafe, Column as _, Connection as _, Executor as _, PgConnection, Row as _, TypeInfo as _};
use tokio::time::timeout;

use super::durability::Durability;
use super::error::DatabaseError;
use super::value::{Field, Row, Value};

/// Connections: one for each kind of batch, and some for everything else.
const CONNECTIONS: u32 = 10;

/// How long a connection may take to be had before the database counts as out of reach.
const CONNECT_WITHIN: Duration = Duration::from_secs(5);

/// What every connection begins with: no statement of the bot takes long, so one that does is given up and tried again.
/// What is changed outside of a transaction, such as a turn to send, is not worth a flush.
const BEGIN: &str = "SET statement_timeout = '10s'; SET lock_timeout = '5s';
    SET idle_in_transaction_session_timeout = '15s'; SET application_name = 'verbatim'; SET synchronous_commit = off";

/// The connections of a process.
#[derive(Clone, Debug)]
pub(in crate::store) struct Pool(pub(super) PgPool);

impl Pool {
    /// Connects to a server.
    pub(in crate::store) async fn connect(url: &str) -> Result<Self, DatabaseError> {
        // A pool tries again and again, and says no more than that it took too long.
        let first = timeout(CONNECT_WITHIN, PgConnection::connect(url)).await;
        first.unwrap_or(Err(sqlx::Error::PoolTimedOut))?.close().await?;
        let pool = PgPoolOptions::new().max_connections(CONNECTIONS).acquire_timeout(CONNECT_WITHIN);
        let pool =
            pool.after_connect(|connection, _| Box::pin(async move { connection.execute(BEGIN).await.map(drop) }));
        Ok(Self(pool.connect(url).await?))
    }

    /// A connection that works.
    pub(super) async fn acquire(&self) -> Result<Postgres, DatabaseError> {
        let connection = Box::new(Way::Pooled(self.0.acquire().await?));
        Ok(Postgres { connection, is_broken: false })
    }

    /// Waits for what runs and closes them.
    pub(in crate::store) async fn close(&self) {
        self.0.close().await;
    }
}

/// A connection.
pub(in crate::store) struct Postgres {
    connection: Box<Way>,
    is_broken: bool,
}

/// Whose a connection is.
enum Way {
    Pooled(PoolConnection<sqlx::Postgres>),
    Own(PgConnection),
}

impl Postgres {
    /// A connection that is not of the pool, and without its limits.
    pub(super) async fn connect(url: &str) -> Result<Self, DatabaseError> {
        let connection = Box::new(Way::Own(PgConnection::connect(url).await?));
        Ok(Self { connection, is_broken: false })
    }

    fn driver(&mut self) -> &mut PgConnection {
        match &mut *self.connection {
            Way::Pooled(connection) => connection,
            Way::Own(connection) => connection,
        }
    }

    pub(super) async fn execute(&mut self, sql: &str, values: &[Value<'_>]) -> Result<u64, DatabaseError> {
        let query = values.iter().fold(query(sql), bind);
        let done = query.execute(self.driver()).await;
        Ok(self.noted(done)?.rows_affected())
    }

    pub(super) async fn rows(&mut self, sql: &str, values: &[Value<'_>]) -> Result<Vec<Row>, DatabaseError> {
        let query = values.iter().fold(query(sql), bind);
        let rows = query.fetch_all(self.driver()).await;
        self.noted(rows)?.iter().map(row).collect()
    }

    /// Runs a statement with an array of all the first values, one of all the second, and so on.
    pub(super) async fn rows_of_arrays(
        &mut self,
        sql: &str,
        many: &[Vec<Value<'_>>],
    ) -> Result<Vec<Row>, DatabaseError> {
        let columns = many.first().map_or(0, Vec::len);
        let query = (0..columns).fold(query(sql), |query, n| bind_array(query, many, n));
        let rows = query.fetch_all(self.driver()).await;
        self.noted(rows)?.iter().map(row).collect()
    }

    pub(super) fn stream(&mut self, sql: &str) -> BoxStream<'_, Result<PgRow, sqlx::Error>> {
        query(sql).fetch(self.driver())
    }

    pub(super) async fn batch(&mut self, sql: &str) -> Result<(), DatabaseError> {
        let done = sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(self.driver()).await;
        self.noted(done).map(drop)
    }

    pub(super) async fn begin(&mut self, durability: Durability) -> Result<(), DatabaseError> {
        self.batch(match durability {
            // As the server is set, which may be to wait for others too.
            Durability::Flushed => "BEGIN; SET LOCAL synchronous_commit TO DEFAULT",
            Durability::Unflushed => "BEGIN",
        })
        .await
    }

    pub(super) async fn rollback(&mut self) {
        if self.is_broken || self.batch("ROLLBACK").await.is_err() {
            self.is_broken = true;
            if let Way::Pooled(connection) = &mut *self.connection {
                connection.close_on_drop();
            }
        }
    }

    pub(super) fn is_broken(&self) -> bool {
        self.is_broken
    }

    /// What came of a statement. Nobody knows how far a connection got that failed.
    fn noted<T>(&mut self, done: Result<T, sqlx::Error>) -> Result<T, DatabaseError> {
        done.map_err(|error| {
            let error = DatabaseError::from(error);
            self.is_broken |= error.is_passing();
            error
        })
    }
}

/// The next row.
pub(super) async fn next(rows: &mut BoxStream<'_, Result<PgRow, sqlx::Error>>) -> Result<Option<Row>, DatabaseError> {
    rows.try_next().await?.as_ref().map(row).transpose()
}

type Query<'a> = sqlx::query::Query<'a, sqlx::Postgres, PgArguments>;

/// A statement. Its text is the program's own; whatever comes from outside is bound.
fn query<'a>(sql: &str) -> Query<'a> {
    sqlx::query(AssertSqlSafe(sql.to_owned()))
}

fn bind<'a>(query: Query<'a>, value: &Value<'_>) -> Query<'a> {
    match *value {
        Value::Number(number) => query.bind(number),
        Value::Text(text) => query.bind(text),
        Value::Bytes(bytes) => query.bind(bytes),
        Value::Numbers(numbers) => query.bind(numbers),
        Value::Codes(codes) => query.bind(codes),
    }
}

/// Binds the values that stand in this place of each, as an array.
fn bind_array<'a>(query: Query<'a>, many: &[Vec<Value<'_>>], place: usize) -> Query<'a> {
    let values = many.iter().map(|values| values[place]);
    match many[0][place] {
        Value::Text(_) => {
            let texts = values.map(|value| if let Value::Text(text) = value { text } else { None });
            query.bind(texts.collect::<Vec<Option<&str>>>())
        }
        Value::Bytes(_) => {
            let bytes = values.map(|value| if let Value::Bytes(bytes) = value { bytes } else { None });
            query.bind(bytes.collect::<Vec<Option<&[u8]>>>())
        }
        Value::Number(_) | Value::Numbers(_) | Value::Codes(_) => {
            let numbers = values.map(|value| if let Value::Number(number) = value { number } else { None });
            query.bind(numbers.collect::<Vec<Option<i64>>>())
        }
    }
}

fn row(row: &PgRow) -> Result<Row, DatabaseError> {
    let field = |(n, kind): (usize, &PgTypeInfo)| {
        Ok(match kind.name() {
            "INT8" => row.try_get::<Option<i64>, _>(n)?.map_or(Field::Null, Field::Number),
            "INT4" => row.try_get::<Option<i32>, _>(n)?.map_or(Field::Null, |number| Field::Number(number.into())),
            "BOOL" => row.try_get::<Option<bool>, _>(n)?.map_or(Field::Null, |is_so| Field::Number(is_so.into())),
            "BYTEA" => row.try_get::<Option<Vec<u8>>, _>(n)?.map_or(Field::Null, Field::Bytes),
            _ => row.try_get::<Option<String>, _>(n)?.map_or(Field::Null, Field::Text),
        })
    };
    let kinds = row.columns().iter().map(|column| column.type_info());
    kinds.enumerate().map(field).collect::<Result<_, sqlx::Error>>().map(Row).map_err(DatabaseError::from)
}
