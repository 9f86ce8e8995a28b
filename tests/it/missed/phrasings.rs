//! Added phrasings: in force in every process, over reloads, and in the files in the end.

use std::fs;
use std::path::Path;
use std::process::Command;

use nix::sys::signal::Signal;
use sqlx::{Connection as _, SqliteConnection};

use crate::cluster::Cluster;
use crate::telegram::FakeTelegram;
use crate::telegram::updates::{person, text};
use crate::test_bot::{Process, SOON, comes_true, database_url, faq_copy};

/// Nothing that the FAQ says by itself.
const WORDS: &str = "the umbrella trick with marmalade";

/// Runs a verb; gives its exit code and what it says.
fn run(url: &str, arguments: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_verbatim"));
    let output = command.args(arguments).env_clear().env("DATABASE_URL", url).output().expect("the program starts");
    let said = String::from_utf8(output.stdout).expect("UTF-8") + &String::from_utf8_lossy(&output.stderr);
    (output.status.code().expect("it ends by itself"), said)
}

#[track_caller]
fn check(url: &str, arguments: &[&str], code: i32, expected: &[&str]) -> String {
    let (found, said) = run(url, arguments);
    assert_eq!(found, code, "{arguments:?}: {said}");
    for part in expected {
        assert!(said.contains(part), "{arguments:?} does not say {part:?}: {said}");
    }
    said
}

/// Asks until the answer begins so.
async fn until_answer(fake: &FakeTelegram, who: i64, start: &str) {
    let is_so = comes_true(SOON, async || {
        let before = fake.replies(who).len();
        fake.push(text(&person(who), WORDS));
        fake.wait_for_replies(who, before + 1, SOON).await.pop().expect("a reply").text.starts_with(start)
    });
    assert!(is_so.await, "{WORDS:?} is never answered with {start:?}");
}

#[tokio::test]
async fn every_process_goes_by_what_one_was_told_within_seconds() {
    let scene = Cluster::on_postgres().await;
    let mut processes = [scene.running(&[]).await, scene.running(&[]).await];
    let url = scene.url.clone();
    tokio::task::spawn_blocking(move || {
        check(&url, &["phrasings", "add", "tace-what", WORDS], 0, &["tried on ", "added; running bots go by it"]);
        check(&url, &["phrasings", "list"], 0, &[&format!("in use  tace-what: {WORDS}")]);
    })
    .await
    .expect("it ran");
    for process in &mut processes {
        process.says("the added phrasings have changed and are in force").await;
    }
    until_answer(&scene.fake, 7, "What is TACE?").await;
    let url = scene.url.clone();
    tokio::task::spawn_blocking(move || {
        check(&url, &["phrasings", "undo", "1", "9"], 1, &["1 taken back", "there is no phrasing 9"]);
    })
    .await
    .expect("it ran");
    for process in &mut processes {
        process.says("the added phrasings have changed and are in force").await;
    }
    until_answer(&scene.fake, 7, "I did not find an answer").await;
    for mut process in processes {
        process.signal(Signal::SIGTERM);
        assert_eq!(process.ends().await.code(), Some(0), "{:#?}", process.said);
    }
    assert_eq!(scene.fake.violations(), [""; 0]);
}

#[tokio::test]
async fn phrasings_that_cannot_be_read_change_nothing_and_are_said_once() {
    let (fake, dir) = (FakeTelegram::start().await, tempfile::tempdir().expect("a folder"));
    let mut bot = Process::start_told(&fake, dir.path(), &[], &[]);
    bot.says("the bot is running").await;
    let mut database = SqliteConnection::connect(&database_url(dir.path())).await.expect("it is there");
    let mut change = async |sql: &'static str| {
        sqlx::query(sql).execute(&mut database).await.expect("changed");
    };
    change(
        "INSERT INTO phrasings (entry, text, at_ms, state) VALUES ('tace-what', 'sealed:lost', 9000000000000, 'accepted')",
    )
    .await;
    bot.says("added phrasings could not be read; those in use stay").await;
    change(
        "INSERT INTO phrasings (entry, text, at_ms, state)
         VALUES ('tace-what', 'the umbrella trick with marmalade', 9000000000000, 'accepted')",
    )
    .await;
    // One that is not in use is in nobody's way.
    change("UPDATE phrasings SET state = 'undone' WHERE id = 1").await;
    bot.says("the added phrasings have changed and are in force").await;
    until_answer(&fake, 7, "What is TACE?").await;
    bot.signal(Signal::SIGTERM);
    assert_eq!(bot.ends().await.code(), Some(0), "{:#?}", bot.said);
    assert_eq!(bot.times("the added phrasings have changed and are in force"), 1, "{:#?}", bot.said);
    assert_eq!(bot.times("added phrasings could not be read; those in use stay"), 1, "{:#?}", bot.said);
    assert_eq!(fake.violations(), [""; 0]);
}

