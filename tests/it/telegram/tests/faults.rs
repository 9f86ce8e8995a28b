//! Faults, standings and limits: what a bot is told, and what happened all the same.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};

use super::{ADA, SOON, call, try_call, with_ada};
use crate::telegram::FakeTelegram;
use crate::telegram::faults::Fault;
use crate::telegram::log::Outcome;
use crate::telegram::updates::{self, person};

fn hello() -> Value {
    json!({"chat_id": ADA, "text": "x"})
}

#[tokio::test]
async fn faults_happen_as_planned_and_pass() {
    let fake = with_ada().await;
    fake.fail_next("sendmessage", Fault::RateLimited { retry_after: 7 });
    let (status, answer) = call(&fake, "sendMessage", hello()).await;
    let expected = json!({
        "ok": false, "error_code": 429, "description": "Too Many Requests: retry after 7",
        "parameters": {"retry_after": 7},
    });
    assert_eq!((status, answer), (429, expected));
    fake.fail_in(99, "*", 1, Fault::Html502);
    fake.fail_for("*", 2, Fault::Status(500, "Internal Server Error: x".to_owned()));
    assert_eq!(call(&fake, "getMe", json!({})).await.0, 500);
    assert_eq!(call(&fake, "sendMessage", hello()).await.0, 500);
    assert_eq!(call(&fake, "sendMessage", hello()).await.0, 200);
    assert!(!fake.faults_spent());
    assert_eq!(call(&fake, "sendMessage", json!({"chat_id": 99, "text": "x"})).await.0, 502);
    assert!(fake.faults_spent());
    fake.fail_next("sendMessage", Fault::SlowMs(1));
    assert_eq!(call(&fake, "sendMessage", hello()).await.0, 200);
    assert_eq!(fake.replies(ADA).len(), 2);
}

#[tokio::test]
async fn lost_answers_and_what_happened_all_the_same() {
    for (fault, took_effect) in [(Fault::Drop, false), (Fault::AfterProcessingDrop, true), (Fault::TruncatedBody, true)]
    {
        let fake = with_ada().await;
        fake.fail_next("sendMessage", fault.clone());
        let lost = try_call(&fake, "sendMessage", hello()).await;
        assert!(lost.is_err(), "{fault:?}: {lost:?}");
        assert_eq!(fake.replies(ADA).len(), usize::from(took_effect), "{fault:?}");
        let request = &fake.requests()[0];
        assert_eq!(request.took_effect, took_effect, "{fault:?}");
        assert_eq!(request.outcome, Outcome::Faulted(fault));
        assert_eq!(call(&fake, "sendMessage", hello()).await.0, 200);
    }
}

#[tokio::test]
async fn a_hang_lasts_until_the_client_gives_up() {
    let fake = Arc::new(with_ada().await);
    fake.fail_next("sendMessage", Fault::Hang);
    let bot = Arc::clone(&fake);
    let hung = tokio::spawn(async move { try_call(&bot, "sendMessage", hello()).await });
    fake.wait_for(|requests| requests.len() == 1, SOON).await;
    assert_eq!(fake.requests()[0].outcome, Outcome::Pending);
    hung.abort();
    fake.wait_for(|requests| requests[0].outcome == Outcome::Abandoned, SOON).await;
    assert_eq!(fake.replies(ADA).len(), 0);
}

#[tokio::test]
async fn an_outage_refuses_connections_and_keeps_what_is_known() {
    let fake = with_ada().await;
    fake.go_down().await;
    let refused = try_call(&fake, "getMe", json!({})).await.expect_err("nobody listens");
    assert!(refused.is_connect());
    fake.come_back().await;
    assert_eq!(call(&fake, "sendMessage", hello()).await.0, 200);
}

#[tokio::test]
async fn an_outage_cuts_a_long_poll() {
    let fake = Arc::new(FakeTelegram::start().await);
    let bot = Arc::clone(&fake);
    let poll = tokio::spawn(async move { try_call(&bot, "getUpdates", json!({"timeout": 50})).await });
    fake.wait_for(|requests| requests.len() == 1, SOON).await;
    fake.go_down().await;
    assert!(poll.await.expect("it ends").is_err());
}

#[tokio::test]
async fn chats_that_cannot_be_written_to() {
    let fake = with_ada().await;
    let bob = person(12);
    let room = -100_123;
    fake.push(updates::text(&bob, "x").within(&updates::group(room)));
    fake.push(updates::text(&bob, "x").within(&updates::supergroup(-1_001_000_000_001)));
    let check = async |chat: i64, code: u16, description: &str| {
        let (status, answer) = call(&fake, "sendMessage", json!({"chat_id": chat, "text": "x"})).await;
        assert_eq!((status, answer["description"].as_str().unwrap_or_default()), (code, description));
        answer["parameters"].clone()
    };
    fake.block(ADA);
    check(ADA, 403, "Forbidden: bot was blocked by the user").await;
    fake.deactivate(ADA);
    check(ADA, 403, "Forbidden: user is deactivated").await;
    fake.not_started(ADA);
    check(ADA, 403, "Forbidden: bot can't initiate conversation with a user").await;
    fake.restore(ADA);
    check(ADA, 200, "").await;
    fake.kick(-1_001_000_000_001);
    check(-1_001_000_000_001, 403, "Forbidden: bot was kicked from the supergroup chat").await;
    fake.migrate(room, -1_001_000_000_002);
    let parameters = check(room, 400, "Bad Request: group chat was upgraded to a supergroup chat").await;
    assert_eq!(parameters, json!({"migrate_to_chat_id": -1_001_000_000_002_i64}));
    check(-1_001_000_000_002, 200, "").await;
    fake.push(updates::my_chat_member(&person(ADA), &person(ADA).chat(), "member", "kicked"));
    check(ADA, 403, "Forbidden: bot was blocked by the user").await;
    assert_eq!(call(&fake, "leaveChat", json!({"chat_id": -1_001_000_000_002_i64})).await.0, 200);
    check(-1_001_000_000_002, 403, "Forbidden: bot is not a member of the supergroup chat").await;
}

#[tokio::test]
async fn a_limited_chat_does_not_slow_another() {
    let fake = with_ada().await;
    fake.push(updates::text(&person(12), "x"));
    fake.limit_chat(ADA, 2, Duration::from_secs(3600));
    for expected in [200, 200, 429] {
        assert_eq!(call(&fake, "sendMessage", hello()).await.0, expected);
    }
    assert_eq!(call(&fake, "sendMessage", json!({"chat_id": 12, "text": "x"})).await.0, 200);
}

#[tokio::test]
async fn a_topic_is_known_once_it_was_written_in() {
    let fake = FakeTelegram::start().await;
    let forum = updates::forum(-1_001_000_000_003);
    fake.push(updates::text(&person(ADA), "x").within(&forum).topic(7));
    let send = |topic: i64| json!({"chat_id": forum["id"], "text": "x", "message_thread_id": topic});
    assert_eq!(call(&fake, "sendMessage", send(7)).await.0, 200);
    assert_eq!(call(&fake, "sendMessage", send(8)).await.0, 400);
    assert_eq!(fake.replies(-1_001_000_000_003)[0].thread, Some(7));
}
