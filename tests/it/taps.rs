//! Taps on buttons: each is answered, and does what it says once.

use serde_json::json;

use crate::telegram::seen::Seen;
use crate::telegram::updates::{callback_query, person, supergroup, text};
use crate::test_bot::{TestBot, compare, unclear_question};

const CHAT: i64 = 7;

fn last(stage: &TestBot) -> Seen {
    stage.fake.replies(CHAT).pop().expect("the bot wrote")
}

fn labels(seen: &Seen) -> Vec<String> {
    seen.keyboard.iter().flatten().map(|button| button.text.clone()).collect()
}

/// Taps a button and compares what leaves.
async fn press(stage: &TestBot, message: i64, label: &str, expected: &[&str]) {
    let before = stage.sent().len();
    let query = stage.fake.press(CHAT, message, label);
    stage.quiet().await;
    compare(label, &stage.sent().split_off(before), expected);
    assert!(stage.fake.answer_to(&query).is_some(), "the tap on {label:?} was not answered");
}

#[tokio::test]
async fn a_choice_becomes_the_passage_and_stays_a_choice() {
    let stage = TestBot::start().await;
    stage.after(text(&person(CHAT), &unclear_question())).await;
    let choice = last(&stage);
    let choices = labels(&choice);
    assert!(choices.len() >= 3 && choices.last().is_some_and(|label| label == "None of these"), "{choices:?}");

    press(&stage, choice.message_id, &choices[0], &["answerCallbackQuery", "editMessageText"]).await;
    let picked = last(&stage);
    assert_eq!((picked.message_id, picked.reply_to), (choice.message_id, Some(1)));
    assert!(
        picked.text.starts_with(choices[0].trim_end_matches('…')) && picked.text.contains("It is not medical advice"),
        "{}",
        picked.text
    );
    let mut expected = vec!["✓ This helped".to_owned(), "✗ Not my question".to_owned()];
    expected.extend_from_slice(&choices[1..]);
    expected.push("Share".to_owned());
    assert_eq!(labels(&picked), expected);

    // A wrong tap is mended by another (a label may be cut short where the text is whole), and the first comes back into the choice.
    press(&stage, choice.message_id, &choices[1], &["answerCallbackQuery", "editMessageText"]).await;
    let picked = last(&stage);
    assert!(
        picked.text.starts_with(choices[1].trim_end_matches('…')) && labels(&picked).contains(&choices[0]),
        "{:?}",
        labels(&picked)
    );

    press(&stage, choice.message_id, "None of these", &["answerCallbackQuery", "editMessageText I did not find"]).await;
    assert_eq!(stage.fake.replies(CHAT).len(), 1);
    stage.end().await;
}

#[tokio::test]
async fn the_same_tap_under_two_update_ids_does_one_thing() {
    let stage = TestBot::start().await;
    stage.after(text(&person(CHAT), "what is TACE?")).await;
    let answer = last(&stage);
    let related = labels(&answer)[2].clone();
    let data = answer.keyboard[2][0].data.clone().expect("it sends data");
    press(&stage, answer.message_id, &related, &["answerCallbackQuery", &format!("sendMessage {related}")]).await;
    // The answer that was being read stands, and the new passage answers the same question.
    assert_eq!(stage.fake.replies(CHAT).len(), 2);
    assert_eq!(last(&stage).reply_to, Some(1));
    let again = callback_query(&person(CHAT), &answer.raw, &data);
    stage.check("the same tap again", again, &["answerCallbackQuery"]).await;
    stage.end().await;
}

#[tokio::test]
async fn feedback_counts_once_and_can_be_changed() {
    let stage = TestBot::start().await;
    stage.after(text(&person(CHAT), "what is TACE?")).await;
    let answer = last(&stage);
    let id = answer.message_id;
    let buttons = labels(&answer);
    press(&stage, id, "✓ This helped", &["answerCallbackQuery Thank you.", "editMessageReplyMarkup"]).await;
    assert_eq!(labels(&last(&stage))[0], "✅ This helped");
    assert_eq!(labels(&last(&stage))[1..], buttons[1..]);
    press(&stage, id, "✅ This helped", &["answerCallbackQuery Thank you."]).await;
    let not_mine =
        ["answerCallbackQuery Thank you for saying so.", "editMessageReplyMarkup", "sendMessage I am not sure which"];
    press(&stage, id, "✗ Not my question", &not_mine).await;
    let follow_up = last(&stage);
    assert_eq!(follow_up.reply_to, Some(1));
    let offered = labels(&follow_up);
    assert_eq!(offered.last().map(String::as_str), Some("None of these"));
    assert!(offered.len() > 1 && !offered.contains(&"What is TACE?".to_owned()), "{offered:?}");
    press(&stage, id, "❌ Not my question", &not_mine[..1]).await;
    press(&stage, id, "✓ This helped", &["answerCallbackQuery", "editMessageReplyMarkup"]).await;
    press(&stage, id, "✗ Not my question", &not_mine[..2]).await;

    // In a group others have their say, and the message is everybody's.
    let room = supergroup(-1_001_000);
    stage.fake.add_chat(&room);
    stage.after(text(&person(CHAT), "/ask what is TACE?").within(&room)).await;
    let answer = stage.fake.replies(-1_001_000).pop().expect("answered");
    for who in [21, 22, 21] {
        let before = stage.sent().len();
        stage.fake.press_as(&person(who), -1_001_000, answer.message_id, "✓ This helped");
        stage.quiet().await;
        compare("in a group", &stage.sent().split_off(before), &["answerCallbackQuery Thank you."]);
    }
    // Nobody there is asked twice what they mean.
    let rows: [(i64, &[&str]); 2] = [
        (23, &["answerCallbackQuery Thank you", "sendMessage I am not sure"]),
        (24, &["answerCallbackQuery Thank you"]),
    ];
    for (who, expected) in rows {
        let before = stage.sent().len();
        stage.fake.press_as(&person(who), -1_001_000, answer.message_id, "✗ Not my question");
        stage.quiet().await;
        compare("in a group", &stage.sent().split_off(before), expected);
    }

    let database = crate::test_bot::database_url(stage.dir.path());
    stage
        .end_and_keep(async |_| {
            let store = crate::test_bot::open(&database).await.expect("opens");
            let counts = store.feedback().await.expect("readable");
            let counts: Vec<_> = counts.iter().map(|c| (c.entry.as_str(), c.helped, c.not_mine)).collect();
            assert_eq!(counts, [("tace-what", 2, 3)]);
        })
        .await;
}

