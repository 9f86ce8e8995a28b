//! What stands in the inbox.

/// A kind of thing that waits in the inbox.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum QueuedKind {
    /// An update of Telegram's.
    #[default]
    Update,
    /// A daily post that is due.
    Post,
}

impl QueuedKind {
    /// Its name where it is stored.
    pub(in crate::store) const fn name(self) -> &'static str {
        match self {
            Self::Update => "update",
            Self::Post => "post",
        }
    }

    /// The kind of this name; what no version wrote is an update.
    pub(in crate::store) fn of(name: &str) -> Self {
        if name == Self::Post.name() { Self::Post } else { Self::Update }
    }
}
