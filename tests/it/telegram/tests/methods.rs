//! What each method takes and refuses, and what a person sees afterwards.

use serde_json::{Value, json};

use super::{ADA, call, with_ada};
use crate::telegram::FakeTelegram;
use crate::telegram::log::Outcome;
use crate::telegram::updates::{self, person};
use crate::telegram::world::TOKEN;

/// Sends a message to Ada with these parameters and checks the answer: `""` is success.
async fn check_send(params: Value, description: &str) {
    check_call("sendMessage", params, description).await;
}

async fn check_call(method: &str, mut params: Value, description: &str) {
    let fake = with_ada().await;
    if params["chat_id"].is_null() {
        params["chat_id"] = json!(ADA);
    }
    let (status, answer) = call(&fake, method, params.clone()).await;
    assert_eq!(answer["description"].as_str().unwrap_or_default(), description, "{method} {params}");
    assert_eq!(status == 200, description.is_empty(), "{method} {params}");
    let outcome = &fake.requests_of(method)[0].outcome;
    assert_eq!(*outcome == Outcome::Ok, description.is_empty(), "{method} {params}");
}

fn keyboard(button: Value) -> Value {
    json!({"text": "x", "reply_markup": {"inline_keyboard": [[button]]}})
}

#[tokio::test]
async fn messages_that_are_taken_and_refused() {
    let bad = |text: &str| format!("Bad Request: {text}");
    check_send(json!({"text": "x"}), "").await;
    check_send(json!({"text": "x", "parse_mode": "Html"}), "").await;
    check_send(json!({"text": "😀".repeat(2048)}), "").await;
    check_send(json!({"text": format!("<b>{}</b>", "x".repeat(4096)), "parse_mode": "HTML"}), "").await;
    check_send(json!({"text": format!("{}x", "😀".repeat(2048))}), &bad("message is too long")).await;
    check_send(json!({"text": ""}), &bad("message text is empty")).await;
    check_send(json!({"text": " \n"}), &bad("text must be non-empty")).await;
    check_send(json!({"text": "<b></b>", "parse_mode": "HTML"}), &bad("text must be non-empty")).await;
    check_send(json!({"text": "x", "parse_mode": "bbcode"}), &bad("unsupported parse_mode")).await;
    let why = "can't parse entities: Can't find end tag corresponding to start tag \"b\"";
    check_send(json!({"text": "<b>x", "parse_mode": "HTML"}), &bad(why)).await;
    let entity = json!([{"type": "bold", "offset": 0, "length": 2}]);
    let why = "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 2";
    check_send(json!({"text": "x", "entities": entity}), &bad(why)).await;
    check_send(json!({"text": "xy", "entities": entity}), "").await;
    check_send(json!({"text": "x", "chat_id": 999}), &bad("chat not found")).await;
    check_send(json!({"text": "x", "chat_id": ""}), &bad("chat_id is empty")).await;
    check_send(json!({"text": "x", "message_thread_id": 4}), &bad("message thread not found")).await;
    let reply = |reply: Value| json!({"text": "x", "reply_parameters": reply});
    check_send(reply(json!({"message_id": 1})), "").await;
    check_send(reply(json!({"message_id": 9})), &bad("message to be replied not found")).await;
    check_send(reply(json!({"message_id": 9, "allow_sending_without_reply": true})), "").await;
    check_send(reply(json!({"message_id": 1, "quote": "lo th"})), "").await;
    check_send(reply(json!({"message_id": 1, "quote": "lo  th"})), &bad("QUOTE_TEXT_INVALID")).await;
    check_send(keyboard(json!({"text": "a", "callback_data": "é".repeat(32)})), "").await;
    check_send(keyboard(json!({"text": "a", "callback_data": "x".repeat(65)})), &bad("BUTTON_DATA_INVALID")).await;
    check_send(keyboard(json!({"text": "a", "callback_data": ""})), &bad("BUTTON_DATA_INVALID")).await;
    check_send(keyboard(json!({"text": "a", "url": "https://a.org"})), "").await;
    check_send(keyboard(json!({"text": "a", "url": ""})), &bad("BUTTON_URL_INVALID")).await;
    let why = "inline keyboard button URL 'http://localhost' is invalid: Wrong HTTP URL";
    check_send(keyboard(json!({"text": "a", "url": "http://localhost"})), &bad(why)).await;
    check_send(keyboard(json!({"text": "", "callback_data": "x"})), &bad("BUTTON_TEXT_INVALID")).await;
    let why = "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard";
    check_send(keyboard(json!({"text": "a"})), &bad(why)).await;
    let why = "field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array of Arrays";
    check_send(json!({"text": "x", "reply_markup": {"inline_keyboard": [{}]}}), &bad(why)).await;
    check_send(json!({"text": "x", "reply_markup": "[]"}), &bad("object expected as reply markup")).await;
}

