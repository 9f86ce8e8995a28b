//! Asking on after an answer: with what it was about, said so, taken back, and not longer than minutes.

use verbatim::config::Config;

use crate::telegram::FakeTelegram;
use crate::telegram::updates::{person, supergroup, text};
use crate::test_bot::{TestBot, config};

const CHAT: i64 = 7;
const FIRST: &str = "what is TACE?";
const NEXT: &str = "and who gets it?";

/// What the bot wrote last in a private chat.
fn last(stage: &TestBot) -> String {
    stage.fake.replies(CHAT).pop().expect("the bot wrote").text
}

/// What is said to a question in the private chat.
async fn said(stage: &TestBot, question: &str) -> String {
    stage.after(text(&person(CHAT), question)).await;
    last(stage)
}

async fn press(stage: &TestBot, label: &str) -> String {
    let message = stage.fake.replies(CHAT).pop().expect("the bot wrote").message_id;
    stage.fake.press(CHAT, message, label);
    stage.quiet().await;
    last(stage)
}

#[tokio::test]
async fn a_question_goes_on_from_the_answer_before_it() {
    let stage = TestBot::start().await;
    let alone = said(&stage, NEXT).await;
    assert!(!alone.starts_with("About"), "nothing was answered yet: {alone}");
    assert!(said(&stage, FIRST).await.starts_with("What is TACE?"));
    let next = said(&stage, NEXT).await;
    assert!(next.starts_with("About TACE:") && next.contains("Who gets TACE?"), "{next}");
    assert!(next.contains("It is not medical advice"), "{next}");
    assert!(said(&stage, "how does it work").await.starts_with("About TACE:"), "and on from there");
    assert!(said(&stage, "how hot does RFA get?").await.starts_with("How hot"), "another subject is another matter");
    let switched = said(&stage, "and who is it for?").await;
    assert!(switched.contains("radiofrequency ablation"), "{switched}");
    stage.end().await;
}

#[tokio::test]
async fn it_is_taken_back_by_a_tap_and_forgotten_by_it() {
    let stage = TestBot::start().await;
    said(&stage, FIRST).await;
    said(&stage, NEXT).await;
    let alone = press(&stage, "Not about TACE").await;
    assert!(!alone.contains("About TACE:") && !alone.contains("Who gets TACE?\n"), "{alone}");
    assert!(!said(&stage, "how does it work").await.starts_with("About"), "{}", last(&stage));
    stage.end().await;
}

#[tokio::test]
async fn a_choice_that_was_picked_is_gone_on_from_too() {
    let stage = TestBot::start().await;
    said(&stage, "/topics").await;
    press(&stage, "TACE").await;
    let menu = stage.fake.replies(CHAT).pop().expect("the questions of the topic");
    let first = menu.keyboard[0][0].text.clone();
    press(&stage, &first).await;
    let next = said(&stage, NEXT).await;
    assert!(next.starts_with("About TACE:"), "{first}: {next}");
    stage.end().await;
}

#[tokio::test]
async fn what_stands_by_itself_or_is_urgent_is_never_read_so() {
    let stage = TestBot::start().await;
    for (question, start) in [
        ("does the liver grow back?", "Does the liver grow back"),
        ("and I am vomiting blood, is that it?", ""),
        ("thanks, that helps", ""),
        ("and where do I park there", ""),
    ] {
        said(&stage, FIRST).await;
        let reply = said(&stage, question).await;
        assert!(reply.starts_with(start) && !reply.starts_with("About TACE"), "{question}: {reply}");
    }
    stage.end().await;
}

#[tokio::test]
async fn it_is_remembered_as_a_code_for_minutes_and_forgotten_when_asked() {
    let stage = TestBot::start().await;
    said(&stage, FIRST).await;
    let codes = "SELECT count(*) FROM answers WHERE length(words) = 32 AND length(code) = 32";
    let all = stage.count("SELECT count(*) FROM answers").await;
    assert_eq!((all, stage.count(codes).await), (2, 2), "where the answer stands, and what it was");
    stage.change("UPDATE answers SET until_ms = 1").await;
    assert!(!said(&stage, NEXT).await.starts_with("About"), "{}", last(&stage));
    said(&stage, FIRST).await;
    said(&stage, "/forget").await;
    press(&stage, "Yes, forget me").await;
    assert_eq!(stage.count("SELECT count(*) FROM answers").await, 0);
    assert!(!said(&stage, NEXT).await.starts_with("About"), "{}", last(&stage));
    stage.end().await;
}

#[tokio::test]
async fn where_nothing_is_remembered_nothing_is_gone_on_from_and_privacy_does_not_say_so() {
    let (fake, dir) = (FakeTelegram::start().await, tempfile::tempdir().expect("a temporary folder"));
    let config = Config { follow_up_minutes: 0, ..config(&fake, dir.path()) };
    let stage = TestBot::start_as(fake, dir, config).await;
    said(&stage, FIRST).await;
    assert_eq!(stage.count("SELECT count(*) FROM answers").await, 1);
    assert!(!said(&stage, NEXT).await.starts_with("About"), "{}", last(&stage));
    assert!(!said(&stage, "/privacy").await.contains("ask on"));
    stage.end().await;
    let stage = TestBot::start().await;
    assert!(said(&stage, "/privacy").await.contains("So that you can ask on"));
    stage.end().await;
}

#[tokio::test]
async fn in_a_group_a_question_goes_on_from_the_answer_that_it_replies_to() {
    let stage = TestBot::start().await;
    let room = supergroup(-1_001_000);
    stage.fake.add_chat(&room);
    let says = |words: &str| text(&person(CHAT), words).within(&room);
    stage.after(says("/ask what is TACE?")).await;
    let answer = stage.fake.replies(-1_001_000).pop().expect("an answer");
    let written = stage.fake.message(-1_001_000, answer.message_id).expect("it stands there");
    stage.after(says(&format!("/ask {NEXT}"))).await;
    let alone = stage.fake.replies(-1_001_000).pop().expect("a reply").text;
    assert!(!alone.starts_with("About"), "{alone}");
    stage.after(says(NEXT).reply_to(&written)).await;
    let next = stage.fake.replies(-1_001_000).pop().expect("a reply").text;
    assert!(next.starts_with("About TACE:") && next.contains("Who gets TACE?"), "{next}");
    stage.end().await;
}
