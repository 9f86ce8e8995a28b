//! A fake Telegram with a bot on it: in this process for tables, as a process of its own for kills and signals.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use serde_json::Value;
use sqlx::{Connection as _, SqliteConnection};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::sync::{Mutex, mpsc};
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use verbatim::app::Bot;
use verbatim::bot::BotContext;
use verbatim::bot_api::{Me, PseudonymKey};
use verbatim::config::{Config, StatsRules};
use verbatim::decide::Decision;
use verbatim::engine::Engine;
use verbatim::faq_dir::FaqSource;
use verbatim::reply::{Catalogues, Language};
use verbatim::store::{Keyring, OpenError, Retention, Store};
use verbatim::text::Question;
use verbatim::{corpus, faq_dir};

use crate::telegram::FakeTelegram;
use crate::telegram::log::Request;

/// Long enough for anything that should happen at all.
pub(crate) const SOON: Duration = Duration::from_secs(20);

/// How often something is asked that tells nobody when it changes.
const ASK_EVERY: Duration = Duration::from_millis(10);

/// Asks until something is so, of what tells nobody when it changes, such as a database or a page; `false` when it is not
/// so within this time.
pub(crate) async fn comes_true(within: Duration, mut is_so: impl AsyncFnMut() -> bool) -> bool {
    let asked = async {
        while !is_so().await {
            tokio::time::sleep(ASK_EVERY).await;
        }
    };
    timeout(within, asked).await.is_ok()
}

/// The embedded FAQ's engine.
pub(crate) fn engine() -> Engine {
    let files = faq_dir::files(None).expect("the embedded FAQ is readable");
    Engine::new(corpus::load(&files).expect("the embedded FAQ loads"))
}

/// A copy of the shipped FAQ in a folder of its own.
pub(crate) fn faq_copy() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for file in faq_dir::files(None).expect("the embedded FAQ is readable") {
        let path = folder.path().join(&file.path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, file.text).expect("written");
    }
    folder
}

/// A bot on the embedded FAQ.
pub(crate) fn handlers() -> BotContext {
    BotContext {
        engine: engine(),
        catalogues: Catalogues::default(),
        me: Me { id: 5, username: "verbatim_test_bot".to_owned(), hears_all: false },
        pseudonym: PseudonymKey::new(&"1:a".into()),
        kept: Retention::DEFAULT.told(false),
        staff: BTreeSet::new(),
        desk: None,
        stats: StatsRules::default(),
    }
}

/// A question that the engine answers with a choice, however its weights are tuned.
pub(crate) fn unclear_question() -> String {
    let engine = engine();
    let mut words: Vec<&str> = engine.faq().entries.iter().flat_map(|entry| entry.question.split(' ')).collect();
    words.sort_unstable();
    words.dedup();
    let named = ["can it be combined", "side effects", "how long does it take", "what are the risks"];
    let candidates = named.into_iter().chain(words);
    let is_choice = |words: &&str| matches!(engine.decide(&Question::new(words)).decision, Decision::Choose(_));
    candidates.into_iter().find(is_choice).expect("some question is not clear").to_owned()
}

/// A bot in this process.
pub(crate) struct TestBot {
    pub(crate) fake: FakeTelegram,
    pub(crate) dir: TempDir,
    database: Mutex<SqliteConnection>,
    stop: CancellationToken,
    task: JoinHandle<anyhow::Result<()>>,
}

impl TestBot {
    /// Starts a bot that has presented itself and polls.
    pub(crate) async fn start() -> Self {
        Self::start_in(FakeTelegram::start().await, tempfile::tempdir().expect("a temporary folder")).await
    }

    /// Starts a bot on what an earlier one left in a folder.
    pub(crate) async fn start_in(fake: FakeTelegram, dir: TempDir) -> Self {
        let config = config(&fake, dir.path());
        Self::start_as(fake, dir, config).await
    }

    /// Starts a bot with these settings, whose database is in the folder.
    pub(crate) async fn start_as(fake: FakeTelegram, dir: TempDir, config: Config) -> Self {
        let stop = CancellationToken::new();
        let task = serve(config, &stop);
        let ready = |log: &[Request]| {
            let is_set = |request: &&Request| request.is("setMyShortDescription") && request.is_ok();
            log.iter().filter(is_set).count() == Language::ALL.len()
                && log.iter().any(|request| request.is("getUpdates"))
        };
        fake.wait_for(ready, SOON).await;
        let database = SqliteConnection::connect(&database_url(dir.path())).await.expect("the database is there");
        Self { fake, dir, database: Mutex::new(database), stop, task }
    }

    /// Waits until the bot has acknowledged every update and has nothing left to do about any: no reply can follow.
    pub(crate) async fn quiet(&self) {
        self.quiet_within(SOON).await;
    }

