//! Storms: questions in plenty while processes are killed and restarted again and again, and their database as well. Every
//! question is answered, in order within its chat.
//!
//! `VERBATIM_STORM=full cargo test --release --test it storm -- --nocapture` runs the same with many more.

mod delivery;

use std::collections::HashSet;
use std::time::{Duration, Instant};

use nix::sys::signal::Signal;
use tokio::time::{sleep, timeout};
use verbatim::config::Config;

use self::delivery::Delivery;
use crate::cluster::Cluster;
use crate::telegram::updates::{person, text};
use crate::test_bot::Process;

/// How many questions each chat asks: fewer than a flood is, in any minute.
const OF_A_CHAT: usize = 10;

/// How many questions wait for their answers at any time. Chats whose process was killed wait until its lease is over, and
/// there must be others meanwhile.
const AHEAD: usize = 300;

/// Long enough for a step of a storm, however slow the machine: a start, a recovery, a lease.
const STEP: Duration = Duration::from_secs(120);

const WORDS: [&str; 5] =
    ["what is TACE?", "side effects", "does the liver grow back", "hello", "purple elephants dancing"];

/// A storm.
#[derive(Clone, Copy)]
struct Storm {
    name: &'static str,
    updates: usize,
    /// The same for all on PostgreSQL; SQLite belongs to one process.
    processes: usize,
    /// How often each process is killed.
    kills: usize,
    is_postgres: bool,
    /// Whether Telegram delivers; else the processes poll.
    is_webhook: bool,
    /// Whether each process is stopped in order and started again, one after the other.
    is_rolled: bool,
    /// Whether the database's server is killed and started again.
    is_database_killed: bool,
}

impl Storm {
    /// Larger, if that is asked for.
    fn or_full(self, updates: usize, kills: usize) -> Self {
        let is_full = std::env::var_os("VERBATIM_STORM").is_some_and(|value| value == "full");
        if is_full { Self { updates, kills, ..self } } else { self }
    }

    /// Everything that happens, one after the other.
    fn blows(&self) -> Vec<Blow> {
        let mut blows: Vec<Blow> = (0..self.kills * self.processes).map(|n| Blow::Kill(n % self.processes)).collect();
        if self.is_rolled {
            blows.insert(blows.len() / 3, Blow::Roll);
        }
        if self.is_database_killed {
            blows.insert(blows.len() * 2 / 3, Blow::KillDatabase);
        }
        blows
    }

    /// How many requests can have been under way, all in all, when something ended uncleanly.
    fn under_way(&self) -> usize {
        let ends = self.kills * self.processes + usize::from(self.is_database_killed) * self.processes;
        ends * Config::WORKERS
    }
}

#[derive(Clone, Copy)]
enum Blow {
    /// This process is killed and started again.
    Kill(usize),
    Roll,
    KillDatabase,
}

/// A small generator (Marsaglia's xorshift64), seeded, so that a failing run can be had again.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit).expect("small")).expect("small")
    }
}

/// One storm, from the first question to the last answer.
struct Run {
    storm: Storm,
    scene: Cluster,
    processes: Vec<Process>,
    delivery: Option<Delivery>,
    /// What the processes that ended have logged.
    said: Vec<String>,
}

impl Run {
    async fn new(storm: Storm) -> Self {
        let scene = if storm.is_postgres { Cluster::on_postgres().await } else { Cluster::on_sqlite().await };
        let mut run = Self { storm, scene, processes: Vec::new(), delivery: None, said: Vec::new() };
        for _ in 0..storm.processes {
            run.processes.push(run.started());
        }
        if storm.is_webhook {
            run.delivery = Some(Delivery::new(storm.processes));
        }
        for place in 0..storm.processes {
            run.opened(place).await;
        }
        run
    }

    fn started(&self) -> Process {
        let webhook = ["--webhook-url", "https://bot.example.org/hook", "--webhook-listen", "127.0.0.1:0"];
        let more = if self.storm.is_webhook { &webhook[..] } else { &[] };
        self.scene.start(&[&["--rate", "1000"], more].concat())
    }

