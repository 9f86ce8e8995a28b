//! The names things go by: subjects a question can be about, and words that mean the same.

use super::id::Id;
use super::place::Place;

/// Subjects and synonyms of a corpus; both may be empty.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// What a question can be about.
    pub subjects: Vec<Subject>,
    /// Words read as another word.
    pub synonyms: Vec<Synonym>,
}

impl Vocabulary {
    /// The subject of that id.
    #[must_use]
    pub fn subject(&self, id: &str) -> Option<&Subject> {
        self.subjects.iter().find(|subject| subject.id.as_str() == id)
    }
}

/// Something a question can be about, such as one treatment, with every name it goes by.
#[derive(Clone, Debug)]
pub struct Subject {
    /// Its id.
    pub id: Id,
    /// Its name as shown.
    pub name: String,
    /// All names, abbreviations and spellings; the first stands for all in matching.
    pub names: Vec<String>,
    /// Where it is written.
    pub place: Place,
}

/// Words that are read as one word.
#[derive(Clone, Debug)]
pub struct Synonym {
    /// The word they are read as.
    pub word: String,
    /// The other words.
    pub also: Vec<String>,
    /// Where it is written.
    pub place: Place,
}
