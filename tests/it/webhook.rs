//! Updates that Telegram delivers: what is refused and how, that 200 means stored, and that the webhook stays.

use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;
use nix::sys::signal::Signal;
use reqwest::{Client, Method, Response};
use serde_json::{Value, json};
use sqlx::{Connection as _, SqliteConnection};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::telegram::FakeTelegram;
use crate::telegram::faults::Fault;
use crate::telegram::log::Request;
use crate::telegram::updates::{person, text};
use crate::test_bot::{Process, SOON, comes_true, database_url};

const SECRET_HEADER: &str = "X-Telegram-Bot-Api-Secret-Token";
const FLAGS: [&str; 4] = ["--webhook-url", "https://bot.example.org/hook", "--webhook-listen", "127.0.0.1:0"];

/// A bot with a webhook, and Telegram's part in delivering to it.
struct Cluster {
    fake: FakeTelegram,
    dir: TempDir,
    client: Client,
    bot: Process,
    url: String,
    secret: String,
}

impl Cluster {
    async fn start() -> Self {
        let (fake, dir) = (FakeTelegram::start().await, tempfile::tempdir().expect("a temporary folder"));
        let (bot, url) = started(&fake, &dir).await;
        fake.wait_for(|log| log.iter().any(|request| request.is("setWebhook") && request.is_ok()), SOON).await;
        let secret = fake.webhook().expect("it was set")["secret_token"].as_str().expect("with a secret").to_owned();
        Self { fake, dir, client: Client::new(), bot, url, secret }
    }

    async fn restart(&mut self) {
        (self.bot, self.url) = started(&self.fake, &self.dir).await;
    }

    fn request(&self, method: Method) -> reqwest::RequestBuilder {
        let request = self.client.request(method, format!("{}/hook", self.url));
        request.header(SECRET_HEADER, &self.secret).header("content-type", "application/json")
    }

    async fn deliver(&self, update: &Value) -> Response {
        self.request(Method::POST).body(update.to_string()).send().await.expect("it answers")
    }

    /// Announces a body of so many bytes, sends none of it, and gives the status.
    async fn announce(&self, secret: &str, bytes: usize) -> u16 {
        let address = self.url.trim_start_matches("http://");
        let mut connection = TcpStream::connect(address).await.expect("it listens");
        let head = format!(
            "POST /hook HTTP/1.1\r\nHost: {address}\r\n{SECRET_HEADER}: {secret}\r\n\
             Content-Type: application/json\r\nContent-Length: {bytes}\r\n\r\n"
        );
        connection.write_all(head.as_bytes()).await.expect("sent");
        let mut status = [0; 12];
        timeout(SOON, connection.read_exact(&mut status)).await.expect("it answers").expect("a status line");
        std::str::from_utf8(&status[9..]).expect("text").parse().expect("a status")
    }

    /// A question as an update that Telegram is about to deliver.
    fn question(&self, id: i64) -> Value {
        self.fake.push(text(&person(id), "what is TACE?"));
        self.fake.take_pending().remove(0)
    }

    async fn database(&self) -> SqliteConnection {
        SqliteConnection::connect(&database_url(self.dir.path())).await.expect("opens")
    }
}

async fn started(fake: &FakeTelegram, dir: &TempDir) -> (Process, String) {
    let mut bot = Process::start_given(fake, dir.path(), &FLAGS);
    let url = bot.listens("the webhook listens").await;
    bot.says("the webhook was set").await;
    (bot, url)
}

fn count(log: &[Request], method: &str) -> usize {
    log.iter().filter(|request| request.is(method)).count()
}

