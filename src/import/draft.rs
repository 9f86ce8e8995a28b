//! A document into drafts: topics, entries with exact slices, proposed questions, ids that are each taken once.

use std::collections::HashSet;
use std::ops::Range;

use super::document::{BlockKind, Document};
use super::ids::Ids;
use super::proposals::{SmallWords, first_words, of_heading, of_sentence};
use super::sections::{HeadedSection, sections};
use crate::corpus::{is_heading, sentences};
use crate::text::{fold, one_line};

/// A button shows so many characters of a question.
const ON_A_BUTTON: usize = 64;

/// A FAQ as it is drafted from a document.
#[derive(Debug, Default)]
pub struct DraftedFaq {
    /// What the document calls itself.
    pub title: Option<String>,
    /// In the order of the document.
    pub topics: Vec<DraftedTopic>,
    /// What of the text stands in no entry, each with the reason.
    pub unquoted: Vec<(String, &'static str)>,
}

/// A topic as it is drafted.
#[derive(Debug)]
pub struct DraftedTopic {
    /// Its id.
    pub id: String,
    /// The heading that people see.
    pub title: String,
    /// Its entries.
    pub entries: Vec<DraftedEntry>,
}

/// An entry as it is drafted.
#[derive(Debug)]
pub struct DraftedEntry {
    /// Its id.
    pub id: String,
    /// The question that is proposed, or that the document has.
    pub question: String,
    /// Other ways to ask.
    pub also_asked: Vec<String>,
    /// Its slices, as bytes of the document's text.
    pub passage: Vec<Range<usize>>,
}

/// Drafts a FAQ. Ids that are `taken` are not given out again.
#[must_use]
pub fn draft(document: &Document, taken: &[&str]) -> DraftedFaq {
    let mut drafting = Drafting {
        text: &document.text,
        small: SmallWords::of(&document.text),
        ids: Ids::without(taken),
        topic_ids: Ids::default(),
        phrasings: HashSet::new(),
        buttons: HashSet::new(),
    };
    let (title, topics) =
        if document.pairs.is_empty() { drafting.of_blocks(document) } else { (None, drafting.of_pairs(document)) };
    let title = document.title.clone().or(title);
    let unquoted = unquoted(document, &topics);
    DraftedFaq { title, topics, unquoted }
}

struct Drafting<'a> {
    text: &'a str,
    small: SmallWords,
    ids: Ids,
    topic_ids: Ids,
    /// Phrasings that are used, folded.
    phrasings: HashSet<String>,
    /// What buttons of the topic show already.
    buttons: HashSet<String>,
}

