//! What targets learn from each other's phrasings.

use super::centroid_part::CentroidPart;
use super::centroids::Centroids;
use super::samples::{Sample, Samples};
use super::train::{Example, train};
use crate::language::{DIMS, english};
use crate::matcher::Token;
use crate::matcher::features::{Lexicon, TextFeatures, dot};
use crate::matcher::weights::{
    EPOCHS, INVERSE_TEMPERATURE, LEARNING_RATE, LEAST_TO_LEARN, LEAST_WEIGHT_TO_LEARN, MOST_HARD_NEGATIVES,
};
use crate::text::words;

fn learned(targets: &[&[&str]]) -> Vec<CentroidPart> {
    let phrasings: Vec<_> =
        targets.iter().enumerate().flat_map(|(at, texts)| texts.iter().map(move |text| (at, text))).collect();
    let read: Vec<(usize, Vec<Token<'_>>)> =
        phrasings.into_iter().map(|(at, text)| (at, words(text).map(Token::as_typed).collect())).collect();
    let lexicon = Lexicon::learn(english().stemmer(), &read);
    let texts: Vec<TextFeatures> =
        read.iter().map(|(_, words)| TextFeatures::new(&english().word_table, &lexicon, words)).collect();
    let part = |(phrasing, &(target, _)): (usize, &(usize, _))| CentroidPart {
        target,
        phrasing,
        weight: 1.0 / targets[target].len() as f32 / 0.9,
    };
    let parts: Vec<CentroidPart> = read.iter().enumerate().map(part).collect();
    train(&texts, &parts, std::array::from_fn(|kernel| lexicon.len(kernel)))
}

#[test]
fn a_phrasing_near_another_target_pushes_the_two_apart() {
    let parts = learned(&[
        &["how is the needle heated", "how warm is the bath"],
        &["how warm is the room", "how warm is the water"],
    ]);
    let weight = |target, phrasing| {
        parts.iter().find(|part| (part.target, part.phrasing) == (target, phrasing)).map_or(0.0, |part| part.weight)
    };
    assert!(weight(0, 1) > 0.0 && weight(1, 1) < 0.0, "{parts:?}");
    assert!(weight(0, 1) > weight(0, 0), "what is not mistaken teaches less: {parts:?}");
}

fn texts(all: &[&'static str]) -> (Lexicon, Vec<TextFeatures>) {
    let read = |text| words(text).map(Token::as_typed).collect();
    let read: Vec<(usize, Vec<Token<'_>>)> = all.iter().enumerate().map(|(at, text)| (at, read(text))).collect();
    let lexicon = Lexicon::learn(english().stemmer(), &read);
    let texts = read.iter().map(|(_, words)| TextFeatures::new(&english().word_table, &lexicon, words)).collect();
    (lexicon, texts)
}

#[test]
fn what_weighs_little_is_not_looked_at() {
    // One word said often among many said once each.
    let once = ('a'..='z').flat_map(|first| ["ba", "de", "fi", "go"].map(|rest| format!("{first}{rest}q ")));
    let text: &'static str = (once.collect::<String>() + &"bath ".repeat(20)).leak();
    let (lexicon, texts) = texts(&[text, text]);
    let samples = Samples::new(&texts, std::array::from_fn(|kernel| lexicon.len(kernel)));
    let sample = samples.of(0);
    assert!(sample.entries.iter().all(|(_, weight)| *weight >= LEAST_WEIGHT_TO_LEARN), "{:?}", sample.entries);
    assert!(!sample.entries.is_empty() && sample.alone > 0.1, "{} {}", sample.entries.len(), sample.alone);
}

#[test]
fn what_only_one_phrasing_has_counts_for_itself_alone() {
    let (lexicon, texts) = texts(&["how warm is the bath", "how warm is the room", "xqzzkw"]);
    let samples = Samples::new(&texts, std::array::from_fn(|kernel| lexicon.len(kernel)));
    for (at, text) in texts.iter().enumerate() {
        let sample = samples.of(at);
        let lexical = sample.alone + sample.entries.iter().map(|(_, weight)| weight * weight).sum::<f32>();
        let itself = sample.semantic * dot(sample.embedding, sample.embedding) + lexical;
        assert!((itself - 1.0).abs() < 1e-4, "{text:?}: {itself}");
    }
    assert!(!samples.of(0).entries.is_empty() && samples.of(2).entries.is_empty());
}

#[test]
fn a_target_that_the_nearest_leaves_far_behind_is_no_negative() {
    let parts = learned(&[
        &["how warm is the bath", "temperature of the bath"],
        &["how warm is the room", "temperature of the room"],
        &["xqzzkw", "xqzzkw vbnmpo"],
    ]);
    let (far, near): (Vec<CentroidPart>, Vec<CentroidPart>) =
        parts.iter().partition(|part| (part.target == 2) != (part.phrasing >= 4));
    assert!(far.is_empty() && !near.is_empty(), "{parts:?}");
}

#[test]
fn targets_far_apart_stay_as_they_are() {
    assert_eq!(learned(&[&["liver surgery", "surgery of the liver"], &["opening hours", "hours of opening"]]), []);
}

#[test]
fn what_stands_alone_has_nothing_to_learn_from() {
    assert_eq!(learned(&[]), []);
    assert_eq!(learned(&[&["how warm is the bath", "how warm is the water"]]), [], "no rival");
    assert_eq!(learned(&[&["how warm is the bath"], &["how warm is the water"]]), [], "one phrasing each");
}

/// A phrasing of length 1: a half in a feature that others have too, a quarter in what it has alone, and a quarter
/// in its meaning.
fn with_sample<T>(then: impl FnOnce(Sample<'_>) -> T) -> T {
    let mut embedding = [0.0; DIMS];
    embedding[0] = 1.0;
    then(Sample { entries: &[(0, 0.5_f32.sqrt())], alone: 0.25, embedding: &embedding, semantic: 0.25 })
}

/// The centroids when the phrasing is one of two of target 0, and its K with the other is `own`; each of the negatives
/// has one phrasing.
fn centroids(sample: Sample<'_>, own: f32, negatives: &[f32]) -> Centroids {
    centroids_of(2.0, sample, own, negatives)
}

/// The same when the phrasing is one of `count`.
fn centroids_of(count: f32, sample: Sample<'_>, own: f32, negatives: &[f32]) -> Centroids {
    let mut centroids = Centroids::new(1 + negatives.len(), 1);
    let share = 1.0 / count;
    centroids.add(sample, &[(0, share)]);
    for (target, (k, weight)) in
        std::iter::once((own, 1.0 - share)).chain(negatives.iter().map(|k| (*k, 1.0))).enumerate()
    {
        let other = Sample { entries: &[(0, k / sample.entries[0].1)], embedding: &[0.0; DIMS], ..sample };
        centroids.add(other, &[(target, weight)]);
    }
    centroids
}

const PART: CentroidPart = CentroidPart { target: 0, phrasing: 0, weight: 0.5 };

fn example(negatives: usize) -> Example {
    Example { part: PART, targets: (0..=negatives).collect(), learned: vec![0.0; 1 + negatives] }
}

#[track_caller]
fn check_moves(own: f32, negatives: &[f32], expected: &[f32]) {
    let step = 0.1;
    let mut example = example(negatives.len());
    let moves = with_sample(|sample| example.moves(&centroids(sample, own, negatives), sample, 2.0, step));
    let moved = |target| moves.iter().filter(|(at, _)| *at == target).map(|(_, factor)| factor).sum::<f32>();
    for (target, (expected, learned)) in expected.iter().zip(&example.learned).enumerate() {
        assert!((moved(target) - step * expected).abs() < 1e-4, "{own} {negatives:?}: {moves:?}");
        assert_eq!(*learned, moved(target), "{own} {negatives:?}: {moves:?}");
    }
}

#[test]
fn a_phrasing_is_taken_from_its_negatives_by_as_much_as_it_is_mistaken_for_them() {
    // So much more of K is odds of three to one.
    let three = 3.0_f32.ln() / INVERSE_TEMPERATURE;
    check_moves(0.4, &[0.4], &[0.5, -0.5]);
    check_moves(0.4, &[0.4, 0.4], &[2.0 / 3.0, -1.0 / 3.0, -1.0 / 3.0]);
    check_moves(0.4, &[0.4 + three], &[0.75, -0.75]);
    check_moves(0.4, &[0.4 - three], &[0.25, -0.25]);
    check_moves(0.2, &[0.2 + three, 0.2], &[0.8, -0.6, -0.2]);
    check_moves(0.0, &[1.0], &[1.0, -1.0]);
    // What it is hardly ever mistaken for teaches nothing.
    let odds = |share: f32| (share / (1.0 - share)).ln() / INVERSE_TEMPERATURE;
    check_moves(0.4, &[0.4, 0.0], &[0.5, -0.5, 0.0]);
    check_moves(0.4, &[0.4 + odds(0.9 * LEAST_TO_LEARN)], &[0.0, 0.0]);
    let less = 0.9 * LEAST_TO_LEARN;
    let half = (1.0 - less) / 2.0;
    check_moves(0.4, &[0.4, 0.4 + (less / half).ln() / INVERSE_TEMPERATURE], &[half, -half, 0.0]);
    check_moves(0.4, &[0.4 + odds(1.1 * LEAST_TO_LEARN)], &[1.1 * LEAST_TO_LEARN, -1.1 * LEAST_TO_LEARN]);
    check_moves(0.9, &[], &[0.0]);
}

#[test]
fn a_phrasing_is_held_against_the_mean_of_the_others_of_its_target() {
    for count in [2.0, 3.0, 5.0] {
        let part = CentroidPart { weight: 1.0 / count, ..PART };
        let mut example = Example { part, ..example(1) };
        with_sample(|sample| example.moves(&centroids_of(count, sample, 0.4, &[0.4]), sample, count, 0.1));
        let near = |found: f32, expected: f32| (found - expected).abs() < 1e-4;
        assert!(near(example.learned[0], 0.05) && near(example.learned[1], -0.05), "{count}: {:?}", example.learned);
    }
}

#[test]
fn what_a_phrasing_has_learned_counts_for_the_negative_and_not_for_itself() {
    let (own, step) = (0.3, 0.1);
    let mut example = example(1);
    with_sample(|sample| {
        let mut centroids = centroids(sample, own, &[own]);
        let first = example.moves(&centroids, sample, 2.0, step);
        centroids.add(sample, &first);
        example.moves(&centroids, sample, 2.0, step);
    });
    // The negative is further away by the half of a step, the own target as far away as it was.
    let odds = (-INVERSE_TEMPERATURE * step / 2.0).exp();
    let expected = step * (0.5 + odds / (1.0 + odds));
    assert!((example.learned[0] - expected).abs() < 1e-5, "{:?}, expected {expected}", example.learned);
    let learned: Vec<CentroidPart> = example.learned().collect();
    let weights = example.learned;
    assert_eq!(
        learned,
        [CentroidPart { weight: weights[0], ..PART }, CentroidPart { target: 1, weight: weights[1], ..PART }]
    );
}

#[test]
fn steps_grow_smaller_from_round_to_round() {
    let parts = learned(&[&["warm bath", "opening hours"], &["warm bath", "warm baths"]]);
    // Wholly mistaken, so that every step is taken in full: a first, and then ever less.
    let expected = LEARNING_RATE * (EPOCHS as f32 + 1.0) / 2.0;
    for (target, sign) in [(0, 1.0), (1, -1.0)] {
        let part = parts.iter().find(|part| (part.target, part.phrasing) == (target, 0)).expect("it is mistaken");
        assert!((part.weight - sign * expected).abs() < 0.001, "{part:?}, expected {expected}");
    }
}

#[test]
fn the_nearest_others_are_the_hard_negatives() {
    let negatives = |ks: &[f32]| with_sample(|sample| centroids(sample, 0.9, ks).nearest_others(sample, 0));
    assert!(negatives(&[]).is_empty());
    assert_eq!(negatives(&[0.5]), [1]);
    assert_eq!(negatives(&[0.5, 0.5, 0.4]), [1, 2, 3]);
    let most = MOST_HARD_NEGATIVES;
    assert_eq!(negatives(&vec![0.5; most]), (1..=most).collect::<Vec<_>>());
    assert_eq!(negatives(&vec![0.5; most + 4]), (1..=most).collect::<Vec<_>>());
    assert_eq!(negatives(&[vec![0.4; 4], vec![0.5; most]].concat()), (5..5 + most).collect::<Vec<_>>());
    assert_eq!(negatives(&[vec![0.4; 4], vec![0.5; most - 1]].concat()).len(), most);
    // Of every target but the phrasing's own.
    assert_eq!(with_sample(|sample| centroids(sample, 0.9, &[0.4, 0.4]).nearest_others(sample, 1)), [0, 2]);
}
