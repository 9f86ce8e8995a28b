//! Matches → candidates, in the order in which the rules see them.

use super::candidate::Candidate;
use super::negation::is_negated;
use super::rules::{QuestionProfile, Rules};
use super::subjects::SubjectFit;
use crate::language::LanguageData;
use crate::matcher::{Asking, Coverage, Match, Matcher, RankedMatches, Target, VectorOfQuestion};
use crate::text::fold;

/// One thing that is asked, with what may be meant.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RankedQuestion<'a> {
    /// What is asked.
    pub(crate) asking: Asking<'a>,
    /// Whether it is negated.
    pub(crate) negated: bool,
    /// Whether any of its words says something by itself.
    pub(crate) has_content_word: bool,
    /// What may be meant, best first.
    pub(crate) candidates: Vec<Candidate>,
    /// What a sentence encoder made of it; `None` when it was read without.
    pub(crate) vector: Option<VectorOfQuestion>,
}

/// Ranks what was matched: an entry about another subject than the one named is never the best match, however alike the
/// words are.
#[must_use]
pub(crate) fn rank<'a>(
    language: &LanguageData,
    matcher: &Matcher,
    rules: &Rules,
    asking: Asking<'a>,
) -> RankedQuestion<'a> {
    let negated = is_negated(language, &asking.words);
    let candidate = |(confidence, found): (f32, Match)| Candidate {
        found,
        confidence,
        subject_fit: match found.target {
            Target::Entry(number) => rules.subject_fit(number, &asking.subjects),
            Target::Gap(_) | Target::Courtesy(_) => SubjectFit::Open,
        },
        covers_negated: negated && covers_negated(language, matcher, rules, &found),
        coverage: Coverage { share: found.overlap, has_unknown: false },
    };
    let RankedMatches { matches, vector } = matcher.ranked(&asking);
    let mut candidates: Vec<Candidate> = matches.into_iter().map(candidate).collect();
    candidates.sort_by_key(is_about_another_subject);
    // Nothing but the best is ever quoted.
    if let Some(best) = candidates.first_mut() {
        best.coverage = matcher.coverage(&asking.words, best.found.target);
    }
    let has_content_word = matcher.has_content_word(&asking.words);
    RankedQuestion { asking, negated, has_content_word, candidates, vector }
}

fn is_about_another_subject(candidate: &Candidate) -> bool {
    candidate.subject_fit == SubjectFit::Other
}

/// Whether a match covers a question that is negated: its target does, or the phrasing that was found nearest.
fn covers_negated(language: &LanguageData, matcher: &Matcher, rules: &Rules, found: &Match) -> bool {
    rules.covers_negated(found.target) || {
        let phrasing = fold(matcher.phrasing(found.nearest));
        is_negated(language, &matcher.read_as_written(&phrasing).words)
    }
}

/// The candidates of several things that are asked as one list, best first, each target once.
#[must_use]
pub(crate) fn merged<'a>(questions: impl IntoIterator<Item = RankedQuestion<'a>>) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = questions.into_iter().flat_map(|question| question.candidates).collect();
    candidates.sort_by(|a, b| {
        let other_last = is_about_another_subject(a).cmp(&is_about_another_subject(b));
        other_last.then(b.found.score.total_cmp(&a.found.score))
    });
    let mut seen: Vec<Target> = Vec::new();
    candidates.retain(|candidate| {
        let is_new = !seen.contains(&candidate.found.target);
        seen.push(candidate.found.target);
        is_new
    });
    candidates
}

impl RankedQuestion<'_> {
    /// What the rules need to know of it beside its candidates.
    #[must_use]
    pub(crate) fn profile(&self) -> QuestionProfile<'_> {
        QuestionProfile {
            subjects: &self.asking.subjects,
            negated: self.negated,
            has_content_word: self.has_content_word,
            words: self.asking.words.len(),
        }
    }

    /// How sure the best match is, 0 to 1; 0 when there is none.
    #[must_use]
    pub(crate) fn confidence(&self) -> f32 {
        self.candidates.first().map_or(0.0, |best| best.confidence)
    }
}