#[tokio::test]
async fn browsing_happens_in_place() {
    let stage = TestBot::start().await;
    stage.after(text(&person(CHAT), "/topics")).await;
    let id = last(&stage).message_id;
    let edit = |text: &'static str| ["answerCallbackQuery", text];
    press(&stage, id, "TACE", &edit("editMessageText TACE")).await;
    press(&stage, id, "What is TACE?", &edit("editMessageText What is TACE?")).await;
    assert!(last(&stage).text.contains("It is not medical advice"));
    press(&stage, id, "← TACE", &edit("editMessageText TACE")).await;
    press(&stage, id, "← All topics", &edit("editMessageText Treating liver lesions")).await;
    assert_eq!(stage.fake.replies(CHAT).len(), 1);
    stage.end().await;
}

#[tokio::test]
async fn buttons_that_lead_nowhere_any_more() {
    let stage = TestBot::start().await;
    stage.after(text(&person(CHAT), "/topics")).await;
    let message = last(&stage).raw;
    // A message of an earlier version, or of an earlier FAQ.
    let tap = |data: &str| {
        let mut message = message.clone();
        message["reply_markup"] = json!({"inline_keyboard": [[{"text": "x", "callback_data": data}]]});
        callback_query(&person(CHAT), &message, data)
    };
    let old = "answerCallbackQuery This button is from an older version.";
    let rows: [(&str, &[&str]); 11] = [
        ("v0:whatever", &[old, "sendMessage Treating liver lesions"]),
        ("v0:whatever", &[old]),
        ("c:gone", &["answerCallbackQuery", "sendMessage That question is no longer"]),
        ("b:gone", &["answerCallbackQuery", "editMessageText That question is no longer"]),
        ("t:gone", &["answerCallbackQuery", "editMessageText That question is no longer"]),
        ("h:gone", &["answerCallbackQuery", "sendMessage That question is no longer"]),
        ("T", &["answerCallbackQuery", "editMessageText Treating liver lesions"]),
        ("T", &["answerCallbackQuery", "editMessageText Treating"]),
        // Pages that there are no more.
        ("T:9", &["answerCallbackQuery", "editMessageText Treating"]),
        ("t:tace:9", &["answerCallbackQuery", "editMessageText TACE"]),
        ("t:gone:9", &["answerCallbackQuery", "editMessageText That question is no longer"]),
    ];
    for (data, expected) in rows {
        // An edit that changes nothing is refused by Telegram, which is no failure and is not tried again.
        let requests = stage.after(tap(data)).await;
        compare(data, &requests, expected);
        assert!(requests[0].is_ok(), "{requests:?}");
    }
    let without_message = json!({"callback_query": {"from": person(CHAT).to_json(), "chat_instance": "1", "data": "T",
        "inline_message_id": "abc"}});
    stage.check("below an inline message", without_message, &["answerCallbackQuery"]).await;
    let forged = callback_query(&person(CHAT), &message, "b:tace-what");
    stage.check("data that no button of the message has", forged, &[old]).await;
    let too_old = json!({"message_id": 999, "date": 0, "chat": person(CHAT).chat()});
    let requests = stage.after(callback_query(&person(CHAT), &too_old, "T")).await;
    compare(
        "below a message that is gone",
        &requests,
        &["answerCallbackQuery", "editMessageText", "sendMessage Treating"],
    );
    stage.end().await;
}

#[tokio::test]
async fn a_tap_that_is_too_old_to_be_answered_still_works() {
    let stage = TestBot::start().await;
    stage.after(text(&person(CHAT), "/topics")).await;
    let id = last(&stage).message_id;
    stage.fake.fail_next(
        "answerCallbackQuery",
        crate::telegram::faults::Fault::Status(
            400,
            "Bad Request: query is too old and response timeout expired or query ID is invalid".to_owned(),
        ),
    );
    let before = stage.sent().len();
    stage.fake.press(CHAT, id, "TACE");
    stage.quiet().await;
    compare("too old", &stage.sent().split_off(before), &["answerCallbackQuery", "editMessageText TACE"]);
    stage.end().await;
}
