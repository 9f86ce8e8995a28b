//! The way of updates through the real store, workers and handlers, without the network: several updates in work at a
//! time, one of a chat, a step of one after a step of another by chance, some of them lost at any point and taken up
//! again.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::ops::ControlFlow::{Break, Continue};
use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::Value;
use tokio_util::sync::CancellationToken;
use verbatim::bot::{BotContext, Context, Lookup};
use verbatim::bot_api::{Outgoing, chat_of};
use verbatim::ops::{Clock, Health, Labels, UpdateSource};
use verbatim::queue::{Handled, Handler, Job, Progress, Transport, TransportOutcome, Unsendable, Worker};
use verbatim::store::{Deletion, Effects, Incoming, Pseudonym, QueuedUpdate, Remembered, Store};

use super::expected::{BOT, OWN, Request};
use super::script::{Fate, MIGRATION, Random, Script, Step};

const WORKERS: usize = 8;

/// Of so many steps one is the last before a crash of its worker.
const CRASH_ONE_IN: usize = 300;

/// How often the whole process ends and begins anew.
const RESTARTS: usize = 5;

/// What left, in order, and how often something left once more after a crash.
#[derive(Debug, Default)]
pub(super) struct Run {
    pub(super) wire: Vec<Request>,
    pub(super) repeated: usize,
    pub(super) crashes: usize,
}

/// A chat, or an update of none by its place.
type Line = (Option<i64>, i64);

fn line(head: &QueuedUpdate) -> Line {
    (head.chat_id, if head.chat_id.is_some() { 0 } else { head.seq })
}

/// What is remembered over the ends of processes.
struct Workers<'a> {
    worker: Worker<ModelHandler, ModelTransport>,
    script: &'a Script,
    at_ms: HashMap<i64, i64>,
    random: Random,
    queues: BTreeMap<Line, VecDeque<QueuedUpdate>>,
    last_seq: i64,
    /// What is in updates that were claimed when they were accepted.
    claimed: HashMap<i64, String>,
    jobs: Vec<Job<Outgoing>>,
    busy: BTreeSet<Line>,
    wire: Arc<Mutex<Wire>>,
    now_ms: Arc<AtomicI64>,
    crashes: usize,
}

/// Runs a script to its end.
pub(super) async fn run(handlers: &'static BotContext, script: &Script, seed: u64) -> Run {
    // No power is cut here, and a flush to disk for each request would take most of the time.
    let memory = Path::new("/dev/shm");
    let dir = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    let dir = dir.expect("a temporary folder");
    let url = format!("sqlite:{}", dir.path().join("bot.db").display());
    let update_id = |update: &Value| update["update_id"].as_i64().expect("a number");
    let fates = script.steps.iter().map(|step| (update_id(&step.update), step.fate)).collect();
    let wire = Arc::new(Mutex::new(Wire { fates, ..Wire::default() }));
    let now_ms = Arc::default();
    let mut workers = Workers {
        worker: worker(handlers, script, &url, &wire, &now_ms).await,
        script,
        at_ms: script.steps.iter().map(|step| (update_id(&step.update), step.at_ms)).collect(),
        random: Random::new(!seed),
        queues: BTreeMap::new(),
        last_seq: 0,
        claimed: HashMap::new(),
        jobs: Vec::new(),
        busy: BTreeSet::new(),
        wire,
        now_ms,
        crashes: 0,
    };
    let mut offered = 0;
    let mut restart_at: Vec<usize> = (1..=RESTARTS).map(|n| script.steps.len() * n / (RESTARTS + 1)).collect();
    loop {
        let is_more = offered < script.steps.len();
        let is_moving = offered > 0 && script.steps[offered - 1].what == MIGRATION;
        if is_more && workers.random.below(100) == 0 && (!is_moving || workers.is_idle()) {
            let until = (offered + 1 + workers.random.below(60)).min(script.steps.len());
            let moves = script.steps[offered..until].iter().position(|step| step.what == MIGRATION);
            let until = moves.map_or(until, |at| offered + at + 1);
            workers.accept(offered, until).await;
            offered = until;
        }
        if restart_at.first().is_some_and(|at| *at <= offered) {
            restart_at.remove(0);
            workers = workers.reopened(handlers, &url).await;
            workers.look().await;
        }
        if !workers.step().await && !is_more {
            break;
        }
    }
    assert_eq!(workers.worker.store.undone_after(0, 1).await.expect("readable"), []);
    workers.worker.store.close().await;
    let Wire { sent, repeated, .. } = std::mem::take(&mut *workers.wire.lock().expect("not poisoned"));
    Run { wire: sent.into_iter().map(|(_, request, _)| request).collect(), repeated, crashes: workers.crashes }
}

