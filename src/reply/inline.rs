//! What an inline query gets: results to pick from, each one whole message for a chat that the bot may not be in.
//!
//! Such a message can only have buttons that open links: nobody would answer others.

use std::collections::BTreeSet;

use unicode_segmentation::UnicodeSegmentation;

use super::body::Reply;
use super::button::Action;
use super::excerpt::cut;
use super::link::Start;
use super::wording::Wording;
use super::{pages, render};
use crate::corpus::{Entry, Faq, Gap, Id, RedFlag, Topic};
use crate::decide::Decision;
use crate::engine::Outcome;
use crate::text::one_line;

/// More results are a list to scroll through, not an answer; Telegram takes fifty.
const MOST_RESULTS: usize = 10;

/// The longest description of a result in characters; apps show two or three lines.
const DESCRIPTION_CHARS: usize = 120;

/// The results of an inline query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// What to pick from, best first, at most ten.
    pub results: Vec<Listed>,
    /// The label of the button above them that leads into the private chat; `None` when nothing may stand beside the
    /// results.
    pub button: Option<String>,
    /// The page of the topics that follows, counted from 1; `None` when nothing follows.
    pub next: Option<usize>,
    /// Whether a red flag was raised; what is shown then is not to be kept for the next query.
    pub is_urgent: bool,
}

/// One result of an inline query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// What it is about; no two results of a listing are about the same.
    pub about: About,
    /// What stands out in the list.
    pub title: String,
    /// What stands below the title; may be empty.
    pub description: String,
    /// The message that is sent when it is picked: fits into one, and its buttons only open links.
    pub reply: Reply,
}

/// What a result is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// An entry, whose passage it quotes.
    Entry(Id),
    /// What the text does not say.
    Gap(Id),
    /// A topic, whose questions it lists.
    Topic(Id),
    /// Where to find help now.
    RedFlag(Id),
    /// Where to find help, for a question that was not understood.
    Help,
}

/// The results for a question, by what the engine decided about it.
#[must_use]
pub fn listing(faq: &Faq, wording: &Wording, outcome: &Outcome) -> Listing {
    let entry = |id: &Id| faq.entry(id.as_str()).map(|entry| of_entry(faq, wording, entry));
    let found: Vec<Listed> = match &outcome.decision {
        Decision::Urgent(id) => match faq.red_flag(id.as_str()) {
            Some(flag) => {
                let results = vec![of_flag(faq, wording, flag)];
                return Listing { results, button: None, next: None, is_urgent: true };
            }
            None => Vec::new(),
        },
        Decision::Answer(id) => {
            let related = faq.entry(id.as_str()).into_iter().flat_map(|entry| &entry.related);
            std::iter::once(id).chain(&outcome.near).chain(related).filter_map(entry).collect()
        }
        Decision::Choose(ids) => ids.iter().filter_map(entry).collect(),
        Decision::Gap { id, offered } => {
            let gap = faq.gap(id.as_str()).map(|gap| of_gap(faq, wording, gap));
            gap.into_iter().chain(offered.iter().filter_map(entry)).collect()
        }
        Decision::Courtesy(_) | Decision::Unknown => Vec::new(),
    };
    match &outcome.decision {
        _ if !found.is_empty() => listed(wording, found),
        Decision::Unknown => not_understood(faq, wording, outcome.foreign.is_some()),
        _ => some_topics(faq, wording),
    }
}

/// The topics, and where to find help: last, since a question is unknown as long as it is being typed, but first to
/// whoever reads none of the topics.
fn not_understood(faq: &Faq, wording: &Wording, is_foreign: bool) -> Listing {
    let mut listing = some_topics(faq, wording);
    if let Some(help) = of_help(faq, wording, is_foreign) {
        listing.results.truncate(MOST_RESULTS - 1);
        let at = if is_foreign { 0 } else { listing.results.len() };
        listing.results.insert(at, help);
    }
    listing
}

/// A page of the topics as results, counted from 1, for when nothing was asked; empty beyond the last.
#[must_use]
pub fn topic_listing(faq: &Faq, wording: &Wording, page: usize) -> Listing {
    let topics = faq.told_topics();
    let (before, next) = (page.saturating_sub(1).saturating_mul(MOST_RESULTS), page.saturating_add(1));
    let is_last = topics.len() <= before.saturating_add(MOST_RESULTS);
    let on_page = topics.into_iter().skip(before).map(|topic| of_topic(faq, wording, topic));
    Listing { next: (!is_last).then_some(next), ..listed(wording, on_page) }
}

