//! Which languages there are phrases in.

use super::phrase_lists::Phrases;
use super::{de, en, es};

/// The phrases of a language, given as a BCP 47 tag; `None` when it is not known here.
pub(in crate::scorecard::perturbations) fn phrases(language: &str) -> Option<&'static Phrases> {
    match language.split('-').next().unwrap_or_default() {
        "de" => Some(&de::PHRASES),
        "en" => Some(&en::PHRASES),
        "es" => Some(&es::PHRASES),
        _ => None,
    }
}