    /// The same for much work at the pace that Telegram allows.
    pub(crate) async fn quiet_within(&self, limit: Duration) {
        let is_done = async || self.fake.pending().is_empty() && self.undone().await == 0;
        assert!(comes_true(limit, is_done).await, "work is left: {:#?}", self.sent());
    }

    async fn undone(&self) -> i64 {
        self.count("SELECT count(*) FROM inbox WHERE state <> 'done'").await
    }

    /// Counts something in the database.
    pub(crate) async fn count(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql).fetch_one(&mut *self.database.lock().await).await.expect("readable")
    }

    /// Changes something in the database behind the bot's back, such as a day that must pass.
    pub(crate) async fn change(&self, sql: &'static str) {
        sqlx::query(sql).execute(&mut *self.database.lock().await).await.expect("changed");
    }

    /// Pushes an update and gives every request that it led to, polls apart.
    pub(crate) async fn after(&self, update: impl Into<Value>) -> Vec<Request> {
        let before = self.sent().len();
        self.fake.push_anyway(update);
        self.quiet().await;
        self.sent().split_off(before)
    }

    /// Every request so far, polls apart, and signs of typing, which come when a slow machine must wait for its turn.
    pub(crate) fn sent(&self) -> Vec<Request> {
        let is_aside = |request: &Request| request.is("getUpdates") || request.is("sendChatAction");
        self.fake.requests().into_iter().filter(|request| !is_aside(request)).collect()
    }

    /// Pushes an update and compares the requests it led to with the expected ones, each as method and the start of
    /// its text: `sendMessage What is TACE?`. An empty list says that nothing was sent.
    pub(crate) async fn check(&self, row: &str, update: impl Into<Value>, expected: &[&str]) -> Vec<Request> {
        let requests = self.after(update).await;
        compare(row, &requests, expected);
        requests
    }

    /// Stops the bot in order and gives what another can go on with.
    pub(crate) async fn stop(self) -> (FakeTelegram, TempDir) {
        self.stop.cancel();
        let ended = timeout(SOON, self.task).await.expect("the bot stops").expect("the bot does not panic");
        ended.expect("the bot ran");
        self.database.into_inner().close().await.expect("closes");
        (self.fake, self.dir)
    }

    /// Stops the bot in order and checks that it did nothing a careful bot would not do.
    pub(crate) async fn end(self) {
        self.end_and_keep(async |_| {}).await;
    }

    /// The same, then looks at what is left in the database's folder.
    pub(crate) async fn end_and_keep(self, look: impl AsyncFnOnce(&Path)) {
        let (fake, dir) = self.stop().await;
        assert_eq!(fake.violations(), [""; 0]);
        look(dir.path()).await;
    }
}

/// Compares requests with `method start-of-text` lines.
pub(crate) fn compare(row: &str, requests: &[Request], expected: &[&str]) {
    let lines: Vec<String> = requests.iter().map(line).collect();
    let fits = lines.len() == expected.len() && lines.iter().zip(expected).all(|(line, start)| line.starts_with(start));
    assert!(fits, "{row}\nexpected: {expected:#?}\nsent: {lines:#?}");
}

fn line(request: &Request) -> String {
    let text = request.text().replace("<b>", "").replace("\n", " ");
    format!("{} {text}", request.method)
}

/// Runs a bot until `stop` is cancelled.
pub(crate) fn serve(config: Config, stop: &CancellationToken) -> JoinHandle<anyhow::Result<()>> {
    let stop = stop.clone();
    tokio::spawn(async move { Bot::open(config).await?.run(stop).await })
}

/// The settings of a bot on this fake with its database in this folder.
pub(crate) fn config(fake: &FakeTelegram, dir: &Path) -> Config {
    Config {
        token: fake.token().into(),
        faq: FaqSource::default(),
        staff: BTreeSet::new(),
        api_url: fake.url(),
        database_url: database_url(dir).into(),
        keys: Vec::new(),
        workers: 8,
        rate: Config::RATE,
        group_rate: Config::GROUP_RATE,
        poll_timeout: Duration::from_secs(50),
        webhook: None,
        ops_listen: None,
        stop_within: Duration::from_secs(10),
        retention: Retention::DEFAULT,
        desk: None,
        stats: StatsRules::default(),
        follow_up_minutes: Config::FOLLOW_UP_MINUTES,
        encoder: None,
        missed_from: Config::MISSED_FROM,
        labelled: None,
    }
}

/// Opens a database without a key, as a bot does.
pub(crate) async fn open(url: &str) -> Result<Store, OpenError> {
    Store::open(url, Keyring::plain()).await
}

/// The database in this folder.
pub(crate) fn database_url(dir: &Path) -> String {
    format!("sqlite:{}", dir.join("bot.db").display())
}

/// A bot in a process of its own.
pub(crate) struct Process {
    child: Child,
    log: mpsc::UnboundedReceiver<String>,
    /// What it has logged so far.
    pub(crate) said: Vec<String>,
}

