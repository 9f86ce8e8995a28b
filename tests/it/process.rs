//! The real binary: tokens, signals, second processes, outages, what it logs about them and what it tells systemd.

use nix::sys::signal::Signal;
use serde_json::{Value, json};
use sqlx::{Connection as _, SqliteConnection};
use tokio::net::UnixDatagram;
use tokio::time::timeout;

use crate::postgres::Postgres;
use crate::telegram::FakeTelegram;
use crate::telegram::faults::Fault;
use crate::telegram::log::Request;
use crate::telegram::updates::{person, text};
use crate::test_bot::{Process, SOON, database_url, faq_copy, unclear_question};

const WEBHOOK: [&str; 4] = ["--webhook-url", "https://bot.example.org/hook", "--webhook-listen", "127.0.0.1:0"];

async fn scene() -> (FakeTelegram, tempfile::TempDir) {
    (FakeTelegram::start().await, tempfile::tempdir().expect("a temporary folder"))
}

#[tokio::test]
async fn a_signal_lets_it_finish_and_exit_well() {
    for signal in [Signal::SIGTERM, Signal::SIGINT] {
        let (fake, dir) = scene().await;
        let mut bot = Process::start(&fake, dir.path());
        bot.says("the bot is running").await;
        // The signal comes while the answer is under way; it arrives all the same.
        fake.fail_in(1, "sendMessage", 1, Fault::SlowMs(300));
        fake.push(text(&person(1), "what is TACE?"));
        fake.wait_for(|log| log.iter().any(|request| request.is("sendMessage")), SOON).await;
        bot.signal(signal);
        assert_eq!(bot.ends().await.code(), Some(0), "{:#?}", bot.said);
        assert_eq!(fake.replies(1).len(), 1);
    }
}

#[tokio::test]
async fn a_second_signal_ends_it_at_once() {
    let (fake, dir) = scene().await;
    let mut bot = Process::start(&fake, dir.path());
    bot.says("the bot is running").await;
    fake.fail_in(1, "sendMessage", 1, Fault::Hang);
    fake.push(text(&person(1), "what is TACE?"));
    fake.wait_for(|log| log.iter().any(|request| request.is("sendMessage")), SOON).await;
    bot.signal(Signal::SIGTERM);
    bot.says("stopping").await;
    bot.signal(Signal::SIGTERM);
    assert_eq!(bot.ends().await.code(), Some(1));
    // What was under way is answered by the next process.
    let _bot = Process::start(&fake, dir.path());
    fake.wait_for_replies(1, 1, SOON).await;
}

#[tokio::test]
async fn a_bad_token_is_said_and_never_shown() {
    let (fake, dir) = scene().await;
    let rows = [
        ("7000000001:AAWrongWrongWrongWrongWrongWrongWro", "verbatim: the token is not valid"),
        ("not a token", "verbatim: the token does not look like one"),
        ("", "verbatim: there is no token: set TELEGRAM_BOT_TOKEN or use --token-file"),
    ];
    for (token, sentence) in rows {
        let mut bot = Process::start_with(&fake, dir.path(), token, "trace");
        assert_eq!(bot.ends().await.code(), Some(2));
        let said = bot.said.join("\n");
        assert!(said.contains(sentence), "{said}");
        assert!(!said.contains("AAWrong") && !said.contains("not a token"), "{said}");
    }
}

#[tokio::test]
async fn a_second_process_on_the_same_database_is_refused() {
    let (fake, dir) = scene().await;
    let mut bot = Process::start(&fake, dir.path());
    bot.says("the bot is running").await;
    let mut second = Process::start(&fake, dir.path());
    assert_eq!(second.ends().await.code(), Some(2));
    assert!(second.said.join("\n").contains("another verbatim uses the database"), "{:#?}", second.said);
    // The lock does not outlive its process, however it ends.
    bot.signal(Signal::SIGKILL);
    bot.ends().await;
    Process::start(&fake, dir.path()).says("the bot is running").await;
}

