//! Ranked matches → one decision; every threshold with its reason in `thresholds`.

mod asking;
mod rules;
mod subjects;
#[cfg(test)]
mod tests;
mod thresholds;
mod turned;

pub use asking::{is_about_oneself, is_question};
pub use rules::{Asked, Rules};
pub use subjects::Coverage;
pub use turned::is_turned;

use crate::corpus::{Faq, Id};
use crate::matcher::Target;
use thresholds::{
    ANSWER_FLOOR, ANSWER_FLOOR_BESIDE_GAPS, COURTESY_FLOOR, FEWEST_TELLING_WORDS, GAP_FLOOR, LEAST_OF_BEST,
    MOST_OFFERED, NEAR_ENOUGH_WITH_ONE_WORD, OFFER_FLOOR, UNASKED_FLOOR, UNDERSTOOD_FLOOR,
};

/// What the bot does with a question. Closed: every surface handles all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// A red flag: say where to find help now, and nothing else.
    Urgent(Id),
    /// One entry is clearly meant: quote it.
    Answer(Id),
    /// Two to four entries may be meant, best first: ask which.
    Choose(Vec<Id>),
    /// The text does not say; the nearest entries are offered, best first.
    Gap {
        /// The gap.
        id: Id,
        /// Nearest entries, at most four.
        offered: Vec<Id>,
    },
    /// A greeting or the like.
    Courtesy(Id),
    /// Nothing fits.
    Unknown,
}

impl Decision {
    /// Every name that [`Decision::name`] gives.
    pub const NAMES: [&str; 6] = ["urgent", "answer", "choose", "gap", "courtesy", "unknown"];

    /// The name of its kind in contracts: the terminal's JSON and what is counted.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Urgent(_) => "urgent",
            Self::Answer(_) => "answer",
            Self::Choose(_) => "choose",
            Self::Gap { .. } => "gap",
            Self::Courtesy(_) => "courtesy",
            Self::Unknown => "unknown",
        }
    }
}

/// Whether a decision is sure enough to be spoken into a conversation that nobody asked the bot into: an answer, or
/// where to find help now.
#[must_use]
pub fn may_speak_unasked(decision: &Decision, confidence: f32, is_question: bool) -> bool {
    match decision {
        Decision::Urgent(_) => true,
        Decision::Answer(_) => is_question && confidence >= UNASKED_FLOOR,
        Decision::Choose(_) | Decision::Gap { .. } | Decision::Courtesy(_) | Decision::Unknown => false,
    }
}

/// Whether a decision follows a question that was understood. A reply to one that was not says where to find help: it may
/// have been a cry that no red flag knows.
#[must_use]
pub fn is_understood(decision: &Decision, candidates: &[Candidate]) -> bool {
    match decision {
        Decision::Choose(_) => candidates.first().is_some_and(|best| best.score >= UNDERSTOOD_FLOOR),
        Decision::Unknown => false,
        Decision::Urgent(_) | Decision::Answer(_) | Decision::Gap { .. } | Decision::Courtesy(_) => true,
    }
}

/// Why a decision fell as it did, for an explanation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A phrase of a red flag was found.
    RedFlag,
    /// The best match is sure enough.
    Sure,
    /// The best match is not sure enough to answer, but worth offering.
    Unsure,
    /// The question names a subject that the best entry is not about.
    OtherSubject,
    /// The question names a subject that the text says nothing about.
    SubjectNotInText,
    /// The question is turned around ("who should not …") and the best entry is not.
    TurnedAround,
    /// The question shares one telling word alone with the best match.
    OneWord,
    /// Nothing is near enough to be offered.
    NothingNear,
    /// The message is in another language than the corpus's.
    OtherLanguage,
}

/// A target that a question may mean, as seen by the rules.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// The target.
    pub target: Target,
    /// How sure the match is, 0 to 1.
    pub confidence: f32,
    /// How well it fits, whatever else fits: the matcher's raw score, about 0 to 1.5.
    pub score: f32,
    /// How the entry's subjects go with those the question names; gaps and courtesies fit every subject.
    pub coverage: Coverage,
    /// Whether one of the target's own phrasings is turned around.
    pub covers_turned: bool,
    /// How many telling words the question shares with the target's phrasings.
    pub telling: u32,
    /// How near the nearest phrasing is, 0 to 1.
    pub nearest_k: f32,
}

/// Decides from candidates, best first.
#[must_use]
pub fn decide(faq: &Faq, rules: &Rules, asked: Asked<'_>, candidates: &[Candidate]) -> (Decision, Reason) {
    let best = candidates.first();
    let is_sure_gap = |best: &Candidate| matches!(best.target, Target::Gap(_)) && best.confidence >= GAP_FLOOR;
    if let Some(gap) = rules.gap_of_strange_subject(asked.subjects)
        && !best.is_some_and(is_sure_gap)
    {
        return (gap_decision(faq, rules, gap, asked, candidates), Reason::SubjectNotInText);
    }
    let Some(best) = best else { return (Decision::Unknown, Reason::NothingNear) };
    let answer_floor = if faq.gaps.is_empty() { ANSWER_FLOOR } else { ANSWER_FLOOR_BESIDE_GAPS };
    match best.target {
        Target::Courtesy(number) if best.confidence >= COURTESY_FLOOR => {
            (Decision::Courtesy(faq.courtesies[number].id.clone()), Reason::Sure)
        }
        Target::Gap(number) if best.confidence >= GAP_FLOOR => {
            (gap_decision(faq, rules, number, asked, candidates), Reason::Sure)
        }
        Target::Entry(_) if let Some((number, entry)) = sure_of(rules, candidates, answer_floor) => {
            match objection(asked, entry) {
                Some(reason) => (offer(faq, rules, asked, candidates), reason),
                None => (Decision::Answer(faq.entries[number].id.clone()), Reason::Sure),
            }
        }
        _ => match offer(faq, rules, asked, candidates) {
            Decision::Unknown => (Decision::Unknown, Reason::NothingNear),
            choose => (choose, Reason::Unsure),
        },
    }
}

