//! The desk as it is set, and where its chat is now: a group may become another while the bot runs.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use crate::config::DeskConfig;

/// The desk. Its clones know of the same move.
#[derive(Clone, Debug)]
pub struct Desk {
    /// The settings.
    pub config: DeskConfig,
    now: Arc<AtomicI64>,
}

impl Desk {
    /// The desk of these settings, whose chat is this one now.
    #[must_use]
    pub fn new(config: &DeskConfig, now: i64) -> Self {
        Self { config: config.clone(), now: Arc::new(AtomicI64::new(now)) }
    }

    /// The id of the staff chat as it is now.
    #[must_use]
    pub fn chat(&self) -> i64 {
        self.now.load(Ordering::Relaxed)
    }

    /// Whether a chat is the staff chat, or was.
    #[must_use]
    pub fn is_at(&self, chat: i64) -> bool {
        chat == self.chat() || chat == self.config.chat
    }

    /// The staff chat is another from now on.
    pub fn move_to(&self, chat: i64) {
        self.now.store(chat, Ordering::Relaxed);
    }
}
