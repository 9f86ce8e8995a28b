//! What is offered to choose from, when nothing is answered and beside a gap.

use super::candidate::{Candidate, has_many_words};
use super::decision::Decision;
use super::rules::{QuestionProfile, Rules};
use super::subjects::SubjectFit;
use super::thresholds::{HARDLY_COVERED, LEAST_BESIDE_ANOTHER_SUBJECT, LEAST_OF_BEST, MOST_OFFERED, OFFER_FLOOR};
use crate::corpus::{Faq, Id};
use crate::matcher::Target;

/// The entries that may be offered beside whatever is decided, best first: about no other subject than the question
/// names, at most four; empty when none is near enough.
#[must_use]
pub(crate) fn near(faq: &Faq, rules: &Rules, profile: QuestionProfile<'_>, candidates: &[Candidate]) -> Vec<Id> {
    match offer(faq, rules, profile, candidates) {
        Decision::Choose(ids) => ids,
        _ => Vec::new(),
    }
}

/// Two to four entries to pick from, or [`Decision::Unknown`] when no entry is near enough to be offered.
///
/// One that stands alone is offered beside the first of its `related` entries that is about no other subject than the
/// question names, or else the next best: a single choice would look like an answer.
pub(super) fn offer(faq: &Faq, rules: &Rules, profile: QuestionProfile<'_>, candidates: &[Candidate]) -> Decision {
    let fitting = candidates.iter().filter(|candidate| candidate.subject_fit != SubjectFit::Other);
    let mut entries = fitting.filter_map(|candidate| Some((entry_id(faq, candidate)?, candidate.found.score)));
    if !profile.has_content_word || is_about_something_else(faq, profile, candidates) {
        return Decision::Unknown;
    }
    let least = OFFER_FLOOR.max(LEAST_BESIDE_ANOTHER_SUBJECT * best_of_another_subject(candidates));
    let Some((first, best)) = entries.next().filter(|(_, score)| *score >= least) else {
        return Decision::Unknown;
    };
    let mut others: Vec<(Id, f32)> = entries.take(MOST_OFFERED - 1).collect();
    let near = others.iter().take_while(|(_, score)| *score >= best * LEAST_OF_BEST).count();
    let mut ids = vec![first];
    if near == 0 {
        let related = faq.entry(ids[0].as_str()).map_or(&[][..], |entry| &entry.related);
        let related = related.iter().find(|id| may_offer(faq, rules, profile, id)).cloned();
        ids.extend(related.or_else(|| others.into_iter().next().map(|(id, _)| id)));
    } else {
        others.truncate(near);
        ids.extend(others.into_iter().map(|(id, _)| id));
    }
    if ids.len() < 2 { Decision::Unknown } else { Decision::Choose(ids) }
}

/// Whether a corpus that knows what it does not say has nothing near: no subject is named, and the best match speaks of
/// hardly any of what is asked.
fn is_about_something_else(faq: &Faq, profile: QuestionProfile<'_>, candidates: &[Candidate]) -> bool {
    let is_beside = |best: &Candidate| has_many_words(faq, best) && best.coverage.share < HARDLY_COVERED;
    profile.subjects.is_empty() && candidates.first().is_some_and(is_beside)
}

/// How well the best entry fits that is about another subject than the question names; 0 when there is none.
fn best_of_another_subject(candidates: &[Candidate]) -> f32 {
    let others = candidates.iter().filter(|candidate| candidate.subject_fit == SubjectFit::Other);
    others.map(|candidate| candidate.found.score).fold(0.0, f32::max)
}

/// The best entry for each of several subjects that a question names, in the order in which they fit: "is RFA or TACE
/// done as an outpatient?". Empty when one of them has none that is near.
pub(super) fn for_each_subject(
    faq: &Faq,
    rules: &Rules,
    profile: QuestionProfile<'_>,
    candidates: &[Candidate],
) -> Vec<Id> {
    if profile.subjects.len() < 2 {
        return Vec::new();
    }
    let mut by_score: Vec<&Candidate> = candidates.iter().collect();
    by_score.sort_by(|a, b| b.found.score.total_cmp(&a.found.score));
    let best_about = |subject: usize| {
        let about = |candidate: &&&Candidate| match candidate.found.target {
            Target::Entry(number) => rules.subject_fit(number, &[subject]) == SubjectFit::Named,
            Target::Gap(_) | Target::Courtesy(_) => false,
        };
        by_score.iter().find(about).filter(|candidate| candidate.found.score >= OFFER_FLOOR).copied()
    };
    let Some(mut found) = profile.subjects.iter().map(|&subject| best_about(subject)).collect::<Option<Vec<_>>>()
    else {
        return Vec::new();
    };
    found.sort_by(|a, b| b.found.score.total_cmp(&a.found.score));
    let best = by_score.first().map_or(0.0, |best| best.found.score);
    if found.first().is_none_or(|first| first.found.score < LEAST_BESIDE_ANOTHER_SUBJECT * best) {
        return Vec::new();
    }
    let mut ids: Vec<Id> = found.into_iter().filter_map(|candidate| entry_id(faq, candidate)).collect();
    ids.dedup();
    ids.truncate(MOST_OFFERED);
    if ids.len() < 2 { Vec::new() } else { ids }
}

/// A gap with what the text does have nearest: the best matches about a subject that the question names, then what the
/// editor named.
pub(super) fn gap(
    faq: &Faq,
    rules: &Rules,
    number: usize,
    profile: QuestionProfile<'_>,
    candidates: &[Candidate],
) -> Decision {
    let gap = &faq.gaps[number];
    let mut offered: Vec<Id> = Vec::new();
    let about = candidates.iter().filter(|candidate| candidate.subject_fit == SubjectFit::Named);
    offered.extend(about.filter_map(|candidate| entry_id(faq, candidate)).take(MOST_OFFERED / 2));
    for id in &gap.nearest {
        if may_offer(faq, rules, profile, id) && !offered.contains(id) {
            offered.push(id.clone());
        }
    }
    offered.truncate(MOST_OFFERED);
    Decision::Gap { id: gap.id.clone(), offered }
}

fn entry_id(faq: &Faq, candidate: &Candidate) -> Option<Id> {
    match candidate.found.target {
        Target::Entry(number) => Some(faq.entries[number].id.clone()),
        Target::Gap(_) | Target::Courtesy(_) => None,
    }
}

/// Whether what an editor named may be offered: an entry about no other subject than the question names.
fn may_offer(faq: &Faq, rules: &Rules, profile: QuestionProfile<'_>, id: &Id) -> bool {
    let entry = faq.entries.iter().position(|entry| entry.id == *id);
    entry.is_some_and(|entry| rules.subject_fit(entry, profile.subjects) != SubjectFit::Other)
}
