//! What Telegram and the network do to a bot: each reply arrives all the same, or is dropped for a reason.

use std::time::Duration;

use serde_json::json;
use sqlx::{Connection as _, SqliteConnection};

use crate::cluster::Cluster;
use crate::telegram::faults::Fault;
use crate::telegram::log::{Outcome, Request};
use crate::telegram::updates::{group, person, text};
use crate::test_bot::{SOON, TestBot, compare, database_url};

fn question(id: i64) -> crate::telegram::updates::Post {
    text(&person(id), "what is TACE?")
}

/// How many requests of this chat had their effect.
fn effects(requests: &[Request], chat: i64) -> usize {
    requests.iter().filter(|request| request.chat_id == Some(chat) && request.took_effect).count()
}

#[tokio::test]
async fn a_limited_chat_waits_and_slows_no_other() {
    let stage = TestBot::start().await;
    stage.fake.fail_in(1, "sendMessage", 1, Fault::RateLimited { retry_after: 2 });
    stage.fake.push(question(1));
    stage.fake.wait_for(|log| log.iter().any(|r| r.chat_id == Some(1)), SOON).await;
    for id in 2..20 {
        stage.fake.push(question(id));
    }
    let log = stage.fake.wait_for(|log| (2..20).all(|id| effects(log, id) == 1), SOON).await;
    assert_eq!(effects(&log, 1), 0, "the others were answered while the first waited");
    let log = stage.fake.wait_for(|log| effects(log, 1) == 1, SOON).await;
    let tries: Vec<_> = log.iter().filter(|request| request.chat_id == Some(1)).collect();
    assert_eq!(tries.len(), 2);
    assert!(tries[1].at - tries[0].at >= Duration::from_secs(2), "retry_after was not kept");
    stage.end().await;
}

