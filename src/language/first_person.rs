//! How somebody speaks of themselves; folded words.

/// Words by which somebody is known to speak of themselves or those close to them.
#[derive(Debug)]
pub(crate) struct FirstPerson {
    /// Words in this order, one after the other.
    pub(crate) phrases: &'static [&'static [&'static str]],
    /// What follows such words when they say nothing about a person's health.
    pub(crate) harmless: &'static [&'static str],
    /// Stems by which people begin to speak of themselves.
    pub(crate) stems: &'static [&'static str],
}
