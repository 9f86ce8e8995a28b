//! Orders of the staff from the update to what stands in the two chats, and what is noted of them.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::{PERSON, STAFF, after, check_last, from_staff, last, me, nurse, open, said, stage, tap, told_since};
use crate::telegram::log::Request;
use crate::telegram::seen::Seen;
use crate::telegram::updates::{Person, person, text};
use crate::test_bot::{SOON, TestBot, comes_true, compare, database_url};

/// The newest message of the bot in the staff chat.
fn page(stage: &TestBot) -> Seen {
    stage.fake.replies(STAFF).pop().expect("the bot said something")
}

/// A tap of somebody's on a button of a message in the staff chat, as it was when it was seen.
async fn press(stage: &TestBot, who: &Person, seen: &Seen, label: &str) -> Vec<Request> {
    let before = stage.sent().len();
    stage.fake.press_seen(who, seen, label);
    stage.quiet_within(super::LONG).await;
    told_since(stage, before)
}

async fn order(stage: &TestBot, words: &str) -> Vec<Request> {
    after(stage, from_staff(stage, text(&nurse(), words))).await
}

/// The message of this number in the staff chat, as it is now.
fn now(stage: &TestBot, seen: &Seen) -> Seen {
    let all = stage.fake.replies(STAFF);
    all.into_iter().find(|now| now.message_id == seen.message_id).expect("it stands")
}

#[tokio::test]
async fn a_passage_goes_to_the_person_word_for_word_and_once() {
    let stage = stage().await;
    open(&stage).await;
    order(&stage, "/faq what is TACE").await;
    let found = page(&stage);
    assert!(found.text.starts_with("These come nearest to “what is TACE”."), "{}", found.text);
    press(&stage, &nurse(), &found, "What is TACE?").await;
    let seen = now(&stage, &found);
    assert!(seen.text.starts_with("This is what the person will get:"), "{}", seen.text);
    press(&stage, &nurse(), &seen, "Back").await;
    let back = now(&stage, &found);
    assert_eq!(back.text, found.text);
    let sent = press(&stage, &nurse(), &seen, "Send").await;
    compare(
        "send",
        &sent,
        &["answerCallbackQuery", "sendMessage 👤 A person from the desk:", "editMessageText ✓ Sent"],
    );
    check_last(&stage, PERSON, "👤 A person from the desk:  What is TACE?");
    let count = stage.fake.replies(PERSON).len();
    compare("again", &press(&stage, &nurse(), &seen, "Send").await, &["answerCallbackQuery It was sent already."]);
    let stranger = person(99);
    stage.fake.set_member(STAFF, &stranger, "left");
    let refused = press(&stage, &stranger, &seen, "Send").await;
    compare("who has left", &refused, &["answerCallbackQuery Only members of this group can do that."]);
    assert_eq!(stage.fake.replies(PERSON).len(), count);
    assert_eq!(stage.count("SELECT count(*) FROM desk_log WHERE act = 'faq'").await, 1);
    assert_eq!(stage.count("SELECT count(*) FROM desk_log WHERE act = 'faq' AND detail = 'tace-what'").await, 1);
    stage.end().await;
}

#[tokio::test]
async fn what_staff_chose_is_noted_for_words_of_the_persons_own_alone() {
    let sent_on = serde_json::json!({"type": "user", "date": 1, "sender_user": person(8).to_json()});
    let elsewhere = serde_json::json!({"origin": sent_on.clone()});
    let asked = || text(&me(), "who painted the ceiling of the chapel?");
    for (row, question, kinds) in [
        ("own", asked(), 2),
        ("forwarded", asked().with("forward_origin", sent_on), 0),
        ("quoted", text(&me(), "/ask").quoting_elsewhere(elsewhere, "who painted the ceiling of the chapel?"), 0),
    ] {
        let stage = stage().await;
        after(&stage, question).await;
        tap(&stage, "Talk to a person").await;
        tap(&stage, "Pass it on").await;
        order(&stage, "/faq what is TACE").await;
        let found = page(&stage);
        press(&stage, &nurse(), &found, "What is TACE?").await;
        press(&stage, &nurse(), &now(&stage, &found), "Send").await;
        assert_eq!(
            stage.count("SELECT count(*) FROM desk_log WHERE act = 'faq' AND detail = 'tace-what'").await,
            1,
            "{row}"
        );
        assert_eq!(stage.count("SELECT count(*) FROM missed").await, kinds, "{row}");
        stage.end().await;
    }
}

