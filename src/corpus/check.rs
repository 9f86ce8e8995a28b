//! What is wrong with a FAQ that loads all the same: duplicates, uncovered sentences, thin entries, late reviews;
//! quizzes are held against their passages in `quiz`, lengths against what Telegram takes in `limits`.

use std::collections::{BTreeSet, HashMap};

use super::cut_source::CutSource;
use super::date::Date;
use super::entry::{Entry, Faq, Passage, Review, Source, Topic};
use super::finding::{Finding, Findings, Mend};
use super::finding_kind::FindingKind;
use super::id::Id;
use super::limits::near_limits;
use super::place::Place;
use super::plain_replies::hard_replies;
use super::quiz::{ragged_explanations, untrue_options};
use super::reader::Lines;
use super::slices::is_heading;
use super::twins::near_twins;
use super::vocabulary::Subject;
use crate::text::fold;

/// Every finding about a FAQ that loaded, in the order of its files.
#[must_use]
pub fn check(faq: &Faq, today: Date) -> Findings {
    let mut findings = Findings::default();
    let cut: Vec<_> = faq.sources.iter().map(CutSource::of).collect();
    let all = duplicates(faq)
        .into_iter()
        .chain(duplicate_names(faq))
        .chain(thin_entries(faq))
        .chain(drafts(faq))
        .chain(near_twins(faq))
        .chain(uncovered_sentences(faq, &cut))
        .chain(quoted_after_all(faq))
        .chain(ragged_slices(faq, &cut))
        .chain(late_reviews(faq, today))
        .chain(untold_subjects(faq))
        .chain(untrue_options(faq))
        .chain(ragged_explanations(faq, &cut))
        .chain(near_limits(faq))
        .chain(hard_replies(faq));
    findings.extend(all);
    findings.sorted()
}

/// How few phrasings an entry may have before it is hard to find, its question counted.
const FEWEST_PHRASINGS: usize = 9;

/// The same phrasing twice, in one entry or in two: the second can never be meant clearly.
fn duplicates(faq: &Faq) -> Vec<Finding> {
    let mut seen: HashMap<String, &Id> = HashMap::new();
    let mut problems = Vec::new();
    for (id, place, phrasing) in faq.phrasings() {
        let words = fold(phrasing)
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        if let Some(first) = seen.insert(words, id) {
            let finding = if first == id {
                let problem = format!("`{id}` has the phrasing `{phrasing}` twice");
                let mend = Mend::Repeated { id: id.to_string(), phrasing: phrasing.to_owned() };
                Finding::new(FindingKind::RepeatedPhrasing, place.clone(), problem).mended_by(mend)
            } else {
                let problem =
                    format!("the phrasing `{phrasing}` of `{id}` is also one of `{first}`; keep it where it belongs");
                Finding::new(FindingKind::TwinPhrasing, place.clone(), problem)
            };
            problems.push(finding.about(phrasing));
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
            problems.push(Finding::new(FindingKind::TwinName, place.clone(), problem).about(name));
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
fn uncovered_sentences(faq: &Faq, cut: &[CutSource<'_>]) -> Vec<Finding> {
    let mut problems = Vec::new();
    for CutSource { source, cutter, sentences } in cut {
        let lines = Lines::new(&source.file, &source.text);
        let quoted = passages_of(faq, source).flat_map(|(_, passage)| &passage.slices);
        let left_out = source.unquoted.iter().map(|unquoted| &unquoted.text);
        // The same sentence may stand in several places, and what is quoted is quoted in each.
        let held: BTreeSet<&String> = quoted.chain(left_out).collect();
        let mut held: Vec<_> = held.into_iter().flat_map(|slice| cutter.occurrences(slice)).collect();
        held.sort_unstable_by_key(|slice| slice.start);
        let mut held = held.into_iter().peekable();
        // How far what begins up to here reaches.
        let mut reach = 0;
        for sentence in sentences {
            while let Some(slice) = held.next_if(|slice| slice.start <= sentence.start) {
                reach = reach.max(slice.end);
            }
            if reach < sentence.end && !is_heading(&source.text, sentence) {
                let text = &source.text[sentence.clone()];
                let problem = format!("no passage holds the sentence `{text}`; quote it, or list it in `unquoted`");
                let place = lines.place(sentence.start);
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
fn ragged_slices(faq: &Faq, cut: &[CutSource<'_>]) -> Vec<Finding> {
    let mut problems = Vec::new();
    for one in cut {
        for (entry, passage) in passages_of(faq, one.source) {
            let places = passage.slices.iter().filter_map(|slice| one.cutter.position(slice));
            problems.extend(places.filter(|slice| !one.is_whole(slice)).map(|slice| {
                let text = &one.source.text[slice];
                let problem = format!("the slice `{text}` of `{}` is not cut at sentence ends", entry.id);
                Finding::new(FindingKind::RaggedSlice, entry.place.clone(), problem).about(text)
            }));
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
