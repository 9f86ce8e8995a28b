//! Posts to groups and channels: arranged in private, posted on time, never twice.

use std::collections::HashSet;
use std::sync::LazyLock;

use verbatim::bot::{BotContext, Context};
use verbatim::bot_api::Outgoing;
use verbatim::store::{Change, Chat, Effects, Incoming, PostKind, QueuedKind, Schedule, State};

use crate::telegram::faults::Fault;
use crate::telegram::log::Request;
use crate::telegram::updates::{self, channel, forum, my_chat_member, person, text};
use crate::test_bot::{SOON, TestBot, compare, handlers};

const CHANNEL: i64 = -1_002_000;
const ADMIN: i64 = 50;

/// A bot that an admin of a channel took in.
async fn stage() -> TestBot {
    let stage = TestBot::start().await;
    stage.fake.add_chat(&channel(CHANNEL));
    stage.fake.set_member(CHANNEL, &person(ADMIN), "administrator");
    stage.after(text(&person(ADMIN), "/start")).await;
    let joined = my_chat_member(&person(ADMIN), &channel(CHANNEL), "left", "administrator");
    let mut joined = joined;
    joined["my_chat_member"]["new_chat_member"]["can_post_messages"] = true.into();
    let requests = stage.check("made an admin", joined, &["sendMessage I am now an admin of"]).await;
    assert_eq!(requests[0].params["chat_id"], ADMIN, "the channel itself is told nothing");
    stage
}

/// What leads from the button to a passage that is posted.
const POSTED: [&str; 4] = [
    "answerCallbackQuery",
    "editMessageText I am posting",
    "sendMessage Did you know?",
    "editMessageText It is posted in Channel",
];

/// The admin opens the page of the channel.
async fn open_panel(stage: &TestBot) {
    stage.after(text(&person(ADMIN), "/post")).await;
    tap(stage, "Channel", &["getChatMember", "answerCallbackQuery", "editMessageText Channel"]).await;
}

/// As if each daily post had been set for this minute, and had been posted yesterday.
const NOW: &str = "UPDATE schedules SET last_slot = '2000-01-01',
    minutes = CAST(strftime('%H', 'now') AS INTEGER) * 60 + CAST(strftime('%M', 'now') AS INTEGER)";

async fn tap(stage: &TestBot, button: &str, expected: &[&str]) {
    let before = stage.sent().len();
    let page = stage.fake.replies(ADMIN).pop().expect("there are buttons");
    let labels: Vec<String> = page.keyboard.iter().flatten().map(|button| button.text.clone()).collect();
    let label = labels.iter().find(|label| label.starts_with(button)).unwrap_or_else(|| panic!("{button}: {labels:?}"));
    stage.fake.press_as(&person(ADMIN), ADMIN, page.message_id, label.as_str());
    stage.quiet().await;
    compare(button, &stage.sent().split_off(before), expected);
}

#[tokio::test]
async fn an_admin_previews_and_posts_from_the_private_chat() {
    let stage = stage().await;
    stage.check("a stranger", text(&person(7), "/post"), &["sendMessage I know no group or channel"]).await;
    stage.check("/post", text(&person(ADMIN), "/post"), &["sendMessage Your groups and channels"]).await;
    tap(&stage, "Channel", &["getChatMember", "answerCallbackQuery", "editMessageText Channel"]).await;
    let preview = ["answerCallbackQuery", "sendMessage Did you know?", "sendMessage This is how it will look."];
    tap(&stage, "Show the next passage", &preview).await;
    assert_eq!(stage.fake.replies(CHANNEL).len(), 0, "a preview is not a post");
    tap(&stage, "Post in", &POSTED).await;
    let post = stage.fake.replies(CHANNEL).pop().expect("posted");
    assert!(post.text.contains("It is not medical advice"), "{}", post.text);
    assert!(post.keyboard.iter().flatten().all(|button| button.url.is_some()), "{:?}", post.keyboard);
    assert_eq!(post.reply_to, None);

    stage.check("one by its name", text(&person(ADMIN), "/post tace-what"), &preview[1..]).await;
    tap(&stage, "Post in", &POSTED).await;
    let wrong =
        stage.check("a slip", text(&person(ADMIN), "/post tace-waht"), &["sendMessage I know no passage"]).await;
    assert!(wrong[0].text().contains("/post tace-what"), "{}", wrong[0].text());
    stage.end().await;
}

