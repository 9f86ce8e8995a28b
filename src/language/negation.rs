//! How a language negates and excludes; folded words.

/// Words by which a question is negated, and those by which it only looks so.
#[derive(Debug)]
pub(crate) struct Negation {
    /// Words that negate or exclude by themselves.
    pub(crate) words: &'static [&'static str],
    /// Words that do so together, one behind the other.
    pub(crate) phrases: &'static [&'static [&'static str]],
    /// Turns of phrase whose negation is about the speaker or mere politeness, not about what is asked; apostrophes are
    /// left out on both sides.
    pub(crate) harmless: &'static [&'static [&'static str]],
    /// Verbs that "not" is drawn together with ("shouldn't", "shouldnt").
    pub(crate) contracted_verbs: &'static [&'static str],
    /// What such a verb ends with.
    pub(crate) contractions_of_not: &'static [&'static str],
    /// The same as it is mistyped most.
    pub(crate) not_without_apostrophe: &'static str,
    /// A word that at the end of a statement only asks for a yes.
    pub(crate) tag: &'static str,
    /// What follows the verb in such a tag of two words ("doesn't it").
    pub(crate) tag_persons: &'static [&'static str],
}
