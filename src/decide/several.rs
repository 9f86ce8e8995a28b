//! A message that asks several things: what is decided about each becomes one decision.

use super::thresholds::{MOST_OFFERED, WORTH_OFFERING_BESIDE};
use super::{Decision, Reason};
use crate::corpus::Id;

/// What was decided about one thing that a message asks.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided {
    /// The decision.
    pub decision: Decision,
    /// Why.
    pub reason: Reason,
    /// How sure the best match is, 0 to 1.
    pub confidence: f32,
}

/// One decision from those about each of several things that a message asks, and from the one about all of it.
///
/// What is asked beside an answer and is not understood ("is anybody there?") is set aside, and so is a courtesy beside
/// anything else. Two answers are two choices.
#[must_use]
pub fn combine(whole: Decided, parts: &[Decided]) -> Decided {
    let mut answers: Vec<&Id> = Vec::new();
    let mut gap: Option<&Decided> = None;
    for part in parts {
        match &part.decision {
            Decision::Answer(id) if !answers.contains(&id) => answers.push(id),
            Decision::Gap { .. } if gap.is_none_or(|best| best.confidence < part.confidence) => gap = Some(part),
            _ => {}
        }
    }
    if let Some(Decided { decision: Decision::Gap { id, offered }, reason, confidence }) = gap {
        let offered = listed(answers.into_iter().chain(offered));
        return Decided {
            decision: Decision::Gap { id: id.clone(), offered },
            reason: *reason,
            confidence: *confidence,
        };
    }
    let unsure: Vec<&[Id]> = parts.iter().filter_map(unsure).collect();
    match (&*answers, &*unsure) {
        ([_], []) => first(parts, |decision| matches!(decision, Decision::Answer(_))).unwrap_or(whole),
        _ if answers.len() < 2 && matches!(whole.decision, Decision::Answer(_) | Decision::Gap { .. }) => whole,
        ([], []) => match whole.decision {
            Decision::Unknown => first(parts, |decision| *decision != Decision::Unknown).unwrap_or(whole),
            _ => whole,
        },
        ([], [_]) => first(parts, |decision| matches!(decision, Decision::Choose(_))).unwrap_or(whole),
        _ => {
            let firsts = unsure.iter().filter_map(|ids| ids.first());
            let rest = unsure.iter().flat_map(|ids| ids.iter().skip(1));
            let ids = listed(answers.into_iter().chain(firsts).chain(rest));
            let confidence = parts.iter().map(|part| part.confidence).fold(0.0, f32::max);
            match ids.len() {
                0 | 1 => whole,
                _ => Decided { decision: Decision::Choose(ids), reason: Reason::SeveralAsked, confidence },
            }
        }
    }
}

/// What a part offers, if it is worth offering beside the others.
fn unsure(part: &Decided) -> Option<&[Id]> {
    match &part.decision {
        Decision::Choose(ids) if part.confidence >= WORTH_OFFERING_BESIDE => Some(ids),
        _ => None,
    }
}

fn first(parts: &[Decided], is_wanted: impl Fn(&Decision) -> bool) -> Option<Decided> {
    parts.iter().find(|part| is_wanted(&part.decision)).cloned()
}

/// Each id once, as many as are offered at the most.
fn listed<'a>(ids: impl Iterator<Item = &'a Id>) -> Vec<Id> {
    let mut listed: Vec<Id> = Vec::new();
    for id in ids {
        if listed.len() < MOST_OFFERED && !listed.contains(id) {
            listed.push(id.clone());
        }
    }
    listed
}
