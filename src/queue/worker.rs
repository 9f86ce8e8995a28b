//! The work on one update, step by step: claim it, handle it, store its effects, send each request, note what became of
//! it.

use std::collections::VecDeque;
use std::ops::ControlFlow::{self, Break, Continue};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt as _;
use tokio_util::sync::CancellationToken;

use super::handler::{Handled, Handler};
use super::transport::{Transport, TransportOutcome, Unsendable};
use crate::ops::retry::{TryAgain, retry};
use crate::ops::{Clock, Health};
use crate::store::{
    Claimed, Dead, LeaseEpoch, QueuedUpdate, Remaining, Request as _, SendOutcome, SentMessage, Store, StoreError,
    Stored, Unsent,
};

/// How often the handler of an update may panic before the update is given up.
const MOST_ATTEMPTS: u32 = 3;

/// How often a process may end while an update is handled before the update is given up. A panic is the update's own, but
/// a process that ends has many in work, and most often it was ended from outside: of 1,000 questions over 20 kills on a
/// busy machine one was in work at three of them, and must be answered all the same.
const MOST_ENDS: u32 = 10;

/// How often a server that takes other requests may answer this one with an error of its own before it is given up: some
/// five minutes. A server that takes none, or does not answer at all, is waited for without end.
const MOST_SERVER_ERRORS: u32 = 24;

/// When to look again at an update that another process has.
const LOOK_ELSEWHERE: Duration = Duration::from_secs(1);

/// Whoever does the work, on any number of updates at the same time.
#[derive(Debug)]
pub struct Worker<H, T> {
    /// Where updates and their effects are.
    pub store: Arc<Store>,
    /// Turns updates into effects.
    pub handler: H,
    /// Sends requests.
    pub transport: T,
    /// How the bot is.
    pub health: Arc<Health>,
    /// The time of day.
    pub clock: Clock,
    /// Ends what waits for something out of reach.
    pub stop: CancellationToken,
}

/// The work on one update, as far as it has come. To drop it is a crash: the update can be taken up again.
#[derive(Debug)]
pub struct Job<R> {
    update: QueuedUpdate,
    /// In which the lease stood when the work began.
    epoch: LeaseEpoch,
    step: JobStep<R>,
    summary: Option<Summary>,
}

/// What is to be done next for an update.
#[derive(Debug)]
enum JobStep<R> {
    Claim,
    Handle { payload: String, attempts: u32 },
    Store(Box<Handled<R>>),
    Send(Requests<R>),
    Complete(Box<Ended<R>>, Requests<R>),
}

/// What is still to be sent, in order, each with its number in the outbox; `None` is what cannot be read.
type Requests<R> = VecDeque<(i64, Option<R>)>;

/// A request whose fate is known and not noted yet.
#[derive(Debug)]
struct Ended<R> {
    n: i64,
    request: Option<R>,
    fate: End<R>,
}

#[derive(Debug)]
enum End<R> {
    Sent(Option<i32>),
    /// With why.
    Dropped(Unsendable),
    /// With what is kept of it, and what is sent to who asked for it.
    GivenUp(Dead, Option<R>),
}

impl<R> End<R> {
    /// Why it failed; `None` when it was sent.
    fn failure(&self) -> Option<Unsendable> {
        match self {
            Self::Sent(_) => None,
            Self::Dropped(failure) => Some(failure.clone()),
            Self::GivenUp(dead, _) => Some(Unsendable::Refused(dead.reason.clone())),
        }
    }
}

/// What the log and the metrics say of an update in the end.
#[derive(Clone, Copy, Debug)]
struct Summary {
    /// Its kind and what was decided, if it was handled just now.
    handled: Option<(&'static str, Option<&'static str>)>,
    sends: usize,
    is_dead: bool,
}

/// How far the work came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Nothing is left to do.
    Done,
    /// The lane must wait that long.
    Later(Duration),
    /// It failed and is to be tried again.
    Failed,
    /// Nothing can be done for any update any more; a sentence for the operator.
    Fatal(String),
}

