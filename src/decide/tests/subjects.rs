//! What is quoted and offered of subjects that a question names and does not name.

use super::{
    ABOUT_LASERS, ABOUT_MICROWAVES, ABOUT_NOTHING, ABOUT_TACE, ABOUT_TACE_AND_RFA, BARE, BOTH, COST, GROWS, HELLO, HOT,
    RFA, TACE, TACE_NOT, TACE_STAY, WEEKS, check, check_beside, check_offered, check_offered_about, covering, scored,
    sure, with_unknown,
};
use crate::decide::thresholds::{
    GAP_FLOOR, GAP_FLOOR_BESIDE_SUBJECTS, LEAST_BESIDE_ANOTHER_SUBJECT, LEAST_OF_BEST, OFFER_FLOOR,
};
use crate::decide::{QuestionProfile, Reason, SubjectFit};

#[test]
fn a_passage_about_another_subject_is_neither_quoted_nor_offered() {
    let tace = sure(TACE, 1.0);
    let rest = [sure(GROWS, 0.0), sure(BARE, 0.0)];
    let with = |coverage| [covering(coverage, tace), rest[0], rest[1]];
    check(ABOUT_TACE, &with(SubjectFit::Named), "answer tace", Reason::Sure);
    check(ABOUT_NOTHING, &with(SubjectFit::Open), "answer tace", Reason::Sure);
    check(ABOUT_LASERS, &with(SubjectFit::Other), "choose grows bare", Reason::OtherSubject);
    // What is meant is the other subject, and nothing about this one is as near.
    let far = |score| [scored(GROWS, score), scored(BARE, score), covering(SubjectFit::Other, tace)];
    check_offered(&far(LEAST_BESIDE_ANOTHER_SUBJECT), "grows bare");
    check_offered(&far(LEAST_BESIDE_ANOTHER_SUBJECT.next_down()), "");
    check(ABOUT_LASERS, &with(SubjectFit::Other)[..1], "unknown", Reason::OtherSubject);
    check(ABOUT_LASERS, &with(SubjectFit::Other)[..2], "unknown", Reason::OtherSubject);
    check_offered(&[rest[0], covering(SubjectFit::Other, tace), rest[1]], "grows bare");
}

#[test]
fn a_related_entry_about_another_subject_is_not_offered() {
    let alone = [scored(HOT, 1.0)];
    let far = [alone[0], scored(WEEKS, LEAST_OF_BEST.next_down())];
    check_offered_about(ABOUT_NOTHING, &alone, "hot rfa");
    check_offered_about(ABOUT_TACE, &alone, "hot tace");
    check_offered_about(ABOUT_LASERS, &alone, "hot bare");
    check_offered_about(ABOUT_LASERS, &far, "hot bare");
    check(ABOUT_LASERS, &alone, "choose hot bare", Reason::Unsure);
    // None that is related fits: the next best.
    let only = [scored(TACE_NOT, 1.0), scored(WEEKS, 0.0)];
    check_offered_about(ABOUT_TACE, &only[..1], "");
    check_offered_about(ABOUT_TACE, &only, "tace-not weeks");
}

#[test]
fn a_subject_that_the_text_lacks_leads_to_its_gap_however_sure_the_match() {
    let other = covering(SubjectFit::Other, sure(TACE, 1.0));
    check(ABOUT_MICROWAVES, &[sure(GROWS, 1.0)], "gap heat: grows", Reason::SubjectNotInText);
    check(ABOUT_MICROWAVES, &[other], "gap heat: grows", Reason::SubjectNotInText);
    check(ABOUT_MICROWAVES, &[sure(HELLO, 1.0)], "gap heat: grows", Reason::SubjectNotInText);
    let both = QuestionProfile { subjects: &[0, 2], ..ABOUT_NOTHING };
    check(both, &[sure(GROWS, 1.0)], "gap heat: grows", Reason::SubjectNotInText);
    // A gap that is meant itself goes first.
    check(ABOUT_MICROWAVES, &[sure(COST, GAP_FLOOR)], "gap cost: grows weeks again rest", Reason::Sure);
    let below = sure(COST, GAP_FLOOR.next_down());
    check(ABOUT_MICROWAVES, &[below], "gap heat: grows", Reason::SubjectNotInText);
    // No gap owns lasers, and entries are about TACE.
    check(ABOUT_LASERS, &[sure(GROWS, 1.0)], "answer grows", Reason::Sure);
    check(ABOUT_TACE, &[sure(GROWS, 1.0)], "answer grows", Reason::Sure);
    check_beside("", ABOUT_MICROWAVES, &[sure(GROWS, 1.0)], "answer grows", Reason::Sure);
    // Even when nothing was matched.
    check(ABOUT_MICROWAVES, &[], "gap heat: grows", Reason::SubjectNotInText);
    check(ABOUT_LASERS, &[], "unknown", Reason::NothingNear);
}

