//! The way of updates through the real store and handlers, without the network: several workers, one update of a chat
//! at a time, interleaved by chance, some of them lost at any point and taken up again.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::path::Path;

use serde_json::Value;
use verbatim::store::{Claimed, Effects, Incoming, QueuedUpdate, SendOutcome, Store, Stored};
use verbatim::telegram::{Facts, Handlers, Outgoing, Wanted, chat_of};

use super::expected::{BOT, OWN, Request};
use super::script::{Random, Script};

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

/// How far the work on an update has come.
enum Job {
    Begin,
    Plan(String),
    Store(Box<Effects<Outgoing>>),
    Send(VecDeque<(i64, Outgoing)>),
    Settle { n: i64, answer: Option<i32>, sent: Box<Outgoing>, rest: VecDeque<(i64, Outgoing)> },
    Done,
}

/// A chat, or an update of none by its place.
type Line = (Option<i64>, i64);

fn line(head: &QueuedUpdate) -> Line {
    (head.chat_id, if head.chat_id.is_some() { 0 } else { head.seq })
}

struct Workers<'a> {
    store: Store,
    handlers: &'a Handlers,
    script: &'a Script,
    at_ms: HashMap<i64, i64>,
    random: Random,
    queues: BTreeMap<Line, VecDeque<QueuedUpdate>>,
    last_seq: i64,
    jobs: Vec<(QueuedUpdate, Job)>,
    busy: BTreeSet<Line>,
    sent: HashMap<(i64, i64), (Request, Option<i32>)>,
    own: HashMap<i64, i32>,
    run: Run,
}

/// Runs a script to its end.
pub(super) async fn run(handlers: &Handlers, script: &Script, seed: u64) -> Run {
    // No power is cut here, and a flush to disk for each request would take most of the time.
    let memory = Path::new("/dev/shm");
    let dir = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    let dir = dir.expect("a temporary folder");
    let url = format!("sqlite:{}", dir.path().join("bot.db").display());
    let update_id = |update: &Value| update["update_id"].as_i64().expect("a number");
    let mut workers = Workers {
        store: crate::stage::open(&url).await.expect("opens"),
        handlers,
        script,
        at_ms: script.steps.iter().map(|step| (update_id(&step.update), step.at_ms)).collect(),
        random: Random::new(!seed),
        queues: BTreeMap::new(),
        last_seq: 0,
        jobs: Vec::new(),
        busy: BTreeSet::new(),
        sent: HashMap::new(),
        own: HashMap::new(),
        run: Run::default(),
    };
    let mut offered = 0;
    let mut restart_at: Vec<usize> = (1..=RESTARTS).map(|n| script.steps.len() * n / (RESTARTS + 1)).collect();
    loop {
        let is_more = offered < script.steps.len();
        if is_more && workers.random.below(100) == 0 {
            let until = (offered + 1 + workers.random.below(60)).min(script.steps.len());
            workers.accept(offered, until).await;
            offered = until;
        }
        if restart_at.first().is_some_and(|at| *at <= offered) {
            restart_at.remove(0);
            workers.lose_everything();
            workers = workers.reopened(&url).await;
            workers.look().await;
        }
        if !workers.step().await && !is_more {
            break;
        }
    }
    assert_eq!(workers.store.undone_after(0, 1).await.expect("readable"), []);
    workers.store.close().await;
    workers.run
}

