//! Questions about oneself in groups: into the private chat with the question, or to the asker alone.

use std::time::Duration;

use crate::telegram::faults::Fault;
use crate::telegram::seen::Seen;
use crate::telegram::updates::{Person, Post, channel, person, supergroup, text};
use crate::test_bot::{SOON, TestBot, comes_true};

pub(crate) const ROOM: i64 = -1_001_234_567;
pub(crate) const ADMIN: i64 = 50;
const MINE: &str = "/ask I have two lesions, should I have TACE?";
/// What is said to it where it is answered.
const SAID: &str = "The text does not say which treatment is best";
const AWAY: &[&str] = &["sendMessage This is about you, so let us talk in private. Tap the button within 10 minutes"];

/// A group with an admin, in which the bot is an admin too.
pub(crate) async fn stage() -> TestBot {
    let stage = TestBot::start().await;
    stage.fake.add_chat(&supergroup(ROOM));
    stage.fake.set_member(ROOM, &person(ADMIN), "administrator");
    stage.fake.set_bot_member(ROOM, "administrator");
    stage
}

pub(crate) fn says(id: i64, words: &str) -> Post {
    text(&person(id), words).within(&supergroup(ROOM))
}

pub(crate) fn last(stage: &TestBot) -> Seen {
    stage.fake.replies(ROOM).pop().expect("the bot said something")
}

/// What opens the link below the last message of the bot in the group.
fn link(stage: &TestBot) -> String {
    let url = last(stage).keyboard[0][0].url.clone().expect("a link");
    let code = url.strip_prefix("https://t.me/verbatim_test_bot?start=").expect("into the private chat");
    assert!(code.starts_with("held_") && code.len() == 37, "{url}");
    format!("/start {code}")
}

/// The admin taps these buttons of the settings, one after the other.
async fn set(stage: &TestBot, taps: &[&str]) {
    stage.after(says(ADMIN, "/settings@verbatim_test_bot")).await;
    let page = last(stage).message_id;
    for tap in taps {
        let seen = stage.fake.messages(ROOM).into_iter().find(|seen| seen.message_id == page).expect("it stands");
        let labels = seen.keyboard.iter().flatten().map(|button| button.text.clone());
        let label = labels.clone().find(|label| label.starts_with(tap));
        let label = label.unwrap_or_else(|| panic!("no {tap}: {:?}", labels.collect::<Vec<_>>()));
        stage.fake.press_as(&person(ADMIN), ROOM, page, label.as_str());
        stage.quiet().await;
    }
}

async fn set_oneself(stage: &TestBot, mode: &str) {
    set(stage, &["Who sees my answers", "About oneself", mode]).await;
}

#[tokio::test]
async fn the_question_comes_along_into_the_private_chat_and_is_answered_there_once() {
    let stage = stage().await;
    stage.check("in the group", says(7, MINE), AWAY).await;
    let start = link(&stage);
    assert_eq!(stage.count("SELECT count(*) FROM held WHERE question LIKE '%lesions%'").await, 1);
    let other = stage.check("another's tap", text(&person(8), &start), &["sendMessage That was somebody else's"]).await;
    assert!(!other[0].text().contains("lesion"), "{other:?}");
    let answer = stage.after(text(&person(7), &start)).await;
    assert!(answer.len() == 1 && answer[0].is("sendMessage") && answer[0].text().contains(SAID), "{answer:?}");
    assert_eq!(stage.count("SELECT count(*) FROM held WHERE question IS NOT NULL").await, 0);
    stage.check("a second time", text(&person(7), &start), &["sendMessage I have answered that question"]).await;
    stage.check("another's, still", text(&person(8), &start), &["sendMessage That was somebody else's"]).await;
    stage.change("UPDATE held SET until_ms = 1").await;
    stage.check("later", text(&person(7), &start), &["sendMessage I do not hold that question any more."]).await;
    let forged = format!("/start held_{}", "0".repeat(32));
    stage.check("a forged link", text(&person(7), &forged), &["sendMessage I do not hold that question"]).await;
    stage.check("no code", text(&person(7), "/start held_x"), &["sendMessage Hello"]).await;
    let in_group = says(7, &start.replace("/start", "/start@VERBATIM_test_bot"));
    let said = stage.after(in_group).await;
    assert!(said.iter().all(|request| !request.text().contains("I have two")), "{said:?}");
    stage.end().await;
}

