//! What is known of languages: all of the corpus's own, as a value ([`LanguageData`]), and of the others how they are
//! recognised ([`Recogniser`]).

mod data;
mod english;
mod first_person;
mod foreign;
mod frames;
mod known;
mod negation;
mod pauses;
mod question_forms;
mod recogniser;
mod script;
mod spelling;
#[cfg(test)]
mod tests;
mod word_table;
mod words;

pub use data::LanguageData;
pub(crate) use first_person::FirstPerson;
pub use foreign::Foreign;
pub(crate) use frames::Frames;
#[cfg(test)]
pub(crate) use known::english;
pub(crate) use known::known_languages;
pub use known::language_data;
pub(crate) use negation::Negation;
pub(crate) use pauses::Pauses;
pub(crate) use question_forms::QuestionForms;
pub use recogniser::Recogniser;
pub(crate) use spelling::Spelling;
pub(crate) use word_table::{DIMS, WordTable};
pub use words::Familiarity;
