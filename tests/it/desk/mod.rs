//! The support desk: what people and staff write reaches each other and nobody else, whatever becomes of the place.

mod both_ways;
mod endings;
mod manners;
mod orders;
mod places;
mod setup;
mod storm;
mod story;

use std::time::Duration;

use serde_json::Value;
use verbatim::config::{Config, DeskConfig};

use crate::telegram::FakeTelegram;
use crate::telegram::log::Request;
use crate::telegram::updates::{Person, Post, forum, person, text};
use crate::test_bot::{TestBot, config};

/// A forum of the staff.
const STAFF: i64 = -1_001_000_000_500;

/// Who asks.
const PERSON: i64 = 7;

/// Who answers.
const NURSE: i64 = 21;

/// Groups have a pace of their own, which much at a time must wait for.
const LONG: Duration = Duration::from_secs(90);

/// A bot whose staff chat is this one, in which it has this status.
async fn stage_in(chat: &Value, status: &str) -> TestBot {
    let (fake, dir) = (FakeTelegram::start().await, tempfile::tempdir().expect("a temporary folder"));
    let id = chat["id"].as_i64().expect("a chat has an id");
    fake.add_chat(chat);
    fake.set_bot_member(id, status);
    let config = Config { desk: Some(DeskConfig::new(id)), ..config(&fake, dir.path()) };
    TestBot::start_as(fake, dir, config).await
}

/// The same with a forum in which the bot may do everything.
async fn stage() -> TestBot {
    stage_in(&forum(STAFF), "administrator").await
}

fn me() -> Person {
    person(PERSON)
}

fn nurse() -> Person {
    person(NURSE)
}

/// Pushes an update, and gives every request that it led to.
async fn after(stage: &TestBot, update: impl Into<Value>) -> Vec<Request> {
    let before = stage.sent().len();
    stage.fake.push_anyway(update);
    stage.quiet_within(LONG).await;
    told_since(stage, before)
}

/// What was sent since so many requests. Whether who acts is a member of the staff is asked in between, once in a while.
fn told_since(stage: &TestBot, before: usize) -> Vec<Request> {
    stage.sent().split_off(before).into_iter().filter(|request| !request.is("getChatMember")).collect()
}

/// Taps the button of this label, or beginning of one, below the newest message in the person's chat that has it.
async fn tap(stage: &TestBot, label: &str) -> Vec<Request> {
    let seen = stage.fake.replies(PERSON);
    let has = |seen: &&crate::telegram::seen::Seen| seen.keyboard.iter().flatten().any(|one| one.text == label);
    let page = seen.iter().rev().find(has).unwrap_or_else(|| panic!("nothing has {label:?}: {seen:#?}"));
    let before = stage.sent().len();
    stage.fake.press_as(&me(), PERSON, page.message_id, label);
    stage.quiet_within(LONG).await;
    told_since(stage, before)
}

/// Asks what nobody has an answer to, and lets it be passed on.
async fn open(stage: &TestBot) {
    after(stage, text(&me(), "asdf qwer")).await;
    tap(stage, "Talk to a person").await;
    tap(stage, "Pass it on").await;
}

/// The topic that was opened last.
fn topic(stage: &TestBot) -> i64 {
    let cards = stage.fake.replies(STAFF);
    cards.last().and_then(|card| card.thread).expect("the last message of the bot stands in a topic")
}

/// What a member of staff writes in the topic.
fn from_staff(stage: &TestBot, post: Post) -> Post {
    post.within(&forum(STAFF)).topic(topic(stage))
}

/// What the bot says in a chat now, each message in one line.
fn said(stage: &TestBot, chat: i64) -> Vec<String> {
    stage.fake.replies(chat).iter().map(|seen| seen.text.replace('\n', " ")).collect()
}

/// The last thing that the bot says in a chat now.
fn last(stage: &TestBot, chat: i64) -> String {
    said(stage, chat).pop().unwrap_or_default()
}

/// Checks that the last thing that the bot says in a chat begins so.
#[track_caller]
fn check_last(stage: &TestBot, chat: i64, start: &str) {
    let all = said(stage, chat);
    assert!(all.last().is_some_and(|last| last.starts_with(start)), "{start:?} in {all:#?}");
}