    /// Waits until a process runs; from then on it gets deliveries.
    async fn opened(&mut self, place: usize) {
        let process = &mut self.processes[place];
        let Some(delivery) = &self.delivery else {
            process.says("the bot is running").await;
            return;
        };
        let url = process.listens("the webhook listens").await;
        process.says("the webhook was set").await;
        let secret = self.scene.fake.webhook().expect("it was set")["secret_token"].clone();
        delivery.open(place, &url, secret.as_str().expect("a text"));
    }

    /// Ends a process, and starts it again without waiting until it runs.
    async fn again(&mut self, place: usize, signal: Signal) {
        if let Some(delivery) = &self.delivery {
            delivery.close(place);
        }
        self.processes[place].signal(signal);
        let ended = self.processes[place].ends().await;
        self.said.append(&mut self.processes[place].said);
        assert!(signal == Signal::SIGKILL || ended.code() == Some(0), "{:#?}", self.said);
        self.processes[place] = self.started();
    }

    async fn strike(&mut self, blow: Blow) {
        match blow {
            Blow::Kill(place) => {
                self.again(place, Signal::SIGKILL).await;
                self.opened(place).await;
            }
            Blow::Roll => {
                for place in 0..self.storm.processes {
                    self.again(place, Signal::SIGTERM).await;
                    self.opened(place).await;
                }
            }
            Blow::KillDatabase => {
                let server = self.scene.server();
                server.kill().await;
                server.start_again().await;
            }
        }
    }

    /// Lets somebody ask.
    fn ask(&mut self, chat: i64, n: usize) {
        self.scene.fake.push(text(&person(chat), WORDS[n % WORDS.len()]));
        if let Some(delivery) = &mut self.delivery {
            for update in self.scene.fake.take_pending() {
                delivery.take(chat, update);
            }
        }
    }

    /// Asks so that some always wait, until so many messages were sent.
    async fn ask_until(&mut self, sent: usize, left: &mut Vec<i64>) {
        loop {
            let posted = self.scene.fake.posted();
            while !left.is_empty() && self.storm.updates - left.len() < posted + AHEAD {
                let n = left.len();
                let chat = left.pop().expect("one is left");
                self.ask(chat, n);
            }
            if posted >= sent {
                return;
            }
            let more = self.scene.fake.until_posted((posted + AHEAD / 3).min(sent));
            if timeout(STEP, more).await.is_err() {
                panic!("{posted} answers are sent, and no more come: {:#?}", self.what_is_said());
            }
        }
    }

    /// Waits until nothing is left to do.
    async fn finish(&mut self) {
        let done = async {
            loop {
                let is_taken = self.delivery.as_ref().is_none_or(Delivery::is_over);
                let undone = "SELECT count(*) FROM inbox WHERE state <> 'done'";
                if is_taken && self.scene.fake.pending().is_empty() && self.scene.count(undone).await == 0 {
                    return;
                }
                // The database tells nobody when it changes.
                sleep(Duration::from_millis(100)).await;
            }
        };
        if timeout(STEP, done).await.is_err() {
            panic!("work is left: {:#?}", self.what_is_said());
        }
        for process in &mut self.processes {
            process.signal(Signal::SIGTERM);
            assert_eq!(process.ends().await.code(), Some(0), "{:#?}", process.said);
            self.said.append(&mut process.said);
        }
    }

    fn what_is_said(&mut self) -> Vec<Vec<String>> {
        self.processes.iter_mut().map(|process| std::mem::take(&mut process.said)).collect()
    }

