//! What is wrong with a FAQ that loads all the same: duplicates, uncovered sentences, thin entries, late reviews;
//! quizzes are held against their passages in `quiz`, lengths against what Telegram takes in `limits`.

use std::collections::HashMap;

use super::date::Date;
use super::entry::{Entry, Faq, Passage, Review, Source, Topic};
use super::finding::{Finding, Findings, Mend};
use super::finding_kind::FindingKind;
use super::limits::near_limits;
use super::place::Place;
use super::plain_replies::hard_replies;
use super::quiz::{ragged_explanations, untrue_options};
use super::slices::{Cutter, is_heading, sentences};
use super::twins::near_twins;
use super::vocabulary::Subject;
use crate::text::fold;

/// Every finding about a FAQ that loaded, in the order of its files.
#[must_use]
pub fn check(faq: &Faq, today: Date) -> Findings {
    let mut findings = Findings::default();
    let all = duplicates(faq)
        .into_iter()
        .chain(duplicate_names(faq))
        .chain(thin_entries(faq))
        .chain(drafts(faq))
        .chain(near_twins(faq))
        .chain(uncovered_sentences(faq))
        .chain(quoted_after_all(faq))
        .chain(ragged_slices(faq))
        .chain(late_reviews(faq, today))
        .chain(untold_subjects(faq))
        .chain(untrue_options(faq))
        .chain(ragged_explanations(faq))
        .chain(near_limits(faq))
        .chain(hard_replies(faq));
    findings.extend(all);
    findings.sorted()
}

/// How few phrasings an entry may have before it is hard to find, its question counted.
const FEWEST_PHRASINGS: usize = 9;

/// The same phrasing twice, in one entry or in two: the second can never be meant clearly.
fn duplicates(faq: &Faq) -> Vec<Finding> {
    let mut seen: HashMap<String, &str> = HashMap::new();
    let mut problems = Vec::new();
    let entries = faq.entries.iter().map(|e| (e.id.as_str(), &e.place, e.phrasings().collect::<Vec<_>>()));
    let gaps = faq.gaps.iter().map(|g| (g.id.as_str(), &g.place, g.also_asked.iter().map(String::as_str).collect()));
    let courtesies =
        faq.courtesies.iter().map(|c| (c.id.as_str(), &c.place, c.also_asked.iter().map(String::as_str).collect()));
    for (id, place, phrasings) in entries.chain(gaps).chain(courtesies) {
        for phrasing in phrasings {
            let words = fold(phrasing)
                .split(|c: char| !c.is_alphanumeric())
                .filter(|w| !w.is_empty())
                .collect::<Vec<_>>()
                .join(" ");
            if let Some(first) = seen.insert(words, id) {
                problems.push(if first == id {
                    let problem = format!("`{id}` has the phrasing `{phrasing}` twice");
                    let mend = Mend::Repeated { id: id.to_owned(), phrasing: phrasing.to_owned() };
                    Finding::new(FindingKind::RepeatedPhrasing, place.clone(), problem).mended_by(mend)
                } else {
                    let problem = format!(
                        "the phrasing `{phrasing}` of `{id}` is also one of `{first}`; keep it where it belongs"
                    );
                    Finding::new(FindingKind::TwinPhrasing, place.clone(), problem)
                });
            }
        }
    }
    problems
}

/// A name that stands for two things would make the later one unreachable.
fn duplicate_names(faq: &Faq) -> Vec<Finding> {
    let mut seen: HashMap<String, &str> = HashMap::new();
    let mut problems = Vec::new();
    let subjects =
        faq.vocabulary.subjects.iter().flat_map(|s| s.names.iter().map(move |name| (s.id.as_str(), &s.place, name)));
    let synonyms =
        faq.vocabulary.synonyms.iter().flat_map(|s| s.also.iter().map(move |name| (s.word.as_str(), &s.place, name)));
    for (meaning, place, name) in subjects.chain(synonyms) {
        if let Some(first) = seen.insert(fold(name), meaning) {
            let problem = format!("the name `{name}` stands for `{first}` and again for `{meaning}`");
            problems.push(Finding::new(FindingKind::TwinName, place.clone(), problem));
        }
    }
    problems
}

fn thin_entries(faq: &Faq) -> Vec<Finding> {
    let thin = |entry: &&Entry| faq.quotes && entry.phrasings().count() < FEWEST_PHRASINGS;
    let problem = |entry: &Entry| {
        let (id, has, wants) = (&entry.id, entry.also_asked.len(), FEWEST_PHRASINGS - 1);
        let problem = format!("`{id}` has {has} other phrasings; with {wants} or more people find it");
        Finding::new(FindingKind::ThinEntry, entry.place.clone(), problem)
    };
    faq.entries.iter().filter(thin).map(problem).collect()
}

