//! The index over all phrasings: each target's centroid, looked up by feature, and each phrasing in short.

use rayon::prelude::*;

use super::postings::{Postings, SparseSum};
use crate::language::{DIMS, LanguageData, WordTable};
use crate::matcher::features::{
    KERNELS, KernelShares, LexicalFeatures, Lexicon, QuantizedVector, QueryVector, STEM, TextFeatures, Weighted, dot,
};
use crate::matcher::reading::Token;
use crate::matcher::training::{CentroidPart, train};
use crate::matcher::weights::{
    CENTROID_SHARE, LEAST_WEIGHT_OF_CENTROID, LEXICAL, MOST_MATCHES, MOST_TO_LEARN, NEAR, NEAREST_STEMS,
    NEARLY_THE_SAME, SEMANTIC,
};

/// All phrasings of all targets, ready to be scored against a question.
#[derive(Debug)]
pub(crate) struct CentroidIndex {
    table: &'static WordTable,
    pub(crate) lexicon: Lexicon,
    /// Each target's centroid, as the lexical kernels see it.
    postings: [Postings; KERNELS],
    /// Each target's centroid, as the semantic kernel sees it.
    centroids: Vec<QuantizedVector>,
    /// For each target, its first phrasing; one more at the end.
    starts: Vec<usize>,
    /// What each phrasing means.
    embeddings: Vec<QuantizedVector>,
    /// Each phrasing's stems, weighted.
    stems: Vec<Box<[Weighted]>>,
}

/// How well a target fits a question.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Scored {
    /// The target's number.
    pub(crate) target: usize,
    /// The mean of centroid and nearest phrasing by [`CENTROID_SHARE`], more for what is nearly the phrasing; about 0 to
    /// 1.5.
    pub(crate) score: f32,
    /// The phrasing nearest to the question, counted over all targets.
    pub(crate) nearest: usize,
    /// How near it is by meaning and stems, 0 to 1.
    pub(crate) nearest_k: f32,
}

