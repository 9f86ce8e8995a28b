//! What those who run the bot should hear of, on its way to who can tell them.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use tokio::sync::Notify;

/// More than that waits for nobody; the log has it all.
const MOST_WAITING: usize = 16;

/// Something that those who run the bot should hear of. Holds nothing of what people wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Notice {
    /// The changed FAQ is refused.
    RefusedFaq {
        /// What is wrong, as `path:line: problem`; never empty.
        findings: Vec<String>,
    },
    /// Telegram cannot deliver.
    FailingWebhook {
        /// What it says.
        error: String,
    },
}

/// The notices that nobody took yet.
#[derive(Debug, Default)]
pub(crate) struct Notices {
    waiting: Mutex<VecDeque<Notice>>,
    news: Notify,
}

impl Notices {
    /// Puts one there; the oldest goes when there are too many.
    pub(crate) fn put(&self, notice: Notice) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.truncate(MOST_WAITING - 1);
        waiting.push_front(notice);
        self.news.notify_one();
    }

    /// Takes the oldest, as soon as there is one. Nothing is lost when it is dropped.
    pub(crate) async fn take(&self) -> Notice {
        loop {
            let oldest = self.waiting.lock().unwrap_or_else(PoisonError::into_inner).pop_back();
            match oldest {
                Some(notice) => return notice,
                None => self.news.notified().await,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST_WAITING, Notice, Notices};

    #[tokio::test]
    async fn the_oldest_is_first_and_too_many_are_not_kept() {
        let notices = Notices::default();
        let notice = |n: usize| Notice::FailingWebhook { error: n.to_string() };
        (0..MOST_WAITING + 2).for_each(|n| notices.put(notice(n)));
        for n in 2..MOST_WAITING + 2 {
            assert_eq!(notices.take().await, notice(n));
        }
        notices.put(notice(99));
        assert_eq!(notices.take().await, notice(99));
    }
}
