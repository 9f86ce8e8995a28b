//! Who writes: people, admins and channels in the name of a chat, copies, bots. Whoever asks is answered as themselves.

use serde_json::{Value, json};
use verbatim::config::Config;
use verbatim::store::Retention;

use crate::telegram::FakeTelegram;
use crate::telegram::updates::{Post, channel, other_bot, person, supergroup, text};
use crate::telegram::vessels::{paragraph, poll, rich};
use crate::test_bot::{TestBot, config};

const ROOM: i64 = -1_001_234_567;
const CHANNEL: i64 = -1_002_345_678;
const ADMIN: i64 = 50;
const ANSWER: &[&str] = &["sendMessage What is TACE?"];
const URGENT: &[&str] = &["sendMessage This could be an emergency."];
const NOTHING: &[&str] = &[];
const CRY: &str = "I am vomiting blood";

async fn stage() -> TestBot {
    let stage = TestBot::start().await;
    stage.fake.add_chat(&supergroup(ROOM));
    stage.fake.set_member(ROOM, &person(ADMIN), "administrator");
    stage
}

fn says(words: &str) -> Post {
    text(&person(7), words).within(&supergroup(ROOM))
}

/// Makes a message one that somebody writes in the name of a chat.
type Hide = fn(Post) -> Post;