#[tokio::test]
async fn another_poller_and_a_webhook_are_said() {
    let (fake, dir) = scene().await;
    let client = reqwest::Client::new();
    let webhook = format!("{}/bot{}/setWebhook?url=https://example.org/hook", fake.url(), fake.token());
    client.post(webhook).send().await.expect("the fake answers");
    let mut bot = Process::start(&fake, dir.path());
    bot.says("which was deleted because this program polls").await;
    assert!(fake.webhook().is_none_or(|hook| hook["url"].as_str().is_none_or(str::is_empty)));
    let other = format!("{}/bot{}/getUpdates?timeout=1", fake.url(), fake.token());
    fake.wait_for(|log| log.iter().any(|request| request.is("getUpdates")), SOON).await;
    client.post(other).send().await.expect("the fake answers");
    bot.says("another program polls with the same token").await;
    fake.push(text(&person(1), "what is TACE?"));
    fake.wait_for_replies(1, 1, SOON).await;
}

#[tokio::test]
async fn an_outage_is_said_once_and_nothing_is_lost() {
    let (fake, dir) = scene().await;
    let mut bot = Process::start(&fake, dir.path());
    bot.says("the bot is running").await;
    fake.wait_for(|log| log.iter().any(|request| request.is("getUpdates")), SOON).await;
    fake.go_down().await;
    bot.says("Telegram is out of reach").await;
    fake.push(text(&person(1), "what is TACE?"));
    fake.come_back().await;
    bot.says("Telegram is in reach again").await;
    fake.wait_for_replies(1, 1, SOON).await;

    let mut other = SqliteConnection::connect(&database_url(dir.path())).await.expect("opens");
    sqlx::query("BEGIN IMMEDIATE").execute(&mut other).await.expect("locks");
    fake.push(text(&person(2), "what is TACE?"));
    bot.says("the database is out of reach").await;
    assert_eq!(fake.pending().len(), 1);
    sqlx::query("ROLLBACK").execute(&mut other).await.expect("unlocks");
    bot.says("the database is in reach again").await;
    fake.wait_for_replies(2, 1, SOON).await;
    let times = (bot.times("Telegram is out of reach"), bot.times("the database is out of reach"));
    assert_eq!(times, (1, 1), "{:#?}", bot.said);
}

#[tokio::test]
async fn the_finest_log_shows_neither_token_nor_words() {
    let (fake, dir) = scene().await;
    let mut bot = Process::start_with(&fake, dir.path(), fake.token(), "trace");
    bot.says("the bot is running").await;
    fake.fail_next("sendMessage", Fault::Drop);
    fake.push(text(&person(1), "what is TACE, says Zebedee Quux?"));
    fake.wait_for_replies(1, 1, SOON).await;
    bot.signal(Signal::SIGTERM);
    assert_eq!(bot.ends().await.code(), Some(0));
    let said = bot.said.join("\n");
    assert!(!said.contains("AAFake"), "the token: {said}");
    assert!(!said.contains("Zebedee"), "a person's words: {said}");
}

#[tokio::test]
async fn buttons_outlive_the_process() {
    let (fake, dir) = scene().await;
    let mut bot = Process::start(&fake, dir.path());
    fake.push(text(&person(1), &unclear_question()));
    let choice = fake.wait_for_replies(1, 1, SOON).await.remove(0);
    bot.signal(Signal::SIGKILL);
    bot.ends().await;
    fake.press(1, choice.message_id, 0);
    let _bot = Process::start(&fake, dir.path());
    fake.wait_for(|log| log.iter().any(|request| request.is("editMessageText") && request.is_ok()), SOON).await;
    assert!(fake.replies(1)[0].text.contains("It is not medical advice"));
}

#[tokio::test]
async fn it_starts_while_telegram_is_down_and_with_its_token_in_a_file() {
    let (fake, dir) = scene().await;
    let file = dir.path().join("token");
    std::fs::write(&file, format!("{}\n", fake.token())).expect("written");
    fake.go_down().await;
    let mut bot = Process::start_with_file(&fake, dir.path(), &file);
    bot.says("Telegram is out of reach").await;
    fake.come_back().await;
    bot.says("Telegram is in reach again").await;
    bot.says("the bot is running").await;

    let mut bot = Process::start_with_file(&fake, dir.path(), &dir.path().join("missing"));
    assert_eq!(bot.ends().await.code(), Some(2));
    assert!(bot.said.join("\n").contains("verbatim: cannot read the token file"), "{:#?}", bot.said);
}

