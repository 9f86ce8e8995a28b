//! Learning from rivals: a phrasing that could be taken for another target pushes the two apart.
//!
//! A target's centroid is a weighted sum of its phrasings. Multinomial logistic regression on the kernels, by stochastic
//! gradient descent that starts from the centroids and stops early, moves these weights: a phrasing is added to its own
//! target, and taken from its rivals, by as much as they are likely to be mistaken for it (Bishop, Pattern Recognition
//! and Machine Learning, 2006, 4.3.4). What a phrasing's own target scores is counted without the phrasing itself.
//! Phrasings come in order and steps are fixed, so the same corpus gives the same corrections.

use rayon::prelude::*;

use super::index::Text;
use super::lexical::{KERNELS, Weighted};
use super::semantic::dot;
use super::weights::{LEAST_TO_LEARN, LEAST_WEIGHT_TO_LEARN, MOST_RIVALS, RIVAL_ROUNDS, RIVAL_SHARPNESS, RIVAL_STEP};
use crate::language::DIMS;

/// A part of a target's centroid: `weight` times the phrasing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Part {
    pub(super) target: usize,
    pub(super) phrasing: usize,
    pub(super) weight: f32,
}

/// Learns what is added to the centroids, ordered by phrasing.
///
/// `parts` are what the centroids are made of to begin with, one for each text, in the order of the texts; `features`
/// how many features each lexical kernel has.
pub(super) fn learn(texts: &[Text], parts: &[Part], features: [usize; KERNELS]) -> Vec<Part> {
    held(texts, parts, features).iter().flat_map(Contest::learned).collect()
}

/// Holds the phrasings against their rivals, round after round.
fn held(texts: &[Text], parts: &[Part], features: [usize; KERNELS]) -> Vec<Contest> {
    let targets = parts.last().map_or(0, |part| part.target + 1);
    let samples = Samples::new(texts, features);
    let mut centroids = Centroids::new(targets, samples.rows);
    let mut counts = vec![0.0_f32; targets];
    for part in parts {
        centroids.add(samples.of(part.phrasing), &[(part.target, part.weight)]);
        counts[part.target] += 1.0;
    }
    // With one phrasing alone there is nothing to learn from.
    let learners = parts.par_iter().filter(|part| counts[part.target] > 1.0);
    let mut contests: Vec<Contest> =
        learners.map(|part| Contest::new(part, &centroids, samples.of(part.phrasing))).collect();
    for round in 0..RIVAL_ROUNDS {
        let step = RIVAL_STEP * (1.0 - round as f32 / RIVAL_ROUNDS as f32);
        for contest in &mut contests {
            let sample = samples.of(contest.part.phrasing);
            let moves = contest.moves(&centroids, sample, counts[contest.part.target], step);
            centroids.add(sample, &moves);
        }
    }
    contests
}

/// A phrasing with the targets it is held against, its own first.
struct Contest {
    part: Part,
    targets: Vec<usize>,
    /// How much of the phrasing each of the targets has learned.
    learned: Vec<f32>,
}

impl Contest {
    fn new(part: &Part, centroids: &Centroids, sample: Sample<'_>) -> Self {
        let mut targets = vec![part.target];
        targets.extend(centroids.nearest_others(sample, part.target));
        Self { part: *part, learned: vec![0.0; targets.len()], targets }
    }

    /// How far the phrasing moves which centroids; noted as learned.
    fn moves(&mut self, centroids: &Centroids, sample: Sample<'_>, count: f32, step: f32) -> Vec<(usize, f32)> {
        let mut scores = centroids.scores(sample, &self.targets);
        scores.iter_mut().zip(&self.learned).for_each(|(score, learned)| *score += sample.alone * learned);
        // A phrasing's K with itself is 1.
        let itself = self.part.weight + self.learned[0];
        let own = (scores[0] + sample.alone * self.part.weight - itself) * count / (count - 1.0);
        let odds: Vec<f32> = scores[1..].iter().map(|score| (RIVAL_SHARPNESS * (score - own)).exp()).collect();
        let all = 1.0 + odds.iter().sum::<f32>();
        let mut moves = vec![(self.targets[0], 0.0)];
        for (at, odds) in (1..).zip(&odds).filter(|(_, odds)| **odds >= LEAST_TO_LEARN * all) {
            let push = step * odds / all;
            moves[0].1 += push;
            moves.push((self.targets[at], -push));
            self.learned[at] -= push;
        }
        self.learned[0] += moves[0].1;
        moves
    }

