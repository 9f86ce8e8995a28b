//! Who in a group sees answers, and for how long they stand.

use crate::oneself::{ADMIN, ROOM, last, says, stage};
use crate::telegram::faults::Fault;
use crate::telegram::seen::Seen;
use crate::telegram::updates::{person, text};
use crate::test_bot::{SOON, TestBot, comes_true};

const ANSWER: &[&str] = &["sendMessage What is TACE?"];

/// What this person alone sees of what the bot said last.
fn alone(stage: &TestBot, person: i64) -> Seen {
    stage.fake.alone(ROOM, person).pop().expect("the bot said something to them alone")
}

/// The admin taps these buttons of the settings, one after the other; the page is put away then.
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

async fn delete_after(stage: &TestBot, label: &str) {
    set(stage, &["Who sees my answers", "I delete my answers", label]).await;
}

const FOR_ASKER: &[&str] = &["Who sees my answers", "Who sees answers: everyone"];

#[tokio::test]
async fn the_settings_are_shown_on_a_page_of_their_own() {
    let stage = stage().await;
    set(&stage, &["Who sees my answers"]).await;
    let labels = |seen: Seen| seen.keyboard.iter().flatten().map(|button| button.text.clone()).collect::<Vec<_>>();
    let page = labels(last(&stage));
    let first = ["About oneself: in private", "Who sees answers: everyone", "I delete my answers: never"];
    assert_eq!(page[..3], first);
    assert!(page.iter().all(|label| label.chars().count() <= 40), "{page:?}");
    set(&stage, FOR_ASKER).await;
    assert_eq!(labels(last(&stage))[1], "Who sees answers: the asker alone");
    delete_after(&stage, "after 10 minutes").await;
    assert_eq!(labels(last(&stage))[2], "I delete my answers: after 10 minutes");
    stage.end().await;
}

#[tokio::test]
async fn the_asker_alone_sees_the_answer_where_the_admins_want_it() {
    let stage = stage().await;
    set(&stage, FOR_ASKER).await;
    let before = stage.fake.replies(ROOM).len();
    stage.check("asked", says(7, "/ask what is TACE?"), ANSWER).await;
    stage.check("asked by another, who cannot see that", says(8, "/ask what is TACE?"), ANSWER).await;
    assert_eq!(stage.fake.replies(ROOM).len(), before, "nothing that all see");
    assert_eq!((stage.fake.alone(ROOM, 7).len(), stage.fake.alone(ROOM, 8).len()), (1, 1));
    stage.check("urgent", says(7, "/ask I am vomiting blood"), &["sendMessage This could be"]).await;
    assert_eq!(stage.fake.replies(ROOM).len(), before + 1, "all see it");
    stage.check("a page", says(7, "/topics@verbatim_test_bot"), &["sendMessage Treating liver lesions"]).await;
    assert_eq!((stage.fake.replies(ROOM).len(), stage.fake.alone(ROOM, 7).len()), (before + 1, 2), "alone");
    let anonymous = says(1, "/ask what is TACE?").anonymous_admin();
    stage.check("nobody knows who asks", anonymous, ANSWER).await;
    assert_eq!(stage.fake.replies(ROOM).len(), before + 2);
    let away = says(7, "/ask I have two lesions, should I have TACE?");
    stage.check("about oneself", away, &["sendMessage This is about you"]).await;
    assert!(alone(&stage, 7).text.starts_with("This is about you"));
    assert_eq!(stage.fake.replies(ROOM).len(), before + 2);
    stage.end().await;
}

#[tokio::test]
async fn an_answer_that_telegram_does_not_show_so_is_for_all() {
    let stage = stage().await;
    set(&stage, FOR_ASKER).await;
    stage.fake.set_bot_member(ROOM, "member");
    let twice: &[&str] = &["sendMessage What is TACE?", "sendMessage What is TACE?"];
    stage.check("no admin any more", says(7, "/ask what is TACE?"), twice).await;
    assert!(last(&stage).text.starts_with("What is TACE?") && stage.fake.alone(ROOM, 7).is_empty());
    stage.fake.set_bot_member(ROOM, "administrator");
    stage.fake.knows_no_ephemeral();
    stage.check("an earlier server", says(8, "/ask what is TACE?"), ANSWER).await;
    assert!(last(&stage).text.starts_with("What is TACE?"));
    stage.end().await;
}

