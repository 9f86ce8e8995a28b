//! Whatever vessel carries words is read: rich messages, checklists, polls, quotes; what carries none is told so.

use serde_json::{Value, json};

use crate::telegram::updates::{Person, Post, callback_query, other_bot, person, photo, supergroup, text};
use crate::telegram::vessels::{
    bold, checklist, contact, details, file, gift, giveaway, holding, list, paragraph, poll, poll_of, rich, table,
    venue,
};
use crate::test_bot::TestBot;

const ANSWER: &[&str] = &["sendMessage What is TACE?"];
const URGENT: &[&str] = &["sendMessage This could be an emergency."];
const TEXT_ONLY: &[&str] = &["sendMessage I can read text only."];
const NOTHING: &[&str] = &[];
const CRY: &str = "I am vomiting blood";

/// Makes a message of somebody.
type Build<'a> = &'a dyn Fn(&Person) -> Post;

/// Each row in the private chat of a person of its own, so that no limit is met.
async fn check(stage: &TestBot, rows: &[(&str, Value, &[&str])]) {
    for (row, update, expected) in rows {
        stage.check(row, update.clone(), expected).await;
    }
}

/// One of many people, each a row.
fn people() -> impl FnMut() -> Person {
    let mut id = 1000;
    move || {
        id += 1;
        person(id)
    }
}

#[tokio::test]
async fn a_rich_message_is_read_like_a_text() {
    let stage = TestBot::start().await;
    let mut who = people();
    let mut says = |blocks: Value| Value::from(rich(&who(), blocks));
    let split = json!(["I am vo", bold("miting"), " ", bold(json!(["bl", "ood"]))]);
    let hologram = json!({"type": "hologram", "faces": [{"side": "left", "panes": [paragraph(CRY)]}]});
    let late = "The doctor said that all is well. ".repeat(200) + CRY;
    let rows = [
        ("a paragraph", says(json!([paragraph("what is TACE?")])), ANSWER),
        ("bold in the middle of a word", says(json!([paragraph(json!(["what is TA", bold("CE"), "?"]))])), ANSWER),
        ("a heading", says(json!([{"type": "heading", "text": "what is TACE?", "size": 2}])), ANSWER),
        ("a list", says(json!([list(&["what is TACE?"])])), ANSWER),
        (
            "a command",
            says(json!([paragraph(json!([{"type": "bot_command", "text": "/help", "bot_command": "/help"}]))])),
            &["sendMessage Write your question"],
        ),
        ("a command over two blocks", says(json!([paragraph("/ask"), paragraph("what is TACE?")])), ANSWER),
        ("the bot's name", says(json!([paragraph("@verbatim_test_bot what is TACE?")])), ANSWER),
        ("no words", says(json!([{"type": "divider"}])), TEXT_ONLY),
        ("a photo alone", says(json!([{"type": "photo", "photo": [{"file_id": "A", "width": 1}]}])), TEXT_ONLY),
        ("a cry in a word that is cut", says(json!([paragraph(split)])), URGENT),
        ("a cry in a cell", says(json!([table(&[&["Day", "How it is"], &["Monday", CRY]])])), URGENT),
        ("a cry over two cells", says(json!([table(&[&["I am vomiting", "blood"]])])), URGENT),
        ("a cry in an item", says(json!([list(&["slept badly", CRY])])), URGENT),
        ("a cry in a summary", says(json!([details(CRY, json!([paragraph("since today")]))])), URGENT),
        ("a cry in what is hidden", says(json!([details("Today", json!([list(&[CRY])]))])), URGENT),
        ("a cry in a caption", says(json!([{"type": "photo", "photo": [], "caption": {"text": CRY}}])), URGENT),
        ("a cry in a quotation", says(json!([{"type": "blockquote", "blocks": [paragraph(CRY)]}])), URGENT),
        ("a cry in a container that is not known", says(json!([hologram])), URGENT),
        ("a cry far behind", says(json!([paragraph(late)])), URGENT),
        (
            "no cry but an address",
            says(json!([paragraph(
                json!([{"type": "url", "text": "what is TACE?", "url": "https://e.org/i-am-vomiting-blood"}])
            )])),
            ANSWER,
        ),
    ];
    check(&stage, &rows).await;
    stage.end().await;
}