/// Of each topic that has drafts, how many; they are easily forgotten.
fn drafts(faq: &Faq) -> Vec<Finding> {
    let of_topic = |topic: &Topic| {
        let mut drafts = faq.drafts.iter().filter(|draft| draft.topic == topic.id);
        let first = drafts.next()?;
        let problem = match 1 + drafts.count() {
            1 => "1 draft does not answer; read it, then take its line `draft = true` away".to_owned(),
            many => format!("{many} drafts do not answer; read them, then take the line `draft = true` away from each"),
        };
        Some(Finding::new(FindingKind::Draft, first.place.clone(), problem))
    };
    faq.topics.iter().filter_map(of_topic).collect()
}

fn passages_of<'a>(faq: &'a Faq, source: &'a Source) -> impl Iterator<Item = (&'a Entry, &'a Passage)> {
    let pairs = faq.written().filter_map(|entry| Some((entry, entry.passage.as_ref()?)));
    pairs.filter(move |(_, passage)| passage.source == source.id)
}

/// What of a source no passage holds is a statement the bot can never make. Headings state nothing.
fn uncovered_sentences(faq: &Faq) -> Vec<Finding> {
    let mut problems = Vec::new();
    for source in &faq.sources {
        let cutter = Cutter::new(&source.text);
        let quoted = passages_of(faq, source).flat_map(|(_, passage)| &passage.slices);
        let left_out = source.unquoted.iter().map(|unquoted| &unquoted.text);
        let covered: Vec<_> = quoted.chain(left_out).filter_map(|slice| cutter.find(slice).ok()).collect();
        for sentence in sentences(&source.text).iter().filter(|sentence| !is_heading(&source.text, sentence)) {
            if !covered.iter().any(|slice| slice.start <= sentence.start && sentence.end <= slice.end) {
                let text = &source.text[sentence.clone()];
                let problem = format!("no passage holds the sentence `{text}`; quote it, or list it in `unquoted`");
                let place = Place::in_text(&source.file, &source.text, sentence.start);
                problems.push(Finding::new(FindingKind::UncoveredSentence, place, problem));
            }
        }
    }
    problems
}

/// What is said to be left out and is quoted all the same.
fn quoted_after_all(faq: &Faq) -> Vec<Finding> {
    let mut problems = Vec::new();
    for source in &faq.sources {
        let quotes =
            |text: &str| passages_of(faq, source).find(|(_, p)| p.slices.iter().any(|slice| slice.contains(text)));
        for unquoted in &source.unquoted {
            if let Some((entry, _)) = quotes(&unquoted.text) {
                let problem = format!("`{}` is left out on purpose, and `{}` quotes it", unquoted.text, entry.id);
                problems.push(Finding::new(FindingKind::QuotedAfterAll, unquoted.place.clone(), problem));
            }
        }
    }
    problems
}

/// A slice that starts or ends inside a sentence may say what the sentence does not.
fn ragged_slices(faq: &Faq) -> Vec<Finding> {
    let mut problems = Vec::new();
    for source in &faq.sources {
        let cutter = Cutter::new(&source.text);
        let sentences = sentences(&source.text);
        for (entry, passage) in passages_of(faq, source) {
            for slice in passage.slices.iter().filter_map(|slice| cutter.find(slice).ok()) {
                let starts = sentences.iter().any(|sentence| sentence.start == slice.start);
                let ends = sentences.iter().any(|sentence| sentence.end == slice.end);
                if !(starts && ends) {
                    let text = &source.text[slice];
                    let problem = format!("the slice `{text}` of `{}` is not cut at sentence ends", entry.id);
                    problems.push(Finding::new(FindingKind::RaggedSlice, entry.place.clone(), problem));
                }
            }
        }
    }
    problems
}

fn late_reviews(faq: &Faq, today: Date) -> Vec<Finding> {
    let sources = faq.sources.iter().map(|source| (source.id.as_str(), &source.review, source.place.clone()));
    let entries = faq.entries.iter().map(|entry| (entry.id.as_str(), &entry.review, entry.place.clone()));
    let late = |(id, review, place): (&str, &Review, Place)| {
        let due = review.due.filter(|due| *due < today)?;
        Some(Finding::new(FindingKind::LateReview, place, format!("the review of `{id}` was due on {due}")))
    };
    sources.chain(entries).filter_map(late).collect()
}

/// A subject that neither an entry nor a gap is about catches questions and leads nowhere.
fn untold_subjects(faq: &Faq) -> Vec<Finding> {
    let told = |id| {
        faq.written().any(|entry| entry.subjects.contains(id)) || faq.gaps.iter().any(|gap| gap.subjects.contains(id))
    };
    let untold = faq.vocabulary.subjects.iter().filter(|subject| !told(&subject.id));
    let problem = |subject: &Subject| {
        let problem = format!("no entry and no gap is about the subject `{}`", subject.id);
        Finding::new(FindingKind::UntoldSubject, subject.place.clone(), problem)
    };
    untold.map(problem).collect()
}
