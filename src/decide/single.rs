//! What is decided about one thing that is asked.

use super::candidate::{Candidate, has_many_words};
use super::decision::{Decision, Reason};
use super::offer;
use super::rules::{QuestionProfile, Rules};
use super::subjects::SubjectFit;
use super::thresholds::{
    ANSWER_FLOOR, ANSWER_FLOOR_BESIDE_GAPS, ANSWER_FLOOR_WITH_ONE_PHRASING, COURTESY_FLOOR, ENCODER_FLOOR,
    ENCODER_FLOOR_WITH_ONE_PHRASING, GAP_FLOOR, GAP_FLOOR_BESIDE_SUBJECTS, LEAST_COVERAGE, LEAST_OF_UNNEGATED,
    LEAST_TO_LEND, MOST_CONFIDENCE_ASKED, MOST_WORDS_OF_A_TERSE_QUESTION, NEAR_BY_VECTORS, NEARLY_A_PHRASING,
    WELL_COVERED,
};
use crate::corpus::Faq;
use crate::matcher::{EncoderShare, Target};

/// Decides from candidates, best first.
#[must_use]
pub(crate) fn decide(
    faq: &Faq,
    rules: &Rules,
    profile: QuestionProfile<'_>,
    candidates: &[Candidate],
) -> (Decision, Reason) {
    let best = candidates.first();
    let is_sure_gap = |best: &Candidate| matches!(best.found.target, Target::Gap(_)) && best.confidence >= GAP_FLOOR;
    if let Some(gap) = rules.gap_of_strange_subject(profile.subjects)
        && !best.is_some_and(is_sure_gap)
    {
        return (offer::gap(faq, rules, gap, profile, candidates), Reason::SubjectNotInText);
    }
    let Some(best) = best else { return (Decision::Unknown, Reason::NothingNear) };
    match best.found.target {
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
    let entry = |candidate: &'a Candidate| match candidate.found.target {
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
    if !faq.gaps.is_empty() && best.coverage.share >= WELL_COVERED {
        return ANSWER_FLOOR_BESIDE_GAPS;
    }
    let (floor, encoder_floor) = if best.found.phrasings <= 1 {
        (ANSWER_FLOOR_WITH_ONE_PHRASING, ENCODER_FLOOR_WITH_ONE_PHRASING)
    } else {
        (ANSWER_FLOOR, ENCODER_FLOOR)
    };
    match best.found.encoder {
        Some(EncoderShare { similarity, .. }) => {
            // What is missing in nearness is to be made up by confidence.
            let far = NEAR_BY_VECTORS - similarity.nearness();
            encoder_floor.max((ENCODER_FLOOR + far).min(MOST_CONFIDENCE_ASKED))
        }
        None => floor,
    }
}

/// How much of a question its answer has to speak of.
fn least_coverage(faq: &Faq, profile: QuestionProfile<'_>, best: &Candidate) -> f32 {
    let is_terse = profile.words <= MOST_WORDS_OF_A_TERSE_QUESTION;
    if is_terse || has_many_words(faq, best) { WELL_COVERED } else { LEAST_COVERAGE }
}

/// Whether a match rests on more than words that say nothing: "how?" is like the beginning of everything.
fn says_something(candidate: &Candidate) -> bool {
    candidate.found.content_words > 0 || candidate.found.nearest_k >= NEARLY_A_PHRASING
}

/// Whether a question of one word is a phrasing: "TACE?" may be, "what?" is only how many of them begin.
fn is_its_phrasing(profile: QuestionProfile<'_>, candidate: &Candidate) -> bool {
    profile.has_content_word && candidate.found.nearest_k >= NEARLY_A_PHRASING
}

/// Why an entry may not be quoted however sure the match is.
fn objection(faq: &Faq, profile: QuestionProfile<'_>, candidate: &Candidate) -> Option<Reason> {
    if candidate.subject_fit == SubjectFit::Other {
        Some(Reason::OtherSubject)
    } else if profile.negated && !candidate.covers_negated {
        Some(Reason::Negated)
    } else if candidate.coverage.has_unknown || candidate.coverage.share < least_coverage(faq, profile, candidate) {
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
            && candidate.found.score >= LEAST_OF_UNNEGATED * best.found.score
            && !matches!(candidate.found.target, Target::Courtesy(_))
    };
    match candidates.iter().find(covers)?.found.target {
        Target::Gap(number) => Some(offer::gap(faq, rules, number, profile, candidates)),
        Target::Entry(_) | Target::Courtesy(_) => None,
    }
}