#[tokio::test]
async fn a_rich_message_is_edited_and_replied_to() {
    let stage = TestBot::start().await;
    let says = |words: &str| rich(&person(7), json!([paragraph(words)]));
    stage.check("a question", says("what is TACE?").numbered(500), ANSWER).await;
    stage.check("no word changed", says("what is TACE?").edited(500), NOTHING).await;
    let edit = says("does the liver grow back").edited(500);
    stage.check("another question", edit, &["editMessageText Does the liver"]).await;
    stage.check("a cry", says(CRY).edited(500), &["editMessageText This could be"]).await;

    let room = supergroup(-1_001_000);
    stage.fake.add_chat(&room);
    let above =
        Value::from(rich(&person(8), json!([list(&["what is TACE?"])])).within(&room).numbered(900).with("date", 1));
    let ask = text(&person(7), "/ask").within(&room).reply_to(&above["message"]);
    let requests = stage.check("/ask below one", ask, ANSWER).await;
    assert_eq!(requests[0].params["reply_parameters"]["message_id"], 900);

    // A button below an answer to one finds its question.
    let bot = json!({"id": stage.fake.bot_id(), "is_bot": true, "first_name": "Verbatim"});
    let question = Value::from(says("side effects").numbered(700).with("date", 1));
    let answer = json!({"message_id": 701, "date": 1, "chat": person(7).chat(), "from": bot, "text": "What is TACE?",
        "reply_to_message": question["message"], "some_new_field": {"x": []},
        "reply_markup": {"inline_keyboard": [[{"text": "✗", "callback_data": "x:tace-what"}]]}});
    let requests = stage.after(callback_query(&person(7), &answer, "x:tace-what")).await;
    let said = requests.iter().find(|request| request.is("sendMessage")).expect("it asks back");
    assert_eq!(said.params["reply_parameters"]["message_id"], 700);
    stage.end().await;
}

#[tokio::test]
async fn what_else_carries_words_is_read_for_red_flags() {
    let stage = TestBot::start().await;
    let mut who = people();
    let mut of = |build: &dyn Fn(&Person) -> Post| Value::from(build(&who()));
    let rows = [
        ("a checklist's task", of(&|who| checklist(who, "Today", &["rest", CRY])), URGENT),
        ("a checklist's title", of(&|who| checklist(who, CRY, &["rest"])), URGENT),
        ("a checklist of something else", of(&|who| checklist(who, "Shopping", &["bread", "milk"])), TEXT_ONLY),
        ("a checklist with a question", of(&|who| checklist(who, "what is TACE?", &[])), ANSWER),
        (
            "a task that is added",
            of(&|who| holding(who, "checklist_tasks_added", json!({"tasks": [{"id": 2, "text": CRY}]}))),
            URGENT,
        ),
        (
            "a harmless one",
            of(&|who| holding(who, "checklist_tasks_added", json!({"tasks": [{"id": 2, "text": "milk"}]}))),
            NOTHING,
        ),
        ("a poll's option", of(&|who| poll(who, "regular", "How are you?", &["fine", CRY])), URGENT),
        ("a poll's question", of(&|who| poll(who, "regular", CRY, &["yes", "no"])), URGENT),
        (
            "a poll about something else",
            of(&|who| poll(who, "regular", "Pizza or pasta tonight?", &["pizza", "pasta"])),
            TEXT_ONLY,
        ),
        ("a poll about what the text says", of(&|who| poll(who, "regular", "what is TACE?", &["yes", "no"])), ANSWER),
        ("an option that is a courtesy", of(&|who| poll(who, "regular", "Pizza?", &["hello", "thank you"])), TEXT_ONLY),
        (
            "an option that is added",
            of(&|who| holding(who, "poll_option_added", json!({"option_persistent_id": "3", "option_text": CRY}))),
            URGENT,
        ),
        ("a contact's note", of(&|who| contact(who, CRY)), URGENT),
        ("a contact", of(&|who| contact(who, "a friend")), TEXT_ONLY),
        ("a place's name", of(&|who| venue(who, CRY)), URGENT),
        ("a place", of(&|who| venue(who, "Liver Centre")), TEXT_ONLY),
        ("a gift's text", of(&|who| gift(who, CRY)), URGENT),
        ("a game", of(&|who| holding(who, "game", json!({"title": "Chess", "description": CRY, "photo": []}))), URGENT),
        ("a caption", of(&|who| photo(who, CRY)), URGENT),
        ("behind a command", of(&|who| text(who, &format!("/help {CRY}"))), URGENT),
        ("behind the start", of(&|who| text(who, &format!("/start {CRY}"))), URGENT),
        ("beside a question", of(&|who| text(who, "what is TACE?").with("hologram", json!({"text": CRY}))), URGENT),
        ("a kind that is not known", of(&|who| holding(who, "hologram", json!({"layers": [{"text": CRY}]}))), URGENT),
    ];
    check(&stage, &rows).await;
    stage.end().await;
}