impl<R> Job<R> {
    /// The update.
    #[must_use]
    pub fn update(&self) -> &QueuedUpdate {
        &self.update
    }
}

impl<H: Handler, T: Transport<Request = H::Request>> Worker<H, T> {
    /// Does what is left to do for an update; with what is in it if it was claimed when it was accepted.
    pub async fn work(&self, update: QueuedUpdate, claimed: Option<String>) -> Progress {
        let Some(mut job) = self.take_up(update, claimed) else { return Progress::Failed };
        loop {
            match self.advance(job).await {
                Continue(next) => job = next,
                Break(progress) => return progress,
            }
        }
    }

    /// The work on an update, before its first step; `None` when this process could not renew its lease and may have been
    /// taken for dead.
    #[must_use]
    pub fn take_up(&self, update: QueuedUpdate, claimed: Option<String>) -> Option<Job<H::Request>> {
        let epoch = self.store.lease_epoch()?;
        let step = claimed.map_or(JobStep::Claim, |payload| JobStep::Handle { payload, attempts: 1 });
        Some(Job { update, epoch, step, summary: None })
    }

    /// Does the next step, and gives what is left or how far the work came.
    pub async fn advance(&self, job: Job<H::Request>) -> ControlFlow<Progress, Job<H::Request>> {
        let Job { update, epoch, step, mut summary } = job;
        let next = match step {
            JobStep::Claim => self.claim(&update, &mut summary).await,
            JobStep::Handle { payload, attempts } => self.handle(&update, &payload, attempts).await,
            JobStep::Store(handled) => self.store(&update, *handled, &mut summary).await,
            JobStep::Send(requests) => self.send(&update, epoch, requests).await,
            JobStep::Complete(ended, rest) => self.complete(&update, *ended, rest).await,
        };
        match next {
            Continue(step) => Continue(Job { update, epoch, step, summary }),
            Break(progress) => {
                summary.into_iter().for_each(|summary| self.sum_up(&update, summary, &progress));
                Break(progress)
            }
        }
    }

    /// Makes the update this process's, unless another has it.
    async fn claim(
        &self,
        update: &QueuedUpdate,
        summary: &mut Option<Summary>,
    ) -> ControlFlow<Progress, JobStep<H::Request>> {
        // What this reads may be all that it does, so it ends no outage.
        let work = self.store.claim(update.seq).await.inspect_err(|error| self.health.database.fail(error));
        match work {
            Err(_) => Break(Progress::Failed),
            Ok(Claimed::Done) => Break(Progress::Done),
            Ok(Claimed::Elsewhere) => Break(Progress::Later(LOOK_ELSEWHERE)),
            Ok(Claimed::Handle { payload, attempts }) => Continue(JobStep::Handle { payload, attempts }),
            Ok(Claimed::Send { unsent, again, given_up }) => {
                self.say_reclaimed(update, again, given_up.len());
                for request in given_up.iter().filter_map(|body| self.transport.read(body)) {
                    if self.follow_up(&request, Some(&Unsendable::Unknown)).await.is_none() {
                        return Break(Progress::Failed);
                    }
                }
                let requests = self.read(unsent);
                *summary = Some(Summary { handled: None, sends: requests.len(), is_dead: false });
                next(requests)
            }
        }
    }

    /// Says what became of requests that were under way when the process ended that had the update before.
    fn say_reclaimed(&self, update: &QueuedUpdate, again: usize, given_up: usize) {
        let update_id = update.update_id;
        if again > 0 {
            tracing::info!(update_id, "a reply was under way when its process ended; it is sent again");
        }
        if given_up > 0 {
            tracing::warn!(update_id, "a post was under way when its process ended; it is not sent again");
        }
        self.health.metrics.reclaimed(again, given_up);
    }

