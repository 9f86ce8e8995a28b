//! The work on one update: plan the reply, store the plan, send it, note what became of it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use arc_swap::ArcSwap;
use tokio_util::sync::CancellationToken;

use super::figures::Figures;
use super::vitals::Traces;
use super::{Admins, Outage, Reloads, backoff, now_ms};
use crate::reply::Reloaded;
use crate::store::{
    self, Dead, Effects, LeaseEpoch, QueuedUpdate, Remaining, Request as _, State, StateQuery, Store, StoreError,
    Stored, Unsent,
};
use crate::telegram::{AdminWanted, CallError, Facts, Fate, Handlers, Outgoing, Sender, Wanted};

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

/// What the work on an update needs.
#[derive(Clone)]
pub(super) struct Work {
    pub(super) store: Arc<Store>,
    pub(super) handlers: Arc<ArcSwap<Handlers>>,
    pub(super) sender: Arc<Sender>,
    pub(super) admins: Admins,
    pub(super) reloads: Reloads,
    pub(super) database: Arc<Outage>,
    pub(super) network: Arc<Outage>,
    pub(super) figures: Arc<Figures>,
    pub(super) traces: Arc<Traces>,
    pub(super) stop: CancellationToken,
}

/// What handling an update gave.
struct Handled {
    effects: Effects<Outgoing>,
    /// By [`Draft::kind`](crate::telegram::Draft::kind); `unreadable` when it could not be read.
    kind: &'static str,
}

/// What is to be sent for an update, each with its number in the outbox; `None` is what cannot be read.
type Requests = Vec<(i64, Option<Outgoing>)>;

/// How far the work came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Progress {
    /// Nothing is left to do.
    Done,
    /// The chat must wait that long.
    Later(Duration),
    /// It failed and is to be tried again.
    Failed,
    /// Telegram does not know the token, so nothing can be done any more.
    BadToken(CallError),
}

impl Work {
    /// Does what is left to do for an update.
    pub(super) async fn on(&self, head: QueuedUpdate) -> Progress {
        // Whoever could not renew the lease may have been taken for dead.
        let Some(term) = self.store.lease_epoch() else { return Progress::Failed };
        let work = match self.store.claim(head.seq).await {
            Ok(work) => work,
            Err(error) => {
                self.database.began(&error);
                return Progress::Failed;
            }
        };
        match work {
            store::Claimed::Done => Progress::Done,
            store::Claimed::Elsewhere => Progress::Later(LOOK_ELSEWHERE),
            store::Claimed::Send { unsent, again, given_up } => {
                self.taken_over(&head, again, given_up);
                let requests = read(unsent);
                let is_answer = !requests.is_empty();
                let progress = self.send(&head, term, requests).await;
                self.ended(&head, is_answer, &progress);
                progress
            }
            store::Claimed::Handle { payload, attempts } => self.handle(&head, term, &payload, attempts).await,
        }
    }

    /// Handles an update that nobody handled before.
    async fn handle(&self, head: &QueuedUpdate, term: LeaseEpoch, payload: &str, attempts: u32) -> Progress {
        let Some(Handled { effects, kind }) = self.handled(head, payload, attempts).await else {
            return Progress::Failed;
        };
        let (decision, wordless, is_dead) = (effects.decided, effects.wordless, effects.dead.is_some());
        let Some(stored) = self.stored(head, &effects).await else { return Progress::Failed };
        let requests = match stored {
            Stored::Planned { is_first } => (0..).zip(effects.into_requests(is_first).into_iter().map(Some)).collect(),
            Stored::Before(unsent) => read(unsent),
            Stored::Elsewhere => return Progress::Later(LOOK_ELSEWHERE),
        };
        decision.into_iter().for_each(|decision| self.figures.decided(decision));
        wordless.into_iter().for_each(|content| self.figures.wordless(content));
        let sends = requests.len();
        let progress = self.send(head, term, requests).await;
        let (update_id, took_ms, is_done) = (head.update_id, took_ms(head), progress == Progress::Done);
        tracing::debug!(update_id, kind, decision, sends, took_ms, is_done, "an update was handled");
        // What the figures say of a dead update they say when it is given up.
        match is_dead {
            true => self.figures.dead(),
            false => self.ended(head, sends > 0, &progress),
        }
        progress
    }

