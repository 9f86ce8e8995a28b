//! What Telegram refuses, over the wire: what is sent in another form, what is dropped, and who hears of what is given
//! up.

use std::time::Duration;

use serde_json::json;

use crate::telegram::faults::Fault;
use crate::telegram::log::Request;
use crate::telegram::updates::{Person, Post, callback_query, forum, my_chat_member, person, supergroup, text};
use crate::test_bot::{Process, SOON, TestBot};

const ROOM: i64 = -1_001_000;
const ANSWER: &str = "sendMessage What is TACE?";
const SORRY: &str = "sendMessage Something went wrong on my side";

fn bad(what: &str) -> Fault {
    Fault::Status(400, format!("Bad Request: {what}"))
}

fn question(from: &Person) -> Post {
    text(from, "what is TACE?")
}

async fn letters(stage: &TestBot) -> i64 {
    stage.count("SELECT count(*) FROM dead").await
}

#[tokio::test]
async fn what_is_refused_in_one_form_is_sent_in_another() {
    let stage = TestBot::start().await;
    let rows: [(&str, &[&str]); 6] = [
        ("message to be replied not found", &["reply_parameters"]),
        ("MESSAGE_ID_INVALID", &["reply_parameters"]),
        ("reply markup is too long", &["reply_markup"]),
        ("BUTTON_URL_INVALID", &["reply_markup"]),
        ("REPLY_MARKUP_INVALID", &["reply_markup"]),
        ("can't parse entities: unsupported start tag \"x\"", &["parse_mode"]),
    ];
    for ((refusal, dropped), id) in rows.into_iter().zip(1..) {
        stage.fake.fail_in(id, "sendMessage", 1, bad(refusal));
        let requests = stage.check(refusal, question(&person(id)), &[ANSWER, ANSWER]).await;
        let fields = |request: &Request| {
            let names = request.params.as_object().expect("an object").keys().cloned();
            names.collect::<std::collections::BTreeSet<String>>()
        };
        let lost: Vec<String> = fields(&requests[0]).difference(&fields(&requests[1])).cloned().collect();
        assert_eq!(lost, dropped, "{refusal}");
    }
    for refusal in ["can't parse entities: x", "BUTTON_URL_INVALID", "message to be replied not found"] {
        stage.fake.fail_in(9, "sendMessage", 1, bad(refusal));
    }
    stage.check("all of them", question(&person(9)), &[ANSWER; 4]).await;
    assert_eq!(letters(&stage).await, 0);
    stage.end().await;
}

#[tokio::test]
async fn in_a_topic_an_answer_needs_no_message_to_answer_and_no_topic_that_is_gone() {
    let stage = TestBot::start().await;
    let room = forum(ROOM);
    stage.fake.add_chat(&room);
    let asks = |topic| text(&person(7), "/ask what is TACE?").within(&room).topic(topic);
    let above =
        json!({"message_id": 900, "date": 1, "chat": room, "from": person(8).to_json(), "text": "what is TACE?"});
    stage.fake.fail_in(ROOM, "sendMessage", 1, bad("message to be replied not found"));
    let below = text(&person(7), "/ask").within(&room).topic(33).reply_to(&above);
    let requests = stage.check("a question that is gone", below, &[ANSWER, ANSWER]).await;
    assert_eq!(requests[0].params["reply_parameters"]["message_id"], 900);
    assert_eq!(
        (&requests[1].params["reply_parameters"], &requests[1].params["message_thread_id"]),
        (&json!(null), &json!(33))
    );

    stage.fake.fail_in(ROOM, "sendMessage", 1, bad("TOPIC_DELETED"));
    let requests = stage.check("a topic that is gone", asks(34), &[ANSWER, ANSWER]).await;
    assert_eq!(requests[1].params["message_thread_id"], json!(null));

    stage.fake.close_topic(ROOM, 35);
    stage.check("a topic that is closed", asks(35), &["sendMessage"]).await;
    let other = text(&person(7), "/ask does the liver grow back").within(&room).topic(33);
    stage.check("closes that topic alone", other, &["sendMessage Does the liver"]).await;
    assert_eq!(letters(&stage).await, 0);
    stage.end().await;
}