/// The texts of a folder's files that differ from another's, as lines that only one of them has.
fn changed_lines(before: &Path, after: &Path) -> Vec<String> {
    let mut changed = Vec::new();
    for file in fs::read_dir(before.join("topics")).expect("readable") {
        let name = file.expect("readable").file_name();
        let read = |folder: &Path| fs::read_to_string(folder.join("topics").join(&name)).expect("readable");
        let (before, after) = (read(before), read(after));
        let only = |one: &str, other: &str, mark: char| {
            let others: Vec<&str> = other.lines().collect();
            let lines = one.lines().filter(|line| !others.contains(line)).map(|line| format!("{mark}{line}"));
            lines.collect::<Vec<_>>()
        };
        changed.extend(only(&before, &after, '-'));
        changed.extend(only(&after, &before, '+'));
    }
    changed
}

#[tokio::test]
async fn a_phrasing_survives_reloads_is_written_into_the_files_and_let_go() {
    let (fake, dir, faq) = (FakeTelegram::start().await, tempfile::tempdir().expect("a folder"), faq_copy());
    let before = faq_copy();
    let folder = faq.path().to_str().expect("UTF-8").to_owned();
    let mut bot = Process::start_told(&fake, dir.path(), &["--faq", &folder], &[("VERBATIM_LOG", "verbatim=debug")]);
    bot.says("the files of the FAQ are the same as before").await;
    let url = database_url(dir.path());
    let verb = async |arguments: &[&str], code: i32, expected: &[&str]| {
        let own = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let (url, arguments, expected) = (url.clone(), own(arguments), own(expected));
        let run = move || {
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            check(&url, &arguments, code, &expected.iter().map(String::as_str).collect::<Vec<_>>())
        };
        tokio::task::spawn_blocking(run).await.expect("it ran")
    };
    verb(&["phrasings", "list"], 0, &["no phrasing was added"]).await;
    verb(&["export", "--faq", &folder], 0, &["there is nothing to write"]).await;
    verb(&["export"], 2, &["name the folder that the FAQ is in with --faq DIR"]).await;
    verb(&["phrasings", "add", "--faq", &folder, "--dry-run", "tace-what", WORDS], 0, &["tried on "]).await;
    verb(&["phrasings", "list"], 0, &["no phrasing was added"]).await;
    verb(&["phrasings", "add", "--faq", &folder, "tace-what", WORDS], 0, &["answered with tace-what", "added"]).await;
    // The same again is there already, and another's words are not taken.
    verb(&["phrasings", "add", "--faq", &folder, "tace-what", WORDS], 1, &["`tace-what` has it already"]).await;
    verb(&["phrasings", "add", "--faq", &folder, "rfa-what", WORDS], 1, &["`tace-what` has it, and"]).await;
    verb(&["phrasings", "add", "--faq", &folder, "none", WORDS], 1, &["the FAQ has no entry `none`"]).await;
    let labelled = tempfile::tempdir().expect("a folder");
    let line = r#"{"text": "does the liver grow back again", "gold": ["resection-regrowth"]}"#;
    fs::write(labelled.path().join("own.jsonl"), line).expect("written");
    let labelled = labelled.path().to_str().expect("UTF-8");
    let words = "does the liver grow back again";
    let breaking = ["phrasings", "add", "--faq", &folder, "--labelled", labelled, "tace-what", words];
    verb(&breaking, 1, &["! “", "of resection-regrowth: right → wrong (tace-what)", "not added"]).await;
    until_answer(&fake, 7, "What is TACE?").await;

    // Another FAQ in the folder changes nothing about it.
    let path = faq.path().join("faq.toml");
    let text = fs::read_to_string(&path).expect("readable");
    fs::write(&path, text.replace("title = \"Treating liver lesions\"", "title = \"Treating livers\""))
        .expect("written");
    bot.says("the changed FAQ is in force").await;
    until_answer(&fake, 7, "What is TACE?").await;

    // Its entry goes: it is kept aside, and said to be.
    for file in fs::read_dir(faq.path().join("topics")).expect("readable") {
        let path = file.expect("readable").path();
        let text = fs::read_to_string(&path).expect("readable");
        fs::write(&path, text.replace("\"tace-what\"", "\"tace-what-now\"")).expect("written");
    }
    let gaps = faq.path().join("gaps.toml");
    let renamed = fs::read_to_string(&gaps).expect("readable").replace("\"tace-what\"", "\"tace-what-now\"");
    fs::write(&gaps, renamed).expect("written");
    bot.says("an added phrasing is kept aside, for its entry is gone").await;
    verb(&["phrasings", "list", "--faq", &folder], 0, &["aside  tace-what: ", "what is kept aside has no entry"]).await;
    verb(&["export", "--faq", &folder], 1, &["left out: “", "there is no entry `tace-what`"]).await;

    // It comes back.
    for name in ["topics", ""] {
        for file in fs::read_dir(before.path().join(name)).expect("readable") {
            let path = file.expect("readable").path();
            if path.is_file() && !path.ends_with("faq.toml") {
                let to = faq.path().join(name).join(path.file_name().expect("a name"));
                fs::copy(&path, to).expect("copied");
            }
        }
    }
    bot.says("the changed FAQ is in force").await;
    until_answer(&fake, 7, "What is TACE?").await;

    // It is written into the files, which changes one list and nothing else, and the database lets it go.
    verb(&["export", "--faq", &folder, "--dry-run"], 0, &["topics/tace.toml: tace-what: ", "1 would be written"]).await;
    assert_eq!(changed_lines(before.path(), faq.path()), [""; 0]);
    verb(&["export", "--faq", &folder], 0, &["1 written"]).await;
    let changed = changed_lines(before.path(), faq.path());
    assert_eq!(changed, [format!("+  \"{WORDS}\",")], "{changed:#?}");
    bot.says("added phrasings stand in the FAQ's files now and are let go").await;
    verb(&["phrasings", "list", "--faq", &folder], 0, &["no phrasing was added"]).await;
    until_answer(&fake, 7, "What is TACE?").await;
    verb(&["check", "--faq", &folder], 0, &[]).await;
    bot.signal(Signal::SIGTERM);
    assert_eq!(bot.ends().await.code(), Some(0), "{:#?}", bot.said);
    assert!(!bot.said.join("\n").contains("marmalade"), "no words in the log");
    assert_eq!(fake.violations(), [""; 0]);
}