#[tokio::test]
async fn who_is_blocked_opens_no_conversation_and_is_still_answered() {
    let stage = stage().await;
    open(&stage).await;
    order(&stage, "/block").await;
    check_last(&stage, PERSON, "The people here take no more messages from you.");
    compare("/human", &after(&stage, text(&me(), "/human")).await, &["sendMessage The people here take no more"]);
    compare("a question", &after(&stage, text(&me(), "what is TACE?")).await, &["sendMessage What is TACE?"]);
    let urgent = after(&stage, text(&me(), "I am vomiting blood")).await;
    assert!(urgent.iter().all(|request| request.chat_id == Some(PERSON)) && !urgent.is_empty(), "{urgent:#?}");
    order(&stage, "/unblock").await;
    check_last(&stage, STAFF, "The person of #1 can write to the desk again.");
    after(&stage, text(&me(), "/human")).await;
    tap(&stage, "Pass it on").await;
    assert_eq!(stage.count("SELECT count(*) FROM tickets WHERE state = 'open'").await, 1);
    stage.end().await;
}

#[tokio::test]
async fn staff_are_reminded_by_name_when_somebody_waits_too_long() {
    let stage = stage().await;
    open(&stage).await;
    order(&stage, "/assign").await;
    check_last(&stage, STAFF, "Ada has #1 now.");
    stage.change("UPDATE tickets SET waiting_since_ms = waiting_since_ms - 14500000").await;
    let is_said = async || last(&stage, STAFF).starts_with("⏰ #1 waits for an answer: 4 h by now. Ada");
    assert!(comes_true(SOON, is_said).await, "{:?}", said(&stage, STAFF));
    stage.quiet().await;
    assert_eq!(stage.count("SELECT count(*) FROM tickets WHERE reminded_at_ms IS NOT NULL").await, 1);
    assert_eq!(stage.count("SELECT count(*) FROM desk_log WHERE act = 'remind'").await, 1);
    order(&stage, "We are on it").await;
    assert_eq!(stage.count("SELECT count(*) FROM tickets WHERE waiting_since_ms IS NOT NULL").await, 0);
    stage.end().await;
}

#[tokio::test]
async fn whether_it_helped_is_counted_and_no_more() {
    let stage = stage().await;
    open(&stage).await;
    order(&stage, "/close").await;
    tap(&stage, "Yes").await;
    check_last(&stage, PERSON, "Good. Thank you for saying so.");
    let asked = stage.fake.replies(PERSON).pop().expect("it asks");
    assert!(asked.text.contains("Did it help to talk with a person?"), "{}", asked.text);
    for _ in 0..2 {
        press(&stage, &me(), &asked, "👍").await;
    }
    check_last(&stage, PERSON, "Thank you. I count it, and keep neither who said it nor why.");
    assert_eq!(stage.count("SELECT sum(count) FROM days WHERE what = 'desk_helped'").await, 1);
    assert_eq!(stage.count("SELECT count(*) FROM days WHERE what = 'desk_not_helped'").await, 0);
    stage.end().await;
}

#[tokio::test]
async fn every_act_is_in_the_log_with_who_and_when_and_without_words() {
    let stage = stage().await;
    open(&stage).await;
    for words in ["/assign", "/note the platypus called", "Good morning", "/close", "/tickets", "/help"] {
        order(&stage, words).await;
    }
    tap(&stage, "No, still open").await;
    stage
        .end_and_keep(async |dir| {
            let log = verb(dir, &["log", "--json"]);
            let acts: Vec<(Option<i64>, String)> = log
                .lines()
                .map(|line| serde_json::from_str::<Value>(line).expect("an object"))
                .map(|act| (act["who"].as_i64(), act["act"].as_str().expect("a word").to_owned()))
                .collect();
            let by_nurse = |act: &str| (Some(nurse().id()), act.to_owned());
            let by_nobody = |act: &str| (None, act.to_owned());
            assert_eq!(
                acts,
                [
                    by_nobody("open"),
                    by_nurse("assign"),
                    by_nurse("note"),
                    by_nurse("reply"),
                    by_nurse("close"),
                    by_nobody("go on")
                ]
            );
            assert!(!log.contains("platypus") && !log.contains("morning"), "{log}");
            let text = verb(dir, &["log", "--since", "1"]);
            assert_eq!(text.lines().count(), 6, "{text}");
            assert!(text.lines().nth(1).is_some_and(|line| line.ends_with("21  assign 21")), "{text}");
            assert!(verb(dir, &["log", "--since", "0"]).starts_with("nothing was done at the desk in that time"));
            let tickets = verb(dir, &["tickets"]);
            assert!(
                tickets.contains("#1  opened ") && tickets.ends_with("waits for 0 h 00 min, Ada has it\n"),
                "{tickets}"
            );
            let json: Value = serde_json::from_str(verb(dir, &["tickets", "--json"]).trim()).expect("an object");
            assert_eq!((json["ticket"].as_i64(), json["assignee"].as_str()), (Some(1), Some("Ada")));
        })
        .await;
}

/// What `verbatim desk` says.
fn verb(dir: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_verbatim"));
    command.arg("desk").args(arguments).env_clear().env("DATABASE_URL", database_url(dir));
    let output = command.output().expect("the program starts");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}
