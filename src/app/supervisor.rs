//! The bot's tasks in one set. Whoever ends or panics before its time is noticed and said; it is started anew, or the bot
//! ends with it.

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use futures_util::FutureExt as _;
use tokio::task::{Id, JoinError, JoinSet};
use tokio::time::{Instant, timeout};
use tokio_util::sync::CancellationToken;

use crate::ops::retry::backoff;

/// A task that ran for so long before it ended begins anew as if it had never ended.
const RAN_WELL: Duration = Duration::from_secs(60);

/// How long the listeners may take to close in the end. They keep to their own, shorter limit.
const CLOSE_WITHIN: Duration = Duration::from_secs(10);

/// Everything that runs for a bot.
pub(crate) struct Supervisor {
    tasks: JoinSet<anyhow::Result<()>>,
    known: HashMap<Id, Task>,
    /// How many tasks are left with whose end the bot ends.
    work: usize,
    /// Told to whoever brings work in; cancelled when anything ends that the bot cannot do without.
    stop: CancellationToken,
    /// Told to the listeners that stay open to the last.
    last: CancellationToken,
}

struct Task {
    name: &'static str,
    role: Role,
}

enum Role {
    /// The bot ends with it.
    Work,
    /// The bot ends with it, and it is closed when all work has ended.
    Listener,
    /// It is started anew.
    Background(Restart),
}

struct Restart {
    start: Box<dyn Fn() -> Pin<Box<dyn Future<Output = ()> + Send>> + Send>,
    /// After so many ends in a row the bot ends with it.
    most: u32,
    ends: u32,
    started: Instant,
}

impl Supervisor {
    /// No task yet. `stop` ends what brings work in.
    pub(crate) fn new(stop: CancellationToken) -> Self {
        Self { tasks: JoinSet::new(), known: HashMap::new(), work: 0, stop, last: CancellationToken::new() }
    }

    /// Runs a task that ends by itself once the bot is told to stop, and with whose end the bot ends.
    pub(crate) fn work(&mut self, name: &'static str, task: impl Future<Output = anyhow::Result<()>> + Send + 'static) {
        let id = self.tasks.spawn(task).id();
        self.known.insert(id, Task { name, role: Role::Work });
        self.work += 1;
    }

