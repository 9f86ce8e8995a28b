//! A PostgreSQL server of a test's own: the binaries that are installed, on a temporary folder and a socket in it.
//!
//! It ends with the value, and when the test is aborted by the kernel's hand, which goes by the thread that started it:
//! a server is for one test and not for a static.

use std::os::unix::fs::chown;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Weak};

use nix::sys::signal::{Signal, kill};
use nix::unistd::{Pid, User, geteuid};
use reqwest::Url;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::ChildStderr;
use tokio::sync::{Mutex, oneshot};
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::test_bot::SOON;

/// The oldest version that the program is for.
const OLDEST: u32 = 14;

/// Where Debian puts the binaries, a folder for each version.
const DEBIAN: &str = "/usr/lib/postgresql";

/// What differs from the server's own defaults. `fsync` stays on, for the tests are about what lasts.
const SETTINGS: [&str; 7] = [
    "port=5432",
    "listen_addresses=",
    "max_connections=60",
    "shared_buffers=8MB",
    "log_checkpoints=off",
    "log_min_messages=log",
    // In the folder, so that nothing of it is left in /dev/shm after a kill.
    "dynamic_shared_memory_type=mmap",
];

/// A cluster as `initdb` leaves it, which takes ten times as long as a copy; it goes with the last server that uses it.
static CLUSTER: Mutex<Weak<TempDir>> = Mutex::const_new(Weak::new());

/// A server with a folder and databases of its own.
pub(crate) struct Postgres {
    server: Option<Server>,
    databases: AtomicU32,
    folder: TempDir,
    _cluster: Arc<TempDir>,
}

impl Postgres {
    /// Starts a new server that takes connections.
    pub(crate) async fn start() -> Self {
        // For the tests' own look into databases of either kind.
        sqlx::any::install_default_drivers();
        let binaries = Binaries::find();
        let cluster = binaries.cluster().await;
        let folder = binaries.folder();
        done(Command::new("cp").arg("-a").args([data(&cluster), data(&folder)]));
        let server = Some(Server::start(&binaries, &folder).await);
        Self { server, databases: AtomicU32::new(0), folder, _cluster: cluster }
    }

    /// Creates an empty database and gives its URL, which stays the same for as long as the folder is there.
    pub(crate) async fn database(&self) -> String {
        let name = format!("test_{}", self.databases.fetch_add(1, Ordering::Relaxed));
        let mut connection = PgConnection::connect(&self.url("postgres")).await.expect("the server is up");
        let create = sqlx::raw_sql(AssertSqlSafe(format!("CREATE DATABASE {name}")));
        create.execute(&mut connection).await.expect("the database is new");
        connection.close().await.expect("closes");
        self.url(&name)
    }

    /// Ends it in order: whoever is connected is sent away, and everything is written.
    pub(crate) async fn stop(&mut self) {
        let server = self.server.take().expect("the server is up");
        server.signal(Signal::SIGINT);
        server.gone().await;
    }

    /// Ends it uncleanly: no process of it gets to write another byte.
    pub(crate) async fn kill(&mut self) {
        let server = self.server.take().expect("the server is up");
        server.signal_all(Signal::SIGKILL);
        server.gone().await;
    }

    /// Signals all its processes. With SIGSTOP they stand still: connections stay, and nobody answers on them.
    pub(crate) fn signal(&self, signal: Signal) {
        self.server.as_ref().expect("the server is up").signal_all(signal);
    }

    /// Starts it again on the same folder and at the same address.
    pub(crate) async fn start_again(&mut self) {
        assert!(self.server.is_none(), "the server is still up");
        self.server = Some(Server::start(&Binaries::find(), &self.folder).await);
    }

    fn url(&self, database: &str) -> String {
        let socket = [("host", self.folder.path().to_str().expect("UTF-8"))];
        let url = Url::parse_with_params(&format!("postgres://postgres@localhost:5432/{database}"), socket);
        url.expect("a URL").into()
    }
}

fn data(folder: &TempDir) -> PathBuf {
    folder.path().join("data")
}

/// The processes of a server: the first one and those that it starts for each connection.
struct Server {
    first: Child,
    /// What they log; it ends when the last of them is gone, for each holds the pipe.
    log: JoinHandle<Vec<String>>,
}

impl Server {
    async fn start(binaries: &Binaries, folder: &TempDir) -> Self {
        let mut command = binaries.command("postgres", folder);
        command.arg("-D").arg(data(folder)).arg("-k").arg(folder.path());
        command.args(SETTINGS.iter().flat_map(|setting| ["-c", setting]));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut first = command.spawn().expect("setpriv is there");
        let log = ChildStderr::from_std(first.stderr.take().expect("stderr is piped")).expect("a pipe");
        let mut lines = BufReader::new(log).lines();
        let (tell, is_ready) = oneshot::channel();
        let log = tokio::spawn(async move {
            let (mut tell, mut said) = (Some(tell), Vec::new());
            while let Some(line) = lines.next_line().await.expect("the log is text") {
                if line.contains("ready to accept connections") {
                    tell.take().map(|tell| tell.send(()));
                }
                said.push(line);
            }
            said
        });
        let server = Self { first, log };
        match timeout(SOON, is_ready).await.expect("PostgreSQL starts in time") {
            Ok(()) => server,
            Err(_) => panic!("PostgreSQL does not start: {:#?}", server.gone().await),
        }
    }

    fn id(&self) -> i32 {
        self.first.id().try_into().expect("a process id")
    }

    fn signal(&self, signal: Signal) {
        kill(Pid::from_raw(self.id()), signal).expect("the server runs");
    }