    /// Finds out what an update leads to.
    async fn handle(
        &self,
        update: &QueuedUpdate,
        payload: &str,
        attempts: u32,
    ) -> ControlFlow<Progress, JobStep<H::Request>> {
        let update_id = update.update_id;
        if attempts > MOST_ENDS {
            tracing::error!(update_id, "an update was given up because handling it ended the program again and again");
            return Continue(self.give_up(payload, "handling it ended the program again and again"));
        }
        // A panic in a handler must cost one update and not the process. BotContext change nothing: nothing is left half
        // done behind it.
        match AssertUnwindSafe(self.handler.handle(update, payload)).catch_unwind().await {
            Ok(Some(handled)) => Continue(JobStep::Store(Box::new(handled))),
            Ok(None) => self.release(update).await,
            Err(_) if attempts < MOST_ATTEMPTS => {
                tracing::error!(update_id, attempts, "the handler of an update panicked; it is tried again");
                Break(Progress::Failed)
            }
            Err(_) => {
                tracing::error!(update_id, attempts, "the handler of an update panicked; the update was given up");
                Continue(self.give_up(payload, "its handler panicked"))
            }
        }
    }

    fn give_up(&self, payload: &str, reason: &str) -> JobStep<H::Request> {
        let effects = self.handler.give_up(payload, reason);
        JobStep::Store(Box::new(Handled { effects, kind: "unreadable" }))
    }

    /// The bot was told to stop before an update could be planned, which must not count as a failure of it.
    async fn release<S>(&self, update: &QueuedUpdate) -> ControlFlow<Progress, S> {
        // What cannot be noted counts as one failure of many.
        let _ = self.health.database.note(self.store.release(update.seq).await);
        Break(Progress::Failed)
    }

    /// Stores effects, however long that takes: a database that cannot take them is no fault of the update, and to begin
    /// anew would count as one.
    async fn store(
        &self,
        update: &QueuedUpdate,
        handled: Handled<H::Request>,
        summary: &mut Option<Summary>,
    ) -> ControlFlow<Progress, JobStep<H::Request>> {
        let Handled { effects, kind } = handled;
        let plan = || async { self.noted(self.store.plan(update.seq, &effects, self.clock.now_ms()).await) };
        let Some(stored) = retry(&self.stop, plan).await else { return self.release(update).await };
        let (decision, wordless, is_dead) = (effects.decided, effects.wordless, effects.dead.is_some());
        let requests: Requests<H::Request> = match stored {
            Stored::Planned { is_first } => (0..).zip(effects.into_requests(is_first).into_iter().map(Some)).collect(),
            Stored::Before(unsent) => self.read(unsent),
            Stored::Elsewhere => return Break(Progress::Later(LOOK_ELSEWHERE)),
        };
        decision.into_iter().for_each(|decision| self.health.metrics.decided(decision));
        wordless.into_iter().for_each(|content| self.health.metrics.wordless(content));
        *summary = Some(Summary { handled: Some((kind, decision)), sends: requests.len(), is_dead });
        next(requests)
    }

    /// Sends the next request.
    async fn send(
        &self,
        update: &QueuedUpdate,
        epoch: LeaseEpoch,
        mut requests: Requests<H::Request>,
    ) -> ControlFlow<Progress, JobStep<H::Request>> {
        let Some((n, request)) = requests.pop_front() else { return Break(Progress::Done) };
        let fate = match &request {
            Some(request) => self.fate(update, epoch, n, request).await,
            None => {
                let update_id = update.update_id;
                tracing::error!(update_id, "a request in the outbox cannot be read and is kept as a dead letter");
                Ok(End::GivenUp(Dead { reason: "it cannot be read".to_owned(), person: None }, None))
            }
        };
        match fate {
            Ok(fate) => Continue(JobStep::Complete(Box::new(Ended { n, request, fate }), requests)),
            Err(progress) => Break(progress),
        }
    }