#[tokio::test]
async fn the_question_is_counted_where_it_is_answered() {
    const COUNTED: &str = "SELECT count(*) FROM days WHERE what = 'asked'";
    let stage = stage().await;
    stage.check("in the group", says(7, MINE), AWAY).await;
    assert_eq!(stage.count(COUNTED).await, 0);
    stage.after(text(&person(7), &link(&stage))).await;
    assert_eq!(stage.count(COUNTED).await, 1);
    stage.check("about nobody", says(7, "/ask what is TACE?"), &["sendMessage What is TACE?"]).await;
    assert_eq!(stage.count(COUNTED).await, 2);
    set_oneself(&stage, "like any other").await;
    stage.after(says(7, MINE)).await;
    assert_eq!(stage.count(COUNTED).await, 3);
    set(&stage, &["Topics", "✓ TACE"]).await;
    stage.check("off", says(7, "/ask what is TACE?"), &["sendMessage The admins of this group do not"]).await;
    assert_eq!(stage.count(COUNTED).await, 3);
    stage.end().await;
}

#[tokio::test]
async fn what_is_over_is_forgotten_although_nobody_opens_it() {
    let stage = stage().await;
    stage.check("held", says(7, MINE), AWAY).await;
    stage.change("UPDATE held SET until_ms = 1").await;
    let is_gone = async || stage.count("SELECT count(*) FROM held").await == 0;
    assert!(comes_true(SOON + Duration::from_secs(10), is_gone).await, "it is deleted within seconds");
    stage.end().await;
}

#[tokio::test]
async fn an_edit_replaces_the_question_that_is_held() {
    let stage = stage().await;
    let asked = stage.after(says(7, MINE)).await;
    let start = link(&stage);
    let question = asked[0].params["reply_parameters"]["message_id"].as_i64().expect("it answers");
    let edit = says(7, "/ask I have two lesions, should I have an ablation?").edited(question);
    stage.check("edited", edit, &["editMessageText This is about you"]).await;
    assert_eq!(link(&stage), start, "the link stays");
    let answer = stage.after(text(&person(7), &start)).await;
    assert!(answer[0].params["reply_markup"].to_string().contains("ablation"), "{answer:?}");
    let edit = says(7, "/ask what is TACE?").edited(question);
    stage.check("about nobody now", edit, &["editMessageText What is TACE?"]).await;
    stage.check("nothing waits", text(&person(7), &start), &["sendMessage I have answered that question"]).await;
    stage.end().await;
}

#[tokio::test]
async fn who_is_forgotten_has_nothing_held() {
    let stage = stage().await;
    stage.check("held", says(7, MINE), AWAY).await;
    let start = link(&stage);
    stage.after(text(&person(7), "/forget")).await;
    let page = stage.fake.replies(7).pop().expect("the question").message_id;
    stage.fake.press_as(&person(7), 7, page, "Yes, forget me");
    stage.quiet().await;
    assert_eq!(stage.count("SELECT count(*) FROM held").await, 0);
    stage.check("opened", text(&person(7), &start), &["sendMessage I do not hold that question"]).await;
    stage.end().await;
}

#[tokio::test]
async fn only_ones_own_question_under_ones_own_name_comes_along() {
    let stage = stage().await;
    let plain = async |row: &str, update: Post| {
        stage.check(row, update, &["sendMessage This is about you, so let us talk in private."]).await;
        assert_eq!(
            last(&stage).keyboard[0][0].url.as_deref(),
            Some("https://t.me/verbatim_test_bot?start=ask_"),
            "{row}"
        );
    };
    plain("an anonymous admin", says(1, MINE).anonymous_admin()).await;
    plain("in a channel's name", says(2, MINE).in_the_name_of(&channel(-1_002))).await;
    stage.check("talk", says(8, "I have two lesions, should I have TACE?"), &[]).await;
    let other = stage.fake.messages(ROOM).into_iter().rfind(|seen| !seen.is_from_bot).expect("it stands");
    plain("somebody else's", says(7, "/ask").reply_to(&other.raw)).await;
    stage.check("urgent", says(7, "/ask I am vomiting blood"), &["sendMessage This could be"]).await;
    assert_eq!(stage.count("SELECT count(*) FROM held").await, 0);
    stage.end().await;
}

