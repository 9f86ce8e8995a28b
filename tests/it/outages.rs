//! What the bot needs goes away and comes back: the database, the disk, the network. Nothing is lost, the operator sees it,
//! and it is said once.

use nix::sys::signal::Signal;
use tokio::process::Command;

use crate::cluster::{Cluster, until_ready};
use crate::telegram::faults::Fault;
use crate::telegram::updates::{Post, person, text};
use crate::test_bot::{Process, SOON};

const FLAGS: [&str; 4] = ["--ops-listen", "127.0.0.1:0", "--poll-timeout", "1"];

const UNDONE: &str = "SELECT count(*) FROM inbox WHERE state <> 'done'";

fn question(id: i64) -> Post {
    text(&person(id), "what is TACE?")
}

/// Waits until a process that was just started is ready; gives where it serves its operator.
async fn ready(bot: &mut Process) -> String {
    let url = bot.listens("health and figures are served").await;
    bot.says("the bot is running").await;
    until_ready(&url, 200).await;
    url
}

async fn is_alive(url: &str) -> bool {
    reqwest::get(format!("{url}/healthz")).await.expect("it answers").status() == 200
}

/// Ends the bot, and checks that it said once that this was out of reach, and that each chat got one answer.
async fn ended(scene: &Cluster, mut bot: Process, what: &str, chats: i64) {
    scene.until_count(UNDONE, 0).await;
    bot.signal(Signal::SIGTERM);
    assert_eq!(bot.ends().await.code(), Some(0), "{:#?}", bot.said);
    let outages = bot.said.iter().filter(|line| line.contains(&format!("{what} is out of reach"))).count();
    assert_eq!(outages, 1, "{:#?}", bot.said);
    for chat in 1..=chats {
        let replies = scene.fake.replies(chat);
        assert!(replies.len() == 1 && replies[0].text.starts_with("What is TACE?"), "chat {chat}: {replies:#?}");
    }
    assert_eq!(scene.count("SELECT count(*) FROM dead").await, 0);
    assert_eq!(scene.fake.violations(), [""; 0]);
}

#[tokio::test]
async fn a_database_that_is_gone_for_a_while_is_waited_for() {
    let mut scene = Cluster::on_postgres().await;
    let mut bot = scene.start(&FLAGS);
    let url = ready(&mut bot).await;
    scene.fake.push(question(1));
    scene.fake.wait_for_replies(1, 1, SOON).await;
    scene.until_count(UNDONE, 0).await;
    scene.server().stop().await;
    bot.says("the database is out of reach").await;
    let down = until_ready(&url, 503).await;
    assert_eq!(down["database"], false, "{down}");
    assert!(is_alive(&url).await, "starting it again would not help");
    scene.fake.push(question(2));
    scene.server().start_again().await;
    bot.says("the database is in reach again").await;
    scene.fake.wait_for_replies(2, 1, SOON).await;
    until_ready(&url, 200).await;
    ended(&scene, bot, "the database", 2).await;
}

#[tokio::test]
async fn a_database_that_hangs_is_waited_for() {
    let mut scene = Cluster::on_postgres().await;
    let mut bot = scene.start(&FLAGS);
    let url = ready(&mut bot).await;
    scene.server().signal(Signal::SIGSTOP);
    scene.fake.push(question(1));
    let down = until_ready(&url, 503).await;
    assert_eq!(down["database"], false, "{down}");
    assert!(is_alive(&url).await);
    scene.server().signal(Signal::SIGCONT);
    scene.fake.wait_for_replies(1, 1, SOON).await;
    until_ready(&url, 200).await;
    scene.until_count(UNDONE, 0).await;
    assert_eq!(scene.fake.replies(1).len(), 1);
    bot.signal(Signal::SIGTERM);
    assert_eq!(bot.ends().await.code(), Some(0), "{:#?}", bot.said);
}

/// Sets how large a file of a process may become.
async fn limit_files(bot: &Process, bytes: &str) {
    let status = Command::new("prlimit").arg(format!("--pid={}", bot.id())).arg(format!("--fsize={bytes}:")).status();
    assert!(status.await.expect("util-linux is there").success());
}

