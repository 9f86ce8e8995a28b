//! The index over everything that a corpus can be asked, and what is measured of a question by it.

use std::sync::Arc;

use rayon::prelude::*;

use super::asking::Segmenter;
use super::fusion::{SentenceVectors, VectorIndex};
use super::index::{CentroidIndex, Scored};
use super::reading::{Analyzer, Reading, Token};
use super::scoring::{Coverage, WordEmbeddings, coverage};
use super::target::{Match, Target};
use super::weights::{COMMON_WEIGHT, FEWEST_OF_THE_FIELD, OVERLAP, SHARE_OF_THE_FIELD};
use super::word_weights::{is_content_word, weight_of};
use crate::corpus::Faq;
use crate::language::{Familiarity, LanguageData};
use crate::text::fold;

/// A word that says something by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct ContentWord {
    /// What its forms have in common, folded.
    pub stem: String,
    /// The word as it was read, folded.
    pub word: String,
    /// How much it tells questions apart, 0 to 1: little when it is frequent in the language or in the corpus.
    pub weight: f32,
}

/// An index over everything a corpus can be asked.
#[derive(Debug)]
pub struct Matcher {
    pub(super) language: &'static LanguageData,
    pub(super) segmenter: Segmenter,
    pub(super) analyzer: Analyzer,
    pub(super) index: CentroidIndex,
    pub(super) targets: Vec<Target>,
    /// For each target, the stems of all its phrasings, ascending.
    pub(super) stems: Vec<Vec<u32>>,
    /// For each target, what the words of its phrasings mean.
    pub(super) embeddings: Vec<WordEmbeddings>,
    pub(super) phrasings: Vec<String>,
    /// What a sentence encoder makes of the phrasings, if there is one.
    pub(super) vectors: Option<(VectorIndex, Arc<dyn SentenceVectors>)>,
}

impl Matcher {
    /// Builds the index over a corpus in that language.
    #[must_use]
    pub fn new(faq: &Faq, language: &'static LanguageData) -> Self {
        let analyzer = Analyzer::new(faq, language);
        let mut targets = Vec::new();
        let mut phrasings: Vec<(usize, String)> = Vec::new();
        let mut add = |target, texts: &mut dyn Iterator<Item = &str>| {
            phrasings.extend(texts.map(|text| (targets.len(), text.to_owned())));
            targets.push(target);
        };
        for (number, entry) in faq.entries.iter().enumerate() {
            add(Target::Entry(number), &mut entry.phrasings());
        }
        for (number, gap) in faq.gaps.iter().enumerate() {
            add(Target::Gap(number), &mut gap.also_asked.iter().map(String::as_str));
        }
        for (number, courtesy) in faq.courtesies.iter().enumerate() {
            add(Target::Courtesy(number), &mut courtesy.also_asked.iter().map(String::as_str));
        }
        let folded: Vec<(usize, String)> = phrasings.par_iter().map(|(target, text)| (*target, fold(text))).collect();
        let read: Vec<_> =
            folded.par_iter().map(|(target, text)| (*target, analyzer.read(text, false).words)).collect();
        let mut embeddings = vec![WordEmbeddings::default(); targets.len()];
        read.iter().for_each(|(target, words)| embeddings[*target].add(&language.word_table, words));
        let index = CentroidIndex::build(language, read);
        let stems = index.stems_of_targets();
        let phrasings = phrasings.into_iter().map(|(_, text)| text).collect();
        let segmenter = Segmenter::new(language);
        Self { language, segmenter, analyzer, index, targets, stems, embeddings, phrasings, vectors: None }
    }

    /// Reads a folded text in the corpus's terms, typos corrected.
    #[must_use]
    pub fn read<'a>(&'a self, folded: &'a str) -> Reading<'a> {
        self.analyzer.read(folded, true)
    }

    /// Reads a text that an editor wrote: names are put into the corpus's terms, nothing is corrected.
    #[must_use]
    pub fn read_as_written<'a>(&'a self, folded: &'a str) -> Reading<'a> {
        self.analyzer.read(folded, false)
    }