#[tokio::test]
async fn each_refusal_says_what_is_wrong() {
    let scene = Cluster::start().await;
    let right = scene.question(1).to_string();
    let post = || scene.request(Method::POST);
    let bare = |kind| scene.client.post(format!("{}/hook", scene.url)).header("content-type", kind);
    let with_secret = |secret: &str| bare("application/json").header(SECRET_HEADER, secret.to_owned());
    let elsewhere = scene.client.post(format!("{}/hook/", scene.url)).header(SECRET_HEADER, &scene.secret);
    let rows = [
        ("another path", elsewhere.body(right.clone()), 404),
        ("a look", scene.request(Method::GET), 405),
        ("another method", scene.request(Method::PUT).body(right.clone()), 405),
        ("no secret", bare("application/json").body(right.clone()), 401),
        ("another secret", with_secret(&scene.secret.replace(['0', '1', '2', '3'], "9")).body(right.clone()), 401),
        ("half the secret", with_secret(&scene.secret[..32]).body(right.clone()), 401),
        ("a form", bare("application/x-www-form-urlencoded").header(SECRET_HEADER, &scene.secret).body("a=b"), 415),
        ("no JSON", post().body("{\"update_id\": 7"), 400),
        ("nothing", post(), 400),
        ("JSON without an id", post().body("{\"text\": \"Zebedee\"}"), 200),
        ("JSON that is no object", post().body("[1]"), 200),
        ("an id of the bot's own", post().body("{\"update_id\": -1}"), 200),
        ("an update of an unknown kind", post().body("{\"update_id\": 7, \"telepathy\": {}}"), 200),
        ("a message that is none", post().body("{\"update_id\": 8, \"message\": {\"text\": 7}}"), 200),
        ("an update", post().body(right.clone()), 200),
        (
            "the same again, behind a query",
            scene
                .client
                .post(format!("{}/hook?key=1", scene.url))
                .header(SECRET_HEADER, &scene.secret)
                .header("content-type", "application/json; charset=utf-8")
                .body(right),
            200,
        ),
    ];
    for (row, request, expected) in rows {
        let response = request.send().await.unwrap_or_else(|error| panic!("{row}: {error}"));
        assert_eq!(response.status().as_u16(), expected, "{row}");
        assert_eq!(response.headers().get("allow").is_some(), expected == 405, "{row}");
    }
    // What is too much is refused by its head; none of its body is waited for.
    assert_eq!(scene.announce(&scene.secret, (1 << 20) + 1).await, 413);
    assert_eq!(scene.announce("x", (1 << 20) + 1).await, 401, "a stranger learns no limit");
    scene.fake.wait_for_replies(1, 1, SOON).await;
    let mut database = scene.database().await;
    let mut counts = (0, 0, 0);
    let is_all = comes_true(SOON, async || {
        let row = sqlx::query_as("SELECT count(*), sum(state = 'done'), sum(is_dead AND payload IS NULL) FROM inbox");
        counts = row.fetch_one(&mut database).await.expect("readable");
        counts.0 == counts.1
    });
    assert!(is_all.await, "all are done");
    let (all, _, dead): (i64, i64, i64) = counts;
    assert_eq!((all, dead), (6, 4), "what is no update is given up, and none of its words are kept");
    let letters = sqlx::query_scalar::<_, i64>("SELECT count(*) FROM dead").fetch_one(&mut database).await;
    assert_eq!(letters.expect("readable"), 4, "each is a dead letter");
    assert_eq!(scene.fake.replies(1).len(), 1);
}

#[tokio::test]
async fn what_got_200_survives_a_kill() {
    let mut scene = Cluster::start().await;
    // The kill comes while the answer is under way.
    scene.fake.fail_in(1, "sendMessage", 1, Fault::Hang);
    let update = scene.question(1);
    assert_eq!(scene.deliver(&update).await.status(), 200);
    scene.bot.signal(Signal::SIGKILL);
    scene.bot.ends().await;
    scene.fake.clear_faults();
    scene.restart().await;
    scene.fake.wait_for_replies(1, 1, SOON).await;
    assert_eq!(scene.deliver(&update).await.status(), 200, "offered again because the 200 was lost");
    assert_eq!(scene.deliver(&scene.question(2)).await.status(), 200);
    scene.fake.wait_for_replies(2, 1, SOON).await;
    assert_eq!(scene.fake.replies(1).len(), 1);
}

#[tokio::test]
async fn of_many_that_are_taken_together_none_that_got_200_is_lost_in_a_kill() {
    let mut scene = Cluster::start().await;
    // Nothing is answered before the kill.
    for chat in 1..=30 {
        scene.fake.fail_in(chat, "sendMessage", 1, Fault::Hang);
    }
    let mut under_way: FuturesUnordered<_> = (1..=30)
        .map(|chat| {
            let request = scene.request(Method::POST).body(scene.question(chat).to_string());
            async move { (chat, request.send().await.is_ok_and(|response| response.status() == 200)) }
        })
        .collect();
    let (first, is_taken) = under_way.next().await.expect("one is answered");
    assert!(is_taken);
    // Some of the others are on their way to the disk.
    scene.bot.signal(Signal::SIGKILL);
    let mut taken = vec![first];
    while let Some((chat, is_taken)) = under_way.next().await {
        taken.extend(is_taken.then_some(chat));
    }
    drop(under_way);
    scene.bot.ends().await;
    scene.fake.clear_faults();
    scene.restart().await;
    for chat in taken {
        scene.fake.wait_for_replies(chat, 1, SOON).await;
        assert_eq!(scene.fake.replies(chat).len(), 1);
    }
}

