//! What is counted by day, by the words it is stored under.

use crate::store::Vote;

/// Something that is counted by day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occurrence {
    /// Something was asked; about it stands one of [`Outcomes::NAMES`].
    Asked,
    /// A passage was given: as an answer, picked from a choice, or sent to another chat; about it stands the entry.
    Passage,
    /// The text does not say; about it stands the gap.
    Gap,
    /// Nothing was answered, or nothing of a choice was meant; about it stands the nearest entry, if any is near.
    Missed,
    /// A passage helped.
    Helped,
    /// A passage was not what was asked.
    NotHelped,
    /// A conversation was passed on to a person.
    HandedOver,
    /// A person answered first in such a conversation; about it stands one of [`FirstAnswer::ALL`](super::FirstAnswer::ALL).
    FirstAnswer,
    /// It helped to talk with a person.
    DeskHelped,
    /// It did not.
    DeskNotHelped,
}

impl Occurrence {
    /// The word that it is stored under.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Passage => "passage",
            Self::Gap => "gap",
            Self::Missed => "missed",
            Self::Helped => Vote::word(true),
            Self::NotHelped => Vote::word(false),
            Self::HandedOver => "handed_over",
            Self::FirstAnswer => "first_answer",
            Self::DeskHelped => "desk_helped",
            Self::DeskNotHelped => "desk_not_helped",
        }
    }
}

/// What became of questions, by name.
#[derive(Clone, Copy, Debug)]
pub struct Outcomes;

impl Outcomes {
    /// For a question in a language that is not the FAQ's.
    pub const FOREIGN: &'static str = "foreign";

    /// All of them, in the order they are shown in: those of [`Decision::NAMES`](crate::decide::Decision::NAMES), and
    /// what is in another language.
    pub const NAMES: [&'static str; 7] = ["answer", "choose", "gap", "unknown", "courtesy", "urgent", Self::FOREIGN];
}

#[cfg(test)]
mod tests {
    use super::Outcomes;
    use crate::decide::Decision;

    #[test]
    fn every_decision_is_among_the_outcomes() {
        assert!(Decision::NAMES.iter().all(|name| Outcomes::NAMES.contains(name)));
        assert_eq!(Outcomes::NAMES.len(), Decision::NAMES.len() + 1);
    }
}
