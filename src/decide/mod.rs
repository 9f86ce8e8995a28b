//! Ranked matches → one decision; every threshold with its reason in `thresholds`.

mod asking;
mod negation;
mod offer;
mod rules;
mod several;
mod subjects;
#[cfg(test)]
mod tests;
mod thresholds;

pub use asking::{is_about_oneself, is_question};
pub use negation::is_negated;
pub use offer::near;
pub use rules::{QuestionProfile, Rules};
pub use several::{Decided, combine};
pub use subjects::SubjectFit;

use crate::corpus::{Faq, Id};
use crate::matcher::Target;
use thresholds::{
    ANSWER_FLOOR, ANSWER_FLOOR_BESIDE_GAPS, ANSWER_FLOOR_WITH_ONE_PHRASING, COURTESY_FLOOR, GAP_FLOOR,
    GAP_FLOOR_BESIDE_SUBJECTS, LEAST_COVERAGE, LEAST_OF_UNNEGATED, LEAST_TO_LEND, MANY_PHRASINGS,
    MOST_WORDS_OF_A_TERSE_QUESTION, NEARLY_A_PHRASING, UNASKED_FLOOR, UNDERSTOOD_FLOOR, WELL_COVERED,
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
    /// The question is negated ("who should not …") and the best entry is not.
    Negated,
    /// The question holds a content word that the best match does not speak of.
    UnknownWord,
    /// The question is one word, which several entries have, or shares no content word with the best match.
    OneWord,
    /// The message asks several things, and the best entry for each is offered.
    SeveralAsked,
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
    pub subject_fit: SubjectFit,
    /// Whether the target is asked negated, as the question is.
    pub covers_negated: bool,
    /// The share of the question that the target speaks of, 0 to 1, by how much each word tells.
    pub coverage: f32,
    /// Whether the question holds a word that neither the target nor common English knows.
    pub has_unknown: bool,
    /// How many phrasings the target has.
    pub phrasings: usize,
    /// How many content words the question shares with the target's phrasings.
    pub content_words: u32,
    /// How near the nearest phrasing is, 0 to 1.
    pub nearest_k: f32,
}

/// Decides from candidates, best first.
#[must_use]
pub fn decide(faq: &Faq, rules: &Rules, profile: QuestionProfile<'_>, candidates: &[Candidate]) -> (Decision, Reason) {
    let best = candidates.first();
    let is_sure_gap = |best: &Candidate| matches!(best.target, Target::Gap(_)) && best.confidence >= GAP_FLOOR;
    if let Some(gap) = rules.gap_of_strange_subject(profile.subjects)
        && !best.is_some_and(is_sure_gap)
    {
        return (offer::gap(faq, rules, gap, profile, candidates), Reason::SubjectNotInText);
    }
    let Some(best) = best else { return (Decision::Unknown, Reason::NothingNear) };
    match best.target {
        Target::Courtesy(number) if best.confidence >= COURTESY_FLOOR && says_something(best) => {
            (Decision::Courtesy(faq.courtesies[number].id.clone()), Reason::Sure)
        }
        Target::Gap(_)
            if best.confidence < GAP_FLOOR_BESIDE_SUBJECTS
                && let ids = offer::for_each_subject(faq, rules, profile, candidates)
                && !ids.is_empty() =>
        {
            (Decision::Choose(ids), Reason::Unsure)
        }
        Target::Gap(number) if best.confidence >= GAP_FLOOR && says_something(best) => {
            (offer::gap(faq, rules, number, profile, candidates), Reason::Sure)
        }
        Target::Entry(_) if let Some((number, entry)) = sure_of(faq, rules, candidates) => {
            match objection(faq, profile, entry) {
                Some(reason) => (instead(faq, rules, profile, candidates, reason), reason),
                None => (Decision::Answer(faq.entries[number].id.clone()), Reason::Sure),
            }
        }
        _ => match instead(faq, rules, profile, candidates, Reason::Unsure) {
            Decision::Unknown => (Decision::Unknown, Reason::NothingNear),
            instead => (instead, Reason::Unsure),
        },
    }
}