#[tokio::test]
async fn the_webhook_is_set_once_and_stays() {
    let mut scene = Cluster::start().await;
    for _ in 0..2 {
        assert_eq!(scene.deliver(&scene.question(1)).await.status(), 200);
        scene.bot.signal(Signal::SIGTERM);
        assert_eq!(scene.bot.ends().await.code(), Some(0), "{:#?}", scene.bot.said);
        scene.restart().await;
    }
    let log = scene.fake.requests();
    assert_eq!(["setWebhook", "deleteWebhook", "getUpdates"].map(|method| count(&log, method)), [1, 0, 0]);
    let set = &log.iter().find(|request| request.is("setWebhook")).expect("it was set").params;
    assert_eq!((&set["drop_pending_updates"], &set["max_connections"]), (&json!(false), &json!(40)));
    let url = set["url"].as_str().expect("a URL");
    assert!(url.starts_with("https://bot.example.org/hook?key=") && !url.contains(&scene.secret[..16]), "{url}");
    assert_eq!(scene.fake.allowed_updates().map(|kinds| kinds.len()), Some(7));
    assert_eq!(scene.fake.replies(1).len(), 2);
    assert_eq!(scene.fake.violations(), [""; 0]);
    let said = scene.bot.said.join("\n");
    assert!(!said.contains(&scene.secret) && !said.contains("AAFake"), "{said}");
}

#[tokio::test]
async fn what_cannot_be_stored_gets_503_and_comes_again() {
    let scene = Cluster::start().await;
    let mut other = scene.database().await;
    sqlx::query("BEGIN IMMEDIATE").execute(&mut other).await.expect("locks");
    let update = scene.question(1);
    let response = scene.deliver(&update).await;
    assert_eq!((response.status().as_u16(), response.headers()["retry-after"].to_str().ok()), (503, Some("5")));
    sqlx::query("ROLLBACK").execute(&mut other).await.expect("unlocks");
    assert_eq!(scene.deliver(&update).await.status(), 200);
    scene.fake.wait_for_replies(1, 1, SOON).await;
    assert_eq!(scene.deliver(&update).await.status(), 200);
    assert_eq!(scene.deliver(&scene.question(2)).await.status(), 200);
    scene.fake.wait_for_replies(2, 1, SOON).await;
    assert_eq!(scene.fake.replies(1).len(), 1);
}

#[tokio::test]
async fn on_a_signal_it_takes_nothing_more_and_finishes_what_it_has() {
    let mut scene = Cluster::start().await;
    scene.fake.fail_in(1, "sendMessage", 1, Fault::SlowMs(500));
    assert_eq!(scene.deliver(&scene.question(1)).await.status(), 200);
    scene.fake.wait_for(|log| count(log, "sendMessage") == 1, SOON).await;
    scene.bot.signal(Signal::SIGTERM);
    scene.bot.says("stopping").await;
    assert_eq!(scene.bot.ends().await.code(), Some(0), "{:#?}", scene.bot.said);
    let late = scene.request(Method::POST).body(scene.question(2).to_string()).send().await;
    assert!(late.is_err_and(|error| error.is_connect()));
    assert_eq!(scene.fake.replies(1).len(), 1);
}

#[tokio::test]
async fn settings_that_cannot_work_are_said() {
    let (fake, dir) = (FakeTelegram::start().await, tempfile::tempdir().expect("a temporary folder"));
    let holder = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let taken = holder.local_addr().expect("bound").to_string();
    let url = "https://bot.example.org/hook";
    let rows: [(&[&str], &str); 6] = [
        (&["--webhook-url", "http://bot.example.org/hook"], "must begin with https://"),
        (&["--webhook-url", "https://bot.example.org:8080/hook"], "443, 80, 88 and 8443"),
        (&["--webhook-listen", "127.0.0.1:8080"], "only with --webhook-url"),
        (&["--webhook-url", url, "--webhook-listen", "8080"], "--webhook-listen must be an address and a port"),
        (&["--webhook-url", url, "--webhook-listen", &taken], "set --webhook-listen to a free address"),
        (&["--ops-listen", &taken], "set --ops-listen to a free address"),
    ];
    for (arguments, words) in rows {
        let mut bot = Process::start_given(&fake, dir.path(), arguments);
        assert_eq!(bot.ends().await.code(), Some(2), "{arguments:?}");
        assert!(bot.said.join("\n").contains(words), "{arguments:?}: {:#?}", bot.said);
    }
    drop(holder);
    assert_eq!(count(&fake.requests(), "setWebhook"), 0);
}
