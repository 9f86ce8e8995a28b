//! What is noted of a missed question, and what somebody who opens the database can read of it.

use verbatim::store::{MissKind, MissRecord, MissedRecords, Retention};

use crate::telegram::FakeTelegram;
use crate::telegram::updates::{Person, person, supergroup, text};
use crate::test_bot::{TestBot, config, database_url, open, unclear_question};
use crate::unasked::library;

/// A bot that keeps questions for so many days, and notes what it misses for so many.
async fn keeping(questions: u32, missed: u32) -> TestBot {
    let (fake, dir) = (FakeTelegram::start().await, tempfile::tempdir().expect("a temporary folder"));
    let retention = Retention { questions, missed, ..Retention::DEFAULT };
    let config = verbatim::config::Config { retention, ..config(&fake, dir.path()) };
    TestBot::start_as(fake, dir, config).await
}

/// Everything that is noted when the bot has ended.
async fn noted(stage: TestBot) -> MissedRecords {
    let mut noted = MissedRecords::default();
    stage
        .end_and_keep(async |dir| {
            let store = open(&database_url(dir)).await.expect("opens");
            noted = store.missed().await.expect("readable");
            store.close().await;
        })
        .await;
    noted
}

async fn tap(stage: &TestBot, chat: i64, label: &str) {
    let message = stage.fake.replies(chat).pop().expect("the bot wrote").message_id;
    stage.fake.press(chat, message, label);
    stage.quiet().await;
}

fn shown(miss: &MissRecord) -> (MissKind, Option<&str>) {
    (miss.kind, miss.entry.as_deref())
}

#[tokio::test]
async fn every_way_to_miss_is_noted_once_for_each_question() {
    let stage = keeping(0, 90).await;
    let me = person(7);
    stage.after(text(&me, "who painted the ceiling of the chapel?")).await;
    stage.after(text(&me, "what is TACE?")).await;
    tap(&stage, 7, "✗ Not my question").await;
    // Somebody asks what is not clear: none of it is meant, and then one is.
    stage.after(text(&person(8), &unclear_question())).await;
    tap(&stage, 8, "None of these").await;
    stage.after(text(&person(9), &unclear_question())).await;
    let choice = stage.fake.replies(9).pop().expect("a choice");
    stage.fake.press(9, choice.message_id, 0);
    stage.quiet().await;
    // What was answered and not complained of is no miss.
    stage.after(text(&me, "what is RFA?")).await;
    let noted = noted(stage).await;
    let found: Vec<_> = noted.misses.iter().map(shown).collect();
    assert_eq!(
        found[..3],
        [(MissKind::Unknown, None), (MissKind::NotMine, Some("tace-what")), (MissKind::NoneOfThese, None),]
    );
    assert_eq!((found.len(), found[3].0), (4, MissKind::Chose));
    assert!(found[3].1.is_some());
    assert!(noted.misses.iter().all(|miss| miss.question.is_none() && !miss.words.is_empty()), "{noted:?}");
    assert!(noted.misses.iter().all(|miss| miss.day_ms % 86_400_000 == 0), "to the day");
    assert_eq!(noted.misses[0].person, noted.misses[1].person, "one person");
    assert_eq!(noted.terms.len(), 0, "no word was used by three");
}

#[tokio::test]
async fn what_must_not_be_noted_is_not() {
    let stage = keeping(30, 90).await;
    let (me, room) = (person(7), supergroup(-1_001_000));
    stage.fake.add_chat(&room);
    let forwarded = serde_json::json!({"type": "user", "date": 1, "sender_user": person(8).to_json()});
    let rows: [(&str, serde_json::Value); 8] = [
        ("a red flag", text(&me, "I am vomiting blood in the chapel").into()),
        ("about oneself", text(&me, "my chapel has a painted ceiling").into()),
        ("another language", text(&me, "¿quién pintó el techo de la capilla y cuándo fue?").into()),
        ("nothing in it", text(&me, "and then?").into()),
        ("a command", text(&me, "/help chapel").into()),
        ("overheard", text(&me, "who painted the chapel?").within(&room).into()),
        ("somebody else's words", text(&me, "who painted the chapel?").with("forward_origin", forwarded).into()),
        ("as a guest", text(&me, "who painted the chapel?").within(&supergroup(-1_009_000)).for_a_guest().into()),
    ];
    for (row, update) in rows {
        stage.after(update).await;
        assert_eq!(stage.count("SELECT count(*) FROM missed").await, 0, "{row}");
    }
    stage.end().await;

    let stage = keeping(0, 0).await;
    stage.after(text(&me, "who painted the ceiling of the chapel?")).await;
    assert_eq!(stage.count("SELECT count(*) FROM missed").await, 0, "the operator wants nothing noted");
    stage.end().await;
}