#[tokio::test]
async fn where_the_bot_is_not_wanted_a_reply_is_dropped_and_no_dead_letter_kept() {
    let stage = TestBot::start().await;
    // Each with whether the bot may write nothing there from now on.
    let rows = [
        (400, "Bad Request: CHAT_RESTRICTED", true),
        (400, "Bad Request: CHAT_WRITE_FORBIDDEN", false),
        (400, "Bad Request: need administrator rights in the channel chat", false),
        (400, "Bad Request: not enough rights to send text messages to the chat", false),
        (400, "Bad Request: chat not found", false),
        (400, "Bad Request: PEER_ID_INVALID", false),
        (403, "Forbidden: ALLOW_PAYMENT_REQUIRED_50", true),
        (403, "Forbidden: bot was kicked from the supergroup chat", false),
    ];
    for ((code, refusal, is_open), n) in rows.into_iter().zip(1..) {
        let room = supergroup(ROOM - n);
        stage.fake.add_chat(&room);
        stage.after(my_chat_member(&person(50), &room, "left", "member")).await;
        stage.fake.fail_in(ROOM - n, "sendMessage", 1, Fault::Status(code, refusal.to_owned()));
        let asks = || text(&person(n), "/ask what is TACE?").within(&room);
        stage.check(refusal, asks(), &["sendMessage"]).await;
        let open = stage.count("SELECT count(*) FROM chats WHERE is_open = 1").await;
        assert_eq!(open == 1, is_open, "{refusal}");
        stage.change("DELETE FROM chats").await;
    }
    assert_eq!(letters(&stage).await, 0);
    stage.end().await;
}

#[tokio::test]
async fn slow_mode_is_waited_for_and_a_long_wait_is_said_once() {
    let fake = crate::telegram::FakeTelegram::start().await;
    let dir = tempfile::tempdir().expect("a temporary folder");
    let mut bot = Process::start(&fake, dir.path());
    bot.says("the bot is running").await;
    fake.fail_in(1, "sendMessage", 1, bad("SLOWMODE_WAIT_2"));
    fake.push(question(&person(1)));
    fake.wait_for_replies(1, 1, SOON).await;
    let tries: Vec<Request> = fake.requests_of("sendMessage");
    assert!(tries.len() == 2 && tries[1].at - tries[0].at >= Duration::from_secs(2), "{tries:?}");
    for id in 2..=3 {
        fake.fail_in(id, "sendMessage", 1, Fault::RateLimited { retry_after: 7200 });
        fake.push(question(&person(id)));
        fake.wait_for(|log| log.iter().any(|request| request.chat_id == Some(id)), SOON).await;
    }
    let line = bot.says("Telegram orders a long wait").await;
    assert!(line.contains("WARN") && line.contains("wait_s=7200"), "{line}");
    fake.push(question(&person(4)));
    fake.wait_for_replies(4, 1, SOON).await;
    assert_eq!(bot.times("Telegram orders a long wait"), 1, "{:#?}", bot.said);
}

#[tokio::test]
async fn a_method_that_is_not_found_costs_its_request_alone() {
    let stage = TestBot::start().await;
    for (refusal, id) in [("Not Found: method not found", 1), ("Not Found", 2)] {
        stage.fake.fail_in(id, "sendMessage", 1, Fault::Status(404, refusal.to_owned()));
        stage.check(refusal, question(&person(id)), &["sendMessage", "getMe", SORRY]).await;
        stage.check("the next is answered", question(&person(id)), &[ANSWER]).await;
    }
    assert_eq!(letters(&stage).await, 2);
    // What must be known first and cannot be asked for holds nobody up either.
    let room = supergroup(ROOM);
    stage.fake.add_chat(&room);
    for method in ["getChatMember", "getChatAdministrators"] {
        stage.fake.fail_next(method, Fault::Status(404, "Not Found: method not found".to_owned()));
    }
    let asked = ["getChatMember", "getChatAdministrators"];
    stage.check("/settings", text(&person(7), "/settings").within(&room), &asked).await;
    stage.check("the group is answered", text(&person(7), "/ask what is TACE?").within(&room), &[ANSWER]).await;
    stage.end().await;
}

