//! Ten times what Telegram delivers in a burst: no more is taken in, nothing is lost, memory stays bounded, the oldest go
//! first, and it goes on afterwards.

use nix::sys::signal::Signal;
use tokio::time::timeout;
use verbatim::store::Incoming;

use crate::cluster::{Cluster, until_ready};
use crate::telegram::log::Request;
use crate::telegram::updates::{person, text};
use crate::test_bot::{Process, SOON};

/// More than the bot lets wait.
const WAITING: i64 = 60_000;

/// How many of them may be handled before the test is over.
const HANDLED: i64 = 200;

/// The most memory that a bot may have, in kB: what it has at rest, and heads of updates beside.
const MOST_KB: u64 = 200_000;

/// How much memory a process has.
fn memory_kb(bot: &Process) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", bot.id())).expect("the process runs");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("it has memory");
    line.trim().trim_end_matches(" kB").parse().expect("a number")
}

#[tokio::test]
async fn a_flood_is_held_off_and_worked_off_in_order() {
    let scene = Cluster::on_sqlite().await;
    // People who are there ask the first questions; of the rest none is ever handled.
    scene.fake.set_next_update_id(1);
    for chat in 1..=HANDLED {
        scene.fake.push(text(&person(chat), "what is TACE?"));
    }
    let handled = scene.fake.take_pending();
    let payload = handled[0].to_string();
    let flood: Vec<Incoming> = (1..=WAITING)
        .zip(handled.iter().map(ToString::to_string).chain(std::iter::repeat(payload)))
        .map(|(n, payload)| Incoming { update_id: n, chat_id: Some(n), payload })
        .collect();
    let store = crate::test_bot::open(&scene.url).await.expect("opens");
    for part in flood.chunks(10_000) {
        store.accept(part, 1, 0).await.expect("stored");
    }
    store.close().await;
    drop(store);
    scene.fake.set_next_update_id(WAITING + 1);

    let flags = ["--rate", "1", "--ops-listen", "127.0.0.1:0", "--poll-timeout", "1"];
    let mut bot = scene.start(&flags);
    let url = bot.listens("health and figures are served").await;
    bot.says("too many updates wait").await;
    // The poll that was under way then ends; no other is begun.
    let is_over = |log: &[Request]| {
        let mut polls = log.iter().filter(|request| request.is("getUpdates")).peekable();
        polls.peek().is_some() && polls.all(Request::is_ok)
    };
    scene.fake.wait_for(is_over, SOON).await;
    let late = scene.fake.push(text(&person(WAITING + 1), "what is TACE?"));
    timeout(SOON, scene.fake.until_posted(6)).await.expect("some are answered");
    let ready = until_ready(&url, 200).await;
    assert!(ready["waiting"].as_i64().is_some_and(|waiting| waiting > WAITING - 100), "{ready}");
    assert_eq!(reqwest::get(format!("{url}/healthz")).await.expect("it answers").status(), 200);
    assert_eq!(scene.fake.pending().len(), 1, "the rest stays at Telegram");
    let kb = memory_kb(&bot);
    println!("{WAITING} updates wait, {kb} kB of memory");
    assert!(kb < MOST_KB, "{kb} kB");
    // The oldest are in work, as many as there are workers, and one follows for each that is done.
    let answered: Vec<i64> = (1..=HANDLED).filter(|chat| !scene.fake.replies(*chat).is_empty()).collect();
    assert!(answered.iter().all(|chat| *chat <= 80), "{answered:?}");

    // As if the rest of it were done.
    scene.change("UPDATE inbox SET state = 'done', payload = NULL WHERE seq > 200").await;
    bot.says("updates are taken in again").await;
    scene.fake.wait_acknowledged(late, SOON).await;
    bot.signal(Signal::SIGKILL);
    bot.ends().await;

    // The same by webhook, with all of it waiting again.
    scene.change("UPDATE inbox SET state = 'new', payload = '{}' WHERE seq > 200").await;
    let webhook = ["--webhook-url", "https://bot.example.org/hook", "--webhook-listen", "127.0.0.1:0"];
    let mut bot = scene.start(&[&flags[..2], &webhook].concat());
    let url = bot.listens("the webhook listens").await;
    bot.says("too many updates wait").await;
    let secret = scene.fake.webhook().expect("it was set")["secret_token"].as_str().expect("a text").to_owned();
    scene.fake.push(text(&person(WAITING + 2), "what is TACE?"));
    let body = scene.fake.take_pending().remove(0).to_string();
    let deliver = async || {
        let request = reqwest::Client::new().post(format!("{url}/hook"));
        let request = request.header("X-Telegram-Bot-Api-Secret-Token", &secret);
        let sent = request.header("content-type", "application/json").body(body.clone()).send().await;
        sent.expect("it answers").status().as_u16()
    };
    assert_eq!(deliver().await, 503);
    scene.change("UPDATE inbox SET state = 'done', payload = NULL WHERE seq > 200").await;
    bot.says("updates are taken in again").await;
    assert_eq!(deliver().await, 200);
}
