//! The desk as it is set, and where its chat is now: a group may become another while the bot runs.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use crate::config::{DeskConfig, OfficeHours};

/// The desk. Its clones know of the same move.
#[derive(Clone, Debug)]
pub struct Desk {
    /// Telegram's id of the staff chat, as it is set.
    pub set: i64,
    /// What it is called.
    pub name: Option<String>,
    /// After so long without a word the bot answers again.
    pub silence: Duration,
    /// When somebody is there; `None` when that is not set.
    pub hours: Option<OfficeHours>,
    /// After so much of somebody's waiting, within the hours, staff are reminded.
    pub remind: Duration,
    now: Arc<AtomicI64>,
}

impl Desk {
    /// The desk of these settings, whose chat is this one now.
    #[must_use]
    pub fn new(config: &DeskConfig, now: i64) -> Self {
        let DeskConfig { chat, name, silence, hours, remind } = config;
        Self {
            set: *chat,
            name: name.clone(),
            silence: *silence,
            hours: hours.clone(),
            remind: *remind,
            now: Arc::new(AtomicI64::new(now)),
        }
    }

    /// The id of the staff chat as it is now.
    #[must_use]
    pub fn chat(&self) -> i64 {
        self.now.load(Ordering::Relaxed)
    }

    /// Whether a chat is the staff chat, or was.
    #[must_use]
    pub fn is_at(&self, chat: i64) -> bool {
        chat == self.chat() || chat == self.set
    }

    /// The staff chat is another from now on.
    pub fn move_to(&self, chat: i64) {
        self.now.store(chat, Ordering::Relaxed);
    }
}