#[tokio::test]
async fn what_surely_or_perhaps_did_not_arrive_is_sent_again() {
    let stage = TestBot::start().await;
    let server_error = || Fault::Status(500, "Internal Server Error".to_owned());
    // Each with how many messages the person then sees: a fault behind the effect doubles the answer.
    let rows = [
        ("500", server_error(), 1),
        ("an HTML 502", Fault::Html502, 1),
        ("a page in Telegram's place", Fault::Lie("<html>Sign in to the hospital's network</html>"), 1),
        ("nothing", Fault::Lie(""), 1),
        ("JSON that is no answer", Fault::Lie(r#"{"status":"ok"}"#), 1),
        ("a list", Fault::Lie("[]"), 1),
        ("no result", Fault::Lie(r#"{"ok":true}"#), 1),
        ("a cut connection", Fault::Drop, 1),
        ("cut after the effect", Fault::AfterProcessingDrop, 2),
        ("half an answer", Fault::TruncatedBody, 2),
        ("429", Fault::RateLimited { retry_after: 1 }, 1),
    ];
    for ((row, fault, seen), id) in rows.into_iter().zip(1..) {
        stage.fake.fail_in(id, "sendMessage", 1, fault);
        stage.fake.push(question(id));
        let log = stage.fake.wait_for(|log| effects(log, id) == seen, SOON).await;
        stage.quiet().await;
        let tries = log.iter().filter(|request| request.chat_id == Some(id)).count();
        assert_eq!((tries, stage.fake.replies(id).len()), (2, seen), "{row}");
    }
    stage.end().await;
}

#[tokio::test]
async fn a_server_that_is_down_is_waited_for() {
    let stage = TestBot::start().await;
    stage.fake.push(question(1));
    stage.fake.wait_for_replies(1, 1, SOON).await;
    stage.fake.go_down().await;
    stage.fake.push(question(2));
    stage.fake.come_back().await;
    stage.fake.wait_for_replies(2, 1, SOON).await;
    assert_eq!(stage.fake.replies(1).len(), 1);
    stage.end().await;
}

#[tokio::test]
async fn a_chat_that_turned_the_bot_away_is_left_alone() {
    let stage = TestBot::start().await;
    stage.fake.add_chat(&person(1).chat());
    let standings: [fn(&crate::telegram::FakeTelegram, i64); 3] =
        [|fake, chat| fake.block(chat), |fake, chat| fake.deactivate(chat), |fake, chat| fake.not_started(chat)];
    for (stand, id) in standings.into_iter().zip(1..) {
        stand(&stage.fake, id);
        let requests = stage.after(question(id)).await;
        assert_eq!(requests.len(), 1, "one try and no more: {requests:?}");
        assert!(matches!(requests[0].outcome, Outcome::Failed { code: 403, .. }), "{requests:?}");
        stage.fake.restore(id);
        stage.check("and is answered when it is back", question(id), &["sendMessage What is TACE?"]).await;
    }
    stage.end().await;
}

#[tokio::test]
async fn a_refused_reply_is_mended_or_dropped_once() {
    let stage = TestBot::start().await;
    let bad = |what: &str| Fault::Status(400, format!("Bad Request: {what}"));
    stage.fake.fail_in(1, "sendMessage", 1, bad("can't parse entities: Unsupported start tag \"x\" at byte offset 0"));
    let requests = stage.after(question(1)).await;
    compare("markup", &requests, &["sendMessage What is TACE?", "sendMessage What is TACE?"]);
    assert_eq!(requests[1].params["parse_mode"], json!(null));
    assert!(!requests[1].text().contains('<') && requests[1].text().contains("catheters"));

    stage.fake.fail_in(2, "sendMessage", 1, bad("have no rights to send a message"));
    stage.check("another refusal", question(2), &["sendMessage"]).await;
    stage.check("costs that reply alone", question(2), &["sendMessage What is TACE?"]).await;

    let room = group(-77);
    stage.fake.add_chat(&room);
    stage.fake.migrate(-77, -1_000_077);
    let asked = text(&person(3), "/ask what is TACE?").within(&room);
    stage.check("a group that became a supergroup", asked, &["sendMessage What", "sendMessage What"]).await;
    assert_eq!(stage.fake.replies(-1_000_077).len(), 1);
    stage.end().await;
}

#[tokio::test]
async fn edits_that_find_nothing_to_change_or_nothing_to_edit() {
    let stage = TestBot::start().await;
    stage.after(text(&person(1), "/topics")).await;
    let id = stage.fake.replies(1)[0].message_id;
    let not_modified = "Bad Request: message is not modified: specified new message content and reply markup are \
        exactly the same as a current content and reply markup of the message";
    stage.fake.fail_next("editMessageText", Fault::Status(400, not_modified.to_owned()));
    let before = stage.sent().len();
    stage.fake.press(1, id, "TACE");
    stage.quiet().await;
    compare("not modified", &stage.sent().split_off(before), &["answerCallbackQuery", "editMessageText"]);

    stage.fake.fail_next("editMessageText", Fault::Status(400, "Bad Request: message to edit not found".to_owned()));
    let before = stage.sent().len();
    stage.fake.press(1, id, "TACE");
    stage.quiet().await;
    let sent = ["answerCallbackQuery", "editMessageText TACE", "sendMessage TACE"];
    compare("gone", &stage.sent().split_off(before), &sent);
    stage.end().await;
}

#[tokio::test]
async fn an_update_is_acknowledged_only_when_it_is_on_disk() {
    let stage = TestBot::start().await;
    let mut other = SqliteConnection::connect(&database_url(stage.dir.path())).await.expect("opens");
    sqlx::query("BEGIN IMMEDIATE").execute(&mut other).await.expect("locks");
    let polls = |log: &[Request]| log.iter().filter(|request| request.is("getUpdates") && request.is_ok()).count();
    let before = polls(&stage.fake.requests());
    stage.fake.push(question(1));
    stage.fake.wait_for(|log| polls(log) > before, SOON).await;
    assert_eq!(stage.fake.pending().len(), 1, "it was delivered and must not be acknowledged");
    sqlx::query("ROLLBACK").execute(&mut other).await.expect("unlocks");
    stage.fake.wait_for_replies(1, 1, SOON).await;
    stage.quiet().await;
    assert_eq!(stage.fake.pending().len(), 0);
    assert_eq!(stage.fake.replies(1).len(), 1);
    stage.end().await;
}

#[tokio::test]
async fn nothing_is_answered_twice_or_kept() {
    let stage = TestBot::start().await;
    let words = "what is TACE, says Zebedee Quux?";
    let first = stage.after(text(&person(1), words)).await;
    assert_eq!(first.len(), 1);
    // Telegram offers an update again when its acknowledgement was lost.
    let id = stage.fake.push(text(&person(2), words));
    stage.quiet().await;
    let mut again = serde_json::to_value(json!({})).expect("JSON");
    again["update_id"] = json!(id);
    again["message"] = stage.fake.message(2, 1).expect("it was kept by the fake");
    stage.check("the same update again", again, &[]).await;
    stage
        .end_and_keep(async |dir| {
            for file in std::fs::read_dir(dir).expect("a folder") {
                let path = file.expect("an entry").path();
                let bytes = std::fs::read(&path).expect("readable");
                assert!(!bytes.windows(7).any(|part| part == b"Zebedee"), "words are left in {}", path.display());
            }
        })
        .await;
}

#[tokio::test]
async fn ids_that_start_over_after_a_quiet_week_are_not_passed_over() {
    for scene in [Cluster::on_sqlite().await, Cluster::on_postgres().await] {
        let store = crate::test_bot::open(&scene.url).await.expect("opens");
        let old = verbatim::store::Incoming { update_id: 900_000_000, chat_id: None, payload: "{}".to_owned() };
        // Received in 1970, which is more than a week ago.
        store.accept(&[old], 1, 0).await.expect("stored");
        store.close().await;
        drop(store);
        scene.fake.set_next_update_id(5);
        let _bot = scene.running(&[]).await;
        for count in 1..=2 {
            scene.fake.push(question(1));
            scene.fake.wait_for_replies(1, count, SOON).await;
        }
        assert_eq!(scene.fake.violations(), [""; 0]);
    }
}

#[tokio::test]
async fn what_comes_in_telegrams_place_passes_nothing_over_and_is_not_asked_for_without_end() {
    let stage = TestBot::start().await;
    let lies = [
        r#"{"ok":true,"result":[{"update_id":9223372036854775807}]}"#,
        r#"{"ok":true,"result":[{"text":"hello"}]}"#,
        r#"{"ok":true,"result":{"update_id":7}}"#,
    ];
    lies.into_iter().for_each(|lie| stage.fake.fail_next("getUpdates", Fault::Lie(lie)));
    // The poll that is under way brings the first question, the next ones the lies.
    stage.fake.push(question(1));
    stage.fake.wait_for_replies(1, 1, SOON).await;
    stage.fake.push(question(2));
    stage.fake.wait_for_replies(2, 1, SOON).await;
    assert!(stage.fake.faults_spent());
    let polls: Vec<Request> = stage.fake.requests_of("getUpdates");
    let lied = polls.windows(2).filter(|pair| matches!(pair[0].outcome, Outcome::Faulted(_)));
    let waits: Vec<Duration> = lied.map(|pair| pair[1].at - pair[0].at).collect();
    assert!(waits.len() == 3 && waits.iter().all(|wait| *wait >= Duration::from_millis(500)), "{waits:?}");
    stage.end().await;
}

#[tokio::test]
async fn an_update_that_ended_the_program_again_and_again_is_given_up_with_a_word() {
    // A process may be ended from outside nine times while the same update is in work, and it is answered.
    for (ends, words) in [(9, "catheters"), (10, "Something went wrong")] {
        let fake = crate::telegram::FakeTelegram::start().await;
        let dir = tempfile::tempdir().expect("a temporary folder");
        fake.push(question(1));
        let payload = fake.take_pending().remove(0);
        let store = crate::test_bot::open(&database_url(dir.path())).await.expect("opens");
        let update_id = payload["update_id"].as_i64().expect("an id");
        let update = verbatim::store::Incoming { update_id, chat_id: Some(1), payload: payload.to_string() };
        store.accept(&[update], 1, 0).await.expect("stored");
        for _ in 0..ends {
            let _ = store.claim(1).await.expect("begun, and then the program ended");
        }
        store.close().await;
        drop(store);
        let stage = TestBot::start_in(fake, dir).await;
        stage.quiet().await;
        let replies = stage.fake.replies(1);
        assert!(replies.len() == 1 && replies[0].text.contains(words), "{ends}: {replies:#?}");
        stage.check("the next is answered", question(1), &["sendMessage What is TACE?"]).await;
        stage.end().await;
    }
}