    /// The best matches of what is asked, best first; ties go to what stands first in the corpus.
    #[must_use]
    pub fn matches(&self, words: &[Token<'_>]) -> Vec<Match> {
        let scored = self.index.score(words).into_iter();
        let mut matches: Vec<Match> = scored.map(|scored| self.matched(words, scored)).collect();
        // A stable sort: ties stay in the order of the corpus.
        matches.sort_by(|a, b| b.score.total_cmp(&a.score));
        matches
    }

    /// How much of what is asked a target speaks of.
    #[must_use]
    pub fn coverage(&self, words: &[Token<'_>], target: Target) -> Coverage {
        let Some(number) = self.targets.iter().position(|&known| known == target) else { return Coverage::default() };
        let table = &self.language.word_table;
        coverage(table, &self.index.lexicon, words, &self.stems[number], &self.embeddings[number])
    }

    /// Whether a word names what the corpus is about: many of its entries have it, and few texts else.
    #[must_use]
    pub fn is_of_the_field(&self, word: &str) -> bool {
        let Some(stem) = self.index.lexicon.stem(word) else { return false };
        let entries = || self.targets.iter().zip(&self.stems).filter(|(target, _)| matches!(target, Target::Entry(_)));
        let having = || entries().filter(|(_, stems)| stems.binary_search(&stem).is_ok()).count();
        is_content_word(&self.language.word_table, word) && {
            let having = having();
            having >= FEWEST_OF_THE_FIELD && having as f32 >= SHARE_OF_THE_FIELD * entries().count() as f32
        }
    }

    pub(super) fn matched(&self, words: &[Token<'_>], scored: Scored) -> Match {
        let mut said = 0.0;
        let mut overlap = 0.0;
        let mut content_words: Vec<u32> = Vec::new();
        for word in words {
            let weight = self.weight_of(word.text);
            said += weight;
            let stem = self.index.lexicon.stem(word.text);
            if let Some(stem) = stem.filter(|stem| self.stems[scored.target].binary_search(stem).is_ok()) {
                overlap += weight;
                if is_content_word(&self.language.word_table, word.text) && !content_words.contains(&stem) {
                    content_words.push(stem);
                }
            }
        }
        let overlap = if said > 0.0 { overlap / said } else { 0.0 };
        Match {
            target: self.targets[scored.target],
            score: scored.score + OVERLAP * overlap,
            overlap,
            content_words: u32::try_from(content_words.len()).unwrap_or(u32::MAX),
            phrasings: self.index.phrasings_of(scored.target),
            nearest: scored.nearest,
            nearest_k: scored.nearest_k,
            encoder: None,
        }
    }

    /// A phrasing by its position.
    #[must_use]
    pub fn phrasing(&self, number: usize) -> &str {
        self.phrasings.get(number).map_or("", String::as_str)
    }

    /// How much a word says, 0 to 1: frequent words say little.
    #[must_use]
    pub fn weight_of(&self, word: &str) -> f32 {
        weight_of(&self.language.word_table, word)
    }

    /// The words that say something by themselves, each once, with what they have in common with other forms of them.
    #[must_use]
    pub fn content_words(&self, words: &[Token<'_>]) -> Vec<ContentWord> {
        let stemmer = self.language.stemmer();
        let mut found: Vec<ContentWord> = Vec::new();
        for word in words.iter().filter(|word| is_content_word(&self.language.word_table, word.text)) {
            let stem = stemmer.stem(word.text).into_owned();
            if found.iter().all(|known| known.stem != stem) {
                let weight = self.weight_of(word.text) * self.rarity(word.text);
                found.push(ContentWord { stem, word: word.text.to_owned(), weight });
            }
        }
        found
    }

    /// How rare a word is in the corpus, 0 to 1: 1 when nothing that can be asked has it, 0 when all has (inverse
    /// document frequency, as a share of the largest there is).
    fn rarity(&self, word: &str) -> f32 {
        let Some(stem) = self.index.lexicon.stem(word) else { return 1.0 };
        let having = self.stems.iter().filter(|stems| stems.binary_search(&stem).is_ok()).count();
        1.0 - (1.0 + having as f32).ln() / (1.0 + self.stems.len() as f32).ln()
    }

    /// What a folded word of a reading is to the corpus.
    #[must_use]
    pub fn familiarity(&self, word: &str, reading: &Reading<'_>) -> Familiarity {
        let weight = self.weight_of(word);
        let was_corrected = || reading.corrected.iter().any(|read| read.corrected && read.typed == word);
        match () {
            () if weight < COMMON_WEIGHT => Familiarity::Common,
            () if self.analyzer.is_own(word) => Familiarity::Own,
            () if weight >= 1.0 && !was_corrected() => Familiarity::Unknown,
            () => Familiarity::Strange,
        }
    }
}
