//! Missed questions → groups of those that are alike: the same for the same questions, in whichever order they come.

use std::collections::HashMap;

use kodama::{Method, linkage};

use super::traits::MissTraits;

/// What shared words count: cosine of the content words, each weighed by how much it tells apart and by how few of the
/// questions have it (inverse document frequency, Spärck Jones, 1972).
///
/// Chosen with the three below on the 500 questions of `tests/eval/missed/library.toml`, on all of them and on small parts:
/// an adjusted Rand index of 0.54, groups 94 % of one matter. With words that count alike wherever the corpus has them it
/// was 0.41 and 90 %. Codes of the eight nearest words of each besides gave 0.03 more, for nine times the codes.
const OF_WORDS: f32 = 0.8;

/// What shared nearest entries count: the Bhattacharyya coefficient of how sure each is (Bhattacharyya, 1943), which is
/// small where nothing is near, so that two questions far from everything are not alike by that.
const OF_NEAR: f32 = 0.2;

/// As sure as that an entry is by chance, and counts for nothing.
const BY_CHANCE: f32 = 0.15;

/// Groups whose questions are less alike on average stay apart (average linkage, Sokal and Michener, 1958). With half of
/// it the index is 0.58 and groups are 91 % of one matter: a matter in two groups is only looked at twice, one group of two
/// matters misleads.
const ALIKE: f32 = 0.08;

/// Questions that are alike, as positions, in groups: the largest first, and of the same size the one with the earliest
/// question. Within a group the most typical question comes first.
#[must_use]
pub fn groups(questions: &[MissTraits]) -> Vec<Vec<usize>> {
    let alike = Likeness::of(questions);
    let mut groups = joined(questions.len(), &alike);
    for group in &mut groups {
        let typical: HashMap<usize, f32> =
            group.iter().map(|&at| (at, group.iter().map(|&other| alike.between(at, other)).sum())).collect();
        group.sort_by(|a, b| typical[b].total_cmp(&typical[a]).then(a.cmp(b)));
    }
    groups.sort_by_key(|group| (std::cmp::Reverse(group.len()), group.iter().min().copied()));
    groups
}

/// How alike questions are.
struct Likeness {
    /// For each question its words with their weights, by number, of length 1 in all.
    words: Vec<Vec<(u32, f32)>>,
    /// For each question the roots of how sure its nearest entries are, by number.
    near: Vec<Vec<(u32, f32)>>,
}

impl Likeness {
    fn of(questions: &[MissTraits]) -> Self {
        let mut having: HashMap<u32, f32> = HashMap::new();
        for (word, _) in questions.iter().flat_map(|question| &question.words) {
            *having.entry(*word).or_default() += 1.0;
        }
        let all = questions.len() as f32;
        let rarity = |word: &u32| (1.0 + all / having[word]).ln();
        let words = |question: &MissTraits| {
            let mut weighed: Vec<(u32, f32)> =
                question.words.iter().map(|(word, weight)| (*word, weight * rarity(word))).collect();
            let length = weighed.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
            weighed.iter_mut().for_each(|(_, weight)| *weight /= length.max(f32::MIN_POSITIVE));
            sorted(weighed)
        };
        let near = |question: &MissTraits| {
            let near = question.near.iter().map(|(n, sure)| (*n, (sure - BY_CHANCE).max(0.0).sqrt()));
            sorted(near.collect())
        };
        Self { words: questions.iter().map(words).collect(), near: questions.iter().map(near).collect() }
    }

    /// How alike two questions are, 0 to 1.
    fn between(&self, one: usize, other: usize) -> f32 {
        OF_WORDS * product(&self.words[one], &self.words[other]) + OF_NEAR * product(&self.near[one], &self.near[other])
    }
}

fn sorted(mut weighed: Vec<(u32, f32)>) -> Vec<(u32, f32)> {
    weighed.sort_unstable_by_key(|(number, _)| *number);
    weighed
}