    /// Counts an update with which nothing is left to do.
    fn ended(&self, head: &QueuedUpdate, is_answer: bool, progress: &Progress) {
        if *progress == Progress::Done {
            self.figures.done();
            if is_answer && head.update_id > 0 {
                self.figures.answered_after(Duration::from_millis(took_ms(head)));
            }
        }
    }

    /// Says what became of requests that were under way when the process ended that had the update before.
    fn taken_over(&self, head: &QueuedUpdate, again: usize, given_up: usize) {
        let update_id = head.update_id;
        if again > 0 {
            tracing::info!(update_id, "a reply was under way when its process ended; it is sent again");
        }
        if given_up > 0 {
            tracing::warn!(update_id, "a post was under way when its process ended; it is not sent again");
        }
        self.figures.taken_over(again, given_up);
    }

    /// What an update leads to; `None` when finding out failed and is to be tried again.
    async fn handled(&self, head: &QueuedUpdate, payload: &str, attempts: u32) -> Option<Handled> {
        let update_id = head.update_id;
        // The same to its end, whatever comes into force meanwhile.
        let handlers = self.handlers.load_full();
        let buried = |kind, reason| Handled { effects: buried(&handlers, payload, reason), kind };
        if attempts > MOST_ENDS {
            tracing::error!(update_id, "an update was given up because handling it ended the program again and again");
            return Some(buried("unreadable", "handling it ended the program again and again"));
        }
        // A panic in a handler must cost one update and not the process. The handlers are pure: nothing is left half
        // done behind it.
        let draft = match catch_unwind(AssertUnwindSafe(|| handlers.draft(payload))) {
            Ok(Ok(draft)) => draft,
            Ok(Err(reason)) => {
                tracing::warn!(update_id, %reason, "an update cannot be read and was left out");
                let dead = Some(Dead { reason: reason.to_string(), person: handlers.from_whom(payload) });
                return Some(Handled { effects: Effects { dead, ..Effects::default() }, kind: "unreadable" });
            }
            Err(_) => return is_given_up(head, attempts).then(|| buried("unreadable", "its handler panicked")),
        };
        let Some(known) = self.known(draft.wants()).await else { return self.unbegin(head).await };
        let mut facts = Facts { known, is_admin: None, reloaded: None, now_ms: now_ms() };
        loop {
            match catch_unwind(AssertUnwindSafe(|| handlers.plan(&draft, &facts))) {
                Ok(Ok(effects)) => return Some(Handled { effects, kind: draft.kind() }),
                Ok(Err(wanted)) => {
                    if self.learn(wanted, &mut facts).await.is_none() {
                        return self.unbegin(head).await;
                    }
                }
                Err(_) => return is_given_up(head, attempts).then(|| buried(draft.kind(), "its handler panicked")),
            }
        }
    }

    /// Stores effects, however long that takes: a database that cannot take them is no fault of the update, and to begin
    /// anew would count as one. `None` when the bot is told to stop first.
    async fn stored(&self, head: &QueuedUpdate, effects: &Effects<Outgoing>) -> Option<Stored> {
        for failures in 0.. {
            if let Some(stored) = self.noted(self.store.plan(head.seq, effects, now_ms()).await) {
                return Some(stored);
            }
            if self.pause(failures).await.is_none() {
                return self.unbegin(head).await;
            }
        }
        None
    }

    /// The bot was told to stop before an update could be planned, which must not count as a failure of it.
    async fn unbegin<T>(&self, head: &QueuedUpdate) -> Option<T> {
        self.noted(self.store.release(head.seq).await);
        None
    }

    /// Finds out what planning wants to know; `None` when the bot is told to stop first.
    async fn learn(&self, wanted: Wanted, facts: &mut Facts) -> Option<()> {
        match wanted {
            Wanted::Admin(wanted) => facts.is_admin = Some(self.is_admin(wanted).await?),
            Wanted::Reload => facts.reloaded = Some(self.reloaded().await?),
        }
        Some(())
    }

    async fn reloaded(&self) -> Option<Reloaded> {
        tokio::select! {
            () = self.stop.cancelled() => None,
            reloaded = self.reloads.ask() => reloaded,
        }
    }

    /// What is remembered, however long it takes to read: what is out of reach is no fault of the update, and must not
    /// count as one. `None` when the bot is told to stop first.
    async fn known(&self, wants: &StateQuery) -> Option<State> {
        for failures in 0.. {
            match self.store.state(wants, now_ms()).await {
                Ok(known) => return Some(known),
                Err(error) => self.database.began(&error),
            }
            self.pause(failures).await?;
        }
        None
    }

