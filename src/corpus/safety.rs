//! Red flags as the editor writes them; `crate::safety` looks for them in a question.

use super::{Id, Place};

/// The red flags of a corpus and the phrases that tell a cry for help from a question in general.
#[derive(Clone, Debug, Default)]
pub struct Safety {
    /// Phrases that say it is happening to somebody ("my husband has").
    pub happening: Vec<Phrase>,
    /// Phrases that make it a question in general ("risk of").
    pub in_general: Vec<Phrase>,
    /// Words that may stand anywhere within a phrase ("a lot of").
    pub fillers: Vec<String>,
    /// The red flags, in order of urgency: the first that is found decides the reply.
    pub red_flags: Vec<RedFlag>,
}

/// How fast help is needed, and so which reply is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Urgency {
    /// Call an ambulance.
    Emergency,
    /// Talk to a crisis line now.
    Crisis,
    /// Call the care team today.
    SameDay,
}

/// One danger and how people tell of it.
#[derive(Clone, Debug)]
pub struct RedFlag {
    /// Its name.
    pub id: Id,
    /// Which reply it gets.
    pub urgency: Urgency,
    /// Phrases that are enough by themselves.
    pub phrases: Vec<Phrase>,
    /// Phrases that count only when it is told as happening and not asked in general.
    pub signs: Vec<Phrase>,
    /// Phrases that excuse the words they cover.
    pub unless: Vec<Phrase>,
    /// Where it is written.
    pub place: Place,
}

/// A phrase to look for; parts divided by `+` may stand anywhere in the message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// The parts, one or more, each as the editor wrote it.
    pub parts: Vec<String>,
}
