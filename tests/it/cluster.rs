//! A fake Telegram and an empty database of either kind, for bots in processes of their own.

use sqlx::{AnyConnection, AssertSqlSafe, Connection as _};
use tempfile::TempDir;

use crate::postgres::Postgres;
use crate::telegram::FakeTelegram;
use crate::test_bot::{Process, SOON, comes_true, database_url};

/// What processes share.
pub(crate) struct Cluster {
    pub(crate) fake: FakeTelegram,
    /// The database.
    pub(crate) url: String,
    /// Its server, when it is PostgreSQL's.
    pub(crate) server: Option<Postgres>,
    _dir: TempDir,
}

impl Cluster {
    /// With a SQLite file, which belongs to one process.
    pub(crate) async fn on_sqlite() -> Self {
        let dir = tempfile::tempdir().expect("a temporary folder");
        Self { fake: FakeTelegram::start().await, url: database_url(dir.path()), server: None, _dir: dir }
    }

    /// With a PostgreSQL server.
    pub(crate) async fn on_postgres() -> Self {
        let server = Postgres::start().await;
        let url = server.database().await;
        Self { url, server: Some(server), ..Self::on_sqlite().await }
    }

    /// The server, which must be PostgreSQL's.
    pub(crate) fn server(&mut self) -> &mut Postgres {
        self.server.as_mut().expect("it is PostgreSQL")
    }

    /// Starts a process.
    pub(crate) fn start(&self, arguments: &[&str]) -> Process {
        Process::start_on(&self.fake, &self.url, &[], arguments)
    }

    /// Starts a process, and waits until it runs.
    pub(crate) async fn running(&self, arguments: &[&str]) -> Process {
        let mut process = self.start(arguments);
        process.says("the bot is running").await;
        process
    }

    /// Counts something in the database.
    pub(crate) async fn count(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql).fetch_one(&mut self.connection().await).await.expect("readable")
    }

    /// Changes something in the database behind the bot's back.
    pub(crate) async fn change(&self, sql: &str) {
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut self.connection().await).await.expect(sql);
    }

    /// Waits until a count in the database is this one.
    pub(crate) async fn until_count(&self, sql: &'static str, count: i64) {
        let is_reached = comes_true(SOON, async || self.count(sql).await == count).await;
        assert!(is_reached, "{sql} is never {count}");
    }

    /// Another connection to the database.
    async fn connection(&self) -> AnyConnection {
        sqlx::any::install_default_drivers();
        AnyConnection::connect(&self.url).await.expect("the database is up")
    }
}

/// Asks a process that serves its operator at this URL until `/readyz` has this status, and gives what it says.
pub(crate) async fn until_ready(url: &str, status: u16) -> serde_json::Value {
    let mut said = String::new();
    let is_asked = comes_true(SOON, async || {
        let response = reqwest::get(format!("{url}/readyz")).await.expect("it answers");
        let found = response.status().as_u16();
        said = response.text().await.expect("text");
        found == status
    });
    assert!(is_asked.await, "/readyz is never {status}: {said}");
    serde_json::from_str(&said).expect("JSON")
}
