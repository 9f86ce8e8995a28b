//! Several processes on one database: one polls, a dead one is replaced, one that stood still does no harm, and a post
//! goes out once.

use std::time::Duration;

use nix::sys::signal::Signal;
use tokio::time::timeout;

use crate::cluster::Cluster;
use crate::telegram::log::Request;
use crate::telegram::updates::{channel, person, text};
use crate::test_bot::{Process, SOON};

const UNDONE: &str = "SELECT count(*) FROM inbox WHERE state <> 'done'";

/// Starts a process that polls, and waits until it does.
async fn leader(scene: &Cluster, arguments: &[&str]) -> Process {
    let leader = scene.running(arguments).await;
    scene.fake.wait_for(|log| log.iter().any(|request| request.is("getUpdates")), SOON).await;
    leader
}

/// Starts a process that waits for its turn to poll.
async fn follower(scene: &Cluster, arguments: &[&str]) -> Process {
    let mut follower = scene.running(arguments).await;
    follower.says("another process polls").await;
    follower
}

async fn end(mut process: Process) {
    process.signal(Signal::SIGTERM);
    assert_eq!(process.ends().await.code(), Some(0), "{:#?}", process.said);
}

#[tokio::test]
async fn another_process_polls_soon_after_the_one_that_did_is_killed() {
    let scene = Cluster::on_postgres().await;
    let mut first = leader(&scene, &[]).await;
    let mut second = follower(&scene, &[]).await;
    first.signal(Signal::SIGKILL);
    let polls = second.says("this process polls from now on");
    timeout(Duration::from_secs(5), polls).await.expect("it does not wait for a lease");
    first.ends().await;
    scene.fake.push(text(&person(1), "what is TACE?"));
    scene.fake.wait_for_replies(1, 1, SOON).await;
    end(second).await;
    assert_eq!(scene.fake.violations(), [""; 0]);
}

#[tokio::test]
async fn a_process_that_stood_still_for_longer_than_its_lease_neither_loses_nor_doubles() {
    const CHATS: usize = 30;
    let scene = Cluster::on_postgres().await;
    // It sends slowly, so that most of what it has in work waits for its turn; what waits then takes its turn in vain.
    let mut first = leader(&scene, &["--rate", "1", "--workers", "16"]).await;
    for chat in 1..=30 {
        scene.fake.push(text(&person(chat), "what is TACE?"));
    }
    scene.until_count("SELECT least(count(*), 10) FROM inbox WHERE state = 'planned'", 10).await;
    let mut second = follower(&scene, &["--rate", "1000"]).await;
    first.signal(Signal::SIGSTOP);
    let stuck = scene.count(UNDONE).await;
    assert!(stuck > 3, "it has much in work: {stuck}");
    second.says("this process polls from now on").await;
    scene.until_count(UNDONE, 0).await;
    first.signal(Signal::SIGCONT);
    first.says("the lead is lost").await;
    scene.fake.push(text(&person(1), "what is TACE?"));
    scene.fake.wait_for_replies(1, 2, SOON).await;
    scene.until_count(UNDONE, 0).await;
    end(first).await;
    end(second).await;
    for chat in 1..=30 {
        assert!(!scene.fake.replies(chat).is_empty(), "chat {chat} was lost");
    }
    let doubled = scene.fake.posted() - CHATS - 1;
    println!("a process stood still with {stuck} questions in work: {doubled} doubled");
    assert!(doubled <= 1, "{doubled} were doubled, and one can have been under way");
    assert_eq!(scene.fake.violations(), [""; 0]);
}

#[tokio::test]
async fn a_daily_post_that_three_processes_see_goes_out_once() {
    const CHANNEL: i64 = -1_002_000;
    let scene = Cluster::on_postgres().await;
    scene.fake.add_chat(&channel(CHANNEL));
    scene.fake.set_bot_member(CHANNEL, "administrator");
    end(scene.running(&[]).await).await;
    scene
        .change(
            "INSERT INTO chats (chat_id, kind, title, is_open, at_ms) VALUES (-1002000, 'channel', 'Channel', 1, 1);
             INSERT INTO schedules (chat_id, kind, minutes, last_slot)
             SELECT -1002000, 'passage', extract(hour FROM utc) * 60 + extract(minute FROM utc), '2000-01-01'
             FROM (SELECT now() AT TIME ZONE 'UTC' AS utc) AS clock",
        )
        .await;
    let mut processes = [(); 3].map(|()| scene.start(&[]));
    for process in &mut processes {
        process.says("the bot is running").await;
    }
    let is_posted = |log: &[Request]| log.iter().any(|request| request.chat_id == Some(CHANNEL) && request.is_ok());
    scene.fake.wait_for(is_posted, SOON).await;
    scene.until_count(UNDONE, 0).await;
    for process in processes {
        end(process).await;
    }
    assert_eq!(scene.fake.replies(CHANNEL).len(), 1);
    assert_eq!(scene.count("SELECT count(*) FROM inbox").await, 2, "the post, and that it was posted");
}