    /// The same for what Telegram knows.
    async fn is_admin(&self, wanted: AdminWanted) -> Option<bool> {
        for failures in 0.. {
            match self.admins.ask(wanted).await {
                Ok(is_admin) => {
                    self.network.is_over();
                    return Some(is_admin);
                }
                // Telegram is there, and names the time.
                Err(CallError::Refused { retry_after: Some(wait), .. }) => {
                    tokio::select! {
                        () = self.stop.cancelled() => return None,
                        () = tokio::time::sleep(wait) => continue,
                    }
                }
                Err(error) => self.network.began(&error),
            }
            self.pause(failures).await?;
        }
        None
    }

    /// Waits before the next attempt; `None` when the bot is told to stop.
    async fn pause(&self, failures: u32) -> Option<()> {
        tokio::select! {
            () = self.stop.cancelled() => None,
            () = tokio::time::sleep(backoff(failures)) => Some(()),
        }
    }

    /// Sends what is planned, in order.
    async fn send(&self, head: &QueuedUpdate, term: LeaseEpoch, requests: Requests) -> Progress {
        let mut next = requests.first().map(|(n, _)| *n);
        for (n, outgoing) in requests {
            if Some(n) != next {
                continue;
            }
            match self.send_one(head, term, n, outgoing).await {
                Ok(Remaining::Next(then)) => next = Some(then),
                Ok(Remaining::Done) => next = None,
                Ok(Remaining::Elsewhere) => return Progress::Later(LOOK_ELSEWHERE),
                Err(progress) => return progress,
            }
        }
        Progress::Done
    }

    /// Sends one request and notes what became of it; `Err` is when it is tried again.
    async fn send_one(
        &self,
        head: &QueuedUpdate,
        term: LeaseEpoch,
        n: i64,
        outgoing: Option<Outgoing>,
    ) -> Result<Remaining, Progress> {
        let update_id = head.update_id;
        let Some(outgoing) = outgoing else {
            tracing::error!(update_id, "a request in the outbox cannot be read and is kept as a dead letter");
            let dead = Dead { reason: "it cannot be read".to_owned(), person: None };
            return self.settle(head.seq, n, store::SendOutcome::Failed(Some(&dead))).await;
        };
        let post = outgoing.post();
        if post.is_some_and(|post| post.until_ms < now_ms()) {
            tracing::warn!(update_id, "a post would come too late and is dropped");
            return self.settle(head.seq, n, store::SendOutcome::Failed(None)).await;
        }
        if post.is_some() {
            let is_ours = self.noted(self.store.post_under_way(head.seq, n, true).await).ok_or(Progress::Failed)?;
            if !is_ours {
                return Ok(Remaining::Elsewhere);
            }
        }
        let fate = self.sender.send(&outgoing, || self.store.lease_epoch() == Some(term)).await;
        self.count(&outgoing, &fate);
        let is_unsent = !matches!(fate, Fate::Sent(_) | Fate::Failed { .. } | Fate::Again(CallError::Unknown(_)));
        if post.is_some() && is_unsent {
            self.noted(self.store.post_under_way(head.seq, n, false).await).ok_or(Progress::Failed)?;
        }
        match fate {
            Fate::Sent(message) => {
                self.network.is_over();
                self.traces.sent();
                let answer = message.map(|message| (message, outgoing.remembered()));
                self.settle(head.seq, n, store::SendOutcome::Sent(answer)).await
            }
            Fate::Failed { reason, is_turned_away: true } => {
                tracing::info!(update_id, reason, "a reply was dropped because the chat turned the bot away");
                if let Some(chat) = outgoing.chat().filter(|chat| *chat < 0) {
                    self.noted(self.store.close_chat(chat, now_ms()).await).ok_or(Progress::Failed)?;
                }
                self.settle(head.seq, n, store::SendOutcome::Failed(None)).await
            }
            Fate::Failed { reason, .. } => {
                tracing::error!(update_id, reason, "a request was refused and is kept as a dead letter");
                self.bury(head, n, &outgoing, reason).await
            }
            Fate::Later(wait, because) => {
                let (wait_ms, because) = (wait.as_millis(), because.name());
                tracing::trace!(update_id, wait_ms, because, "a reply waits for its chat's turn");
                Err(Progress::Later(wait))
            }
            Fate::NotOurs => Ok(Remaining::Elsewhere),
            Fate::Again(error) if error.is_bad_token() => Err(Progress::BadToken(error)),
            Fate::Again(error) if error.code().is_some() && !self.traces.has_sent_lately() => {
                self.network.began(&error);
                Err(Progress::Failed)
            }
            Fate::Again(error) if error.code().is_some() => {
                let failed = self.noted(self.store.failed_once_more(head.seq, n).await).ok_or(Progress::Failed)?;
                if failed >= MOST_SERVER_ERRORS {
                    tracing::error!(update_id, %error, failed, "a request was given up and is kept as a dead letter");
                    return self.bury(head, n, &outgoing, error.to_string()).await;
                }
                tracing::warn!(update_id, %error, failed, "a reply is sent again after a server error");
                Err(Progress::Failed)
            }
            // It may have arrived, and nobody asked for it: better not at all than twice.
            Fate::Again(error @ CallError::Unknown(_)) if post.is_some() => {
                tracing::warn!(update_id, %error, "a post may not have arrived; it is not sent again");
                self.settle(head.seq, n, store::SendOutcome::Failed(None)).await
            }
            Fate::Again(error) => {
                self.network.began(&error);
                Err(Progress::Failed)
            }
        }
    }

