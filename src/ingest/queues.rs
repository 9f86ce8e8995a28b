//! Which update is next: in order within a chat, chats side by side, a chat that must wait holding up no other.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::time::Duration;

use tokio::time::Instant;

use super::backoff;
use crate::store::QueuedUpdate;

/// A chat, or an update that is from none and so waits for no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Line {
    Chat(i64),
    Alone(i64),
}

impl From<&QueuedUpdate> for Line {
    fn from(head: &QueuedUpdate) -> Self {
        head.chat_id.map_or(Self::Alone(head.seq), Self::Chat)
    }
}

/// The updates of one line. The first is in work, ready, or waiting.
#[derive(Debug, Default)]
struct Queue {
    heads: VecDeque<QueuedUpdate>,
    failures: u32,
}

/// All updates that are not done, line by line.
#[derive(Debug, Default)]
pub(super) struct Queues {
    queues: HashMap<Line, Queue>,
    ready: VecDeque<Line>,
    waiting: BTreeSet<(Instant, Line)>,
    last_seq: i64,
    len: u32,
}

impl Queues {
    /// The newest update that was put in, by its place; 0 when there was none.
    pub(super) fn last_seq(&self) -> i64 {
        self.last_seq
    }

    /// How many updates are in it.
    pub(super) fn len(&self) -> u32 {
        self.len
    }

    /// Puts an update at the end of its line.
    pub(super) fn push(&mut self, head: QueuedUpdate) {
        self.len += 1;
        self.last_seq = self.last_seq.max(head.seq);
        let line = Line::from(&head);
        let queue = self.queues.entry(line).or_default();
        queue.heads.push_back(head);
        if queue.heads.len() == 1 {
            self.ready.push_back(line);
        }
    }

    /// Takes the next update; its line gives no other until it is done or deferred.
    pub(super) fn next(&mut self, now: Instant) -> Option<QueuedUpdate> {
        while let Some(&(due, line)) = self.waiting.first().filter(|(due, _)| *due <= now) {
            self.waiting.remove(&(due, line));
            self.ready.push_back(line);
        }
        let line = self.ready.pop_front()?;
        self.queues.get(&line)?.heads.front().copied()
    }

    /// When a waiting line is due next.
    pub(super) fn next_due(&self) -> Option<Instant> {
        self.waiting.first().map(|(due, _)| *due)
    }

    /// The update is done: the next of its line is ready.
    pub(super) fn done(&mut self, head: &QueuedUpdate) {
        let line = Line::from(head);
        let Some(queue) = self.queues.get_mut(&line) else { return };
        self.len -= u32::from(queue.heads.pop_front().is_some());
        queue.failures = 0;
        if queue.heads.is_empty() {
            self.queues.remove(&line);
        } else {
            self.ready.push_back(line);
        }
    }

    /// The update is not done: its line waits that long.
    pub(super) fn defer(&mut self, head: &QueuedUpdate, now: Instant, wait: Duration) {
        self.waiting.insert((now + wait, Line::from(head)));
    }

    /// The update failed: its line waits, longer each time.
    pub(super) fn failed(&mut self, head: &QueuedUpdate, now: Instant) {
        let Some(queue) = self.queues.get_mut(&Line::from(head)) else { return };
        let wait = backoff(queue.failures);
        queue.failures = queue.failures.saturating_add(1);
        self.defer(head, now, wait);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::Instant;

    use super::{QueuedUpdate, Queues};

    fn head(seq: i64, chat_id: Option<i64>) -> QueuedUpdate {
        QueuedUpdate { seq, update_id: seq + 100, chat_id, received_at_ms: 1 }
    }

    fn queues(heads: &[(i64, Option<i64>)]) -> Queues {
        let mut queues = Queues::default();
        heads.iter().for_each(|(seq, chat)| queues.push(head(*seq, *chat)));
        queues
    }

    fn all(queues: &mut Queues, now: Instant) -> Vec<i64> {
        std::iter::from_fn(|| queues.next(now)).map(|head| head.seq).collect()
    }

    #[test]
    fn one_of_a_chat_at_a_time_and_chats_side_by_side() {
        let now = Instant::now();
        let mut queues = queues(&[(1, Some(7)), (2, Some(7)), (3, Some(8)), (4, None), (5, None)]);
        assert_eq!(all(&mut queues, now), [1, 3, 4, 5]);
        queues.done(&head(3, Some(8)));
        assert_eq!(all(&mut queues, now), [0_i64; 0]);
        queues.done(&head(1, Some(7)));
        assert_eq!(all(&mut queues, now), [2]);
        assert_eq!(queues.last_seq(), 5);
    }

    #[test]
    fn a_chat_that_waits_holds_up_itself_alone() {
        let now = Instant::now();
        let mut queues = queues(&[(1, Some(7)), (2, Some(7)), (3, Some(8))]);
        let first = queues.next(now).expect("ready");
        queues.defer(&first, now, Duration::from_secs(3));
        queues.push(head(4, Some(7)));
        assert_eq!(all(&mut queues, now), [3]);
        let due = queues.next_due().expect("one waits");
        assert_eq!(due, now + Duration::from_secs(3));
        assert_eq!(all(&mut queues, due), [1]);
    }

    #[test]
    fn failures_wait_longer_each_time_until_one_works() {
        let now = Instant::now();
        let mut queues = queues(&[(1, Some(7)), (2, Some(7))]);
        for wait_ms in [500, 1000, 2000] {
            let head = queues.next(now + Duration::from_secs(60)).expect("due");
            queues.failed(&head, now);
            assert_eq!(queues.next_due(), Some(now + Duration::from_millis(wait_ms)));
        }
        let head = queues.next(now + Duration::from_secs(60)).expect("due");
        queues.done(&head);
        let head = queues.next(now).expect("ready");
        queues.failed(&head, now);
        assert_eq!(queues.next_due(), Some(now + Duration::from_millis(500)));
    }
}
