//! What went wrong, in the order to look at it: questions that were not served, and what was taken for something else.

use std::collections::BTreeMap;

use super::cases::Sets;
use crate::corpus::Id;
use crate::decide::Decision;
use crate::scorecard::{Grade, Judged};

/// The grades that are misses, the worst first. A question that was offered what fits is not one.
pub(super) const MISSES: [Grade; 4] = [Grade::MissedRedFlag, Grade::FalseAlarm, Grade::Wrong, Grade::Missed];

/// Every question with a grade, with the name of its set, in the order of the files.
pub(super) fn with_grade(sets: &Sets, grade: Grade) -> impl Iterator<Item = (&str, &Judged)> {
    sets.iter()
        .flat_map(|(name, judged)| judged.iter().map(move |judged| (name.as_str(), judged)))
        .filter(move |(_, judged)| judged.grade == grade)
}

/// What was taken for something else.
#[derive(Default)]
pub(super) struct Confused<'a> {
    /// The id that fits, the first where several do; `None` when nothing does.
    pub(super) meant: Option<&'a str>,
    /// The best match, which does not fit.
    pub(super) taken_for: &'a str,
    /// How often its passage was quoted.
    pub(super) quoted: usize,
    /// How often it was ranked first and something else was done than quoting it.
    pub(super) ranked_first: usize,
}

/// What was taken for what, passages that were quoted before all else, then the most frequent first.
pub(super) fn confusion(sets: &Sets) -> Vec<Confused<'_>> {
    let mut confused: BTreeMap<(Option<&str>, &str), Confused<'_>> = BTreeMap::new();
    for judged in sets.iter().flat_map(|(_, judged)| judged).filter(|judged| !judged.best_fits) {
        let meant = judged.case.gold.first().map(String::as_str);
        let Some(taken_for) = judged.outcome.best.as_ref().map(Id::as_str) else { continue };
        let quoted = matches!(judged.outcome.decision, Decision::Answer(_));
        let ranked_first = meant.is_some() && matches!(judged.grade, Grade::Offered | Grade::Missed);
        if quoted || ranked_first {
            let pair = confused.entry((meant, taken_for)).or_default();
            *pair = Confused {
                meant,
                taken_for,
                quoted: pair.quoted + usize::from(quoted),
                ranked_first: pair.ranked_first + usize::from(!quoted),
            };
        }
    }
    let mut confused: Vec<Confused<'_>> = confused.into_values().collect();
    confused.sort_by_key(|pair| std::cmp::Reverse((pair.quoted, pair.ranked_first)));
    confused
}

/// The decision and the id it is about, as one phrase.
pub(super) fn decided(judged: &Judged) -> String {
    let decision = &judged.outcome.decision;
    match (decision.name(), decision.id()) {
        (decision, Some(id)) => format!("{decision} {id}"),
        (decision, None) => decision.to_owned(),
    }
}
