//! What is known of one language, as a value: everything that reads, matches and decides takes its words from here.

use rust_stemmers::{Algorithm, Stemmer};

use super::first_person::FirstPerson;
use super::frames::Frames;
use super::negation::Negation;
use super::pauses::Pauses;
use super::question_forms::QuestionForms;
use super::spelling::Spelling;
use super::word_table::WordTable;

/// The words and word forms of one language. A corpus's language chooses it ([`language_data`](super::language_data)).
#[derive(Debug)]
pub struct LanguageData {
    /// Its two letters (ISO 639-1).
    pub(crate) code: &'static str,
    /// Its name in English.
    pub(crate) name: &'static str,
    pub(crate) stemming: Algorithm,
    /// Its common words: how frequent each is and what it means.
    pub(crate) word_table: WordTable,
    /// Words that change nothing about what a statement says.
    pub(crate) function_words: &'static [&'static str],
    /// How units of measure are written, those of more words before those that they begin with.
    pub(crate) units: &'static [UnitName],
    pub(crate) spelling: &'static Spelling,
    pub(crate) negation: &'static Negation,
    pub(crate) question_forms: &'static QuestionForms,
    pub(crate) frames: &'static Frames,
    pub(crate) first_person: &'static FirstPerson,
    pub(crate) pauses: &'static Pauses,
}

/// How a unit of measure is written.
#[derive(Debug)]
pub(crate) struct UnitName {
    /// One word or mark after the other, each in all its forms.
    pub(crate) written: &'static [&'static [&'static str]],
    pub(crate) unit: &'static str,
}

impl LanguageData {
    pub(crate) fn stemmer(&self) -> Stemmer {
        Stemmer::create(self.stemming)
    }
}