/// Whether any file of the database has this word, or its beginning, in it.
fn has(dir: &std::path::Path, word: &str) -> bool {
    let files = std::fs::read_dir(dir).expect("readable").map(|file| file.expect("readable").path());
    files.filter(|path| path.is_file()).any(|path| {
        let bytes = std::fs::read(path).expect("readable").to_ascii_lowercase();
        bytes.windows(word.len()).any(|window| window == word.as_bytes())
    })
}

#[tokio::test]
async fn a_word_stands_in_the_database_when_three_people_used_it_and_no_longer_than_that() {
    let stage = keeping(0, 90).await;
    let asks = async |who: &Person, words: &str| {
        stage.after(text(who, words)).await;
    };
    for _ in 0..4 {
        asks(&person(11), "who painted the chapel with quokkas?").await;
    }
    asks(&person(12), "are there quokkas in the chapel?").await;
    assert_eq!(stage.count("SELECT count(*) FROM missed_terms").await, 0, "two people are not three");
    asks(&person(13), "is the chapel haunted?").await;
    assert_eq!(stage.count("SELECT count(*) FROM missed_terms").await, 1);
    // One of the three is forgotten.
    asks(&person(13), "/forget").await;
    tap(&stage, 13, "Yes, forget me").await;
    assert_eq!(stage.count("SELECT count(*) FROM missed_terms").await, 0);
    asks(&person(14), "when was the chapel built?").await;
    stage
        .end_and_keep(async |dir| {
            let store = open(&database_url(dir)).await.expect("opens");
            let noted = store.missed().await.expect("readable");
            assert_eq!(noted.terms.values().collect::<Vec<_>>(), ["chapel"]);
            let people: std::collections::HashSet<_> = noted.misses.iter().map(|miss| miss.person).collect();
            assert_eq!((noted.misses.len(), people.len()), (6, 3));
            store.empty_log().await.expect("emptied");
            store.close().await;
            assert!(has(dir, "chapel"), "the test sees what is there");
            for word in ["quokka", "paint", "haunt", "built"] {
                assert!(!has(dir, word), "{word} can be read");
            }
        })
        .await;
}

#[tokio::test]
async fn questions_are_noted_word_for_word_where_they_are_kept_but_not_about_oneself() {
    let stage = keeping(30, 90).await;
    stage.after(text(&person(7), "Who painted the chapel?")).await;
    assert_eq!(stage.count("SELECT count(*) FROM missed WHERE question = 'Who painted the chapel?'").await, 1);
    let (fake, dir) = stage.stop().await;
    // Kept no more: what was kept goes, and the rest stays.
    let stage = TestBot::start_in(fake, dir).await;
    let is_gone = async || stage.count("SELECT count(*) FROM missed WHERE question IS NOT NULL").await == 0;
    assert!(crate::test_bot::comes_true(crate::test_bot::SOON, is_gone).await);
    assert_eq!(stage.count("SELECT count(*) FROM missed").await, 1);
    stage.end().await;

    // In a FAQ that is not about health its words are noted.
    let (fake, dir) = (FakeTelegram::start().await, tempfile::tempdir().expect("a temporary folder"));
    let retention = Retention { questions: 30, missed: 90, ..Retention::DEFAULT };
    let config = verbatim::config::Config { retention, faq: library(), ..config(&fake, dir.path()) };
    let stage = TestBot::start_as(fake, dir, config).await;
    stage.after(text(&person(7), "my zebra has a painted ceiling")).await;
    assert_eq!(stage.count("SELECT count(*) FROM missed WHERE question IS NULL").await, 1);
    assert!(stage.count("SELECT count(*) FROM missed_words").await > 0);
    stage.after(text(&person(7), "who painted the ceiling of the chapel?")).await;
    assert_eq!(stage.count("SELECT count(*) FROM missed WHERE question IS NOT NULL").await, 1);
    stage.end().await;
}

#[tokio::test]
async fn who_is_forgotten_takes_drafts_of_their_words_along_and_leaves_what_is_agreed() {
    let stage = keeping(30, 90).await;
    stage.after(text(&person(7), "Who painted the chapel?")).await;
    stage.after(text(&person(8), "Who built the tower?")).await;
    stage
        .change(
            "INSERT INTO phrasings (entry, text, at_ms, state, missed)
             SELECT 'tace-what', question, 9000000000000, CASE id WHEN 1 THEN 'draft' ELSE 'accepted' END, id FROM missed",
        )
        .await;
    for who in [7, 8] {
        stage.after(text(&person(who), "/forget")).await;
        tap(&stage, who, "Yes, forget me").await;
    }
    assert_eq!(stage.count("SELECT count(*) FROM missed").await, 0);
    assert_eq!(stage.count("SELECT count(*) FROM phrasings WHERE state = 'accepted'").await, 1);
    assert_eq!(stage.count("SELECT count(*) FROM phrasings").await, 1);
    stage.end().await;
}
