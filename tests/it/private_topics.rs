//! Topics in the private chat: what is asked in one is answered in it.

use crate::telegram::faults::Fault;
use crate::telegram::log::Request;
use crate::telegram::updates::{Post, person, text};
use crate::test_bot::{TestBot, compare};

const TOPIC: i64 = 31;

fn says(words: &str) -> Post {
    text(&person(7), words).topic(TOPIC)
}

#[track_caller]
fn check_topic(requests: &[Request]) {
    for request in requests.iter().filter(|request| request.method.starts_with("send")) {
        assert!(request.is_ok(), "{request:?}");
        assert_eq!(request.params["message_thread_id"], TOPIC, "{request:?}");
    }
}

#[tokio::test]
async fn an_answer_stays_in_its_topic() {
    let stage = TestBot::start().await;
    for (words, expected) in [
        ("what is TACE?", "sendMessage What is TACE?"),
        ("/help", "sendMessage Write your question"),
        ("he is vomiting blood", "sendMessage This could be an emergency."),
    ] {
        check_topic(&stage.check(words, says(words), &[expected]).await);
    }
    let outside = stage.check("outside", text(&person(7), "what is TACE?"), &["sendMessage What is TACE?"]).await;
    assert!(outside[0].params["message_thread_id"].is_null(), "{outside:?}");
    stage.end().await;
}

#[tokio::test]
async fn buttons_and_edits_stay_in_the_topic() {
    let stage = TestBot::start().await;
    stage.check("asked", says("what is TACE?").numbered(90), &["sendMessage What is TACE?"]).await;
    let answer = stage.fake.replies(7).pop().expect("an answer");
    let before = stage.sent().len();
    stage.fake.press_as(&person(7), 7, answer.message_id, 1);
    stage.quiet().await;
    let requests = stage.sent().split_off(before);
    compare("a tap", &requests, &["answerCallbackQuery", "editMessageReplyMarkup", "sendMessage"]);
    check_topic(&requests);
    let edited = says("what is ablation?").edited(90).with("edit_date", 1_795_413_700);
    let requests = stage.after(edited).await;
    assert!(requests.iter().all(|request| request.is("editMessageText") && request.is_ok()), "{requests:?}");
    stage.end().await;
}

#[tokio::test]
async fn what_is_asked_in_a_topic_that_is_gone_is_answered_outside() {
    let stage = TestBot::start().await;
    let gone = "Bad Request: message thread not found";
    stage.fake.fail_next("sendMessage", Fault::Status(400, gone.to_owned()));
    let requests = stage.after(says("what is TACE?")).await;
    compare("deleted", &requests, &["sendMessage What is TACE?", "sendMessage What is TACE?"]);
    assert!(requests[1].is_ok() && requests[1].params["message_thread_id"].is_null(), "{requests:?}");
    stage.end().await;
}
