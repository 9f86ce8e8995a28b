//! What a message asks, each thing with what fits it: the asking part is found, and where what was told around it may
//! belong to the question, the reading that fits best counts.

use super::asking::{self, Part};
use super::reading::{ReadWord, Reading, subjects_of};
use super::weights::{MOST_ASKED, MOST_TOLD, ONE_SENTENCE, TELLING_WEIGHT, THIN_QUESTION};
use super::{Match, Matcher, Target};

/// One thing that is asked, with what fits it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asking<'a> {
    /// Which words of the reading it is made of, as positions.
    pub at: Vec<usize>,
    /// These words.
    pub words: Vec<ReadWord<'a>>,
    /// The subjects it names, as positions in the vocabulary, ascending.
    pub subjects: Vec<usize>,
    /// The best matches, best first.
    pub matches: Vec<Match>,
}

/// What a message asks.
#[derive(Clone, Debug, PartialEq)]
pub struct Questions<'a> {
    /// What it asks, or all that it asks in one when that is several things.
    pub whole: Asking<'a>,
    /// The things that it asks when they are several.
    pub parts: Vec<Asking<'a>>,
}

impl Asking<'_> {
    /// How well the best match fits.
    fn fit(&self) -> f32 {
        self.matches.first().map_or(0.0, |found| found.score)
    }

    /// How well the best match fits that is no courtesy: a story around a question makes none of it.
    fn fit_beside_a_question(&self) -> f32 {
        let is_courtesy = |found: &&Match| matches!(found.target, Target::Courtesy(_));
        self.matches.iter().find(|found| !is_courtesy(found)).map_or(0.0, |found| found.score)
    }
}

impl Matcher {
    /// What a message asks. Greetings and the like are read only when there is nothing else.
    #[must_use]
    pub fn questions<'a>(&self, reading: &Reading<'a>) -> Questions<'a> {
        let message = asking::take_apart(reading);
        if !self.tells(reading, &message.core) {
            return Questions { whole: self.all(reading), parts: Vec::new() };
        }
        let asks: Vec<usize> = (0..message.parts.len()).filter(|&at| message.parts[at].asks).collect();
        if let [only] = &*message.parts {
            return Questions { whole: self.ask_only(reading, only), parts: Vec::new() };
        }
        let all = self.ask(reading, &message.core);
        if asks.is_empty() {
            return Questions { whole: self.told(reading, &message.parts, all), parts: Vec::new() };
        }
        let latest = &asks[asks.len().saturating_sub(MOST_ASKED)..];
        let mut parts: Vec<(f32, Asking<'a>)> =
            latest.iter().map(|&at| self.asked_in(reading, &message.parts, at, &message.core)).collect();
        if let [(fit, only)] = &mut *parts {
            let is_longer_better = all.fit_beside_a_question() > *fit;
            let whole = if is_longer_better { all } else { std::mem::take(only) };
            return Questions { whole, parts: Vec::new() };
        }
        Questions { whole: all, parts: parts.into_iter().map(|(_, part)| part).collect() }
    }

    /// Every word of a message, greetings and all.
    #[must_use]
    pub fn all<'a>(&self, reading: &Reading<'a>) -> Asking<'a> {
        self.ask(reading, &(0..reading.words.len()).collect::<Vec<_>>())
    }

    /// A message that is one thing alone; what is told behind it without any mark is left out when it fits better so.
    fn ask_only<'a>(&self, reading: &Reading<'a>, part: &Part) -> Asking<'a> {
        let whole = self.ask(reading, &part.words);
        let cut = part.told_from.map(|from| self.ask(reading, &part.words[..from]));
        match cut {
            Some(cut) if cut.fit() > whole.fit() => cut,
            _ => whole,
        }
    }

    /// One of several parts that asks, by itself or with what was told just before it, and how well it fits.
    fn asked_in<'a>(&self, reading: &Reading<'a>, parts: &[Part], at: usize, core: &[usize]) -> (f32, Asking<'a>) {
        let part = &parts[at];
        let alone = self.ask_only(reading, part);
        let fit = alone.fit() * if self.tells(reading, &part.words) { 1.0 } else { THIN_QUESTION };
        let before = at.checked_sub(1).map(|before| &parts[before]);
        let both = before.map(|before| [&*before.words, &*part.words].concat()).filter(|both| both.len() < core.len());
        match both.map(|both| self.ask(reading, &both)) {
            Some(both) if both.fit_beside_a_question() > fit => (both.fit_beside_a_question(), both),
            _ => (fit, alone),
        }
    }

    /// A message that asks nothing: its best sentence, or all of it.
    fn told<'a>(&self, reading: &Reading<'a>, parts: &[Part], all: Asking<'a>) -> Asking<'a> {
        let latest = &parts[parts.len().saturating_sub(MOST_TOLD)..];
        let told = latest.iter().map(|part| self.ask_only(reading, part));
        let fits = |(fit, best), told: Asking<'a>| match told.fit() * ONE_SENTENCE {
            better if better > fit => (better, told),
            _ => (fit, best),
        };
        told.fold((all.fit(), all), fits).1
    }

    fn ask<'a>(&self, reading: &Reading<'a>, at: &[usize]) -> Asking<'a> {
        let words: Vec<ReadWord<'a>> = at.iter().map(|&at| reading.words[at]).collect();
        let named = reading.named.iter().filter(|(word, _)| at.binary_search(word).is_ok());
        let subjects = subjects_of(named.map(|(_, subject)| *subject));
        let matches = self.matches(&words);
        Asking { at: at.to_vec(), words, subjects, matches }
    }

    /// Whether any of the words says something by itself.
    fn tells(&self, reading: &Reading<'_>, at: &[usize]) -> bool {
        at.iter().any(|&at| self.weight_of(reading.words[at].text) >= TELLING_WEIGHT)
    }
}
