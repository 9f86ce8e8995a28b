//! Red flags as the editor writes them; `crate::safety` looks for them in a question.

use std::ops::RangeInclusive;
use std::sync::Arc;

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

/// A phrase to look for: parts divided by `+` stand anywhere in the message, each made of parts divided by `~` that
/// stand near each other in one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// The `+` parts, each as its `~` parts.
    pub parts: Vec<Vec<Vec<Element>>>,
}

/// A piece of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Element {
    /// Words as the editor wrote them.
    Words(String),
    /// Any one of several wordings, written `{name}`; kept once for all phrases that name it.
    Group(Arc<[String]>),
    /// A whole number within a range, written `{38..42}`, both ends included.
    Number(RangeInclusive<u32>),
}
