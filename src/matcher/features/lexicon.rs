//! Lexical kernels: cosines over stems, neighbouring stems, and character n-grams of each word.
//!
//! Weights are tf·idf with tf = 1 + ln n and idf = ln((1 + E) / (1 + df)) + 1, where df counts the entries (not the
//! phrasings) that have the feature (Salton and Buckley, 1988, with df over documents made of all phrasings).

use std::collections::HashMap;

use foldhash::fast::FixedState;
use rust_stemmers::Stemmer;

use super::char_ngrams::{CharNgrams, for_each_char_ngram};
use super::kernels::{CHAR_NGRAMS, KERNELS, LexicalFeatures, PAIR, STEM};
use super::sparse::{Weighted, number};
use crate::matcher::reading::Token;

/// Knows every feature of a corpus with its idf.
pub(crate) struct Lexicon {
    stemmer: Stemmer,
    /// What is known of each word of the corpus.
    words: HashMap<Box<str>, WordFeatures, FixedState>,
    stems: HashMap<Box<str>, u32, FixedState>,
    pairs: HashMap<(u32, u32), u32, FixedState>,
    char_ngrams: CharNgrams,
    idf: [Vec<f32>; KERNELS],
    /// The idf of what no owner has.
    most_idf: f32,
}

#[derive(Clone, Debug)]
struct WordFeatures {
    stem: u32,
    char_ngrams: Box<[u32]>,
}

/// The stem number of a text's edges, before its first and after its last word.
const EDGE: u32 = u32::MAX;
/// A stem that the corpus does not have.
const STRANGE: u32 = u32::MAX - 1;