#[tokio::test]
async fn an_edit_is_answered_to_the_asker_alone_too_and_the_old_answer_goes() {
    let stage = stage().await;
    set(&stage, FOR_ASKER).await;
    let asked = stage.after(says(7, "/ask what is TACE?")).await;
    let question = asked[0].params["reply_parameters"]["message_id"].as_i64().expect("it answers");
    let same = says(7, "/ask what is TACE?").edited(question);
    stage.check("no word changed", same, &[]).await;
    let other = says(7, "/ask does the liver grow back?").edited(question);
    let anew: &[&str] = &["deleteEphemeralMessage", "sendMessage Does the liver grow back"];
    stage.check("edited", other, anew).await;
    assert_eq!(stage.fake.alone(ROOM, 7).len(), 1);
    let urgent = says(7, "/ask I am vomiting blood").edited(question);
    stage.check("urgent now", urgent, &["deleteEphemeralMessage", "sendMessage This could be"]).await;
    assert!(last(&stage).text.starts_with("This could be"), "for all to see");
    stage.end().await;
}

#[tokio::test]
async fn a_tap_on_what_one_alone_sees_is_answered_to_them_alone() {
    let stage = stage().await;
    set(&stage, FOR_ASKER).await;
    stage.check("asked", says(7, "/ask what is TACE?"), ANSWER).await;
    let before = stage.fake.replies(ROOM).len();
    let answer = alone(&stage, 7);
    let methods = |since: usize| stage.sent().split_off(since).into_iter().map(|sent| sent.method).collect::<Vec<_>>();
    let since = stage.sent().len();
    stage.fake.press_seen(&person(7), &answer, "✗ Not my question");
    stage.quiet().await;
    assert_eq!(methods(since), ["answerCallbackQuery", "sendMessage"]);
    assert_eq!(stage.fake.alone(ROOM, 7).len(), 2);
    let since = stage.sent().len();
    stage.fake.press_seen(&person(7), &alone(&stage, 7), 0);
    stage.quiet().await;
    assert_eq!(methods(since), ["answerCallbackQuery", "editEphemeralMessageText"]);
    assert_eq!(stage.fake.replies(ROOM).len(), before, "nobody else saw any of it");
    stage.check("topics", says(7, "/topics@verbatim_test_bot"), &["sendMessage"]).await;
    stage.end().await;
}

#[tokio::test]
async fn who_answers_what_they_alone_see_is_answered_alone() {
    let stage = stage().await;
    set(&stage, FOR_ASKER).await;
    stage.check("asked", says(7, "/ask what is TACE?"), ANSWER).await;
    let before = stage.fake.replies(ROOM).len();
    let answer = alone(&stage, 7);
    let secret = |words: &str, number: i64| {
        says(7, words).reply_to(&answer.raw).with("ephemeral_message_id", number).with("message_id", 0)
    };
    let sent = stage.after(secret("does the liver grow back?", 31_000_001)).await;
    assert_eq!(sent[0].params["reply_parameters"]["ephemeral_message_id"], 31_000_001);
    assert_eq!(stage.fake.replies(ROOM).len(), before, "{sent:?}");
    stage.check("urgent", secret("I am vomiting blood", 31_000_002), &["sendMessage This could be"]).await;
    assert_eq!((stage.fake.replies(ROOM).len(), last(&stage).reply_to), (before + 1, None));
    stage.end().await;
}

