//! How well each entry, gap and courtesy fits a question. Measures, never decides.

mod asking;
mod confidence;
mod coverage;
mod index;
mod letters;
mod lexical;
mod postings;
mod questions;
mod reading;
mod rivals;
mod semantic;
mod speller;
mod typing;
mod weights;
mod word_weights;

use rayon::prelude::*;

pub use confidence::confidences;
pub use coverage::Coverage;
use coverage::Meanings;
use index::{Index, Scored};
pub use questions::{Asking, Questions};
use reading::Reader;
pub use reading::{ReadWord, Reading};

use asking::Segmenter;
use weights::{COMMON_WEIGHT, EXPLAINED};
use word_weights::{is_telling, weight_of};

use crate::corpus::Faq;
use crate::language::{Familiarity, LanguageData};
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
    language: &'static LanguageData,
    segmenter: Segmenter,
    reader: Reader,
    index: Index,
    targets: Vec<Target>,
    /// For each target, the stems of all its phrasings, ascending.
    stems: Vec<Vec<u32>>,
    /// For each target, what the words of its phrasings mean.
    meanings: Vec<Meanings>,
    phrasings: Vec<String>,
}

impl Matcher {
    /// Builds the index over a corpus in that language.
    #[must_use]
    pub fn new(faq: &Faq, language: &'static LanguageData) -> Self {
        let reader = Reader::new(faq, language);
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
        let mut meanings = vec![Meanings::default(); targets.len()];
        read.iter().for_each(|(target, words)| meanings[*target].add(&language.word_table, words));
        let index = Index::build(language, read);
        let stems = index.stems_of_targets();
        let phrasings = phrasings.into_iter().map(|(_, text)| text).collect();
        Self { language, segmenter: Segmenter::new(language), reader, index, targets, stems, meanings, phrasings }
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

    /// The best matches of what is asked, best first; ties go to what stands first in the corpus.
    #[must_use]
    pub fn matches(&self, words: &[ReadWord<'_>]) -> Vec<Match> {
        let scored = self.index.score(words).into_iter();
        let mut matches: Vec<Match> = scored.map(|scored| self.matched(words, scored)).collect();
        // A stable sort: ties stay in the order of the corpus.
        matches.sort_by(|a, b| b.score.total_cmp(&a.score));
        matches
    }

    /// How much of what is asked a target speaks of.
    #[must_use]
    pub fn coverage(&self, words: &[ReadWord<'_>], target: Target) -> Coverage {
        let Some(number) = self.targets.iter().position(|&known| known == target) else { return Coverage::default() };
        let table = &self.language.word_table;
        coverage::coverage(table, &self.index.lexicon, words, &self.stems[number], &self.meanings[number])
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
                if is_telling(&self.language.word_table, word.text) && !telling.contains(&stem) {
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

    /// How much a word says, 0 to 1: frequent words say little.
    #[must_use]
    pub fn weight_of(&self, word: &str) -> f32 {
        weight_of(&self.language.word_table, word)
    }

    /// What a folded word of a reading is to the corpus.
    #[must_use]
    pub fn familiarity(&self, word: &str, reading: &Reading<'_>) -> Familiarity {
        let weight = self.weight_of(word);
        let was_mended = || reading.mended.iter().any(|read| read.mended && read.typed == word);
        match () {
            () if weight < COMMON_WEIGHT => Familiarity::Common,
            () if self.reader.is_own(word) => Familiarity::Own,
            () if weight >= 1.0 && !was_mended() => Familiarity::Unknown,
            () => Familiarity::Strange,
        }
    }

    /// Whether a target's phrasings have the word, in whatever form.
    #[must_use]
    pub fn speaks_of(&self, target: Target, word: &str) -> bool {
        let number = self.targets.iter().position(|&known| known == target);
        let stem = self.index.lexicon.stem(word);
        number.zip(stem).is_some_and(|(number, stem)| self.stems[number].binary_search(&stem).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::weights::{EXPLAINED, MOST_MATCHES};
    use super::{Match, Matcher, Target};
    use crate::corpus::load_plain;
    use crate::language::language_data;
    use crate::text::fold;

    const TOPIC: &str = r#"
title = "t"
[[entry]]
id = "warm"
question = "how warm is the bath"
also_asked = ["what temperature does the bath have", "xqzzkw"]
[[entry]]
id = "towels"
question = "where are towels sold"
[[entry]]
id = "cloths"
question = "where are towels sold"
[[entry]]
id = "open"
question = "when does the bath open on sunday"
also_asked = ["may we come on sunday morning", "sunday hours of the bath"]
"#;
    const GAPS: &str = r#"
[[gap]]
id = "parking"
label = "l"
also_asked = ["what does parking cost", "is there room for a car"]
ask = "a"
"#;
    const COURTESIES: &str = r#"
[[courtesy]]
id = "hello"
also_asked = ["good morning dear team"]
reply = "r"
"#;
    const WARM: Target = Target::Entry(0);
    const TOWELS: Target = Target::Entry(1);
    const CLOTHS: Target = Target::Entry(2);
    const OPEN: Target = Target::Entry(3);
    const PARKING: Target = Target::Gap(0);
    const HELLO: Target = Target::Courtesy(0);

    fn matcher_of(topic: &str, gaps: &str) -> Matcher {
        let faq = load_plain(&[("topics/t.toml", topic), ("gaps.toml", gaps), ("courtesies.toml", COURTESIES)]);
        let language = language_data("en").expect("English is known");
        Matcher::new(&faq.unwrap_or_else(|findings| panic!("{findings}")), language)
    }

    fn matcher() -> Matcher {
        matcher_of(TOPIC, GAPS)
    }

    fn matches(question: &str) -> Vec<Match> {
        let (matcher, folded) = (matcher(), fold(question));
        matcher.matches(&matcher.read(&folded).words)
    }

    fn of(question: &str, target: Target) -> Match {
        *matches(question)
            .iter()
            .find(|found| found.target == target)
            .expect("every target of a small corpus is matched")
    }

    /// How well a target fits a text read as a whole, before what it speaks of is counted.
    fn index_score(text: &str, target: Target) -> f32 {
        let (matcher, folded) = (matcher(), fold(text));
        let scored = matcher.index.score(&matcher.read(&folded).words);
        let found = scored.iter().find(|scored| matcher.targets[scored.target] == target);
        found.expect("every target of a small corpus is scored").score
    }

    #[test]
    fn what_is_asked_as_it_is_written_fits_best() {
        for (question, target, phrasings, nearest) in [
            ("How warm is the bath?", WARM, 3, "how warm is the bath"),
            ("what temperature does it have", WARM, 3, "what temperature does the bath have"),
            ("when does the bath open on sunday", OPEN, 3, "when does the bath open on sunday"),
            ("What does parking cost?", PARKING, 2, "what does parking cost"),
            ("good morning team", HELLO, 1, "good morning dear team"),
            ("how worm is the bathh", WARM, 3, "how warm is the bath"),
        ] {
            let best = matches(question)[0];
            assert_eq!((best.target, best.phrasings), (target, phrasings), "{question}");
            assert_eq!(matcher().phrasing(best.nearest), nearest, "{question}");
        }
        assert_eq!(matcher().phrasing(99), "");
    }

    #[test]
    fn targets_come_best_first_and_ties_in_the_order_of_the_corpus() {
        let found = matches("towels");
        assert_eq!((found.len(), found[0].target, found[1].target), (6, TOWELS, CLOTHS));
        assert_eq!(found[0].score, found[1].score);
        assert!(found.is_sorted_by(|a, b| a.score >= b.score), "{found:#?}");
        let entry = |name: char| format!("[[entry]]\nid = \"{name}\"\nquestion = \"towels\"\n");
        let many = matcher_of(&format!("title = \"t\"\n{}", ('a'..='z').map(entry).collect::<String>()), "");
        let found = many.matches(&many.read("towels").words);
        let found: Vec<Target> = found.iter().map(|found| found.target).collect();
        assert_eq!(found, (0..MOST_MATCHES).map(Target::Entry).collect::<Vec<_>>());
    }

    #[test]
    fn what_a_target_speaks_of_counts_by_what_the_words_say() {
        // A word that is not common English says all that a word can say.
        for (question, target, explained, telling) in [
            ("", WARM, 0.0, 0),
            ("xqzzkw", WARM, 1.0, 1),
            ("xqzzkw", TOWELS, 0.0, 0),
            ("xqzzkw vbnmpo", WARM, 0.5, 1),
            ("xqzzkw vbnmpo lkjhgf rtzuiw", WARM, 0.25, 1),
            ("xqzzkw vbnmpo xqzzkw lkjhgf", WARM, 0.5, 1),
            // The same word in another form tells nothing new.
            ("bath baths", WARM, 1.0, 1),
            ("warm baths", WARM, 1.0, 2),
            ("how is the", WARM, 1.0, 0),
        ] {
            let found = of(question, target);
            assert!((found.explained - explained).abs() < 1e-6, "{question}: {found:?}");
            assert_eq!(found.telling, telling, "{question}: {found:?}");
            assert!((found.score - index_score(question, target) - EXPLAINED * explained).abs() < 1e-6, "{found:?}");
        }
        let [little, much] = [TOWELS, WARM].map(|target| of("where xqzzkw", target).explained);
        assert!(0.0 < little && little < 0.3 && (little + much - 1.0).abs() < 1e-6, "{little} {much}");
    }

    #[test]
    fn signals_show_what_each_kernel_gives() {
        let matcher = matcher();
        let signals = |question: &str, phrasing| matcher.signals(&matcher.read(question).words, phrasing);
        let same = signals("how warm is the bath", 0);
        assert_eq!(same.map(|signal| signal.name), ["meaning", "words", "word pairs", "letters"]);
        assert!(same.iter().all(|signal| (signal.cosine - 1.0).abs() < 1e-4), "{same:?}");
        assert!((same.iter().map(|signal| signal.share).sum::<f32>() - 1.0).abs() < 1e-6, "{same:?}");
        // A word without a vector is left to the other kernels.
        let strange = signals("xqzzkw", 2);
        assert_eq!((strange[0].cosine, strange[0].share), (0.0, 0.0));
        assert!((strange.iter().map(|signal| signal.share).sum::<f32>() - 1.0).abs() < 1e-6, "{strange:?}");
        let other = signals("xqzzkw", 0);
        assert_eq!(other.map(|signal| signal.cosine), [0.0; 4]);
    }

    #[test]
    fn frequent_words_say_little() {
        let matcher = matcher();
        let weight = |word| matcher.weight_of(word);
        assert_eq!(weight("xqzzkw"), 1.0);
        assert!(0.0 < weight("the") && weight("the") < 0.02, "{}", weight("the"));
        assert!(weight("the") < weight("how") && weight("how") < weight("towel") && weight("towel") < 1.0);
    }

    #[test]
    fn a_target_speaks_of_the_words_of_its_phrasings_in_every_form() {
        for (target, word, expected) in [
            (WARM, "bath", true),
            (WARM, "baths", true),
            (WARM, "xqzzkw", true),
            (WARM, "towels", false),
            (WARM, "vbnmpo", false),
            (CLOTHS, "towel", true),
            (PARKING, "parked", true),
            (PARKING, "bath", false),
            (HELLO, "team", true),
            (HELLO, "car", false),
            (Target::Gap(9), "car", false),
        ] {
            assert_eq!(matcher().speaks_of(target, word), expected, "{target:?} {word}");
        }
    }

    #[test]
    fn only_what_was_typed_is_mended() {
        let matcher = matcher();
        assert_eq!(matcher.read("bathh").words[0].text, "bath");
        assert_eq!(matcher.read_as_written("bathh").words[0].text, "bathh");
    }
}