#[tokio::test]
async fn who_is_no_admin_any_more_posts_nothing() {
    let stage = stage().await;
    stage.after(text(&person(ADMIN), "/post tace-what")).await;
    stage.fake.set_member(CHANNEL, &person(ADMIN), "member");
    tap(&stage, "Post in", &["getChatMember", "answerCallbackQuery", "editMessageText I cannot post there"]).await;
    assert_eq!(stage.fake.replies(CHANNEL).len(), 0);
    stage.check("/post", text(&person(ADMIN), "/post"), &["sendMessage I know no group or channel"]).await;
    stage.end().await;
}

#[tokio::test]
async fn a_second_tap_posts_nothing_more() {
    let stage = stage().await;
    stage.after(text(&person(ADMIN), "/post tace-what")).await;
    let page = stage.fake.replies(ADMIN).pop().expect("there are buttons");
    for _ in 0..2 {
        let data = page.button(&"Post in Channel".into()).data.clone().expect("it sends something");
        stage.after(updates::callback_query(&person(ADMIN), &page.raw, &data)).await;
    }
    assert_eq!(stage.fake.replies(CHANNEL).len(), 1);
    stage.end().await;
}

#[tokio::test]
async fn daily_posts_come_at_their_time_once_a_day() {
    let stage = stage().await;
    open_panel(&stage).await;
    let shown = |text: &'static str| ["answerCallbackQuery", text];
    tap(&stage, "A quiz each day: off", &shown("editMessageText Channel")).await;
    tap(&stage, "09:00", &shown("editMessageText Channel")).await;
    // Whether the bot may send polls is asked when a quiz is arranged.
    tap(&stage, "09:15", &["getChatMember", "answerCallbackQuery", "editMessageText Channel"]).await;
    tap(&stage, "A quiz each day: 09:15", &shown("editMessageText Channel")).await;
    tap(&stage, "← Channel", &shown("editMessageText Channel")).await;
    stage.change(NOW).await;
    stage.fake.wait_for(|log| log.iter().any(|request| request.is("sendPoll")), SOON).await;
    stage.quiet().await;
    let before = stage.sent();
    let posted: Vec<&str> = before.iter().rev().take(2).map(|request| request.method.as_str()).collect();
    assert_eq!(posted, ["sendPoll", "sendMessage"], "the source and the disclaimer go first");
    let [poll, note] = [&before[before.len() - 1], &before[before.len() - 2]];
    assert!(note.text().contains("It is not medical advice"), "{}", note.text());
    assert_eq!((&poll.params["type"], &poll.params["is_anonymous"]), (&"quiz".into(), &true.into()));
    assert!(poll.is_ok(), "{poll:?}");
    let polls = |stage: &TestBot| stage.sent().iter().filter(|request| request.is("sendPoll")).count();
    assert_eq!(polls(&stage), 1);
    let noted = "SELECT count(*) FROM schedules WHERE last_slot > '2000-01-01'";
    assert_eq!(stage.count(noted).await, 1, "the day is noted, so that no other post is due for it");
    tap(&stage, "Pause", &shown("editMessageText Channel")).await;
    stage.change("UPDATE schedules SET last_slot = '2000-01-01'").await;
    tap(&stage, "Time zone", &shown("editMessageText Channel")).await;
    tap(&stage, "Asia/Tokyo", &shown("editMessageText Channel")).await;
    tap(&stage, "Go on", &shown("editMessageText Channel")).await;
    assert_eq!(polls(&stage), 1, "not while it was paused");
    stage.end().await;
}