/// The ways to write in a group without one's own name.
fn hidden() -> [(&'static str, Hide); 2] {
    [("an anonymous admin", Post::anonymous_admin), ("a channel", |post| post.in_the_name_of(&channel(CHANNEL)))]
}

/// Opens the settings as the admin and taps these buttons.
async fn set(stage: &TestBot, taps: &[&str]) {
    stage.after(text(&person(ADMIN), "/settings@verbatim_test_bot").within(&supergroup(ROOM))).await;
    let page = stage.fake.replies(ROOM).pop().expect("the settings").message_id;
    for tap in taps {
        let seen = stage.fake.messages(ROOM).into_iter().find(|seen| seen.message_id == page).expect("it stands");
        let label =
            seen.keyboard.iter().flatten().map(|button| button.text.clone()).find(|label| label.starts_with(tap));
        let label = label.unwrap_or_else(|| panic!("no {tap}: {:?}", seen.keyboard));
        stage.fake.press_as(&person(ADMIN), ROOM, page, label.as_str());
        stage.quiet().await;
    }
}

fn bots_message(stage: &TestBot) -> Value {
    json!({"message_id": 900, "date": 1, "chat": supergroup(ROOM), "text": "x",
        "from": {"id": stage.fake.bot_id(), "is_bot": true, "first_name": "Verbatim"}})
}

#[tokio::test]
async fn who_writes_in_the_name_of_a_chat_is_answered_when_they_ask() {
    let stage = stage().await;
    set(&stage, &["No repeats", "0 minutes"]).await;
    let own = bots_message(&stage);
    for (who, hide) in hidden() {
        let rows: [(&str, Post, &[&str]); 12] = [
            ("/ask", says("/ask what is TACE?"), ANSWER),
            ("the bot's name", says("@verbatim_test_bot what is TACE?"), ANSWER),
            ("a reply", says("what is TACE?").reply_to(&own), ANSWER),
            (
                "a rich message",
                rich(&person(7), json!([paragraph("/ask what is TACE?")])).within(&supergroup(ROOM)),
                ANSWER,
            ),
            ("a command by name", says("/help@verbatim_test_bot"), &["sendMessage Write your question"]),
            ("a cry behind a command", says(&format!("/settings@verbatim_test_bot {CRY}")), URGENT),
            (
                "a command for the bot that wrote last",
                says("/help"),
                &["getChatMember", "sendMessage Write your question"],
            ),
            ("/ask of another bot", says("/ask@other_bot what is TACE?"), NOTHING),
            ("talk", says("what is TACE?"), NOTHING),
            ("a cry to the bot", says(&format!("/ask {CRY}")), URGENT),
            ("a cry that nobody put to the bot", says(CRY), NOTHING),
            (
                "sent through this bot",
                says("/ask what is TACE?")
                    .with("via_bot", json!({"id": stage.fake.bot_id(), "is_bot": true, "first_name": "V"})),
                NOTHING,
            ),
        ];
        for (row, post, expected) in rows {
            stage.check(&format!("{who}: {row}"), hide(post), expected).await;
        }
    }
    stage.end().await;
}

#[tokio::test]
async fn a_copy_of_a_channels_post_asks_nothing_and_bots_are_never_answered() {
    let stage = stage().await;
    let copied = |words: &str| says(words).automatic_forward(&channel(CHANNEL));
    let bot = |words: &str| text(&other_bot(9), words).within(&supergroup(ROOM));
    let rows: [(&str, Post, &[&str]); 8] = [
        ("a copy", copied("what is TACE?"), NOTHING),
        ("a copy with /ask", copied("/ask what is TACE?"), NOTHING),
        ("a copy with the bot's name", copied("@verbatim_test_bot"), NOTHING),
        ("a copy with a command", copied("/help@verbatim_test_bot"), NOTHING),
        ("a copy with a cry that nobody put to the bot", copied(CRY), NOTHING),
        ("another bot", bot("/ask what is TACE?"), NOTHING),
        ("another bot's cry", bot(&format!("/ask {CRY}")), NOTHING),
        ("another bot's reply", bot(CRY).reply_to(&bots_message(&stage)), NOTHING),
    ];
    for (row, post, expected) in rows {
        stage.check(row, post, expected).await;
    }
    let above = Value::from(copied("what is TACE?").numbered(950).with("date", 1));
    stage.check("a person's /ask below a copy", says("/ask").reply_to(&above["message"]), ANSWER).await;
    stage.end().await;
}

#[tokio::test]
async fn where_the_bot_speaks_unasked_a_cry_is_heard_from_whoever_it_is() {
    let stage = stage().await;
    set(&stage, &["I answer", "also unasked", "No repeats", "0 minutes"]).await;
    for (who, hide) in hidden() {
        stage.check(who, hide(says(CRY)), URGENT).await;
        stage.check(&format!("{who}, talk"), hide(says("what is TACE?")), NOTHING).await;
    }
    let faq = crate::test_bot::engine();
    let disclaimer = &faq.faq().disclaimer;
    let copied = |post: Post| post.automatic_forward(&channel(CHANNEL));
    let forwarded = |is_bot: bool| {
        let user = json!({"id": 9, "is_bot": is_bot, "first_name": "A"});
        says(CRY).with("forward_origin", json!({"type": "user", "date": 1, "sender_user": user}))
    };
    let quiz = poll(&person(7), "quiz", "What is urgent?", &[CRY, "a cold"]).within(&supergroup(ROOM));
    let rows: [(&str, Post, &[&str]); 7] = [
        ("a copy", copied(says(CRY)), URGENT),
        ("a copy that asks", copied(says("what is TACE?")), NOTHING),
        ("a copy of the bot's own post", copied(says(&format!("{CRY}\n\n{disclaimer}"))), NOTHING),
        ("a copy of a quiz", copied(quiz), NOTHING),
        ("a forwarded cry", forwarded(false), URGENT),
        ("a forwarded cry of a bot", forwarded(true), NOTHING),
        ("another bot", text(&other_bot(9), CRY).within(&supergroup(ROOM)), NOTHING),
    ];
    for (row, post, expected) in rows {
        stage.check(row, post, expected).await;
    }
    stage.end().await;
}

#[tokio::test]
async fn an_anonymous_admin_is_an_admin_and_a_channel_is_none() {
    let stage = stage().await;
    let [(_, admin), (_, in_channels_name)] = hidden();
    let settings = || says("/settings@verbatim_test_bot");
    stage.check("an anonymous admin's settings", admin(settings()), &["sendMessage Settings of this group"]).await;
    stage.check("with a time zone", admin(says("/settings Europe/Berlin")), &["sendMessage Settings"]).await;
    stage.check("a channel's", in_channels_name(settings()), &["sendMessage Only the admins"]).await;
    stage.check("a channel's, for any bot", in_channels_name(says("/settings")), NOTHING).await;
    stage.check("a copy's", settings().automatic_forward(&channel(CHANNEL)), NOTHING).await;
    stage.check("posts are arranged in private", admin(says("/post@verbatim_test_bot")), &["sendMessage"]).await;
    stage.check("nobody is forgotten here", admin(says("/forget@verbatim_test_bot")), &["sendMessage"]).await;
    assert_eq!(stage.count("SELECT count(*) FROM admins").await, 0, "who of them it is, is not known");
    // A tap comes with the person's own id.
    stage.fake.press_as(&person(8), ROOM, stage.fake.replies(ROOM)[0].message_id, "I answer: when asked");
    stage.quiet().await;

    set(&stage, &["Who can ask: everyone"]).await;
    stage.check("admins alone: an anonymous one", admin(says("/ask what is TACE?")), ANSWER).await;
    let told: &[&str] = &["sendMessage In this group only admins can ask me."];
    stage.check("admins alone: a channel", in_channels_name(says("/ask what is TACE?")), told).await;
    stage.check("told once", in_channels_name(says("/ask what is TACE?")), NOTHING).await;
    stage.check("a cry", in_channels_name(says(&format!("/ask {CRY}"))), URGENT).await;
    stage.end().await;
}

#[tokio::test]
async fn limits_and_answers_are_those_of_the_name_that_is_written_under() {
    let stage = stage().await;
    let [(_, admin), (_, in_channels_name)] = hidden();
    let help = |n: i64| {
        // In groups of their own, so that the count of one is not reached first.
        let room = supergroup(-1_009_000 - n);
        text(&person(7), "/help@verbatim_test_bot").within(&room).in_the_name_of(&channel(CHANNEL)).with("date", 60_000)
    };
    for n in 0..22 {
        let expected: &[&str] = match n {
            0..20 => &["sendMessage Write your"],
            20 => &["sendMessage That was a lot at once."],
            _ => NOTHING,
        };
        stage.check("so much in one channel's name", help(n), expected).await;
    }
    let another = help(30).in_the_name_of(&channel(CHANNEL - 1));
    stage.check("another channel, which has the same `from`", another, &["sendMessage Write your"]).await;
    stage.check("a cry", in_channels_name(says(&format!("/ask {CRY}"))).with("date", 60_000), URGENT).await;

    stage.check("a question", admin(says("/ask what is TACE?")).numbered(500), ANSWER).await;
    let edit = admin(says("/ask does the liver grow back")).edited(500);
    stage.check("its edit is followed", edit, &["editMessageText Does the liver"]).await;
    stage.end().await;
}

#[tokio::test]
async fn what_is_asked_in_the_name_of_a_chat_is_not_kept() {
    let (fake, dir) = (FakeTelegram::start().await, tempfile::tempdir().expect("a temporary folder"));
    let retention = Retention { questions: 7, ..Retention::DEFAULT };
    let config = Config { retention, ..config(&fake, dir.path()) };
    let stage = TestBot::start_as(fake, dir, config).await;
    stage.fake.add_chat(&supergroup(ROOM));
    for ((who, hide), n) in hidden().into_iter().zip(1..) {
        stage.check(who, hide(says("/ask what is TACE?").within(&supergroup(ROOM - n))), ANSWER).await;
        assert_eq!(stage.count("SELECT count(*) FROM questions").await, 0, "{who}");
    }
    let quote = json!({"text": "what is TACE?", "position": 0});
    let elsewhere = json!({"origin": {"type": "hidden_user", "date": 1, "sender_user_name": "A"}});
    let ask = text(&person(7), "/ask").with("external_reply", elsewhere).with("quote", quote);
    stage.check("somebody else's words", ask, ANSWER).await;
    assert_eq!(stage.count("SELECT count(*) FROM questions").await, 0);
    stage.check("one's own", text(&person(7), "/ask what is TACE?"), ANSWER).await;
    assert_eq!(stage.count("SELECT count(*) FROM questions").await, 1);
    stage.end().await;
}