/// A worker of a process that has just begun.
async fn worker(
    handlers: &'static BotContext,
    script: &Script,
    url: &str,
    wire: &Arc<Mutex<Wire>>,
    now_ms: &Arc<AtomicI64>,
) -> Worker<ModelHandler, ModelTransport> {
    let store = Arc::new(crate::test_bot::open(url).await.expect("opens"));
    let labels = Labels { kinds: &[], contents: &[], delays: &[], method: "sendMessage" };
    let clock = Clock::Set(Arc::clone(now_ms));
    let admins = script.admins.iter().copied().collect();
    Worker {
        handler: ModelHandler { store: Arc::clone(&store), handlers, admins, clock: clock.clone() },
        transport: ModelTransport { wire: Arc::clone(wire) },
        health: Arc::new(Health::new(Arc::clone(&store), UpdateSource::Polls(Duration::ZERO), labels)),
        clock,
        stop: CancellationToken::new(),
        store,
    }
}

/// Whether it is the bot that puts it into the inbox.
fn is_own(step: &Step) -> bool {
    step.update["update_id"].as_i64().is_some_and(|id| id < 0)
}

impl Workers<'_> {
    /// The same after the end of the process, with what was in work lost.
    async fn reopened(self, handlers: &'static BotContext, url: &str) -> Self {
        let Self { worker: old, script, wire, now_ms, .. } = self;
        old.store.close().await;
        // The lock goes with the store.
        drop(old);
        let worker = worker(handlers, script, url, &wire, &now_ms).await;
        let (jobs, busy, queues, claimed) = (Vec::new(), BTreeSet::new(), BTreeMap::new(), HashMap::new());
        Self { worker, wire, now_ms, jobs, busy, queues, claimed, last_seq: 0, ..self }
    }

    fn is_idle(&self) -> bool {
        self.queues.is_empty()
    }

    async fn accept(&mut self, from: usize, until: usize) {
        let store = &self.worker.store;
        for steps in self.script.steps[from..until].chunk_by(|one, next| !is_own(one) && !is_own(next)) {
            if let [post] = steps
                && is_own(post)
            {
                let chat = post.chat.expect("a group");
                store.post_ended(chat, &post.update.to_string(), 0).await.expect("put in");
                continue;
            }
            let updates = steps.iter().map(|step| Incoming {
                update_id: step.update["update_id"].as_i64().expect("a number"),
                chat_id: chat_of(&step.update),
                payload: step.update.to_string(),
            });
            let updates: Vec<Incoming> = updates.collect();
            let claim = self.random.below(4);
            let accepted = store.accept(&updates, 0, claim).await.expect("accepted");
            let mut payloads: HashMap<i64, String> =
                updates.into_iter().map(|offered| (offered.update_id, offered.payload)).collect();
            for accepted in accepted.into_iter().filter(|accepted| accepted.is_claimed) {
                let payload = payloads.remove(&accepted.update.update_id).expect("it was offered");
                self.claimed.insert(accepted.update.seq, payload);
            }
        }
        self.look().await;
    }

    async fn look(&mut self) {
        for head in self.worker.store.undone_after(self.last_seq, u32::MAX).await.expect("readable") {
            self.last_seq = head.seq;
            self.queues.entry(line(&head)).or_default().push_back(head);
        }
    }

    /// One step of some worker; `false` when there is nothing to do.
    async fn step(&mut self) -> bool {
        if self.jobs.len() < WORKERS {
            let ready: Vec<Line> = self.queues.keys().filter(|line| !self.busy.contains(line)).copied().collect();
            if !ready.is_empty() {
                let line = ready[self.random.below(ready.len())];
                let head = self.queues[&line].front().copied().expect("no queue is empty");
                self.busy.insert(line);
                let claimed = self.claimed.remove(&head.seq);
                self.jobs.push(self.worker.take_up(head, claimed).expect("there is one process"));
            }
        }
        if self.jobs.is_empty() {
            return false;
        }
        let at = self.random.below(self.jobs.len());
        let job = self.jobs.swap_remove(at);
        let head = *job.update();
        if self.random.below(CRASH_ONE_IN) == 0 {
            self.crashes += 1;
            self.busy.remove(&line(&head));
            return true;
        }
        self.now_ms.store(self.at_ms[&head.update_id], Ordering::Relaxed);
        {
            let mut wire = self.wire.lock().expect("not poisoned");
            (wire.seq, wire.update_id) = (head.seq, head.update_id);
        }
        match self.worker.advance(job).await {
            Continue(job) => self.jobs.push(job),
            Break(Progress::Done) => {
                self.busy.remove(&line(&head));
                let queue = self.queues.get_mut(&line(&head)).expect("its queue");
                queue.pop_front();
                if queue.is_empty() {
                    self.queues.remove(&line(&head));
                }
            }
            // It is taken up again from where it came.
            Break(Progress::Later(_)) => drop(self.busy.remove(&line(&head))),
            Break(progress) => panic!("{progress:?}, and there is one process and nothing fails"),
        }
        true
    }
}

