//! Where conversations stand in the staff chat, and what becomes of them when that place is lost.

use serde_json::json;
use verbatim::config::{Config, DeskConfig};

use super::{LONG, PERSON, STAFF, after, check_last, from_staff, me, nurse, open, said, stage, stage_in, topic};
use crate::telegram::updates::{forum, group, text};
use crate::test_bot::{TestBot, compare, config};

/// A group without topics.
const PLAIN: i64 = -500;

#[tokio::test]
async fn a_topic_that_was_deleted_by_hand_is_opened_anew() {
    let stage = stage().await;
    open(&stage).await;
    let old = topic(&stage);
    stage.fake.delete_topic(STAFF, old);
    let sent = after(&stage, text(&me(), "Still there?")).await;
    let expected = [
        "sendMessage 💬 #1 Still there?",
        "createForumTopic",
        "editForumTopic",
        "sendMessage #1</b>  The old place",
        "sendMessage 💬 #1",
    ];
    compare("a new topic", &sent, &expected);
    assert_ne!(topic(&stage), old);
    let answer = after(&stage, from_staff(&stage, text(&nurse(), "Yes."))).await;
    assert_eq!(answer[0].chat_id, Some(PERSON), "the new topic leads to the person");
    stage.end().await;
}

#[tokio::test]
async fn without_the_right_to_open_topics_replies_are_the_thread() {
    let stage = stage_in(&forum(STAFF), "member").await;
    open(&stage).await;
    let all = said(&stage, STAFF);
    assert!(all[0].starts_with("I may not make topics here") && all[1].starts_with("#1"), "{all:#?}");
    let card = stage.fake.replies(STAFF).pop().expect("there is a card");
    assert_eq!(card.thread, None);
    let answer = text(&nurse(), "Hello").within(&forum(STAFF)).reply_to(&card.raw);
    let sent = after(&stage, answer).await;
    assert_eq!(sent[0].chat_id, Some(PERSON), "{sent:#?}");
    stage.end().await;
}

#[tokio::test]
async fn in_a_group_without_topics_replies_are_the_thread() {
    let stage = stage_in(&group(PLAIN), "member").await;
    open(&stage).await;
    let card = stage.fake.replies(PLAIN).pop().expect("there is a card");
    let sent = after(&stage, text(&me(), "It hurts")).await;
    assert_eq!(sent[0].params["reply_parameters"]["message_id"], json!(card.message_id), "{sent:#?}");
    compare("nobody's", &after(&stage, text(&nurse(), "lunch?").within(&group(PLAIN))).await, &[]);
    let copy = stage.fake.replies(PLAIN).pop().expect("there is a copy");
    for replied in [&card, &copy] {
        let sent = after(&stage, text(&nurse(), "Hello").within(&group(PLAIN)).reply_to(&replied.raw)).await;
        assert_eq!(sent[0].chat_id, Some(PERSON), "{sent:#?}");
    }
    stage.end().await;
}

#[tokio::test]
async fn a_group_that_becomes_a_supergroup_takes_its_conversations_along() {
    let stage = stage_in(&group(PLAIN), "member").await;
    open(&stage).await;
    stage.fake.add_chat(&forum(STAFF));
    stage.fake.set_bot_member(STAFF, "administrator");
    stage.fake.migrate(PLAIN, STAFF);
    after(&stage, text(&me(), "Still there?")).await;
    check_last(&stage, STAFF, "💬 #1 Still there?");
    let sent = after(&stage, from_staff(&stage, text(&nurse(), "Yes."))).await;
    assert_eq!(sent[0].chat_id, Some(PERSON), "{sent:#?}");
    // The settings name the old one still.
    let (fake, dir) = stage.stop().await;
    let config = Config { desk: Some(DeskConfig::new(PLAIN)), ..config(&fake, dir.path()) };
    let stage = TestBot::start_as(fake, dir, config).await;
    after(&stage, text(&me(), "And now?")).await;
    check_last(&stage, STAFF, "💬 #1 And now?");
    stage.end().await;
}