#[tokio::test]
async fn a_post_whose_fate_is_not_known_is_not_sent_again() {
    let stage = stage().await;
    stage.after(text(&person(ADMIN), "/post tace-what")).await;
    stage.fake.fail_in(CHANNEL, "sendMessage", 1, Fault::AfterProcessingDrop);
    let asked_first = [
        "getChatMember",
        "answerCallbackQuery",
        "editMessageText I am posting",
        "sendMessage Did you know?",
        "editMessageText I could not post it in Channel.  I do not know if it got there.",
    ];
    tap(&stage, "Post in", &asked_first).await;
    stage.check("the bot goes on", text(&person(7), "what is TACE?"), &["sendMessage What is TACE?"]).await;
    stage.end().await;
}

#[tokio::test]
async fn a_channel_that_turned_the_bot_away_gets_no_more() {
    let stage = stage().await;
    stage.after(text(&person(ADMIN), "/post tace-what")).await;
    // Thrown out while nobody looked: no update says so.
    stage.fake.kick(CHANNEL);
    let asked_first = ["getChatMember", "answerCallbackQuery", "editMessageText I cannot post there"];
    tap(&stage, "Post in", &asked_first).await;
    stage.check("/post", text(&person(ADMIN), "/post"), &["sendMessage I know no group or channel"]).await;
    stage.end().await;
}

#[tokio::test]
async fn a_preview_whose_poll_fails_still_asks() {
    let stage = stage().await;
    open_panel(&stage).await;
    let refused = || Fault::Status(400, "Bad Request: something is wrong with the poll".to_owned());
    stage.fake.fail_in(ADMIN, "sendPoll", 1, refused());
    let preview = ["answerCallbackQuery", "sendMessage Quiz", "sendPoll", "sendMessage This is how it will look."];
    tap(&stage, "Show the next quiz", &preview).await;
    // Without the disclaimer there is no poll.
    stage.fake.fail_in(CHANNEL, "sendMessage", 1, refused());
    let refused = [
        "getChatMember",
        "answerCallbackQuery",
        "editMessageText I am posting",
        "sendMessage Quiz",
        "editMessageText I could",
    ];
    tap(&stage, "Post in", &refused).await;
    stage.end().await;
}

#[tokio::test]
async fn a_group_without_polls_keeps_its_passages() {
    let stage = stage().await;
    open_panel(&stage).await;
    tap(&stage, "Show the next quiz", &["answerCallbackQuery", "sendMessage Quiz", "sendPoll", "sendMessage This is"])
        .await;
    let refused = Fault::Status(400, "Bad Request: not enough rights to send polls to the chat".to_owned());
    stage.fake.fail_in(CHANNEL, "sendPoll", 1, refused);
    let refused = [
        "getChatMember",
        "answerCallbackQuery",
        "editMessageText I am posting",
        "sendMessage Quiz",
        "sendPoll",
        "editMessageText I could not post it in Channel.  I may not send polls there.",
        "deleteMessages",
    ];
    tap(&stage, "Post in", &refused).await;
    assert_eq!(stage.fake.replies(CHANNEL), [], "what was to stand above the poll does not stand alone");
    stage
        .check("/post", text(&person(ADMIN), "/post tace-what"), &["sendMessage Did you", "sendMessage This is"])
        .await;
    tap(&stage, "Post in", &POSTED).await;
    stage.end().await;
}

