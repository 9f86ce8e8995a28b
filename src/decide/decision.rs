//! What the bot does with a question, and why.

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

impl Decision {
    /// Every name that [`Decision::name`] gives.
    pub const NAMES: [&str; 6] = ["urgent", "answer", "choose", "gap", "courtesy", "unknown"];

    /// The entry, gap, courtesy or red flag that it is about; `None` for choices and for nothing.
    #[must_use]
    pub fn id(&self) -> Option<&Id> {
        match self {
            Self::Urgent(id) | Self::Answer(id) | Self::Gap { id, .. } | Self::Courtesy(id) => Some(id),
            Self::Choose(_) | Self::Unknown => None,
        }
    }

    /// The name of its kind in contracts: the terminal's JSON and what is counted.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Urgent(_) => "urgent",
            Self::Answer(_) => "answer",
            Self::Choose(_) => "choose",
            Self::Gap { .. } => "gap",
            Self::Courtesy(_) => "courtesy",
            Self::Unknown => "unknown",
        }
    }
}

/// Why a decision fell as it did, for an explanation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A phrase of a red flag was found.
    RedFlag,
    /// The best match is sure enough.
    Sure,
    /// The best match is not sure enough to answer, but worth offering.
    Unsure,
    /// The question names a subject that the best entry is not about.
    OtherSubject,
    /// The question names a subject that the text says nothing about.
    SubjectNotInText,
    /// The question is negated ("who should not …") and the best entry is not.
    Negated,
    /// The question holds a content word that the best match does not speak of.
    UnknownWord,
    /// The question is one word, which several entries have, or shares no content word with the best match.
    OneWord,
    /// The message asks several things, and the best entry for each is offered.
    SeveralAsked,
    /// Nothing is near enough to be offered.
    NothingNear,
    /// The message is in another language than the corpus's.
    OtherLanguage,
}
