//! What is kept about people: as long as it is said and no longer, told as it is, and gone when they want it gone.

mod forget;
mod record;
mod retention;

use std::process::Command;

use verbatim::reply::{self, Catalogues, Language, PrivacyNotice};
use verbatim::store::KeptQuestion;
use verbatim::store::Retention;

use crate::telegram::FakeTelegram;
use crate::telegram::updates::{inline_query, person, supergroup, text, voice};
use crate::test_bot::{SOON, TestBot, comes_true, config, database_url, open};

/// A bot that keeps questions for so many days.
async fn keeping(days: u32) -> TestBot {
    let (fake, dir) = (FakeTelegram::start().await, tempfile::tempdir().expect("a temporary folder"));
    let retention = Retention { questions: days, ..Retention::DEFAULT };
    let config = verbatim::config::Config { retention, ..config(&fake, dir.path()) };
    TestBot::start_as(fake, dir, config).await
}

#[tokio::test]
async fn questions_to_the_bot_are_kept_and_nothing_else() {
    let stage = keeping(30).await;
    let (me, other, room) = (person(7), person(8), supergroup(-1_001_000));
    stage.fake.add_chat(&room);
    let overheard = text(&other, "does the liver grow back?").within(&room).numbered(500);
    let told = serde_json::Value::from(overheard.clone());
    let in_room = |words: &str| text(&me, words).within(&room);
    let rows: [(&str, serde_json::Value); 12] = [
        ("kept", text(&me, " what is TACE? ").numbered(10).into()),
        ("kept, as it was changed", text(&me, "what is RFA?").edited(10).into()),
        ("not changed", text(&me, "what is RFA?").edited(10).into()),
        ("kept", text(&me, "asdf qwer").into()),
        ("kept", in_room("/ask does the liver grow back").into()),
        ("a red flag", text(&me, "I am vomiting blood").into()),
        ("a command", text(&me, "/help").into()),
        ("no words", voice(&me).into()),
        ("overheard", overheard.into()),
        ("somebody else's words", in_room("/ask").reply_to(&told["message"]).into()),
        ("inline", inline_query(&me, "what is TACE?", "")),
        ("as a guest", text(&me, "what is TACE?").within(&supergroup(-1_009_000)).for_a_guest().into()),
    ];
    for (_, update) in rows {
        stage.after(update).await;
    }
    stage
        .end_and_keep(async |dir| {
            let store = open(&database_url(dir)).await.expect("opens");
            let kept = store.questions(0, 0, 100).await.expect("readable");
            let shown: Vec<_> = kept
                .iter()
                .map(|(_, KeptQuestion { words, decision, entry, .. })| {
                    (words.as_str(), decision.as_str(), entry.as_deref().unwrap_or_default())
                })
                .collect();
            assert_eq!(
                shown,
                [
                    ("what is TACE?", "answer", "tace-what"),
                    ("what is RFA?", "answer", "rfa-what"),
                    ("asdf qwer", "unknown", ""),
                    ("does the liver grow back", "answer", "resection-regrowth"),
                ]
            );
            assert!(kept.iter().all(|(_, question)| question.person == kept[0].1.person), "all are one person's");
            let ids: Vec<i64> = kept.iter().map(|(id, _)| *id).collect();
            let next = store.questions(0, ids[0], 2).await.expect("readable");
            assert_eq!(next.iter().map(|(id, _)| *id).collect::<Vec<_>>(), ids[1..3], "page by page");
            let later = store.questions(kept[3].1.at_ms + 1, 0, 100).await.expect("readable");
            assert_eq!(later, []);
            store.close().await;
            drop(store);
            check_listing(dir);
        })
        .await;
}

/// What `verbatim questions` says of these four questions.
fn check_listing(dir: &std::path::Path) {
    let list = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_verbatim"));
        command.arg("questions").args(arguments).env_clear().env("DATABASE_URL", database_url(dir));
        let output = command.output().expect("the program starts");
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let text = list(&["--since", "1"]);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 4, "{text}");
    assert!(lines[0].ends_with("  answer tace-what: what is TACE?"), "{text}");
    assert!(lines[2].ends_with("  unknown: asdf qwer"), "{text}");
    let json: Vec<serde_json::Value> =
        list(&["--json"]).lines().map(|line| serde_json::from_str(line).expect("an object")).collect();
    assert_eq!(json.len(), 4);
    assert_eq!((&json[0]["question"], &json[0]["entry"]), (&"what is TACE?".into(), &"tace-what".into()));
    assert_eq!(json[2]["entry"], serde_json::Value::Null);
    assert_eq!(json[0]["person"].as_str().map(str::len), Some(64));
    assert!(list(&["--since", "0"]).starts_with("no questions of that time are kept; "));
}

#[tokio::test]
async fn questions_that_are_kept_no_more_go_at_once() {
    let stage = keeping(30).await;
    stage.after(text(&person(7), "what is TACE?")).await;
    assert_eq!(stage.count("SELECT count(*) FROM questions").await, 1);
    let (fake, dir) = stage.stop().await;
    let stage = TestBot::start_in(fake, dir).await;
    let are_gone = async || stage.count("SELECT count(*) FROM questions").await == 0;
    assert!(comes_true(SOON, are_gone).await, "what was kept is deleted");
    stage.after(text(&person(7), "what is TACE?")).await;
    assert_eq!(stage.count("SELECT count(*) FROM questions").await, 0);
    stage.end().await;
}

/// What `/privacy` says when everything is kept for a number of days of its own.
#[test]
fn the_page_says_what_is_true_and_nothing_else() {
    let all = PrivacyNotice {
        questions_days: 21,
        dead_days: 22,
        is_sealed: true,
        handled_days: 23,
        feedback_days: 24,
        counts_days: 25,
        people_days: 26,
        codes_days: 27,
        chats_days: 28,
        desk_days: 29,
        desk_log_days: 31,
        stats_days: 32,
        missed_days: 33,
        missed_from: 34,
        follow_up_minutes: 35,
    };
    let none = PrivacyNotice {
        questions_days: 0,
        missed_days: 0,
        follow_up_minutes: 0,
        is_sealed: false,
        desk_days: 0,
        ..all
    };
    let sealed = [
        (Language::English, "locked with a key"),
        (Language::Spanish, "cifrado"),
        (Language::German, "verschlüsselt"),
        (Language::Chinese, "加密"),
    ];
    let catalogues = Catalogues::default();
    for (language, word) in sealed {
        let page = |kept: PrivacyNotice| reply::privacy(catalogues.of(language), kept).plain();
        let (full, bare) = (page(all), page(none));
        for days in [21, 22, 23, 24, 25, 26, 27, 28, 29, 31, 32, 33, 34] {
            assert_eq!(full.matches(&days.to_string()).count(), 1, "{days} in {full}");
            let is_kept = ![21, 29, 31, 33, 34].contains(&days);
            assert_eq!(bare.matches(&days.to_string()).count(), usize::from(is_kept), "{days} in {bare}");
        }
        let first = full.split("\n\n").next().unwrap_or_default();
        assert!(first.contains("21"), "the questions come first: {first}");
        assert!(full.contains(word) && !bare.contains(word), "{full}\n\n{bare}");
    }
    let english = reply::privacy(catalogues.of(Language::English), none).plain();
    assert!(english.starts_with("Your words are stored only until they are answered."), "{english}");
    let told = Retention { questions: 5, ..Retention::DEFAULT }.told(true);
    assert_eq!((told.questions_days, told.is_sealed, told.codes_days), (5, true, 90));
}