    /// Checks what every person sees, and what the operator does.
    async fn check(&self) {
        let fake = &self.scene.fake;
        let chats = i64::try_from(self.storm.updates / OF_A_CHAT).expect("small");
        for chat in 1..=chats {
            let messages = fake.messages(chat);
            let asked: Vec<i64> =
                messages.iter().filter(|seen| !seen.is_from_bot).map(|seen| seen.message_id).collect();
            assert_eq!(asked.len(), OF_A_CHAT);
            let mut seen = HashSet::new();
            let replies = messages.iter().filter(|seen| seen.is_from_bot);
            let answered: Vec<i64> = replies
                .map(|reply| {
                    assert!(!reply.text.starts_with("Something went wrong"), "chat {chat} got an apology");
                    reply.reply_to.expect("every answer names its question")
                })
                .filter(|question| seen.insert(*question))
                .collect();
            assert_eq!(answered, asked, "chat {chat}: each is answered, in the order of the questions");
        }
        assert_eq!(fake.violations(), [""; 0]);
        let rows = [
            ("dead letters", "SELECT count(*) FROM dead"),
            ("updates given up", "SELECT count(*) FROM inbox WHERE is_dead = 1"),
            ("words that are kept", "SELECT count(*) FROM inbox WHERE payload IS NOT NULL"),
            ("requests that are kept", "SELECT count(*) FROM outbox WHERE body IS NOT NULL OR state <> 'sent'"),
        ];
        for (what, sql) in rows {
            assert_eq!(self.scene.count(sql).await, 0, "{what}");
        }
    }
}

/// Runs a storm and prints its figures.
async fn run(storm: Storm) {
    let began = Instant::now();
    let mut random = Random(0x5eed);
    let chats = storm.updates / OF_A_CHAT;
    let mut left: Vec<i64> = (0..storm.updates).map(|n| i64::try_from(n % chats).expect("small") + 1).collect();
    for n in (1..left.len()).rev() {
        left.swap(n, random.below(n + 1));
    }
    let mut run = Run::new(storm).await;
    let blows = storm.blows();
    for (n, blow) in blows.iter().enumerate() {
        let share = storm.updates / (blows.len() + 1);
        // It comes at any point of some request: before it arrives, during it, after its effect.
        run.ask_until(n * share + share / 2 + random.below(share), &mut left).await;
        sleep(Duration::from_micros(random.below(20_000).try_into().expect("small"))).await;
        run.strike(*blow).await;
    }
    run.ask_until(storm.updates, &mut left).await;
    run.finish().await;
    run.check().await;
    let doubled = run.scene.fake.posted() - storm.updates;
    let moved = run.said.iter().filter(|line| line.contains("it is sent again")).count();
    println!(
        "{}: {} updates, {} processes, {} kills, {:.1} s: all answered in order, {moved} taken over under way, {doubled} \
         doubled",
        storm.name,
        storm.updates,
        storm.processes,
        storm.kills * storm.processes,
        began.elapsed().as_secs_f64(),
    );
    assert!(doubled <= storm.under_way(), "more were doubled than can have been under way");
    // What was under way in a process that was killed is said by the one that takes it over. What a database loses when
    // it is killed is said by nobody.
    let unsaid = usize::from(storm.is_database_killed) * storm.processes * Config::WORKERS;
    assert!(doubled <= moved + unsaid, "more were doubled than were taken over");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_storm_on_sqlite_loses_or_reorders_a_question() {
    let storm = Storm {
        name: "SQLite, polled",
        updates: 1000,
        processes: 1,
        kills: 20,
        is_postgres: false,
        is_webhook: false,
        is_rolled: false,
        is_database_killed: false,
    };
    run(storm.or_full(5000, 50)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_storm_on_replicas_that_poll_loses_or_reorders_a_question() {
    let storm = Storm {
        name: "PostgreSQL, polled",
        updates: 1500,
        processes: 3,
        kills: 4,
        is_postgres: true,
        is_webhook: false,
        is_rolled: true,
        is_database_killed: true,
    };
    run(storm.or_full(20_000, 10)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_storm_on_replicas_behind_a_webhook_loses_or_reorders_a_question() {
    let storm = Storm {
        name: "PostgreSQL, delivered",
        updates: 600,
        processes: 2,
        kills: 2,
        is_postgres: true,
        is_webhook: true,
        is_rolled: true,
        is_database_killed: true,
    };
    run(storm.or_full(5000, 10)).await;
}
