//! The index over all phrasings: every kernel's features with the phrasings that have them, and each target's shape.

use std::num::NonZeroUsize;

use super::lexical::{Features, KERNELS, Lexicon, Weighted};
use super::reading::ReadWord;
use super::rivals::{self, Correction, Pairs};
use super::semantic::{Meaning, dot, meaning};
use super::table::DIMS;
use super::weights::{ALL_KERNELS, CENTROID_SHARE, LEXICAL, MOST_PHRASINGS_TO_LEARN, SEMANTIC};

/// More threads than this gain nothing on a corpus small enough to be learned from.
const MOST_THREADS: usize = 4;

/// All phrasings of all targets, ready to be scored against a question.
#[derive(Debug)]
pub(crate) struct Index {
    pub(crate) lexicon: Lexicon,
    postings: [Postings; KERNELS],
    meanings: Vec<[f32; DIMS]>,
    /// For each target, its first phrasing; one more at the end.
    starts: Vec<usize>,
    /// For each target, √(mean K among its own phrasings): how close together they are.
    spreads: Vec<f32>,
    /// What was learned from phrasings that look like another target's.
    corrections: Vec<Correction>,
}

/// For each feature, the phrasings that have it with its weight there.
#[derive(Debug)]
struct Postings {
    starts: Vec<u32>,
    entries: Vec<Weighted>,
}

/// How well a target fits a question.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Scored {
    /// The target's number.
    pub(crate) target: usize,
    /// (nearest + 2 · centroid) / 3, about 0 to 1.2.
    pub(crate) score: f32,
    /// The phrasing nearest to the question, counted over all targets.
    pub(crate) nearest: usize,
    /// Its K, 0 to 1.
    pub(crate) nearest_k: f32,
    /// Mean K over the target's phrasings, divided by its spread.
    pub(crate) centroid: f32,
}

