//! Ranked matches → one decision; every threshold with its reason.

use crate::corpus::Id;

/// What the bot does with a question. Closed: every surface handles all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// A red flag: say where to find help now, and nothing else.
    Urgent(Id),
    /// One entry is clearly meant: quote it.
    Answer(Id),
    /// Two to four entries may be meant, best first: ask which.
    Choose(Vec<Id>),
    /// The text does not say; the nearest entries are offered, best first.
    Gap {
        /// The gap.
        id: Id,
        /// Nearest entries, at most four.
        offered: Vec<Id>,
    },
    /// A greeting or the like.
    Courtesy(Id),
    /// Nothing fits.
    Unknown,
}