/// The entry whose passage answers at least as surely as the floor: the best, or, when one of the two best passages
/// holds the other ("does it grow back?" and "how long until it has grown back?") and both together are sure enough,
/// the one that holds it.
fn sure_of<'a>(rules: &Rules, candidates: &'a [Candidate], floor: f32) -> Option<(usize, &'a Candidate)> {
    let entry = |candidate: &'a Candidate| match candidate.target {
        Target::Entry(number) => Some((number, candidate)),
        Target::Gap(_) | Target::Courtesy(_) => None,
    };
    let best = candidates.first().and_then(entry)?;
    if best.1.confidence >= floor {
        return Some(best);
    }
    let second = candidates.get(1).and_then(entry)?;
    let sure = best.1.confidence + second.1.confidence >= floor;
    [(best, second), (second, best)]
        .into_iter()
        .find(|(large, small)| sure && rules.holds(large.0, small.0))
        .map(|(large, _)| large)
}

/// Why an entry may not be quoted however sure the match is.
fn objection(asked: Asked<'_>, candidate: &Candidate) -> Option<Reason> {
    if candidate.coverage == Coverage::Other {
        Some(Reason::OtherSubject)
    } else if asked.turned && !candidate.covers_turned {
        Some(Reason::TurnedAround)
    } else if candidate.telling < FEWEST_TELLING_WORDS && candidate.nearest_k < NEAR_ENOUGH_WITH_ONE_WORD {
        Some(Reason::OneWord)
    } else {
        None
    }
}

/// The entries that may be offered beside whatever is decided, best first: about no other subject than the question
/// names, at most four; empty when none is near enough.
#[must_use]
pub fn near(faq: &Faq, rules: &Rules, asked: Asked<'_>, candidates: &[Candidate]) -> Vec<Id> {
    match offer(faq, rules, asked, candidates) {
        Decision::Choose(ids) => ids,
        _ => Vec::new(),
    }
}

/// Two to four entries to pick from, or [`Decision::Unknown`] when no entry is near enough to be offered.
///
/// One that stands alone is offered beside the first of its `related` entries that is about no other subject than the
/// question names, or else the next best: a single choice would look like an answer.
fn offer(faq: &Faq, rules: &Rules, asked: Asked<'_>, candidates: &[Candidate]) -> Decision {
    let fitting = candidates.iter().filter(|candidate| candidate.coverage != Coverage::Other);
    let mut entries = fitting.filter_map(|candidate| Some((entry_id(faq, candidate)?, candidate.score)));
    let Some((first, best)) = entries.next().filter(|(_, score)| *score >= OFFER_FLOOR) else {
        return Decision::Unknown;
    };
    let mut others: Vec<(Id, f32)> = entries.take(MOST_OFFERED - 1).collect();
    let near = others.iter().take_while(|(_, score)| *score >= best * LEAST_OF_BEST).count();
    let mut ids = vec![first];
    if near == 0 {
        let related = faq.entry(ids[0].as_str()).map_or(&[][..], |entry| &entry.related);
        let related = related.iter().find(|id| may_offer(faq, rules, asked, id)).cloned();
        ids.extend(related.or_else(|| others.into_iter().next().map(|(id, _)| id)));
    } else {
        others.truncate(near);
        ids.extend(others.into_iter().map(|(id, _)| id));
    }
    if ids.len() < 2 { Decision::Unknown } else { Decision::Choose(ids) }
}

fn entry_id(faq: &Faq, candidate: &Candidate) -> Option<Id> {
    match candidate.target {
        Target::Entry(number) => Some(faq.entries[number].id.clone()),
        Target::Gap(_) | Target::Courtesy(_) => None,
    }
}

/// Whether what an editor named may be offered: an entry about no other subject than the question names.
fn may_offer(faq: &Faq, rules: &Rules, asked: Asked<'_>, id: &Id) -> bool {
    let entry = faq.entries.iter().position(|entry| entry.id == *id);
    entry.is_some_and(|entry| rules.coverage(entry, asked.subjects) != Coverage::Other)
}

/// A gap with what the text does have nearest: the best matches about a subject that the question names, then what the
/// editor named.
fn gap_decision(faq: &Faq, rules: &Rules, number: usize, asked: Asked<'_>, candidates: &[Candidate]) -> Decision {
    let gap = &faq.gaps[number];
    let mut offered: Vec<Id> = Vec::new();
    let about = candidates.iter().filter(|candidate| candidate.coverage == Coverage::Named);
    offered.extend(about.filter_map(|candidate| entry_id(faq, candidate)).take(MOST_OFFERED / 2));
    for id in &gap.nearest {
        if may_offer(faq, rules, asked, id) && !offered.contains(id) {
            offered.push(id.clone());
        }
    }
    offered.truncate(MOST_OFFERED);
    Decision::Gap { id: gap.id.clone(), offered }
}