impl Index {
    /// Builds the index; `phrasings` come with the number of their target, ascending from 0 without holes.
    pub(crate) fn build(phrasings: &[(usize, Vec<ReadWord<'_>>)]) -> Self {
        let lexicon = Lexicon::learn(phrasings);
        let features: Vec<Features> = phrasings.iter().map(|(_, words)| lexicon.features(words)).collect();
        let meanings: Vec<_> = phrasings.iter().map(|(_, words)| meaning(words)).collect();
        let mut starts = Vec::new();
        for (number, (target, _)) in phrasings.iter().enumerate() {
            if *target == starts.len() {
                starts.push(number);
            }
        }
        starts.push(phrasings.len());
        let spreads =
            starts.windows(2).map(|range| spread(&features[range[0]..range[1]], &meanings[range[0]..range[1]]));
        let spreads = spreads.collect();
        let postings = std::array::from_fn(|kernel| {
            Postings::build(lexicon.len(kernel), features.iter().map(|features| features[kernel].as_slice()))
        });
        let vectors = meanings.iter().map(|meaning| meaning.vector).collect();
        let mut index = Self { lexicon, postings, meanings: vectors, starts, spreads, corrections: Vec::new() };
        if phrasings.len() <= MOST_PHRASINGS_TO_LEARN {
            index.corrections = rivals::learn(&index.starts, &index.spreads, &index.all_pairs(&meanings, &features));
        }
        index
    }

    /// How many phrasings a target has.
    pub(crate) fn phrasings_of(&self, target: usize) -> usize {
        self.starts[target + 1] - self.starts[target]
    }

    /// Every target with its score, in the order of the targets.
    pub(crate) fn score(&self, words: &[ReadWord<'_>]) -> Vec<Scored> {
        let kernels = self.kernels(words);
        let mut corrected = vec![0.0; self.spreads.len()];
        for correction in &self.corrections {
            corrected[correction.target] += correction.weight * kernels[correction.phrasing];
        }
        let score = |(target, range): (usize, &[usize])| {
            let own = &kernels[range[0]..range[1]];
            let (nearest, &nearest_k) = own.iter().enumerate().rev().max_by(|a, b| a.1.total_cmp(b.1))?;
            let centroid = own.iter().sum::<f32>() / own.len() as f32 / self.spreads[target] + corrected[target];
            let score = (1.0 - CENTROID_SHARE) * nearest_k + CENTROID_SHARE * centroid;
            Some(Scored { target, score, nearest: range[0] + nearest, nearest_k, centroid })
        };
        self.starts.windows(2).enumerate().filter_map(score).collect()
    }

    /// K of every phrasing with every phrasing, worked out on all processors.
    fn all_pairs(&self, meanings: &[Meaning], features: &[Features]) -> Pairs {
        let threads = std::thread::available_parallelism().map_or(1, NonZeroUsize::get).min(MOST_THREADS);
        let rows_of = |thread: usize| {
            let rows = (thread..features.len()).step_by(threads);
            let row = |row| Pairs::upper(&self.kernels_from(row, &meanings[row], &features[row])[row..]);
            rows.map(|number| (number, row(number))).collect::<Vec<_>>()
        };
        let rows_of = &rows_of;
        let mut rows = vec![Vec::new(); features.len()];
        std::thread::scope(|scope| {
            let workers: Vec<_> = (0..threads).map(|thread| scope.spawn(move || rows_of(thread))).collect();
            for worker in workers {
                for (number, row) in worker.join().expect("scoring does not panic") {
                    rows[number] = row;
                }
            }
        });
        Pairs::from_upper(&rows)
    }

    /// K of every phrasing: the weighted mean of the kernels' cosines.
    fn kernels(&self, words: &[ReadWord<'_>]) -> Vec<f32> {
        self.kernels_from(0, &meaning(words), &self.lexicon.features(words))
    }

    /// K of the phrasings from `first` on; those before are 0.
    fn kernels_from(&self, first: usize, asked: &Meaning, features: &Features) -> Vec<f32> {
        let semantic = SEMANTIC * asked.known;
        let all = semantic + ALL_KERNELS - SEMANTIC;
        let mut kernels = vec![0.0; self.meanings.len()];
        for (kernel, own) in kernels[first..].iter_mut().zip(&self.meanings[first..]) {
            *kernel = semantic / all * dot(&asked.vector, own).max(0.0);
        }
        for ((postings, features), share) in self.postings.iter().zip(features).zip(LEXICAL) {
            for &(feature, weight) in features {
                let weight = weight * share / all;
                let entries = postings.of(feature);
                let from =
                    if first == 0 { 0 } else { entries.partition_point(|&(phrasing, _)| (phrasing as usize) < first) };
                for &(phrasing, own) in &entries[from..] {
                    kernels[phrasing as usize] += weight * own;
                }
            }
        }
        kernels
    }

    /// What each kernel gives for one phrasing, as (cosine, share): meaning, then stems, pairs, letters. The cosines are
    /// 0 to 1 and the shares add up to 1.
    pub(crate) fn cosines(&self, words: &[ReadWord<'_>], phrasing: usize) -> [(f32, f32); 1 + KERNELS] {
        let features = self.lexicon.features(words);
        let meaning = meaning(words);
        let semantic = SEMANTIC * meaning.known;
        let all = semantic + ALL_KERNELS - SEMANTIC;
        let lexical = |kernel: usize| {
            let weights = features[kernel].iter();
            weights.map(|&(feature, weight)| weight * self.postings[kernel].weight_in(feature, phrasing)).sum()
        };
        let meant = dot(&meaning.vector, &self.meanings[phrasing]).max(0.0);
        std::array::from_fn(|at| match at.checked_sub(1) {
            None => (meant, semantic / all),
            Some(kernel) => (lexical(kernel), LEXICAL[kernel] / all),
        })
    }
}

impl Postings {
    fn build<'a>(features: usize, phrasings: impl Iterator<Item = &'a [Weighted]> + Clone) -> Self {
        let mut starts = vec![0_u32; features + 1];
        for (feature, _) in phrasings.clone().flatten() {
            starts[*feature as usize + 1] += 1;
        }
        for at in 0..features {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut entries = vec![(0, 0.0); starts[features] as usize];
        for (phrasing, weighted) in (0..).zip(phrasings) {
            for &(feature, weight) in weighted {
                let at = &mut next[feature as usize];
                entries[*at as usize] = (phrasing, weight);
                *at += 1;
            }
        }
        Self { starts, entries }
    }

    fn of(&self, feature: u32) -> &[Weighted] {
        let at = feature as usize;
        &self.entries[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    fn weight_in(&self, feature: u32, phrasing: usize) -> f32 {
        let entries = self.of(feature);
        let found = entries.binary_search_by_key(&phrasing, |&(phrasing, _)| phrasing as usize);
        found.map_or(0.0, |at| entries[at].1)
    }
}

/// √(mean K among the phrasings), which is the length of their mean in the space of all kernels.
fn spread(features: &[Features], meanings: &[Meaning]) -> f32 {
    let count = meanings.len() as f32;
    let mut mean = [0.0; DIMS];
    for meaning in meanings {
        mean.iter_mut().zip(&meaning.vector).for_each(|(mean, value)| *mean += value / count);
    }
    let mut k = SEMANTIC * dot(&mean, &mean);
    for (kernel, share) in LEXICAL.iter().enumerate() {
        let mut all: Vec<Weighted> = features.iter().flat_map(|features| features[kernel].iter().copied()).collect();
        all.sort_unstable_by_key(|&(feature, _)| feature);
        let summed =
            all.chunk_by(|a, b| a.0 == b.0).map(|same| same.iter().map(|(_, weight)| weight / count).sum::<f32>());
        k += share * summed.map(|weight| weight * weight).sum::<f32>();
    }
    (k / ALL_KERNELS).sqrt().max(f32::EPSILON)
}