impl Workers<'_> {
    async fn reopened(self, url: &str) -> Self {
        self.store.close().await;
        let Self { store, handlers, script, at_ms, random, queues, last_seq, jobs, busy, sent, own, run } = self;
        // The lock goes with the store.
        drop(store);
        let store = crate::stage::open(url).await.expect("opens again");
        Self { store, handlers, script, at_ms, random, queues, last_seq, jobs, busy, sent, own, run }
    }

    async fn accept(&mut self, from: usize, until: usize) {
        let steps = self.script.steps[from..until].iter();
        let updates: Vec<Incoming> = steps
            .map(|step| Incoming {
                update_id: step.update["update_id"].as_i64().expect("a number"),
                chat_id: chat_of(&step.update),
                payload: step.update.to_string(),
            })
            .collect();
        self.store.accept(&updates, 0).await.expect("accepted");
        self.look().await;
    }

    async fn look(&mut self) {
        for head in self.store.undone_after(self.last_seq, u32::MAX).await.expect("readable") {
            self.last_seq = head.seq;
            self.queues.entry(line(&head)).or_default().push_back(head);
        }
    }

    fn lose_everything(&mut self) {
        self.jobs.clear();
        self.busy.clear();
        self.queues.clear();
        self.last_seq = 0;
    }

    /// One step of some worker; `false` when there is nothing to do.
    async fn step(&mut self) -> bool {
        if self.jobs.len() < WORKERS {
            let ready: Vec<Line> = self.queues.keys().filter(|line| !self.busy.contains(line)).copied().collect();
            if !ready.is_empty() {
                let line = ready[self.random.below(ready.len())];
                let head = self.queues[&line].front().copied().expect("no queue is empty");
                self.busy.insert(line);
                self.jobs.push((head, Job::Begin));
            }
        }
        if self.jobs.is_empty() {
            return false;
        }
        let at = self.random.below(self.jobs.len());
        let (head, job) = self.jobs.swap_remove(at);
        if self.random.below(CRASH_ONE_IN) == 0 {
            self.run.crashes += 1;
            self.busy.remove(&line(&head));
            return true;
        }
        match self.advance(&head, job).await {
            Job::Done => {
                self.busy.remove(&line(&head));
                let queue = self.queues.get_mut(&line(&head)).expect("its queue");
                queue.pop_front();
                if queue.is_empty() {
                    self.queues.remove(&line(&head));
                }
            }
            job => self.jobs.push((head, job)),
        }
        true
    }

    async fn advance(&mut self, head: &QueuedUpdate, job: Job) -> Job {
        let now_ms = self.at_ms[&head.update_id];
        match job {
            Job::Begin => match self.store.claim(head.seq).await.expect("begun") {
                Claimed::Done => Job::Done,
                Claimed::Send { unsent, .. } => Job::Send(read(unsent)),
                Claimed::Handle { payload, .. } => Job::Plan(payload),
                Claimed::Elsewhere => panic!("there is one process"),
            },
            Job::Plan(payload) => Job::Store(Box::new(self.plan(&payload, now_ms).await)),
            Job::Store(effects) => {
                let requests = match self.store.plan(head.seq, &effects, now_ms).await.expect("planned") {
                    Stored::Planned { is_first } => (0..).zip(effects.into_requests(is_first)).collect(),
                    Stored::Before(unsent) => read(unsent),
                    Stored::Elsewhere => panic!("there is one process"),
                };
                if requests.is_empty() { Job::Done } else { Job::Send(requests) }
            }
            Job::Send(mut requests) => {
                let Some((n, outgoing)) = requests.pop_front() else { return Job::Done };
                let answer = self.send(head.seq, n, &outgoing);
                Job::Settle { n, answer, sent: Box::new(outgoing), rest: requests }
            }
            Job::Settle { n, answer, sent, rest } => {
                let answer = answer.map(|message| (message, sent.remembered()));
                self.store.complete(head.seq, n, SendOutcome::Sent(answer), now_ms).await.expect("settled");
                if rest.is_empty() { Job::Done } else { Job::Send(rest) }
            }
            Job::Done => Job::Done,
        }
    }

    async fn plan(&self, payload: &str, now_ms: i64) -> Effects<Outgoing> {
        let draft = self.handlers.draft(payload).expect("readable");
        let known = self.store.state(draft.wants(), now_ms).await.expect("readable");
        let mut facts = Facts { known, now_ms, ..Facts::default() };
        loop {
            match self.handlers.plan(&draft, &facts) {
                Ok(effects) => return effects,
                Err(Wanted::Reload) => unreachable!("a script has no staff"),
                Err(Wanted::Admin(wanted)) => {
                    let user = i64::try_from(wanted.user).expect("small");
                    facts.is_admin = Some(self.script.admins.contains(&(wanted.chat, user)));
                }
            }
        }
    }

    /// Puts a request on the wire and gives the message that it became.
    fn send(&mut self, seq: i64, n: i64, outgoing: &Outgoing) -> Option<i32> {
        let (method, params) = outgoing.request(BOT);
        let request = Request { method: method.to_owned(), params };
        if let Some((before, message)) = self.sent.get(&(seq, n)) {
            assert_eq!(before, &request, "what is sent again after a crash is the same");
            self.run.repeated += 1;
            return *message;
        }
        let message = match outgoing {
            Outgoing::Message { place, .. } => {
                let last = self.own.entry(place.chat).or_insert(i32::try_from(OWN).expect("small"));
                *last += 1;
                Some(*last)
            }
            Outgoing::Edit { message, .. } | Outgoing::Buttons { message, .. } => Some(*message),
            _ => None,
        };
        self.sent.insert((seq, n), (request.clone(), message));
        self.run.wire.push(request);
        message
    }
}

/// What stands in the outbox, read back after a crash.
fn read(unsent: Vec<(i64, String)>) -> VecDeque<(i64, Outgoing)> {
    unsent.into_iter().map(|(n, body)| (n, serde_json::from_str(&body).expect("readable"))).collect()
}
