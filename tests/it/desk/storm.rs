//! Many conversations at once while processes are killed: every message reaches the other side of its own conversation, in
//! order, and nobody else.
//!
//! What is expected is a model: for each conversation what each side wrote, in order. `VERBATIM_STORM=full` runs the same
//! with more kills.

use std::collections::HashMap;
use std::time::Duration;

use nix::sys::signal::Signal;
use tokio::time::sleep;

use super::STAFF;
use crate::cluster::Cluster;
use crate::storm::Random;
use crate::telegram::seen::Seen;
use crate::telegram::updates::{forum, person, text};
use crate::test_bot::{Process, comes_true};

const CONVERSATIONS: i64 = 50;

/// How often each side writes.
const ROUNDS: usize = 4;

/// Long enough for a step, however slow the machine.
const STEP: Duration = Duration::from_secs(180);

/// The first number of those who ask; staff have others.
const FIRST: i64 = 1000;

/// The processes, and how often they were killed.
struct Run {
    scene: Cluster,
    processes: Vec<Process>,
    random: Random,
    kills: usize,
    /// How many updates were under way at the kills, of each of which one request may have been.
    under_way: usize,
}

impl Run {
    async fn new(scene: Cluster, processes: usize) -> Self {
        scene.fake.add_chat(&forum(STAFF));
        scene.fake.set_bot_member(STAFF, "administrator");
        let mut run = Self { scene, processes: Vec::new(), random: Random(0xde5c), kills: 0, under_way: 0 };
        for _ in 0..processes {
            let mut process = run.started();
            process.says("the bot is running").await;
            run.processes.push(process);
        }
        run
    }

    fn started(&self) -> Process {
        let chat = format!("--staff-chat={STAFF}");
        self.scene.start(&[&chat, "--rate", "1000", "--group-rate", "60000"])
    }

    /// Kills a process at any point of its work, and starts it again.
    async fn kill(&mut self) {
        sleep(Duration::from_millis(self.random.below(40).try_into().expect("small"))).await;
        let place = self.random.below(self.processes.len());
        self.processes[place].signal(Signal::SIGKILL);
        self.processes[place].ends().await;
        self.kills += 1;
        let planned = self.scene.count("SELECT count(*) FROM inbox WHERE state = 'planned'").await;
        self.under_way += usize::try_from(planned).expect("a count");
        self.processes[place] = self.started();
        self.processes[place].says("the bot is running").await;
    }

    /// Taps the button of this label in everybody's chat once it is there.
    async fn all_tap(&mut self, label: &str, kill_every: usize) {
        for n in 0..CONVERSATIONS {
            let has = |seen: &Seen| seen.keyboard.iter().flatten().any(|button| button.text == label);
            let page = || self.scene.fake.replies(FIRST + n).into_iter().rev().find(|seen| has(seen));
            let is_there = comes_true(STEP, async || page().is_some()).await;
            assert!(is_there, "{n} never sees {label:?}: {:#?}", self.scene.fake.replies(FIRST + n));
            let page = page().expect("it is there").message_id;
            self.scene.fake.press_as(&person(FIRST + n), FIRST + n, page, label);
            if self.random.below(kill_every) == 0 {
                self.kill().await;
            }
        }
    }

    /// The topic of everybody's conversation.
    async fn topics(&self) -> Vec<i64> {
        let card = |n: i64| {
            let asked = format!("asdf qwer number{n}.");
            let cards = self.scene.fake.replies(STAFF);
            cards.into_iter().rev().find(|card| card.text.contains(&asked)).and_then(|card| card.thread)
        };
        let mut topics = Vec::new();
        for n in 0..CONVERSATIONS {
            assert!(comes_true(STEP, async || card(n).is_some()).await, "{n} has no card");
            topics.push(card(n).expect("it is there"));
        }
        topics
    }

    /// Waits until nothing is left to do.
    async fn quiet(&mut self) {
        let is_over = comes_true(STEP, async || {
            let undone = "SELECT count(*) FROM inbox WHERE state <> 'done'";
            self.scene.fake.pending().is_empty() && self.scene.count(undone).await == 0
        });
        assert!(is_over.await, "work is left");
    }
}

fn of_person(n: i64, round: usize) -> String {
    format!("the person {n} writes {round}.")
}

fn of_staff(n: i64, round: usize) -> String {
    format!("the staff tell {n} this {round}.")
}

