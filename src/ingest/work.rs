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
use crate::store::{self, Head, Known, Planned, Remembered, Store, StoreError, Unsent, Wants};
use crate::telegram::{AdminWanted, CallError, Facts, Fate, Handlers, Outgoing, Sender, Wanted};

/// How often handling an update may fail before it is given up.
const MOST_ATTEMPTS: u32 = 3;

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

/// What planning an update gave.
struct Made {
    planned: Planned,
    /// By [`Draft::kind`](crate::telegram::Draft::kind); `unreadable` when it could not be read.
    kind: &'static str,
    /// What was decided about the question in it, for the figures.
    decided: Option<&'static str>,
}

/// How far the work came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Progress {
    /// Nothing is left to do.
    Done,
    /// The chat must wait that long.
    Later(Duration),
    /// It failed and is to be tried again.
    Failed,
}

impl Work {
    /// Does what is left to do for an update.
    pub(super) async fn on(&self, head: Head) -> Progress {
        let mut made = None;
        let unsent = match self.store.begin(head.seq).await {
            Err(error) => {
                self.database.began(&error);
                return Progress::Failed;
            }
            Ok(None) => return Progress::Done,
            Ok(Some(store::Work::Send(unsent))) => unsent,
            Ok(Some(store::Work::Handle { payload, attempts })) => {
                let Some(plan) = self.planned(&head, &payload, attempts).await else { return Progress::Failed };
                let stored = self.store.plan(head.seq, &plan.planned, now_ms()).await;
                let Some(unsent) = self.noted(stored) else { return Progress::Failed };
                plan.decided.into_iter().for_each(|decision| self.figures.decided(decision));
                made = Some(plan);
                unsent
            }
        };
        let sends = unsent.len();
        let is_answer = sends > 0 && head.update_id > 0;
        let progress = self.send(&head, unsent).await;
        let took_ms = (now_ms() - head.received_at_ms).max(0).unsigned_abs();
        if let Some(Made { kind, decided, .. }) = made {
            let (update_id, is_done) = (head.update_id, progress == Progress::Done);
            tracing::debug!(update_id, kind, decision = decided, sends, took_ms, is_done, "an update was handled");
        }
        // What the figures say of a dead update they say when it is given up.
        if made.is_some_and(|made| made.planned.is_dead) {
            self.figures.dead();
        } else if progress == Progress::Done {
            self.figures.done();
            if is_answer {
                self.figures.answered_after(Duration::from_millis(took_ms));
            }
        }
        progress
    }

    /// The plan for an update; `None` when planning failed and is to be tried again.
    async fn planned(&self, head: &Head, payload: &str, attempts: u32) -> Option<Made> {
        let update_id = head.update_id;
        // The same to its end, whatever comes into force meanwhile.
        let handlers = self.handlers.load_full();
        let buried = |kind| Made { planned: buried(&handlers, payload), kind, decided: None };
        if attempts > MOST_ATTEMPTS {
            tracing::error!(update_id, "an update was given up because handling it ended the program again and again");
            return Some(buried("unreadable"));
        }
        // A panic in a handler must cost one update and not the process. The handlers are pure: nothing is left half
        // done behind it.
        let draft = match catch_unwind(AssertUnwindSafe(|| handlers.draft(payload))) {
            Ok(Ok(draft)) => draft,
            Ok(Err(reason)) => {
                tracing::warn!(update_id, %reason, "an update cannot be read and was left out");
                let planned = Planned { is_dead: true, ..Planned::default() };
                return Some(Made { planned, kind: "unreadable", decided: None });
            }
            Err(_) => return is_given_up(head, attempts).then(|| buried("unreadable")),
        };
        let Some(known) = self.known(draft.wants()).await else { return self.unbegin(head).await };
        let mut facts = Facts { known, is_admin: None, reloaded: None, now_ms: now_ms() };
        loop {
            match catch_unwind(AssertUnwindSafe(|| handlers.plan(&draft, &facts))) {
                Ok(Ok(plan)) => {
                    return Some(Made { planned: Planned::from(&plan), kind: draft.kind(), decided: plan.decided });
                }
                Ok(Err(wanted)) => {
                    if self.learn(wanted, &mut facts).await.is_none() {
                        return self.unbegin(head).await;
                    }
                }
                Err(_) => return is_given_up(head, attempts).then(|| buried(draft.kind())),
            }
        }
    }

