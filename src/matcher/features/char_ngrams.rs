//! The letter groups of a corpus's words, and which of them always come together.
//!
//! Groups that stand in the same words, each as often, weigh the same in every phrasing. Together they are one feature
//! with the length of them all: products stay what they are, and a third of the features is left.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::sparse::{Weighted, number};

/// Knows every letter group of a corpus. What always comes together has numbers next to each other once
/// [`settle`](Self::settle) was called.
#[derive(Default)]
pub(super) struct CharNgrams {
    numbers: HashMap<u64, u32, FixedState>,
    /// For each group, the feature it is part of, ascending.
    feature_of: Vec<u32>,
    /// For each feature, what a group's weight is multiplied by: one over the square root of how many groups it joins.
    scales: Vec<f32>,
}

impl CharNgrams {
    /// The group's number; a new one when it was not known.
    pub(super) fn learn(&mut self, group: u64) -> u32 {
        let next = number(self.numbers.len());
        *self.numbers.entry(group).or_insert(next)
    }

    /// The group's number, if the corpus has it.
    pub(super) fn get(&self, group: u64) -> Option<u32> {
        self.numbers.get(&group).copied()
    }

    /// How many features the groups are joined to.
    pub(super) fn features(&self) -> usize {
        self.scales.len()
    }

    /// Joins what always comes together, after all words were learned; `words` are the groups of each word. Gives the
    /// new number of each group by its old one.
    pub(super) fn settle<'a>(&mut self, words: impl Iterator<Item = &'a [u32]>) -> Vec<u32> {
        let together = together(self.numbers.len(), words);
        let mut order: Vec<u32> = (0..number(together.len())).collect();
        // By what each comes with, in the order of the first; then as learned.
        order.sort_by_key(|&group| (together[group as usize], group));
        let mut numbers = vec![0; order.len()];
        for same in order.chunk_by(|&a, &b| together[a as usize] == together[b as usize]) {
            for &group in same {
                numbers[group as usize] = number(self.feature_of.len());
                self.feature_of.push(number(self.scales.len()));
            }
            self.scales.push(1.0 / (same.len() as f32).sqrt());
        }
        self.numbers.values_mut().for_each(|group| *group = numbers[*group as usize]);
        numbers
    }

    /// Weighted groups, ascending → weighted features, ascending.
    pub(super) fn joined(&self, groups: &[Weighted]) -> Vec<Weighted> {
        let feature = |group: u32| self.feature_of[group as usize];
        let features = groups.chunk_by(|a, b| feature(a.0) == feature(b.0)).map(|same| {
            let feature = feature(same[0].0);
            (feature, self.scales[feature as usize] * same.iter().map(|(_, weight)| weight).sum::<f32>())
        });
        let mut features: Vec<Weighted> = features.collect();
        features.shrink_to_fit();
        features
    }
}

/// For each group the first of those that stand in the same words, each as often.
///
/// All begin together, and each word divides what it has, by how often, from what it has not.
fn together<'a>(groups: usize, words: impl Iterator<Item = &'a [u32]>) -> Vec<u32> {
    let mut of = vec![0; groups];
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
    (0..).zip(of).map(|(group, set)| *first.entry(set).or_insert(group)).collect()
}

/// Calls `each` with a hash of every group of 3 to 5 letters of `<word>`.
pub(super) fn for_each_char_ngram(word: &str, mut each: impl FnMut(u64)) {
    let mut marked = [0_u8; 66];
    // Words longer than any real one carry no meaning in their tail.
    let head = &word.as_bytes()[..word.len().min(marked.len() - 2)];
    marked[0] = b'<';
    marked[1..=head.len()].copy_from_slice(head);
    marked[head.len() + 1] = b'>';
    let marked = &marked[..head.len() + 2];
    for length in 3..=5 {
        for group in marked.windows(length) {
            let packed = group.iter().fold(0_u64, |packed, &byte| packed << 8 | u64::from(byte));
            each(packed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CharNgrams, for_each_char_ngram};

    fn groups(word: &str) -> Vec<u64> {
        let mut groups = Vec::new();
        for_each_char_ngram(word, |group| groups.push(group));
        groups
    }

    #[test]
    fn groups_are_of_three_to_five_letters_with_the_edges() {
        let text = |group: u64| String::from_utf8_lossy(&group.to_be_bytes()).trim_start_matches('\0').to_owned();
        let found: Vec<_> = groups("bath").into_iter().map(text).collect();
        assert_eq!(found, ["<ba", "bat", "ath", "th>", "<bat", "bath", "ath>", "<bath", "bath>"]);
    }

    #[test]
    fn the_tail_of_an_endless_word_is_left_out() {
        let (real, endless) = ("ab".repeat(32), "ab".repeat(80));
        // With its edges a word of 64 letters has 64 groups of three, 63 of four and 62 of five.
        assert_eq!(groups(&real).len(), 64 + 63 + 62);
        assert_eq!(groups(&endless), groups(&real));
        assert!(groups("").is_empty());
    }

    #[test]
    fn what_always_comes_together_is_one_feature_of_the_same_length() {
        let words = ["bath", "baths", "nanana"].map(groups);
        let mut letters = CharNgrams::default();
        let mut learned: Vec<Vec<u32>> =
            words.iter().map(|word| word.iter().map(|&group| letters.learn(group)).collect()).collect();
        let numbers = letters.settle(learned.iter().map(Vec::as_slice));
        learned.iter_mut().flatten().for_each(|group| *group = numbers[*group as usize]);
        // What both have, the ending of each, what "nanana" has once and what it has twice.
        assert_eq!(letters.features(), 5);
        assert!(words.iter().zip(&learned).all(|(word, learned)| letters.get(word[0]) == Some(learned[0])));
        let weighted = |groups: &[u32]| {
            let mut groups: Vec<_> = groups.iter().map(|&group| (group, 1.0)).collect();
            groups.sort_by_key(|&(group, _)| group);
            letters.joined(&groups)
        };
        let bath = weighted(&learned[0]);
        let length: f32 = bath.iter().map(|(_, weight)| weight * weight).sum();
        assert!((length - 9.0).abs() < 1e-5, "{bath:?}");
        // A mistyped word has a few groups of a feature only.
        let few = weighted(&learned[0][..2]);
        let product: f32 = few.iter().flat_map(|a| bath.iter().filter(|b| a.0 == b.0).map(|b| a.1 * b.1)).sum();
        assert!((product - 2.0).abs() < 1e-5, "{few:?}");
    }
}
