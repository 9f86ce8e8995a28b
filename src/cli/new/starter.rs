//! A FAQ to begin with: one entry that shows how.

use super::folder::{NewFolder, quoted};
use crate::corpus::{File, is_sentence, sentences};

/// The text of a FAQ that nobody gave one.
const TEXT: &str = "The desk\n\nThe desk is open from nine to five, from Monday to Friday. On Saturdays it closes at \
noon. You need no appointment.\n";

const QUESTION: &str = "When is the desk open?";

const ALSO_ASKED: [&str; 9] = [
    "opening hours",
    "how long are you open",
    "are you open on Saturday",
    "do you close at noon",
    "do I need an appointment",
    "can I just come by",
    "when do you close",
    "are you there on Mondays",
    "at what time do you start",
];

/// About how long the first passage is, in bytes.
const PASSAGE_LEN: usize = 400;

/// A FAQ to begin with.
pub(super) struct Starter<'a> {
    text: &'a str,
    title: String,
    language: &'a str,
    is_about_health: bool,
    question: String,
    also_asked: Vec<String>,
    /// Slices of the text.
    passage: Vec<&'a str>,
}

impl<'a> Starter<'a> {
    /// From a text, or from one that shows how; `None` when there is no sentence in it.
    pub(super) fn new(
        text: Option<&'a str>,
        title: Option<&str>,
        language: &'a str,
        is_about_health: bool,
    ) -> Option<Self> {
        let is_given = text.is_some();
        let text = text.unwrap_or(TEXT);
        let all: Vec<&str> = sentences(text).into_iter().map(|range| &text[range]).collect();
        let first = all.iter().position(|part| is_sentence(part))?;
        let heading = all[..first].last().map(|heading| heading.trim_end_matches([':', '.']));
        let title = title.or(heading).unwrap_or("A FAQ to begin with").to_owned();
        let about = heading.unwrap_or(&title).to_owned();
        let mut length = 0;
        let is_next = |part: &&&str| {
            length += part.len();
            is_sentence(part) && length <= PASSAGE_LEN
        };
        let more = all[first + 1..].iter().take_while(is_next);
        let passage = all[..first].iter().rev().take(1).chain([&all[first]]).chain(more).copied().collect();
        let (question, also_asked) = match is_given {
            true => (format!("What does the text say about {about}?"), vec![about]),
            false => (QUESTION.to_owned(), ALSO_ASKED.map(str::to_owned).to_vec()),
        };
        Some(Self { text, title, language, is_about_health, question, also_asked, passage })
    }

    /// Every file of the folder, with ten lines for labelled questions beside the FAQ.
    pub(super) fn files(&self) -> Vec<File> {
        let folder = NewFolder {
            title: &self.title,
            language: self.language,
            is_about_health: self.is_about_health,
            source_id: "text",
            text: self.text,
            origin: "Say here where the text came from.",
            unquoted: &[],
            first: Some((&self.question, "first")),
            topics: vec![File { path: "topics/first.toml".to_owned(), text: self.topic() }],
        };
        folder.files()
    }

    fn topic(&self) -> String {
        let also_asked =
            self.also_asked.iter().map(|phrasing| format!("  {},\n", quoted(phrasing))).collect::<String>();
        let passage = self.passage.iter().map(|slice| format!("  {},\n", quoted(slice))).collect::<String>();
        let (title, question) = (quoted(&self.title), quoted(&self.question));
        format!(
            r#"# One file a topic; its name is the topic's id. One [[entry]] a question.

title = {title}
order = 1

[[entry]]
# Links to it and counts about it carry this name, so it stays.
id = "first"
question = {question}
# How people really ask it, typed in a hurry: eight or more let them find it.
also_asked = [
{also_asked}]
# Exact slices of the text. `verbatim check` shows where one is not.
passage = [
{passage}]
related = []
"#
        )
    }
}