#[tokio::test]
async fn a_refused_post_closes_the_channel_until_its_admin_comes() {
    let stage = stage().await;
    stage.after(text(&person(ADMIN), "/post tace-what")).await;
    let kicked = Fault::Status(403, "Forbidden: bot was kicked from the channel chat".to_owned());
    stage.fake.fail_in(CHANNEL, "sendMessage", 1, kicked);
    let refused = [
        "getChatMember",
        "answerCallbackQuery",
        "editMessageText I am posting",
        "sendMessage Did you",
        "editMessageText I could not post it in Channel.  I am not in that chat any more.",
    ];
    tap(&stage, "Post in", &refused).await;
    let is_open = async || stage.count("SELECT count(*) FROM chats WHERE is_open").await;
    assert_eq!(is_open().await, 0);
    stage.check("/post", text(&person(ADMIN), "/post"), &["sendMessage Your groups and channels"]).await;
    tap(&stage, "Channel", &["answerCallbackQuery", "editMessageText Channel"]).await;
    assert_eq!(is_open().await, 1);
    stage.end().await;
}

/// Lets the daily posts come, and gives what they led to.
async fn come(stage: &TestBot, method: &str, expected: &[&str]) -> Vec<Request> {
    let (before, seen) = (stage.sent().len(), stage.fake.requests().len());
    stage.change(NOW).await;
    stage.fake.wait_for(|log| log[seen..].iter().any(|request| request.is(method)), SOON).await;
    stage.quiet().await;
    let requests = stage.sent().split_off(before);
    compare("a daily post", &requests, expected);
    requests
}

#[tokio::test]
async fn who_arranged_a_post_is_told_once_that_it_fails_and_when_it_pauses() {
    let stage = stage().await;
    open_panel(&stage).await;
    let shown = ["answerCallbackQuery", "editMessageText Channel"];
    for button in ["A passage each day: off", "09:00", "09:15"] {
        tap(&stage, button, &shown).await;
    }
    let odd = || Fault::Status(400, "Bad Request: something odd".to_owned());
    let refused = async |expected: &[&str]| {
        stage.fake.fail_in(CHANNEL, "sendMessage", 1, odd());
        come(&stage, "sendMessage", expected).await
    };
    let told = "sendMessage The daily passage for “Channel” did not go out.  Telegram says: Bad Request: something odd";
    let requests = refused(&["sendMessage Did you", told]).await;
    assert_eq!(requests[1].params["chat_id"], ADMIN);
    refused(&["sendMessage Did you"]).await;
    let paused = format!("{told}  It has failed three times in a row, so it is paused now.");
    refused(&["sendMessage Did you", &paused]).await;
    assert_eq!(stage.count("SELECT count(*) FROM schedules WHERE is_paused = 1 AND failures = 3").await, 1);
    tap(&stage, "Go on", &shown).await;
    let panel = stage.fake.replies(ADMIN).pop().expect("the panel");
    assert!(panel.text.contains("failed. Telegram says: Bad Request: something odd"), "{}", panel.text);
    assert!(panel.text.contains("Next: "), "{}", panel.text);
    // It goes on, and what goes well is seen on the panel and told to nobody.
    come(&stage, "sendMessage", &["sendMessage Did you"]).await;
    tap(&stage, "A passage each day", &shown).await;
    tap(&stage, "← Channel", &shown).await;
    assert!(stage.fake.replies(ADMIN).pop().expect("the panel").text.contains(", posted"));
    // Who blocked the bot is told nothing, and nothing comes of that.
    stage.fake.block(ADMIN);
    refused(&["sendMessage Did you", told]).await;
    assert_eq!(stage.count("SELECT count(*) FROM dead").await, 4, "one each that Telegram refused");
    stage.end().await;
}

