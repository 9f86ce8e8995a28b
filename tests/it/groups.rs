//! Manners in groups: what its admins set, what is nobody else's business, what was said already.

use serde_json::json;

use crate::telegram::faults::Fault;
use crate::telegram::seen::Seen;
use crate::telegram::updates::{
    Person, Post, callback_query, channel, forum, group, my_chat_member, other_bot, person, supergroup, text,
};
use crate::test_bot::{TestBot, compare};

const ROOM: i64 = -1_001_234_567;
const ADMIN: i64 = 50;

fn admin() -> Person {
    person(ADMIN)
}

/// A group with an admin.
async fn stage() -> TestBot {
    let stage = TestBot::start().await;
    stage.fake.add_chat(&supergroup(ROOM));
    stage.fake.set_member(ROOM, &admin(), "administrator");
    stage
}

fn says(id: i64, words: &str) -> Post {
    text(&person(id), words).within(&supergroup(ROOM))
}

/// Every setting of the group is opened by the admin and these buttons are tapped, one after the other.
async fn set(stage: &TestBot, taps: &[&str]) -> Seen {
    let requests = stage.after(says(ADMIN, "/settings@verbatim_test_bot")).await;
    assert!(requests.iter().any(|request| request.text().contains("Settings of this group")), "{requests:?}");
    let page = last(stage);
    for tap in taps {
        tapped(stage, ADMIN, page.message_id, tap, &["answerCallbackQuery", "editMessageText"]).await;
    }
    last(stage)
}

async fn tapped(stage: &TestBot, who: i64, message: i64, button: &str, expected: &[&str]) {
    let before = stage.sent().len();
    let seen = stage.fake.messages(ROOM).into_iter().find(|seen| seen.message_id == message).expect("it stands");
    let buttons = seen.keyboard.iter().flatten();
    let label = buttons.map(|button| button.text.clone()).find(|label| label.starts_with(button));
    let label = label.unwrap_or_else(|| panic!("no {button}: {:?}", seen.keyboard));
    stage.fake.press_as(&person(who), ROOM, message, label.as_str());
    stage.quiet().await;
    compare(button, &stage.sent().split_off(before), expected);
}

fn last(stage: &TestBot) -> Seen {
    stage.fake.replies(ROOM).pop().expect("the bot said something")
}

fn labels(seen: &Seen) -> Vec<String> {
    seen.keyboard.iter().flatten().map(|button| button.text.clone()).collect()
}

const ANSWER: &[&str] = &["sendMessage What is TACE?"];

#[tokio::test]
async fn an_admin_sets_the_group_and_nobody_else_can() {
    let stage = stage().await;
    stage
        .check("a member", says(7, "/settings@verbatim_test_bot"), &["getChatMember", "sendMessage Only the admins"])
        .await;
    stage.check("in private", text(&person(7), "/settings"), &["sendMessage Your settings"]).await;
    let bot = text(&other_bot(9), "/settings").within(&supergroup(ROOM));
    stage.check("a bot", bot, &[]).await;
    let channels = says(1, "/settings").automatic_forward(&channel(-1_002));
    stage.check("the linked channel", channels, &[]).await;
    stage.check("another bot's", says(ADMIN, "/settings@other_bot"), &[]).await;
    stage
        .check(
            "an admin",
            says(ADMIN, "/settings@verbatim_test_bot"),
            &["getChatMember", "sendMessage Settings of this group"],
        )
        .await;
    let page = last(&stage);
    let shown = labels(&page);
    assert_eq!(shown[0], "I answer: when asked");
    assert!(shown.iter().all(|label| label.chars().count() <= 40), "{shown:?}");
    tapped(&stage, 7, page.message_id, "I answer", &["getChatMember", "answerCallbackQuery Only the admins"]).await;
    tapped(&stage, ADMIN, page.message_id, "I answer", &["answerCallbackQuery", "editMessageText Settings"]).await;
    tapped(&stage, ADMIN, page.message_id, "never", &["answerCallbackQuery", "editMessageText Settings"]).await;
    assert_eq!(labels(&last(&stage))[0], "I answer: never");
    stage.check("off", says(7, "/ask what is TACE?"), &[]).await;
    stage.check("off", says(7, "@verbatim_test_bot what is TACE?"), &[]).await;
    stage
        .check("off, and settings still open", says(ADMIN, "/settings@verbatim_test_bot"), &["sendMessage Settings"])
        .await;
    tapped(&stage, ADMIN, page.message_id, "Done", &["answerCallbackQuery", "editMessageText The settings are saved."])
        .await;
    stage
        .check(
            "an anonymous admin",
            says(1, "/settings@verbatim_test_bot").anonymous_admin(),
            &["sendMessage Settings"],
        )
        .await;
    stage.end().await;
}

