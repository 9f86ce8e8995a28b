//! Messages and commands: each row is an update and what leaves.

use serde_json::{Value, json};
use verbatim::reply::Language;

use crate::telegram::updates::{
    channel, channel_post, document, forum, group, my_chat_member, other_bot, person, photo, sticker, supergroup, text,
    unknown_kind, voice,
};
use crate::test_bot::{TestBot, unclear_question};

const UNSURE: &str = "sendMessage I did not find an answer";

#[tokio::test]
async fn commands_and_questions_in_a_private_chat() {
    let stage = TestBot::start().await;
    let unclear = unclear_question();
    let rows: [(&str, &[&str]); 27] = [
        (&unclear, &["sendMessage I am not sure which question you mean."]),
        ("/start", &["sendMessage Hello. You can ask me"]),
        ("/start qr-code-7", &["sendMessage Hello. You can ask me"]),
        ("/start tace-what", &["sendMessage What is TACE?"]),
        ("/START@verbatim_test_bot", &["sendMessage Hello. You can ask me"]),
        ("/help", &["sendMessage Write your question in your own words."]),
        ("/topics", &["sendMessage Treating liver lesions"]),
        ("/about", &["sendMessage Treating liver lesions"]),
        ("/privacy", &["sendMessage Your words are stored only until they are answered."]),
        ("/ask what is TACE?", &["sendMessage What is TACE?"]),
        ("/ask", &["sendMessage Write your question behind the command"]),
        ("/nonsense", &["sendMessage I do not know that command."]),
        ("/help@another_bot", &[]),
        ("what is TACE?", &["sendMessage What is TACE?"]),
        ("does the liver grow back", &["sendMessage Does the liver grow back"]),
        ("@verbatim_test_bot what is TACE?", &["sendMessage What is TACE?"]),
        ("how much does TACE cost", &["sendMessage The text does not say"]),
        ("hello", &["sendMessage Hello"]),
        ("Hello, what is RFA?", &["sendMessage What is radiofrequency ablation (RFA)?"]),
        ("Thank you. What is RFA?", &["sendMessage What is radiofrequency ablation (RFA)?"]),
        ("Good morning!\n\nwhat is TACE\n\nKind regards\nSam", &["sendMessage What is TACE?"]),
        ("/ask hello, what is TACE?", &["sendMessage What is TACE?"]),
        ("Hello, how much does TACE cost?", &["sendMessage The text does not say"]),
        ("Hello, he is vomiting blood", &["sendMessage This could be an emergency."]),
        ("he is vomiting blood", &["sendMessage This could be an emergency."]),
        ("purple elephants dancing", &[UNSURE]),
        ("🙂", &["sendMessage"]),
    ];
    for ((words, expected), id) in rows.iter().zip(1000..) {
        let requests = stage.check(words, text(&person(id), words), expected).await;
        for request in requests {
            assert_eq!(
                request.params["reply_parameters"],
                json!({"message_id": 1, "allow_sending_without_reply": true})
            );
            assert_eq!(request.params["link_preview_options"]["is_disabled"], true);
            assert!(request.is_ok(), "{request:?}");
        }
    }
    stage.end().await;
}

#[tokio::test]
async fn a_quoting_answer_has_source_disclaimer_and_buttons() {
    let stage = TestBot::start().await;
    stage.after(text(&person(7), "what is TACE?")).await;
    let reply = &stage.fake.replies(7)[0];
    assert_eq!(reply.reply_to, Some(1));
    assert!(reply.text.contains("uses special catheters to deliver chemotherapeutic drugs"), "{}", reply.text);
    assert!(reply.text.contains("not clinically reviewed") && reply.text.contains("It is not medical advice"));
    let labels: Vec<&str> = reply.keyboard.iter().map(|row| row[0].text.as_str()).collect();
    assert_eq!(labels[..2], ["✓ This helped", "✗ Not my question"]);
    assert!(labels.len() > 2 && reply.keyboard.iter().all(|row| row.len() == 1), "{labels:?}");
    stage.end().await;
}

#[tokio::test]
async fn messages_without_words() {
    let stage = TestBot::start().await;
    let text_only: &[&str] = &["sendMessage I can read text only."];
    let service = |field: &str, value: Value| text(&person(6), "").with(field, value);
    let rows = [
        ("photo", photo(&person(1), ""), text_only),
        ("voice", voice(&person(2)), text_only),
        ("document", document(&person(3), "record.pdf", ""), text_only),
        ("sticker", sticker(&person(4)), text_only),
        ("photo with a question", photo(&person(5), "what is TACE?"), &["sendMessage What is TACE?"]),
        (
            "document with a command",
            document(&person(5), "a.pdf", "/ask what is TACE?"),
            &["sendMessage What is TACE?"],
        ),
        ("blank text", text(&person(5), " \n "), text_only),
        (
            "pinned message",
            service("pinned_message", json!({"message_id": 1, "date": 1, "chat": person(6).chat()})),
            &[],
        ),
        (
            "auto-delete timer",
            service("message_auto_delete_timer_changed", json!({"message_auto_delete_time": 5})),
            &[],
        ),
        ("a kind that is not known", service("telepathy", json!({})), text_only),
    ];
    for (row, update, expected) in rows {
        stage.check(row, update, expected).await;
    }
    stage.end().await;
}