/// The first topics as results, for when nothing fits: what is asked next is asked in other words.
fn some_topics(faq: &Faq, wording: &Wording) -> Listing {
    Listing { next: None, ..topic_listing(faq, wording, 1) }
}

fn listed(wording: &Wording, found: impl IntoIterator<Item = Listed>) -> Listing {
    let mut seen = BTreeSet::new();
    let results = found.into_iter().filter(|result| seen.insert(result.about.clone())).take(MOST_RESULTS).collect();
    Listing { results, button: Some(wording.ask_in_chat()), next: None, is_urgent: false }
}

fn of_entry(faq: &Faq, wording: &Wording, entry: &Entry) -> Listed {
    let quoting = Reply::quoting(faq, wording, entry);
    let passage = quoting.quoted().map_or("", |quoted| &quoted.passage);
    Listed {
        about: About::Entry(entry.id.clone()),
        title: entry.question.clone(),
        description: snippet(passage),
        reply: one_message(wording, quoting, &entry.question, Start::Entry(entry.id.clone())),
    }
}

fn of_topic(faq: &Faq, wording: &Wording, topic: &Topic) -> Listed {
    let questions: Vec<&str> = faq.entries_of(topic).map(|entry| entry.question.as_str()).collect();
    let lines = questions.iter().map(|question| format!("• {question}")).collect();
    let reply = Reply::titled(&topic.title).with_lines(lines).labelled(faq, wording);
    Listed {
        about: About::Topic(topic.id.clone()),
        title: topic.title.clone(),
        description: snippet(&questions.join(" ")),
        reply: one_message(wording, reply, &topic.title, Start::Topic(topic.id.clone())),
    }
}

fn of_gap(faq: &Faq, wording: &Wording, gap: &Gap) -> Listed {
    let statement = wording.gap(&gap.label);
    Listed {
        about: About::Gap(gap.id.clone()),
        description: snippet(&faq.contacts.fill(&gap.ask)),
        reply: one_message(wording, render::not_said(faq, wording, gap), &statement, Start::Welcome),
        title: statement,
    }
}

/// `None` where there is no line on where to find help.
fn of_help(faq: &Faq, wording: &Wording, is_foreign: bool) -> Option<Listed> {
    let line = pages::help_line(faq, wording)?;
    let understands = wording.understands(&wording.corpus_language(faq));
    let (title, description, reply) = match is_foreign {
        true => (understands, line, pages::not_understood(faq, wording)),
        false => (line, String::new(), pages::nothing_found(faq, wording)),
    };
    let reply = one_message(wording, reply, &title, Start::Welcome);
    Some(Listed { about: About::Help, title, description, reply })
}

/// Nothing is below it, and nothing of it is cut: the number to call may stand anywhere in it.
fn of_flag(faq: &Faq, wording: &Wording, flag: &RedFlag) -> Listed {
    let text = faq.contacts.fill(render::urgent_text(faq, flag));
    let (title, description) = match wording.other_language(faq) {
        Some(_) => (wording.emergency_note(&faq.contacts.emergency), text.as_str()),
        None => {
            let first = text.split_sentence_bounds().next().unwrap_or_default();
            (first.trim().to_owned(), text[first.len()..].trim())
        }
    };
    Listed {
        about: About::RedFlag(flag.id.clone()),
        title,
        description: description.to_owned(),
        reply: render::urgent(faq, wording, flag),
    }
}

/// The reply with a link to more. What does not fit into one message is named alone, behind that link: a passage that
/// is cut is no quotation, and a result that is left out would make the next best look like the answer.
pub(super) fn one_message(wording: &Wording, whole: Reply, title: &str, start: Start) -> Reply {
    let fits = whole.html().len() == 1;
    let reply = if fits { whole } else { Reply::titled(title).with_text(wording.too_long()) };
    reply.with_button(wording.ask_more(), Action::Open(start))
}

/// The start of a text in one line.
fn snippet(text: &str) -> String {
    cut(&one_line(text), DESCRIPTION_CHARS)
}