#[tokio::test]
async fn quotes_are_read_for_red_flags_and_by_ask() {
    let stage = TestBot::start().await;
    let mut who = people();
    let mut says = |words: &str| text(&who(), words);
    let origin = |is_bot: bool| json!({"type": "user", "date": 1, "sender_user": {"id": 9, "is_bot": is_bot, "first_name": "A"}});
    let elsewhere = |is_bot: bool| json!({"origin": origin(is_bot), "chat": supergroup(-1_009), "message_id": 5});
    let mut with_poll = elsewhere(false);
    with_poll["poll"] = poll_of("regular", "How are you?", &[CRY, "fine"]);
    let own = json!({"message_id": 900, "date": 1, "chat": person(7).chat(), "text": CRY, "from": person(7).to_json()});
    let bots =
        json!({"message_id": 901, "date": 1, "chat": person(7).chat(), "text": CRY, "from": other_bot(9).to_json()});
    let quote = json!({"text": CRY, "position": 0});
    let rows: [(&str, Value, &[&str]); 9] = [
        ("of another chat", says("what is TACE?").quoting_elsewhere(elsewhere(false), CRY).into(), URGENT),
        ("a poll of another chat", says("what is TACE?").quoting_elsewhere(with_poll, "").into(), URGENT),
        ("of this chat", says("what is TACE?").reply_to(&own).with("quote", quote.clone()).into(), URGENT),
        ("of a bot elsewhere", says("what is TACE?").quoting_elsewhere(elsewhere(true), CRY).into(), ANSWER),
        ("of a bot here", says("what is TACE?").reply_to(&bots).with("quote", quote).into(), ANSWER),
        ("harmless", says("what is TACE?").quoting_elsewhere(elsewhere(false), "hello").into(), ANSWER),
        ("/ask", says("/ask").quoting_elsewhere(elsewhere(false), "what is TACE?").into(), ANSWER),
        (
            "/ask of a bot's words",
            says("/ask").quoting_elsewhere(elsewhere(true), "what is TACE?").into(),
            &["sendMessage Write your question"],
        ),
        (
            "nothing quoted",
            says("/ask").quoting_elsewhere(elsewhere(false), "").into(),
            &["sendMessage Write your question"],
        ),
    ];
    check(&stage, &rows).await;

    let room = supergroup(-1_001_000);
    stage.fake.add_chat(&room);
    let above = json!({"message_id": 900, "date": 1, "chat": room, "from": person(8).to_json(),
        "text": "hello all. what is TACE? how are you?"});
    let quoted = json!({"text": "what is TACE?", "position": 11, "is_manual": true});
    let ask = text(&person(7), "/ask").within(&room).reply_to(&above).with("quote", quoted);
    let requests = stage.check("/ask about a part of a message", ask, ANSWER).await;
    assert_eq!(requests[0].params["reply_parameters"]["message_id"], 900);
    stage.end().await;
}

