//! Kept questions gathered by what they come nearest to, as drafts of phrasings.

use std::process::Command;

use serde_json::Value;
use sqlx::{Connection as _, SqliteConnection};

use crate::test_bot::{database_url, open};

/// What people asked: who, how often and in which words.
const ASKED: [(u8, usize, &str); 13] = [
    (1, 1, "who pays when somebody steals the bicycle"),
    (2, 2, "Who pays when somebody\n steals the bicycle?"),
    (3, 1, "bike got nicked who pays"),
    (4, 1, "minimum age for borrowing"),
    (5, 3, "do you sell sunglasses to astronauts"),
    (6, 1, "sunglasses for astronauts"),
    (7, 1, "zxcv qwrt"),
    (8, 1, "hello"),
    (9, 1, "¿Cuánto cuesta alquilar una bicicleta por un día?"),
    (1, 1, "can i borrow one at seventeen"),
    (2, 1, "where \u{1b}[31mdo \"I\" \u{202e}sign up\\ then"),
    (3, 1, "where do I sign up # then"),
    (4, 1, "does it cost anything to insure my grandmother"),
];

/// The listing of a database with these questions.
async fn listed(asked: &[(u8, usize, &str)], arguments: &[&str]) -> String {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let url = database_url(dir.path());
    open(&url).await.expect("opens").close().await;
    let mut database = SqliteConnection::connect(&url).await.expect("the database is there");
    for (person, times, words) in asked {
        for _ in 0..*times {
            let insert = "INSERT INTO questions (at_ms, person, question, decision) VALUES (?, ?, ?, 'unknown')";
            let insert = sqlx::query(insert).bind(chrono::Utc::now().timestamp_millis()).bind(vec![*person; 32]);
            insert.bind(*words).execute(&mut database).await.expect("inserted");
        }
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_verbatim"));
    command.args(["questions", "--grouped", "--faq", "tests/eval/cargo-bikes/faq"]).args(arguments);
    let output = command.env_clear().env("DATABASE_URL", &url).output().expect("the program starts");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[tokio::test]
async fn kept_questions_are_gathered_by_what_they_are_near_to() {
    let all = listed(&ASKED, &["--json"]).await;
    let groups: Vec<Value> = all.lines().map(|line| serde_json::from_str(line).expect("an object")).collect();
    let total: u64 = groups.iter().filter_map(|group| group["questions"].as_u64()).sum();
    assert_eq!(total, 14, "all but small talk and what is in another language: {all}");
    let sizes: Vec<u64> = groups.iter().filter_map(|group| group["questions"].as_u64()).collect();
    assert!(sizes.is_sorted_by(|one, other| one >= other), "{all}");
    let of = |words: &str| {
        let has =
            |group: &&Value| group["wordings"].as_array().is_some_and(|all| all.iter().any(|w| w["question"] == words));
        groups.iter().find(has).unwrap_or_else(|| panic!("{words}: {all}"))
    };
    let stolen = of("who pays when somebody steals the bicycle");
    let wording = &stolen["wordings"][0];
    assert_eq!((&wording["times"], &wording["people"]), (&3.into(), &2.into()), "however it is written: {stolen}");
    assert_eq!(of("bike got nicked who pays")["near"], stolen["near"], "{all}");
    let age = of("minimum age for borrowing");
    assert_eq!((&age["near"], &age["kind"]), (&"who-may-borrow".into(), &"entry".into()));
    let nothing = of("do you sell sunglasses to astronauts");
    assert_eq!((&nothing["near"], &nothing["kind"]), (&Value::Null, &Value::Null), "{all}");
    assert_eq!(of("sunglasses for astronauts"), nothing, "what is alike is one group");
    assert_ne!(of("zxcv qwrt"), nothing);
}

#[tokio::test]
async fn drafts_are_a_list_to_take_over() {
    let text = listed(&ASKED, &[]).await;
    insta::assert_snapshot!("kept_questions", text);
    // Without the comments it is TOML, whatever people wrote.
    for group in text.split("\n\n") {
        group.parse::<toml_edit::DocumentMut>().unwrap_or_else(|error| panic!("{error}: {group}"));
    }
    assert!(!text.contains("minimum age for borrowing"), "the entry has it: {text}");
    let often = listed(&ASKED, &["--at-least", "3"]).await;
    assert!(often.contains("sunglasses to astronauts") && !often.contains("nicked"), "{often}");
}

#[tokio::test]
async fn without_questions_it_says_how_they_are_kept() {
    assert!(listed(&[], &[]).await.starts_with("no questions are kept; `verbatim run --keep-questions DAYS`"));
    assert_eq!(listed(&[], &["--json"]).await, "");
    let small_talk = listed(&[(1, 1, "hello")], &[]).await;
    assert!(small_talk.contains("Left out: 1 question"), "{small_talk}");
}
