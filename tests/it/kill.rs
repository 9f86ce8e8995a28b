//! A thousand questions while the process is killed again and again: every one answered, in order within its chat.

use std::collections::BTreeMap;
use std::time::Duration;

use nix::sys::signal::Signal;

use verbatim::config::Config;

use crate::stage::{Process, SOON};
use crate::telegram::FakeTelegram;
use crate::telegram::log::Request;
use crate::telegram::updates::{person, text};

const QUESTIONS: usize = 1000;
const CHATS: i64 = 100;
const KILLS: usize = 20;

/// A small generator (Marsaglia's xorshift64), seeded, so that a failing run can be had again.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

/// For each chat, the numbers of its answered questions, in the order of their first answers.
fn answered(fake: &FakeTelegram) -> BTreeMap<i64, Vec<i64>> {
    let mut chats = BTreeMap::new();
    for chat in 1..=CHATS {
        let mut order = Vec::new();
        for reply in fake.replies(chat) {
            let question = reply.reply_to.expect("every answer names its question");
            if !order.contains(&question) {
                order.push(question);
            }
        }
        chats.insert(chat, order);
    }
    chats
}

fn count(answered: &BTreeMap<i64, Vec<i64>>) -> usize {
    answered.values().map(Vec::len).sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_kill_loses_or_reorders_a_question() {
    let fake = FakeTelegram::start().await;
    let dir = tempfile::tempdir().expect("a temporary folder");
    let mut random = Random(0x5eed);
    let words = ["what is TACE?", "side effects", "does the liver grow back", "hello", "purple elephants dancing"];
    let mut asked = 0;
    for kill in 1..=KILLS {
        // Questions come while the bot is down and wait for it.
        while asked < QUESTIONS * kill / KILLS {
            let chat = 1 + random.below(CHATS.unsigned_abs()).cast_signed();
            fake.push(text(&person(chat), words[asked % words.len()]));
            asked += 1;
        }
        let calls = fake.requests().len();
        let mut bot = Process::start(&fake, dir.path());
        // The kill comes at any point of some call: before it arrives, during it, after its effect.
        let more = calls + 5 + usize::try_from(random.below(40)).expect("small");
        fake.wait_for(|log| log.len() >= more, SOON).await;
        std::thread::sleep(Duration::from_micros(random.below(20_000)));
        bot.signal(Signal::SIGKILL);
        bot.ends().await;
    }
    let bot = Process::start(&fake, dir.path());
    let sends = |log: &[Request]| log.iter().filter(|request| request.is("sendMessage") && request.took_effect).count();
    // One look at all chats is slow, so it is taken only when there may be enough.
    let is_all = |log: &[Request]| sends(log) >= QUESTIONS;
    fake.wait_for(is_all, Duration::from_secs(90)).await;
    fake.quiet(Duration::from_millis(500)).await;
    drop(bot);

    let answered = answered(&fake);
    assert_eq!(count(&answered), QUESTIONS, "questions were lost");
    for (chat, order) in &answered {
        assert!(order.is_sorted(), "chat {chat} was answered out of order: {order:?}");
    }
    let doubled = sends(&fake.requests()) - QUESTIONS;
    println!("{QUESTIONS} questions, {KILLS} kills: all answered in order, {doubled} of them twice");
    assert!(doubled <= KILLS * Config::WORKERS, "more were doubled than can have been under way");
    assert_eq!(fake.violations(), [""; 0]);
}
