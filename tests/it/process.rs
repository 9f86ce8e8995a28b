//! The real binary: tokens, signals, second processes, outages, and what it logs about them.

use nix::sys::signal::Signal;
use sqlx::{Connection as _, SqliteConnection};

use crate::stage::{Process, SOON, database_url, unclear_question};
use crate::telegram::FakeTelegram;
use crate::telegram::faults::Fault;
use crate::telegram::updates::{person, text};

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
    let said = |words: &str| bot.said.iter().filter(|line| line.contains(words)).count();
    assert_eq!((said("Telegram is out of reach"), said("the database is out of reach")), (1, 1), "{:#?}", bot.said);
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