#[tokio::test]
async fn other_methods_taken_and_refused() {
    let bad = |text: &str| format!("Bad Request: {text}");
    let command = |name: &str| json!({"commands": [{"command": name, "description": "d"}]});
    check_call("setMyCommands", command("ask_1"), "").await;
    check_call("setMyCommands", command("Ask"), &bad("BOT_COMMAND_INVALID")).await;
    check_call("setMyCommands", command(&"a".repeat(33)), &bad("BOT_COMMAND_INVALID")).await;
    let quiz = |question: usize, option: usize, explanation: &str| {
        json!({
            "question": "q".repeat(question), "options": [{"text": "o".repeat(option)}, "b"], "type": "quiz",
            "correct_option_ids": [1], "explanation": explanation,
        })
    };
    check_call("sendPoll", quiz(300, 100, "a\nb\nc"), "").await;
    check_call("sendPoll", quiz(301, 1, ""), &bad("poll question length must not exceed 300")).await;
    check_call("sendPoll", quiz(1, 101, ""), &bad("poll options length must not exceed 100")).await;
    let long = "e".repeat(201);
    check_call("sendPoll", quiz(1, 1, &long), &bad("poll explanation length must not exceed 200")).await;
    check_call("sendPoll", quiz(1, 1, "a\nb\nc\nd"), &bad("QUIZ_EXPLANATION_TOO_MANY_LINE_FEEDS")).await;
    check_call("sendChatAction", json!({"action": "typing"}), "").await;
    check_call("sendChatAction", json!({"action": "think"}), &bad("wrong parameter action in request")).await;
    check_call("deleteMessage", json!({"message_id": 1}), "").await;
    check_call("deleteMessage", json!({"message_id": 7}), &bad("message to delete not found")).await;
    check_call("editMessageText", json!({"message_id": 7, "text": "x"}), &bad("message to edit not found")).await;
    check_call("editMessageText", json!({"message_id": 1, "text": "x"}), &bad("message can't be edited")).await;
    let long = json!({"message_id": 1, "text": "x".repeat(4097)});
    check_call("editMessageText", long, &bad("MESSAGE_TOO_LONG")).await;
    check_call("getChat", json!({}), "").await;
    check_call("getChatMember", json!({"user_id": ADA}), "").await;
    let why = "there are no administrators in the private chat";
    check_call("getChatAdministrators", json!({}), &bad(why)).await;
}