    /// Runs a listener that is closed, by the token that it is given, once all work has ended.
    pub(crate) fn listener<D>(&mut self, name: &'static str, serve: impl FnOnce(CancellationToken) -> D)
    where
        D: Future<Output = ()> + Send + 'static,
    {
        let served = serve(self.last.clone());
        let id = self.tasks.spawn(served.map(Ok)).id();
        self.known.insert(id, Task { name, role: Role::Listener });
    }

    /// Runs a task that goes on for ever, with what it needs. It is started anew, after a while, when it ends; the bot
    /// ends when it ended `most` times in a row.
    pub(crate) fn background<N, U>(
        &mut self,
        name: &'static str,
        most: u32,
        needs: N,
        start: impl Fn(N) -> U + Send + 'static,
    ) where
        N: Clone + Send + 'static,
        U: Future<Output = ()> + Send + 'static,
    {
        let start = Box::new(move || Box::pin(start(needs.clone())) as Pin<Box<dyn Future<Output = ()> + Send>>);
        self.start(name, Restart { start, most, ends: 0, started: Instant::now() }, Duration::ZERO);
    }

    fn start(&mut self, name: &'static str, restart: Restart, wait: Duration) {
        let task = (restart.start)();
        let started = Instant::now() + wait;
        let id = self.tasks.spawn(async move {
            tokio::time::sleep(wait).await;
            task.await;
            Ok(())
        });
        self.known.insert(id.id(), Task { name, role: Role::Background(Restart { started, ..restart }) });
    }

    /// Runs until all work has ended, because the bot was told to stop or because a task ended before its time; then
    /// closes the listeners and ends the rest.
    ///
    /// # Errors
    /// A sentence for the operator about the first task that ended before its time.
    pub(crate) async fn run(mut self) -> anyhow::Result<()> {
        let mut ran = Ok(());
        while self.work > 0 {
            let Some(ended) = self.tasks.join_next_with_id().await else { break };
            if let Err(error) = self.end(ended) {
                self.stop.cancel();
                // What follows from the first is no news.
                ran = ran.and(Err(error));
            }
        }
        self.close().await;
        ran
    }

    /// Closes the listeners and ends what would go on for ever.
    async fn close(mut self) {
        self.last.cancel();
        let listeners: Vec<Id> =
            self.known.iter().filter(|(_, task)| matches!(task.role, Role::Listener)).map(|(id, _)| *id).collect();
        let mut left = listeners.len();
        let closed = async {
            while left > 0 {
                let Some(ended) = self.tasks.join_next_with_id().await else { break };
                let id = ended.map_or_else(|error| error.id(), |(id, _)| id);
                left -= usize::from(listeners.contains(&id));
            }
        };
        // What is left is broken off when the set is dropped.
        let _ = timeout(CLOSE_WITHIN, closed).await;
        self.tasks.shutdown().await;
    }

    /// What follows from the end of a task; `Err` when the bot must end with it.
    fn end(&mut self, ended: Result<(Id, anyhow::Result<()>), JoinError>) -> anyhow::Result<()> {
        let (id, ended) = match ended {
            Ok((id, ended)) => (id, Ok(ended)),
            Err(error) => (error.id(), Err(error)),
        };
        let Some(Task { name, role }) = self.known.remove(&id) else { return Ok(()) };
        match role {
            Role::Background(restart) => self.start_anew(name, restart, ended.is_err()),
            Role::Work | Role::Listener => {
                self.work -= usize::from(matches!(role, Role::Work));
                match ended {
                    Ok(Err(error)) => Err(error),
                    Ok(Ok(())) if self.stop.is_cancelled() => Ok(()),
                    Ok(Ok(())) => Err(anyhow::anyhow!("{name} ended before the bot was told to stop")),
                    Err(_) => {
                        Err(anyhow::anyhow!("{name} panicked, which is a fault of the program; the log says where"))
                    }
                }
            }
        }
    }

    fn start_anew(&mut self, name: &'static str, mut restart: Restart, has_panicked: bool) -> anyhow::Result<()> {
        restart.ends = if restart.started.elapsed() >= RAN_WELL { 1 } else { restart.ends + 1 };
        anyhow::ensure!(
            restart.ends < restart.most,
            "{name} ended {} times in a row, and the bot cannot run without: the log says why",
            restart.ends
        );
        let wait = backoff(restart.ends - 1);
        let wait_ms = wait.as_millis();
        tracing::error!(
            task = name,
            has_panicked,
            wait_ms,
            "a task of the bot ended before its time; it is started anew"
        );
        self.start(name, restart, wait);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    use futures_util::FutureExt as _;
    use tokio_util::sync::CancellationToken;

    use super::Supervisor;

    /// Work that ends when it is told to.
    fn with_work() -> (Supervisor, CancellationToken) {
        let stop = CancellationToken::new();
        let mut supervisor = Supervisor::new(stop.clone());
        let stopped = stop.clone();
        supervisor.work("the work", stopped.cancelled_owned().map(Ok));
        (supervisor, stop)
    }

    fn error(ran: anyhow::Result<()>) -> String {
        ran.expect_err("a task ended before its time").to_string()
    }

    #[tokio::test(start_paused = true)]
    async fn a_bot_that_is_told_to_stop_closes_its_doors_last() {
        let (mut supervisor, stop) = with_work();
        let order = Arc::new(AtomicU32::new(0));
        let (work, listener) = (Arc::clone(&order), Arc::clone(&order));
        let stopped = stop.clone();
        supervisor.work("more work", async move {
            stopped.cancelled().await;
            assert_eq!(work.fetch_add(1, Ordering::SeqCst), 0);
            Ok(())
        });
        supervisor.listener("the listener", |last| async move {
            last.cancelled().await;
            assert_eq!(listener.fetch_add(1, Ordering::SeqCst), 1);
        });
        supervisor.background("the background", u32::MAX, (), |()| std::future::pending());
        stop.cancel();
        supervisor.run().await.expect("nothing went wrong");
        assert_eq!(order.load(Ordering::SeqCst), 2);
    }

    #[tokio::test(start_paused = true)]
    async fn work_that_panics_ends_the_bot_with_a_sentence() {
        let (mut supervisor, stop) = with_work();
        supervisor.work("the workers", async { panic!("on purpose") });
        assert!(error(supervisor.run().await).starts_with("the workers panicked"));
        assert!(stop.is_cancelled());
    }

    #[tokio::test(start_paused = true)]
    async fn work_that_ends_before_its_time_ends_the_bot_and_the_first_error_is_said() {
        let (mut supervisor, stop) = with_work();
        supervisor.work("the poller", async { Ok(()) });
        supervisor.work("the workers", async move {
            stop.cancelled().await;
            anyhow::bail!("what follows from it")
        });
        assert_eq!(error(supervisor.run().await), "the poller ended before the bot was told to stop");
    }

    #[tokio::test(start_paused = true)]
    async fn a_door_that_panics_ends_the_bot() {
        let (mut supervisor, _) = with_work();
        supervisor.listener("the listener", |_| async { panic!("on purpose") });
        assert!(error(supervisor.run().await).starts_with("the listener panicked"));
    }

    #[tokio::test(start_paused = true)]
    async fn a_background_task_that_panics_or_ends_is_started_anew() {
        let (mut supervisor, stop) = with_work();
        let starts = Arc::new(AtomicU32::new(0));
        supervisor.background("the maintenance", u32::MAX, (starts, stop), |(starts, stop)| async move {
            match starts.fetch_add(1, Ordering::SeqCst) {
                0 => panic!("on purpose"),
                1..=4 => {}
                _ => stop.cancel(),
            }
        });
        supervisor.run().await.expect("the bot ran on");
    }

    #[tokio::test(start_paused = true)]
    async fn a_lease_that_nobody_can_keep_ends_the_bot() {
        let (mut supervisor, _) = with_work();
        let starts = Arc::new(AtomicU32::new(0));
        supervisor.background("the lease", 3, Arc::clone(&starts), |starts| async move {
            starts.fetch_add(1, Ordering::SeqCst);
            panic!("on purpose")
        });
        assert!(error(supervisor.run().await).starts_with("the lease ended 3 times in a row"));
        assert_eq!(starts.load(Ordering::SeqCst), 3);
    }
}
