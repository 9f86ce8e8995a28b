//! How well each entry, gap and courtesy fits a question. Measures, never decides.

mod clauses;
mod confidence;
mod index;
mod letters;
mod lexical;
mod postings;
mod reading;
mod rivals;
mod semantic;
mod speller;
mod table;
mod weights;

use rayon::prelude::*;

use clauses::clauses;
pub use confidence::confidences;
use index::{Index, Scored};
use reading::Reader;
pub use reading::{ReadWord, Reading};

use weights::{ASKING_CLAUSE, EXPLAINED, MOST_MATCHES, TELLING_CLAUSE, TELLING_WEIGHT};

use crate::corpus::Faq;
use crate::text::fold;

/// What a question can be matched to, as a position in the corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    /// A position in `Faq::entries`.
    Entry(usize),
    /// A position in `Faq::gaps`.
    Gap(usize),
    /// A position in `Faq::courtesies`.
    Courtesy(usize),
}

/// A target with how well it fits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Match {
    /// The target.
    pub target: Target,
    /// How well it fits, about 0 to 1.5; comparable within one corpus only.
    pub score: f32,
    /// The share of what the question says that the target's phrasings speak of, 0 to 1.
    pub explained: f32,
    /// How many different words that say something by themselves the target's phrasings share.
    pub telling: u32,
    /// How many phrasings the target has.
    pub phrasings: usize,
    /// The phrasing nearest to the question, as a position in [`Matcher::phrasing`].
    pub nearest: usize,
    /// How near that is, 0 to 1.
    pub nearest_k: f32,
}

/// What one kernel gave for one phrasing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Signal {
    /// What it compares.
    pub name: &'static str,
    /// The cosine, 0 to 1.
    pub cosine: f32,
    /// Its share of the whole, 0 to 1.
    pub share: f32,
}

/// An index over everything a corpus can be asked.
#[derive(Debug)]
pub struct Matcher {
    reader: Reader,
    index: Index,
    targets: Vec<Target>,
    /// For each target, the stems of all its phrasings, ascending.
    stems: Vec<Vec<u32>>,
    phrasings: Vec<String>,
}

impl Matcher {
    /// Builds the index.
    #[must_use]
    pub fn new(faq: &Faq) -> Self {
        let reader = Reader::new(faq);
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
        let read: Vec<_> = folded.par_iter().map(|(target, text)| (*target, reader.read(text, false).words)).collect();
        let index = Index::build(read);
        let stems = index.stems_of_targets();
        let phrasings = phrasings.into_iter().map(|(_, text)| text).collect();
        Self { reader, index, targets, stems, phrasings }
    }

    /// Reads a folded text in the corpus's terms, typos mended.
    #[must_use]
    pub fn read<'a>(&'a self, folded: &'a str) -> Reading<'a> {
        self.reader.read(folded, true)
    }

    /// Reads a text that an editor wrote: names are put into the corpus's terms, nothing is mended.
    #[must_use]
    pub fn read_as_written<'a>(&'a self, folded: &'a str) -> Reading<'a> {
        self.reader.read(folded, false)
    }

    /// The best matches, best first; ties go to what stands first in the corpus.
    ///
    /// A long message is also matched clause by clause, and each target counts with the clause that fits it best.
    #[must_use]
    pub fn matches(&self, words: &[ReadWord<'_>]) -> Vec<Match> {
        let clauses = clauses(words);
        let mut best: Vec<(Scored, usize)> = self.index.score(words).into_iter().map(|scored| (scored, 0)).collect();
        for (number, clause) in (1..).zip(&clauses) {
            let share = if clause.asks { ASKING_CLAUSE } else { TELLING_CLAUSE };
            for scored in self.index.score(&words[clause.words.clone()]) {
                let scored = Scored { score: share * scored.score, ..scored };
                // A greeting at the head of a long message is not what it is about.
                if !matches!(self.targets[scored.target], Target::Courtesy(_)) {
                    best.push((scored, number));
                }
            }
        }
        best.sort_by(|(a, _), (b, _)| a.target.cmp(&b.target).then(b.score.total_cmp(&a.score)));
        best.dedup_by_key(|(scored, _)| scored.target);
        best.sort_by(|(a, _), (b, _)| b.score.total_cmp(&a.score));
        best.truncate(MOST_MATCHES);
        let clause = |number: usize| number.checked_sub(1).map_or(words, |at| &words[clauses[at].words.clone()]);
        let mut matches: Vec<Match> =
            best.into_iter().map(|(scored, number)| self.matched(clause(number), scored)).collect();
        // A stable sort: ties stay in the order of the corpus.
        matches.sort_by(|a, b| b.score.total_cmp(&a.score));
        matches
    }

    fn matched(&self, words: &[ReadWord<'_>], scored: Scored) -> Match {
        let mut said = 0.0;
        let mut explained = 0.0;
        let mut telling: Vec<u32> = Vec::new();
        for word in words {
            let weight = self.weight_of(word.text);
            said += weight;
            let stem = self.index.lexicon.stem(word.text);
            if let Some(stem) = stem.filter(|stem| self.stems[scored.target].binary_search(stem).is_ok()) {
                explained += weight;
                if weight >= TELLING_WEIGHT && !telling.contains(&stem) {
                    telling.push(stem);
                }
            }
        }
        let explained = if said > 0.0 { explained / said } else { 0.0 };
        Match {
            target: self.targets[scored.target],
            score: scored.score + EXPLAINED * explained,
            explained,
            telling: u32::try_from(telling.len()).unwrap_or(u32::MAX),
            phrasings: self.index.phrasings_of(scored.target),
            nearest: scored.nearest,
            nearest_k: scored.nearest_k,
        }
    }

    /// A phrasing by its position.
    #[must_use]
    pub fn phrasing(&self, number: usize) -> &str {
        self.phrasings.get(number).map_or("", String::as_str)
    }

    /// What each kernel gives for one phrasing, for an explanation.
    #[must_use]
    pub fn signals(&self, words: &[ReadWord<'_>], phrasing: usize) -> [Signal; 4] {
        let phrasing = fold(self.phrasing(phrasing));
        let signals = self.index.cosines(words, &self.read_as_written(&phrasing).words);
        let names = ["meaning", "words", "word pairs", "letters"];
        std::array::from_fn(|at| Signal { name: names[at], cosine: signals[at].0, share: signals[at].1 })
    }

    /// How much a word says, 0 to 1: frequent English words say little.
    #[must_use]
    pub fn weight_of(&self, word: &str) -> f32 {
        table::weight_of(word)
    }

    /// Whether a target's phrasings have the word, in whatever form.
    #[must_use]
    pub fn speaks_of(&self, target: Target, word: &str) -> bool {
        let number = self.targets.iter().position(|&known| known == target);
        let stem = self.index.lexicon.stem(word);
        number.zip(stem).is_some_and(|(number, stem)| self.stems[number].binary_search(&stem).is_ok())
    }
}
