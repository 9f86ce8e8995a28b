//! What an encoder changes, with vectors made by hand.

use std::sync::Arc;

use super::fused::fused;
use super::{SentenceVectors, Similarity, VectorIndex};
use crate::corpus::load_plain;
use crate::decide::Decision;
use crate::engine::Engine;
use crate::text::Question;

/// Has a direction for each word that it knows; is late with every question when it is slow.
#[derive(Debug)]
struct Planted {
    directions: &'static [(&'static str, usize)],
    is_slow: bool,
}

impl Planted {
    fn vector(&self, text: &str) -> Vec<f32> {
        let mut vector = [0.1_f32; 4];
        for (word, direction) in self.directions {
            if text.split(' ').any(|one| one == *word) {
                vector[*direction] += 1.0;
            }
        }
        let length = vector.iter().map(|number| number * number).sum::<f32>().sqrt();
        vector.iter().map(|number| number / length).collect()
    }
}

impl SentenceVectors for Planted {
    fn of_phrasings(&self, texts: &[&str]) -> Vec<Vec<f32>> {
        texts.iter().map(|text| self.vector(text)).collect()
    }

    fn of_question(&self, text: &str) -> Option<Vec<f32>> {
        (!self.is_slow).then(|| self.vector(text))
    }
}

const TOPIC: &str = r#"
title = "House"
[[entry]]
id = "pets"
question = "Are dogs allowed?"
also_asked = ["may I bring a cat"]
passage = ""
[[entry]]
id = "money"
question = "What does a card cost?"
also_asked = ["price of a ticket"]
passage = ""
[[entry]]
id = "hours"
question = "When does it open?"
also_asked = ["opening times"]
passage = ""
"#;

const DIRECTIONS: &[(&str, usize)] =
    &[("dogs", 0), ("cat", 0), ("puppy", 0), ("cost", 1), ("card", 1), ("price", 1), ("open", 2), ("opening", 2)];

fn engine(planted: Option<Planted>) -> Engine {
    let faq = load_plain(&[("topics/t.toml", TOPIC)]).expect("loads");
    Engine::with_vectors(faq, planted.map(|planted| Arc::new(planted) as Arc<dyn SentenceVectors>))
}

#[test]
fn an_encoder_finds_what_shares_no_word() {
    let asked = Question::new("is my puppy welcome?");
    let with = engine(Some(Planted { directions: DIRECTIONS, is_slow: false }));
    let best = with.explain(&asked).matches.remove(0);
    assert_eq!(best.id.as_str(), "pets");
    let share = best.encoder.expect("it was read");
    assert!(share.similarity.margin > 0.2 && share.similarity.probability > 0.5, "{share:?}");
    assert!(with.has_encoder() && !engine(None).has_encoder());
}

#[test]
fn a_late_encoder_changes_nothing() {
    let (late, without) = (engine(Some(Planted { directions: DIRECTIONS, is_slow: true })), engine(None));
    for asked in ["is my puppy welcome?", "what does the card cost", "when does it open, and are dogs allowed?", ""] {
        let asked = Question::new(asked);
        assert_eq!(late.explain(&asked), without.explain(&asked));
    }
}

#[test]
fn an_encoder_stays_with_another_corpus() {
    let with = engine(Some(Planted { directions: DIRECTIONS, is_slow: false }));
    let other = load_plain(&[("topics/t.toml", &TOPIC.replace("\"opening times\"", "\"puppy\""))]).expect("loads");
    let like = with.like(other);
    assert!(like.has_encoder());
    let decided = like.decide(&Question::new("what does a card cost")).decision;
    assert!(matches!(decided, Decision::Answer(id) if id.as_str() == "money"));
}

#[test]
fn similarities_are_of_the_targets_own_phrasings() {
    let planted = Planted { directions: DIRECTIONS, is_slow: false };
    let rows = planted.of_phrasings(&["dogs", "cat", "price", "open"]);
    let index = VectorIndex::new(&rows, vec![0, 0, 1, 2], 3);
    let near = index.similarities(&planted.vector("puppy")).expect("of the same length");
    assert_eq!(near.iter().map(|one| one.phrasings).collect::<Vec<_>>(), [2, 1, 1]);
    assert_eq!(near.iter().map(|one| one.nearest).collect::<Vec<_>>(), [0, 2, 3]);
    assert!((near[0].nearest_cosine - 1.0).abs() < 1e-5 && (near[0].centroid - 1.0).abs() < 1e-5);
    assert!(near[0].margin > 0.5 && near[1].margin < -0.5 && near[2].margin < -0.5, "{near:?}");
    assert!((near.iter().map(|one| one.probability).sum::<f32>() - 1.0).abs() < 1e-5);
    assert!(near[0].probability > 0.9, "{near:?}");
    assert_eq!(index.similarities(&[1.0; 3]), None, "vectors of another encoder");
    let again = VectorIndex::new(&rows, vec![0, 0, 1, 2], 3);
    assert_eq!(again.similarities(&planted.vector("puppy")), Some(near), "the same again");
}

#[test]
fn a_confidence_rises_with_each_of_its_parts() {
    let similarity = |margin, probability| Similarity {
        nearest: 0,
        nearest_cosine: 0.5,
        centroid: 0.5,
        probability,
        phrasings: 3,
        margin,
    };
    let sure = fused(Some(0.9), &similarity(0.2, 0.9));
    assert!((0.76..1.0).contains(&sure), "{sure}");
    assert!(fused(Some(0.5), &similarity(0.2, 0.9)) < sure);
    assert!(fused(Some(0.9), &similarity(0.1, 0.9)) < sure);
    assert!(fused(Some(0.9), &similarity(0.2, 0.8)) < sure);
    assert!(fused(None, &similarity(-0.2, 0.01)) < 0.05);
    for extreme in [0.0, 1.0] {
        assert!(fused(Some(extreme), &similarity(0.0, extreme)).is_finite());
    }
}

const SAFETY: &str = r#"
happening = ["i"]
in_general = []
fillers = []
[[red_flag]]
id = "bleeding"
reply = "emergency"
phrases = ["{vomit} ~ blood"]
signs = []
unless = []
[groups]
vomit = ["vomiting", "throwing up"]
"#;

#[test]
fn what_is_like_a_red_flag_points_to_help_and_is_answered_as_before() {
    const LIKE: &[(&str, usize)] = &[("dogs", 0), ("cost", 1), ("card", 1), ("blood", 3), ("gore", 3)];
    let faq = || load_plain(&[("topics/t.toml", TOPIC), ("safety.toml", SAFETY)]).expect("loads");
    let with = Engine::with_vectors(faq(), Some(Arc::new(Planted { directions: LIKE, is_slow: false })));
    let check = |engine: &Engine, asked: &str, near: bool| {
        let outcome = engine.decide(&Question::new(asked));
        assert_eq!(outcome.near_red_flag.is_some(), near, "{asked}: {outcome:?}");
        assert!(!near || outcome.points_to_help());
        outcome
    };
    check(&with, "gore everywhere", true);
    check(&with, "what does a card cost", false);
    // Nearer to a phrasing than to any red flag.
    check(&with, "are dogs allowed with a card?", false);
    // Where a rule speaks, nothing need be added.
    let raised = check(&with, "I am vomiting blood", false);
    assert!(matches!(raised.decision, Decision::Urgent(_)));
    check(&Engine::new(faq()), "gore everywhere", false);
    let slow = Engine::with_vectors(faq(), Some(Arc::new(Planted { directions: LIKE, is_slow: true })));
    check(&slow, "gore everywhere", false);
}
