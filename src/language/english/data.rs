//! All that is known of English.

use rust_stemmers::Algorithm;

use super::{first_person, frames, negation, pauses, question_forms, spelling};
use crate::language::data::{LanguageData, UnitName};
use crate::language::word_table::WordTable;

pub(crate) static ENGLISH: LanguageData = LanguageData {
    code: "en",
    name: "English",
    stemming: Algorithm::English,
    word_table: WordTable {
        words: include_str!("table/words.txt"),
        rows: include_bytes!("table/rows.bin"),
        slots: include_bytes!("table/slots.bin"),
        vectors: include_bytes!("table/vectors.i8"),
        rare_words: include_str!("table/rare_words.txt"),
    },
    function_words: FUNCTION_WORDS,
    units: UNITS,
    spelling: &spelling::SPELLING,
    negation: &negation::NEGATION,
    question_forms: &question_forms::QUESTION_FORMS,
    frames: &frames::FRAMES,
    first_person: &first_person::FIRST_PERSON,
    pauses: &pauses::PAUSES,
};

/// Those that change what is said are not here: `not`, `no`, `only`, `without`, `may`, `must`.
const FUNCTION_WORDS: &[&str] = &[
    "a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "with", "as", "and", "or", "than", "that", "this",
    "these", "those", "it", "its", "they", "them", "their", "he", "she", "his", "her", "you", "your", "who", "whom",
    "whose", "which", "is", "are", "was", "were", "be", "been", "has", "have", "do", "does",
];

const DEGREES: &[&str] = &["\u{b0}", "degree", "degrees"];

const UNITS: &[UnitName] = &[
    UnitName { written: &[&["%", "percent"]], unit: "%" },
    UnitName { written: &[&["per"], &["cent"]], unit: "%" },
    UnitName { written: &[DEGREES, &["c", "celsius"]], unit: "\u{b0} C" },
    UnitName { written: &[DEGREES, &["f", "fahrenheit"]], unit: "\u{b0} F" },
    UnitName { written: &[DEGREES], unit: "\u{b0}" },
];