impl CentroidIndex {
    /// Builds the index; `phrasings` come with the number of their target, ascending from 0 without holes.
    pub(crate) fn build(language: &'static LanguageData, phrasings: Vec<(usize, Vec<Token<'_>>)>) -> Self {
        let table = &language.word_table;
        let lexicon = Lexicon::learn(language.stemmer(), &phrasings);
        let texts: Vec<TextFeatures> =
            phrasings.par_iter().map(|(_, words)| TextFeatures::new(table, &lexicon, words)).collect();
        let mut starts = Vec::new();
        for (number, (target, _)) in phrasings.iter().enumerate() {
            if *target == starts.len() {
                starts.push(number);
            }
        }
        starts.push(phrasings.len());
        // What is not needed any more goes at once: the peak of the memory is here.
        drop(phrasings);
        let features: [usize; KERNELS] = std::array::from_fn(|kernel| lexicon.len(kernel));
        let parts = parts(&texts, &starts, features);
        let centroids: Vec<(LexicalFeatures, QuantizedVector)> = parts
            .par_chunk_by(|a, b| a.target == b.target)
            .map_init(|| features.map(SparseSum::new), |sums, parts| centroid(parts, &texts, sums))
            .collect();
        let embeddings = texts.iter().map(|text| QuantizedVector::new(&text.embedding.vector)).collect();
        let stems =
            texts.into_iter().map(|text| text.features.into_iter().nth(STEM).unwrap_or_default().into()).collect();
        let mut rows: [Vec<Vec<Weighted>>; KERNELS] = Default::default();
        let mut own = Vec::with_capacity(centroids.len());
        for (features, embedding) in centroids {
            rows.iter_mut().zip(features).for_each(|(rows, features)| rows.push(features));
            own.push(embedding);
        }
        let centroids = own;
        let postings =
            std::array::from_fn(|kernel| Postings::build(features[kernel], &std::mem::take(&mut rows[kernel])));
        Self { table, lexicon, postings, centroids, starts, embeddings, stems }
    }

    /// The stems of each target's phrasings, ascending.
    pub(crate) fn stems_of_targets(&self) -> Vec<Vec<u32>> {
        let of = |own: &[usize]| {
            let stems = self.stems[own[0]..own[1]].iter().flatten().map(|&(stem, _)| stem);
            let mut stems: Vec<u32> = stems.collect();
            stems.sort_unstable();
            stems.dedup();
            stems.shrink_to_fit();
            stems
        };
        self.starts.windows(2).map(of).collect()
    }

    /// How many phrasings a target has.
    pub(crate) fn phrasings_of(&self, target: usize) -> usize {
        self.starts[target + 1] - self.starts[target]
    }

    /// The target of each phrasing.
    pub(crate) fn targets_of_phrasings(&self) -> Vec<usize> {
        let targets = 0..self.starts.len().saturating_sub(1);
        targets.flat_map(|target| std::iter::repeat_n(target, self.phrasings_of(target))).collect()
    }

    /// The targets whose centroids are nearest, at most [`MOST_MATCHES`], in the order of the targets.
    pub(crate) fn score(&self, words: &[Token<'_>]) -> Vec<Scored> {
        let asked = TextFeatures::new(self.table, &self.lexicon, words);
        let KernelShares { semantic, lexical } = asked.shares();
        let embedding = QueryVector::new(&asked.embedding.vector);
        let mut centroids: Vec<f32> = self.centroids.iter().map(|own| semantic * own.dot(&embedding)).collect();
        for ((postings, features), share) in self.postings.iter().zip(&asked.features).zip(lexical) {
            postings.add_products(features, share, &mut centroids);
        }
        let mut best: Vec<usize> = (0..centroids.len()).collect();
        if best.len() > MOST_MATCHES {
            best.select_nth_unstable_by(MOST_MATCHES, |&a, &b| centroids[b].total_cmp(&centroids[a]).then(a.cmp(&b)));
            best.truncate(MOST_MATCHES);
            best.sort_unstable();
        }
        let nearness = Nearness::new(&asked, embedding, self.lexicon.len(STEM));
        let scored = |target: usize| {
            let own = self.starts[target]..self.starts[target + 1];
            let near = own.map(|at| (nearness.of(&self.embeddings[at], &self.stems[at]), at));
            let (nearest_k, nearest) = near.rev().max_by(|a, b| a.0.total_cmp(&b.0))?;
            let mean = (1.0 - CENTROID_SHARE) * nearest_k + CENTROID_SHARE * centroids[target];
            let score = mean + nearly_the_same(nearest_k);
            Some(Scored { target, score, nearest, nearest_k })
        };
        best.into_iter().filter_map(scored).collect()
    }

    /// What each kernel gives for two texts, as (cosine, share): meaning, then stems, pairs, letters. The cosines are 0
    /// to 1 and the shares add up to 1.
    pub(crate) fn cosines(&self, words: &[Token<'_>], phrasing: &[Token<'_>]) -> [(f32, f32); 1 + KERNELS] {
        let [asked, phrasing] = [words, phrasing].map(|words| TextFeatures::new(self.table, &self.lexicon, words));
        let KernelShares { semantic, lexical } = asked.shares();
        std::array::from_fn(|at| match at.checked_sub(1) {
            None => (dot(&asked.embedding.vector, &phrasing.embedding.vector).max(0.0), semantic),
            Some(kernel) => (sparse_dot(&asked.features[kernel], &phrasing.features[kernel]), lexical[kernel]),
        })
    }
}

/// What a phrasing that is nearly the question itself adds to its target's score.
fn nearly_the_same(nearest_k: f32) -> f32 {
    NEARLY_THE_SAME * (nearest_k - NEAR).max(0.0) / (1.0 - NEAR)
}

/// How near single phrasings are to a question: by meaning and stems alone. With pairs and letters as well no set of
/// development questions fares better, and they are most of a phrasing's features.
struct Nearness {
    semantic: f32,
    embedding: QueryVector,
    /// For each stem of the corpus, its share in the question.
    stems: Vec<f32>,
}

impl Nearness {
    fn new(asked: &TextFeatures, embedding: QueryVector, stems: usize) -> Self {
        let semantic = SEMANTIC * asked.embedding.known;
        let all = semantic + NEAREST_STEMS;
        let mut weights = vec![0.0; stems];
        for &(stem, weight) in &asked.features[STEM] {
            weights[stem as usize] = weight * NEAREST_STEMS / all;
        }
        Self { semantic: semantic / all, embedding, stems: weights }
    }

    fn of(&self, embedding: &QuantizedVector, stems: &[Weighted]) -> f32 {
        let stems = stems.iter().map(|&(stem, weight)| weight * self.stems[stem as usize]);
        self.semantic * embedding.dot(&self.embedding).max(0.0) + stems.sum::<f32>()
    }
}

