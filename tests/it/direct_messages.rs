//! What people write to a channel whose direct messages the bot may manage: it answers who writes, in their topic, and
//! never the channel's admins, who answer there too.

use serde_json::{Value, json};

use crate::telegram::log::Request;
use crate::telegram::updates::{Person, Post, channel, direct_messages, my_chat_member, person, photo, text};
use crate::test_bot::{TestBot, compare};

const CHAT: i64 = -1_001_777_000;
const ADMIN: i64 = 50;

fn ada() -> Person {
    person(7)
}

/// Somebody writes where Ada writes to the channel.
fn says(who: &Person, words: &str) -> Post {
    text(who, words).within(&direct_messages(CHAT)).where_writes(&ada())
}

/// Every message that was sent names Ada's topic and no forum's.
#[track_caller]
fn check_topic(requests: &[Request]) {
    for request in requests.iter().filter(|request| request.method.starts_with("send")) {
        assert!(request.is_ok(), "{request:?}");
        assert_eq!(request.params["direct_messages_topic_id"], 7, "{request:?}");
        assert!(request.params["message_thread_id"].is_null(), "{request:?}");
    }
}

#[tokio::test]
async fn who_writes_to_the_channel_is_answered_in_their_topic() {
    let stage = TestBot::start().await;
    for (row, words, expected) in [
        ("a question", "what is TACE?", "sendMessage What is TACE?"),
        ("by name", "@verbatim_test_bot what is TACE?", "sendMessage What is TACE?"),
        ("a command", "/ask what is TACE?", "sendMessage What is TACE?"),
        ("about oneself, which nobody else reads", "should I have TACE?", "sendMessage"),
        ("a red flag", "he is vomiting blood", "sendMessage This could be an emergency."),
        ("what is not known", "purple elephants dancing", "sendMessage I did not find an answer"),
        ("what is set in private", "/forget", "sendMessage This is about you, so let us talk in private."),
        ("the same again", "what is TACE?", "sendMessage What is TACE?"),
    ] {
        check_topic(&stage.check(row, says(&ada(), words), &[expected]).await);
    }
    stage.end().await;
}

#[tokio::test]
async fn the_channels_admins_are_left_alone() {
    let stage = TestBot::start().await;
    let admin = person(ADMIN);
    let in_its_name = |words: &str| says(&admin, words).in_the_name_of(&channel(-1_001_776_000));
    stage.check("in the channel's name", in_its_name("what is TACE?"), &[]).await;
    stage.check("in their own", says(&admin, "what is TACE?"), &[]).await;
    stage.check("a red flag is no news to them", in_its_name("call if he is vomiting blood"), &[]).await;
    let picture = photo(&admin, "").within(&direct_messages(CHAT)).where_writes(&ada());
    stage.check("a picture", picture, &[]).await;
    // They can have it answer in their place.
    let asked = says(&admin, "@verbatim_test_bot what is TACE?");
    check_topic(&stage.check("by the bot's name", asked, &["sendMessage What is TACE?"]).await);
    let theirs = photo(&ada(), "").within(&direct_messages(CHAT)).where_writes(&ada());
    stage.check("a picture for the admins", theirs, &[]).await;
    stage.end().await;
}

#[tokio::test]
async fn buttons_and_edits_stay_in_the_topic() {
    let stage = TestBot::start().await;
    let requests =
        stage.check("asked", says(&ada(), "what is TACE?").numbered(90), &["sendMessage What is TACE?"]).await;
    check_topic(&requests);
    let answer = stage.fake.replies(CHAT).pop().expect("an answer");
    let before = stage.sent().len();
    stage.fake.press_as(&ada(), CHAT, answer.message_id, 1);
    stage.quiet().await;
    let requests = stage.sent().split_off(before);
    compare("a tap", &requests, &["answerCallbackQuery", "sendMessage"]);
    check_topic(&requests);
    let edited = says(&ada(), "what is ablation?").edited(90).with("edit_date", 1_795_413_700);
    let requests = stage.after(edited).await;
    assert!(requests.iter().all(|request| request.is("editMessageText") && request.is_ok()), "{requests:?}");
    stage.end().await;
}

#[tokio::test]
async fn to_come_there_is_no_occasion_to_speak() {
    let stage = TestBot::start().await;
    let chat = direct_messages(CHAT);
    stage.check("made an admin", my_chat_member(&person(ADMIN), &chat, "left", "administrator"), &[]).await;
    assert_eq!(stage.count("SELECT count(*) FROM chats").await, 0, "it is no group to be arranged");
    // Telegram takes nothing there without a topic.
    let lost: Value = text(&ada(), "what is TACE?").within(&chat).with("direct_messages_topic", json!({})).into();
    let requests = stage.after(lost).await;
    assert!(requests.iter().all(|request| !request.is_ok()), "{requests:?}");
    stage.end().await;
}