#[tokio::test]
async fn a_disk_that_is_full_acknowledges_nothing_and_loses_nothing() {
    let scene = Cluster::on_sqlite().await;
    // A write beyond the limit fails as one on a full disk does when the signal that comes with it is ignored.
    let ignore = ["/bin/sh", "-c", "trap '' XFSZ; exec \"$0\" \"$@\""];
    let mut bot = Process::start_on(&scene.fake, &scene.url, &ignore, &FLAGS);
    let url = ready(&mut bot).await;
    scene.fake.push(question(1));
    scene.fake.wait_for_replies(1, 1, SOON).await;
    scene.until_count(UNDONE, 0).await;
    limit_files(&bot, "0").await;
    let second = scene.fake.push(question(2));
    bot.says("the database is out of reach").await;
    let full = until_ready(&url, 503).await;
    assert_eq!(full["database"], false, "{full}");
    assert!(is_alive(&url).await);
    assert_eq!(scene.fake.pending().len(), 1, "what cannot be stored is not acknowledged");
    limit_files(&bot, "unlimited").await;
    bot.says("the database is in reach again").await;
    scene.fake.wait_for_replies(2, 1, SOON).await;
    scene.fake.wait_acknowledged(second, SOON).await;
    until_ready(&url, 200).await;
    ended(&scene, bot, "the database", 2).await;
}

#[tokio::test]
async fn a_log_that_cannot_be_written_ends_nothing() {
    let scene = Cluster::on_sqlite().await;
    let full = ["/bin/sh", "-c", "exec \"$0\" \"$@\" 2>/dev/full"];
    let mut bot = Process::start_on(&scene.fake, &scene.url, &full, &[]);
    scene.fake.push(question(1));
    scene.fake.wait_for_replies(1, 1, SOON).await;
    bot.signal(Signal::SIGTERM);
    assert_eq!(bot.ends().await.code(), Some(0));
}

#[tokio::test]
async fn a_database_that_takes_updates_and_no_plans_is_no_fault_of_the_update() {
    let scene = Cluster::on_sqlite().await;
    let mut bot = scene.running(&[]).await;
    scene
        .change(
            "CREATE TRIGGER full BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'the disk is full'); END;
             CREATE TRIGGER begun_before AFTER INSERT ON inbox BEGIN UPDATE inbox SET attempts = 2; END",
        )
        .await;
    scene.fake.push(question(1));
    // Begun for the third time: once more would be once too often.
    bot.says("the database is out of reach").await;
    scene.change("DROP TRIGGER full; DROP TRIGGER begun_before").await;
    bot.says("the database is in reach again").await;
    scene.fake.wait_for_replies(1, 1, SOON).await;
    ended(&scene, bot, "the database", 1).await;
}

#[tokio::test]
async fn a_network_that_takes_requests_and_never_answers_is_given_up_and_tried_again() {
    let scene = Cluster::on_sqlite().await;
    let mut bot = scene.start(&FLAGS);
    let url = ready(&mut bot).await;
    // One chat hangs, the others are answered; then the polls hang too.
    scene.fake.fail_in(1, "sendMessage", 1, Fault::Hang);
    for chat in 1..=5 {
        scene.fake.push(question(chat));
    }
    for chat in 2..=5 {
        scene.fake.wait_for_replies(chat, 1, SOON).await;
    }
    scene.fake.fail_next("getUpdates", Fault::Hang);
    let down = until_ready(&url, 503).await;
    assert_eq!((&down["database"], &down["source_ok"]), (&true.into(), &false.into()), "{down}");
    assert!(is_alive(&url).await);
    scene.fake.push(question(6));
    bot.says("Telegram is out of reach").await;
    until_ready(&url, 200).await;
    for chat in [1, 6] {
        scene.fake.wait_for_replies(chat, 1, SOON).await;
    }
    scene.until_count(UNDONE, 0).await;
    for chat in 1..=6 {
        assert_eq!(scene.fake.replies(chat).len(), 1, "chat {chat}");
    }
}
