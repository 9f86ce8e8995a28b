//! How updates reach a bot: offsets, long polls, conflicts, filters, shapes; and how a test waits.

use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{ADA, SOON, call, with_ada};
use crate::telegram::FakeTelegram;
use crate::telegram::updates::{self, person};

/// The ids that getUpdates gives.
async fn poll(fake: &FakeTelegram, params: Value) -> Vec<i64> {
    let (status, answer) = call(fake, "getUpdates", params).await;
    assert_eq!(status, 200, "{answer}");
    let updates = answer["result"].as_array().expect("a list").iter();
    updates.map(|update| update["update_id"].as_i64().expect("an id")).collect()
}

async fn description(fake: &FakeTelegram, method: &str, params: Value) -> (u16, String) {
    let (status, answer) = call(fake, method, params).await;
    (status, answer["description"].as_str().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn updates_stay_until_they_are_confirmed() {
    let fake = FakeTelegram::start().await;
    let ids: Vec<i64> = (0..5).map(|n| fake.push(updates::text(&person(ADA), &n.to_string()))).collect();
    assert!(ids.windows(2).all(|pair| pair[1] == pair[0] + 1));
    assert_eq!(poll(&fake, json!({})).await, ids);
    assert_eq!(poll(&fake, json!({"limit": 2})).await, ids[..2]);
    assert_eq!(poll(&fake, json!({"offset": ids[1]})).await, ids[1..]);
    assert_eq!(poll(&fake, json!({"offset": 0})).await, ids[1..]);
    assert_eq!(poll(&fake, json!({"offset": -2})).await, ids[3..]);
    assert_eq!(poll(&fake, json!({})).await, ids[3..]);
    assert_eq!(poll(&fake, json!({"offset": ids[4] + 1})).await, Vec::<i64>::new());
    assert_eq!(fake.pending(), Vec::<Value>::new());
}

#[tokio::test]
async fn a_stale_offset_above_a_new_random_id_loses_updates() {
    let fake = FakeTelegram::start().await;
    fake.set_next_update_id(500);
    let id = fake.push(updates::text(&person(ADA), "after a quiet week"));
    assert_eq!(id, 500);
    assert_eq!(poll(&fake, json!({"offset": 900})).await, Vec::<i64>::new());
    assert_eq!(fake.pending(), Vec::<Value>::new());
}

#[tokio::test]
async fn a_long_poll_ends_when_something_arrives() {
    let fake = Arc::new(FakeTelegram::start().await);
    let poller = Arc::clone(&fake);
    let begin = Instant::now();
    let waiting = tokio::spawn(async move { poll(&poller, json!({"timeout": 50})).await });
    fake.wait_for(|requests| !requests.is_empty(), SOON).await;
    let id = fake.push(updates::text(&person(ADA), "x"));
    assert_eq!(waiting.await.expect("the poll ends"), [id]);
    assert!(begin.elapsed() < SOON);
}

#[tokio::test]
async fn the_earlier_of_two_pollers_is_sent_away() {
    let fake = Arc::new(FakeTelegram::start().await);
    let earlier = Arc::clone(&fake);
    let first = tokio::spawn(async move { description(&earlier, "getUpdates", json!({"timeout": 50})).await });
    fake.wait_for(|requests| requests.len() == 1, SOON).await;
    let later = Arc::clone(&fake);
    let second = tokio::spawn(async move { poll(&later, json!({"timeout": 50})).await });
    let conflict = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running";
    assert_eq!(first.await.expect("it ends"), (409, conflict.to_owned()));
    let id = fake.push(updates::text(&person(ADA), "x"));
    assert_eq!(second.await.expect("it ends"), [id]);
}

#[tokio::test]
async fn a_webhook_ends_polling() {
    let fake = Arc::new(FakeTelegram::start().await);
    let poller = Arc::clone(&fake);
    let first = tokio::spawn(async move { description(&poller, "getUpdates", json!({"timeout": 50})).await });
    fake.wait_for(|requests| requests.len() == 1, SOON).await;
    let bad = |text: &str| (400, format!("Bad Request: {text}"));
    let set = |url: &str, secret: &str| json!({"url": url, "secret_token": secret});
    let answer = description(&fake, "setWebhook", set("http://a.org/", "s")).await;
    assert_eq!(answer, bad("bad webhook: An HTTPS URL must be provided for webhook"));
    let answer = description(&fake, "setWebhook", set("https://a.org:81/", "s")).await;
    assert_eq!(answer, bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"));
    let answer = description(&fake, "setWebhook", set("https://a.org/", "no spaces")).await;
    assert_eq!(answer, bad("secret token contains unallowed characters"));
    assert_eq!(description(&fake, "setWebhook", set("https://a.org/", "s")).await.0, 200);
    let over = "Conflict: terminated by setWebhook request";
    assert_eq!(first.await.expect("it ends"), (409, over.to_owned()));
    assert_eq!(description(&fake, "getUpdates", json!({})).await.0, 409);
    assert_eq!(fake.webhook().map(|hook| hook["secret_token"].clone()), Some(json!("s")));
    fake.push(updates::text(&person(ADA), "x"));
    assert_eq!(fake.take_pending().len(), 1);
    assert_eq!(description(&fake, "deleteWebhook", json!({})).await.0, 200);
    assert_eq!(poll(&fake, json!({})).await, Vec::<i64>::new());
}

#[tokio::test]
async fn allowed_updates_are_remembered() {
    let fake = FakeTelegram::start().await;
    let ada = person(ADA);
    assert_ne!(fake.push(updates::unknown_kind(&ada)), 0);
    poll(&fake, json!({"allowed_updates": ["message"], "offset": -1})).await;
    poll(&fake, json!({})).await;
    assert_eq!(fake.allowed_updates(), Some(vec!["message".to_owned()]));
    assert_eq!(fake.push(updates::unknown_kind(&ada)), 0);
    assert_ne!(fake.push_anyway(updates::unknown_kind(&ada)), 0);
    assert_ne!(fake.push(updates::text(&ada, "x")), 0);
    assert_eq!(fake.filtered().len(), 1);
    poll(&fake, json!({"allowed_updates": "[]"})).await;
    assert_eq!(fake.allowed_updates(), None);
}

#[tokio::test]
async fn updates_have_the_shapes_that_telegram_sends() {
    #[track_caller]
    fn check(update: impl Into<Value>, pointer: &str, expected: Value) {
        let update = update.into();
        assert_eq!(update.pointer(pointer), Some(&expected), "{pointer} in {update:#}");
    }
    let ada = person(ADA);
    let room = updates::supergroup(-1_001);
    let command = json!([{"offset": 3, "length": 6, "type": "bot_command"}]);
    check(updates::text(&ada, "😀 /ask@b why"), "/message/entities/0/length", json!(6));
    check(updates::text(&ada, "😀 /ask@b why"), "/message/entities", command);
    check(updates::text(&ada, "x"), "/message/chat/type", json!("private"));
    check(updates::text(&ada, "x").within(&room), "/message/chat", room.clone());
    check(updates::text(&ada, "x").edited(4), "/edited_message/message_id", json!(4));
    check(updates::photo(&ada, "@bot x"), "/message/caption_entities/0/type", json!("mention"));
    check(updates::voice(&ada), "/message/voice/duration", json!(3));
    check(updates::document(&ada, "a.pdf", ""), "/message/document/file_name", json!("a.pdf"));
    let entity = updates::text(&ada, "on Monday").entity("date_time", 3, 6);
    check(entity, "/message/entities/0/type", json!("date_time"));
    let admin = updates::text(&ada, "x").within(&room).anonymous_admin();
    check(admin.clone(), "/message/from/id", json!(1_087_968_824));
    check(admin, "/message/sender_chat/id", json!(-1_001));
    let member = updates::my_chat_member(&ada, &room, "left", "administrator");
    check(member, "/my_chat_member/new_chat_member/can_delete_messages", json!(true));
    check(updates::inline_query(&ada, "x", ""), "/inline_query/query", json!("x"));
    let bare = Value::from(updates::photo(&ada, ""));
    assert_eq!(bare.pointer("/message/caption"), None);
}

#[tokio::test]
async fn missing_ids_and_dates_are_filled_in() {
    let fake = with_ada().await;
    let message = &fake.pending()[0]["message"];
    assert_eq!(message["message_id"], 1);
    assert!(message["date"].as_i64().is_some_and(|date| date > 1_795_000_000));
    let answer = updates::text(&person(ADA), "y").reply_to(message);
    fake.push(answer);
    assert_eq!(fake.messages(ADA)[1].reply_to, Some(1));
    fake.push(updates::inline_query(&person(ADA), "x", ""));
    assert!(fake.pending()[2]["inline_query"]["id"].is_string());
}

#[tokio::test]
async fn an_inline_query_is_answered_once() {
    let fake = FakeTelegram::start().await;
    fake.push(updates::inline_query(&person(ADA), "x", ""));
    let id = fake.pending()[0]["inline_query"]["id"].clone();
    let article = |id: &str, text: &str| {
        let content = json!({"message_text": text, "parse_mode": "HTML"});
        json!({"type": "article", "id": id, "title": "t", "input_message_content": content})
    };
    let answer = |results: Vec<Value>| json!({"inline_query_id": id, "results": results});
    let bad = |text: &str| (400, format!("Bad Request: {text}"));
    let rows = [
        (vec![article("1", "x"); 51], "too many inline query results specified"),
        (vec![article("1", "x"); 2], "RESULT_ID_DUPLICATE"),
        (vec![article(&"1".repeat(65), "x")], "RESULT_ID_INVALID"),
        (
            vec![article("1", "<b>x")],
            "can't parse inline query result: can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
    ];
    for (results, why) in rows {
        assert_eq!(description(&fake, "answerInlineQuery", answer(results)).await, bad(why));
    }
    let good = answer(vec![article("1", "<b>x</b>"), article("2", "y")]);
    assert_eq!(description(&fake, "answerInlineQuery", good.clone()).await.0, 200);
    let late = description(&fake, "answerInlineQuery", good).await;
    assert_eq!(late, bad("query is too old and response timeout expired or query ID is invalid"));
}

#[tokio::test]
async fn quiet_waits_for_the_last_acknowledgement() {
    let fake = Arc::new(with_ada().await);
    let id = fake.pending()[0]["update_id"].as_i64().expect("an id");
    let bot = Arc::clone(&fake);
    let quiet = tokio::spawn(async move { bot.quiet(Duration::ZERO).await });
    assert!(!quiet.is_finished());
    poll(&fake, json!({"offset": id + 1})).await;
    fake.wait_acknowledged(id, SOON).await;
    quiet.await.expect("it ends");
}