    /// Sends one request; `Err` when it is not known or not settled what becomes of it.
    async fn fate(
        &self,
        update: &QueuedUpdate,
        epoch: LeaseEpoch,
        n: i64,
        request: &H::Request,
    ) -> Result<End<H::Request>, Progress> {
        let (update_id, seq) = (update.update_id, update.seq);
        let is_post = request.is_post();
        if is_post && self.transport.latest_ms(request).is_some_and(|until_ms| until_ms < self.clock.now_ms()) {
            tracing::warn!(update_id, "a post would come too late and is dropped");
            return Ok(End::Dropped(Unsendable::Late));
        }
        if is_post && !self.written(self.store.post_under_way(seq, n, true).await)? {
            return Err(Progress::Later(LOOK_ELSEWHERE));
        }
        let outcome = self.transport.send(request, || self.store.lease_epoch() == Some(epoch)).await;
        self.count(request, &outcome);
        if is_post && outcome.is_unsent() {
            self.written(self.store.post_under_way(seq, n, false).await)?;
        }
        self.consequence(update, n, request, outcome).await
    }

    /// What an outcome means for its request.
    async fn consequence(
        &self,
        update: &QueuedUpdate,
        n: i64,
        request: &H::Request,
        outcome: TransportOutcome,
    ) -> Result<End<H::Request>, Progress> {
        let update_id = update.update_id;
        match outcome {
            TransportOutcome::Sent(message) => {
                self.health.network.recover();
                self.health.heartbeats.send();
                Ok(End::Sent(message))
            }
            TransportOutcome::TurnedAway { reason, closed } => {
                tracing::info!(update_id, reason, "a reply was dropped because the chat turned the bot away");
                if let Some(chat) = closed {
                    self.written(self.store.close_chat(chat, self.clock.now_ms()).await)?;
                }
                Ok(End::Dropped(Unsendable::Refused(reason)))
            }
            TransportOutcome::Refused(reason) => {
                tracing::error!(update_id, reason, "a request was refused and is kept as a dead letter");
                Ok(self.given_up(update, request, reason))
            }
            TransportOutcome::Later { wait, because } => {
                let wait_ms = wait.as_millis();
                tracing::trace!(update_id, wait_ms, because, "a reply waits for its chat's turn");
                Err(Progress::Later(wait))
            }
            TransportOutcome::NotOurs => Err(Progress::Later(LOOK_ELSEWHERE)),
            TransportOutcome::Fatal(sentence) => Err(Progress::Fatal(sentence)),
            TransportOutcome::ServerError(error) if self.health.heartbeats.has_sent_lately() => {
                let failed = self.written(self.store.failed_once_more(update.seq, n).await)?;
                if failed >= MOST_SERVER_ERRORS {
                    tracing::error!(update_id, error, failed, "a request was given up and is kept as a dead letter");
                    return Ok(self.given_up(update, request, error));
                }
                tracing::warn!(update_id, error, failed, "a reply is sent again after a server error");
                Err(Progress::Failed)
            }
            // It may have arrived, and nobody asked for it: better not at all than twice.
            TransportOutcome::Unknown(error) if request.is_post() => {
                tracing::warn!(update_id, error, "a post may not have arrived; it is not sent again");
                Ok(End::Dropped(Unsendable::Unknown))
            }
            TransportOutcome::ServerError(error)
            | TransportOutcome::Unknown(error)
            | TransportOutcome::Unreachable(error) => {
                self.health.network.fail(&error);
                Err(Progress::Failed)
            }
        }
    }

    /// A request that is given up. What has a number of the bot's own nobody asked for, or it was given up before.
    fn given_up(&self, update: &QueuedUpdate, request: &H::Request, reason: String) -> End<H::Request> {
        let apology = if update.update_id > 0 { self.transport.apology(request) } else { None };
        End::GivenUp(Dead { reason, person: self.transport.addressee(request) }, apology)
    }

    fn count(&self, request: &H::Request, outcome: &TransportOutcome) {
        match (outcome, outcome.name()) {
            (TransportOutcome::Later { because, .. }, _) => self.health.metrics.waited(because),
            (_, Some(name)) => self.health.metrics.sent(request.method(), name),
            (_, None) => {}
        }
    }