#[tokio::test]
async fn a_move_that_is_told_leads_there_at_once() {
    let stage = stage_in(&group(PLAIN), "member").await;
    open(&stage).await;
    stage.fake.add_chat(&forum(STAFF));
    stage.fake.set_bot_member(STAFF, "administrator");
    after(&stage, text(&nurse(), "").within(&group(PLAIN)).with("migrate_to_chat_id", STAFF)).await;
    let sent = after(&stage, text(&me(), "Still there?")).await;
    assert!(sent.iter().all(|request| request.chat_id == Some(STAFF)), "{sent:#?}");
    check_last(&stage, STAFF, "💬 #1 Still there?");
    stage.end().await;
}

#[tokio::test]
async fn in_another_staff_chat_conversations_begin_anew() {
    const OTHER: i64 = -1_001_000_000_600;
    let stage = stage().await;
    open(&stage).await;
    let (fake, dir) = stage.stop().await;
    fake.add_chat(&forum(OTHER));
    fake.set_bot_member(OTHER, "administrator");
    let config = Config { desk: Some(DeskConfig::new(OTHER)), ..config(&fake, dir.path()) };
    let stage = TestBot::start_as(fake, dir, config).await;
    stage.fake.push_anyway(text(&me(), "Still there?"));
    stage.quiet_within(LONG).await;
    check_last(&stage, OTHER, "💬 #1 Still there?");
    assert!(said(&stage, OTHER)[0].starts_with("#1"), "the card comes first: {:?}", said(&stage, OTHER));
    stage.end().await;
}

#[tokio::test]
async fn numbers_of_another_staff_chat_lead_to_nobody_in_this_one() {
    const OTHER: i64 = -600;
    let stage = stage_in(&group(PLAIN), "member").await;
    open(&stage).await;
    // So many that the last of them has a number which the other chat does not come to.
    for message in 50..56 {
        after(&stage, text(&me(), "It hurts").numbered(message)).await;
    }
    let copy = stage.fake.replies(PLAIN).pop().expect("there is a copy");
    let (fake, dir) = stage.stop().await;
    fake.add_chat(&group(OTHER));
    fake.set_bot_member(OTHER, "member");
    let config = Config { desk: Some(DeskConfig::new(OTHER)), ..config(&fake, dir.path()) };
    let stage = TestBot::start_as(fake, dir, config).await;
    let mut edit = after(&stage, text(&me(), "It hurts a lot").edited(50)).await;
    // What a bot asks when it starts goes to no chat of these.
    edit.retain(|request| request.is("sendMessage"));
    compare("an edit begins anew", &edit, &["sendMessage #1", "sendMessage 💬 #1 (changed) It hurts a lot"]);
    assert!(edit.iter().all(|request| request.chat_id == Some(OTHER)), "{edit:#?}");
    // What has the number here that the copy has there is none of this conversation.
    assert!(stage.fake.replies(OTHER).iter().all(|seen| seen.message_id < copy.message_id));
    let mut other = copy.raw.clone();
    other["chat"] = group(OTHER);
    let sent = after(&stage, text(&nurse(), "She is in room 4").within(&group(OTHER)).reply_to(&other)).await;
    compare("nobody's", &sent, &[]);
    let card = stage.fake.replies(OTHER).into_iter().next().expect("there is a card");
    let sent = after(&stage, text(&nurse(), "Hello").within(&group(OTHER)).reply_to(&card.raw)).await;
    assert_eq!(sent[0].chat_id, Some(PERSON), "{sent:#?}");
    stage.end().await;
}

#[tokio::test]
async fn what_was_sent_is_not_sent_again_because_it_cannot_be_noted_at_once() {
    let stage = stage().await;
    open(&stage).await;
    // The database takes no note within a second of what somebody wrote.
    stage
        .change(
            "CREATE TRIGGER busy BEFORE INSERT ON relays
             WHEN NEW.at_ms < (SELECT last_at_ms + 1000 FROM tickets WHERE id = NEW.ticket)
             BEGIN SELECT RAISE(ABORT, 'not now'); END",
        )
        .await;
    compare(
        "to the staff",
        &after(&stage, text(&me(), "It hurts").numbered(50)).await,
        &["sendMessage 💬 #1 It hurts"],
    );
    let sent = after(&stage, from_staff(&stage, text(&nurse(), "Since when?"))).await;
    compare("to the person", &sent, &["sendMessage 👤 A person from the desk: Since when?", "sendMessage <i>"]);
    let edit = after(&stage, text(&me(), "It hurts a lot").edited(50)).await;
    compare("and it was noted", &edit, &["editMessageText 💬 #1 (changed) It hurts a lot"]);
    stage.end().await;
}
