//! Lexical kernels: cosines over stems, neighbouring stems, and letter groups of each word.
//!
//! Weights are tf·idf with tf = 1 + ln n and idf = ln((1 + E) / (1 + df)) + 1, where df counts the entries (not the
//! phrasings) that have the feature (Salton and Buckley, 1988, with df over documents made of all phrasings).

use std::collections::HashMap;

use foldhash::fast::FixedState;
use rust_stemmers::{Algorithm, Stemmer};

use super::letters::{LetterGroups, for_each_letter_group};
use super::reading::ReadWord;

/// The three lexical kernels.
pub(crate) const KERNELS: usize = 3;
/// Position of the kernel over stems.
pub(crate) const STEM: usize = 0;
/// Position of the kernel over pairs of neighbouring stems.
pub(crate) const PAIR: usize = 1;
/// Position of the kernel over groups of 3 to 5 letters.
pub(crate) const LETTERS: usize = 2;

/// A feature with its weight.
pub(crate) type Weighted = (u32, f32);

/// The features of one text, a vector of length 1 (or 0) for each kernel.
pub(crate) type Features = [Vec<Weighted>; KERNELS];

/// Knows every feature of a corpus with its idf.
pub(crate) struct Lexicon {
    stemmer: Stemmer,
    /// What is known of each word of the corpus.
    words: HashMap<Box<str>, WordFeatures, FixedState>,
    stems: HashMap<Box<str>, u32, FixedState>,
    pairs: HashMap<(u32, u32), u32, FixedState>,
    letters: LetterGroups,
    idf: [Vec<f32>; KERNELS],
}

#[derive(Clone, Debug)]
struct WordFeatures {
    stem: u32,
    letters: Box<[u32]>,
}

/// The stem number of a text's edges, before its first and after its last word.
const EDGE: u32 = u32::MAX;
/// A stem that the corpus does not have.
const STRANGE: u32 = u32::MAX - 1;