#[tokio::test]
async fn a_token_that_is_taken_back_stops_it_and_a_good_one_goes_on() {
    for (method, flags) in [("getUpdates", &[][..]), ("sendMessage", &[]), ("sendMessage", &WEBHOOK)] {
        let (fake, dir) = scene().await;
        let mut bot = Process::start_given(&fake, dir.path(), flags);
        fake.fail_for(method, 100, Fault::Status(401, "Unauthorized".to_owned()));
        fake.push(text(&person(1), "what is TACE?"));
        if !flags.is_empty() {
            let url = bot.listens("the webhook listens").await;
            bot.says("the webhook was set").await;
            let secret = fake.webhook().expect("it was set")["secret_token"].as_str().expect("a text").to_owned();
            let request = reqwest::Client::new().post(format!("{url}/hook"));
            let request = request.header("X-Telegram-Bot-Api-Secret-Token", secret);
            let request = request.header("content-type", "application/json");
            let sent = request.body(fake.take_pending().remove(0).to_string()).send().await.expect("it answers");
            assert_eq!(sent.status(), 200);
        }
        assert_eq!(bot.ends().await.code(), Some(2), "{method}");
        assert!(bot.said.join("\n").contains("verbatim: the token is not valid"), "{:#?}", bot.said);
        assert!(fake.requests_of(method).len() < 20, "it stops at once");
        fake.clear_faults();
        let _bot = Process::start(&fake, dir.path());
        assert_eq!(fake.wait_for_replies(1, 1, SOON).await.len(), 1);
    }
}

#[tokio::test]
async fn what_does_not_end_in_the_time_that_is_set_is_taken_up_at_the_next_start() {
    let (fake, dir) = scene().await;
    let mut bot = Process::start_given(&fake, dir.path(), &["--stop-within", "0"]);
    bot.says("the bot is running").await;
    fake.fail_in(1, "sendMessage", 1, Fault::Hang);
    fake.push(text(&person(1), "what is TACE?"));
    fake.wait_for(|log| log.iter().any(|request| request.is("sendMessage")), SOON).await;
    bot.signal(Signal::SIGTERM);
    assert_eq!(bot.ends().await.code(), Some(0), "{:#?}", bot.said);
    assert_eq!(bot.times("some updates did not end in time"), 1, "{:#?}", bot.said);
    let _bot = Process::start(&fake, dir.path());
    fake.wait_for_replies(1, 1, SOON).await;
}

#[tokio::test]
async fn as_json_each_line_is_an_object_with_one_an_update_and_nobody_in_it() {
    const CHAT: i64 = 918_273_645;
    let (fake, dir) = scene().await;
    let env = [("VERBATIM_LOG", "verbatim=debug"), ("VERBATIM_LOG_FORMAT", "json")];
    let mut bot = Process::start_told(&fake, dir.path(), &[], &env);
    bot.says("the bot is running").await;
    fake.push(text(&person(CHAT), "what is TACE, says Zebedee Quux?"));
    let answer = fake.wait_for_replies(CHAT, 1, SOON).await.remove(0);
    fake.press(CHAT, answer.message_id, 0);
    fake.push_anyway(json!({"message": {"chat": {"id": CHAT}, "date": "soon"}}));
    let is_tapped = |log: &[Request]| log.iter().any(|r| r.method.starts_with("editMessage") && r.is_ok());
    fake.wait_for(is_tapped, SOON).await;
    bot.says("an update cannot be read").await;
    bot.signal(Signal::SIGTERM);
    assert_eq!(bot.ends().await.code(), Some(0));

    let parse = |line: &String| serde_json::from_str::<Value>(line).unwrap_or_else(|_| panic!("no JSON: {line}"));
    let lines: Vec<Value> = bot.said.iter().map(parse).collect();
    for line in &lines {
        assert!(line["timestamp"].is_string() && line["level"].is_string() && line["message"].is_string(), "{line}");
    }
    let mut handled: Vec<&Value> = lines.iter().filter(|line| line["message"] == "an update was handled").collect();
    handled.sort_by_key(|line| line["update_id"].as_i64());
    let told: Vec<Value> = handled
        .iter()
        .map(|line| json!([line["kind"], line["decision"].is_string(), line["sends"], line["is_done"]]))
        .collect();
    let expected = [
        json!(["message", true, 1, true]),
        json!(["callback_query", false, 2, true]),
        json!(["unreadable", false, 0, true]),
    ];
    assert_eq!(told, expected, "{handled:#?}");
    assert!(handled.iter().all(|line| line["took_ms"].as_u64().is_some_and(|ms| ms < 20_000)), "{handled:#?}");
    let said = bot.said.join("\n");
    assert!(!said.contains("Zebedee") && !said.contains(&CHAT.to_string()), "{said}");
}

