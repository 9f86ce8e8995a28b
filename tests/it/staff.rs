//! What those who run the bot are told unasked, and who of them.

use std::fs;

use nix::sys::signal::Signal;
use serde_json::json;
use sqlx::{Connection as _, SqliteConnection};

use crate::telegram::FakeTelegram;
use crate::telegram::faults::Fault;
use crate::telegram::log::Request;
use crate::telegram::updates::{person, text};
use crate::test_bot::{Process, SOON, database_url, faq_copy};

const STAFF: i64 = 4242;
const GERMAN: i64 = 4243;
/// Never wrote to the bot.
const STRANGER: i64 = 4244;

/// A bot that logs what it does, run by these three.
fn start(fake: &FakeTelegram, dir: &std::path::Path, flags: &[&str]) -> Process {
    for id in [STAFF, GERMAN] {
        fake.add_chat(&person(id).chat());
    }
    fake.not_started(STRANGER);
    let staff = format!("{STAFF},{GERMAN},{STRANGER}");
    let flags = [&["--staff", &staff], flags].concat();
    Process::start_told(fake, dir, &flags, &[("VERBATIM_LOG", "verbatim=debug")])
}

/// What one of them has been told, the last first.
fn told(fake: &FakeTelegram, id: i64) -> Vec<String> {
    fake.replies(id).into_iter().rev().map(|seen| seen.text).collect()
}

#[tokio::test]
async fn a_refused_faq_is_told_once_with_file_and_line_and_what_to_do() {
    let (fake, dir, faq) = (FakeTelegram::start().await, tempfile::tempdir().expect("a folder"), faq_copy());
    let mut bot = start(&fake, dir.path(), &["--faq", faq.path().to_str().expect("UTF-8")]);
    bot.says("the files of the FAQ are the same as before").await;
    fake.push(text(&person(GERMAN), "/settings"));
    let page = fake.wait_for_replies(GERMAN, 1, SOON).await.remove(0).message_id;
    fake.press(GERMAN, page, "Deutsch");
    let is_set = |log: &[Request]| log.iter().any(|request| request.is("editMessageText") && request.is_ok());
    fake.wait_for(is_set, SOON).await;
    let path = faq.path().join("topics/ablation.toml");
    let right = fs::read_to_string(&path).expect("readable");
    fs::write(&path, right.replace("more than 50° C.", "more than 60° C.")).expect("written");
    fake.wait_for_replies(STAFF, 1, SOON).await;
    let notice = &told(&fake, STAFF)[0];
    assert!(notice.starts_with("I found errors in the new FAQ, so I keep the old one:"), "{notice}");
    assert!(notice.contains("• topics/ablation.toml:") && notice.ends_with("I read them again."), "{notice}");
    bot.says("one of the staff could not be told").await;

    // The same again, by a signal: it was told.
    bot.signal(Signal::SIGHUP);
    bot.says("the changed FAQ is refused").await;
    // Who asks is answered, and nobody told besides.
    fake.push(text(&person(STAFF), "/reload"));
    fake.wait_for_replies(STAFF, 2, SOON).await;
    // Another error is another notice.
    fs::write(&path, right.replace("more than 50° C.", "more than 70° C.")).expect("written");
    fake.wait_for_replies(STAFF, 3, SOON).await;
    let german = fake.wait_for_replies(GERMAN, 3, SOON).await.pop().expect("told").text;
    assert!(german.starts_with("Die neue FAQ hat Fehler, darum gilt weiter die alte:"), "{german}");
    assert_eq!((told(&fake, STAFF).len(), told(&fake, GERMAN).len()), (3, 3));
    assert_eq!(bot.times("WARN") + bot.times("dead letter"), 0, "{:#?}", bot.said);
}

#[tokio::test]
async fn dead_letters_are_told_together_and_once_an_hour_also_after_a_restart() {
    const PERSON: i64 = 918_273_645;
    let (fake, dir) = (FakeTelegram::start().await, tempfile::tempdir().expect("a folder"));
    let mut bot = start(&fake, dir.path(), &[]);
    bot.says("the bot is running").await;
    fake.fail_in(PERSON, "sendMessage", 1, Fault::Status(400, "Bad Request: something new".to_owned()));
    fake.push(text(&person(PERSON), "what is TACE, says Zebedee Quux?"));
    fake.wait_for_replies(STAFF, 1, SOON).await;
    let notice = &told(&fake, STAFF)[0];
    assert!(notice.starts_with("I had to give up 1 message or answer."), "{notice}");
    assert!(notice.contains("“verbatim dead list”") && notice.contains("“verbatim dead retry --all”"), "{notice}");
    assert!(!notice.contains("Zebedee") && !notice.contains(&PERSON.to_string()), "{notice}");

    // One more within the hour, and a restart.
    fake.push_anyway(json!({"message": {"date": "soon"}}));
    bot.says("an update cannot be read and was left out").await;
    bot.signal(Signal::SIGTERM);
    bot.ends().await;
    let mut bot = start(&fake, dir.path(), &[]);
    bot.says("the bot is running").await;
    fake.push(text(&person(STAFF), "/start"));
    fake.wait_for_replies(STAFF, 2, SOON).await;
    // An hour passes: it is told, and the one before is not told again.
    let mut database = SqliteConnection::connect(&database_url(dir.path())).await.expect("opens");
    let hour_ago = "UPDATE seen SET until_ms = until_ms - 3600000; UPDATE dead SET died_at_ms = died_at_ms - 3600000";
    sqlx::raw_sql(hour_ago).execute(&mut database).await.expect("changed");
    fake.wait_for_replies(STAFF, 3, SOON).await;
    let all = told(&fake, STAFF);
    assert!(all[0].starts_with("I had to give up 1 message or answer.") && all.len() == 3, "{all:#?}");
}

#[tokio::test]
async fn posts_that_fail_are_told_also_when_they_leave_no_dead_letter() {
    let (fake, dir) = (FakeTelegram::start().await, tempfile::tempdir().expect("a folder"));
    let mut bot = start(&fake, dir.path(), &[]);
    bot.says("the bot is running").await;
    let mut database = SqliteConnection::connect(&database_url(dir.path())).await.expect("opens");
    let late = "INSERT INTO chats (chat_id, kind, title, is_open) VALUES (-5, 'channel', 'News', 1);
         INSERT INTO schedules (chat_id, kind, minutes, is_paused, last_slot, outcome, ended_at_ms, failures)
         VALUES (-5, 'passage', '540', 1, '', 'too late', unixepoch() * 1000, 3)";
    sqlx::raw_sql(late).execute(&mut database).await.expect("it failed");
    fake.wait_for_replies(STAFF, 1, SOON).await;
    assert_eq!(
        told(&fake, STAFF)[0],
        "1 daily post failed. Whoever arranged it was told why, and “/post” shows it too."
    );
}
