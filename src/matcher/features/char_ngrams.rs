//! The character n-grams of a corpus's words, and which of them always come together.
//!
//! Groups that stand in the same words, each as often, weigh the same in every phrasing. Together they are one feature
//! with the length of them all: products stay what they are, and a third of the features is left.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::sparse::{Weighted, number};

/// Knows every character n-gram of a corpus. What always comes together has numbers next to each other once
/// [`settle`](Self::settle) was called.
#[derive(Default)]
pub(super) struct CharNgrams {
    numbers: HashMap<u64, u32, FixedState>,
    /// For each n-gram, the feature it is part of, ascending.
    feature_of: Vec<u32>,
    /// For each feature, what an n-gram's weight is multiplied by: one over the square root of how many n-grams it joins.
    scales: Vec<f32>,
}

impl CharNgrams {
    /// The n-gram's number; a new one when it was not known.
    pub(super) fn learn(&mut self, ngram: u64) -> u32 {
        let next = number(self.numbers.len());
        *self.numbers.entry(ngram).or_insert(next)
    }

    /// The n-gram's number, if the corpus has it.
    pub(super) fn get(&self, ngram: u64) -> Option<u32> {
        self.numbers.get(&ngram).copied()
    }

    /// How many features the n-grams are joined to.
    pub(super) fn features(&self) -> usize {
        self.scales.len()
    }

    /// Joins what always comes together, after all words were learned; `words` are the n-grams of each word. Gives the
    /// new number of each n-gram by its old one.
    pub(super) fn settle<'a>(&mut self, words: impl Iterator<Item = &'a [u32]>) -> Vec<u32> {
        let together = together(self.numbers.len(), words);
        let mut order: Vec<u32> = (0..number(together.len())).collect();
        // By what each comes with, in the order of the first; then as learned.
        order.sort_by_key(|&ngram| (together[ngram as usize], ngram));
        let mut numbers = vec![0; order.len()];
        for same in order.chunk_by(|&a, &b| together[a as usize] == together[b as usize]) {
            for &ngram in same {
                numbers[ngram as usize] = number(self.feature_of.len());
                self.feature_of.push(number(self.scales.len()));
            }
            self.scales.push(1.0 / (same.len() as f32).sqrt());
        }
        self.numbers.values_mut().for_each(|ngram| *ngram = numbers[*ngram as usize]);
        numbers
    }

    /// Weighted n-grams, ascending → weighted features, ascending.
    pub(super) fn joined(&self, ngrams: &[Weighted]) -> Vec<Weighted> {
        let feature = |ngram: u32| self.feature_of[ngram as usize];
        let features = ngrams.chunk_by(|a, b| feature(a.0) == feature(b.0)).map(|same| {
            let feature = feature(same[0].0);
            (feature, self.scales[feature as usize] * same.iter().map(|(_, weight)| weight).sum::<f32>())
        });
        let mut features: Vec<Weighted> = features.collect();
        features.shrink_to_fit();
        features
    }
}

/// For each n-gram the first of those that stand in the same words, each as often.
///
/// All begin together, and each word divides what it has, by how often, from what it has not.
fn together<'a>(ngrams: usize, words: impl Iterator<Item = &'a [u32]>) -> Vec<u32> {
    let mut of = vec![0; ngrams];
    let mut next = 1;
    for word in words {
        let mut own = word.to_vec();
        own.sort_unstable();
        let mut divided: HashMap<(u32, usize), u32, FixedState> = HashMap::default();
        for same in own.chunk_by(|a, b| a == b) {
            let set = &mut of[same[0] as usize];
            *set = *divided.entry((*set, same.len())).or_insert_with(|| {
                next += 1;
                next
            });
        }
    }
    let mut first: HashMap<u32, u32, FixedState> = HashMap::default();
    (0..).zip(of).map(|(ngram, set)| *first.entry(set).or_insert(ngram)).collect()
}

/// Calls `each` with a hash of every n-gram of 3 to 5 characters of `<word>`.
pub(super) fn for_each_char_ngram(word: &str, mut each: impl FnMut(u64)) {
    let mut marked = [0_u8; 66];
    // Words longer than any real one carry no meaning in their tail.
    let head = &word.as_bytes()[..word.len().min(marked.len() - 2)];
    marked[0] = b'<';
    marked[1..=head.len()].copy_from_slice(head);
    marked[head.len() + 1] = b'>';
    let marked = &marked[..head.len() + 2];
    for length in 3..=5 {
        for ngram in marked.windows(length) {
            let packed = ngram.iter().fold(0_u64, |packed, &byte| packed << 8 | u64::from(byte));
            each(packed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CharNgrams, for_each_char_ngram};

    fn ngrams(word: &str) -> Vec<u64> {
        let mut ngrams = Vec::new();
        for_each_char_ngram(word, |ngram| ngrams.push(ngram));
        ngrams
    }

    #[test]
    fn n_grams_are_of_three_to_five_characters_with_the_edges() {
        let text = |ngram: u64| String::from_utf8_lossy(&ngram.to_be_bytes()).trim_start_matches('\0').to_owned();
        let found: Vec<_> = ngrams("bath").into_iter().map(text).collect();
        assert_eq!(found, ["<ba", "bat", "ath", "th>", "<bat", "bath", "ath>", "<bath", "bath>"]);
    }

    #[test]
    fn the_tail_of_an_endless_word_is_left_out() {
        let (real, endless) = ("ab".repeat(32), "ab".repeat(80));
        // With its edges a word of 64 letters has 64 n-grams of three, 63 of four and 62 of five.
        assert_eq!(ngrams(&real).len(), 64 + 63 + 62);
        assert_eq!(ngrams(&endless), ngrams(&real));
        assert!(ngrams("").is_empty());
    }

    #[test]
    fn what_always_comes_together_is_one_feature_of_the_same_length() {
        let words = ["bath", "baths", "nanana"].map(ngrams);
        let mut char_ngrams = CharNgrams::default();
        let mut learned: Vec<Vec<u32>> =
            words.iter().map(|word| word.iter().map(|&ngram| char_ngrams.learn(ngram)).collect()).collect();
        let numbers = char_ngrams.settle(learned.iter().map(Vec::as_slice));
        learned.iter_mut().flatten().for_each(|ngram| *ngram = numbers[*ngram as usize]);
        // What both have, the ending of each, what "nanana" has once and what it has twice.
        assert_eq!(char_ngrams.features(), 5);
        assert!(words.iter().zip(&learned).all(|(word, learned)| char_ngrams.get(word[0]) == Some(learned[0])));
        let weighted = |ngrams: &[u32]| {
            let mut ngrams: Vec<_> = ngrams.iter().map(|&ngram| (ngram, 1.0)).collect();
            ngrams.sort_by_key(|&(ngram, _)| ngram);
            char_ngrams.joined(&ngrams)
        };
        let bath = weighted(&learned[0]);
        let length: f32 = bath.iter().map(|(_, weight)| weight * weight).sum();
        assert!((length - 9.0).abs() < 1e-5, "{bath:?}");
        // A mistyped word has a few n-grams of a feature only.
        let few = weighted(&learned[0][..2]);
        let product: f32 = few.iter().flat_map(|a| bath.iter().filter(|b| a.0 == b.0).map(|b| a.1 * b.1)).sum();
        assert!((product - 2.0).abs() < 1e-5, "{few:?}");
    }
}
