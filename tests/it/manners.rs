//! Manners in groups: what is pointed to must stand, what asks nothing is passed over, what is meant for another bot is
//! left to it.

use serde_json::json;

use crate::telegram::faults::Fault;
use crate::telegram::log::Request;
use crate::telegram::seen::Seen;
use crate::telegram::updates::{Post, other_bot, person, supergroup, text};
use crate::test_bot::{SOON, TestBot};

const ROOM: i64 = -1_001_234_567;

const ANSWER: &[&str] = &["sendMessage What is TACE?"];

async fn stage() -> TestBot {
    let stage = TestBot::start().await;
    stage.fake.add_chat(&supergroup(ROOM));
    stage
}

fn says(id: i64, words: &str) -> Post {
    text(&person(id), words).within(&supergroup(ROOM))
}

fn last(stage: &TestBot) -> Seen {
    stage.fake.replies(ROOM).pop().expect("the bot said something")
}

#[tokio::test]
async fn an_answer_that_was_deleted_is_given_again() {
    let stage = stage().await;
    stage.check("first", says(7, "/ask what is TACE?"), ANSWER).await;
    stage.fake.delete(ROOM, last(&stage).message_id);
    let pointed = "sendMessage I gave this answer here";
    let sent = stage.check("again", says(8, "/ask what's TACE").numbered(500), &[pointed, ANSWER[0]]).await;
    assert!(!sent[0].is_ok() && sent[1].is_ok(), "{sent:?}");
    let again = last(&stage);
    assert_eq!(again.reply_to, Some(500));
    assert_eq!(again.keyboard[0][0].text, "✓ This helped");
    let edit = says(8, "/ask does the liver grow back").edited(500);
    let followed = stage.check("its edit is followed", edit, &["editMessageText Does the liver"]).await;
    assert_eq!(followed[0].params["message_id"], again.message_id);
    stage.end().await;
}

#[tokio::test]
async fn a_pointer_that_waits_outlives_the_process_with_its_answer() {
    let stage = stage().await;
    stage.check("first", says(7, "/ask what is TACE?"), ANSWER).await;
    let first = last(&stage).message_id;
    stage.fake.fail_in(ROOM, "sendMessage", 1, Fault::Status(500, "Internal Server Error".to_owned()));
    stage.fake.push(says(8, "/ask what is TACE?"));
    let is_refused = |log: &[Request]| log.iter().any(|request| request.is("sendMessage") && !request.is_ok());
    stage.fake.wait_for(is_refused, SOON).await;
    let (fake, dir) = stage.stop().await;
    fake.delete(ROOM, first);
    let stage = TestBot::start_in(fake, dir).await;
    stage.quiet().await;
    assert!(last(&stage).text.starts_with("What is TACE?"), "{:?}", last(&stage));
    stage.end().await;
}

#[tokio::test]
async fn a_mere_reply_that_asks_nothing_is_passed_over() {
    let stage = TestBot::start().await;
    let bots = |room: i64| {
        json!({"message_id": 900, "date": 1, "chat": supergroup(room), "text": "x",
            "from": {"id": stage.fake.bot_id(), "is_bot": true, "first_name": "Verbatim"}})
    };
    let unsure: &[&str] = &["sendMessage I did not find an answer"];
    let rows: [(&str, &[&str]); 21] = [
        ("wow", &[]),
        ("👍", &[]),
        ("@anna look", &[]),
        ("@anna what is TACE?", &[]),
        ("haha ok", &[]),
        ("so true", &[]),
        ("lol same here", &[]),
        ("good to know", &[]),
        ("ok cool", &[]),
        ("❤️❤️", &[]),
        ("thanks!", &[]),
        ("who are you?", &["sendMessage"]),
        ("what is TACE?", ANSWER),
        ("TACE", ANSWER),
        ("tell me about TACE", ANSWER),
        ("and what is TACE, @anna asks", &["sendMessage I am not sure which question you mean."]),
        ("cost of TACE", &["sendMessage The text does not say"]),
        ("what is for dinner?", unsure),
        ("@verbatim_test_bot wow", unsure),
        ("/ask wow", unsure),
        ("@anna he is vomiting blood", &["sendMessage This could be an emergency."]),
    ];
    for ((words, expected), n) in rows.iter().zip(1..) {
        let room = ROOM - n;
        stage.fake.add_chat(&supergroup(room));
        stage.check(words, text(&person(7), words).within(&supergroup(room)).reply_to(&bots(room)), expected).await;
    }
    stage.check("in private", text(&person(7), "wow"), unsure).await;
    stage.end().await;
}

#[tokio::test]
async fn help_is_for_the_bot_that_alone_is_shown_it() {
    let stage = stage().await;
    let help = "sendMessage Write your question";
    stage.check("a bare /help", says(7, "/help"), &["getChatMember", help]).await;
    stage.check("by name", says(7, "/help@verbatim_test_bot"), &[help]).await;
    stage.check("by another's", says(7, "/help@other_bot"), &[]).await;
    stage.check("another command", says(7, "/roll"), &[]).await;
    // An admin is shown what is meant for any bot.
    let room = supergroup(ROOM - 1);
    stage.fake.add_chat(&room);
    stage.fake.set_bot_member(ROOM - 1, "administrator");
    let within = |words: &str| text(&person(7), words).within(&room);
    stage.check("a bare /help", within("/help"), &["getChatMember"]).await;
    stage.check("by name", within("/help@verbatim_test_bot"), &[help]).await;
    stage.check("/ask", within("/ask what is TACE?"), ANSWER).await;
    let own = stage.fake.replies(ROOM - 1)[0].raw.clone();
    stage.check("in reply to the bot", within("/help").reply_to(&own), &[help]).await;
    stage.end().await;
}

#[tokio::test]
async fn an_ask_without_words_takes_what_is_quoted() {
    let stage = stage().await;
    let above = json!({"message_id": 900, "date": 1, "chat": supergroup(ROOM), "from": person(8).to_json(),
        "text": "Good morning. what is TACE? And who has a lift?"});
    let quote = json!({"text": "what is TACE?", "position": 14, "is_manual": true});
    let elsewhere = json!({"origin": {"type": "hidden_user", "date": 1, "sender_user_name": "A"}});
    let bots = json!({"origin": {"type": "user", "date": 1, "sender_user": other_bot(9).to_json()}});
    let poll = json!({"origin": {"type": "hidden_user", "date": 1, "sender_user_name": "A"},
        "poll": {"id": "1", "question": "what is TACE?", "options": [{"text": "he is lucky"}, {"text": "no"}]}});
    let no_words = "sendMessage Write your question behind";
    let own = says(7, "/ask does the liver grow back").reply_to(&above).with("quote", quote.clone());
    let rows: [(&str, Post, &[&str]); 6] = [
        ("a quote", says(7, "/ask").reply_to(&above).with("quote", quote.clone()), ANSWER),
        ("words of their own", own, &["sendMessage Does the liver"]),
        (
            "from another chat",
            text(&person(7), "/ask").with("external_reply", elsewhere).with("quote", quote.clone()),
            ANSWER,
        ),
        ("a poll in another chat", text(&person(7), "/ask").with("external_reply", poll), ANSWER),
        (
            "a bot's in another chat",
            text(&person(7), "/ask").with("external_reply", bots.clone()).with("quote", quote),
            &[no_words],
        ),
        ("nothing of it", text(&person(7), "/ask").with("external_reply", bots), &[no_words]),
    ];
    for (row, post, expected) in rows {
        stage.check(row, post, expected).await;
    }
    stage.end().await;
}
