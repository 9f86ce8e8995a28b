//! The dispatcher: which updates are in work, so many lanes at a time.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::task::{Id, JoinError, JoinSet};
use tokio::time::{Instant, sleep_until, timeout};

use super::handler::Handler;
use super::intake::{Announced, Fresh, Intake};
use super::lanes::Lanes;
use super::transport::Transport;
use super::worker::{Progress, Worker};
use crate::ops::retry::backoff;
use crate::store::QueuedUpdate;

/// How often the inbox is looked at without news: other processes put updates in as well.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// How many updates are known at once. The rest stays in the database until half of these are done.
const MOST_KNOWN: u32 = 10_000;

/// How many updates may wait before no more are taken in: some minutes of work for Telegram's 30 messages a second, and
/// far more than people write.
const MOST_WAITING: i64 = 50_000;

/// How few must wait before more are taken in again, so that this does not change with every update.
const FEW_WAITING: i64 = 45_000;

/// Hands updates out to a worker.
pub(crate) struct Dispatcher<H, T> {
    worker: Arc<Worker<H, T>>,
    intake: Intake,
    lanes: Lanes,
    tasks: JoinSet<Progress>,
    in_work: HashMap<Id, QueuedUpdate>,
    /// What is in updates that were claimed when they were accepted, by their places.
    claimed: HashMap<i64, String>,
    /// Whether the inbox holds more than is known.
    is_more: bool,
}

impl<H: Handler, T: Transport<Request = H::Request>> Dispatcher<H, T> {
    /// A dispatcher that knows of no update yet.
    pub(crate) fn new(worker: Worker<H, T>, intake: Intake) -> Self {
        Self {
            worker: Arc::new(worker),
            intake,
            lanes: Lanes::default(),
            tasks: JoinSet::new(),
            in_work: HashMap::new(),
            claimed: HashMap::new(),
            is_more: false,
        }
    }

    /// Has so many updates worked on at a time until told to stop, then lets what is in work end, within `stop_within`.
    ///
    /// # Errors
    /// A sentence for the operator when nothing can be done any more.
    pub(crate) async fn run(mut self, at_a_time: usize, stop_within: Duration) -> anyhow::Result<()> {
        let stop = self.worker.stop.clone();
        let mut look_at = Instant::now();
        let mut failures = 0;
        let mut ran = Ok(());
        loop {
            self.worker.health.heartbeats.beat();
            if look_at <= Instant::now() || self.wants_more() {
                let is_fine = self.look().await;
                look_at = Instant::now() + if is_fine { LOOK_EVERY } else { backoff(failures) };
                failures = if is_fine { 0 } else { failures + 1 };
            }
            while self.tasks.len() < at_a_time && self.start() {}
            let free = at_a_time.saturating_sub(self.tasks.len());
            self.intake.set_free(free);
            let due = self.lanes.next_due().filter(|_| free > 0).into_iter().fold(look_at, Instant::min);
            tokio::select! {
                () = stop.cancelled() => break,
                () = self.intake.news() => if self.take_over() { look_at = Instant::now() },
                Some(ended) = self.tasks.join_next_with_id() => ran = self.put_back(ended),
                () = sleep_until(due) => {}
            }
            if ran.is_err() {
                stop.cancel();
                break;
            }
        }
        let finish = async { while self.tasks.join_next().await.is_some() {} };
        if timeout(stop_within, finish).await.is_err() {
            tracing::warn!("some updates did not end in time; they are taken up at the next start");
        }
        ran
    }

    /// Whether there is room again for what was left in the inbox.
    fn wants_more(&self) -> bool {
        self.is_more && self.lanes.len() < MOST_KNOWN / 2
    }

    /// Takes over what was accepted just now; whether more than that may be in the inbox.
    fn take_over(&mut self) -> bool {
        let Announced { fresh, mut is_more } = self.intake.take();
        for Fresh { update, payload } in fresh {
            let last_seq = self.lanes.last_seq();
            // Another process or another source has put in what lies between.
            if update.seq > last_seq + 1 || self.lanes.len() >= MOST_KNOWN {
                is_more = true;
                break;
            }
            if update.seq > last_seq {
                self.lanes.push(update);
                payload.into_iter().for_each(|payload| drop(self.claimed.insert(update.seq, payload)));
            }
        }
        is_more
    }

    /// Learns of updates that are new in the inbox; `false` when the database cannot say.
    async fn look(&mut self) -> bool {
        let room = MOST_KNOWN.saturating_sub(self.lanes.len());
        if room > 0 {
            let updates = match self.worker.store.undone_after(self.lanes.last_seq(), room).await {
                Ok(updates) => updates,
                Err(error) => {
                    self.worker.health.database.fail(&error);
                    return false;
                }
            };
            self.is_more = u32::try_from(updates.len()).is_ok_and(|count| count == room);
            updates.into_iter().for_each(|update| self.lanes.push(update));
        }
        self.see_whether_full().await;
        true
    }

    /// Takes no more in while too much waits.
    async fn see_whether_full(&self) {
        let waiting = if self.is_more { self.worker.store.waiting().await.ok() } else { None };
        let was_full = self.intake.is_full();
        let most = if was_full { FEW_WAITING } else { MOST_WAITING };
        let is_full = waiting.is_some_and(|waiting| waiting.count >= most);
        self.intake.set_full(is_full);
        if is_full && !was_full {
            tracing::warn!(most, "too many updates wait; no more are taken in until some are done");
        } else if was_full && !is_full {
            tracing::info!("updates are taken in again");
        }
    }

    /// Starts the work on the next update; `false` when none is ready.
    fn start(&mut self) -> bool {
        let Some(update) = self.lanes.next(Instant::now()) else { return false };
        let worker = Arc::clone(&self.worker);
        let claimed = self.claimed.remove(&update.seq);
        let task = self.tasks.spawn(async move { worker.work(update, claimed).await });
        self.in_work.insert(task.id(), update);
        true
    }

    /// Puts back what is not done; `Err` when nothing can be done any more.
    fn put_back(&mut self, ended: Result<(Id, Progress), JoinError>) -> anyhow::Result<()> {
        let (id, progress) = match ended {
            Ok(ended) => ended,
            // BotContext are caught where they are called; this is for the rest.
            Err(error) => (error.id(), Progress::Failed),
        };
        let Some(update) = self.in_work.remove(&id) else { return Ok(()) };
        match progress {
            Progress::Done => self.lanes.finish(&update),
            Progress::Later(wait) => self.lanes.defer(&update, Instant::now(), wait),
            Progress::Failed => self.lanes.fail(&update, Instant::now()),
            Progress::Fatal(sentence) => return Err(anyhow::Error::msg(sentence)),
        }
        Ok(())
    }
}