#[tokio::test]
async fn a_bot_that_is_not_found_ends_the_program() {
    let fake = crate::telegram::FakeTelegram::start().await;
    let dir = tempfile::tempdir().expect("a temporary folder");
    let mut bot = Process::start_given(&fake, dir.path(), &["--poll-timeout", "50"]);
    bot.says("the bot is running").await;
    for method in ["sendMessage", "getMe"] {
        fake.fail_for(method, 100, Fault::Status(404, "Not Found".to_owned()));
    }
    fake.push(question(&person(1)));
    assert_eq!(bot.ends().await.code(), Some(2));
    assert!(bot.said.join("\n").contains("verbatim: the token is not valid"), "{:#?}", bot.said);
    fake.clear_faults();
    let _bot = Process::start(&fake, dir.path());
    fake.wait_for_replies(1, 1, SOON).await;
}

#[tokio::test]
async fn who_asked_is_told_once_when_the_answer_is_given_up() {
    let stage = TestBot::start().await;
    let refusal = || bad("something new");
    stage.fake.fail_in(1, "sendMessage", 1, refusal());
    let requests = stage.check("a question", question(&person(1)), &["sendMessage", SORRY]).await;
    let asked = &requests[0].params["reply_parameters"]["message_id"];
    assert_eq!(requests[1].params["reply_parameters"]["message_id"], *asked);
    assert!(requests[1].text().contains("emergency"), "{}", requests[1].text());

    let spanish = person(2).with("language_code", "es");
    stage.fake.fail_in(2, "sendMessage", 1, refusal());
    stage.check("in their language", question(&spanish), &["sendMessage", "sendMessage Algo falló de mi lado"]).await;

    stage.fake.fail_in(3, "sendMessage", 2, refusal());
    stage.check("an apology that is refused too", question(&person(3)), &["sendMessage", "sendMessage"]).await;
    stage.check("and the next question", question(&person(3)), &[ANSWER]).await;

    let room = forum(ROOM);
    stage.fake.add_chat(&room);
    stage.fake.fail_in(ROOM, "sendMessage", 1, refusal());
    let asks = text(&person(4), "/ask what is TACE?").within(&room).topic(33);
    let requests = stage.check("in a topic", asks, &["sendMessage", SORRY]).await;
    assert_eq!(requests[1].params["message_thread_id"], 33);

    stage.after(text(&person(5), "/topics")).await;
    let page = stage.fake.replies(5).pop().expect("the topics");
    stage.fake.fail_in(5, "editMessageText", 1, refusal());
    let data = page.keyboard[0][0].data.clone().expect("it sends something");
    let tap = callback_query(&person(5), &page.raw, &data);
    stage.check("a tap", tap, &["answerCallbackQuery", "editMessageText", SORRY]).await;
    assert_eq!(letters(&stage).await, 6);
    stage.end().await;
}

#[tokio::test]
async fn nobody_is_told_of_what_they_did_not_ask_for() {
    let stage = TestBot::start().await;
    let room = supergroup(ROOM);
    let admin = person(50);
    stage.fake.add_chat(&room);
    stage.fake.set_member(ROOM, &admin, "administrator");
    stage.fake.fail_in(ROOM, "sendMessage", 1, bad("something new"));
    stage.check("that the bot came", my_chat_member(&admin, &room, "left", "member"), &["sendMessage"]).await;

    stage.after(text(&admin, "/settings@verbatim_test_bot").within(&room)).await;
    for button in ["I answer", "also unasked"] {
        let page = stage.fake.replies(ROOM).pop().expect("the settings");
        let labels = page.keyboard.iter().flatten().map(|button| button.text.clone());
        let label = labels.into_iter().find(|label| label.starts_with(button)).expect("the button");
        stage.fake.press_as(&admin, ROOM, page.message_id, label.as_str());
        stage.quiet().await;
    }
    stage.fake.fail_in(ROOM, "sendMessage", 1, bad("something new"));
    stage.check("a question to all", question(&person(7)).within(&room), &["sendMessage"]).await;
    assert_eq!(letters(&stage).await, 2);
    stage.end().await;
}

#[tokio::test]
async fn kinds_of_updates_that_were_not_asked_for_are_left_out() {
    let stage = TestBot::start().await;
    for update in [json!({"telepathic_message": {"thought": "hello"}}), json!({"channel_post": 7})] {
        stage.check("not asked for", update, &[]).await;
    }
    assert_eq!(letters(&stage).await, 0);
    stage.check("one that was, and cannot be read", json!({"message": {"date": "soon"}}), &[]).await;
    assert_eq!(letters(&stage).await, 1);
    stage.end().await;
}