    /// The bot was told to stop before an update could be planned, which must not count as a failure of it.
    async fn unbegin<T>(&self, head: &Head) -> Option<T> {
        self.noted(self.store.unbegin(head.seq).await);
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
    async fn known(&self, wants: &Wants) -> Option<Known> {
        for failures in 0.. {
            match self.store.known(wants, now_ms()).await {
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
    async fn send(&self, head: &Head, unsent: Unsent) -> Progress {
        let update_id = head.update_id;
        let mut next = unsent.first().map(|(n, _)| *n);
        for (n, body) in unsent {
            if Some(n) != next {
                continue;
            }
            let outgoing = serde_json::from_str::<Outgoing>(&body).ok();
            let post = outgoing.as_ref().and_then(Outgoing::post);
            if post.is_some() && self.noted(self.store.post_under_way(head.seq, n, true).await).is_none() {
                return Progress::Failed;
            }
            let fate = match &outgoing {
                Some(_) if post.is_some_and(|post| post.until_ms < now_ms()) => {
                    Fate::Failed { reason: "it would come too late".to_owned(), is_turned_away: false }
                }
                Some(outgoing) => self.sender.send(outgoing).await,
                None => Fate::Failed { reason: "the outbox row cannot be read".to_owned(), is_turned_away: false },
            };
            self.count(outgoing.as_ref(), &fate);
            let is_unsent = !matches!(fate, Fate::Sent(_) | Fate::Failed { .. } | Fate::Again(CallError::Unknown(_)));
            if post.is_some() && is_unsent && self.noted(self.store.post_under_way(head.seq, n, false).await).is_none()
            {
                return Progress::Failed;
            }
            let mut message = None;
            let fate = match fate {
                Fate::Sent(sent) => {
                    self.network.is_over();
                    message = sent;
                    store::Fate::Sent
                }
                Fate::Failed { reason, is_turned_away: true } => {
                    tracing::info!(update_id, reason, "a reply was dropped because the chat turned the bot away");
                    if let Some(chat) = outgoing.as_ref().and_then(Outgoing::chat).filter(|chat| *chat < 0)
                        && self.noted(self.store.close_chat(chat).await).is_none()
                    {
                        return Progress::Failed;
                    }
                    store::Fate::Failed
                }
                Fate::Failed { reason, .. } => {
                    tracing::error!(update_id, reason, "a reply was refused and dropped");
                    store::Fate::Failed
                }
                Fate::Later(wait, because) => {
                    let (wait_ms, because) = (wait.as_millis(), because.name());
                    tracing::trace!(update_id, wait_ms, because, "a reply waits for its chat's turn");
                    return Progress::Later(wait);
                }
                Fate::Again(error) if error.code().is_some() => {
                    tracing::warn!(update_id, %error, "a reply is sent again after a server error");
                    return Progress::Failed;
                }
                // It may have arrived, and nobody asked for it: better not at all than twice.
                Fate::Again(error @ CallError::Unknown(_)) if post.is_some() => {
                    tracing::warn!(update_id, %error, "a post may not have arrived; it is not sent again");
                    store::Fate::Failed
                }
                Fate::Again(error) => {
                    self.network.began(&error);
                    return Progress::Failed;
                }
            };
            let remembered = outgoing.as_ref().map_or(&[][..], Outgoing::remembered);
            let answer = message.map(|message| (message, remembered));
            match self.settle(head.seq, n, fate, answer).await {
                Some(then) => next = then,
                None => return Progress::Failed,
            }
        }
        Progress::Done
    }

    fn count(&self, outgoing: Option<&Outgoing>, fate: &Fate) {
        let outcome = match fate {
            Fate::Sent(_) => "sent",
            Fate::Failed { is_turned_away: true, .. } => "turned_away",
            Fate::Failed { .. } => "refused",
            Fate::Again(_) => "failed",
            Fate::Later(_, because) => return self.figures.waited(*because),
        };
        self.figures.sent(outgoing.map_or("none", Outgoing::method), outcome);
    }

    /// Notes what became of a request, however long that takes, for to send it again would double it; gives the next one
    /// of the update, if any. `None` when the bot is told to stop first.
    async fn settle(
        &self,
        seq: i64,
        n: i64,
        fate: store::Fate,
        answer: Option<(i32, &[Remembered])>,
    ) -> Option<Option<i64>> {
        for failures in 0.. {
            if let Some(next) = self.noted(self.store.settle(seq, n, fate, answer).await) {
                return Some(next);
            }
            self.pause(failures).await?;
        }
        None
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
fn is_given_up(head: &Head, attempts: u32) -> bool {
    let update_id = head.update_id;
    if attempts < MOST_ATTEMPTS {
        tracing::error!(update_id, attempts, "the handler of an update panicked; it is tried again");
        return false;
    }
    tracing::error!(update_id, attempts, "the handler of an update panicked; the update was given up");
    true
}

/// Gives an update up, with a word to the person if that much of it can be read.
fn buried(handlers: &Handlers, payload: &str) -> Planned {
    let apology = catch_unwind(AssertUnwindSafe(|| handlers.apology(payload))).unwrap_or_default();
    Planned { is_dead: true, ..Planned::from(&apology) }
}