#[test]
fn what_is_meant_of_another_subject_leaves_little_to_offer() {
    for other in [1.0, 0.9] {
        let tace = covering(SubjectFit::Other, scored(TACE, other));
        let least = LEAST_BESIDE_ANOTHER_SUBJECT * other;
        check_offered_about(ABOUT_LASERS, &[scored(GROWS, least), scored(BARE, least), tace], "grows bare");
        check_offered_about(ABOUT_LASERS, &[scored(GROWS, least.next_down()), scored(BARE, least), tace], "");
        // How much less the others fit is seen beside the best that may be offered.
        let far = scored(BARE, least * LEAST_OF_BEST);
        check_offered_about(ABOUT_LASERS, &[scored(GROWS, least), far, tace], "grows bare");
    }
    // One that fits hardly keeps nothing back.
    let tace = covering(SubjectFit::Other, scored(TACE, OFFER_FLOOR));
    check_offered_about(ABOUT_LASERS, &[scored(GROWS, OFFER_FLOOR), scored(BARE, OFFER_FLOOR), tace], "grows bare");
}

#[test]
fn two_subjects_get_the_best_entry_of_each() {
    let other = |target, score| covering(SubjectFit::Other, scored(target, score));
    let two = |tace, rfa| [other(TACE, tace), other(TACE_STAY, tace), other(RFA, rfa)];
    check(ABOUT_TACE_AND_RFA, &two(1.0, 0.9), "choose tace rfa", Reason::Unsure);
    check(ABOUT_TACE_AND_RFA, &two(0.9, 1.0), "choose rfa tace", Reason::Unsure);
    check(ABOUT_TACE_AND_RFA, &two(1.0, OFFER_FLOOR), "choose tace rfa", Reason::Unsure);
    check(ABOUT_TACE_AND_RFA, &two(1.0, OFFER_FLOOR.next_down()), "unknown", Reason::NothingNear);
    check(ABOUT_TACE_AND_RFA, &two(1.0, 0.9)[..2], "unknown", Reason::NothingNear);
    // However sure one of them is.
    let sure_of_one = [covering(SubjectFit::Other, sure(TACE, 1.0)), other(RFA, 0.9)];
    check(ABOUT_TACE_AND_RFA, &sure_of_one, "choose tace rfa", Reason::OtherSubject);
    // One that is named alone is offered as ever.
    check(ABOUT_TACE, &two(1.0, 0.9), "unknown", Reason::NothingNear);
    check(
        ABOUT_NOTHING,
        &[scored(BARE, 1.0), scored(TACE, 0.9), scored(RFA, 0.9)],
        "choose bare tace rfa",
        Reason::Unsure,
    );
    // One entry about both stands for both.
    let both = covering(SubjectFit::Named, sure(BOTH, 1.0));
    check(ABOUT_TACE_AND_RFA, &[both, other(TACE, 0.9), other(RFA, 0.9)], "answer both", Reason::Sure);
    let unsure = [covering(SubjectFit::Named, scored(BOTH, 1.0)), scored(BARE, 0.9), other(TACE, 0.9), other(RFA, 0.9)];
    check(ABOUT_TACE_AND_RFA, &unsure, "choose both bare", Reason::Unsure);
    // What is not about either is meant when both fit far less.
    let least = LEAST_BESIDE_ANOTHER_SUBJECT;
    let beside = |score| [scored(BARE, 1.0), scored(GROWS, 1.0), other(TACE, score), other(RFA, score)];
    check(ABOUT_TACE_AND_RFA, &beside(least), "choose tace rfa", Reason::Unsure);
    check(ABOUT_TACE_AND_RFA, &beside(least.next_down()), "choose bare grows", Reason::Unsure);
    // A word that nothing speaks of is about neither.
    let unknown = [with_unknown(sure(BARE, 1.0)), sure(GROWS, 0.0), other(TACE, 1.0), other(RFA, 1.0)];
    check(ABOUT_TACE_AND_RFA, &unknown, "choose bare grows", Reason::UnknownWord);
}

#[test]
fn a_gap_beside_two_subjects_has_to_be_surer() {
    let other = |target| covering(SubjectFit::Other, scored(target, 0.9));
    let beside = |confidence| [sure(COST, confidence), other(TACE), other(RFA)];
    let (floor, below) = (GAP_FLOOR_BESIDE_SUBJECTS, GAP_FLOOR_BESIDE_SUBJECTS.next_down());
    check(ABOUT_TACE_AND_RFA, &beside(floor), "gap cost: grows weeks again rest", Reason::Sure);
    check(ABOUT_TACE_AND_RFA, &beside(below), "choose tace rfa", Reason::Unsure);
    // One of the two has no entry that is near, or only one is named.
    check(ABOUT_TACE_AND_RFA, &beside(below)[..2], "gap cost: grows weeks again rest", Reason::Sure);
    check(ABOUT_TACE, &beside(below), "gap cost: grows tace weeks again", Reason::Sure);
}
