//! Which update is next: in order within a chat, chats side by side, a chat that must wait holding up no other.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::time::Duration;

use tokio::time::Instant;

use crate::ops::retry::backoff;
use crate::store::QueuedUpdate;

/// A chat, or an update that is from none and so waits for no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum LaneKey {
    Chat(i64),
    Alone(i64),
}

impl From<&QueuedUpdate> for LaneKey {
    fn from(update: &QueuedUpdate) -> Self {
        update.chat_id.map_or(Self::Alone(update.seq), Self::Chat)
    }
}

/// The updates of one chat. The first is in work, ready, or waiting.
#[derive(Debug, Default)]
struct Lane {
    updates: VecDeque<QueuedUpdate>,
    failures: u32,
}

/// All updates that are not done, lane by lane.
#[derive(Debug, Default)]
pub(super) struct Lanes {
    lanes: HashMap<LaneKey, Lane>,
    ready: VecDeque<LaneKey>,
    waiting: BTreeSet<(Instant, LaneKey)>,
    last_seq: i64,
    len: u32,
}

impl Lanes {
    /// The newest update that was put in, by its place; 0 when there was none.
    pub(super) fn last_seq(&self) -> i64 {
        self.last_seq
    }

    /// How many updates are in it.
    pub(super) fn len(&self) -> u32 {
        self.len
    }

    /// Puts an update at the end of its lane.
    pub(super) fn push(&mut self, update: QueuedUpdate) {
        self.len += 1;
        self.last_seq = self.last_seq.max(update.seq);
        let key = LaneKey::from(&update);
        let lane = self.lanes.entry(key).or_default();
        lane.updates.push_back(update);
        if lane.updates.len() == 1 {
            self.ready.push_back(key);
        }
    }

    /// Takes the next update; its lane gives no other until it is done or deferred.
    pub(super) fn next(&mut self, now: Instant) -> Option<QueuedUpdate> {
        while let Some(&(due, key)) = self.waiting.first().filter(|(due, _)| *due <= now) {
            self.waiting.remove(&(due, key));
            self.ready.push_back(key);
        }
        let key = self.ready.pop_front()?;
        self.lanes.get(&key)?.updates.front().copied()
    }

    /// When a waiting lane is due next.
    pub(super) fn next_due(&self) -> Option<Instant> {
        self.waiting.first().map(|(due, _)| *due)
    }

    /// Notes that the update is done: the next of its lane is ready.
    pub(super) fn finish(&mut self, update: &QueuedUpdate) {
        let key = LaneKey::from(update);
        let Some(lane) = self.lanes.get_mut(&key) else { return };
        self.len -= u32::from(lane.updates.pop_front().is_some());
        lane.failures = 0;
        if lane.updates.is_empty() {
            self.lanes.remove(&key);
        } else {
            self.ready.push_back(key);
        }
    }

    /// Notes that the update is not done: its lane waits that long.
    pub(super) fn defer(&mut self, update: &QueuedUpdate, now: Instant, wait: Duration) {
        self.waiting.insert((now + wait, LaneKey::from(update)));
    }

    /// Notes that the update failed: its lane waits, longer each time.
    pub(super) fn fail(&mut self, update: &QueuedUpdate, now: Instant) {
        let Some(lane) = self.lanes.get_mut(&LaneKey::from(update)) else { return };
        let wait = backoff(lane.failures);
        lane.failures = lane.failures.saturating_add(1);
        self.defer(update, now, wait);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::Instant;

    use super::{Lanes, QueuedUpdate};
    use crate::store::QueuedKind;

    fn update(seq: i64, chat_id: Option<i64>) -> QueuedUpdate {
        QueuedUpdate { seq, update_id: seq + 100, chat_id, received_at_ms: 1, kind: QueuedKind::Update }
    }

    fn lanes(updates: &[(i64, Option<i64>)]) -> Lanes {
        let mut lanes = Lanes::default();
        updates.iter().for_each(|(seq, chat)| lanes.push(update(*seq, *chat)));
        lanes
    }

    fn all(lanes: &mut Lanes, now: Instant) -> Vec<i64> {
        std::iter::from_fn(|| lanes.next(now)).map(|update| update.seq).collect()
    }

    #[test]
    fn one_of_a_chat_at_a_time_and_chats_side_by_side() {
        let now = Instant::now();
        let mut lanes = lanes(&[(1, Some(7)), (2, Some(7)), (3, Some(8)), (4, None), (5, None)]);
        assert_eq!(all(&mut lanes, now), [1, 3, 4, 5]);
        lanes.finish(&update(3, Some(8)));
        assert_eq!(all(&mut lanes, now), [0_i64; 0]);
        lanes.finish(&update(1, Some(7)));
        assert_eq!(all(&mut lanes, now), [2]);
        assert_eq!(lanes.last_seq(), 5);
    }

    #[test]
    fn a_chat_that_waits_holds_up_itself_alone() {
        let now = Instant::now();
        let mut lanes = lanes(&[(1, Some(7)), (2, Some(7)), (3, Some(8))]);
        let first = lanes.next(now).expect("ready");
        lanes.defer(&first, now, Duration::from_secs(3));
        lanes.push(update(4, Some(7)));
        assert_eq!(all(&mut lanes, now), [3]);
        let due = lanes.next_due().expect("one waits");
        assert_eq!(due, now + Duration::from_secs(3));
        assert_eq!(all(&mut lanes, due), [1]);
    }

    #[test]
    fn failures_wait_longer_each_time_until_one_works() {
        let now = Instant::now();
        let mut lanes = lanes(&[(1, Some(7)), (2, Some(7))]);
        for wait_ms in [500, 1000, 2000] {
            let update = lanes.next(now + Duration::from_secs(60)).expect("due");
            lanes.fail(&update, now);
            assert_eq!(lanes.next_due(), Some(now + Duration::from_millis(wait_ms)));
        }
        let update = lanes.next(now + Duration::from_secs(60)).expect("due");
        lanes.finish(&update);
        let update = lanes.next(now).expect("ready");
        lanes.fail(&update, now);
        assert_eq!(lanes.next_due(), Some(now + Duration::from_millis(500)));
    }
}