#[tokio::test]
async fn parts_of_a_chat_are_entered_and_refused() {
    const ROOM: i64 = -1_001_000_000_009;
    let fake = FakeTelegram::start().await;
    fake.add_chat(&updates::forum(ROOM));
    let written = updates::text(&person(ADA), "hello").within(&updates::direct_messages(ROOM - 1));
    fake.push(written.where_writes(&person(ADA)));
    for topic in [3, 4, 5] {
        fake.add_topic(ROOM, topic);
    }
    fake.close_topic(ROOM, 4);
    fake.delete_topic(ROOM, 5);
    let send = async |method: &str, chat: i64, mut params: Value| {
        params["chat_id"] = json!(chat);
        params["text"] = json!("x");
        let (_, answer) = call(&fake, method, params).await;
        answer["description"].as_str().unwrap_or_default().to_owned()
    };
    let gone = json!({"message_id": 99, "allow_sending_without_reply": true});
    for (chat, params, expected) in [
        (ROOM, json!({"message_thread_id": 3}), ""),
        (ROOM, json!({"message_thread_id": 4}), "TOPIC_CLOSED"),
        (ROOM, json!({"message_thread_id": 5}), "message thread not found"),
        (ROOM, json!({"reply_parameters": gone}), ""),
        (ROOM, json!({"message_thread_id": 3, "reply_parameters": gone}), "message to be replied not found"),
        (ROOM, json!({"direct_messages_topic_id": 3}), "chat is not an administered channel direct messages chat"),
        (ROOM - 1, json!({}), "channel direct messages topic must be specified"),
        (ROOM - 1, json!({"message_thread_id": 3}), "channel direct messages topic must be specified"),
        (ROOM - 1, json!({"direct_messages_topic_id": 12}), "topic not found"),
        (ROOM - 1, json!({"direct_messages_topic_id": ADA, "reply_parameters": gone}), ""),
    ] {
        let said = send("sendMessage", chat, params.clone()).await;
        assert_eq!(said.trim_start_matches("Bad Request: "), expected, "{chat} {params}");
    }
    fake.set_bot_member(ROOM, "administrator");
    assert_eq!(send("sendMessage", ROOM, json!({"message_thread_id": 4})).await, "", "an admin may");
    let quiz = json!({"question": "q", "options": ["a", "b"]});
    let said = send("sendPoll", ROOM - 1, quiz).await;
    assert_eq!(said, "Bad Request: polls can't be sent to channel direct messages chats");
}

#[tokio::test]
async fn more_than_a_hundred_buttons_are_refused() {
    let rows = |count: usize| {
        let row = json!([{"text": "a", "callback_data": "x"}, {"text": "b", "callback_data": "y"}]);
        json!({"text": "x", "reply_markup": {"inline_keyboard": vec![row; count]}})
    };
    check_send(rows(50), "").await;
    check_send(rows(51), "Bad Request: reply markup is too long").await;
}

#[tokio::test]
async fn a_guest_speaks_once_where_it_may_not_write() {
    const ROOM: i64 = -1_001_000_000_008;
    let fake = FakeTelegram::start().await;
    let named = updates::text(&person(ADA), "@verbatim_test_bot x").within(&updates::supergroup(ROOM)).for_a_guest();
    assert_ne!(fake.push(named.clone()), 0);
    let query = fake.pending()[0]["guest_message"]["guest_query_id"].clone();
    let (status, _) = call(&fake, "sendMessage", json!({"chat_id": ROOM, "text": "x"})).await;
    assert_eq!(status, 403);
    let result = |text: &str| {
        let content = json!({"message_text": text});
        json!({"type": "article", "id": "1", "title": "t", "input_message_content": content})
    };
    let answer = async |result: Value| {
        let (_, answer) = call(&fake, "answerGuestQuery", json!({"guest_query_id": query, "result": result})).await;
        (answer["description"].clone(), answer["result"]["inline_message_id"].is_string())
    };
    let long = answer(result(&"x".repeat(4097))).await;
    assert_eq!(long, (json!("Bad Request: can't parse inline query result: message is too long"), false));
    assert!(!answer(json!({"type": "article"})).await.1);
    assert_eq!(answer(result("x")).await, (Value::Null, true));
    let late = "Bad Request: query is too old and response timeout expired or query ID is invalid";
    assert_eq!(answer(result("x")).await, (json!(late), false));
    fake.switch_guest_mode_off();
    assert_eq!(fake.push(named), 0, "it is off");
}

#[tokio::test]
async fn tokens_and_methods() {
    let fake = FakeTelegram::start().await;
    for name in ["getMe", "GetMe", "getme"] {
        assert_eq!(call(&fake, name, json!({})).await.1["result"]["username"], fake.bot_username());
    }
    let (status, answer) = call(&fake, "getYou", json!({})).await;
    assert_eq!((status, &answer["description"]), (404, &json!("Not Found: method not found")));
    let url = format!("{}/bot1:x/getMe", fake.url());
    let answer = reqwest::get(url).await.expect("the server answers");
    assert_eq!(answer.status(), 401);
    call(&fake, "getMe", json!({"nonsense": 1})).await;
    assert_eq!(fake.violations(), ["getYou is no method the fake has", "getMe has no parameter `nonsense`"]);
}