/// What each target's centroid is made of, ordered by target.
fn parts(texts: &[TextFeatures], starts: &[usize], features: [usize; KERNELS]) -> Vec<CentroidPart> {
    let targets: Vec<&[usize]> = starts.windows(2).collect();
    let sums = || features.map(SparseSum::new);
    let spread = |sums: &mut _, range: &&[usize]| spread(&texts[range[0]..range[1]], sums);
    let spreads: Vec<f32> = targets.par_iter().map_init(sums, spread).collect();
    let mut parts: Vec<CentroidPart> = Vec::with_capacity(texts.len());
    for (target, range) in targets.iter().enumerate() {
        let weight = 1.0 / (range[1] - range[0]) as f32 / spreads[target];
        parts.extend((range[0]..range[1]).map(|phrasing| CentroidPart { target, phrasing, weight }));
    }
    if texts.len() * targets.len() <= MOST_TO_LEARN {
        parts.extend(train(texts, &parts, features));
        parts.sort_by_key(|part| part.target);
    }
    parts
}

/// The sum of the parts.
fn centroid(
    parts: &[CentroidPart],
    texts: &[TextFeatures],
    sums: &mut [SparseSum; KERNELS],
) -> (LexicalFeatures, QuantizedVector) {
    let mut embedding = [0.0; DIMS];
    for part in parts {
        let text = &texts[part.phrasing];
        embedding.iter_mut().zip(&text.embedding.vector).for_each(|(sum, value)| *sum += part.weight * value);
        for (sum, features) in sums.iter_mut().zip(&text.features) {
            sum.add(features, part.weight);
        }
    }
    (sums.each_mut().map(|sum| sum.take(LEAST_WEIGHT_OF_CENTROID)), QuantizedVector::new(&embedding))
}

/// √(mean K among the texts), which is the length of their mean in the space of all kernels.
fn spread(texts: &[TextFeatures], sums: &mut [SparseSum; KERNELS]) -> f32 {
    let share = 1.0 / texts.len() as f32;
    let mut embedding = [0.0; DIMS];
    for text in texts {
        embedding.iter_mut().zip(&text.embedding.vector).for_each(|(sum, value)| *sum += share * value);
        for (sum, features) in sums.iter_mut().zip(&text.features) {
            sum.add(features, share);
        }
    }
    let lexical = sums.iter_mut().map(|sum| sum.take(0.0)).zip(LEXICAL);
    let lexical: f32 =
        lexical.map(|(mean, share)| share * mean.iter().map(|(_, weight)| weight * weight).sum::<f32>()).sum();
    let all = SEMANTIC + LEXICAL.iter().sum::<f32>();
    ((SEMANTIC * dot(&embedding, &embedding) + lexical) / all).sqrt().max(f32::EPSILON)
}

/// The scalar product of two sparse vectors, each ascending by feature.
fn sparse_dot(a: &[Weighted], b: &[Weighted]) -> f32 {
    let in_b = |feature| b.binary_search_by_key(&feature, |&(feature, _)| feature).map_or(0.0, |at| b[at].1);
    a.iter().map(|&(feature, weight)| weight * in_b(feature)).sum()
}

#[cfg(test)]
mod tests {
    use super::{
        CENTROID_SHARE, CentroidIndex, KERNELS, LEXICAL, Lexicon, MOST_MATCHES, MOST_TO_LEARN, NEAR, NEARLY_THE_SAME,
        SEMANTIC, STEM, Scored, SparseSum, TextFeatures, nearly_the_same, parts, sparse_dot, spread,
    };
    use crate::language::english;
    use crate::matcher::Token;
    use crate::matcher::features::dot;
    use crate::text::words;

    const TARGETS: [&[&str]; 5] = [
        &["how warm is the bath", "temperature of the bath"],
        &["when does the bath open", "opening hours of the bath"],
        &["where are towels sold"],
        &["where are towels sold"],
        &["xqzzkw"],
    ];

