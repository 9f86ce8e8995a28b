//! The queue with a handler and a transport of its own, which have nothing to do with Telegram: what each outcome of a
//! request leads to, and what a handler costs that fails.

use std::collections::VecDeque;
use std::ops::ControlFlow::Continue;
use std::sync::atomic::AtomicI64;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;
use verbatim::ops::{Clock, Health, Labels, UpdateSource};
use verbatim::queue::{Handled, Handler, Progress, Transport, TransportOutcome, Unsendable, Worker};
use verbatim::store::{Dead, Deletion, Effects, Incoming, Pseudonym, QueuedUpdate, Remembered, Request, Store};

/// A request to nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Note {
    text: String,
    is_post: bool,
}

impl Request for Note {
    fn method(&self) -> &'static str {
        "note"
    }

    fn stored(&self) -> String {
        serde_json::to_string(self).expect("plain data")
    }

    fn is_post(&self) -> bool {
        self.is_post
    }

    fn needs(&self, _: &Self) -> bool {
        false
    }
}

/// What the handler does next with an update.
#[derive(Clone, Copy)]
enum Turn {
    Answers,
    Posts,
    Panics,
    IsStopped,
}

/// Does one thing after another, and the last for ever.
struct Turns(Mutex<VecDeque<Turn>>);

impl Handler for Turns {
    type Request = Note;

    async fn handle(&self, _: &QueuedUpdate, payload: &str) -> Option<Handled<Note>> {
        let turn = {
            // One that panicked leaves it poisoned.
            let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if turns.len() > 1 { turns.pop_front() } else { turns.front().copied() }
        };
        let is_post = match turn.expect("the last stays") {
            Turn::Answers => false,
            Turn::Posts => true,
            Turn::Panics => panic!("on purpose"),
            Turn::IsStopped => return None,
        };
        let request = Note { text: format!("about {payload}"), is_post };
        Some(Handled { effects: vec![request].into(), kind: "note" })
    }

    fn give_up(&self, _: &str, reason: &str) -> Effects<Note> {
        let dead = Some(Dead { reason: reason.to_owned(), person: None });
        Effects { dead, ..vec![Note { text: "sorry".to_owned(), is_post: false }].into() }
    }
}

/// Gives one outcome after another, and the last for ever.
struct Outcomes {
    next: Mutex<VecDeque<TransportOutcome>>,
    sent: Arc<Mutex<Vec<String>>>,
    latest_ms: i64,
}

impl Transport for Outcomes {
    type Request = Note;

    fn read(&self, stored: &str) -> Option<Note> {
        serde_json::from_str(stored).ok()
    }

    fn latest_ms(&self, _: &Note) -> Option<i64> {
        Some(self.latest_ms)
    }

    fn deletion(&self, _: &Note) -> Option<Deletion> {
        None
    }

    fn remembered<'r>(&self, _: &'r Note) -> &'r [Remembered] {
        &[]
    }

    fn addressee(&self, _: &Note) -> Option<Pseudonym> {
        None
    }

    fn apology(&self, request: &Note) -> Option<Note> {
        request.text.starts_with("about").then(|| Note { text: "sorry".to_owned(), is_post: false })
    }

    fn aftermath(&self, _: &Note, _: Option<&Unsendable>) -> Option<(i64, String)> {
        None
    }

    async fn send(&self, request: &Note, is_ours: impl Fn() -> bool + Send + Sync) -> TransportOutcome {
        assert!(is_ours());
        self.sent.lock().expect("not poisoned").push(request.text.clone());
        let mut next = self.next.lock().expect("not poisoned");
        if next.len() > 1 { next.pop_front() } else { next.front().cloned() }.expect("the last stays")
    }
}

/// A worker with one update to do.
struct Bench {
    worker: Worker<Turns, Outcomes>,
    update: QueuedUpdate,
    sent: Arc<Mutex<Vec<String>>>,
    _dir: TempDir,
}

/// What became of an update.
#[derive(Debug, PartialEq, Eq)]
struct Left {
    progress: Vec<Progress>,
    sent: Vec<String>,
    letters: Vec<String>,
}

impl Bench {
    async fn new(turns: &[Turn], outcomes: &[TransportOutcome]) -> Self {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let url = format!("sqlite:{}", dir.path().join("bot.db").display());
        let store: Arc<Store> = Arc::new(crate::test_bot::open(&url).await.expect("opens"));
        let update = Incoming { update_id: 5, chat_id: Some(7), payload: "this".to_owned() };
        store.accept(&[update], 1000, 0).await.expect("accepted");
        let updates = store.undone_after(0, 1).await.expect("readable");
        let sent = Arc::default();
        let labels = Labels { kinds: &[], contents: &[], delays: &[], method: "note" };
        let worker = Worker {
            handler: Turns(Mutex::new(turns.iter().copied().collect())),
            transport: Outcomes {
                next: Mutex::new(outcomes.iter().cloned().collect()),
                sent: Arc::clone(&sent),
                latest_ms: 2000,
            },
            health: Arc::new(Health::new(Arc::clone(&store), UpdateSource::Webhook, labels)),
            clock: Clock::Set(Arc::new(AtomicI64::new(1000))),
            stop: CancellationToken::new(),
            store,
        };
        Self { worker, update: updates[0], sent, _dir: dir }
    }

    /// Works on the update until nothing is left to do, or so often.
    async fn left_after(self, most: usize) -> Left {
        let mut progress = Vec::new();
        while progress.len() < most && progress.last() != Some(&Progress::Done) {
            progress.push(self.worker.work(self.update, None).await);
        }
        let letters = self.worker.store.letters().await.expect("readable");
        let sent = self.sent.lock().expect("not poisoned").clone();
        Left { progress, sent, letters: letters.into_iter().map(|letter| letter.reason).collect() }
    }
}