#[tokio::test]
async fn the_admins_choose_where_it_is_answered() {
    let stage = stage().await;
    set_oneself(&stage, "like any other").await;
    let answer = stage.after(says(7, MINE)).await;
    assert!(answer.len() == 1 && answer[0].text().contains(SAID), "{answer:?}");
    assert_eq!(answer[0].params.get("ephemeral_message_parameters"), None);
    assert_eq!(stage.count("SELECT count(*) FROM held").await, 0);
    set_oneself(&stage, "only the asker").await;
    let before = stage.fake.messages(ROOM).len();
    let answer = stage.after(says(7, MINE)).await;
    assert!(answer.len() == 1 && answer[0].text().contains(SAID), "{answer:?}");
    assert_eq!(answer[0].params["ephemeral_message_parameters"]["receiver_user_id"], 7);
    assert_eq!(stage.fake.messages(ROOM).len(), before + 1, "the question alone");
    assert_eq!(stage.fake.alone(ROOM, 7).len(), 1);
    stage.check("urgent is for all", says(7, "/ask I am vomiting blood"), &["sendMessage This could be"]).await;
    assert_eq!(stage.fake.alone(ROOM, 7).len(), 1);
    set_oneself(&stage, "in private").await;
    stage.check("as at first", says(7, MINE), AWAY).await;
    stage.end().await;
}

#[tokio::test]
async fn where_telegram_does_not_show_it_to_the_asker_alone_it_goes_into_the_private_chat() {
    let stage = stage().await;
    set_oneself(&stage, "only the asker").await;
    stage.fake.set_bot_member(ROOM, "member");
    stage.check("no admin any more", says(7, MINE), &["sendMessage", AWAY[0]]).await;
    assert_eq!(stage.fake.alone(ROOM, 7), []);
    let start = link(&stage);
    let answer = stage.after(text(&person(7), &start)).await;
    assert!(answer[0].text().contains(SAID), "{answer:?}");
    stage.fake.set_bot_member(ROOM, "administrator");
    stage.fake.knows_no_ephemeral();
    let shown: &[&str] = &["sendMessage", "deleteMessages", AWAY[0]];
    stage.check("an earlier server shows it to all, and it is taken back", says(8, MINE), shown).await;
    assert!(last(&stage).text.starts_with("This is about you"), "{:?}", last(&stage));
    let stands = stage.fake.replies(ROOM).iter().filter(|seen| seen.text.contains(SAID)).count();
    assert_eq!(stands, 0, "nothing of the answer is left");
    stage.fake.fail_in(ROOM, "sendMessage", 1, Fault::Status(500, "Internal Server Error".to_owned()));
    stage.after(says(9, MINE)).await;
    assert!(last(&stage).text.starts_with("This is about you"));
    stage.end().await;
}

#[tokio::test]
async fn what_is_asked_under_the_bots_name_in_any_case_comes_along() {
    let stage = stage().await;
    let ask = |words: &str| says(7, words);
    stage.check("a mention", ask("@VERBATIM_Test_Bot I have two lesions, should I have TACE?"), AWAY).await;
    let start = link(&stage).replace("/start", "/START@Verbatim_Test_Bot");
    let answer = stage.after(text(&person(7), &start)).await;
    assert!(answer[0].text().contains(SAID), "{answer:?}");
    let fresh: Person = person(99);
    stage.check("who never started the bot", text(&fresh, MINE).within(&supergroup(ROOM)), AWAY).await;
    let start = link(&stage);
    let answer = stage.after(text(&fresh, &start)).await;
    assert!(answer[0].text().contains(SAID), "{answer:?}");
    stage.end().await;
}