    fn learned(&self) -> impl Iterator<Item = Part> {
        let learned = self.targets.iter().zip(&self.learned).filter(|(_, weight)| **weight != 0.0);
        learned.map(|(&target, &weight)| Part { target, weight, ..self.part })
    }
}

/// The phrasings as vectors whose products are nearly K: what weighs something and others have too, row by row.
struct Samples<'a> {
    texts: &'a [Text],
    /// For each phrasing, where its first entry stands; one more at the end.
    starts: Vec<usize>,
    entries: Vec<Weighted>,
    /// See [`Sample::alone`].
    alone: Vec<f32>,
    /// How many features are heavy in more than one phrasing: each is a row of the centroids.
    rows: usize,
}

/// One of the [`Samples`].
#[derive(Clone, Copy)]
struct Sample<'a> {
    /// The heavy features that other phrasings have too.
    entries: &'a [Weighted],
    /// The square of the length of all others, which are held to meet nothing but themselves.
    alone: f32,
    meaning: &'a [f32; DIMS],
    /// The share of the semantic kernel.
    semantic: f32,
}

impl<'a> Samples<'a> {
    fn new(texts: &'a [Text], features: [usize; KERNELS]) -> Self {
        let mut rows = features.map(|count| vec![0; count]);
        for entry in texts.iter().flat_map(entries).filter(Entry::is_heavy) {
            rows[entry.kernel][entry.feature] += 1;
        }
        let shared = rows.iter().flatten().filter(|count| **count > 1).sum::<u32>();
        let mut next = 0;
        for row in rows.iter_mut().flatten() {
            *row = if *row > 1 { next } else { ALONE };
            next += u32::from(*row != ALONE);
        }
        let mut samples = Self {
            texts,
            starts: vec![0],
            entries: Vec::with_capacity(shared as usize),
            alone: Vec::with_capacity(texts.len()),
            rows: next as usize,
        };
        for text in texts {
            let mut alone = 0.0;
            for entry in entries(text) {
                match rows[entry.kernel][entry.feature] {
                    row if row != ALONE && entry.is_heavy() => samples.entries.push((row, entry.weight)),
                    _ => alone += entry.weight * entry.weight,
                }
            }
            samples.alone.push(alone);
            samples.starts.push(samples.entries.len());
        }
        samples
    }

    fn of(&self, phrasing: usize) -> Sample<'_> {
        let Text { meaning, .. } = &self.texts[phrasing];
        Sample {
            entries: &self.entries[self.starts[phrasing]..self.starts[phrasing + 1]],
            alone: self.alone[phrasing],
            meaning: &meaning.vector,
            semantic: self.texts[phrasing].shares().semantic,
        }
    }
}

/// Stands for the row of a feature that is heavy in one phrasing at the most.
const ALONE: u32 = u32::MAX;

/// A feature of a phrasing with its weight in K, all kernels alike.
struct Entry {
    kernel: usize,
    feature: usize,
    weight: f32,
}

impl Entry {
    fn is_heavy(&self) -> bool {
        self.weight >= LEAST_WEIGHT_TO_LEARN
    }
}

fn entries(text: &Text) -> impl Iterator<Item = Entry> {
    let roots = text.shares().lexical.map(f32::sqrt);
    (0..KERNELS).flat_map(move |kernel| {
        let entry = move |&(feature, weight): &Weighted| Entry {
            kernel,
            feature: feature as usize,
            weight: roots[kernel] * weight,
        };
        text.features[kernel].iter().map(entry)
    })
}

/// The centroids while they change: every weight has its place.
struct Centroids {
    targets: usize,
    /// Row by row, the weight in each target.
    weights: Vec<f32>,
    meanings: Vec<[f32; DIMS]>,
}

impl Centroids {
    fn new(targets: usize, rows: usize) -> Self {
        Self { targets, weights: vec![0.0; rows * targets], meanings: vec![[0.0; DIMS]; targets] }
    }