#[tokio::test]
async fn settings_that_cannot_be_read_silence_the_bot_until_an_admin_sets_something() {
    let stage = stage().await;
    stage.check("met", says(ADMIN, "/settings@verbatim_test_bot"), &["getChatMember", "sendMessage Settings"]).await;
    stage.check("answered", says(7, "/ask what is TACE?"), ANSWER).await;
    stage.change(r#"UPDATE chats SET settings = '{"mode":"Telepathic","zone":"UTC"}'"#).await;
    stage.check("nobody knows what they want", says(7, "/ask what is TACE?"), &[]).await;
    stage.check("not even by its name", says(7, "@verbatim_test_bot what is ablation?"), &[]).await;
    let page = set(&stage, &[]).await;
    assert_eq!(labels(&page)[0], "I answer: never");
    stage.check("to look sets nothing", says(7, "/ask what is TACE?"), &[]).await;
    set(&stage, &["I answer", "when asked"]).await;
    stage.check("they said it", says(7, "/ask how long does TACE take?"), &["sendMessage"]).await;
    stage.end().await;
}

#[tokio::test]
async fn settings_outlive_the_process_and_follow_a_group_that_moves() {
    let stage = TestBot::start().await;
    let old = group(-77);
    stage.fake.add_chat(&old);
    stage.fake.set_member(-77, &admin(), "creator");
    let open = text(&admin(), "/settings Europe/Berlin").within(&old);
    stage.check("a zone by its name", open, &["getChatMember", "sendMessage Settings"]).await;
    let page = stage.fake.replies(-77).pop().expect("shown");
    assert!(labels(&page).contains(&"Time zone: Europe/Berlin".to_owned()), "{:?}", labels(&page));
    let wrong = text(&admin(), "/settings Europe/Atlantis").within(&old);
    stage.check("a zone that is none", wrong, &["sendMessage I do not know that time zone"]).await;
    let moved = text(&person(8), "").within(&old).with("migrate_to_chat_id", ROOM);
    stage.check("the group moves", moved, &[]).await;
    stage.fake.add_chat(&supergroup(ROOM));
    stage.fake.set_member(ROOM, &admin(), "creator");
    stage.check("there", says(ADMIN, "/settings"), &["getChatMember", "sendMessage Settings"]).await;
    assert!(labels(&last(&stage)).contains(&"Time zone: Europe/Berlin".to_owned()));
    stage.end().await;
}

#[tokio::test]
async fn unasked_it_speaks_only_when_it_may_and_is_sure() {
    let stage = stage().await;
    stage.check("asked only", says(7, "what is TACE?"), &[]).await;
    set(&stage, &["I answer", "also unasked"]).await;
    let rows: [(&str, Post, &[&str]); 10] = [
        ("sure", says(7, "what is TACE?"), ANSWER),
        ("no question", says(8, "TACE is what he had"), &[]),
        ("unsure", says(8, "what about the liver thing?"), &[]),
        ("something else", says(8, "what is for dinner?"), &[]),
        ("a gap", says(8, "how much does TACE cost?"), &[]),
        ("hello", says(8, "hello"), &[]),
        ("another bot", text(&other_bot(9), "what is systemic chemotherapy?").within(&supergroup(ROOM)), &[]),
        ("an anonymous admin", says(1, "does the liver grow back?").anonymous_admin(), &[]),
        ("the linked channel", says(8, "does the liver grow back?").automatic_forward(&channel(-1_002)), &[]),
        (
            "forwarded",
            says(8, "does the liver grow back after surgery?")
                .with("forward_origin", json!({"type": "hidden_user", "date": 1, "sender_user_name": "A"})),
            &[],
        ),
    ];
    for (row, update, expected) in rows {
        stage.check(row, update, expected).await;
    }
    stage.check("a red flag", says(8, "he is vomiting blood"), &["sendMessage This could be an emergency."]).await;
    stage.end().await;
}

#[tokio::test]
async fn unasked_it_speaks_six_times_an_hour() {
    let stage = stage().await;
    set(&stage, &["I answer", "also unasked", "No repeats", "0 minutes"]).await;
    for n in 0..6 {
        stage.check("within the hour", says(100 + n, "what is TACE?"), ANSWER).await;
    }
    stage.check("one too many", says(200, "what is TACE?"), &[]).await;
    stage.check("asked", says(200, "/ask what is TACE?"), ANSWER).await;
    stage.end().await;
}

#[tokio::test]
async fn a_question_about_oneself_goes_to_the_private_chat() {
    let stage = stage().await;
    let line: &[&str] = &["sendMessage This is about you, so let us talk in private."];
    stage.check("asked", says(7, "/ask I have two lesions, should I have TACE?"), line).await;
    let said = last(&stage);
    let link = said.keyboard[0][0].url.as_deref().expect("a link");
    assert!(link.starts_with("https://t.me/verbatim_test_bot?start=held_"), "{link}");
    for words in ["lesion", "TACE"] {
        assert!(!said.text.contains(words), "{}", said.text);
    }
    stage
        .check("a red flag is not sent away", says(7, "/ask I am vomiting blood"), &["sendMessage This could be"])
        .await;
    stage
        .check("in private it is answered", text(&person(7), "/start ask_"), &["sendMessage Write your question"])
        .await;
    stage.check("not asked", says(7, "I have two lesions, should I have TACE?"), &[]).await;
    stage.end().await;
}

#[tokio::test]
async fn the_same_answer_is_pointed_to() {
    let stage = stage().await;
    stage.check("first", says(7, "/ask what is TACE?"), ANSWER).await;
    let first = last(&stage).message_id;
    stage.check("again", says(8, "/ask what's TACE"), &["sendMessage I gave this answer here"]).await;
    let pointer = last(&stage);
    let link = format!("https://t.me/supergroup_1001234567/{first}");
    assert_eq!(pointer.keyboard[0][0].url.as_deref(), Some(link.as_str()));
    assert_eq!(pointer.reply_to, Some(first));
    stage
        .check("another answer", says(8, "/ask does the liver grow back"), &["sendMessage Does the liver grow back"])
        .await;
    stage.check("in private", text(&person(8), "what is TACE?"), ANSWER).await;

    let basic = group(-77);
    stage.fake.add_chat(&basic);
    let ask = |id: i64| text(&person(id), "/ask what is TACE?").within(&basic);
    stage.check("a basic group", ask(7), ANSWER).await;
    let first = stage.fake.replies(-77)[0].message_id;
    stage.check("there is no link there", ask(8), &["sendMessage I gave this answer here"]).await;
    assert_eq!(stage.fake.replies(-77)[1].reply_to, Some(first));
    stage.end().await;
}

#[tokio::test]
async fn an_answer_that_followed_an_edit_is_not_pointed_to() {
    let stage = stage().await;
    let other = supergroup(ROOM - 1);
    stage.fake.add_chat(&other);
    let within = |words: &str| text(&person(7), words).within(&other);
    stage.check("another chat", within("/ask what is TACE?"), ANSWER).await;
    stage.check("first", says(7, "/ask what is TACE?").numbered(500), ANSWER).await;
    let edit = says(7, "/ask does the liver grow back").edited(500);
    stage.check("now it says something else", edit, &["editMessageText Does the liver"]).await;
    stage.check("asked again", says(8, "/ask what is TACE?"), ANSWER).await;
    stage.check("and again", says(8, "/ask what is TACE?"), &["sendMessage I gave this answer here"]).await;
    stage.check("the other chat's stands", within("/ask what is TACE?"), &["sendMessage I gave this answer"]).await;
    let edit = says(7, "/ask what is TACE?").edited(500);
    stage.check("edits are followed on", edit, &["editMessageText What is TACE?"]).await;
    stage.end().await;
}

#[tokio::test]
async fn an_ask_in_reply_answers_the_message_above() {
    let stage = stage().await;
    let above = json!({"message_id": 900, "date": 1, "chat": supergroup(ROOM), "from": person(8).to_json(),
        "text": "what is TACE?"});
    let requests = stage.check("/ask", says(7, "/ask").reply_to(&above), ANSWER).await;
    assert_eq!(requests[0].params["reply_parameters"]["message_id"], 900);
    let bots = json!({"message_id": 901, "date": 1, "chat": supergroup(ROOM), "from": other_bot(9).to_json(),
        "text": "what is TACE?"});
    stage.check("a bot's message", says(7, "/ask").reply_to(&bots), &["sendMessage Write your question behind"]).await;
    stage.check("nothing above", says(7, "/ask"), &["sendMessage Write your question behind"]).await;
    stage.end().await;
}

#[tokio::test]
async fn quiet_hours_topics_threads_and_the_disclaimer() {
    let stage = stage().await;
    set(&stage, &["I answer", "also unasked", "Quiet hours", "00:00", "00:00", "Disclaimer: long", "Topics", "✓ TACE"])
        .await;
    stage.check("a whole quiet day", says(7, "what is systemic chemotherapy?"), &[]).await;
    let rows = stage.check("asked", says(7, "/ask does the liver grow back"), &["sendMessage Does the liver"]).await;
    assert_eq!(rows[0].params["disable_notification"], true);
    assert!(rows[0].text().contains("General information, not medical advice."), "{}", rows[0].text());
    assert!(!rows[0].text().contains("does not replace a doctor"), "{}", rows[0].text());
    stage
        .check("a topic that is off", says(7, "/ask what is TACE?"), &["sendMessage The admins of this group do not"])
        .await;

    let room = forum(-1_009);
    stage.fake.add_chat(&room);
    stage.fake.set_member(-1_009, &admin(), "administrator");
    let within = |words: &str, topic: i64| text(&admin(), words).within(&room).topic(topic);
    stage.check("in a thread", within("/settings", 33), &["getChatMember", "sendMessage Settings"]).await;
    let page = stage.fake.replies(-1_009).pop().expect("shown");
    stage.fake.press_as(&admin(), -1_009, page.message_id, "In this thread: I answer");
    stage.quiet().await;
    stage.check("closed", within("/ask what is TACE?", 33), &[]).await;
    let open = stage.check("another thread", within("/ask what is TACE?", 34), ANSWER).await;
    assert_eq!(open[0].params["message_thread_id"], 34);
    stage.end().await;
}

#[tokio::test]
async fn where_admins_alone_may_ask_others_are_told_once() {
    let stage = stage().await;
    set(&stage, &["Who can ask: everyone"]).await;
    let told: &[&str] = &["getChatMember", "sendMessage In this group only admins can ask me."];
    stage.check("a member", says(7, "/ask what is TACE?"), told).await;
    stage.check("the same", says(7, "/ask what is TACE?"), &["getChatMember"]).await;
    stage.check("a red flag", says(7, "/ask he is vomiting blood"), &["sendMessage This could be"]).await;
    stage.check("an admin", says(ADMIN, "/ask what is TACE?"), ANSWER).await;
    stage.end().await;
}

#[tokio::test]
async fn membership_is_followed() {
    let stage = stage().await;
    let change = |old: &str, new: &str| my_chat_member(&admin(), &supergroup(-1_002), old, new);
    let joined = stage.check("joins", change("left", "member"), &["sendMessage Hello. I answer"]).await;
    let said = joined[0].text();
    assert!(said.contains("only messages that are meant for me") && said.contains("/settings"), "{said}");
    stage.check("is promoted", change("member", "administrator"), &[]).await;
    stage.check("is restricted", change("administrator", "restricted"), &[]).await;
    stage.check("is thrown out", change("restricted", "kicked"), &[]).await;
    let joined = stage.check("comes back as admin", change("kicked", "administrator"), &["sendMessage Hello."]).await;
    assert!(joined[0].text().contains("I can see all messages here"), "{}", joined[0].text());
    stage.end().await;
}

#[tokio::test]
async fn an_edit_is_followed_in_place() {
    let stage = TestBot::start().await;
    let ask = |words: &str| text(&person(7), words).numbered(500);
    let edit = |words: &str| text(&person(7), words).edited(500);
    stage.check("a question", ask("what is TACE?"), ANSWER).await;
    let answer = stage.fake.replies(7)[0].message_id;
    stage.check("no word changed", edit("what is TACE?"), &[]).await;
    let requests =
        stage.check("another question", edit("does the liver grow back"), &["editMessageText Does the"]).await;
    assert_eq!(requests[0].params["message_id"], answer);
    stage.check("the same edit again", edit("does the liver grow back"), &[]).await;
    stage.check("and back", edit("what is TACE?"), &["editMessageText What is TACE?"]).await;
    stage.check("a red flag", edit("he is vomiting blood"), &["editMessageText This could be"]).await;
    assert_eq!(stage.fake.replies(7).len(), 1);

    let room = supergroup(ROOM);
    stage.fake.add_chat(&room);
    let talk = text(&person(7), "what is TACE?").within(&room).numbered(600);
    stage.check("talk", talk, &[]).await;
    let edited = |words: &str| text(&person(7), words).within(&room).edited(600);
    stage.check("talk that is edited", edited("what is TACE exactly?"), &[]).await;
    stage.check("now it is asked", edited("/ask what is TACE?"), ANSWER).await;
    stage.check("edited again", edited("/ask does the liver grow back"), &["editMessageText Does the"]).await;
    stage.end().await;
}

#[tokio::test]
async fn a_flood_is_answered_with_one_line() {
    let stage = TestBot::start().await;
    for n in 0..22 {
        let expected: &[&str] = match n {
            0..20 => &["sendMessage"],
            20 => &["sendMessage That was a lot at once."],
            _ => &[],
        };
        stage.check("so many", text(&person(7), "/help").with("date", 60_000), expected).await;
    }
    stage
        .check("a red flag", text(&person(7), "he is vomiting blood").with("date", 60_000), &["sendMessage This could"])
        .await;
    stage.check("somebody else", text(&person(8), "/help").with("date", 60_000), &["sendMessage"]).await;
    stage.check("a minute later", text(&person(7), "/help").with("date", 60_060), &["sendMessage Write your"]).await;
    stage.end().await;
}

#[tokio::test]
async fn a_person_sets_a_language_and_is_forgotten() {
    let stage = TestBot::start().await;
    stage.check("/settings", text(&person(7), "/settings"), &["sendMessage Your settings"]).await;
    let page = stage.fake.replies(7)[0].message_id;
    let tap = async |label: &str, expected: &[&str]| {
        let before = stage.sent().len();
        stage.fake.press(7, page, label);
        stage.quiet().await;
        compare(label, &stage.sent().split_off(before), expected);
    };
    stage.check("a question", text(&person(7), "what is TACE?"), ANSWER).await;
    let answer = stage.fake.replies(7).pop().expect("answered").message_id;
    stage.fake.press(7, answer, "✓ This helped");
    stage.quiet().await;
    tap("Deutsch", &["answerCallbackQuery", "editMessageText Ihre Einstellungen"]).await;
    stage.check("in German now", text(&person(7), "/help"), &["sendMessage Schreiben Sie"]).await;
    tap("Mich vergessen", &["answerCallbackQuery", "editMessageText Soll ich alles vergessen"]).await;
    tap("← Ihre Einstellungen", &["answerCallbackQuery", "editMessageText Ihre Einstellungen"]).await;
    tap("Mich vergessen", &["answerCallbackQuery", "editMessageText Soll ich alles vergessen"]).await;
    tap("Ja, mich vergessen", &["answerCallbackQuery", "editMessageText Erledigt."]).await;
    stage.check("forgotten", text(&person(7), "/help"), &["sendMessage Write your"]).await;
    stage.check("/forget", text(&person(7), "/forget"), &["sendMessage Should I forget"]).await;
    let kept = "SELECT (SELECT count(*) FROM people) + (SELECT count(*) FROM admins) + (SELECT count(*) FROM votes)";
    assert_eq!(stage.count(kept).await, 0);
    stage.end().await;
}

#[tokio::test]
async fn what_must_wait_for_its_turn_is_announced() {
    let stage = stage().await;
    set(&stage, &["No repeats", "0 minutes"]).await;
    let typing = |stage: &TestBot| stage.fake.requests().iter().filter(|request| request.is("sendChatAction")).count();
    // A group takes five messages at once.
    stage.check("at once", says(300, "/ask what is TACE?"), ANSWER).await;
    assert_eq!(typing(&stage), 0);
    for n in 0..3 {
        stage.check("in turn", says(301 + n, "/ask what is TACE?"), ANSWER).await;
    }
    let shown = stage.fake.requests().into_iter().find(|request| request.is("sendChatAction")).expect("it is shown");
    assert_eq!((&shown.params["chat_id"], &shown.params["action"]), (&ROOM.into(), &"typing".into()));
    assert!(shown.is_ok(), "{shown:?}");
    stage.end().await;
}

#[tokio::test]
async fn a_group_that_takes_no_message_is_left_in_peace() {
    let stage = stage().await;
    let muted = Fault::Status(400, "Bad Request: not enough rights to send text messages to the chat".to_owned());
    stage.fake.fail_in(ROOM, "sendMessage", 1, muted);
    stage.check("muted", says(7, "/ask what is TACE?"), ANSWER).await;
    stage.check("and no loop", text(&person(7), "what is TACE?"), ANSWER).await;
    stage.end().await;
}

#[tokio::test]
async fn an_answer_that_followed_an_edit_is_not_pointed_to_for_what_it_was() {
    let stage = stage().await;
    let ask = |words: &str| says(7, words).numbered(700);
    let edit = |words: &str| text(&person(7), words).within(&supergroup(ROOM)).edited(700);
    stage.check("one question", ask("/ask what is TACE?"), ANSWER).await;
    stage.check("turned into another", edit("/ask does the liver grow back"), &["editMessageText Does the"]).await;
    stage.check("the first again", says(8, "/ask what is TACE?"), ANSWER).await;
    let pointed: &[&str] = &["sendMessage I gave this answer here"];
    stage.check("the other again", says(8, "/ask does the liver grow back"), pointed).await;
    stage.end().await;
}

#[tokio::test]
async fn taps_keep_to_what_the_admins_set() {
    let stage = stage().await;
    stage.check("topics", says(7, "/topics@verbatim_test_bot"), &["sendMessage Treating liver"]).await;
    let topics = last(&stage);
    set(&stage, &["Topics", "✓ TACE"]).await;
    let old =
        stage.fake.messages(ROOM).into_iter().find(|seen| seen.message_id == topics.message_id).expect("it stands");
    let tap = |data: &str| {
        let mut raw = old.raw.clone();
        raw["reply_markup"] = json!({"inline_keyboard": [[{"text": "x", "callback_data": data}]]});
        callback_query(&person(7), &raw, data)
    };
    let off: &[&str] = &["answerCallbackQuery The admins of this group do not"];
    stage.check("an entry of a topic that is off", tap("c:tace-what"), off).await;
    stage
        .check("forged", callback_query(&person(7), &old.raw, "b:resection-what"), &["answerCallbackQuery This button"])
        .await;
    stage.check("a person's own settings", tap("F"), &["answerCallbackQuery This button"]).await;
    stage.check("topics", says(7, "/topics@verbatim_test_bot"), &["sendMessage Treating liver"]).await;
    assert!(!labels(&last(&stage)).contains(&"TACE".to_owned()), "{:?}", labels(&last(&stage)));
    set(&stage, &["Who can ask"]).await;
    let told: &[&str] = &["getChatMember", "answerCallbackQuery Only the admins"];
    stage.check("a member where admins ask", tap("T"), told).await;
    set(&stage, &["I answer", "never"]).await;
    stage.check("switched off", tap("T"), &["answerCallbackQuery"]).await;
    stage.end().await;
}
