//! Reading a question: its words, corrected and put into the corpus's own terms, and the subjects it names.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::speller::Speller;
use super::token::Token;
use super::typing::as_meant;
use crate::corpus::{Element, Faq, Vocabulary};
use crate::language::{LanguageData, Spelling};
use crate::matcher::weights::FEWEST_LETTERS_TO_CORRECT_FREELY;
use crate::text::{Break, Word, fold, words};

/// A question or phrasing as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading<'a> {
    /// The words, in order.
    pub words: Vec<Token<'a>>,
    /// The words with typos corrected, before names were put into the corpus's terms.
    pub corrected: Vec<Token<'a>>,
    /// The subjects it names, as positions in [`Vocabulary::subjects`], ascending, each once.
    pub subjects: Vec<usize>,
    /// Where they are named: the first word of each name, as a position in `words`, and its subject.
    pub named: Vec<(usize, usize)>,
}

/// Subjects ascending, each once.
pub(crate) fn subjects_of(named: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut subjects: Vec<usize> = named.collect();
    subjects.sort_unstable();
    subjects.dedup();
    subjects
}

/// Reads texts in the terms of one corpus.
#[derive(Debug)]
pub(crate) struct Analyzer {
    spelling: &'static Spelling,
    speller: Speller,
    /// First word of a name → the names that begin with it, longest first.
    names: HashMap<Box<str>, Vec<Name>, FixedState>,
}

#[derive(Debug)]
struct Name {
    /// The words after the first.
    rest: Vec<Box<str>>,
    /// The words it is read as; empty when it is read as it stands.
    read_as: Vec<Box<str>>,
    subject: Option<usize>,
}

impl Analyzer {
    /// A analyzer whose own words are those of the corpus's phrasings, names and red flags.
    pub(crate) fn new(faq: &Faq, language: &'static LanguageData) -> Self {
        let spelling = language.spelling;
        let mut counts: HashMap<String, u32, FixedState> = HashMap::default();
        let asked = own_texts(faq).map(|text| (text, true));
        for (text, is_asked) in asked.chain(red_flag_texts(faq).map(|text| (text, false))) {
            for word in words(&fold(text)) {
                let word = spelling.without_possessive(word.text);
                // A short word that only a red flag has ("kms") is near to too many others to be what was meant.
                if !is_asked && word.len() < FEWEST_LETTERS_TO_CORRECT_FREELY {
                    counts.entry(word.to_owned()).or_default();
                    continue;
                }
                match counts.get_mut(word) {
                    Some(count) => *count += 1,
                    None => _ = counts.insert(word.to_owned(), 1),
                }
                // "cant" is as often typed as "can't", and neither is a typo.
                if word.contains('\'') {
                    *counts.entry(word.replace('\'', "")).or_default() += 1;
                }
            }
        }
        let speller = Speller::new(language, counts.iter().map(|(word, count)| (word.as_str(), *count)));
        Self { spelling, speller, names: names(&faq.vocabulary, spelling) }
    }

    /// Whether a folded word is one of the corpus's own.
    pub(crate) fn is_own(&self, word: &str) -> bool {
        self.speller.is_own(word)
    }

    /// Reads a folded text; typos are corrected when `correct` is set.
    pub(crate) fn read<'a>(&'a self, folded: &'a str, correct: bool) -> Reading<'a> {
        let typed = if correct {
            as_meant(&self.speller, folded)
        } else {
            let bare = |word: Word<'a>| self.spelling.without_possessive(word.text);
            words(folded).map(|word| Token { text: bare(word), ..Token::as_typed(word) }).collect()
        };
        self.translate(typed)
    }

    /// Reads names as their meaning, the longest name first.
    fn translate<'a>(&'a self, typed: Vec<Token<'a>>) -> Reading<'a> {
        let mut reading = Reading { words: Vec::with_capacity(typed.len()), ..Reading::default() };
        let mut at = 0;
        while let Some(word) = typed.get(at) {
            let following = &typed[at + 1..];
            let found = self.names.get(word.text).and_then(|names| names.iter().find(|name| name.fits(following)));
            let Some(name) = found else {
                reading.words.push(*word);
                at += 1;
                continue;
            };
            reading.named.extend(name.subject.map(|subject| (reading.words.len(), subject)));
            let covered = &typed[at..=at + name.rest.len()];
            if name.read_as.is_empty() {
                reading.words.extend_from_slice(covered);
            } else {
                let corrected = covered.iter().any(|word| word.corrected);
                let last = name.read_as.len() - 1;
                let typed = typed_for(covered, name.read_as.len());
                for (number, (text, typed)) in name.read_as.iter().zip(typed).enumerate() {
                    let before = if number == 0 { word.before } else { Break::None };
                    let asked = number == last && covered.iter().any(|word| word.asked);
                    reading.words.push(Token { text, typed, corrected, translated: true, before, asked, ..*word });
                }
            }
            at += covered.len();
        }
        reading.subjects = subjects_of(reading.named.iter().map(|(_, subject)| *subject));
        reading.corrected = typed;
        reading
    }
}

