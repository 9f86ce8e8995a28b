//! A message that asks several things: what is decided about each becomes one decision.

use super::decision::{Decision, Reason};
use super::thresholds::{MOST_OFFERED, WORTH_OFFERING_BESIDE};
use crate::corpus::Id;

/// What was decided about one thing that a message asks.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Decided {
    /// The decision.
    pub(crate) decision: Decision,
    /// Why.
    pub(crate) reason: Reason,
    /// How sure the best match is, 0 to 1.
    pub(crate) confidence: f32,
}

/// One decision from those about each of several things that a message asks, and from the one about all of it.
///
/// What is asked beside an answer and is not understood ("is anybody there?") is set aside, and so is a courtesy beside
/// anything else. Two answers are two choices.
#[must_use]
pub(crate) fn combine(whole: Decided, parts: &[Decided]) -> Decided {
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
        ([], [_]) => parts.iter().find(|part| self::unsure(part).is_some()).cloned().unwrap_or(whole),
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

#[cfg(test)]
mod tests {
    use super::{Decided, MOST_OFFERED, WORTH_OFFERING_BESIDE, combine};
    use crate::corpus::Id;
    use crate::decide::{Decision, Reason};

    fn id(name: &str) -> Id {
        Id::new(name).expect("a name")
    }

    fn ids(names: &str) -> Vec<Id> {
        names.split_whitespace().map(id).collect()
    }

    /// What was decided, written as it is shown: `answer a`, `choose a b`, `gap g: a b`.
    fn decided(shown: &str, confidence: f32) -> Decided {
        let (kind, rest) = shown.split_once(' ').unwrap_or((shown, ""));
        let (decision, reason) = match kind {
            "answer" => (Decision::Answer(id(rest)), Reason::Sure),
            "choose" => (Decision::Choose(ids(rest)), Reason::Unsure),
            "gap" => {
                let (gap, offered) = rest.split_once(':').expect("a gap and what it offers");
                (Decision::Gap { id: id(gap), offered: ids(offered) }, Reason::Sure)
            }
            "courtesy" => (Decision::Courtesy(id(rest)), Reason::Sure),
            _ => (Decision::Unknown, Reason::NothingNear),
        };
        Decided { decision, reason, confidence }
    }

    fn shown(decision: &Decision) -> String {
        let listed = |ids: &[Id]| ids.iter().map(Id::as_str).collect::<Vec<_>>().join(" ");
        match decision {
            Decision::Urgent(id) => format!("urgent {id}"),
            Decision::Answer(id) => format!("answer {id}"),
            Decision::Choose(ids) => format!("choose {}", listed(ids)),
            Decision::Gap { id, offered } => format!("gap {id}: {}", listed(offered)),
            Decision::Courtesy(id) => format!("courtesy {id}"),
            Decision::Unknown => "unknown".to_owned(),
        }
    }

    /// Parts that are sure enough to count, and what comes of them.
    #[track_caller]
    fn check(whole: &str, parts: &[&str], expected: &str, why: Reason) {
        let parts: Vec<Decided> = parts.iter().map(|part| decided(part, WORTH_OFFERING_BESIDE)).collect();
        let made = combine(decided(whole, 0.9), &parts);
        assert_eq!((shown(&made.decision).as_str(), made.reason), (expected, why), "{whole}: {parts:#?}");
    }

    #[track_caller]
    fn check_parts(parts: &[(&str, f32)], expected: &str, confidence: f32) {
        let parts: Vec<Decided> = parts.iter().map(|&(part, confidence)| decided(part, confidence)).collect();
        let made = combine(decided("unknown", 0.0), &parts);
        assert_eq!((shown(&made.decision).as_str(), made.confidence), (expected, confidence), "{parts:#?}");
    }

    #[test]
    fn one_answer_beside_nothing_understood_is_the_answer() {
        for beside in ["unknown", "courtesy hello", "answer a"] {
            for whole in ["unknown", "answer b", "choose b c", "courtesy hello"] {
                check(whole, &["answer a", beside], "answer a", Reason::Sure);
                check(whole, &[beside, "answer a"], "answer a", Reason::Sure);
            }
        }
    }

    #[test]
    fn two_answers_are_two_choices() {
        let both = "choose a b";
        for whole in ["unknown", "answer a", "answer c", "gap g: c", "choose c d"] {
            check(whole, &["answer a", "answer b"], both, Reason::SeveralAsked);
            check(whole, &["answer a", "courtesy hello", "answer b", "answer a"], both, Reason::SeveralAsked);
        }
        check("unknown", &["answer a", "answer b", "choose c d"], "choose a b c d", Reason::SeveralAsked);
        let five = ["answer a", "answer b", "answer c", "answer d", "answer e"];
        check("unknown", &five, "choose a b c d", Reason::SeveralAsked);
        assert!(MOST_OFFERED < five.len());
    }

    #[test]
    fn a_gap_goes_first_and_offers_the_answers_too() {
        check("unknown", &["gap g: a b", "unknown"], "gap g: a b", Reason::Sure);
        check("answer c", &["gap g: a b", "unknown"], "gap g: a b", Reason::Sure);
        check("unknown", &["answer c", "gap g: a b"], "gap g: c a b", Reason::Sure);
        check("unknown", &["gap g: a b", "answer b"], "gap g: b a", Reason::Sure);
        check("unknown", &["gap g: a b c d", "answer e"], "gap g: e a b c", Reason::Sure);
        check("unknown", &["gap g: a b", "choose c d"], "gap g: a b", Reason::Sure);
        // The surer of two.
        check_parts(&[("gap g: a", 0.3), ("gap h: b", 0.4)], "gap h: b", 0.4);
        check_parts(&[("gap g: a", 0.4), ("gap h: b", 0.4)], "gap g: a", 0.4);
        check_parts(&[("answer c", 0.9), ("gap g: a", 0.4), ("gap h: b", 0.3)], "gap g: c a", 0.4);
    }

    #[test]
    fn what_is_unsure_is_offered_beside_the_rest() {
        check("unknown", &["choose a b", "unknown"], "choose a b", Reason::Unsure);
        check("unknown", &["courtesy hello", "choose a b"], "choose a b", Reason::Unsure);
        check("unknown", &["answer a", "choose b c"], "choose a b c", Reason::SeveralAsked);
        check("unknown", &["answer a", "choose a b"], "choose a b", Reason::SeveralAsked);
        // The first of each before the others of any.
        check("unknown", &["choose a b", "choose c d"], "choose a c b d", Reason::SeveralAsked);
        check("unknown", &["choose a b c", "choose d e"], "choose a d b c", Reason::SeveralAsked);
        // All in one may be understood when no two parts are.
        check("answer c", &["choose a b", "unknown"], "answer c", Reason::Sure);
        check("answer c", &["choose a b", "answer a"], "answer c", Reason::Sure);
        check("gap g: c", &["choose a b", "choose c d"], "gap g: c", Reason::Sure);
        check("choose c d", &["choose a b", "unknown"], "choose a b", Reason::Unsure);
    }

    #[test]
    fn a_choice_that_is_hardly_likely_is_not_offered_beside_others() {
        let (worth, less) = (WORTH_OFFERING_BESIDE, WORTH_OFFERING_BESIDE.next_down());
        check_parts(&[("answer a", 0.9), ("choose b c", worth)], "choose a b c", 0.9);
        check_parts(&[("answer a", 0.9), ("choose b c", less)], "answer a", 0.9);
        check_parts(&[("choose a b", 0.5), ("choose c d", less)], "choose a b", 0.5);
        check_parts(&[("choose c d", less), ("choose a b", 0.5)], "choose a b", 0.5);
        check_parts(&[("choose a b", worth), ("choose c d", 0.5)], "choose a c b d", 0.5);
        // Alone it is all there is.
        check_parts(&[("unknown", 0.0), ("choose c d", less)], "choose c d", less);
    }

    #[test]
    fn when_no_part_is_understood_all_in_one_counts() {
        check("choose a b", &["unknown", "unknown"], "choose a b", Reason::Unsure);
        check("choose a b", &["courtesy hello", "unknown"], "choose a b", Reason::Unsure);
        check("courtesy hello", &["unknown", "unknown"], "courtesy hello", Reason::Sure);
        check("answer a", &["unknown", "unknown"], "answer a", Reason::Sure);
        check("unknown", &["unknown", "courtesy hello"], "courtesy hello", Reason::Sure);
        check("unknown", &["unknown", "unknown"], "unknown", Reason::NothingNear);
        check("unknown", &[], "unknown", Reason::NothingNear);
        check("answer a", &[], "answer a", Reason::Sure);
    }
}
