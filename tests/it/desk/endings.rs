//! How conversations end and go on.

use super::{LONG, PERSON, STAFF, after, check_last, from_staff, last, me, nurse, open, said, stage, tap};
use crate::telegram::faults::Fault;
use crate::telegram::updates::text;
use crate::test_bot::{SOON, comes_true, compare};

#[tokio::test]
async fn the_person_has_the_bot_answer_again() {
    let stage = stage().await;
    open(&stage).await;
    let sent = after(&stage, text(&me(), "/resume")).await;
    let expected = ["sendMessage I answer again.", "sendMessage The person ended this talk.", "closeForumTopic"];
    compare("/resume", &sent, &expected);
    compare("the bot answers", &after(&stage, text(&me(), "what is TACE?")).await, &["sendMessage What is TACE?"]);
    let late = after(&stage, from_staff(&stage, text(&nurse(), "One more thing"))).await;
    assert!(late.iter().all(|request| request.chat_id == Some(STAFF)), "{late:#?}");
    check_last(&stage, STAFF, "This talk is closed, so nothing was sent.");
    compare("none open", &after(&stage, text(&me(), "/resume")).await, &["sendMessage No talk with a person"]);
    stage.end().await;
}

#[tokio::test]
async fn staff_close_and_the_person_says_whether_it_is_solved() {
    let stage = stage().await;
    open(&stage).await;
    let sent = after(&stage, from_staff(&stage, text(&nurse(), "/close"))).await;
    compare("/close", &sent, &["sendMessage They closed this talk.", "sendMessage Closed.", "closeForumTopic"]);
    tap(&stage, "No, still open").await;
    check_last(&stage, STAFF, "The person says that it is not solved.");
    check_last(&stage, PERSON, "It is open again.");
    after(&stage, text(&me(), "It still hurts")).await;
    check_last(&stage, STAFF, "💬 #1 It still hurts");
    after(&stage, from_staff(&stage, text(&nurse(), "/close"))).await;
    tap(&stage, "Yes").await;
    check_last(&stage, STAFF, "The person says that it is solved.");
    after(&stage, from_staff(&stage, text(&nurse(), "/reopen"))).await;
    check_last(&stage, STAFF, "The talk is open again.");
    check_last(&stage, PERSON, "It is open again.");
    stage.end().await;
}

#[tokio::test]
async fn what_was_passed_on_can_be_taken_back() {
    let stage = stage().await;
    open(&stage).await;
    after(&stage, text(&me(), "It hurts")).await;
    let sent = after(&stage, text(&me(), "/withdraw")).await;
    compare("/withdraw", &sent, &["sendMessage You took it back.", "deleteForumTopic", "sendMessage The person took"]);
    assert_eq!(said(&stage, STAFF).len(), 1, "nothing else is left: {:?}", said(&stage, STAFF));
    compare("the bot answers", &after(&stage, text(&me(), "what is TACE?")).await, &["sendMessage What is TACE?"]);
    assert_eq!(stage.count("SELECT count(*) FROM tickets WHERE chat_id <> 0 OR card IS NOT NULL").await, 0);
    stage.end().await;
}

#[tokio::test]
async fn where_the_topic_must_stay_the_words_go_all_the_same() {
    let stage = stage().await;
    open(&stage).await;
    after(&stage, text(&me(), "It hurts")).await;
    let refused = || Fault::Status(400, "Bad Request: not enough rights to delete the topic".to_owned());
    stage.fake.fail_next("deleteForumTopic", refused());
    let sent = after(&stage, text(&me(), "/withdraw")).await;
    let expected = [
        "sendMessage You took it back.",
        "deleteForumTopic",
        "editForumTopic",
        "deleteMessages",
        "sendMessage The person took",
        "closeForumTopic",
    ];
    compare("/withdraw", &sent, &expected);
    assert_eq!(sent[2].params["name"], serde_json::json!("#1"));
    assert_eq!(said(&stage, STAFF).len(), 1, "nothing else is left: {:?}", said(&stage, STAFF));
    stage.end().await;
}

#[tokio::test]
async fn after_a_long_silence_the_bot_answers_again() {
    let stage = stage().await;
    open(&stage).await;
    stage.change("UPDATE tickets SET last_at_ms = last_at_ms - 259300000").await;
    let is_back = async || last(&stage, PERSON).starts_with("Nobody wrote here for a long time");
    assert!(comes_true(SOON, is_back).await, "{:?}", said(&stage, PERSON));
    stage.quiet().await;
    check_last(&stage, STAFF, "Nobody wrote here for a long time");
    tap(&stage, "Go on with the person").await;
    after(&stage, text(&me(), "Back again")).await;
    check_last(&stage, STAFF, "💬 #1 Back again");
    stage.end().await;
}

#[tokio::test]
async fn a_second_question_goes_to_the_conversation_that_is_open() {
    let stage = stage().await;
    open(&stage).await;
    compare("/human", &after(&stage, text(&me(), "/human")).await, &["sendMessage A person has this already."]);
    tap(&stage, "Take it back").await;
    assert_eq!(stage.count("SELECT count(*) FROM tickets WHERE state = 'open'").await, 0);
    after(&stage, text(&me(), "/human")).await;
    tap(&stage, "Pass it on").await;
    check_last(&stage, STAFF, "#2");
    assert!(last(&stage, STAFF).contains("talked with you once before"), "{}", last(&stage, STAFF));
    stage.end().await;
}

#[tokio::test]
async fn what_the_bot_was_asked_in_between_stays_with_the_bot() {
    let stage = stage().await;
    open(&stage).await;
    after(&stage, from_staff(&stage, text(&nurse(), "/close"))).await;
    // It was opened before the question was asked.
    stage.change("UPDATE tickets SET opened_at_ms = opened_at_ms - 10000").await;
    let asked_s = jiff::Timestamp::now().as_second();
    after(&stage, text(&me(), "what is TACE?").numbered(60).with("date", asked_s)).await;
    tap(&stage, "No, still open").await;
    let edit = text(&me(), "what is TACE, please?").edited(60).with("date", asked_s);
    compare("an edit of it", &after(&stage, edit).await, &[]);
    check_last(&stage, STAFF, "The person says that it is not solved.");
    stage.end().await;
}

#[tokio::test]
async fn what_is_taken_back_is_what_its_page_opened() {
    let stage = stage().await;
    open(&stage).await;
    let first = stage.fake.replies(PERSON).pop().expect("there is a page").message_id;
    after(&stage, text(&me(), "/resume")).await;
    after(&stage, text(&me(), "/human")).await;
    tap(&stage, "Pass it on").await;
    assert_eq!(stage.count("SELECT id FROM tickets WHERE state = 'open'").await, 2);
    stage.fake.press_as(&me(), PERSON, first, "Take it back");
    stage.quiet_within(LONG).await;
    assert_eq!(stage.count("SELECT id FROM tickets WHERE chat_id = 0").await, 1);
    assert_eq!(stage.count("SELECT id FROM tickets WHERE state = 'open'").await, 2, "the other goes on");
    tap(&stage, "Take it back").await;
    assert_eq!(stage.count("SELECT count(*) FROM tickets WHERE chat_id = 0").await, 2);
    stage.end().await;
}
