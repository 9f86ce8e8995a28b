//! The workers: so many chats at a time, each update in a task of its own.

use std::collections::HashMap;
use std::sync::atomic::Ordering;
use std::time::Duration;

use tokio::task::{Id, JoinError, JoinSet};
use tokio::time::{Instant, sleep_until, timeout};

use super::inbox::Inbox;
use super::queues::Queues;
use super::work::{Progress, Work};
use super::{backoff, bad_token};
use crate::store::QueuedUpdate;
use crate::telegram::CallError;

/// How often the inbox is looked at without news: other processes put updates in as well.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// How many updates are known at once. The rest stays in the database until half of these are done.
const MOST_KNOWN: u32 = 10_000;

/// How many updates may wait before no more are taken in: some minutes of work for Telegram's 30 messages a second, and
/// far more than people write.
const MOST_WAITING: i64 = 50_000;

/// How few must wait before more are taken in again, so that this does not change with every update.
const FEW_WAITING: i64 = 45_000;

/// Works until told to stop, then lets what is in work end, within `stop_within`.
///
/// # Errors
/// A sentence for the operator when Telegram does not know the token.
pub(super) async fn run(work: Work, count: usize, stop_within: Duration, inbox: Inbox) -> anyhow::Result<()> {
    let mut workers = Workers {
        work,
        inbox,
        queues: Queues::default(),
        tasks: JoinSet::new(),
        heads: HashMap::new(),
        is_more: false,
    };
    let stop = workers.work.stop.clone();
    let mut look_at = Instant::now();
    let mut failures = 0;
    let mut refused = None;
    loop {
        workers.work.traces.beat();
        if look_at <= Instant::now() || workers.wants_more() {
            let is_fine = workers.look().await;
            look_at = Instant::now() + if is_fine { LOOK_EVERY } else { backoff(failures) };
            failures = if is_fine { 0 } else { failures + 1 };
        }
        while workers.tasks.len() < count && workers.start() {}
        let is_full = workers.tasks.len() >= count;
        let due = workers.queues.next_due().filter(|_| !is_full).into_iter().fold(look_at, Instant::min);
        tokio::select! {
            () = stop.cancelled() => break,
            () = workers.inbox.news.notified() => look_at = Instant::now(),
            Some(ended) = workers.tasks.join_next_with_id() => refused = workers.ended(ended).err(),
            () = sleep_until(due) => {}
        }
        if refused.is_some() {
            stop.cancel();
            break;
        }
    }
    let finish = async { while workers.tasks.join_next().await.is_some() {} };
    if timeout(stop_within, finish).await.is_err() {
        tracing::warn!("some updates did not end in time; they are taken up at the next start");
    }
    refused.map_or(Ok(()), |error| Err(bad_token(&error)))
}

struct Workers {
    work: Work,
    inbox: Inbox,
    queues: Queues,
    tasks: JoinSet<Progress>,
    heads: HashMap<Id, QueuedUpdate>,
    /// Whether the inbox holds more than is known.
    is_more: bool,
}

impl Workers {
    /// Whether there is room again for what was left in the inbox.
    fn wants_more(&self) -> bool {
        self.is_more && self.queues.len() < MOST_KNOWN / 2
    }

    /// Learns of updates that are new in the inbox; `false` when the database cannot say.
    async fn look(&mut self) -> bool {
        let room = MOST_KNOWN.saturating_sub(self.queues.len());
        if room > 0 {
            let heads = match self.work.store.undone_after(self.queues.last_seq(), room).await {
                Ok(heads) => heads,
                Err(error) => {
                    self.work.database.began(&error);
                    return false;
                }
            };
            self.is_more = u32::try_from(heads.len()).is_ok_and(|count| count == room);
            heads.into_iter().for_each(|head| self.queues.push(head));
        }
        self.see_whether_full().await;
        true
    }

    /// Takes no more in while too much waits.
    async fn see_whether_full(&self) {
        let waiting = if self.is_more { self.work.store.waiting().await.ok() } else { None };
        let was_full = self.inbox.is_full();
        let most = if was_full { FEW_WAITING } else { MOST_WAITING };
        let is_full = waiting.is_some_and(|waiting| waiting.count >= most);
        self.inbox.is_full.store(is_full, Ordering::Relaxed);
        if is_full && !was_full {
            tracing::warn!(most, "too many updates wait; no more are taken in until some are done");
        } else if was_full && !is_full {
            tracing::info!("updates are taken in again");
        }
    }

    /// Starts the work on the next update; `false` when none is ready.
    fn start(&mut self) -> bool {
        let Some(head) = self.queues.next(Instant::now()) else { return false };
        let work = self.work.clone();
        let task = self.tasks.spawn(async move { work.on(head).await });
        self.heads.insert(task.id(), head);
        true
    }

    /// Puts back what is not done; `Err` when nothing can be done any more.
    fn ended(&mut self, ended: Result<(Id, Progress), JoinError>) -> Result<(), CallError> {
        let (id, progress) = match ended {
            Ok(ended) => ended,
            // Handlers are caught where they are called; this is for the rest.
            Err(error) => (error.id(), Progress::Failed),
        };
        let Some(head) = self.heads.remove(&id) else { return Ok(()) };
        match progress {
            Progress::Done => self.queues.done(&head),
            Progress::Later(wait) => self.queues.defer(&head, Instant::now(), wait),
            Progress::Failed => self.queues.failed(&head, Instant::now()),
            Progress::BadToken(error) => return Err(error),
        }
        Ok(())
    }
}