    fn read(text: &str) -> Vec<Token<'_>> {
        words(text).map(Token::as_typed).collect()
    }

    fn score(question: &str) -> Vec<Scored> {
        let phrasings =
            TARGETS.iter().enumerate().flat_map(|(at, texts)| texts.iter().map(move |text| (at, read(text))));
        CentroidIndex::build(english(), phrasings.collect()).score(&read(question))
    }

    #[test]
    fn a_phrasing_as_it_stands_is_nearest_to_itself() {
        let scored = score("temperature of the bath");
        assert!(scored[1..].iter().all(|other| other.score < scored[0].score), "{scored:?}");
        assert_eq!(scored[0].nearest, 1);
        assert!((scored[0].nearest_k - 1.0).abs() < 0.01, "{scored:?}");
    }

    #[test]
    fn equal_targets_score_the_same() {
        let scored = score("who sells towels");
        assert!(scored[2].score > 0.3, "{scored:?}");
        assert_eq!(scored[2].score, scored[3].score);
    }

    #[test]
    fn a_word_without_a_vector_is_found_by_its_letters() {
        let scored = score("xqzzkws");
        assert!(scored[4].score > 0.3 && scored[..4].iter().all(|other| other.score < 0.1), "{scored:?}");
    }

    #[test]
    fn nothing_asked_and_nothing_to_match_score_nothing() {
        assert!(score("").iter().all(|scored| scored.score == 0.0));
        assert_eq!(CentroidIndex::build(english(), Vec::new()).score(&read("bath")), []);
    }

    fn index(targets: &[&[&'static str]]) -> CentroidIndex {
        let phrasings =
            targets.iter().enumerate().flat_map(|(at, texts)| texts.iter().map(move |text| (at, read(text))));
        CentroidIndex::build(english(), phrasings.collect())
    }

    fn texts(all: &[&str]) -> (Lexicon, Vec<TextFeatures>) {
        let lexicon = Lexicon::learn(english().stemmer(), &all.iter().map(|text| (0, read(text))).collect::<Vec<_>>());
        let texts = all.iter().map(|text| TextFeatures::new(&english().word_table, &lexicon, &read(text))).collect();
        (lexicon, texts)
    }

    fn features(lexicon: &Lexicon) -> [usize; KERNELS] {
        std::array::from_fn(|kernel| lexicon.len(kernel))
    }

    #[test]
    fn a_target_with_one_phrasing_is_that_phrasing() {
        let scored = index(&[&["how warm is the bath"], &["xqzzkw"]]).score(&read("how warm is the bath"));
        // Its K with the centroid and with the nearest phrasing are 1.
        assert!((scored[0].score - (1.0 + NEARLY_THE_SAME)).abs() < 0.01, "{scored:?}");
        assert!((scored[0].nearest_k - 1.0).abs() < 0.001, "{scored:?}");
        assert!(scored[1].score < 0.05, "{scored:?}");
    }

    #[test]
    fn a_centroid_is_of_length_one_however_far_apart_its_phrasings_are() {
        // Two that share nothing are at right angles, so each is 1/√2 of the way; what has no meaning fills only the
        // share of the other kernels.
        let lexical: f32 = LEXICAL.iter().sum();
        let to_centroid = 0.5 / (0.5 * lexical / (SEMANTIC + lexical)).sqrt();
        let expected = (1.0 - CENTROID_SHARE) + CENTROID_SHARE * to_centroid + NEARLY_THE_SAME;
        let scored = index(&[&["xqzzkw", "vbnmpo"]]).score(&read("vbnmpo"))[0];
        assert!((scored.score - expected).abs() < 0.01, "{scored:?}, expected {expected}");
        assert_eq!((scored.nearest, scored.nearest_k), (1, 1.0));
    }

    #[test]
    fn of_phrasings_as_near_the_first_is_the_nearest() {
        let index = index(&[&["towels"], &["a bath", "warm bath", "warm bath", "the bath"]]);
        assert_eq!(index.score(&read("warm bath"))[1].nearest, 2);
        assert_eq!(index.score(&read("xqzzkw"))[1].nearest, 1);
        assert_eq!([0, 1].map(|target| index.phrasings_of(target)), [1, 4]);
    }

    #[test]
    fn the_best_targets_are_scored_in_their_order() {
        let targets = |fitting: usize, others: usize| {
            let texts: Vec<&[&str]> =
                [vec![&["opening hours"][..]; others], vec![&["warm bath"][..]; fitting]].concat();
            let scored = index(&texts).score(&read("warm bath"));
            scored.into_iter().map(|scored| scored.target).collect::<Vec<_>>()
        };
        let most = MOST_MATCHES;
        assert_eq!(targets(1, 2), [0, 1, 2]);
        assert_eq!(targets(most, 0), (0..most).collect::<Vec<_>>());
        assert_eq!(targets(most, 4), (4..4 + most).collect::<Vec<_>>());
        // Of those that fit as well, the first.
        assert_eq!(targets(most + 3, 0), (0..most).collect::<Vec<_>>());
        assert_eq!(targets(most - 1, 4), std::iter::once(0).chain(4..3 + most).collect::<Vec<_>>());
    }

    #[test]
    fn only_what_is_nearly_the_same_adds_to_the_score() {
        for (nearest_k, expected) in [
            (0.0, 0.0),
            (NEAR - 0.1, 0.0),
            (NEAR, 0.0),
            ((1.0 + NEAR) / 2.0, NEARLY_THE_SAME / 2.0),
            (1.0, NEARLY_THE_SAME),
        ] {
            let found = nearly_the_same(nearest_k);
            assert!((found - expected).abs() < 1e-5, "{nearest_k}: {found}");
        }
    }

    #[test]
    fn the_spread_is_the_root_of_the_mean_k() {
        let all = SEMANTIC + LEXICAL.iter().sum::<f32>();
        for set in [
            &["how warm is the bath"][..],
            &["how warm is the bath", "how warm is the bath"],
            &["how warm is the bath", "temperature of the water"],
            &["how warm is the bath", "how warm is the water", "where are towels sold"],
            &["xqzzkw"],
            &["xqzzkw", "warm bath"],
        ] {
            let (lexicon, texts) = texts(set);
            let k = |a: &TextFeatures, b: &TextFeatures| {
                let lexical = (0..KERNELS).map(|at| LEXICAL[at] * sparse_dot(&a.features[at], &b.features[at]));
                (SEMANTIC * dot(&a.embedding.vector, &b.embedding.vector) + lexical.sum::<f32>()) / all
            };
            let pairs = texts.iter().flat_map(|a| texts.iter().map(move |b| k(a, b)));
            let expected = (pairs.sum::<f32>() / (texts.len() * texts.len()) as f32).sqrt();
            let found = spread(&texts, &mut features(&lexicon).map(SparseSum::new));
            assert!((found - expected).abs() < 1e-4, "{set:?}: {found}, expected {expected}");
        }
    }

    #[test]
    fn a_centroid_is_made_of_its_phrasings_and_of_what_was_learned_from_negatives() {
        let weights = |set: &[&str], starts: &[usize]| {
            let (lexicon, texts) = texts(set);
            let parts = parts(&texts, starts, features(&lexicon));
            parts.iter().map(|part| (part.target, part.phrasing, part.weight)).collect::<Vec<_>>()
        };
        let same = weights(&["warm bath", "warm bath", "towels"], &[0, 2, 3]);
        for (found, expected) in same.iter().zip([(0, 0, 0.5), (0, 1, 0.5), (1, 2, 1.0)]) {
            assert_eq!((found.0, found.1), (expected.0, expected.1), "{same:?}");
            assert!((found.2 - expected.2).abs() < 1e-4, "{same:?}");
        }
        let negatives = weights(
            &["how is the needle heated", "how warm is the bath", "how warm is the room", "how warm is the water"],
            &[0, 2, 4],
        );
        assert!(negatives.len() > 4 && negatives.is_sorted_by_key(|part| part.0), "{negatives:?}");
    }

    #[test]
    fn a_corpus_too_large_to_learn_from_keeps_its_centroids() {
        // Two phrasings a target.
        let least_too_large = (MOST_TO_LEARN / 2).isqrt() + 1;
        for (targets, learns) in [(3, true), (least_too_large, false)] {
            let (lexicon, texts) = texts(&vec!["warm bath"; 2 * targets]);
            let starts: Vec<usize> = (0..=targets).map(|target| 2 * target).collect();
            let parts = parts(&texts, &starts, features(&lexicon));
            assert_eq!(parts.len() > texts.len(), learns, "{targets}");
        }
    }

    #[test]
    fn kernels_share_by_what_is_known_of_a_text() {
        let (_, texts) = texts(&["warm bath", "xqzzkw"]);
        for (text, semantic) in texts.iter().zip([SEMANTIC, 0.0]) {
            let shares = text.shares();
            let lexical: f32 = shares.lexical.iter().sum();
            assert!((shares.semantic + lexical - 1.0).abs() < 1e-6, "{shares:?}");
            assert!((shares.semantic / shares.lexical[STEM] - semantic / LEXICAL[STEM]).abs() < 1e-5, "{shares:?}");
        }
    }
}
