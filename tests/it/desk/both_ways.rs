//! What one side writes, and what the other side gets of it.

use serde_json::{Value, json};

use super::{PERSON, STAFF, after, check_last, from_staff, last, me, nurse, open, said, stage, tap, topic};
use crate::telegram::faults::Fault;
use crate::telegram::log::Request;
use crate::telegram::updates::{document, photo, sticker, supergroup, text, voice};
use crate::test_bot::{TestBot, compare};

fn to(requests: &[Request], chat: i64) -> Vec<Request> {
    requests.iter().filter(|request| request.chat_id == Some(chat)).cloned().collect()
}

#[tokio::test]
async fn nothing_is_passed_on_before_the_person_lets_it() {
    let stage = stage().await;
    stage.check("no answer", text(&me(), "asdf qwer"), &["sendMessage"]).await;
    let asked = tap(&stage, "Talk to a person").await;
    compare("the way", &asked, &["answerCallbackQuery", "sendMessage A person can read this"]);
    let page = asked[1].text();
    for words in ["not for emergencies", "“asdf qwer”", "They do not see your name", "Shall I pass it on?"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    compare("no", &tap(&stage, "No").await, &["answerCallbackQuery", "editMessageText All right."]);
    assert_eq!(said(&stage, STAFF), [""; 0]);
    tap(&stage, "Talk to a person").await;
    let passed = tap(&stage, "Pass it on").await;
    let expected = [
        "answerCallbackQuery",
        "createForumTopic",
        "editForumTopic",
        "sendMessage #1</b>  They ask:",
        "editMessageText A person has this now",
    ];
    compare("yes", &passed, &expected);
    assert_eq!(passed[1].params["name"], json!("#1"), "nothing of theirs before it is linked");
    assert_eq!(passed[2].params["name"], json!("#1 asdf qwer"));
    let card = last(&stage, STAFF);
    for words in ["asdf qwer", "I found nothing that fits", "Language: English", "have not talked with you before"] {
        assert!(card.contains(words), "{words}: {card}");
    }
    for secret in ["Ada", "user_7", "Of 7"] {
        assert!(!card.contains(secret), "{secret}: {card}");
    }
    stage.end().await;
}

#[tokio::test]
async fn what_the_person_writes_goes_to_the_staff_and_the_bot_is_quiet() {
    let stage = stage().await;
    open(&stage).await;
    let long = "word ".repeat(819);
    let rows: [(&str, Value, &[&str]); 6] = [
        ("a text", text(&me(), "what is TACE?").into(), &["sendMessage 💬 #1 what is TACE?"]),
        ("a photo", photo(&me(), "my scan").into(), &["copyMessage"]),
        ("a voice", voice(&me()).into(), &["copyMessage"]),
        ("a sticker", sticker(&me()).into(), &["sendMessage 💬 #1", "copyMessage"]),
        ("a file", document(&me(), "a.pdf", "").into(), &["copyMessage"]),
        ("a long text", text(&me(), long.trim()).into(), &["sendMessage 💬 #1", "copyMessage"]),
    ];
    for (row, update, expected) in rows {
        let sent = after(&stage, update).await;
        compare(row, &sent, expected);
        assert!(sent.iter().all(|request| request.chat_id == Some(STAFF)), "{row}: the person is told nothing");
        assert!(sent.iter().all(|request| request.params["message_thread_id"] == json!(topic(&stage))), "{row}");
    }
    let captions: Vec<String> = said(&stage, STAFF).into_iter().filter(|words| words.starts_with("💬 #1 my")).collect();
    assert_eq!(captions, ["💬 #1 my scan"]);
    compare("a command is answered", &after(&stage, text(&me(), "/about")).await, &["sendMessage"]);
    stage.end().await;
}

#[tokio::test]
async fn what_staff_write_comes_below_a_label_and_the_disclaimer_once() {
    let stage = stage().await;
    open(&stage).await;
    let first = after(&stage, from_staff(&stage, text(&nurse(), "Hello, how can I help?"))).await;
    compare("the first", &first, &["sendMessage 👤 A person from the desk: Hello", "sendMessage <i>"]);
    assert!(first.iter().all(|request| request.chat_id == Some(PERSON)), "{first:#?}");
    let rows: [(&str, Value, &[&str]); 5] = [
        ("a second", from_staff(&stage, text(&nurse(), "More.")).into(), &["sendMessage 👤 A person"]),
        ("a note", from_staff(&stage, text(&nurse(), "// is that Anna's?")).into(), &[]),
        ("a voice", from_staff(&stage, voice(&nurse())).into(), &["copyMessage"]),
        ("outside of topics", text(&nurse(), "lunch?").within(&crate::telegram::updates::forum(STAFF)).into(), &[]),
        ("another group", text(&nurse(), "lunch?").within(&supergroup(-1_001_000)).into(), &[]),
    ];
    for (row, update, expected) in rows {
        compare(row, &after(&stage, update).await, expected);
    }
    let unknown = after(&stage, from_staff(&stage, text(&nurse(), "/frobnicate"))).await;
    compare("no command", &to(&unknown, STAFF), &["sendMessage I do not know that command"]);
    assert_eq!(to(&unknown, PERSON).len(), 0);
    stage.end().await;
}

#[tokio::test]
async fn edits_replies_and_deletions_follow() {
    let stage = stage().await;
    open(&stage).await;
    let place = topic(&stage);
    after(&stage, text(&me(), "It hurts").numbered(50)).await;
    let edit = after(&stage, text(&me(), "It hurts a lot").edited(50)).await;
    compare("an edit", &edit, &["editMessageText 💬 #1 (changed) It hurts a lot"]);
    let copy = edit[0].params["message_id"].as_i64().expect("of a copy");
    let copied = stage.fake.message(STAFF, copy).expect("it stands");
    let answer = text(&nurse(), "Since when?").within(&copied["chat"]).topic(place).numbered(90).reply_to(&copied);
    let answer = after(&stage, answer).await;
    assert_eq!(answer[0].params["reply_parameters"]["message_id"], json!(50), "a reply to the person's message");
    let answered =
        stage.fake.replies(PERSON).into_iter().find(|seen| seen.text.contains("Since when?")).expect("there");
    let back = after(&stage, text(&me(), "Since Monday").reply_to(&answered.raw)).await;
    assert_eq!(back[0].params["reply_parameters"]["message_id"], json!(90), "a reply to the staff's message");
    let forum = crate::telegram::updates::forum(STAFF);
    let edit = after(&stage, text(&nurse(), "Since when, please?").within(&forum).topic(place).edited(90)).await;
    compare("staff edit", &edit, &["editMessageText 👤 A person from the desk: Since when, please?"]);
    let own = stage.fake.message(STAFF, 90).expect("it stands");
    let gone = after(&stage, text(&nurse(), "/delete").within(&forum).topic(place).reply_to(&own)).await;
    compare("staff delete", &gone, &["deleteMessages", "sendMessage It is deleted"]);
    assert!(!said(&stage, PERSON).iter().any(|words| words.contains("Since when")), "{:?}", said(&stage, PERSON));
    let own = stage.fake.message(PERSON, 50).expect("it stands");
    let gone = after(&stage, text(&me(), "/delete").reply_to(&own)).await;
    compare("the person deletes", &gone, &["deleteMessages", "sendMessage It is deleted"]);
    assert!(!said(&stage, STAFF).iter().any(|words| words.contains("It hurts")), "{:?}", said(&stage, STAFF));
    compare("nothing of one's own", &after(&stage, text(&me(), "/delete")).await, &["sendMessage Reply to your own"]);
    stage.end().await;
}

#[tokio::test]
async fn a_red_flag_is_answered_first_and_goes_to_both() {
    let stage = stage().await;
    open(&stage).await;
    let sent = after(&stage, text(&me(), "I am vomiting blood")).await;
    assert_eq!(sent[0].chat_id, Some(PERSON), "{sent:#?}");
    let to_staff = to(&sent, STAFF);
    compare("to the staff", &to_staff, &["sendMessage 🚨 #1 This may be an emergency."]);
    assert!(to_staff[0].text().ends_with("I am vomiting blood"), "{:?}", to_staff[0].text());
    for command in ["/human I am vomiting blood", "/about I am vomiting blood"] {
        let sent = after(&stage, text(&me(), command)).await;
        assert_eq!(sent[0].chat_id, Some(PERSON), "{sent:#?}");
        compare(command, &to(&sent, STAFF), &["sendMessage 🚨 #1 This may be an emergency."]);
    }
    stage.end().await;
}

#[tokio::test]
async fn what_cannot_be_delivered_is_said_at_once() {
    let stage = stage().await;
    open(&stage).await;
    stage.fake.block(PERSON);
    after(&stage, from_staff(&stage, text(&nurse(), "Hello?"))).await;
    check_last(&stage, STAFF, "Not delivered: the person has blocked me.");
    stage.fake.deactivate(PERSON);
    after(&stage, from_staff(&stage, text(&nurse(), "Hello?"))).await;
    check_last(&stage, STAFF, "Not delivered: the account is gone.");
    stage.fake.restore(PERSON);
    stage.fake.fail_in(PERSON, "copyMessage", 1, Fault::Status(400, "Bad Request: VOICE_MESSAGES_FORBIDDEN".into()));
    after(&stage, from_staff(&stage, voice(&nurse()))).await;
    check_last(&stage, STAFF, "Not delivered. Telegram says: “Bad Request: VOICE_MESSAGES_FORBIDDEN”");
    stage.fake.kick(STAFF);
    after(&stage, text(&me(), "Are you there?")).await;
    check_last(&stage, PERSON, "I could not bring what you wrote to a person.");
    assert!(last(&stage, PERSON).contains("I answer again"), "{}", last(&stage, PERSON));
    assert_eq!(stage.count("SELECT count(*) FROM tickets WHERE state = 'open'").await, 0);
    stage.end().await;
}

#[tokio::test]
async fn every_message_that_is_lost_is_said() {
    let stage = stage().await;
    open(&stage).await;
    for message in [50, 51] {
        stage.fake.fail_in(STAFF, "sendMessage", 1, Fault::Status(400, "Bad Request: strange".into()));
        let sent = after(&stage, text(&me(), "Are you there?").numbered(message)).await;
        let told = to(&sent, PERSON);
        compare("what is lost", &told, &["sendMessage I could not bring what you wrote to a person."]);
        assert_eq!(told[0].params["reply_parameters"]["message_id"], json!(message));
    }
    assert_eq!(stage.count("SELECT count(*) FROM tickets WHERE state = 'open'").await, 1);
    stage.end().await;
}

#[tokio::test]
async fn nothing_is_called_deleted_that_stands_there_still() {
    let stage = stage().await;
    open(&stage).await;
    let refused = || Fault::Status(400, "Bad Request: message can't be deleted".to_owned());
    after(&stage, text(&me(), "It hurts").numbered(50)).await;
    let own = stage.fake.message(PERSON, 50).expect("it stands");
    stage.fake.fail_in(STAFF, "deleteMessages", 1, refused());
    let sent = after(&stage, text(&me(), "/delete").reply_to(&own)).await;
    compare("the person", &sent, &["deleteMessages", "sendMessage I could not delete it on the other side."]);
    after(&stage, from_staff(&stage, text(&nurse(), "Since when?").numbered(90))).await;
    let own = stage.fake.message(STAFF, 90).expect("it stands");
    stage.fake.fail_in(PERSON, "deleteMessages", 1, refused());
    let sent = after(&stage, from_staff(&stage, text(&nurse(), "/delete")).reply_to(&own)).await;
    compare("the staff", &sent, &["deleteMessages", "sendMessage I could not delete it on the other side."]);
    assert_eq!(sent[1].chat_id, Some(STAFF));
    assert_eq!(stage.count("SELECT count(*) FROM dead").await, 0, "that is nobody's fault");
    stage.end().await;
}

#[tokio::test]
async fn a_change_that_is_too_long_is_said_to_who_made_it() {
    let stage = stage().await;
    open(&stage).await;
    after(&stage, from_staff(&stage, text(&nurse(), "Hello").numbered(90))).await;
    let long = "word ".repeat(819);
    let sent = after(&stage, from_staff(&stage, text(&nurse(), long.trim())).edited(90)).await;
    compare("too long", &sent, &["sendMessage Your change is too long"]);
    assert_eq!(sent[0].chat_id, Some(STAFF));
    stage.end().await;
}

#[tokio::test]
async fn without_a_desk_there_is_none() {
    let stage = TestBot::start().await;
    after(&stage, text(&me(), "asdf qwer")).await;
    let labels: Vec<String> =
        stage.fake.replies(PERSON)[0].keyboard.iter().flatten().map(|button| button.text.clone()).collect();
    assert!(!labels.iter().any(|label| label == "Talk to a person"), "{labels:?}");
    compare("/human", &after(&stage, text(&me(), "/human")).await, &["sendMessage I do not know"]);
    stage.end().await;
}
