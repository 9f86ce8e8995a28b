//! What a test looks at and waits for: requests, messages as people see them, acknowledgements, silence.

use std::time::Duration;

use serde_json::Value;
use tokio::time::{Instant, timeout_at};

use super::FakeTelegram;
use super::log::{Outcome, Request, summary};
use super::seen::Seen;
use super::world::{Chat, World};

impl FakeTelegram {
    /// Every request so far, in order of arrival.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.look(|world| world.log.clone())
    }

    /// Every request of one method, in order of arrival.
    pub(crate) fn requests_of(&self, method: &str) -> Vec<Request> {
        self.look(|world| world.log.iter().filter(|request| request.is(method)).cloned().collect())
    }

    /// What the real server takes in silence and a careful bot would not send, one sentence each.
    pub(crate) fn violations(&self) -> Vec<String> {
        self.look(|world| world.violations.clone())
    }

    /// The bot's profile: `commands default `, `commands all_group_chats en`, `name `, `description `, `rights groups`, …
    pub(crate) fn profile(&self, key: &str) -> Option<Value> {
        self.look(|world| world.profile.get(key).cloned())
    }

    /// Every message of a chat as a person sees it now, in order.
    pub(crate) fn messages(&self, chat: i64) -> Vec<Seen> {
        self.look(|world| world.chats.get(&chat).map(Seen::all).unwrap_or_default())
    }

    /// The messages of the bot in a chat as a person sees them now, in order.
    pub(crate) fn replies(&self, chat: i64) -> Vec<Seen> {
        self.messages(chat).into_iter().filter(|seen| seen.is_from_bot).collect()
    }

    /// A message as the Bot API writes it.
    pub(crate) fn message(&self, chat: i64, message_id: i64) -> Option<Value> {
        self.look(|world| world.chats.get(&chat)?.messages.get(&message_id).cloned())
    }

    /// Waits until the requests satisfy a condition and gives them; panics with the log when the time is up.
    pub(crate) async fn wait_for(
        &self,
        mut condition: impl FnMut(&[Request]) -> bool,
        timeout: Duration,
    ) -> Vec<Request> {
        self.wait_until(|world| condition(&world.log), timeout).await;
        self.requests()
    }

    /// Waits until the bot has `count` messages standing in a chat and gives them.
    pub(crate) async fn wait_for_replies(&self, chat: i64, count: usize, timeout: Duration) -> Vec<Seen> {
        let enough = |world: &World| {
            let standing = |chat: &Chat| chat.own.iter().filter(|id| chat.messages.contains_key(id)).count();
            world.chats.get(&chat).map_or(0, standing) >= count
        };
        self.wait_until(enough, timeout).await;
        self.replies(chat)
    }

    /// How many messages the bot has sent in all.
    pub(crate) fn posted(&self) -> usize {
        self.look(|world| world.posted)
    }

    /// Waits until the bot has sent so many messages in all; cheap however long the log is. The caller sets the limit.
    pub(crate) async fn until_posted(&self, count: usize) {
        let mut changes = self.shared.changes();
        while self.posted() < count {
            changes.changed().await.expect("the sender lives in self");
        }
    }

    /// Waits until the bot has confirmed this update.
    pub(crate) async fn wait_acknowledged(&self, update_id: i64, timeout: Duration) {
        self.wait_until(|world| !world.queue.contains_key(&update_id), timeout).await;
    }

    /// Waits until every update is confirmed, no request is under way (a long poll apart), and none has come for
    /// `settle`; for tests that nothing more is sent. Panics after 30 seconds.
    pub(crate) async fn quiet(&self, settle: Duration) {
        let limit = Instant::now() + Duration::from_secs(30);
        let mut changes = self.shared.changes();
        loop {
            self.wait_until(is_idle, limit.saturating_duration_since(Instant::now())).await;
            changes.mark_unchanged();
            let count = |world: &World| world.log.iter().filter(|request| !request.is("getUpdates")).count();
            let before = self.look(count);
            let settled = Instant::now() + settle;
            while let Ok(changed) = timeout_at(settled, changes.changed()).await {
                changed.expect("the sender lives in self");
                if !self.look(is_idle) || self.look(count) != before {
                    break;
                }
            }
            if self.look(is_idle) && self.look(count) == before {
                return;
            }
        }
    }

    async fn wait_until(&self, mut condition: impl FnMut(&World) -> bool, timeout: Duration) {
        let deadline = Instant::now() + timeout;
        let mut changes = self.shared.changes();
        while !self.look(&mut condition) {
            if timeout_at(deadline, changes.changed()).await.is_err() && !self.look(&mut condition) {
                let waiting = self.pending().len();
                panic!("not so within {timeout:?}; {waiting} updates wait; requests:\n{}", summary(&self.requests()));
            }
        }
    }
}

fn is_idle(world: &World) -> bool {
    let mut open = world.log.iter().filter(|request| request.outcome == Outcome::Pending);
    world.queue.is_empty() && open.all(|request| request.is("getUpdates"))
}
