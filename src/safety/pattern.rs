//! An editor's phrase as a pattern over stems, and where it is found in a message.

use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;
use std::sync::Arc;

use foldhash::fast::FixedState;
use rust_stemmers::Stemmer;

use super::message::Message;
use crate::corpus::{Element, NumberRange, Phrase};
use crate::language::LanguageData;
use crate::matcher::Token;
use crate::text::{fold, words};

/// A range of words in a message, first and last.
pub(super) type Span = RangeInclusive<usize>;

/// How loosely a phrase may be spread over a message.
#[derive(Clone, Copy)]
pub(super) struct Slack {
    /// The most words, fillers not counted, that may stand between two neighbouring words of a part.
    pub(super) between: usize,
    /// The most fillers that may stand there.
    pub(super) fillers: usize,
    /// Whether the words of a part may stand on both sides of a comma, and of a pause with words left out beside it.
    pub(super) over_breaks: bool,
}

/// The most words between two neighbouring parts of a phrase that are divided by `~`.
const NEAR: usize = 6;

/// Phrases, indexed by the words they can begin with.
#[derive(Default)]
pub(super) struct Patterns {
    parts: Vec<PatternPart>,
    /// First stem → the parts that can begin with it.
    by_first: HashMap<Box<str>, Vec<usize>, FixedState>,
    /// The parts that begin with a number.
    by_number: Vec<usize>,
    phrases: Vec<Vec<Vec<usize>>>,
}

/// A part of a phrase.
struct PatternPart {
    steps: Vec<PatternStep>,
    /// Whether there is a number among its steps: most messages have none.
    has_number: bool,
}

/// One step of a part.
enum PatternStep {
    Word(Box<str>),
    Group(Arc<Wordings>),
    Number(NumberRange),
}

/// Several wordings as stems, the longest first.
type Wordings = [Vec<Box<str>>];

/// The groups that were stemmed already: many phrases name the same one.
pub(super) type StemmedGroups<'a> = HashMap<&'a [String], Arc<Wordings>, FixedState>;

/// Reads words as stems and knows which say nothing.
pub(super) struct Stems {
    language: &'static LanguageData,
    stemmer: Stemmer,
    fillers: HashSet<Box<str>, FixedState>,
}

impl Stems {
    pub(super) fn new(language: &'static LanguageData, fillers: &[String]) -> Self {
        let mut stems = Self { language, stemmer: language.stemmer(), fillers: HashSet::default() };
        stems.fillers = fillers.iter().flat_map(|filler| stems.of(filler)).collect();
        stems
    }

    /// Whether people begin to speak of themselves by a stem.
    fn is_oneself(&self, stem: &str) -> bool {
        self.language.first_person.stems.contains(&stem)
    }

    pub(super) fn is_filler(&self, stem: &str) -> bool {
        self.fillers.contains(stem)
    }

    pub(super) fn message(&self, words: &[Token<'_>]) -> Message {
        Message::new(self.language.pauses, words, words.iter().map(|word| self.stem(word.text)).collect())
    }

    fn of(&self, text: &str) -> Vec<Box<str>> {
        words(&fold(text)).map(|word| self.stem(word.text).into()).collect()
    }

    fn of_all(&self, wordings: &[String]) -> Arc<Wordings> {
        let mut wordings: Vec<_> = wordings.iter().map(|text| self.of(text)).collect();
        wordings.retain(|wording| !wording.is_empty());
        wordings.sort_by_key(|wording| std::cmp::Reverse(wording.len()));
        wordings.into()
    }

    /// The stem of a word without its apostrophe, so that "can't" and "cant" are one.
    fn stem(&self, word: &str) -> String {
        let plain = self.language.spelling.without_possessive(word).replace('\'', "");
        self.stemmer.stem(&plain).into_owned()
    }
}

impl Patterns {
    pub(super) fn new<'a>(phrases: &'a [Phrase], stems: &Stems, groups: &mut StemmedGroups<'a>) -> Self {
        let mut patterns = Self::default();
        for phrase in phrases {
            let parts = phrase.parts.iter().map(|near| {
                let near = near.iter().filter_map(|elements| patterns.add_part(elements, stems, groups));
                near.collect()
            });
            let parts: Vec<Vec<usize>> = parts.collect();
            patterns.phrases.push(parts);
        }
        patterns
    }