impl Lexicon {
    /// Learns the features of a corpus: phrasings with the number of the owner of each, owners ascending.
    pub(crate) fn learn(phrasings: &[(usize, Vec<ReadWord<'_>>)]) -> Self {
        let mut lexicon = Self {
            stemmer: Stemmer::create(Algorithm::English),
            words: HashMap::default(),
            stems: HashMap::default(),
            pairs: HashMap::default(),
            letters: LetterGroups::default(),
            idf: Default::default(),
        };
        let mut counters = [DocumentFrequency::default(), DocumentFrequency::default(), DocumentFrequency::default()];
        for (owner, words) in phrasings {
            let mut before = EDGE;
            for word in words {
                let features = lexicon.learn_word(word.text);
                counters[STEM].count(features.stem, *owner);
                features.letters.iter().for_each(|&group| counters[LETTERS].count(group, *owner));
                let pair = lexicon.learn_pair((before, features.stem));
                counters[PAIR].count(pair, *owner);
                before = features.stem;
            }
            let pair = lexicon.learn_pair((before, EDGE));
            counters[PAIR].count(pair, *owner);
        }
        let numbers = lexicon.letters.settle(lexicon.words.values().map(|word| &*word.letters));
        for word in lexicon.words.values_mut() {
            word.letters.iter_mut().for_each(|group| *group = numbers[*group as usize]);
        }
        counters[LETTERS].renumber(&numbers);
        let owners = phrasings.last().map_or(0, |(owner, _)| owner + 1);
        lexicon.idf = counters.map(|counter| counter.idf(owners));
        lexicon
    }

    fn learn_word(&mut self, word: &str) -> WordFeatures {
        if let Some(known) = self.words.get(word) {
            return known.clone();
        }
        let stem = self.stemmer.stem(word).into_owned();
        let next = number(self.stems.len());
        let stem = *self.stems.entry(stem.into()).or_insert(next);
        let mut letters = Vec::new();
        for_each_letter_group(word, |group| letters.push(self.letters.learn(group)));
        let features = WordFeatures { stem, letters: letters.into() };
        self.words.insert(word.into(), features.clone());
        features
    }

    fn learn_pair(&mut self, pair: (u32, u32)) -> u32 {
        let next = number(self.pairs.len());
        *self.pairs.entry(pair).or_insert(next)
    }

    /// How many different features a kernel has.
    pub(crate) fn len(&self, kernel: usize) -> usize {
        if kernel == LETTERS { self.letters.features() } else { self.idf[kernel].len() }
    }

    /// The number of the word's stem, if the corpus has it.
    pub(crate) fn stem(&self, word: &str) -> Option<u32> {
        match self.words.get(word) {
            Some(known) => Some(known.stem),
            None => self.stems.get(&*self.stemmer.stem(word)).copied(),
        }
    }

    /// The features of a text: those the corpus knows, weighted and scaled to length 1.
    pub(crate) fn features(&self, words: &[ReadWord<'_>]) -> Features {
        let mut features: [Vec<u32>; KERNELS] = Default::default();
        let mut before = EDGE;
        for word in words {
            let stem = match self.words.get(word.text) {
                Some(known) => {
                    features[LETTERS].extend_from_slice(&known.letters);
                    known.stem
                }
                None => {
                    for_each_letter_group(word.text, |group| features[LETTERS].extend(self.letters.get(group)));
                    self.stem(word.text).unwrap_or(STRANGE)
                }
            };
            if stem != STRANGE {
                features[STEM].push(stem);
            }
            features[PAIR].extend(self.pairs.get(&(before, stem)));
            before = stem;
        }
        if !words.is_empty() {
            features[PAIR].extend(self.pairs.get(&(before, EDGE)));
        }
        let mut kernel = 0;
        let [stems, pairs, groups] = features.map(|numbers| {
            let weighted = weigh(numbers, &self.idf[kernel]);
            kernel += 1;
            weighted
        });
        [stems, pairs, self.letters.joined(&groups)]
    }
}

impl std::fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lexicon").field("words", &self.words.len()).finish_non_exhaustive()
    }
}

/// Counts in how many owners each feature occurs; owners come in ascending order.
#[derive(Default)]
struct DocumentFrequency {
    /// For each feature, how many owners have it and the last one counted.
    counts: Vec<(u32, usize)>,
}

impl DocumentFrequency {
    fn count(&mut self, feature: u32, owner: usize) {
        let at = feature as usize;
        if self.counts.len() <= at {
            self.counts.resize(at + 1, (0, usize::MAX));
        }
        let (count, last) = &mut self.counts[at];
        if *last != owner {
            (*count, *last) = (*count + 1, owner);
        }
    }

    /// Gives each feature the number that stands at its old one.
    fn renumber(&mut self, numbers: &[u32]) {
        let mut counts = self.counts.clone();
        numbers.iter().zip(&self.counts).for_each(|(&number, count)| counts[number as usize] = *count);
        self.counts = counts;
    }

    fn idf(&self, owners: usize) -> Vec<f32> {
        let owners = owners as f32;
        self.counts.iter().map(|&(count, _)| ((1.0 + owners) / (1.0 + count as f32)).ln() + 1.0).collect()
    }
}

/// Feature numbers, with repeats → weights, scaled to length 1, ascending by number.
fn weigh(mut numbers: Vec<u32>, idf: &[f32]) -> Vec<Weighted> {
    numbers.sort_unstable();
    let mut weighted: Vec<Weighted> = numbers
        .chunk_by(|a, b| a == b)
        .map(|same| (same[0], (1.0 + (same.len() as f32).ln()) * idf[same[0] as usize]))
        .collect();
    let length = weighted.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
    if length > 0.0 {
        weighted.iter_mut().for_each(|(_, weight)| *weight /= length);
    }
    weighted
}

pub(super) fn number(count: usize) -> u32 {
    u32::try_from(count).expect("a corpus has fewer than four thousand million features")
}