    /// Notes what became of a request, however long that takes, for to send it again would double it.
    async fn complete(
        &self,
        update: &QueuedUpdate,
        ended: Ended<H::Request>,
        mut rest: Requests<H::Request>,
    ) -> ControlFlow<Progress, JobStep<H::Request>> {
        let Ended { n, request, fate } = ended;
        if let Some(request) = &request
            && self.follow_up(request, fate.failure().as_ref()).await.is_none()
        {
            return Break(Progress::Failed);
        }
        let remembered = request.as_ref().map(|request| self.transport.remembered(request)).unwrap_or_default();
        let deletion = request.as_ref().and_then(|request| self.transport.deletion(request));
        let settle = || async {
            let now_ms = self.clock.now_ms();
            let outcome = match &fate {
                End::Sent(message) => {
                    SendOutcome::Sent(message.map(|message| SentMessage { message, remembered, deletion }))
                }
                End::Dropped(_) => SendOutcome::Dropped,
                End::GivenUp(dead, apology) => {
                    return self.noted(self.store.give_up(update.seq, n, dead, apology.as_ref(), now_ms).await);
                }
            };
            self.noted(self.store.complete(update.seq, n, outcome, now_ms).await)
        };
        match retry(&self.stop, settle).await {
            Some(Remaining::Next(then)) => {
                // Whether it is sent says the database, which has it behind the rest if it has it at all.
                if let End::GivenUp(_, apology @ Some(_)) = fate {
                    rest.push_back((rest.back().map_or(n, |(last, _)| *last) + 1, apology));
                }
                // What needs a request that failed has failed with it.
                while rest.front().is_some_and(|(n, _)| *n != then) {
                    rest.pop_front();
                }
                next(rest)
            }
            Some(Remaining::Done) => Break(Progress::Done),
            Some(Remaining::Elsewhere) => Break(Progress::Later(LOOK_ELSEWHERE)),
            None => Break(Progress::Failed),
        }
    }

    /// Puts into the inbox what somebody waits to hear of a request; `None` when the bot is told to stop first.
    async fn follow_up(&self, request: &H::Request, failure: Option<&Unsendable>) -> Option<()> {
        let Some((chat, payload)) = self.transport.aftermath(request, failure) else { return Some(()) };
        retry(&self.stop, || async { self.noted(self.store.post_ended(chat, &payload, self.clock.now_ms()).await) })
            .await
    }

    /// Says and counts how the work on an update ended.
    fn sum_up(&self, update: &QueuedUpdate, summary: Summary, progress: &Progress) {
        let Summary { handled, sends, is_dead } = summary;
        let (update_id, is_done) = (update.update_id, *progress == Progress::Done);
        let took_ms = (self.clock.now_ms() - update.received_at_ms).max(0).unsigned_abs();
        if let Some((kind, decision)) = handled {
            tracing::debug!(update_id, kind, decision, sends, took_ms, is_done, "an update was handled");
        }
        let metrics = &self.health.metrics;
        match (is_dead, is_done) {
            // What the metrics say of a dead update they say when it is given up.
            (true, _) => metrics.dead(),
            (false, true) => {
                metrics.done();
                if sends > 0 && update.update_id > 0 {
                    metrics.answered_after(Duration::from_millis(took_ms));
                }
            }
            (false, false) => {}
        }
    }

    /// What stands in the outbox, read back after a crash.
    fn read(&self, unsent: Unsent) -> Requests<H::Request> {
        unsent.into_iter().map(|(n, body)| (n, self.transport.read(&body))).collect()
    }

    /// The database's answer to a write that is tried until it works.
    fn noted<V>(&self, answer: Result<V, StoreError>) -> Result<V, TryAgain> {
        self.health.database.note(answer).map_err(|_| TryAgain::Later)
    }

    /// The database's answer to a write without which the work cannot go on.
    fn written<V>(&self, answer: Result<V, StoreError>) -> Result<V, Progress> {
        self.health.database.note(answer).map_err(|_| Progress::Failed)
    }
}

/// What is next when this is to be sent.
fn next<R>(requests: Requests<R>) -> ControlFlow<Progress, JobStep<R>> {
    if requests.is_empty() { Break(Progress::Done) } else { Continue(JobStep::Send(requests)) }
}