impl Drafting<'_> {
    fn of_pairs(&mut self, document: &Document) -> Vec<DraftedTopic> {
        let mut names: Vec<Option<&str>> = Vec::new();
        let mut topics: Vec<DraftedTopic> = Vec::new();
        for pair in &document.pairs {
            let name = pair.topic.as_deref();
            let place = names.iter().position(|known| *known == name).unwrap_or_else(|| {
                names.push(name);
                let title = name.unwrap_or("Questions and answers");
                topics.push(self.topic(title));
                names.len() - 1
            });
            self.phrasings.insert(key(&pair.question));
            let also_asked = pair.also_asked.iter().filter(|phrasing| self.phrasings.insert(key(phrasing))).cloned();
            let also_asked = also_asked.collect();
            topics[place].entries.push(DraftedEntry {
                id: self.ids.take(&pair.question, "entry"),
                question: pair.question.clone(),
                also_asked,
                passage: pair.answer.clone(),
            });
        }
        topics
    }

    fn of_blocks(&mut self, document: &Document) -> (Option<String>, Vec<DraftedTopic>) {
        let (title, sections) = sections(document);
        let about = document.title.as_deref().or(title.as_deref());
        let mut topics = Vec::new();
        for topic in &sections {
            let heading = topic.heading.as_deref().or(about).unwrap_or("The text");
            let mut drafted = self.topic(heading);
            self.buttons.clear();
            for section in &topic.sections {
                let heading = section.heading.as_deref().or(about);
                drafted.entries.extend(self.section(heading, section));
            }
            topics.push(drafted);
        }
        (title, topics)
    }

    fn topic(&mut self, title: &str) -> DraftedTopic {
        DraftedTopic { id: self.topic_ids.take(title, "topic"), title: short_title(title), entries: Vec::new() }
    }

    fn section(&mut self, heading: Option<&str>, section: &HeadedSection) -> Vec<DraftedEntry> {
        let mut entries = Vec::new();
        for (number, passage) in section.parts.iter().enumerate() {
            let opening = self.opening(passage);
            let asked = heading.and_then(|heading| of_heading(heading, &self.small)).filter(|_| number == 0);
            let shaped = of_sentence(&opening, &self.small);
            let words = first_words(&opening);
            let about = heading.filter(|heading| !heading.is_empty());
            let candidates = [
                asked,
                shaped,
                about.filter(|_| number == 0).map(str::to_owned),
                about.map(|about| format!("{}: {words}", about.trim_end_matches(['?', '.', ':']))),
                Some(words.clone()),
                about.map(|about| format!("{words} ({about})")),
            ];
            let question = self.first_free(candidates.into_iter().flatten(), &words);
            let is_free = |phrasing: &&str| !fold(phrasing).is_empty() && key(phrasing) != key(&question);
            let also_asked = about.filter(|_| number == 0).filter(is_free);
            let also_asked = also_asked.filter(|about| self.phrasings.insert(key(about))).map(str::to_owned);
            entries.push(DraftedEntry {
                also_asked: also_asked.into_iter().collect(),
                id: self.ids.take(without_openers(&question), "entry"),
                question,
                passage: passage.clone(),
            });
        }
        entries
    }

    /// The first sentence of a passage.
    fn opening(&self, passage: &[Range<usize>]) -> String {
        let slice = passage.first().map(|range| one_line(&self.text[range.clone()])).unwrap_or_default();
        let first = sentences(&slice).into_iter().find(|range| slice[range.clone()].split_whitespace().count() > 1);
        first.map(|range| slice[range].to_owned()).unwrap_or(slice)
    }

    /// The first question that is not asked elsewhere and that a button tells from others.
    fn first_free(&mut self, candidates: impl Iterator<Item = String>, words: &str) -> String {
        for question in candidates.filter(|question| question.chars().any(char::is_alphanumeric)) {
            if self.is_free(&question) {
                return question;
            }
        }
        let mut number = 2;
        loop {
            let question = format!("({number}) {words}");
            if self.is_free(&question) {
                return question;
            }
            number += 1;
        }
    }

    fn is_free(&mut self, question: &str) -> bool {
        let shown: String = question.chars().take(ON_A_BUTTON).collect();
        if self.phrasings.contains(&key(question)) || self.buttons.contains(&shown) {
            return false;
        }
        self.phrasings.insert(key(question));
        self.buttons.insert(shown);
        true
    }
}

/// A phrasing by its words alone.
fn key(phrasing: &str) -> String {
    fold(phrasing).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A title that a button shows whole.
fn short_title(title: &str) -> String {
    let title = one_line(title);
    match title.char_indices().nth(ON_A_BUTTON - 1) {
        Some((end, _)) => format!("{}…", title[..end].trim_end()),
        None => title,
    }
}

/// What a question is about, for its id.
fn without_openers(question: &str) -> &str {
    ["What is ", "What are ", "What does ", "How do I "]
        .into_iter()
        .find_map(|opener| question.strip_prefix(opener))
        .unwrap_or(question)
}

/// What of the text stands in no entry and is not seen to be a heading.
fn unquoted(document: &Document, topics: &[DraftedTopic]) -> Vec<(String, &'static str)> {
    let text = &document.text;
    let mut quoted: Vec<&Range<usize>> =
        topics.iter().flat_map(|topic| &topic.entries).flat_map(|entry| &entry.passage).collect();
    quoted.sort_by_key(|range| range.start);
    let is_quoted = |part: &Range<usize>| {
        let next = quoted.partition_point(|range| range.start <= part.start);
        next.checked_sub(1).is_some_and(|at| part.end <= quoted[at].end)
    };
    let headings: Vec<&Range<usize>> = (document.blocks.iter())
        .filter(|block| matches!(block.kind, BlockKind::Heading(_)))
        .map(|block| &block.range)
        .collect();
    let mut told = HashSet::new();
    let mut unquoted = Vec::new();
    for part in sentences(text) {
        if is_quoted(&part) || is_heading(text, &part) {
            continue;
        }
        let next = headings.partition_point(|range| range.start <= part.start);
        // A heading with its number is one thing.
        let heading = next.checked_sub(1).map(|at| headings[at]).filter(|heading| part.end <= heading.end);
        let is_headed = heading.is_some() || !document.pairs.is_empty();
        let said = one_line(&text[heading.unwrap_or(&part).clone()]);
        if told.insert(said.clone()) {
            unquoted.push((said, if is_headed { "A heading." } else { "Not taken into an entry." }));
        }
    }
    unquoted
}