#[tokio::test]
async fn answers_are_deleted_when_their_time_has_come_and_nothing_else_is() {
    let stage = stage().await;
    stage.check("before", says(7, "/ask does the liver grow back?"), &["sendMessage Does the liver"]).await;
    let stays = last(&stage).message_id;
    delete_after(&stage, "after 1 hour").await;
    let panel = last(&stage).message_id;
    stage.check("an answer", says(7, "/ask what is TACE?"), ANSWER).await;
    let answer = last(&stage).message_id;
    stage.check("help", says(7, "/help@verbatim_test_bot"), &["sendMessage"]).await;
    let help = last(&stage).message_id;
    stage.check("urgent", says(7, "/ask I am vomiting blood"), &["sendMessage This could be"]).await;
    let urgent = last(&stage).message_id;
    stage.check("in private", text(&person(7), "what is TACE?"), ANSWER).await;
    let young = "SELECT count(*) FROM deletions WHERE due_ms > (SELECT max(received_at_ms) FROM inbox) + 3500000";
    assert_eq!((stage.count("SELECT count(*) FROM deletions").await, stage.count(young).await), (2, 2));
    stage
        .change(
            "UPDATE deletions SET due_ms = due_ms - 3600000 WHERE message_id < (SELECT max(message_id) FROM deletions)",
        )
        .await;
    let stands = |id: i64| stage.fake.messages(ROOM).iter().any(|seen| seen.message_id == id);
    assert!(comes_true(SOON, async || !stands(answer)).await, "it is deleted");
    stage.quiet().await;
    assert!(stands(help) && stands(stays) && stands(panel) && stands(urgent));
    stage.change("UPDATE deletions SET due_ms = due_ms - 3600000").await;
    assert!(comes_true(SOON, async || !stands(help)).await, "it is deleted");
    stage.quiet().await;
    let deleted = stage.sent().iter().filter(|request| request.is("deleteMessages")).count();
    assert_eq!((deleted, stage.count("SELECT count(*) FROM deletions").await), (2, 0), "each once");
    stage.end().await;
}

#[tokio::test]
async fn deletions_survive_a_restart_and_what_is_gone_is_no_fault() {
    let stage = stage().await;
    delete_after(&stage, "after 10 minutes").await;
    stage.check("an answer", says(7, "/ask what is TACE?"), ANSWER).await;
    let answer = last(&stage).message_id;
    let (fake, dir) = stage.stop().await;
    let stage = TestBot::start_in(fake, dir).await;
    let refused = "Bad Request: message can't be deleted for everyone";
    stage.fake.fail_in(ROOM, "deleteMessages", 1, Fault::Status(400, refused.to_owned()));
    stage.change("UPDATE deletions SET due_ms = due_ms - 600000").await;
    let is_asked = |stage: &TestBot| stage.sent().iter().filter(|request| request.is("deleteMessages")).count();
    assert!(comes_true(SOON, async || is_asked(&stage) == 1).await, "it is tried");
    stage.quiet().await;
    assert!(stage.fake.messages(ROOM).iter().any(|seen| seen.message_id == answer), "and dropped");
    assert_eq!(stage.count("SELECT count(*) FROM dead").await, 0);
    stage.check("still at work", says(7, "/ask does the liver grow back?"), &["sendMessage Does the liver"]).await;
    let next = last(&stage).message_id;
    stage.fake.fail_in(ROOM, "deleteMessages", 1, Fault::RateLimited { retry_after: 1 });
    stage.change("UPDATE deletions SET due_ms = due_ms - 600000").await;
    let stands = |id: i64| stage.fake.messages(ROOM).iter().any(|seen| seen.message_id == id);
    assert!(comes_true(SOON, async || !stands(next)).await, "after the wait");
    stage.end().await;
}

#[tokio::test]
async fn an_answer_that_changes_in_place_is_no_younger_for_it() {
    let stage = stage().await;
    delete_after(&stage, "after 10 minutes").await;
    let asked = stage.after(says(7, "/ask what is TACE?")).await;
    let question = asked[0].params["reply_parameters"]["message_id"].as_i64().expect("it answers");
    stage.change("UPDATE deletions SET due_ms = 9999999999999").await;
    let other = says(7, "/ask does the liver grow back?").edited(question);
    stage.check("edited", other, &["editMessageText Does the liver grow back"]).await;
    assert_eq!(stage.count("SELECT count(*) FROM deletions WHERE due_ms = 9999999999999").await, 1);
    let urgent = says(7, "/ask I am vomiting blood").edited(question);
    stage.check("urgent now", urgent, &["editMessageText This could be"]).await;
    assert_eq!(stage.count("SELECT count(*) FROM deletions").await, 0, "what is urgent stays");
    stage.end().await;
}

#[tokio::test]
async fn a_group_that_moves_takes_no_deletion_along() {
    let stage = stage().await;
    delete_after(&stage, "after 10 minutes").await;
    stage.check("an answer", says(7, "/ask what is TACE?"), ANSWER).await;
    let moved = says(8, "").with("migrate_to_chat_id", -1_009_999_999);
    stage.check("the group moves", moved, &[]).await;
    assert_eq!(stage.count("SELECT count(*) FROM deletions").await, 0);
    stage.end().await;
}