#[tokio::test]
async fn the_last_word_is_json_too_and_an_unknown_format_is_said() {
    let (fake, dir) = scene().await;
    fake.fail_for("getMe", 1, Fault::Status(401, "Unauthorized".to_owned()));
    let mut bot = Process::start_given(&fake, dir.path(), &["--log-format", "json"]);
    assert_eq!(bot.ends().await.code(), Some(2));
    let last: Value = serde_json::from_str(bot.said.last().expect("it speaks")).expect("JSON");
    assert_eq!((&last["level"], &last["message"]), (&"ERROR".into(), &"the bot could not run".into()), "{last}");
    assert!(last["error"].as_str().is_some_and(|error| error.starts_with("the token is not valid")), "{last}");

    let mut bot = Process::start_told(&fake, dir.path(), &[], &[("VERBATIM_LOG_FORMAT", "xml")]);
    assert_eq!(bot.ends().await.code(), Some(2));
    assert_eq!(bot.said, ["verbatim: VERBATIM_LOG_FORMAT must be `text` or `json`, not `xml`"]);
}

/// What systemd hears until it hears a line, that line included.
async fn hears(systemd: &UnixDatagram, wanted: &str) -> Vec<String> {
    let mut heard: Vec<String> = Vec::new();
    let listen = async {
        let mut buffer = [0; 1024];
        while !heard.iter().any(|line| line == wanted) {
            let length = systemd.recv(&mut buffer).await.expect("it is bound");
            heard.extend(String::from_utf8_lossy(&buffer[..length]).lines().map(str::to_owned));
        }
    };
    if timeout(SOON, listen).await.is_err() {
        panic!("systemd never hears {wanted}: {heard:#?}");
    }
    heard
}

#[tokio::test]
async fn systemd_hears_of_start_life_reload_and_stop() {
    let (fake, dir) = scene().await;
    let socket = dir.path().join("notify");
    let systemd = UnixDatagram::bind(&socket).expect("bound");
    let env = [("NOTIFY_SOCKET", socket.to_str().expect("UTF-8")), ("WATCHDOG_USEC", "200000")];
    let faq = faq_copy();
    let flags = ["--poll-timeout", "1", "--faq", faq.path().to_str().expect("UTF-8")];
    // It is no start while no updates come in, however long that takes.
    fake.go_down().await;
    let mut bot = Process::start_told(&fake, dir.path(), &flags, &env);
    let heard = hears(&systemd, "STATUS=no updates come in").await;
    assert!(heard.iter().any(|line| line == "EXTEND_TIMEOUT_USEC=60000000"), "{heard:#?}");
    assert!(!heard.iter().any(|line| line == "READY=1"), "{heard:#?}");
    fake.come_back().await;
    hears(&systemd, "READY=1").await;
    hears(&systemd, "WATCHDOG=1").await;
    hears(&systemd, "STATUS=updates come in and are stored").await;

    let file = faq.path().join("faq.toml");
    let text = std::fs::read_to_string(&file).expect("readable");
    std::fs::write(&file, text.replacen("title = \"Treating", "title = \"On treating", 1)).expect("written");
    bot.signal(Signal::SIGHUP);
    // It names the time by the machine's own clock, which is how systemd knows which order it follows.
    let heard = hears(&systemd, "RELOADING=1").await;
    assert!(heard.iter().any(|line| line.starts_with("MONOTONIC_USEC=")), "{heard:#?}");
    hears(&systemd, "READY=1").await;
    bot.signal(Signal::SIGTERM);
    hears(&systemd, "STOPPING=1").await;
    assert_eq!(bot.ends().await.code(), Some(0));
}

#[tokio::test]
async fn it_starts_while_its_database_is_down() {
    let (fake, dir) = scene().await;
    let mut server = Postgres::start().await;
    let url = server.database().await;
    server.stop().await;
    let mut bot = Process::start_given(&fake, dir.path(), &["--database-url", &url]);
    bot.says("the database is out of reach; the bot starts when it is there").await;
    server.start_again().await;
    bot.says("the bot is running").await;
    fake.push(text(&person(1), "what is TACE?"));
    fake.wait_for_replies(1, 1, SOON).await;
    bot.signal(Signal::SIGTERM);
    assert_eq!(bot.ends().await.code(), Some(0), "{:#?}", bot.said);
}