    fn row(&self, row: u32) -> &[f32] {
        &self.weights[row as usize * self.targets..][..self.targets]
    }

    fn add(&mut self, sample: Sample<'_>, moves: &[(usize, f32)]) {
        for &(row, weight) in sample.entries {
            let row = &mut self.weights[row as usize * self.targets..][..self.targets];
            moves.iter().for_each(|&(target, factor)| row[target] += factor * weight);
        }
        for &(target, factor) in moves {
            let meaning = self.meanings[target].iter_mut().zip(sample.meaning);
            meaning.for_each(|(sum, value)| *sum += factor * value);
        }
    }

    /// How well a text fits each of the targets, without what it shares with itself alone.
    fn scores(&self, sample: Sample<'_>, targets: &[usize]) -> Vec<f32> {
        let meanings = targets.iter().map(|&target| &self.meanings[target]);
        let mut scores: Vec<f32> = meanings.map(|own| sample.semantic * dot(sample.meaning, own)).collect();
        for &(row, weight) in sample.entries {
            let row = self.row(row);
            scores.iter_mut().zip(targets).for_each(|(score, &target)| *score += weight * row[target]);
        }
        scores
    }

    /// The targets nearest to a text, without its own and those that the nearest leaves far behind.
    fn nearest_others(&self, sample: Sample<'_>, own: usize) -> Vec<usize> {
        let mut others: Vec<usize> = (0..self.targets).filter(|&other| other != own).collect();
        let mut scores = self.meanings.iter().map(|own| sample.semantic * dot(sample.meaning, own)).collect::<Vec<_>>();
        for &(row, weight) in sample.entries {
            scores.iter_mut().zip(self.row(row)).for_each(|(score, own)| *score += weight * own);
        }
        if others.len() > MOST_RIVALS {
            others.select_nth_unstable_by(MOST_RIVALS, |&a, &b| scores[b].total_cmp(&scores[a]).then(a.cmp(&b)));
            others.truncate(MOST_RIVALS);
        }
        others.sort_unstable();
        others
    }
}

#[cfg(test)]
mod tests {
    use super::{
        Centroids, Contest, DIMS, LEAST_TO_LEARN, LEAST_WEIGHT_TO_LEARN, MOST_RIVALS, Part, RIVAL_ROUNDS,
        RIVAL_SHARPNESS, RIVAL_STEP, Sample, Samples, learn,
    };
    use crate::language::{LanguageData, language_data};
    use crate::matcher::ReadWord;
    use crate::matcher::index::Text;
    use crate::matcher::lexical::Lexicon;
    use crate::matcher::semantic::dot;
    use crate::text::words;