/// The real handlers, with what a script says about admins in Telegram's place.
struct ModelHandler {
    store: Arc<Store>,
    handlers: &'static BotContext,
    admins: HashSet<(i64, i64)>,
    clock: Clock,
}

impl Handler for ModelHandler {
    type Request = Outgoing;

    async fn handle(&self, update: &QueuedUpdate, payload: &str) -> Option<Handled<Outgoing>> {
        let now_ms = self.clock.now_ms();
        let draft = self.handlers.read(update.kind, payload).expect("readable");
        let known = self.store.state(draft.state_query(), now_ms).await.expect("readable");
        let mut facts = Context::new(known, now_ms);
        loop {
            match self.handlers.plan(&draft, &facts) {
                Ok(effects) => return Some(Handled { effects, kind: draft.kind() }),
                Err(Lookup::Polls(_)) => facts.may_poll = Some(true),
                Err(Lookup::Member(wanted)) => facts.members.push((wanted, true)),
                Err(Lookup::Reload | Lookup::Trial(_)) => unreachable!("a script has no staff"),
                Err(Lookup::Admin(wanted)) => {
                    let user = i64::try_from(wanted.user).expect("small");
                    facts.is_admin = Some(self.admins.contains(&(wanted.chat, user)));
                }
            }
        }
    }

    fn give_up(&self, _: &str, reason: &str) -> Effects<Outgoing> {
        panic!("an update was given up: {reason}")
    }
}

/// What left, in order.
#[derive(Default)]
struct Wire {
    /// The update that is worked on.
    seq: i64,
    update_id: i64,
    /// What becomes of what is sent for each.
    fates: HashMap<i64, Fate>,
    /// Each request with its update and the message that it became.
    sent: Vec<(i64, Request, Option<i32>)>,
    /// The newest message of the bot in each chat.
    own: HashMap<i64, i32>,
    repeated: usize,
}

/// A Telegram that takes everything, but what the script has it refuse.
struct ModelTransport {
    wire: Arc<Mutex<Wire>>,
}

impl Transport for ModelTransport {
    type Request = Outgoing;

    fn read(&self, stored: &str) -> Option<Outgoing> {
        Some(serde_json::from_str(stored).expect("readable"))
    }

    fn latest_ms(&self, request: &Outgoing) -> Option<i64> {
        request.post().map(|post| post.until_ms)
    }

    fn remembered<'r>(&self, request: &'r Outgoing) -> &'r [Remembered] {
        request.remembered()
    }

    fn deletion(&self, request: &Outgoing) -> Option<Deletion> {
        request.deletion()
    }

    fn addressee(&self, _: &Outgoing) -> Option<Pseudonym> {
        None
    }

    fn apology(&self, _: &Outgoing) -> Option<Outgoing> {
        None
    }

    fn aftermath(&self, _: &Outgoing, _: Option<&Unsendable>) -> Option<(i64, String)> {
        None
    }

    async fn send(&self, outgoing: &Outgoing, is_ours: impl Fn() -> bool + Send + Sync) -> TransportOutcome {
        assert!(is_ours(), "there is one process");
        let mut wire = self.wire.lock().expect("not poisoned");
        let update_id = wire.update_id;
        match wire.fates.get_mut(&update_id) {
            Some(Fate::Refused) => TransportOutcome::Refused("no".to_owned()),
            Some(Fate::TurnedAway) => TransportOutcome::TurnedAway {
                reason: "no".to_owned(),
                closed: outgoing.chat().filter(|chat| *chat < 0),
            },
            Some(fate @ Fate::Waits) => {
                *fate = Fate::Taken;
                TransportOutcome::Later { wait: Duration::from_secs(1), because: "telegram" }
            }
            _ => TransportOutcome::Sent(wire.send(outgoing)),
        }
    }
}

impl Wire {
    /// Puts a request on the wire and gives the message that it became. What an update sends again after a crash is the
    /// same, and is not seen twice; anything else would be.
    fn send(&mut self, outgoing: &Outgoing) -> Option<i32> {
        let (method, params) = outgoing.request(BOT);
        let request = Request { method: method.to_owned(), params };
        let before = self.sent.iter().rev().find(|(seq, before, _)| *seq == self.seq && *before == request);
        if let Some((_, _, message)) = before {
            self.repeated += 1;
            return *message;
        }
        let message = match outgoing {
            Outgoing::Message { .. } | Outgoing::Pointer { .. } => {
                let chat = outgoing.chat().expect("a message is in a chat");
                let last = self.own.entry(chat).or_insert(i32::try_from(OWN).expect("small"));
                *last += 1;
                Some(*last)
            }
            Outgoing::Edit { message, .. } | Outgoing::Buttons { message, .. } => Some(*message),
            _ => None,
        };
        self.sent.push((self.seq, request, message));
        message
    }
}
