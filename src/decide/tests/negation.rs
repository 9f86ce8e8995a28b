//! A question that is negated, beside entries and gaps that are and that are not.

use super::{
    ABOUT_NOTHING, COST, GAPS, HEAT, HELLO, NEGATED, RFA, TACE, TACE_NOT, check, covering, faq, rules, scored, sure,
};
use crate::decide::thresholds::LEAST_OF_UNNEGATED;
use crate::decide::{Candidate, Reason, SubjectFit};

#[test]
fn a_negated_question_gets_only_what_is_asked_negated() {
    let second = sure(RFA, 0.0);
    let covers = |covers_negated| [Candidate { covers_negated, ..sure(TACE_NOT, 1.0) }, second];
    check(NEGATED, &covers(true), "answer tace-not", Reason::Sure);
    check(NEGATED, &covers(false), "choose tace-not rfa", Reason::Negated);
    check(ABOUT_NOTHING, &covers(true), "answer tace-not", Reason::Sure);
    check(ABOUT_NOTHING, &covers(false), "answer tace-not", Reason::Sure);
    // A gap that is asked so, when it is nearly as good a match.
    let gap = |score| [sure(TACE, 1.0), second, Candidate { covers_negated: true, ..scored(HEAT, score) }];
    check(NEGATED, &gap(LEAST_OF_UNNEGATED), "gap heat: tace grows", Reason::Negated);
    check(NEGATED, &gap(LEAST_OF_UNNEGATED.next_down()), "choose tace rfa", Reason::Negated);
    check(ABOUT_NOTHING, &gap(1.0), "answer tace", Reason::Sure);
}

#[test]
fn who_is_asked_negated_stands_in_the_phrasings() {
    let rules = rules(&faq(GAPS));
    for (target, expected) in [(TACE_NOT, true), (TACE, false), (HEAT, true), (COST, false), (HELLO, true)] {
        assert_eq!(rules.covers_negated(target), expected, "{target:?}");
    }
}

#[test]
fn a_negated_question_goes_to_the_gap_that_is() {
    let (best, second) = (sure(TACE, 1.0), sure(RFA, 0.0));
    let negated = |target, score| Candidate { covers_negated: true, ..scored(target, score) };
    let beside = |gap| [best, second, gap];
    let least = LEAST_OF_UNNEGATED;
    check(NEGATED, &beside(negated(HEAT, 1.0)), "gap heat: tace grows", Reason::Negated);
    check(NEGATED, &beside(negated(HEAT, least)), "gap heat: tace grows", Reason::Negated);
    check(NEGATED, &beside(negated(HEAT, least.next_down())), "choose tace rfa", Reason::Negated);
    // A gap that is not asked negated, a courtesy, and one about another subject.
    check(NEGATED, &beside(scored(COST, 1.0)), "choose tace rfa", Reason::Negated);
    check(NEGATED, &beside(negated(HELLO, 1.0)), "choose tace rfa", Reason::Negated);
    let other = covering(SubjectFit::Other, negated(HEAT, 1.0));
    check(NEGATED, &beside(other), "choose tace rfa", Reason::Negated);
    // An entry that covers it and fits better is among what is offered.
    let entry_first = [best, negated(TACE_NOT, 0.9), negated(HEAT, 0.8)];
    check(NEGATED, &entry_first, "choose tace tace-not", Reason::Negated);
    let gap_first = [best, negated(HEAT, 0.9), negated(TACE_NOT, 0.8)];
    check(NEGATED, &gap_first, "gap heat: tace grows", Reason::Negated);
    // Only when something would be quoted otherwise.
    check(NEGATED, &[scored(TACE, 1.0), second, negated(HEAT, 1.0)], "choose tace rfa", Reason::Unsure);
    check(ABOUT_NOTHING, &beside(negated(HEAT, 1.0)), "answer tace", Reason::Sure);
}
