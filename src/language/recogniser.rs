//! Tells messages in other languages from those in the corpus's: by script, and in the Latin alphabet by the words that
//! hardly any sentence does without. Knows no corpus but by its language and by what is said of each word.

use super::foreign::Foreign;
use super::script::Scripts;
use super::words::{Familiarity, Lists};
use crate::text::Question;

/// Tells messages in other languages from those in the corpus's.
#[derive(Debug)]
pub struct Recogniser {
    scripts: Option<Scripts>,
    lists: Option<Lists>,
}

impl Recogniser {
    /// A recogniser for a corpus in the language of an IETF tag. Of a language that it does not know it says nothing.
    #[must_use]
    pub fn new(tag: &str) -> Self {
        let code = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        Self { scripts: Scripts::of(&code), lists: Lists::without(&code) }
    }

    /// The message as one in another language; `None` when it is in the corpus's or nothing is sure.
    ///
    /// `familiarity` says what a folded word is to the corpus.
    #[must_use]
    pub fn foreign(&self, question: &Question, familiarity: impl Fn(&str) -> Familiarity) -> Option<Foreign> {
        if let Some(language) = self.scripts.as_ref().and_then(|scripts| scripts.foreign(question.folded())) {
            return Some(Foreign { language });
        }
        self.lists.as_ref()?.foreign(question.typed(), familiarity)
    }
}