#[tokio::test]
async fn an_album_gets_one_reply() {
    let stage = TestBot::start().await;
    let picture = |id: i64, group: &str, caption: &str| photo(&person(id), caption).with("media_group_id", group);
    stage.check("first of three", picture(1, "g1", ""), &["sendMessage I can read text only."]).await;
    stage.check("second of three", picture(1, "g1", ""), &[]).await;
    stage.check("third of three", picture(1, "g1", ""), &[]).await;
    stage.check("another album", picture(1, "g2", ""), &["sendMessage I can read text only."]).await;
    stage.check("an album with a question", picture(1, "g3", "what is TACE?"), &["sendMessage What is TACE?"]).await;
    stage.check("its second picture", picture(1, "g3", ""), &[]).await;
    stage.check("the question on the second", picture(1, "g2", "what is TACE?"), &["sendMessage What is TACE?"]).await;
    stage.end().await;
}

#[tokio::test]
async fn what_is_not_known_costs_no_more_than_itself() {
    let stage = TestBot::start().await;
    let answer: &[&str] = &["sendMessage What is TACE?"];
    let question = |id: i64| text(&person(id), "what is TACE?");
    let rows: [(&str, Value, &[&str]); 9] = [
        ("an unknown entity", question(1).entity("date_time", 0, 4).into(), answer),
        ("an unknown entity in a caption", photo(&person(2), "what is TACE?").entity("date_time", 0, 4).into(), answer),
        (
            "an unknown origin",
            question(3).with("forward_origin", json!({"type": "from_mars", "date": 1})).into(),
            answer,
        ),
        ("an unknown field", question(4).with("hologram", json!({"type": "x"})).into(), answer),
        ("a broken quote", question(5).with("quote", json!(7)).into(), answer),
        ("an unknown kind of update", unknown_kind(&person(6)), &[]),
        ("a message that is none", json!({"message": {"text": "what is TACE?"}}), &[]),
        ("an edit of a message that never came", question(7).edited(1).into(), answer),
        ("membership", my_chat_member(&person(8), &person(8).chat(), "member", "kicked"), &[]),
    ];
    for (row, update, expected) in rows {
        stage.check(row, update, expected).await;
    }
    stage.check("and the next message is answered", text(&person(6), "what is TACE?"), answer).await;
    stage.end().await;
}

#[tokio::test]
async fn in_a_group_only_what_is_addressed_to_the_bot_is_answered() {
    let stage = TestBot::start().await;
    let room = supergroup(-1_001_000);
    stage.fake.add_chat(&room);
    // A group of its own for each row, so that the pace of one group slows no other.
    let rooms = std::cell::Cell::new(-1_001_000);
    let ask = |words: &str| {
        rooms.set(rooms.get() - 1);
        text(&person(7), words).within(&supergroup(rooms.get()))
    };
    let asked = stage.check("/ask", ask("/ask what is TACE?"), &["sendMessage What is TACE?"]).await;
    assert_eq!(asked[0].params["reply_parameters"]["message_id"], 1);
    let reply = stage.fake.replies(-1_001_001)[0].raw.clone();
    let other = json!({"message_id": 900, "date": 1, "chat": room, "from": person(8).to_json(), "text": "hm"});
    let rows: [(&str, Value, &[&str]); 17] = [
        ("talk", ask("what is TACE?").into(), &[]),
        ("a mention", ask("@verbatim_test_bot what is TACE?").into(), &["sendMessage What is TACE?"]),
        ("a mention at the end", ask("what is TACE, @Verbatim_Test_Bot?").into(), &["sendMessage What is TACE?"]),
        ("a bare mention", ask("@verbatim_test_bot").into(), &["sendMessage Write your question behind"]),
        ("a mention of another", ask("@verbatim_test_bot2 what is TACE?").into(), &[]),
        ("a command by name", ask("/start@verbatim_test_bot").into(), &["sendMessage Hello."]),
        ("/ask by name", ask("/ask@verbatim_test_bot what is TACE?").into(), &["sendMessage What is TACE?"]),
        ("/ask of another", ask("/ask@other_bot what is TACE?").into(), &[]),
        ("a command for any bot", ask("/start").into(), &[]),
        ("a reply to the bot", ask("what is TACE?").reply_to(&reply).into(), &["sendMessage What is TACE?"]),
        ("a reply to a person", ask("what is TACE?").reply_to(&other).into(), &[]),
        ("a photo", photo(&person(7), "").within(&room).into(), &[]),
        ("another bot", text(&other_bot(9), "/ask what is TACE?").within(&room).into(), &[]),
        (
            "an anonymous administrator",
            ask("/ask what is TACE?").anonymous_admin().into(),
            &["sendMessage What is TACE?"],
        ),
        ("a linked channel", ask("/ask what is TACE?").automatic_forward(&channel(-1_002_000)).into(), &[]),
        ("a channel", channel_post(&channel(-1_002_000), "/ask what is TACE?").into(), &[]),
        (
            "its own joining",
            my_chat_member(&person(7), &group(-55), "left", "member"),
            &["sendMessage Hello. I answer"],
        ),
    ];
    for (row, update, expected) in rows {
        stage.check(row, update, expected).await;
    }
    stage.end().await;
}