impl Name {
    fn fits(&self, following: &[Token<'_>]) -> bool {
        self.rest.len() <= following.len() && self.rest.iter().zip(following).all(|(name, word)| **name == *word.text)
    }
}

/// For each of `count` words read, the typed word to show beside it.
fn typed_for<'a>(covered: &[Token<'a>], count: usize) -> impl Iterator<Item = &'a str> {
    let last = covered.len().saturating_sub(1);
    (0..count).filter_map(move |n| covered.get(n.min(last)).map(|word| word.typed)).collect::<Vec<_>>().into_iter()
}

fn own_texts(faq: &Faq) -> impl Iterator<Item = &str> {
    let phrasings = faq.entries.iter().flat_map(|entry| entry.phrasings());
    let gaps = faq.gaps.iter().flat_map(|gap| &gap.also_asked);
    let courtesies = faq.courtesies.iter().flat_map(|courtesy| &courtesy.also_asked);
    let subjects = faq.vocabulary.subjects.iter().flat_map(|subject| &subject.names);
    let synonyms =
        faq.vocabulary.synonyms.iter().flat_map(|synonym| std::iter::once(&synonym.word).chain(&synonym.also));
    let own = gaps.chain(courtesies).chain(subjects).chain(synonyms);
    phrasings.chain(own.map(String::as_str))
}

fn red_flag_texts(faq: &Faq) -> impl Iterator<Item = &str> {
    let flags = faq.safety.red_flags.iter();
    let phrases = flags.flat_map(|flag| flag.phrases.iter().chain(&flag.signs).chain(&flag.unless));
    let elements = phrases.flat_map(|phrase| phrase.parts.iter().flatten().flatten());
    let wordings = elements.flat_map(|element| match element {
        Element::Words(words) => std::slice::from_ref(words).iter(),
        Element::Group(wordings) => wordings.iter(),
        Element::Number(_) => [].iter(),
    });
    wordings.map(String::as_str)
}

fn names(vocabulary: &Vocabulary, spelling: &Spelling) -> HashMap<Box<str>, Vec<Name>, FixedState> {
    let mut names: HashMap<Box<str>, Vec<Name>, FixedState> = HashMap::default();
    let mut add = |text: &str, means: &str, subject: Option<usize>| {
        let mut text = split(text, spelling).into_iter();
        let Some(first) = text.next() else { return };
        let rest: Vec<_> = text.collect();
        let mut read_as = split(means, spelling);
        if read_as.first() == Some(&first) && read_as[1..] == rest {
            read_as.clear();
        }
        names.entry(first).or_default().push(Name { rest, read_as, subject });
    };
    for (number, subject) in vocabulary.subjects.iter().enumerate() {
        let means = subject.names.first().map_or(subject.name.as_str(), String::as_str);
        subject.names.iter().for_each(|name| add(name, means, Some(number)));
    }
    for synonym in &vocabulary.synonyms {
        synonym.also.iter().for_each(|name| add(name, &synonym.word, None));
    }
    names.values_mut().for_each(|names| names.sort_by_key(|name| std::cmp::Reverse(name.rest.len())));
    names
}