#[tokio::test]
async fn what_holds_no_words_is_told_so_in_private_and_left_alone_in_groups() {
    let stage = TestBot::start().await;
    let room = supergroup(-1_001_000);
    stage.fake.add_chat(&room);
    let mut who = people();
    let kinds: [(&str, Build<'_>); 14] = [
        ("a voice message without a type", &|who| file(who, "voice")),
        ("a song without a type", &|who| file(who, "audio")),
        ("a video without a type", &|who| file(who, "video")),
        ("an animation without a type", &|who| file(who, "animation")),
        ("a round video", &|who| file(who, "video_note")),
        ("a gift", &|who| gift(who, "")),
        ("a gift with a word", &|who| gift(who, "thank you")),
        ("a giveaway", &|who| giveaway(who, "a book")),
        ("a unique gift", &|who| holding(who, "unique_gift", json!({"gift": {"base_name": "Bear", "name": "Bear-1"}}))),
        ("a story", &|who| holding(who, "story", json!({"chat": {"id": 5, "type": "private"}, "id": 1}))),
        ("a place without a name", &|who| holding(who, "location", json!({"latitude": 1.5, "longitude": 2.5}))),
        ("a kind that comes next year", &|who| holding(who, "hologram", json!({"depth": 3}))),
        ("one of which all is new", &|who| holding(who, "telepathy", json!({}))),
        ("a voice message of next year", &|who| holding(who, "voice", json!({"waves": [1, 2]}))),
    ];
    for (row, build) in kinds {
        stage.check(row, build(&who()), TEXT_ONLY).await;
        stage.check(row, build(&who()).within(&room), NOTHING).await;
    }
    let wordless = file(&person(7), "video").with("media_group_id", "g1");
    stage.check("an album", wordless.clone(), TEXT_ONLY).await;
    stage.check("its second part", wordless, NOTHING).await;
    stage.end().await;
}

#[tokio::test]
async fn service_messages_of_known_kinds_are_left_alone() {
    let stage = TestBot::start().await;
    let user = json!([{"id": 8, "is_bot": false, "first_name": "Ada"}]);
    let old = json!({"message_id": 1, "date": 1, "chat": person(7).chat(), "text": CRY});
    let rows = [
        ("pinned_message", old),
        ("new_chat_members", user.clone()),
        ("left_chat_member", user[0].clone()),
        ("new_chat_title", json!(CRY)),
        ("new_chat_photo", json!([{"file_id": "A"}])),
        ("message_auto_delete_timer_changed", json!({"message_auto_delete_time": 86_400})),
        ("web_app_data", json!({"data": "x", "button_text": "y"})),
        ("users_shared", json!({"request_id": 1, "users": [{"user_id": 8}]})),
        ("chat_shared", json!({"request_id": 1, "chat_id": -5})),
        ("write_access_allowed", json!({"from_request": true})),
        ("forum_topic_created", json!({"name": "Topic", "icon_color": 7_322_096})),
        ("forum_topic_edited", json!({"name": "Topic"})),
        ("forum_topic_closed", json!({})),
        ("boost_added", json!({"boost_count": 1})),
        ("video_chat_ended", json!({"duration": 5})),
        ("video_chat_dimmed", json!({})),
        ("chat_background_set", json!({"type": {"type": "fill"}})),
        ("giveaway_created", json!({})),
        ("successful_payment", json!({"currency": "XTR", "total_amount": 1})),
        ("suggested_post_paid", json!({"currency": "XTR"})),
        ("chat_owner_changed", json!({"new_owner": user[0]})),
    ];
    for (field, value) in rows {
        stage.check(field, holding(&person(7), field, value), NOTHING).await;
    }
    stage.end().await;
}

#[tokio::test]
async fn in_a_group_a_cry_is_heard_from_what_carries_it_and_nothing_else_is() {
    let stage = TestBot::start().await;
    let room = supergroup(-1_001_000);
    stage.fake.add_chat(&room);
    stage.fake.set_member(-1_001_000, &person(50), "administrator");
    let mut who = people();
    let question = poll(&who(), "regular", "what is TACE?", &["yes", "no"]).within(&room);
    let cry = poll(&who(), "regular", "How are you?", &["fine", CRY]).within(&room);
    let bot = json!({"message_id": 900, "date": 1, "chat": room, "text": "x",
        "from": {"id": stage.fake.bot_id(), "is_bot": true, "first_name": "Verbatim"}});
    stage.check("a poll", question.clone(), NOTHING).await;
    stage.check("a poll with a cry, unasked", cry.clone(), NOTHING).await;
    stage.check("a poll with a cry to the bot", cry.clone().reply_to(&bot), URGENT).await;
    stage.check("a poll to the bot", question.clone().reply_to(&bot), NOTHING).await;
    let above = Value::from(question.clone().numbered(950).with("date", 1));
    stage.check("/ask below a poll", text(&who(), "/ask").within(&room).reply_to(&above["message"]), ANSWER).await;

    stage.after(text(&person(50), "/settings@verbatim_test_bot").within(&room)).await;
    for button in ["I answer", "also unasked"] {
        let page = stage.fake.replies(-1_001_000).pop().expect("the settings");
        let labels = page.keyboard.iter().flatten().map(|button| button.text.clone());
        let label = labels.into_iter().find(|label| label.starts_with(button)).expect("the button");
        stage.fake.press_as(&person(50), -1_001_000, page.message_id, label.as_str());
        stage.quiet().await;
    }
    stage.check("unasked, and it may speak", cry, URGENT).await;
    stage.check("no cry", question, NOTHING).await;
    let above = json!({"message_id": 960, "date": 1, "chat": room, "from": person(8).to_json(), "text": CRY});
    let quoting =
        text(&who(), "how awful").within(&room).reply_to(&above).with("quote", json!({"text": CRY, "position": 0}));
    stage.check("a cry of this group, quoted by somebody who talks", quoting, NOTHING).await;
    stage.end().await;
}