#[tokio::test]
async fn times_and_weekdays_are_set_on_the_panel() {
    let stage = stage().await;
    open_panel(&stage).await;
    let shown = ["answerCallbackQuery", "editMessageText Channel"];
    let taps = async |buttons: &[&str]| {
        for button in buttons {
            tap(&stage, button, &shown).await;
        }
    };
    taps(&["A passage each day: off", "09:00", "09:15", "A passage each day: 09:15"]).await;
    for hour in ["10:00", "11:00", "08:00"] {
        taps(&["Add a time", hour, hour, "A passage each day: "]).await;
    }
    let page = || stage.fake.replies(ADMIN).pop().expect("the page");
    let labels = || page().keyboard.iter().flatten().map(|button| button.text.clone()).collect::<Vec<_>>();
    assert!(page().text.contains("A passage each day: 08:00, 09:15, 10:00, 11:00"), "{}", page().text);
    assert!(!labels().contains(&"Add a time".to_owned()), "{:?}", labels());
    taps(&["✗ 10:00", "✓ Sat", "✓ Sun"]).await;
    let label = "A passage on Mon, Tue, Wed, Thu, Fri: 08:00, 09:15, 11:00";
    assert!(page().text.contains(label), "{}", page().text);
    // An old page: the time that it takes away is gone, and the one that it adds is there.
    let old = |data: &str| {
        let (mut page, button) = (page().raw, serde_json::json!({"text": "old", "callback_data": data}));
        page["reply_markup"] = serde_json::json!({"inline_keyboard": [[button]]});
        updates::callback_query(&person(ADMIN), &page, data)
    };
    for data in ["rp600", "ap555", "dp31"] {
        stage.after(old(&format!("a:{CHANNEL}:{data}"))).await;
    }
    assert_eq!(stage.count("SELECT count(*) FROM schedules WHERE minutes = '480,555,660' AND days = 31").await, 1);
    // One day stays, and without a time there is no post.
    stage.after(old(&format!("a:{CHANNEL}:dp1"))).await;
    stage.after(old(&format!("a:{CHANNEL}:kp"))).await;
    tap(&stage, "✓ Mon", &shown).await;
    assert_eq!(stage.count("SELECT count(*) FROM schedules WHERE days = 1").await, 1);
    taps(&["✗ 08:00", "✗ 09:15", "✗ 11:00"]).await;
    assert_eq!(stage.count("SELECT count(*) FROM schedules").await, 0);
    assert!(labels().contains(&"A passage each day: off".to_owned()), "{:?}", labels());
    stage.end().await;
}

const FORUM: i64 = -1_002_001;

/// An admin of a forum that the bot is a plain member of.
async fn forum_stage() -> TestBot {
    let stage = TestBot::start().await;
    stage.fake.add_chat(&forum(FORUM));
    stage.fake.add_topic(FORUM, 31);
    stage.fake.set_member(FORUM, &person(ADMIN), "administrator");
    stage
}

/// Sends `/post` in a topic of the forum, and follows the link that comes.
async fn follow_the_link(stage: &TestBot, expected: &[&str]) {
    let asked = text(&person(ADMIN), "/post@verbatim_test_bot").within(&forum(FORUM)).topic(31);
    let link = stage.check("/post", asked, &["sendMessage Let us do that in private"]).await;
    let url = link[0].params["reply_markup"]["inline_keyboard"][0][0]["url"].as_str().expect("a link").to_owned();
    let payload = url.split("start=").nth(1).expect("a payload");
    stage.check("the link", text(&person(ADMIN), &format!("/start {payload}")), expected).await;
}

#[tokio::test]
async fn posts_go_to_the_topic_that_they_were_arranged_from() {
    let stage = forum_stage().await;
    follow_the_link(&stage, &["getChatMember", "sendMessage Forum"]).await;
    let preview = ["answerCallbackQuery", "sendMessage Did you know?", "sendMessage This is how it will look."];
    tap(&stage, "Show the next passage", &preview).await;
    let posted =
        ["answerCallbackQuery", "editMessageText I am posting", "sendMessage Did", "editMessageText It is posted"];
    tap(&stage, "Post in", &posted).await;
    assert_eq!(stage.fake.replies(FORUM).pop().expect("posted").thread, Some(31));
    // The topic is deleted: its posts do not turn up among others.
    let shown = ["answerCallbackQuery", "editMessageText Forum"];
    for button in ["← Forum", "A passage each day: off", "09:00", "09:15"] {
        tap(&stage, button, &shown).await;
    }
    stage.fake.delete_topic(FORUM, 31);
    let told = "sendMessage The daily passage for “Forum” did not go out.  The topic is closed, or it is gone.";
    come(&stage, "sendMessage", &["sendMessage Did", told]).await;
    for button in ["← Forum", "Topic: number 31", "General"] {
        tap(&stage, button, &shown).await;
    }
    come(&stage, "sendMessage", &["sendMessage Did"]).await;
    assert_eq!(stage.fake.replies(FORUM).pop().expect("posted").thread, None);
    stage.end().await;
}

