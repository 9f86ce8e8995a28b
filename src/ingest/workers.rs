//! The workers: so many chats at a time, each update in a task of its own.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::task::{Id, JoinError, JoinSet};
use tokio::time::{Instant, sleep, sleep_until, timeout};

use super::backoff;
use super::queues::Queues;
use super::vitals::BEAT_EVERY;
use super::work::{Progress, Work};
use crate::store::Head;

/// Works until told to stop, then lets what is in work end, within `stop_within`.
pub(super) async fn run(work: Work, count: usize, stop_within: Duration, news: Arc<Notify>) {
    let mut workers = Workers { work, queues: Queues::default(), tasks: JoinSet::new(), heads: HashMap::new() };
    let stop = workers.work.stop.clone();
    // What an earlier process left undone is news too.
    let mut look_at = Some(Instant::now());
    let mut failures = 0;
    loop {
        workers.work.traces.beat();
        if look_at.is_some_and(|at| at <= Instant::now()) {
            if workers.look().await {
                look_at = None;
                failures = 0;
            } else {
                look_at = Some(Instant::now() + backoff(failures));
                failures += 1;
            }
        }
        while workers.tasks.len() < count && workers.start() {}
        let is_full = workers.tasks.len() >= count;
        let due = workers.queues.next_due().filter(|_| !is_full).into_iter().chain(look_at).min();
        tokio::select! {
            () = stop.cancelled() => break,
            () = news.notified() => look_at = Some(Instant::now()),
            Some(ended) = workers.tasks.join_next_with_id() => workers.ended(ended),
            () = sleep_until(due.unwrap_or_else(Instant::now)), if due.is_some() => {}
            () = sleep(BEAT_EVERY) => {}
        }
    }
    let finish = async { while workers.tasks.join_next().await.is_some() {} };
    if timeout(stop_within, finish).await.is_err() {
        tracing::warn!("some updates did not end in time; they are taken up at the next start");
    }
}

struct Workers {
    work: Work,
    queues: Queues,
    tasks: JoinSet<Progress>,
    heads: HashMap<Id, Head>,
}

impl Workers {
    /// Learns of updates that are new in the inbox; `false` when the database cannot say.
    async fn look(&mut self) -> bool {
        match self.work.store.undone_after(self.queues.last_seq()).await {
            Ok(heads) => {
                heads.into_iter().for_each(|head| self.queues.push(head));
                true
            }
            Err(error) => {
                self.work.database.began(&error);
                false
            }
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

    fn ended(&mut self, ended: Result<(Id, Progress), JoinError>) {
        let (id, progress) = match ended {
            Ok(ended) => ended,
            // Handlers are caught where they are called; this is for the rest.
            Err(error) => (error.id(), Progress::Failed),
        };
        let Some(head) = self.heads.remove(&id) else { return };
        match progress {
            Progress::Done => self.queues.done(&head),
            Progress::Later(wait) => self.queues.defer(&head, Instant::now(), wait),
            Progress::Failed => self.queues.failed(&head, Instant::now()),
        }
    }
}
