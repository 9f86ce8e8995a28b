//! From which confidence on a passage is quoted.

use super::{ABOUT_NOTHING, GAPS, GROWS, RFA, check, check_beside, of_match, spoken_of, sure};
use crate::decide::thresholds::{
    ANSWER_FLOOR, ANSWER_FLOOR_BESIDE_GAPS, ANSWER_FLOOR_WITH_ONE_PHRASING, ENCODER_FLOOR,
    ENCODER_FLOOR_WITH_ONE_PHRASING, MOST_CONFIDENCE_ASKED, NEAR_BY_VECTORS, WELL_COVERED,
};
use crate::decide::{Candidate, Reason};
use crate::matcher::{EncoderShare, Match, Similarity};

#[test]
fn what_is_far_by_vectors_needs_more_confidence() {
    let read = |confidence, phrasings, nearness| {
        let similarity = Similarity {
            nearest: 0,
            nearest_cosine: nearness,
            centroid: nearness,
            probability: 1.0,
            phrasings,
            margin: 0.0,
        };
        let encoder = Some(EncoderShare { similarity, alone: None });
        of_match(sure(GROWS, confidence), |found| Match { phrasings, encoder, ..found })
    };
    for (phrasings, nearness, floor) in [
        (5, 1.0, ENCODER_FLOOR),
        (5, NEAR_BY_VECTORS, ENCODER_FLOOR),
        (5, NEAR_BY_VECTORS - 0.1, ENCODER_FLOOR + 0.1),
        (1, 1.0, ENCODER_FLOOR_WITH_ONE_PHRASING),
        (1, NEAR_BY_VECTORS - 0.05, ENCODER_FLOOR_WITH_ONE_PHRASING),
        (1, NEAR_BY_VECTORS - 0.1, ENCODER_FLOOR + 0.1),
        (5, 0.0, MOST_CONFIDENCE_ASKED),
    ] {
        let other = sure(RFA, 0.0);
        let below = [read(floor - 0.001, phrasings, nearness), other];
        check_beside("", ABOUT_NOTHING, &below, "choose grows rfa", Reason::Unsure);
        let above = [read(floor + 0.001, phrasings, nearness), other];
        check_beside("", ABOUT_NOTHING, &above, "answer grows", Reason::Sure);
    }
}

#[test]
fn a_passage_is_quoted_from_the_floor_up() {
    let covered =
        |coverage, phrasings| of_match(spoken_of(sure(GROWS, 1.0), coverage), |found| Match { phrasings, ..found });
    for (gaps, best, floor) in [
        ("", covered(1.0, 5), ANSWER_FLOOR),
        ("", covered(1.0, 1), ANSWER_FLOOR_WITH_ONE_PHRASING),
        (GAPS, covered(1.0, 5), ANSWER_FLOOR_BESIDE_GAPS),
        (GAPS, covered(WELL_COVERED, 1), ANSWER_FLOOR_BESIDE_GAPS),
        (GAPS, covered(WELL_COVERED.next_down(), 5), ANSWER_FLOOR),
    ] {
        let other = sure(RFA, 0.0);
        let with = |confidence| Candidate { confidence, ..best };
        check_beside(gaps, ABOUT_NOTHING, &[with(1.0), other], "answer grows", Reason::Sure);
        check_beside(gaps, ABOUT_NOTHING, &[with(floor), other], "answer grows", Reason::Sure);
        let below = with(floor.next_down());
        check_beside(gaps, ABOUT_NOTHING, &[below, other], "choose grows rfa", Reason::Unsure);
        check_beside(gaps, ABOUT_NOTHING, &[below], "unknown", Reason::NothingNear);
    }
    check(ABOUT_NOTHING, &[], "unknown", Reason::NothingNear);
}