#[tokio::test]
async fn parameters_in_every_form() {
    let fake = with_ada().await;
    let url = format!("{}/bot{TOKEN}/sendMessage", fake.url());
    let markup = "%7B%22inline_keyboard%22%3A%5B%5B%7B%22text%22%3A%22a%22%2C%22callback_data%22%3A%22b%22%7D%5D%5D%7D";
    let form = format!("chat_id={ADA}&text=a%20b&reply_markup={markup}");
    reqwest::get(format!("{url}?{form}")).await.expect("the server answers");
    let post = |kind: &str, body: String| reqwest::Client::new().post(&url).header("content-type", kind).body(body);
    post("application/x-www-form-urlencoded", form).send().await.expect("the server answers");
    let part =
        |name: &str, value: &str| format!("--X\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    let body = format!("{}{}--X--\r\n", part("chat_id", "11"), part("text", "a b"));
    post("multipart/form-data; boundary=X", body).send().await.expect("the server answers");
    let replies = fake.replies(ADA);
    assert_eq!(replies.iter().map(|seen| seen.text.as_str()).collect::<Vec<_>>(), ["a b"; 3]);
    assert_eq!(replies[0].keyboard[0][0].data.as_deref(), Some("b"));
    assert_eq!(fake.requests()[1].params["reply_markup"]["inline_keyboard"][0][0]["text"], "a");
}

#[tokio::test]
async fn edits_and_the_message_as_it_is_now() {
    let fake = with_ada().await;
    let keyboard = json!({"inline_keyboard": [[{"text": "a", "callback_data": "1"}]]});
    let (_, sent) = call(
        &fake,
        "sendMessage",
        json!({"chat_id": ADA, "text": "<b>one</b> ", "parse_mode": "HTML", "reply_markup": keyboard}),
    )
    .await;
    assert_eq!(sent["result"]["entities"], json!([{"type": "bold", "offset": 0, "length": 3}]));
    let same =
        json!({"chat_id": ADA, "message_id": 2, "text": "<b>one</b>", "parse_mode": "HTML", "reply_markup": keyboard});
    let (status, answer) = call(&fake, "editMessageText", same).await;
    assert_eq!(status, 400);
    assert!(
        answer["description"].as_str().expect("there is one").starts_with("Bad Request: message is not modified: ")
    );
    let (status, _) = call(&fake, "editMessageText", json!({"chat_id": ADA, "message_id": 2, "text": "two"})).await;
    assert_eq!(status, 200);
    let seen = &fake.replies(ADA)[0];
    assert_eq!((seen.text.as_str(), seen.keyboard.len(), seen.is_edited), ("two", 0, true));
    assert_eq!(fake.messages(ADA).len(), 2);
}

#[tokio::test]
async fn a_callback_is_answered_once_and_while_it_is_young() {
    let fake = with_ada().await;
    let markup =
        json!({"inline_keyboard": [[{"text": "a", "callback_data": "1"}, {"text": "b", "callback_data": "2"}]]});
    call(&fake, "sendMessage", json!({"chat_id": ADA, "text": "x", "reply_markup": markup})).await;
    let id = fake.press(ADA, 2, "b");
    let query = &fake.pending()[1]["callback_query"];
    assert_eq!((&query["data"], &query["message"]["reply_markup"]), (&json!("2"), &markup));
    let answer = |id: &str, text: String| json!({"callback_query_id": id, "text": text});
    let (_, long) = call(&fake, "answerCallbackQuery", answer(&id, "x".repeat(201))).await;
    assert_eq!(long["description"], "Bad Request: MESSAGE_TOO_LONG");
    let (status, _) = call(&fake, "answerCallbackQuery", answer(&id, "x".repeat(200))).await;
    assert_eq!(status, 200);
    let old = fake.press(ADA, 2, 0);
    fake.expire_query(&old);
    for id in [id.as_str(), old.as_str(), "1"] {
        let (_, answer) = call(&fake, "answerCallbackQuery", answer(id, String::new())).await;
        let why = "Bad Request: query is too old and response timeout expired or query ID is invalid";
        assert_eq!(answer["description"], why);
    }
    assert_eq!(fake.answer_to(&id).map(|answer| answer["text"].as_str().map(str::len)), Some(Some(200)));
}