    /// Signals the first process and those that it has started.
    fn signal_all(&self, signal: Signal) {
        let id = self.id();
        let children = std::fs::read_to_string(format!("/proc/{id}/task/{id}/children")).expect("the process runs");
        self.signal(signal);
        for child in children.split_whitespace() {
            // One that has just ended by itself is as well.
            let _ = kill(Pid::from_raw(child.parse().expect("a process id")), signal);
        }
    }

    /// Waits until every process of it is gone; gives what they logged.
    async fn gone(mut self) -> Vec<String> {
        let said =
            timeout(SOON, &mut self.log).await.expect("PostgreSQL ends in time").expect("it was read to its end");
        self.first.wait().expect("it was not waited for before");
        said
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Ok(None) = self.first.try_wait() {
            // PostgreSQL's word for “at once”; unlike a kill it leaves no shared memory behind.
            self.signal(Signal::SIGQUIT);
            let _ = self.first.wait();
        }
    }
}

/// An installed PostgreSQL, and whom it runs as: it refuses to run as root.
struct Binaries {
    folder: PathBuf,
    user: Option<User>,
}

impl Binaries {
    /// The one in PATH, else Debian's newest.
    fn find() -> Self {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let is_whole = |folder: &PathBuf| ["postgres", "initdb"].iter().all(|name| folder.join(name).exists());
        let found = std::env::split_paths(&path).find(is_whole).or_else(|| {
            let versions = std::fs::read_dir(DEBIAN).into_iter().flatten().flatten().map(|entry| entry.path());
            let number = |folder: &PathBuf| folder.file_name()?.to_str()?.parse::<u32>().ok();
            let newest = versions.filter(|folder| is_whole(&folder.join("bin"))).max_by_key(number);
            newest.map(|folder| folder.join("bin"))
        });
        let folder = found.expect("PostgreSQL is not installed: install Debian's package postgresql, or use tests/run");
        let said = done(Command::new(folder.join("postgres")).arg("--version"));
        let said = String::from_utf8(said.stdout).expect("UTF-8");
        // Such as `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)` or `postgres (PostgreSQL) 19beta1`.
        let version = said.split(' ').nth(2).and_then(|word| word.split(|c: char| !c.is_ascii_digit()).next());
        let version: u32 = version.and_then(|digits| digits.parse().ok()).unwrap_or_default();
        assert!(version >= OLDEST, "PostgreSQL {OLDEST} or newer is needed, not {said}: install a newer one");
        let named = |name| User::from_name(name).expect("the system's users are readable");
        let user = geteuid().is_root().then(|| named("postgres").or_else(|| named("nobody")).expect("a user not root"));
        Self { folder, user }
    }

    /// A new folder that the server may use.
    fn folder(&self) -> TempDir {
        let folder = tempfile::tempdir().expect("a temporary folder");
        if let Some(user) = &self.user {
            chown(folder.path(), Some(user.uid.as_raw()), Some(user.gid.as_raw())).expect("root may");
        }
        folder
    }

    /// A cluster to copy.
    async fn cluster(&self) -> Arc<TempDir> {
        let mut cluster = CLUSTER.lock().await;
        if let Some(made) = cluster.upgrade() {
            return made;
        }
        let made = Arc::new(self.folder());
        let mut command = self.command("initdb", &made);
        command.arg("-D").arg(data(&made)).args(["--username=postgres", "--auth=trust", "--encoding=UTF8"]);
        done(command.args(["--locale=C", "--no-sync", "--no-instructions"]));
        *cluster = Arc::downgrade(&made);
        made
    }

    /// A command of theirs that ends with this thread, in a folder that its user can see.
    fn command(&self, name: &str, folder: &TempDir) -> Command {
        let mut command = Command::new("setpriv");
        if let Some(user) = &self.user {
            command.args([format!("--reuid={}", user.uid), format!("--regid={}", user.gid)]).arg("--clear-groups");
        }
        command.args(["--pdeathsig", "QUIT", "--"]).arg(self.folder.join(name)).current_dir(folder);
        command
    }
}

/// Runs a command to its end, which must be a good one.
fn done(command: &mut Command) -> Output {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

/// How many tables of the name `kept` this database has, once one is created where there is none.
async fn kept(url: &str, create: bool) -> i64 {
    let mut connection = PgConnection::connect(url).await.expect("the server is up");
    if create {
        sqlx::raw_sql("CREATE TABLE kept ()").execute(&mut connection).await.expect("committed");
    }
    let count = "SELECT count(*) FROM pg_tables WHERE tablename = 'kept'";
    sqlx::query_scalar(count).fetch_one(&mut connection).await.expect("readable")
}

#[tokio::test]
async fn two_databases_are_apart() {
    let postgres = Postgres::start().await;
    let (one, other) = (postgres.database().await, postgres.database().await);
    assert_eq!((kept(&one, true).await, kept(&other, false).await), (1, 0));
}

#[tokio::test]
async fn what_was_committed_outlives_a_stop_and_a_kill() {
    let mut postgres = Postgres::start().await;
    let (stopped, killed) = (postgres.database().await, postgres.database().await);
    assert_eq!(kept(&stopped, true).await, 1);
    postgres.stop().await;
    PgConnection::connect(&stopped).await.expect_err("nobody is there");
    postgres.start_again().await;
    assert_eq!(kept(&stopped, false).await, 1);

    let mut idle = PgConnection::connect(&killed).await.expect("the server is up");
    assert_eq!(kept(&killed, true).await, 1);
    postgres.kill().await;
    idle.ping().await.expect_err("its process is gone too");
    PgConnection::connect(&killed).await.expect_err("nobody is there");
    postgres.start_again().await;
    assert_eq!((kept(&stopped, false).await, kept(&killed, false).await), (1, 1));
}