    fn english() -> &'static LanguageData {
        language_data("en").expect("English is known")
    }

    fn learned(targets: &[&[&str]]) -> Vec<Part> {
        let phrasings: Vec<_> =
            targets.iter().enumerate().flat_map(|(at, texts)| texts.iter().map(move |text| (at, text))).collect();
        let read: Vec<(usize, Vec<ReadWord<'_>>)> =
            phrasings.into_iter().map(|(at, text)| (at, words(text).map(ReadWord::as_typed).collect())).collect();
        let lexicon = Lexicon::learn(english().stemmer(), &read);
        let texts: Vec<Text> =
            read.iter().map(|(_, words)| Text::new(&english().word_table, &lexicon, words)).collect();
        let part = |(phrasing, &(target, _)): (usize, &(usize, _))| Part {
            target,
            phrasing,
            weight: 1.0 / targets[target].len() as f32 / 0.9,
        };
        let parts: Vec<Part> = read.iter().enumerate().map(part).collect();
        learn(&texts, &parts, std::array::from_fn(|kernel| lexicon.len(kernel)))
    }

    #[test]
    fn a_phrasing_near_a_rival_pushes_the_two_apart() {
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

    fn texts(all: &[&'static str]) -> (Lexicon, Vec<Text>) {
        let read = |text| words(text).map(ReadWord::as_typed).collect();
        let read: Vec<(usize, Vec<ReadWord<'_>>)> = all.iter().enumerate().map(|(at, text)| (at, read(text))).collect();
        let lexicon = Lexicon::learn(english().stemmer(), &read);
        let texts = read.iter().map(|(_, words)| Text::new(&english().word_table, &lexicon, words)).collect();
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
            let itself = sample.semantic * dot(sample.meaning, sample.meaning) + lexical;
            assert!((itself - 1.0).abs() < 1e-4, "{text:?}: {itself}");
        }
        assert!(!samples.of(0).entries.is_empty() && samples.of(2).entries.is_empty());
    }

    #[test]
    fn a_target_that_the_nearest_leaves_far_behind_is_no_rival() {
        let parts = learned(&[
            &["how warm is the bath", "temperature of the bath"],
            &["how warm is the room", "temperature of the room"],
            &["xqzzkw", "xqzzkw vbnmpo"],
        ]);
        let (far, near): (Vec<Part>, Vec<Part>) =
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
        let mut meaning = [0.0; DIMS];
        meaning[0] = 1.0;
        then(Sample { entries: &[(0, 0.5_f32.sqrt())], alone: 0.25, meaning: &meaning, semantic: 0.25 })
    }

    /// The centroids when the phrasing is one of two of target 0, and its K with the other is `own`; each of the rivals
    /// has one phrasing.
    fn centroids(sample: Sample<'_>, own: f32, rivals: &[f32]) -> Centroids {
        centroids_of(2.0, sample, own, rivals)
    }

    /// The same when the phrasing is one of `count`.
    fn centroids_of(count: f32, sample: Sample<'_>, own: f32, rivals: &[f32]) -> Centroids {
        let mut centroids = Centroids::new(1 + rivals.len(), 1);
        let share = 1.0 / count;
        centroids.add(sample, &[(0, share)]);
        for (target, (k, weight)) in
            std::iter::once((own, 1.0 - share)).chain(rivals.iter().map(|k| (*k, 1.0))).enumerate()
        {
            let other = Sample { entries: &[(0, k / sample.entries[0].1)], meaning: &[0.0; DIMS], ..sample };
            centroids.add(other, &[(target, weight)]);
        }
        centroids
    }

    const PART: Part = Part { target: 0, phrasing: 0, weight: 0.5 };

    fn contest(rivals: usize) -> Contest {
        Contest { part: PART, targets: (0..=rivals).collect(), learned: vec![0.0; 1 + rivals] }
    }

    #[track_caller]
    fn check_moves(own: f32, rivals: &[f32], expected: &[f32]) {
        let step = 0.1;
        let mut contest = contest(rivals.len());
        let moves = with_sample(|sample| contest.moves(&centroids(sample, own, rivals), sample, 2.0, step));
        let moved = |target| moves.iter().filter(|(at, _)| *at == target).map(|(_, factor)| factor).sum::<f32>();
        for (target, (expected, learned)) in expected.iter().zip(&contest.learned).enumerate() {
            assert!((moved(target) - step * expected).abs() < 1e-4, "{own} {rivals:?}: {moves:?}");
            assert_eq!(*learned, moved(target), "{own} {rivals:?}: {moves:?}");
        }
    }

    #[test]
    fn a_phrasing_is_taken_from_its_rivals_by_as_much_as_it_is_mistaken_for_them() {
        // So much more of K is odds of three to one.
        let three = 3.0_f32.ln() / RIVAL_SHARPNESS;
        check_moves(0.4, &[0.4], &[0.5, -0.5]);
        check_moves(0.4, &[0.4, 0.4], &[2.0 / 3.0, -1.0 / 3.0, -1.0 / 3.0]);
        check_moves(0.4, &[0.4 + three], &[0.75, -0.75]);
        check_moves(0.4, &[0.4 - three], &[0.25, -0.25]);
        check_moves(0.2, &[0.2 + three, 0.2], &[0.8, -0.6, -0.2]);
        check_moves(0.0, &[1.0], &[1.0, -1.0]);
        // What it is hardly ever mistaken for teaches nothing.
        let odds = |share: f32| (share / (1.0 - share)).ln() / RIVAL_SHARPNESS;
        check_moves(0.4, &[0.4, 0.0], &[0.5, -0.5, 0.0]);
        check_moves(0.4, &[0.4 + odds(0.9 * LEAST_TO_LEARN)], &[0.0, 0.0]);
        let less = 0.9 * LEAST_TO_LEARN;
        let half = (1.0 - less) / 2.0;
        check_moves(0.4, &[0.4, 0.4 + (less / half).ln() / RIVAL_SHARPNESS], &[half, -half, 0.0]);
        check_moves(0.4, &[0.4 + odds(1.1 * LEAST_TO_LEARN)], &[1.1 * LEAST_TO_LEARN, -1.1 * LEAST_TO_LEARN]);
        check_moves(0.9, &[], &[0.0]);
    }

    #[test]
    fn a_phrasing_is_held_against_the_mean_of_the_others_of_its_target() {
        for count in [2.0, 3.0, 5.0] {
            let part = Part { weight: 1.0 / count, ..PART };
            let mut contest = Contest { part, ..contest(1) };
            with_sample(|sample| contest.moves(&centroids_of(count, sample, 0.4, &[0.4]), sample, count, 0.1));
            let near = |found: f32, expected: f32| (found - expected).abs() < 1e-4;
            assert!(
                near(contest.learned[0], 0.05) && near(contest.learned[1], -0.05),
                "{count}: {:?}",
                contest.learned
            );
        }
    }

    #[test]
    fn what_a_phrasing_has_learned_counts_for_the_rival_and_not_for_itself() {
        let (own, step) = (0.3, 0.1);
        let mut contest = contest(1);
        with_sample(|sample| {
            let mut centroids = centroids(sample, own, &[own]);
            let first = contest.moves(&centroids, sample, 2.0, step);
            centroids.add(sample, &first);
            contest.moves(&centroids, sample, 2.0, step);
        });
        // The rival is further away by the half of a step, the own target as far away as it was.
        let odds = (-RIVAL_SHARPNESS * step / 2.0).exp();
        let expected = step * (0.5 + odds / (1.0 + odds));
        assert!((contest.learned[0] - expected).abs() < 1e-5, "{:?}, expected {expected}", contest.learned);
        let learned: Vec<Part> = contest.learned().collect();
        let weights = contest.learned;
        assert_eq!(learned, [Part { weight: weights[0], ..PART }, Part { target: 1, weight: weights[1], ..PART }]);
    }

    #[test]
    fn steps_grow_smaller_from_round_to_round() {
        let parts = learned(&[&["warm bath", "opening hours"], &["warm bath", "warm baths"]]);
        // Wholly mistaken, so that every step is taken in full: a first, and then ever less.
        let expected = RIVAL_STEP * (RIVAL_ROUNDS as f32 + 1.0) / 2.0;
        for (target, sign) in [(0, 1.0), (1, -1.0)] {
            let part = parts.iter().find(|part| (part.target, part.phrasing) == (target, 0)).expect("it is mistaken");
            assert!((part.weight - sign * expected).abs() < 0.001, "{part:?}, expected {expected}");
        }
    }

    #[test]
    fn the_nearest_others_are_the_rivals() {
        let rivals = |ks: &[f32]| with_sample(|sample| centroids(sample, 0.9, ks).nearest_others(sample, 0));
        assert!(rivals(&[]).is_empty());
        assert_eq!(rivals(&[0.5]), [1]);
        assert_eq!(rivals(&[0.5, 0.5, 0.4]), [1, 2, 3]);
        let most = MOST_RIVALS;
        assert_eq!(rivals(&vec![0.5; most]), (1..=most).collect::<Vec<_>>());
        assert_eq!(rivals(&vec![0.5; most + 4]), (1..=most).collect::<Vec<_>>());
        assert_eq!(rivals(&[vec![0.4; 4], vec![0.5; most]].concat()), (5..5 + most).collect::<Vec<_>>());
        assert_eq!(rivals(&[vec![0.4; 4], vec![0.5; most - 1]].concat()).len(), most);
        // Of every target but the phrasing's own.
        assert_eq!(with_sample(|sample| centroids(sample, 0.9, &[0.4, 0.4]).nearest_others(sample, 1)), [0, 2]);
    }
}