fn split(text: &str, spelling: &Spelling) -> Vec<Box<str>> {
    words(&fold(text)).map(|word| spelling.without_possessive(word.text).into()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Analyzer, Token};
    use crate::corpus::load_plain;
    use crate::language::english;
    use crate::text::fold;

    const TOPIC: &str = r#"
title = "t"
[[entry]]
id = "warm"
question = "how warm is the water of the zvornik"
also_asked = ["zvornib", "zvornid", "zvornid", "okrumlob", "the o'krumlod", "dad's o'krumlod"]
"#;
    const GAPS: &str = r#"
[[gap]]
id = "cost"
label = "l"
also_asked = "what does the plzenik cost"
ask = "a"
"#;
    const COURTESIES: &str = r#"
[[courtesy]]
id = "bye"
also_asked = "jablonec"
reply = "r"
"#;
    const VOCABULARY: &str = r#"
subject = [
    { id = "sauna", name = "Sauna", names = ["sauna", "steam", "steam room", "finnish steam bath", "drudim"] },
    { id = "pool", name = "Pool", names = ["swimming pool", "pool"] },
    { id = "ice", name = "ice" },
]
synonym = [
    { word = "open air trutnov", also = ["lido", "outdoor", "bath out in the open air"] },
]
"#;
    const SAFETY: &str = r#"
[groups]
water = ["mikulov"]
[[red_flag]]
id = "danger"
reply = "emergency"
phrases = ["prachov + {water}", "temperature {38..42}"]
signs = ["slapanov"]
unless = ["kostelec"]
"#;

    fn analyzer() -> Analyzer {
        let faq = load_plain(&[
            ("topics/t.toml", TOPIC),
            ("gaps.toml", GAPS),
            ("courtesies.toml", COURTESIES),
            ("vocabulary.toml", VOCABULARY),
            ("safety.toml", SAFETY),
        ]);
        let language = english();
        Analyzer::new(&faq.unwrap_or_else(|findings| panic!("{findings}")), language)
    }

    /// Each word as it was read; a corrected one as `typed~read`, a translated one as `typed=read`.
    fn shown(words: &[Token<'_>]) -> String {
        let word = |word: &Token<'_>| match (word.corrected, word.translated) {
            (false, false) => word.text.to_owned(),
            (true, false) => format!("{}~{}", word.typed, word.text),
            (false, true) => format!("{}={}", word.typed, word.text),
            (true, true) => format!("{}~={}", word.typed, word.text),
        };
        words.iter().map(word).collect::<Vec<_>>().join(" ")
    }

    #[track_caller]
    fn check(text: &str, expected: &str, subjects: &[usize]) {
        let (analyzer, folded) = (analyzer(), fold(text));
        let reading = analyzer.read(&folded, true);
        assert_eq!((&*shown(&reading.words), &*reading.subjects), (expected, subjects), "{text}");
    }

    #[test]
    fn names_are_read_as_what_they_mean() {
        check("How warm?", "how warm", &[]);
        check("how warm is the steam", "how warm is the steam=sauna", &[0]);
        // The name that stands for the others is read as it stands.
        check("how warm is the sauna", "how warm is the sauna", &[0]);
        check("the sauna, the steam", "the sauna the steam=sauna", &[0]);
        check("pool or steam", "pool=swimming pool=pool or steam=sauna", &[0, 1]);
        check("water", "water", &[]);
    }

    #[test]
    fn the_longest_name_is_read_first() {
        check("the steam room", "the steam=sauna", &[0]);
        check("the steam room steam", "the steam=sauna steam=sauna", &[0]);
        check("a finnish steam bath", "a finnish=sauna", &[0]);
        // Not all of it.
        check("finnish steam", "finnish steam=sauna", &[0]);
        check("finnish steam room", "finnish steam=sauna", &[0]);
        check("swimming in a pool", "swimming in a pool=swimming pool=pool", &[1]);
        check("swimming pool", "swimming pool", &[1]);
    }

    #[test]
    fn each_word_that_is_read_shows_one_that_was_typed() {
        check("the lido", "the lido=open lido=air lido=trutnov", &[]);
        check("bath out in the open air", "bath=open out=air in=trutnov", &[]);
        check("swimming pool, lido", "swimming pool lido=open lido=air lido=trutnov", &[1]);
    }

    #[test]
    fn typos_are_corrected_before_names_are_looked_for() {
        check("watter of the stteam roomm", "watter~water of the stteam~=sauna", &[0]);
        // One mistyped word of a name is enough.
        check("finnish steam batth", "finnish~=sauna", &[0]);
        check("swiming pool", "swiming~swimming pool", &[1]);
        // Two words typed as one.
        check("finnishsteam room", "finnishsteam~finnish finnishsteam~=sauna", &[0]);
    }

    #[test]
    fn the_words_are_kept_as_they_were_before_names_were_looked_for() {
        let analyzer = analyzer();
        assert_eq!(shown(&analyzer.read("stteam room, lido", true).corrected), "stteam~steam room lido");
        assert_eq!(shown(&analyzer.read("steam", true).corrected), "steam");
    }

    #[test]
    fn what_an_editor_wrote_is_not_corrected() {
        let analyzer = analyzer();
        let reading = analyzer.read("watter of the stteam room in the steam's watersteam", false);
        assert_eq!(shown(&reading.words), "watter of the stteam room in the steam's=sauna watersteam");
        assert_eq!(reading.subjects, [0]);
    }

    #[test]
    fn a_possessive_is_the_word_itself() {
        check("the steam's water", "the steam's=sauna water", &[0]);
        check("dad's zvornik's", "dad zvornik", &[]);
        check("don't", "don't", &[]);
    }

    #[test]
    fn a_word_keeps_its_sentence_and_its_clause() {
        let analyzer = analyzer();
        let reading = analyzer.read("hi. the lido, the steam room", true);
        let places: Vec<_> = reading.words.iter().map(|word| (word.text, word.sentence, word.clause)).collect();
        let lido = [("open", 1, 1), ("air", 1, 1), ("trutnov", 1, 1)];
        assert_eq!(places, [&[("hi", 0, 0), ("the", 1, 1)], &lido[..], &[("the", 1, 2), ("sauna", 1, 2)]].concat());
    }

    #[test]
    fn every_text_of_the_corpus_has_words_of_its_own() {
        for own in ["zvornik", "plzenik", "jablonec", "drudim", "trutnov", "mikulov", "prachov", "slapanov", "kostelec"]
        {
            let analyzer = analyzer();
            let typed = format!("{own}e");
            let reading = analyzer.read(&typed, true);
            assert_eq!(shown(&reading.corrected), format!("{typed}~{own}"));
        }
        // A word with an apostrophe is often typed without; neither is corrected.
        check("o'krumlod okrumlod", "o'krumlod okrumlod", &[]);
    }

    #[test]
    fn of_two_words_as_near_the_one_that_is_written_more_often_is_read() {
        check("zvornit", "zvornit~zvornid", &[]);
        check("okrumlot", "okrumlot~okrumlod", &[]);
    }
}