    /// Adds a part unless it says nothing at all.
    fn add_part<'a>(
        &mut self,
        elements: &'a [Element],
        stems: &Stems,
        groups: &mut StemmedGroups<'a>,
    ) -> Option<usize> {
        let mut steps = Vec::new();
        for element in elements {
            match element {
                Element::Words(text) => steps.extend(stems.of(text).into_iter().map(PatternStep::Word)),
                Element::Number(range) => steps.push(PatternStep::Number(range.clone())),
                Element::Group(wordings) => {
                    let known = groups.entry(&**wordings).or_insert_with(|| stems.of_all(wordings));
                    steps.push(PatternStep::Group(Arc::clone(known)));
                }
            }
        }
        let number = self.parts.len();
        let firsts: Vec<Box<str>> = match steps.first()? {
            PatternStep::Word(stem) => vec![stem.clone()],
            PatternStep::Group(wordings) => wordings.iter().filter_map(|wording| wording.first().cloned()).collect(),
            PatternStep::Number(_) => {
                self.by_number.push(number);
                Vec::new()
            }
        };
        for first in firsts {
            let parts = self.by_first.entry(first).or_default();
            if parts.last() != Some(&number) {
                parts.push(number);
            }
        }
        let has_number = steps.iter().any(|step| matches!(step, PatternStep::Number(_)));
        self.parts.push(PatternPart { steps, has_number });
        Some(number)
    }

    /// Where the phrases are found. A phrase of several `+` parts is where its first is.
    pub(super) fn spans(&self, message: &Message, slack: Slack, stems: &Stems) -> Vec<Span> {
        let mut found: HashMap<usize, Vec<Span>> = HashMap::new();
        for (at, stem) in message.stems.iter().enumerate() {
            let named = self.by_first.get(stem.as_str()).into_iter().flatten();
            let numbered = self.by_number.iter().filter(|_| stem.starts_with(|c: char| c.is_ascii_digit()));
            for &part in named.chain(numbered) {
                let PatternPart { steps, has_number } = &self.parts[part];
                if *has_number && !message.has_number {
                    continue;
                }
                let search = Search { message, slack, stems };
                if let Some(end) = search.steps_end(steps, at) {
                    found.entry(part).or_default().push(at..=end);
                }
            }
        }
        if found.is_empty() {
            return Vec::new();
        }
        let spans = self.phrases.iter().filter_map(|parts| {
            let mut places = parts.iter().map(|near| near_together(near, &found, message));
            let first = places.next()??;
            places.all(|place| place.is_some()).then_some(first)
        });
        spans.flatten().collect()
    }
}

/// Where parts that are divided by `~` stand in one sentence, in any order, close to each other.
fn near_together(parts: &[usize], found: &HashMap<usize, Vec<Span>>, message: &Message) -> Option<Vec<Span>> {
    let (first, rest) = parts.split_first()?;
    let mut spans = found.get(first)?.clone();
    for part in rest {
        let others = found.get(part)?;
        let joined = spans.iter().flat_map(|span| others.iter().filter_map(|other| join(span, other, message)));
        spans = joined.collect();
    }
    (!spans.is_empty()).then_some(spans)
}

fn join(a: &Span, b: &Span, message: &Message) -> Option<Span> {
    let (early, late) = if a.start() <= b.start() { (a, b) } else { (b, a) };
    let close = late.start().saturating_sub(*early.end()) <= NEAR + 1;
    let together = message.thoughts[*a.start()] == message.thoughts[*b.start()];
    (close && together).then(|| *early.start()..=*early.end().max(late.end()))
}

/// One search for the steps of a part.
struct Search<'a> {
    message: &'a Message,
    slack: Slack,
    stems: &'a Stems,
}

impl Search<'_> {
    /// Where the steps end when the first is taken at `at`.
    fn steps_end(&self, steps: &[PatternStep], at: usize) -> Option<usize> {
        let (step, rest) = steps.split_first()?;
        let go_on = |end| match rest {
            [] => Some(end),
            _ => self.after(end).find_map(|next| self.steps_end(rest, next)),
        };
        match step {
            PatternStep::Word(stem) => (*self.message.stems[at] == **stem).then_some(at).and_then(go_on),
            PatternStep::Number(range) => range.contains(&self.message.stems[at]).then_some(at).and_then(go_on),
            PatternStep::Group(wordings) => {
                wordings.iter().filter_map(|wording| self.wording_end(wording, at)).find_map(go_on)
            }
        }
    }

    fn wording_end(&self, wording: &[Box<str>], at: usize) -> Option<usize> {
        let (first, rest) = wording.split_first()?;
        if *self.message.stems[at] != **first {
            return None;
        }
        if rest.is_empty() { Some(at) } else { self.after(at).find_map(|next| self.wording_end(rest, next)) }
    }

    /// Where the next word of a part may stand.
    fn after(&self, at: usize) -> impl Iterator<Item = usize> {
        let (mut between, mut fillers) = (0, 0);
        let message = self.message;
        (at + 1..message.stems.len()).take_while(move |&here| {
            let unbroken = || match between {
                0 => message.reads_on_over_pauses(at, here),
                _ => message.is_unbroken(at, here),
            };
            // Who speaks of themselves begins anew: "what is this i am bleeding".
            let anew = !self.slack.over_breaks && here > at + 1 && self.stems.is_oneself(&message.stems[here - 1]);
            let together =
                !anew && message.thoughts[here] == message.thoughts[at] && (self.slack.over_breaks || unbroken());
            let allowed = together && between <= self.slack.between && fillers <= self.slack.fillers;
            if self.stems.is_filler(&message.stems[here]) {
                fillers += 1;
            } else {
                between += 1;
            }
            allowed
        })
    }
}
