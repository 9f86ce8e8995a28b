//! The kinds of daily posts, by the names under which they are stored.

use serde::{Deserialize, Serialize};

/// What a post is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PostKind {
    /// A passage.
    Passage,
    /// A quiz.
    Quiz,
}

impl PostKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Passage, Self::Quiz];

    /// Its name where it is stored.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Passage => "passage",
            Self::Quiz => "quiz",
        }
    }

    /// The kind of this name.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}