    /// Gives a request up.
    async fn bury(
        &self,
        head: &QueuedUpdate,
        n: i64,
        outgoing: &Outgoing,
        reason: String,
    ) -> Result<Remaining, Progress> {
        let dead = Dead { reason, person: self.handlers.load().to_whom(outgoing) };
        self.settle(head.seq, n, store::SendOutcome::Failed(Some(&dead))).await
    }

    fn count(&self, outgoing: &Outgoing, fate: &Fate) {
        let outcome = match fate {
            Fate::Sent(_) => "sent",
            Fate::Failed { is_turned_away: true, .. } => "turned_away",
            Fate::Failed { .. } => "refused",
            Fate::Again(_) => "failed",
            Fate::Later(_, because) => return self.figures.waited(*because),
            Fate::NotOurs => return,
        };
        self.figures.sent(outgoing.method(), outcome);
    }

    /// Notes what became of a request, however long that takes, for to send it again would double it; gives what is left
    /// of the update. `Err` when the bot is told to stop first.
    async fn settle(&self, seq: i64, n: i64, fate: store::SendOutcome<'_>) -> Result<Remaining, Progress> {
        for failures in 0.. {
            if let Some(settled) = self.noted(self.store.complete(seq, n, fate, now_ms()).await) {
                return Ok(settled);
            }
            self.pause(failures).await.ok_or(Progress::Failed)?;
        }
        Err(Progress::Failed)
    }

    /// The database's answer to a write, an outage noted. What only reads does not end one: a full disk can be read.
    fn noted<T>(&self, answer: Result<T, StoreError>) -> Option<T> {
        match answer {
            Ok(value) => {
                self.database.is_over();
                Some(value)
            }
            Err(error) => {
                self.database.began(&error);
                None
            }
        }
    }
}

/// Whether a panic of its handler was the last that an update gets.
fn is_given_up(head: &QueuedUpdate, attempts: u32) -> bool {
    let update_id = head.update_id;
    if attempts < MOST_ATTEMPTS {
        tracing::error!(update_id, attempts, "the handler of an update panicked; it is tried again");
        return false;
    }
    tracing::error!(update_id, attempts, "the handler of an update panicked; the update was given up");
    true
}

/// Gives an update up, with a word to the person if that much of it can be read.
fn buried(handlers: &Handlers, payload: &str, reason: &str) -> Effects<Outgoing> {
    let apology = catch_unwind(AssertUnwindSafe(|| handlers.apology(payload))).unwrap_or_default();
    let dead = Some(Dead { reason: reason.to_owned(), person: handlers.from_whom(payload) });
    Effects { dead, ..apology }
}

/// What stands in the outbox, read back after a crash.
fn read(unsent: Unsent) -> Requests {
    unsent.into_iter().map(|(n, body)| (n, serde_json::from_str(&body).ok())).collect()
}

/// How long ago an update was accepted, in milliseconds.
fn took_ms(head: &QueuedUpdate) -> u64 {
    (now_ms() - head.received_at_ms).max(0).unsigned_abs()
}