/// Checks that what one side wrote stands on the other, each once or more, first in order; gives how many are doubled.
#[track_caller]
fn arrived(what: &str, seen: &[String], written: &[String]) -> usize {
    let mut firsts: Vec<&String> = Vec::new();
    let mut count: HashMap<&String, usize> = HashMap::new();
    for text in seen {
        let one = written.iter().find(|one| text.ends_with(one.as_str()));
        let one = one.unwrap_or_else(|| panic!("{what}: {text:?} is no part of the conversation {written:?}"));
        *count.entry(one).or_default() += 1;
        if count[one] == 1 {
            firsts.push(one);
        }
    }
    assert_eq!(firsts, written.iter().collect::<Vec<_>>(), "{what}");
    count.values().map(|count| count - 1).sum()
}

async fn storm(name: &str, scene: Cluster, processes: usize, kill_every: usize) {
    let is_full = std::env::var_os("VERBATIM_STORM").is_some_and(|value| value == "full");
    let kill_every = if is_full { kill_every / 4 } else { kill_every };
    let mut run = Run::new(scene, processes).await;
    for n in 0..CONVERSATIONS {
        run.scene.fake.push(text(&person(FIRST + n), &format!("asdf qwer number{n}.")));
    }
    run.all_tap("Talk to a person", kill_every).await;
    run.all_tap("Pass it on", kill_every).await;
    let topics = run.topics().await;
    run.quiet().await;
    let mut order: Vec<i64> = (0..CONVERSATIONS).collect();
    for round in 0..ROUNDS {
        for n in (1..order.len()).rev() {
            order.swap(n, run.random.below(n + 1));
        }
        for n in order.clone() {
            let topic = topics[usize::try_from(n).expect("small")];
            run.scene.fake.push(text(&person(FIRST + n), &of_person(n, round)));
            let staff = text(&person(20 + n % 3), &of_staff(n, round));
            run.scene.fake.push(staff.within(&forum(STAFF)).topic(topic));
            if run.random.below(kill_every) == 0 {
                run.kill().await;
            }
        }
    }
    run.quiet().await;
    let (mut doubled, fake) = (0, &run.scene.fake);
    let staff_side = fake.replies(STAFF);
    for n in 0..CONVERSATIONS {
        let written: Vec<String> = (0..ROUNDS).map(|round| of_staff(n, round)).collect();
        let private = fake.replies(FIRST + n).into_iter().map(|seen| seen.text);
        let told: Vec<String> = private.filter(|text| text.starts_with('👤')).collect();
        doubled += arrived(&format!("to the person {n}"), &told, &written);
        let written: Vec<String> = (0..ROUNDS).map(|round| of_person(n, round)).collect();
        let topic = topics[usize::try_from(n).expect("small")];
        let in_topic = staff_side.iter().filter(|seen| seen.thread == Some(topic) && seen.text.starts_with('💬'));
        let told: Vec<String> = in_topic.map(|seen| seen.text.clone()).collect();
        doubled += arrived(&format!("to the staff about {n}"), &told, &written);
    }
    let elsewhere = staff_side.iter().filter(|seen| !seen.thread.is_some_and(|thread| topics.contains(&thread)));
    assert_eq!(elsewhere.map(|seen| &seen.text).collect::<Vec<_>>(), [""; 0], "outside of the topics");
    assert_eq!(run.scene.count("SELECT count(*) FROM dead").await, 0);
    assert_eq!(run.scene.count("SELECT count(*) FROM tickets WHERE state = 'open'").await, CONVERSATIONS);
    assert_eq!(fake.violations(), [""; 0]);
    let messages = 2 * usize::try_from(CONVERSATIONS).expect("small") * ROUNDS;
    println!(
        "{name}: {CONVERSATIONS} conversations, {messages} messages, {processes} processes, {} kills: none lost, none to \
         anybody else, {doubled} doubled",
        run.kills
    );
    assert!(run.kills > 0 && doubled <= run.under_way, "{doubled} doubled, of {} under way", run.under_way);
}

#[tokio::test(flavor = "multi_thread")]
async fn conversations_survive_kills_on_sqlite() {
    storm("SQLite", Cluster::on_sqlite().await, 1, 40).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn conversations_survive_kills_on_replicas() {
    storm("PostgreSQL", Cluster::on_postgres().await, 2, 60).await;
}
