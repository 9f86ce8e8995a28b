//! A question that is negated, beside entries and gaps that are and that are not.

use super::{
    ABOUT_NOTHING, COST, GAPS, HEAT, HELLO, RFA, TACE, TACE_NOT, TURNED, check, covering, faq, rules, scored, sure,
};
use crate::decide::thresholds::LEAST_OF_UNNEGATED;
use crate::decide::{Candidate, Reason, SubjectFit};

#[test]
fn a_question_turned_around_gets_only_what_is_asked_turned_around() {
    let second = sure(RFA, 0.0);
    let covers = |covers_negated| [Candidate { covers_negated, ..sure(TACE_NOT, 1.0) }, second];
    check(TURNED, &covers(true), "answer tace-not", Reason::Sure);
    check(TURNED, &covers(false), "choose tace-not rfa", Reason::Negated);
    check(ABOUT_NOTHING, &covers(true), "answer tace-not", Reason::Sure);
    check(ABOUT_NOTHING, &covers(false), "answer tace-not", Reason::Sure);
    // A gap that is asked so, when it is nearly as good a match.
    let gap = |score| [sure(TACE, 1.0), second, Candidate { covers_negated: true, ..scored(HEAT, score) }];
    check(TURNED, &gap(LEAST_OF_UNNEGATED), "gap heat: tace grows", Reason::Negated);
    check(TURNED, &gap(LEAST_OF_UNNEGATED.next_down()), "choose tace rfa", Reason::Negated);
    check(ABOUT_NOTHING, &gap(1.0), "answer tace", Reason::Sure);
}

#[test]
fn who_is_asked_turned_around_stands_in_the_phrasings() {
    let rules = rules(&faq(GAPS));
    for (target, expected) in [(TACE_NOT, true), (TACE, false), (HEAT, true), (COST, false), (HELLO, true)] {
        assert_eq!(rules.covers_negated(target), expected, "{target:?}");
    }
}

#[test]
fn a_question_turned_around_goes_to_the_gap_that_is() {
    let (best, second) = (sure(TACE, 1.0), sure(RFA, 0.0));
    let negated = |target, score| Candidate { covers_negated: true, ..scored(target, score) };
    let beside = |gap| [best, second, gap];
    let least = LEAST_OF_UNNEGATED;
    check(TURNED, &beside(negated(HEAT, 1.0)), "gap heat: tace grows", Reason::Negated);
    check(TURNED, &beside(negated(HEAT, least)), "gap heat: tace grows", Reason::Negated);
    check(TURNED, &beside(negated(HEAT, least.next_down())), "choose tace rfa", Reason::Negated);
    // A gap that is not asked negated, a courtesy, and one about another subject.
    check(TURNED, &beside(scored(COST, 1.0)), "choose tace rfa", Reason::Negated);
    check(TURNED, &beside(negated(HELLO, 1.0)), "choose tace rfa", Reason::Negated);
    let other = covering(SubjectFit::Other, negated(HEAT, 1.0));
    check(TURNED, &beside(other), "choose tace rfa", Reason::Negated);
    // An entry that covers it and fits better is among what is offered.
    let entry_first = [best, negated(TACE_NOT, 0.9), negated(HEAT, 0.8)];
    check(TURNED, &entry_first, "choose tace tace-not", Reason::Negated);
    let gap_first = [best, negated(HEAT, 0.9), negated(TACE_NOT, 0.8)];
    check(TURNED, &gap_first, "gap heat: tace grows", Reason::Negated);
    // Only when something would be quoted otherwise.
    check(TURNED, &[scored(TACE, 1.0), second, negated(HEAT, 1.0)], "choose tace rfa", Reason::Unsure);
    check(ABOUT_NOTHING, &beside(negated(HEAT, 1.0)), "answer tace", Reason::Sure);
}