impl Lexicon {
    /// Learns the features of a corpus: phrasings with the number of the owner of each, owners ascending.
    pub(crate) fn learn(stemmer: Stemmer, phrasings: &[(usize, Vec<Token<'_>>)]) -> Self {
        let mut lexicon = Self {
            stemmer,
            words: HashMap::default(),
            stems: HashMap::default(),
            pairs: HashMap::default(),
            char_ngrams: CharNgrams::default(),
            idf: Default::default(),
            most_idf: 1.0,
        };
        let mut counters = [DocumentFrequency::default(), DocumentFrequency::default(), DocumentFrequency::default()];
        for (owner, words) in phrasings {
            let mut before = EDGE;
            for word in words {
                let features = lexicon.learn_word(word.text);
                counters[STEM].count(features.stem, *owner);
                features.char_ngrams.iter().for_each(|&ngram| counters[CHAR_NGRAMS].count(ngram, *owner));
                let pair = lexicon.learn_pair((before, features.stem));
                counters[PAIR].count(pair, *owner);
                before = features.stem;
            }
            let pair = lexicon.learn_pair((before, EDGE));
            counters[PAIR].count(pair, *owner);
        }
        let numbers = lexicon.char_ngrams.settle(lexicon.words.values().map(|word| &*word.char_ngrams));
        for word in lexicon.words.values_mut() {
            word.char_ngrams.iter_mut().for_each(|ngram| *ngram = numbers[*ngram as usize]);
        }
        counters[CHAR_NGRAMS].renumber(&numbers);
        let owners = phrasings.last().map_or(0, |(owner, _)| owner + 1);
        lexicon.most_idf = idf(0, owners);
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
        let mut char_ngrams = Vec::new();
        for_each_char_ngram(word, |ngram| char_ngrams.push(self.char_ngrams.learn(ngram)));
        let features = WordFeatures { stem, char_ngrams: char_ngrams.into() };
        self.words.insert(word.into(), features.clone());
        features
    }

    fn learn_pair(&mut self, pair: (u32, u32)) -> u32 {
        let next = number(self.pairs.len());
        *self.pairs.entry(pair).or_insert(next)
    }

    /// How many different features a kernel has.
    pub(crate) fn len(&self, kernel: usize) -> usize {
        if kernel == CHAR_NGRAMS { self.char_ngrams.features() } else { self.idf[kernel].len() }
    }

    /// How few owners have a stem, 0 to 1: 1 for what none has.
    pub(crate) fn rarity(&self, stem: u32) -> f32 {
        self.idf[STEM].get(stem as usize).map_or(1.0, |idf| idf / self.most_idf)
    }

    /// The number of the word's stem, if the corpus has it.
    pub(crate) fn stem(&self, word: &str) -> Option<u32> {
        match self.words.get(word) {
            Some(known) => Some(known.stem),
            None => self.stems.get(&*self.stemmer.stem(word)).copied(),
        }
    }

    /// The features of a text: those the corpus knows, weighted and scaled to length 1.
    pub(crate) fn features(&self, words: &[Token<'_>]) -> LexicalFeatures {
        let mut features: [Vec<u32>; KERNELS] = Default::default();
        let mut before = EDGE;
        for word in words {
            let stem = match self.words.get(word.text) {
                Some(known) => {
                    features[CHAR_NGRAMS].extend_from_slice(&known.char_ngrams);
                    known.stem
                }
                None => {
                    for_each_char_ngram(word.text, |ngram| features[CHAR_NGRAMS].extend(self.char_ngrams.get(ngram)));
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
        let [stems, pairs, ngrams] = features.map(|numbers| {
            let weighted = weigh(numbers, &self.idf[kernel]);
            kernel += 1;
            weighted
        });
        [stems, pairs, self.char_ngrams.joined(&ngrams)]
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
        self.counts.iter().map(|&(count, _)| idf(count, owners)).collect()
    }
}

fn idf(count: u32, owners: usize) -> f32 {
    ((1.0 + owners as f32) / (1.0 + count as f32)).ln() + 1.0
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

#[cfg(test)]
mod tests {
    use super::{CHAR_NGRAMS, DocumentFrequency, Lexicon, PAIR, STEM, Weighted, weigh};
    use crate::language::english;
    use crate::matcher::Token;
    use crate::text::words;

    const LN_2: f32 = std::f32::consts::LN_2;

    fn read(text: &str) -> Vec<Token<'_>> {
        words(text).map(Token::as_typed).collect()
    }

    fn lexicon(phrasings: &[(usize, &'static str)]) -> Lexicon {
        Lexicon::learn(
            english().stemmer(),
            &phrasings.iter().map(|&(owner, text)| (owner, read(text))).collect::<Vec<_>>(),
        )
    }

    #[track_caller]
    fn check(found: &[Weighted], expected: &[Weighted]) {
        let near = found.iter().zip(expected).all(|(a, b)| a.0 == b.0 && (a.1 - b.1).abs() < 1e-5);
        assert!(near && found.len() == expected.len(), "{found:?}, expected {expected:?}");
    }

    #[test]
    fn a_feature_counts_once_for_each_owner() {
        let mut frequency = DocumentFrequency::default();
        for (feature, owner) in [(2, 0), (2, 0), (0, 0), (2, 1), (0, 2), (2, 3), (2, 3)] {
            frequency.count(feature, owner);
        }
        // In two, none and three of seven.
        let expected = [(8.0_f32 / 3.0).ln() + 1.0, 8.0_f32.ln() + 1.0, LN_2 + 1.0];
        assert_eq!(frequency.idf(7), expected);
        frequency.renumber(&[1, 2, 0]);
        assert_eq!(frequency.idf(7), [expected[2], expected[0], expected[1]]);
    }

    #[test]
    fn weights_grow_with_the_logarithm_of_how_often_and_are_of_length_one() {
        check(&weigh(vec![], &[]), &[]);
        check(&weigh(vec![1], &[5.0, 3.0]), &[(1, 1.0)]);
        check(&weigh(vec![1, 0], &[4.0, 3.0]), &[(0, 0.8), (1, 0.6)]);
        check(&weigh(vec![1, 1, 1], &[4.0, 3.0]), &[(1, 1.0)]);
        // Twice at an idf of 1 weighs 1 + ln 2.
        let length = (1.0 + (1.0 + LN_2).powi(2)).sqrt();
        check(&weigh(vec![1, 0, 1], &[1.0, 1.0]), &[(0, 1.0 / length), (1, (1.0 + LN_2) / length)]);
    }

    #[test]
    fn words_of_one_stem_are_one_feature() {
        let lexicon = lexicon(&[(0, "warm baths"), (1, "bath")]);
        let bath = lexicon.stem("bath");
        assert!(bath.is_some());
        for (word, expected) in [("baths", bath), ("bathing", bath), ("bathed", bath), ("water", None), ("", None)] {
            assert_eq!(lexicon.stem(word), expected, "{word}");
        }
        assert_ne!(lexicon.stem("warm"), bath);
        assert_eq!((lexicon.len(STEM), lexicon.len(PAIR)), (2, 4));
    }

    #[test]
    fn neighbours_and_edges_are_pairs() {
        let lexicon = lexicon(&[(0, "warm bath")]);
        for (text, stems, pairs) in [
            ("", 0, 0),
            // The pair itself, and either edge.
            ("warm bath", 2, 3),
            ("warm baths", 2, 3),
            ("bath warm", 2, 0),
            ("warm", 1, 1),
            ("bath", 1, 1),
            // What the corpus does not have is neither an edge nor nothing.
            ("xqzzkw warm bath", 2, 2),
            ("warm bath xqzzkw", 2, 2),
            ("warm xqzzkw bath", 2, 2),
            ("xqzzkw", 0, 0),
        ] {
            let features = lexicon.features(&read(text));
            assert_eq!((features[STEM].len(), features[PAIR].len()), (stems, pairs), "{text}");
        }
    }

    #[test]
    fn what_fewer_owners_have_weighs_more() {
        let lexicon = lexicon(&[(0, "warm bath"), (0, "warm water"), (1, "bath"), (2, "bath")]);
        let [warm, bath, water] =
            ["warm", "bath", "water"].map(|word| lexicon.stem(word).expect("a stem of the corpus"));
        let features = lexicon.features(&read("bath warm water"));
        let weight = |stem| features[STEM].iter().find(|(own, _)| *own == stem).map_or(0.0, |(_, weight)| *weight);
        assert_eq!(weight(warm), weight(water));
        // Of three owners, one has the one and all have the other.
        assert!((weight(warm) / weight(bath) - (LN_2 + 1.0)).abs() < 1e-5, "{features:?}");
    }

    #[test]
    fn a_mistyped_word_shares_letters_with_the_word_itself() {
        let lexicon = lexicon(&[(0, "temperature"), (1, "towel")]);
        let product = |one: &str, other: &str| -> f32 {
            let [one, other] = [one, other].map(|text| lexicon.features(&read(text))[CHAR_NGRAMS].clone());
            one.iter().flat_map(|a| other.iter().filter(|b| a.0 == b.0).map(|b| a.1 * b.1)).sum()
        };
        for (typed, least, most) in [("temperature", 0.999, 1.001), ("temperture", 0.5, 0.99), ("towel", 0.0, 0.1)] {
            let found = product(typed, "temperature");
            assert!(least <= found && found <= most, "{typed}: {found}");
        }
    }
}
