//! Red flags: looks for the editor's phrases in what a person wrote, before anything is matched.
//!
//! A phrase is found when its words stand in order within one sentence, whatever their form ("vomit", "vomiting"), with
//! little between them: at most [`MOST_BETWEEN`] words, of which one may be more than a filler. An excuse is read more
//! tightly and excuses only what overlaps it, so that "heat kills cells. I want to kill myself" is still a cry for help.

use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;

use foldhash::fast::FixedState;
use rust_stemmers::{Algorithm, Stemmer};

use crate::corpus::{self, Phrase};
use crate::matcher::ReadWord;
use crate::text::{fold, words};

/// The most words that may stand between two neighbouring words of a phrase ("threw up [a lot of] blood").
const MOST_BETWEEN: usize = 3;

/// The most words that may stand between two neighbouring words of an excuse: an excuse that is found too easily hides
/// a cry for help.
const MOST_BETWEEN_IN_EXCUSES: usize = 1;

/// The most of them that may be other than fillers ("bleeding [heavily] from").
const MOST_MEANINGFUL_BETWEEN: usize = 1;

/// The red flags of a corpus, ready to be looked for.
pub struct Guard {
    stemmer: Stemmer,
    /// Stems of the words that may stand anywhere within a phrase.
    fillers: HashSet<Box<str>, FixedState>,
    happening: Patterns,
    in_general: Patterns,
    flags: Vec<Flag>,
}

struct Flag {
    phrases: Patterns,
    signs: Patterns,
    unless: Patterns,
}

/// Phrases by their first word.
#[derive(Default)]
struct Patterns {
    /// All parts of all phrases.
    parts: Vec<Vec<Box<str>>>,
    /// First stem of a part → parts.
    by_first: HashMap<Box<str>, Vec<usize>, FixedState>,
    /// Each phrase as its parts.
    phrases: Vec<Vec<usize>>,
}

/// A red flag that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Raised {
    /// Its position in `Safety::red_flags`.
    pub flag: usize,
    /// Which words of the message set it off: first and last, counted from 0.
    pub words: (usize, usize),
}

/// A message as stems with the sentence of each.
struct Stemmed {
    stems: Vec<String>,
    sentences: Vec<u32>,
}

impl Guard {
    /// Prepares the red flags of a corpus.
    #[must_use]
    pub fn new(safety: &corpus::Safety) -> Self {
        let stemmer = Stemmer::create(Algorithm::English);
        let patterns = |phrases: &[Phrase]| Patterns::new(phrases, &stemmer);
        let flags = safety.red_flags.iter().map(|flag| Flag {
            phrases: patterns(&flag.phrases),
            signs: patterns(&flag.signs),
            unless: patterns(&flag.unless),
        });
        let flags = flags.collect();
        let fillers = safety.fillers.iter().flat_map(|filler| stems(filler, &stemmer)).collect();
        let (happening, in_general) = (patterns(&safety.happening), patterns(&safety.in_general));
        Self { stemmer, fillers, happening, in_general, flags }
    }

    /// The first red flag, in the corpus's order, that the message raises.
    #[must_use]
    pub fn look(&self, message: &[ReadWord<'_>]) -> Option<Raised> {
        if self.flags.is_empty() {
            return None;
        }
        let message = Stemmed {
            stems: message.iter().map(|word| stem(word.text, &self.stemmer)).collect(),
            sentences: message.iter().map(|word| word.sentence).collect(),
        };
        self.flags.iter().enumerate().find_map(|(number, flag)| {
            let words = self.raised(flag, &message)?;
            Some(Raised { flag: number, words: (*words.start(), *words.end()) })
        })
    }

    fn raised(&self, flag: &Flag, message: &Stemmed) -> Option<RangeInclusive<usize>> {
        let excuses = || self.spans(&flag.unless, message, MOST_BETWEEN_IN_EXCUSES);
        let stated = self.spans(&flag.phrases, message, MOST_BETWEEN);
        let excused = if stated.is_empty() { Vec::new() } else { excuses() };
        if let Some(span) = stated.into_iter().find(|span| !excused.iter().any(|excuse| overlap(excuse, span))) {
            return Some(span);
        }
        let signs = self.spans(&flag.signs, message, MOST_BETWEEN);
        if signs.is_empty() {
            return None;
        }
        let excused = excuses();
        // "bleeding", and nothing else, is told, not asked.
        let bare = |span: &RangeInclusive<usize>| {
            (0..message.stems.len()).all(|at| span.contains(&at) || self.fillers.contains(message.stems[at].as_str()))
        };
        let sentence = |span: &RangeInclusive<usize>| message.sentences[*span.start()];
        let happening: Vec<_> = self.spans(&self.happening, message, MOST_BETWEEN).iter().map(sentence).collect();
        let in_general: Vec<_> = self.spans(&self.in_general, message, MOST_BETWEEN).iter().map(sentence).collect();
        signs.into_iter().find(|span| {
            let sentence = sentence(span);
            let told = happening.contains(&sentence) && !in_general.contains(&sentence);
            (told || bare(span)) && !excused.iter().any(|excuse| overlap(excuse, span))
        })
    }

    /// Where the phrases are found; for one of several parts, where its first part is.
    fn spans(&self, patterns: &Patterns, message: &Stemmed, most_between: usize) -> Vec<RangeInclusive<usize>> {
        let mut found: HashMap<usize, Vec<RangeInclusive<usize>>> = HashMap::new();
        for (at, stem) in message.stems.iter().enumerate() {
            for &part in patterns.by_first.get(stem.as_str()).into_iter().flatten() {
                if let Some(end) = self.rest_end(&patterns.parts[part][1..], at, message, most_between) {
                    found.entry(part).or_default().push(at..=end);
                }
            }
        }
        let complete = patterns.phrases.iter().filter(|parts| parts.iter().all(|part| found.contains_key(part)));
        let spans = complete.filter_map(|parts| parts.first().and_then(|first| found.get(first)));
        spans.flatten().cloned().collect()
    }

    /// Where the last of `rest` stands, when they follow the word at `at` closely enough.
    fn rest_end(&self, rest: &[Box<str>], at: usize, message: &Stemmed, most_between: usize) -> Option<usize> {
        let Some((next, rest)) = rest.split_first() else { return Some(at) };
        let mut meaningful = 0;
        for here in at + 1..message.stems.len().min(at + 2 + most_between) {
            if message.sentences[here] != message.sentences[at] {
                return None;
            }
            if *message.stems[here] == **next
                && let Some(end) = self.rest_end(rest, here, message, most_between)
            {
                return Some(end);
            }
            if !self.fillers.contains(message.stems[here].as_str()) {
                meaningful += 1;
                if meaningful > MOST_MEANINGFUL_BETWEEN {
                    return None;
                }
            }
        }
        None
    }
}

impl std::fmt::Debug for Guard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Guard").field("flags", &self.flags.len()).finish_non_exhaustive()
    }
}

