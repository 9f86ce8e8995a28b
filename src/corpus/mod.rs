//! What the bot may say: the curated FAQ as values, how it is read from files, and what can be wrong with it.

mod check;
mod cut_source;
mod date;
mod entry;
mod finding;
mod finding_kind;
mod format;
mod health;
mod id;
mod inspect;
mod limits;
mod names;
mod nearest_slice;
mod needs;
mod parse;
mod parse_quiz;
mod parse_safety;
mod parse_words;
mod phrasings;
mod place;
mod plain_replies;
mod quiz;
mod reader;
mod safety;
mod slices;
mod twins;
mod vocabulary;

pub use check::check;
pub use date::Date;
pub use entry::{Contacts, Courtesy, Entry, Faq, Gap, Passage, Quiz, Replies, Review, Source, Topic, Unquoted};
pub use finding::{Finding, Findings, Mend};
pub use finding_kind::{FindingKind, Severity};
pub use format::{FORMAT, KeyFormat, TableFormat, as_markdown as format_as_markdown, as_text as format_as_text};
pub use health::is_about_health;
pub use id::Id;
pub use inspect::{inspect, narrowed};
pub use names::looks_like_one;
pub use parse::{File, load, sha256};
pub use phrasings::{Holders, Placement, wording};
pub use place::Place;
pub use safety::{Element, NumberRange, Phrase, RedFlag, Safety, Urgency};
pub use slices::{is_heading, is_sentence, sentences};
pub use vocabulary::{Subject, Synonym, Vocabulary};

/// Loads a corpus for tests that quotes nothing: `faq.toml` comes with it, the other files as (path, text).
#[cfg(test)]
pub(crate) fn load_plain(files: &[(&str, &str)]) -> Result<Faq, Findings> {
    let title = ("faq.toml", "title = \"t\"\nlanguage = \"en\"\nquotes = false");
    let file = |(path, text): &(&str, &str)| File { path: (*path).to_owned(), text: (*text).to_owned() };
    load(&std::iter::once(&title).chain(files).map(file).collect::<Vec<_>>())
}
