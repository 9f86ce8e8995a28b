//! The matches of what is asked with one confidence each, read with a sentence encoder where there is one.

use std::sync::Arc;

use super::fused::{Similarity, fused};
use super::sentence_vectors::SentenceVectors;
use super::vector_index::VectorIndex;
use crate::matcher::asking::Asking;
use crate::matcher::index::Scored;
use crate::matcher::matching::Matcher;
use crate::matcher::reading::Token;
use crate::matcher::scoring::confidences;
use crate::matcher::target::{EncoderShare, Match};
use crate::matcher::weights::MOST_BY_VECTORS;
use crate::text::fold;

/// What may be meant by a question.
pub(crate) struct RankedMatches {
    /// The matches with how sure each is, best first.
    pub(crate) matches: Vec<(f32, Match)>,
    /// What a sentence encoder made of the question; `None` when it was read without.
    pub(crate) vector: Option<VectorOfQuestion>,
}

/// A question as a sentence encoder reads it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct VectorOfQuestion {
    /// Of length 1.
    pub(crate) vector: Vec<f32>,
    /// The cosine of the phrasing that is nearest to it, -1 to 1.
    pub(crate) nearest_cosine: f32,
}

impl Matcher {
    /// The phrasings as an encoder is given them: as the engine reads them, names in the corpus's terms, typos mended.
    #[must_use]
    pub(crate) fn phrasings_as_read(&self) -> Vec<String> {
        self.phrasings.iter().map(|text| self.as_read(text)).collect()
    }

    /// Has a sentence encoder, whose vectors of the phrasings these are, read questions from now on.
    #[must_use]
    pub(crate) fn with_vectors(mut self, phrasings: &[Vec<f32>], vectors: Arc<dyn SentenceVectors>) -> Self {
        let index = VectorIndex::new(phrasings, self.index.targets_of_phrasings(), self.targets.len());
        self.vectors = Some((index, vectors));
        self
    }

    fn as_read(&self, text: &str) -> String {
        let folded = fold(text);
        joined(&self.read_as_written(&folded).words)
    }

    /// The sentence encoder that reads questions, if there is one.
    #[must_use]
    pub(crate) fn vectors(&self) -> Option<&Arc<dyn SentenceVectors>> {
        self.vectors.as_ref().map(|(_, vectors)| vectors)
    }

    /// The matches of what is asked.
    #[must_use]
    pub(crate) fn ranked(&self, asking: &Asking<'_>) -> RankedMatches {
        let own = confidences(&asking.matches).zip(asking.matches.iter().copied());
        let Some((vector, similarities)) = self.similarities(&asking.words) else {
            return RankedMatches { matches: own.collect(), vector: None };
        };
        let cosines = similarities.iter().map(|similarity| similarity.nearest_cosine);
        let nearest_cosine = cosines.fold(-1.0, f32::max);
        let matches = self.together(&asking.words, own, &similarities);
        RankedMatches { matches, vector: Some(VectorOfQuestion { vector, nearest_cosine }) }
    }

    fn similarities(&self, words: &[Token<'_>]) -> Option<(Vec<f32>, Vec<Similarity>)> {
        let (index, vectors) = self.vectors.as_ref()?;
        if words.is_empty() {
            return None;
        }
        let vector = vectors.of_question(&joined(words))?;
        let similarities = index.similarities(&vector)?;
        Some((vector, similarities))
    }

    /// The best of both. A score tells what is worth offering: those there are go by the new order, and what is likely
    /// meant is worth it also where no word is shared.
    fn together(
        &self,
        words: &[Token<'_>],
        own: impl Iterator<Item = (f32, Match)>,
        similarities: &[Similarity],
    ) -> Vec<(f32, Match)> {
        let number = |found: &Match| self.targets.iter().position(|&target| target == found.target);
        let listed: Vec<(usize, f32, Match)> =
            own.filter_map(|(confidence, found)| Some((number(&found)?, confidence, found))).collect();
        let mut nearest: Vec<usize> = (0..similarities.len()).collect();
        nearest.sort_by(|&a, &b| similarities[b].nearness().total_cmp(&similarities[a].nearness()));
        nearest.truncate(MOST_BY_VECTORS);
        nearest.retain(|target| listed.iter().all(|(number, ..)| number != target));
        let added = nearest.into_iter().map(|target| {
            let Similarity { nearest, .. } = similarities[target];
            let found = self.matched(words, Scored { target, score: 0.0, nearest, nearest_k: 0.0 });
            (target, None, found)
        });
        let listed = listed.into_iter().map(|(target, confidence, found)| (target, Some(confidence), found));
        let mut all: Vec<(f32, Match)> = listed
            .chain(added)
            .map(|(target, alone, found)| {
                let similarity = similarities[target];
                (fused(alone, &similarity), Match { encoder: Some(EncoderShare { similarity, alone }), ..found })
            })
            .collect();
        let mut scores: Vec<f32> = all.iter().map(|(_, found)| found.score).collect();
        scores.sort_by(|a, b| b.total_cmp(a));
        all.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        for ((confidence, found), score) in all.iter_mut().zip(scores) {
            found.score = score.max(*confidence);
        }
        all
    }
}

fn joined(words: &[Token<'_>]) -> String {
    words.iter().map(|word| word.text).collect::<Vec<_>>().join(" ")
}