/// The entry whose passage answers surely enough: the best. When one of the two best passages holds the other ("does it
/// grow back?" and "how long until it has grown back?"), who asks for either is served, and both count together, unless
/// the best is unlikely by itself.
fn sure_of<'a>(faq: &Faq, rules: &Rules, candidates: &'a [Candidate]) -> Option<(usize, &'a Candidate)> {
    let entry = |candidate: &'a Candidate| match candidate.target {
        Target::Entry(number) => Some((number, candidate)),
        Target::Gap(_) | Target::Courtesy(_) => None,
    };
    let best = candidates.first().and_then(entry)?;
    let floor = answer_floor(faq, best.1);
    if best.1.confidence >= floor {
        return Some(best);
    }
    let second = candidates.get(1).and_then(entry)?;
    let together = rules.holds(best.0, second.0) || rules.holds(second.0, best.0);
    let sure = best.1.confidence >= floor * LEAST_TO_LEND && best.1.confidence + second.1.confidence >= floor;
    (together && sure).then_some(best)
}

fn answer_floor(faq: &Faq, best: &Candidate) -> f32 {
    if !faq.gaps.is_empty() && best.coverage >= WELL_COVERED {
        ANSWER_FLOOR_BESIDE_GAPS
    } else if best.phrasings <= 1 {
        ANSWER_FLOOR_WITH_ONE_PHRASING
    } else {
        ANSWER_FLOOR
    }
}

/// How much of a question its answer has to speak of.
fn least_coverage(faq: &Faq, profile: QuestionProfile<'_>, best: &Candidate) -> f32 {
    let is_terse = profile.words <= MOST_WORDS_OF_A_TERSE_QUESTION;
    if is_terse || has_many_words(faq, best) { WELL_COVERED } else { LEAST_COVERAGE }
}

/// Whether what a match does not speak of is what its entry is not about: in a corpus that knows what it does not say,
/// and with so many phrasings that most ways to ask are among them.
fn has_many_words(faq: &Faq, best: &Candidate) -> bool {
    !faq.gaps.is_empty() && best.phrasings >= MANY_PHRASINGS
}

/// Whether a match rests on more than words that say nothing: "how?" is like the beginning of everything.
fn says_something(candidate: &Candidate) -> bool {
    candidate.content_words > 0 || candidate.nearest_k >= NEARLY_A_PHRASING
}

/// Whether a question of one word is a phrasing: "TACE?" may be, "what?" is only how many of them begin.
fn is_its_phrasing(profile: QuestionProfile<'_>, candidate: &Candidate) -> bool {
    profile.has_content_word && candidate.nearest_k >= NEARLY_A_PHRASING
}

/// Why an entry may not be quoted however sure the match is.
fn objection(faq: &Faq, profile: QuestionProfile<'_>, candidate: &Candidate) -> Option<Reason> {
    if candidate.subject_fit == SubjectFit::Other {
        Some(Reason::OtherSubject)
    } else if profile.negated && !candidate.covers_negated {
        Some(Reason::Negated)
    } else if candidate.has_unknown || candidate.coverage < least_coverage(faq, profile, candidate) {
        Some(Reason::UnknownWord)
    } else if !says_something(candidate) || profile.words == 1 && !is_its_phrasing(profile, candidate) {
        Some(Reason::OneWord)
    } else {
        None
    }
}

/// What is done when the best match is not quoted.
fn instead(
    faq: &Faq,
    rules: &Rules,
    profile: QuestionProfile<'_>,
    candidates: &[Candidate],
    reason: Reason,
) -> Decision {
    if reason == Reason::Negated
        && let Some(negated) = negated_instead(faq, rules, profile, candidates)
    {
        return negated;
    }
    match (&*offer::for_each_subject(faq, rules, profile, candidates), reason) {
        ([], _) | (_, Reason::UnknownWord) => offer::offer(faq, rules, profile, candidates),
        (ids, _) => Decision::Choose(ids.to_vec()),
    }
}

/// The gap that is itself asked negated, when it is nearly as good a match as the best.
fn negated_instead(
    faq: &Faq,
    rules: &Rules,
    profile: QuestionProfile<'_>,
    candidates: &[Candidate],
) -> Option<Decision> {
    let best = candidates.first()?;
    let covers = |candidate: &&Candidate| {
        candidate.covers_negated
            && candidate.subject_fit != SubjectFit::Other
            && candidate.score >= LEAST_OF_UNNEGATED * best.score
            && !matches!(candidate.target, Target::Courtesy(_))
    };
    match candidates.iter().find(covers)?.target {
        Target::Gap(number) => Some(offer::gap(faq, rules, number, profile, candidates)),
        Target::Entry(_) | Target::Courtesy(_) => None,
    }
}