#[tokio::test]
async fn missed_is_listed_with_counts_words_and_near_entries() {
    let (fake, dir) = (FakeTelegram::start().await, tempfile::tempdir().expect("a folder"));
    let url = database_url(dir.path());
    let mut bot = Process::start_told(&fake, dir.path(), &[], &[]);
    bot.says("the bot is running").await;
    let verb = async |arguments: &'static [&'static str], expected: &'static [&'static str]| {
        let url = url.clone();
        tokio::task::spawn_blocking(move || check(&url, arguments, 0, expected)).await.expect("it ran")
    };
    verb(&["missed"], &["nothing was missed"]).await;
    for who in 11..=13 {
        fake.push(text(&person(who), "is there parking near the clinic?"));
        fake.wait_for_replies(who, 1, SOON).await;
    }
    fake.push(text(&person(14), "who painted the ceiling?"));
    fake.wait_for_replies(14, 1, SOON).await;
    let said = verb(&["missed"], &["3 people, 3 questions", "parking", "words: none that 3 people used"]).await;
    assert!(!said.contains("paint") && !said.contains("ceiling"), "{said}");
    verb(&["missed", "--missed-from", "4"], &["words: none that 4 people used"]).await;
    verb(&["missed", "--page", "9"], &["no group waits here"]).await;
    verb(&["missed", "--most", "1", "--page", "2"], &["groups 2 to 2 of 2", "1 people"]).await;
    let json = verb(&["missed", "--json"], &[]).await;
    let first: serde_json::Value = serde_json::from_str(json.lines().next().expect("a line")).expect("an object");
    assert_eq!((&first["people"], &first["kinds"]["unknown"]), (&3.into(), &3.into()));
    assert!(first["words"].as_array().is_some_and(|words| words.contains(&"parking".into())), "{first}");
    bot.signal(Signal::SIGTERM);
    assert_eq!(bot.ends().await.code(), Some(0), "{:#?}", bot.said);
}
