//! What the bot may say: the curated FAQ as values, how it is read from files, and what can be wrong with it.

mod check;
mod date;
mod entry;
mod finding;
mod health;
mod id;
mod limits;
mod names;
mod parse;
mod parse_quiz;
mod parse_safety;
mod phrasings;
mod place;
mod quiz;
mod reader;
mod safety;
mod slices;
mod vocabulary;

pub use check::check;
pub use date::Date;
pub use entry::{Contacts, Courtesy, Entry, Faq, Gap, Passage, Quiz, Replies, Review, Source, Topic};
pub use finding::{Finding, Findings, Severity};
pub use id::Id;
pub use names::looks_like_one;
pub use parse::{File, load, sha256};
pub use phrasings::Placement;
pub use place::Place;
pub use safety::{Element, NumberRange, Phrase, RedFlag, Safety, Urgency};
pub use vocabulary::{Subject, Synonym, Vocabulary};

/// Loads a corpus for tests that quotes nothing: `faq.toml` comes with it, the other files as (path, text).
#[cfg(test)]
pub(crate) fn load_plain(files: &[(&str, &str)]) -> Result<Faq, Findings> {
    let title = ("faq.toml", "title = \"t\"\nlanguage = \"en\"\nquotes = false");
    let file = |(path, text): &(&str, &str)| File { path: (*path).to_owned(), text: (*text).to_owned() };
    load(&std::iter::once(&title).chain(files).map(file).collect::<Vec<_>>())
}