impl Patterns {
    fn new(phrases: &[Phrase], stemmer: &Stemmer) -> Self {
        let mut patterns = Self::default();
        for phrase in phrases {
            let mut parts = Vec::new();
            for part in &phrase.parts {
                let stems = stems(part, stemmer);
                let Some(first) = stems.first().cloned() else { continue };
                parts.push(patterns.parts.len());
                patterns.by_first.entry(first).or_default().push(patterns.parts.len());
                patterns.parts.push(stems);
            }
            patterns.phrases.push(parts);
        }
        patterns
    }
}

fn overlap(a: &RangeInclusive<usize>, b: &RangeInclusive<usize>) -> bool {
    a.start() <= b.end() && b.start() <= a.end()
}

fn stems(text: &str, stemmer: &Stemmer) -> Vec<Box<str>> {
    words(&fold(text)).map(|word| stem(word.text, stemmer).into()).collect()
}

/// The stem of a word without its apostrophe, so that "can't" and "cant" are one.
fn stem(word: &str, stemmer: &Stemmer) -> String {
    let plain = word.strip_suffix("'s").unwrap_or(word).replace('\'', "");
    stemmer.stem(&plain).into_owned()
}

#[cfg(test)]
mod tests {
    use super::Guard;
    use crate::corpus::{Id, Phrase, Place, RedFlag, Safety, Urgency};
    use crate::matcher::ReadWord;
    use crate::text::{fold, words};

    fn phrases(texts: &[&str]) -> Vec<Phrase> {
        let parts = |text: &&str| text.split('+').map(|part| part.trim().to_owned()).collect();
        texts.iter().map(|text| Phrase { parts: parts(text) }).collect()
    }

    fn guard() -> Guard {
        Guard::new(&Safety {
            happening: phrases(&["i am", "im", "my mother"]),
            in_general: phrases(&["risk of", "cause"]),
            fillers: ["a", "lot", "of", "my", "really"].map(str::to_owned).to_vec(),
            red_flags: vec![RedFlag {
                id: Id::new("danger").expect("a well-formed id"),
                urgency: Urgency::Emergency,
                phrases: phrases(&["vomiting blood", "kill myself", "fever + chemo"]),
                signs: phrases(&["bleeding"]),
                unless: phrases(&["kill tumor cells", "would kill myself laughing"]),
                place: Place { path: "safety.toml".into(), line: 1 },
            }],
        })
    }

    #[track_caller]
    fn check(message: &str, raised: bool) {
        let folded = fold(message);
        let read = |word: crate::text::Word<'_>| word.text.to_owned();
        let texts: Vec<(String, u32)> = words(&folded).map(|word| (read(word), word.sentence)).collect();
        let words: Vec<_> = texts
            .iter()
            .map(|(text, sentence)| ReadWord {
                text,
                typed: text,
                mended: false,
                translated: false,
                sentence: *sentence,
            })
            .collect();
        assert_eq!(guard().look(&words).is_some(), raised, "{message}");
    }

    #[test]
    fn phrases_are_found_in_every_form_and_with_fillers_between() {
        check("I vomited blood", true);
        check("he is vomiting a lot of blood", true);
        check("vomiting bright blood", true);
        check("vomiting. blood test tomorrow", false);
        check("vomiting after yesterday morning blood", false);
        check("chemo on monday. now a fever", true);
        check("a fever", false);
    }

    #[test]
    fn signs_count_when_told_as_happening() {
        check("i am bleeding", true);
        check("bleeding", true);
        check("really bleeding!", true);
        check("bleeding risk", false);
        check("is bleeding a risk of surgery", false);
        check("my mother asks what can cause bleeding", false);
        check("is there bleeding? i am worried", false);
    }

    #[test]
    fn an_excuse_excuses_only_what_it_covers() {
        check("does heat kill tumor cells", false);
        check("i would kill myself laughing", false);
        check("does heat kill tumor cells? i want to kill myself", true);
    }
}