impl Process {
    /// Starts the real binary on this fake.
    pub(crate) fn start(fake: &FakeTelegram, dir: &Path) -> Self {
        Self::start_with(fake, dir, fake.token(), "info")
    }

    /// Starts the real binary with a token and a log filter.
    pub(crate) fn start_with(fake: &FakeTelegram, dir: &Path, token: &str, log: &str) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_verbatim"));
        command.arg("run").env_clear().env("TELEGRAM_BOT_TOKEN", token).env("TELEGRAM_API_URL", fake.url());
        command.env("DATABASE_URL", database_url(dir)).env("VERBATIM_LOG", log).env("VERBATIM_FAQ", "");
        Self::spawn(command)
    }

    /// Starts the real binary with more arguments.
    pub(crate) fn start_given(fake: &FakeTelegram, dir: &Path, arguments: &[&str]) -> Self {
        Self::start_told(fake, dir, arguments, &[])
    }

    /// Starts the real binary with more arguments and variables.
    pub(crate) fn start_told(fake: &FakeTelegram, dir: &Path, arguments: &[&str], env: &[(&str, &str)]) -> Self {
        let mut command = Self::run(&[], fake, &database_url(dir), arguments);
        command.envs(env.iter().copied());
        Self::spawn(command)
    }

    /// Starts the real binary on a database, with more arguments, by way of another program if one is given, such as one
    /// that sets a limit.
    pub(crate) fn start_on(fake: &FakeTelegram, database: &str, program: &[&str], arguments: &[&str]) -> Self {
        Self::spawn(Self::run(program, fake, database, arguments))
    }

    fn run(program: &[&str], fake: &FakeTelegram, database: &str, arguments: &[&str]) -> Command {
        let mut words = program.iter().chain(&[env!("CARGO_BIN_EXE_verbatim"), "run"]).chain(arguments);
        let mut command = Command::new(words.next().expect("there is the binary"));
        command.args(words).env_clear().env("TELEGRAM_BOT_TOKEN", fake.token());
        command.env("TELEGRAM_API_URL", fake.url()).env("DATABASE_URL", database);
        command
    }

    /// Starts the real binary with its token in a file.
    pub(crate) fn start_with_file(fake: &FakeTelegram, dir: &Path, file: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_verbatim"));
        command.args(["run", "--token-file"]).arg(file).env_clear().env("TELEGRAM_API_URL", fake.url());
        command.arg("--database-url").arg(database_url(dir));
        Self::spawn(command)
    }

    fn spawn(mut command: Command) -> Self {
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).kill_on_drop(true);
        let mut child = command.spawn().expect("the binary starts");
        let mut lines = BufReader::new(child.stderr.take().expect("stderr is piped")).lines();
        let (tell, log) = mpsc::unbounded_channel();
        // Read all the time: a pipe that is full would hold the process up.
        tokio::spawn(async move {
            while let Some(line) = lines.next_line().await.expect("the log is text") {
                // Nobody listens any more when the test is over.
                let _ = tell.send(line);
            }
        });
        Self { child, log, said: Vec::new() }
    }

    /// The number that the system knows it by.
    pub(crate) fn id(&self) -> i32 {
        self.child.id().and_then(|id| i32::try_from(id).ok()).expect("the process runs")
    }

    /// Sends a signal.
    pub(crate) fn signal(&self, signal: Signal) {
        kill(Pid::from_raw(self.id()), signal).expect("the signal is delivered");
    }

    /// Waits for a line of the log that holds these words, and gives it.
    pub(crate) async fn says(&mut self, words: &str) -> String {
        let look = async {
            while let Some(line) = self.log.recv().await {
                self.said.push(line.clone());
                if line.contains(words) {
                    return line;
                }
            }
            panic!("the process ended without saying {words:?}: {:#?}", self.said);
        };
        timeout(SOON, look).await.unwrap_or_else(|_| panic!("the process never said {words:?}"))
    }

    /// Waits until it says that it listens, and gives where: `http://127.0.0.1:PORT`.
    pub(crate) async fn listens(&mut self, words: &str) -> String {
        let line = self.says(words).await;
        let address = line.split("address=").nth(1).and_then(|rest| rest.split(' ').next());
        format!("http://{}", address.unwrap_or_else(|| panic!("{line} names no address")))
    }

    /// How many lines of what it has logged so far hold these words.
    pub(crate) fn times(&self, words: &str) -> usize {
        self.said.iter().filter(|line| line.contains(words)).count()
    }

    /// Waits for its end.
    pub(crate) async fn ends(&mut self) -> ExitStatus {
        let end = async {
            while let Some(line) = self.log.recv().await {
                self.said.push(line);
            }
            self.child.wait().await.expect("it can be waited for")
        };
        timeout(SOON, end).await.expect("the process ends")
    }
}