#[tokio::test]
async fn who_is_no_admin_of_the_group_gets_nothing_by_its_link() {
    let stage = forum_stage().await;
    stage.fake.set_member(FORUM, &person(ADMIN), "member");
    follow_the_link(&stage, &["getChatMember", "sendMessage I cannot post there"]).await;
    assert_eq!(stage.count("SELECT count(*) FROM chats WHERE settings <> ''").await, 0);
    stage.end().await;
}

#[tokio::test]
async fn a_quiz_that_may_not_be_sent_is_said_before_it_fails() {
    let stage = forum_stage().await;
    stage.fake.forbid_polls(FORUM);
    follow_the_link(&stage, &["getChatMember", "sendMessage Forum"]).await;
    let shown = ["answerCallbackQuery", "editMessageText Forum"];
    let asked = ["getChatMember", "getChat", "answerCallbackQuery", "editMessageText Forum"];
    for button in ["A quiz each day: off", "09:00"] {
        tap(&stage, button, &shown).await;
    }
    tap(&stage, "09:15", &asked).await;
    let panel = stage.fake.replies(ADMIN).pop().expect("the panel");
    assert!(panel.text.contains("I may not send polls there."), "{}", panel.text);
    let preview = ["answerCallbackQuery", "sendMessage Quiz", "sendPoll", "sendMessage This is how it will look."];
    tap(&stage, "Show the next quiz", &preview).await;
    let refused = ["getChatMember", "getChat", "answerCallbackQuery", "editMessageText I may not send polls there."];
    tap(&stage, "Post in", &refused).await;
    // It is tried all the same when its time has come: the right may be there by then.
    let told = "sendMessage The daily quiz for “Forum” did not go out.  I may not send polls there.";
    come(&stage, "deleteMessages", &["sendMessage Quiz", "sendPoll", told, "deleteMessages"]).await;
    let left: Vec<_> = stage.fake.replies(FORUM).into_iter().filter(|seen| seen.text.starts_with("Quiz")).collect();
    assert_eq!(left, []);
    stage.fake.set_bot_member(FORUM, "administrator");
    come(&stage, "sendPoll", &["sendMessage Quiz", "sendPoll"]).await;
    stage.end().await;
}

#[tokio::test]
async fn a_day_gets_one_post_of_a_kind() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let store = crate::test_bot::open(&crate::test_bot::database_url(dir.path())).await.expect("opens");
    let daily = Schedule::new(-7, PostKind::Quiz, vec![0]);
    let planned = Effects::<Outgoing> { changes: vec![Change::Schedule(daily.clone())], ..Effects::default() };
    let update = Incoming { update_id: 1, chat_id: Some(7), payload: "{}".to_owned() };
    store.accept(&[update], 0, 0).await.expect("accepted");
    store.plan(1, &planned, 0).await.expect("planned");
    for (day, is_put_in) in [("2026-03-29 00:00", true), ("2026-03-29 00:00", false), ("2026-03-30 00:00", true)] {
        assert_eq!(store.post_due(&daily, day, "{}", 0).await.expect("noted"), is_put_in, "{day}");
    }
    assert_eq!(store.undone_after(1, 9).await.expect("readable").len(), 2);
    assert_eq!(store.newest().await.expect("readable").map(|newest| newest.update_id), Some(1), "posts are no updates");
    store.close().await;
}

