//! What is wrong with a FAQ that loads all the same: duplicates, uncovered sentences, thin entries, late reviews;
//! quizzes are held against their passages in `quiz`, lengths against what Telegram takes in `limits`.

use std::collections::HashMap;

use super::date::Date;
use super::entry::{Entry, Faq, Passage, Review, Source};
use super::finding::{Findings, Problem};
use super::limits::near_limits;
use super::place::Place;
use super::quiz::{ragged_explanations, untrue_options};
use super::slices::{Cutter, sentences};
use crate::text::fold;

/// Every finding about a FAQ that loaded, in the order of its files.
#[must_use]
pub fn check(faq: &Faq, today: Date) -> Findings {
    let mut findings = Findings::default();
    for (place, problem) in duplicates(faq)
        .into_iter()
        .chain(duplicate_names(faq))
        .chain(thin_entries(faq))
        .chain(uncovered_sentences(faq))
        .chain(ragged_slices(faq))
        .chain(late_reviews(faq, today))
        .chain(untold_subjects(faq))
        .chain(untrue_options(faq))
        .chain(ragged_explanations(faq))
        .chain(near_limits(faq))
    {
        findings.warning(place, problem);
    }
    findings.sorted()
}

/// How few phrasings an entry may have before it is hard to find, its question counted.
const FEWEST_PHRASINGS: usize = 9;

/// The same phrasing twice, in one entry or in two: the second can never be meant clearly.
fn duplicates(faq: &Faq) -> Vec<Problem> {
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
                let problem = if first == id {
                    format!("`{id}` has the phrasing `{phrasing}` twice")
                } else {
                    format!("the phrasing `{phrasing}` of `{id}` is also one of `{first}`; keep it where it belongs")
                };
                problems.push((place.clone(), problem));
            }
        }
    }
    problems
}

/// A name that stands for two things would make the later one unreachable.
fn duplicate_names(faq: &Faq) -> Vec<Problem> {
    let mut seen: HashMap<String, &str> = HashMap::new();
    let mut problems = Vec::new();
    let subjects =
        faq.vocabulary.subjects.iter().flat_map(|s| s.names.iter().map(move |name| (s.id.as_str(), &s.place, name)));
    let synonyms =
        faq.vocabulary.synonyms.iter().flat_map(|s| s.also.iter().map(move |name| (s.word.as_str(), &s.place, name)));
    for (meaning, place, name) in subjects.chain(synonyms) {
        if let Some(first) = seen.insert(fold(name), meaning) {
            problems.push((place.clone(), format!("the name `{name}` stands for `{first}` and again for `{meaning}`")));
        }
    }
    problems
}

fn thin_entries(faq: &Faq) -> Vec<Problem> {
    let thin = |entry: &&Entry| faq.quotes && entry.phrasings().count() < FEWEST_PHRASINGS;
    let problem = |entry: &Entry| {
        let (id, has, wants) = (&entry.id, entry.also_asked.len(), FEWEST_PHRASINGS - 1);
        (entry.place.clone(), format!("`{id}` has {has} other phrasings; with {wants} or more people find it"))
    };
    faq.entries.iter().filter(thin).map(problem).collect()
}

fn passages_of<'a>(faq: &'a Faq, source: &'a Source) -> impl Iterator<Item = (&'a Entry, &'a Passage)> {
    let pairs = faq.entries.iter().filter_map(|entry| Some((entry, entry.passage.as_ref()?)));
    pairs.filter(move |(_, passage)| passage.source == source.id)
}

fn line_of(source: &Source, offset: usize) -> Place {
    let line = source.text[..offset].matches('\n').count() + 1;
    Place { path: source.file.as_str().into(), line }
}

/// A sentence of the source that no passage holds is a statement the bot can never make.
fn uncovered_sentences(faq: &Faq) -> Vec<Problem> {
    let mut problems = Vec::new();
    for source in &faq.sources {
        let cutter = Cutter::new(&source.text);
        let covered: Vec<_> = passages_of(faq, source)
            .flat_map(|(_, passage)| passage.slices.iter().filter_map(|slice| cutter.find(slice).ok()))
            .collect();
        for sentence in sentences(&source.text) {
            if !covered.iter().any(|slice| slice.start <= sentence.start && sentence.end <= slice.end) {
                let problem = format!("no passage holds the sentence `{}`", &source.text[sentence.clone()]);
                problems.push((line_of(source, sentence.start), problem));
            }
        }
    }
    problems
}

/// A slice that starts or ends inside a sentence may say what the sentence does not.
fn ragged_slices(faq: &Faq) -> Vec<Problem> {
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
                    problems.push((
                        entry.place.clone(),
                        format!("the slice `{text}` of `{}` is not cut at sentence ends", entry.id),
                    ));
                }
            }
        }
    }
    problems
}

fn late_reviews(faq: &Faq, today: Date) -> Vec<Problem> {
    let sources = faq
        .sources
        .iter()
        .map(|source| (source.id.as_str(), &source.review, Place { path: "faq.toml".into(), line: 1 }));
    let entries = faq.entries.iter().map(|entry| (entry.id.as_str(), &entry.review, entry.place.clone()));
    let late = |(id, review, place): (&str, &Review, Place)| {
        let due = review.due.filter(|due| *due < today)?;
        Some((place, format!("the review of `{id}` was due on {due}")))
    };
    sources.chain(entries).filter_map(late).collect()
}

/// A subject that neither an entry nor a gap is about catches questions and leads nowhere.
fn untold_subjects(faq: &Faq) -> Vec<Problem> {
    let told = |id| {
        faq.entries.iter().any(|entry| entry.subjects.contains(id))
            || faq.gaps.iter().any(|gap| gap.subjects.contains(id))
    };
    let untold = faq.vocabulary.subjects.iter().filter(|subject| !told(&subject.id));
    untold
        .map(|subject| (subject.place.clone(), format!("no entry and no gap is about the subject `{}`", subject.id)))
        .collect()
}