#[tokio::test]
async fn an_answer_stays_in_its_forum_topic() {
    let stage = TestBot::start().await;
    let room = forum(-1_003_000);
    let asked = text(&person(7), "/ask what is TACE?").within(&room).topic(33);
    let requests = stage.check("in a topic", asked, &["sendMessage What is TACE?"]).await;
    assert_eq!(requests[0].params["message_thread_id"], 33);
    // In a topic every message comes as a reply to the one that opened it, here the bot's own.
    let opening = json!({"message_id": 33, "date": 1, "chat": room, "message_thread_id": 33, "is_topic_message": true,
        "from": {"id": stage.fake.bot_id(), "is_bot": true, "first_name": "Verbatim"}});
    let talk = text(&person(7), "what is TACE?").within(&room).topic(33).reply_to(&opening);
    stage.check("talk in a topic that the bot opened", talk, &[]).await;
    stage.end().await;
}

#[tokio::test]
async fn the_profile_is_set_once() {
    let stage = TestBot::start().await;
    let profile = |key: &str| stage.fake.profile(key).unwrap_or_else(|| panic!("no {key:?}"));
    let listed = |key: &str, field: &str| {
        let commands = profile(key);
        let commands = commands.as_array().expect("a list").iter();
        commands.map(|c| c[field].as_str().expect("a text").to_owned()).collect::<Vec<_>>()
    };
    // English, for those without a language of their own here, and the rest by their codes.
    for (code, help, short) in [
        ("", "How to ask", "Not medical advice."),
        ("es", "Cómo preguntar", "No es consejo médico."),
        ("de", "So stellen Sie eine Frage", "Kein ärztlicher Rat."),
        ("zh", "怎样提问", "这不是医疗建议。"),
    ] {
        let (private, group) =
            (format!("commands all_private_chats {code}"), format!("commands all_group_chats {code}"));
        assert_eq!(
            listed(&private, "command"),
            ["start", "topics", "help", "about", "privacy", "ask", "settings", "post", "forget"]
        );
        assert_eq!(listed(&group, "command"), ["ask", "help"]);
        let admins = format!("commands all_chat_administrators {code}");
        assert_eq!(listed(&admins, "command"), ["ask", "help", "settings"]);
        assert_eq!([&listed(&private, "description")[2], &listed(&group, "description")[1]], [help, help]);
        let said = profile(&format!("short_description {code}"));
        assert!(said.as_str().is_some_and(|said| said.ends_with(short)), "{said}");
        assert!(
            profile(&format!("description {code}")).as_str().is_some_and(|said| said.contains("not medical advice"))
        );
    }
    let sets = |stage: &TestBot| stage.sent().iter().filter(|request| request.method.starts_with("set")).count();
    let before = sets(&stage);
    let languages = Language::ALL.len();
    assert_eq!(before, 5 * languages + 2);
    // What it has a use for, and nothing else.
    assert_eq!(profile("rights groups"), json!({"can_manage_chat": true}));
    let in_channels = json!({"can_manage_chat": true, "can_post_messages": true, "can_manage_direct_messages": true});
    assert_eq!(profile("rights channels"), in_channels);
    // A second bot with the same profile has nothing to set.
    let dir = tempfile::tempdir().expect("a temporary folder");
    let stop = tokio_util::sync::CancellationToken::new();
    let second = crate::test_bot::config(&stage.fake, dir.path());
    let task = crate::test_bot::serve(second, &stop);
    let asked = |log: &[crate::telegram::log::Request]| {
        log.iter().filter(|r| r.is("getMyShortDescription")).count() == 2 * languages
    };
    stage.fake.wait_for(asked, crate::test_bot::SOON).await;
    stage
        .fake
        .wait_for(|log| log.iter().all(|r| !r.is("getMyShortDescription") || r.is_ok()), crate::test_bot::SOON)
        .await;
    assert_eq!(sets(&stage), before);
    stop.cancel();
    task.await.expect("no panic").expect("it ran");
    stage.end().await;
}