/// The inner product of two vectors that are sorted by number.
fn product(one: &[(u32, f32)], other: &[(u32, f32)]) -> f32 {
    let (mut one, mut other, mut sum) = (one.iter().peekable(), other.iter().peekable(), 0.0);
    while let (Some((a, weight_a)), Some((b, weight_b))) = (one.peek(), other.peek()) {
        match a.cmp(b) {
            std::cmp::Ordering::Less => drop(one.next()),
            std::cmp::Ordering::Greater => drop(other.next()),
            std::cmp::Ordering::Equal => {
                sum += weight_a * weight_b;
                one.next();
                other.next();
            }
        }
    }
    sum
}

/// The groups that are left when no two are alike enough to be joined.
fn joined(count: usize, alike: &Likeness) -> Vec<Vec<usize>> {
    let mut apart: Vec<f32> = Vec::with_capacity(count * count.saturating_sub(1) / 2);
    for one in 0..count {
        apart.extend((one + 1..count).map(|other| 1.0 - alike.between(one, other)));
    }
    let mut groups: Vec<Vec<usize>> = (0..count).map(|at| vec![at]).collect();
    // A step joins two groups and is itself the group of the next number.
    for step in linkage(&mut apart, count, Method::Average).steps() {
        let is_joined = 1.0 - step.dissimilarity >= ALIKE
            && ![step.cluster1, step.cluster2].iter().any(|&at| groups[at].is_empty());
        let mut both = Vec::new();
        if is_joined {
            both = std::mem::take(&mut groups[step.cluster1]);
            both.append(&mut std::mem::take(&mut groups[step.cluster2]));
        }
        groups.push(both);
    }
    groups.retain(|group| !group.is_empty());
    groups
}

#[cfg(test)]
mod tests {
    use super::{MissTraits, groups};

    fn question(words: &[u32], near: &[(u32, f32)]) -> MissTraits {
        MissTraits { words: words.iter().map(|word| (*word, 1.0)).collect(), near: near.to_vec() }
    }

    #[test]
    fn nothing_and_one_are_groups_of_their_own() {
        assert_eq!(groups(&[]), Vec::<Vec<usize>>::new());
        assert_eq!(groups(&[question(&[1], &[])]), [[0]]);
        assert_eq!(groups(&[question(&[], &[]), question(&[], &[])]), [[0], [1]], "nothing is alike to nothing");
    }

    #[test]
    fn rare_words_join_and_frequent_ones_do_not() {
        let mut all: Vec<MissTraits> = (0..20).map(|n| question(&[1, 100 + n], &[])).collect();
        all.push(question(&[1, 7], &[]));
        all.push(question(&[7], &[]));
        let found = groups(&all);
        assert_eq!(found[0], [20, 21], "{found:?}");
        assert_eq!(found.len(), 21, "a word that all have joins none: {found:?}");
    }

    #[test]
    fn near_entries_join_what_shares_no_word() {
        let near = [(3, 0.6), (4, 0.4)];
        let all =
            [question(&[1], &near), question(&[2], &near), question(&[5], &[(9, 0.4)]), question(&[6], &[(3, 0.05)])];
        assert_eq!(groups(&all)[0], [0, 1]);
        assert_eq!(groups(&all).len(), 3, "and what is near to nothing is not alike by that");
    }

    #[test]
    fn the_order_of_questions_changes_no_group() {
        let all: Vec<MissTraits> = (0..30).map(|n| question(&[n % 5, 50 + n % 3], &[(n % 5, 0.3)])).collect();
        let sets = |found: Vec<Vec<usize>>, name: &dyn Fn(usize) -> usize| {
            let mut sets: Vec<Vec<usize>> =
                found.iter().map(|group| group.iter().map(|at| name(*at)).collect()).collect();
            sets.iter_mut().for_each(|set| set.sort_unstable());
            sets.sort();
            sets
        };
        let turned: Vec<MissTraits> = all.iter().rev().cloned().collect();
        assert_eq!(sets(groups(&all), &|at| at), sets(groups(&turned), &|at| all.len() - 1 - at));
    }

    #[test]
    fn the_most_typical_comes_first() {
        let all = [question(&[1, 8], &[]), question(&[1, 2], &[]), question(&[1, 2], &[]), question(&[1, 2, 9], &[])];
        let found = groups(&all);
        assert_eq!((found.len(), found[0][0]), (1, 1), "{found:?}");
    }
}