static HANDLERS: LazyLock<BotContext> = LazyLock::new(handlers);

fn due(kind: PostKind, posted: &[(PostKind, String)], settings: &str) -> Effects<Outgoing> {
    let payload = serde_json::json!({"verbatim_post": {"chat": CHANNEL, "kind": kind.name(), "until_ms": 5}});
    let draft = HANDLERS.read(QueuedKind::Post, &payload.to_string()).expect("readable");
    let chat = Chat {
        id: CHANNEL,
        kind: "channel".to_owned(),
        title: "C".to_owned(),
        settings: settings.to_owned(),
        is_open: true,
    };
    let known = State { chat: Some(chat), posted: posted.to_vec(), ..State::default() };
    HANDLERS.plan(&draft, &Context::new(known, 0)).expect("nobody is asked")
}

/// Why a post failed, as it is noted.
fn failure_of(changes: &[Change]) -> Option<&str> {
    match changes {
        [Change::PostEnded { outcome, .. }] => outcome.failure.as_deref(),
        changes => panic!("{changes:?}"),
    }
}

#[test]
fn everything_comes_once_before_anything_comes_again() {
    for kind in PostKind::ALL {
        let mut posted: Vec<(PostKind, String)> = Vec::new();
        loop {
            let plan = due(kind, &posted, "");
            let [Change::Posted { entry, begins_round, .. }] = plan.changes.as_slice() else { panic!("{plan:?}") };
            assert!(plan.requests.iter().all(|outgoing| outgoing.post().is_some()));
            if *begins_round {
                assert_eq!(*entry, posted[0].1, "it begins anew");
                break;
            }
            posted.push((kind, entry.clone()));
        }
        let entries = &HANDLERS.engine.faq().entries;
        let all = match kind {
            PostKind::Passage => entries.len(),
            PostKind::Quiz => entries.iter().filter(|entry| entry.quiz.is_some()).count(),
        };
        assert!(all >= 10);
        assert_eq!(posted.iter().map(|(_, entry)| entry).collect::<HashSet<_>>().len(), all);
    }
}

#[test]
fn a_post_that_would_come_too_late_is_left_out() {
    let payload = serde_json::json!({"verbatim_post": {"chat": CHANNEL, "kind": "passage", "until_ms": -1}});
    let draft = HANDLERS.read(QueuedKind::Post, &payload.to_string()).expect("readable");
    let chat =
        Chat { id: CHANNEL, kind: "channel".to_owned(), title: "C".to_owned(), settings: String::new(), is_open: true };
    let known = State { chat: Some(chat), ..State::default() };
    let plan = HANDLERS.plan(&draft, &Context::new(known, 0)).expect("nobody is asked");
    assert_eq!((plan.requests, failure_of(&plan.changes)), (Vec::new(), Some("too late")));
}

#[test]
fn a_post_keeps_to_what_the_admins_set() {
    let first = |settings: &str| match due(PostKind::Passage, &[], settings).changes.as_slice() {
        [Change::Posted { entry, .. }] => HANDLERS.engine.faq().entry(entry).expect("there").topic.to_string(),
        changes => panic!("{changes:?}"),
    };
    let topic = first("");
    let off = format!(r#"{{"off_topics":["{topic}"]}}"#);
    assert_ne!(first(&off), topic);
    let quiet = due(PostKind::Passage, &[], r#"{"quiet":{"from":0,"until":0}}"#);
    let (_, body) = quiet.requests[0].request("verbatim_test_bot");
    assert_eq!(body["disable_notification"], true);
    let lost = due(PostKind::Passage, &[], r#"{"mode":"Telepathic"}"#);
    let failure = failure_of(&lost.changes);
    assert_eq!(
        (lost.requests, failure),
        (Vec::new(), Some("settings unreadable")),
        "nobody knows which topics are off"
    );
}