#[track_caller]
fn compare(row: &str, left: Left, progress: &[Progress], sent: usize, letters: &[&str]) {
    assert_eq!((left.progress, left.sent.len(), left.letters), (progress.to_vec(), sent, owned(letters)), "{row}");
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[tokio::test]
async fn each_outcome_leads_to_what_it_must() {
    use Progress::{Done, Failed, Later};
    let sent = || TransportOutcome::Sent(None);
    let second = Duration::from_secs(1);
    let says = || "down".to_owned();
    let rows = [
        ("sent", Turn::Answers, vec![sent()], vec![Done], 1, &[][..]),
        (
            "must wait",
            Turn::Answers,
            vec![TransportOutcome::Later { wait: 3 * second, because: "pace" }, sent()],
            vec![Later(3 * second), Done],
            2,
            &[],
        ),
        ("refused", Turn::Answers, vec![TransportOutcome::Refused(says()), sent()], vec![Done], 2, &["down"]),
        (
            "refused, and the apology too",
            Turn::Answers,
            vec![TransportOutcome::Refused(says())],
            vec![Done],
            2,
            &["down", "down"],
        ),
        (
            "turned away",
            Turn::Answers,
            vec![TransportOutcome::TurnedAway { reason: says(), closed: Some(-8) }],
            vec![Done],
            1,
            &[],
        ),
        ("not ours", Turn::Answers, vec![TransportOutcome::NotOurs, sent()], vec![Later(second), Done], 2, &[]),
        ("a lost reply", Turn::Answers, vec![TransportOutcome::Unknown(says()), sent()], vec![Failed, Done], 2, &[]),
        ("a lost post", Turn::Posts, vec![TransportOutcome::Unknown(says()), sent()], vec![Done], 1, &[]),
        ("no network", Turn::Posts, vec![TransportOutcome::Unreachable(says()), sent()], vec![Failed, Done], 2, &[]),
        (
            "a server in trouble",
            Turn::Posts,
            vec![TransportOutcome::ServerError(says()), sent()],
            vec![Failed, Done],
            2,
            &[],
        ),
        (
            "nothing goes any more",
            Turn::Answers,
            vec![TransportOutcome::Fatal(says())],
            vec![Progress::Fatal(says()); 2],
            2,
            &[],
        ),
    ];
    for (row, turn, outcomes, progress, sent, letters) in rows {
        let left = Bench::new(&[turn], &outcomes).await.left_after(progress.len()).await;
        compare(row, left, &progress, sent, letters);
    }
}

#[tokio::test]
async fn what_is_given_up_again_after_it_was_put_back_is_apologised_for_once() {
    let bench = Bench::new(&[Turn::Answers], &[TransportOutcome::Refused("down".to_owned())]).await;
    let Bench { worker, update, sent, _dir } = bench;
    assert_eq!(worker.work(update, None).await, Progress::Done);
    assert_eq!(*sent.lock().expect("not poisoned"), ["about this", "sorry"]);
    let letters = worker.store.letters().await.expect("readable");
    assert!(worker.store.retry(letters[0].id, 1000).await.expect("put back"));
    let again = worker.store.undone_after(update.seq, 9).await.expect("readable");
    assert_eq!(worker.work(again[0], None).await, Progress::Done);
    assert_eq!(*sent.lock().expect("not poisoned"), ["about this", "sorry", "about this"]);
}

#[tokio::test]
async fn a_post_that_is_too_late_is_not_sent() {
    let mut bench = Bench::new(&[Turn::Posts], &[TransportOutcome::Sent(None)]).await;
    bench.worker.transport.latest_ms = 999;
    compare("too late", bench.left_after(1).await, &[Progress::Done], 0, &[]);
}

#[tokio::test]
async fn a_handler_that_panics_costs_its_update_a_few_attempts_and_then_itself() {
    let sent = [TransportOutcome::Sent(None)];
    let once = Bench::new(&[Turn::Panics, Turn::Answers], &sent).await.left_after(9).await;
    compare("once", once, &[Progress::Failed, Progress::Done], 1, &[]);
    let always = Bench::new(&[Turn::Panics], &sent).await.left_after(9).await;
    assert_eq!(always.sent, ["sorry"]);
    compare("always", always, &[Progress::Failed, Progress::Failed, Progress::Done], 1, &["its handler panicked"]);
}

#[tokio::test]
async fn a_handler_that_is_told_to_stop_costs_its_update_nothing() {
    let turns: Vec<Turn> = [vec![Turn::IsStopped; 20], vec![Turn::Answers]].concat();
    let left = Bench::new(&turns, &[TransportOutcome::Sent(None)]).await.left_after(30).await;
    let progress = [vec![Progress::Failed; 20], vec![Progress::Done]].concat();
    compare("stopped again and again", left, &progress, 1, &[]);
}

#[tokio::test]
async fn an_update_that_ends_the_program_again_and_again_is_given_up() {
    let bench = Bench::new(&[Turn::Answers], &[TransportOutcome::Sent(None)]).await;
    for _ in 0..10 {
        let job = bench.worker.take_up(bench.update, None).expect("there is one process");
        // The process ends while the update is handled.
        assert!(matches!(bench.worker.advance(job).await, Continue(_)));
    }
    let left = bench.left_after(1).await;
    assert_eq!(left.sent, ["sorry"]);
    compare("given up", left, &[Progress::Done], 1, &["handling it ended the program again and again"]);
}
