//! What the rules know of a corpus before any question is asked.

use rayon::prelude::*;

use super::subjects::{SubjectFit, Subjects};
use super::thresholds::OFTEN_NEGATED;
use crate::corpus::{Entry, Faq};
use crate::matcher::Target;

/// What the rules need to know about a question beside its matches.
#[derive(Clone, Copy, Debug)]
pub(crate) struct QuestionProfile<'a> {
    /// The subjects that the question names, as positions in the vocabulary.
    pub(crate) subjects: &'a [usize],
    /// Whether the question is negated.
    pub(crate) negated: bool,
    /// Whether any of its words says something by itself.
    pub(crate) has_content_word: bool,
    /// How many words it has.
    pub(crate) words: usize,
}

/// What each entry is about, and which targets are asked negated.
#[derive(Debug)]
pub(crate) struct Rules {
    subjects: Subjects,
    /// For each entry, the others whose every slice is in its passage.
    held: Vec<Vec<usize>>,
    negated_entries: Vec<bool>,
    negated_gaps: Vec<bool>,
}

impl Rules {
    /// Works the rules out for a corpus; `read` tells of a phrasing which subjects it names and whether it is negated.
    #[must_use]
    pub(crate) fn new(faq: &Faq, read: impl Fn(&str) -> (Vec<usize>, bool) + Sync) -> Self {
        let negated = |text: &str| read(text).1;
        let often_negated = |texts: &[String]| {
            let count = texts.iter().filter(|text| negated(text)).count();
            count as f32 >= OFTEN_NEGATED * texts.len() as f32 && count > 0
        };
        let entry_negated = |entry: &Entry| negated(&entry.question) || often_negated(&entry.also_asked);
        Self {
            subjects: Subjects::new(faq, |text| read(text).0),
            held: held(faq),
            negated_entries: faq.entries.par_iter().map(entry_negated).collect(),
            negated_gaps: faq.gaps.iter().map(|gap| often_negated(&gap.also_asked)).collect(),
        }
    }

    /// How an entry goes with the subjects that a question names.
    #[must_use]
    pub(crate) fn subject_fit(&self, entry: usize, named: &[usize]) -> SubjectFit {
        self.subjects.subject_fit(entry, named)
    }

    /// Whether a target is itself asked negated, by its own question or by many of its phrasings; a courtesy fits
    /// either way.
    #[must_use]
    pub(crate) fn covers_negated(&self, target: Target) -> bool {
        match target {
            Target::Entry(number) => self.negated_entries.get(number).copied().unwrap_or(false),
            Target::Gap(number) => self.negated_gaps.get(number).copied().unwrap_or(false),
            Target::Courtesy(_) => true,
        }
    }

    pub(super) fn gap_of_strange_subject(&self, named: &[usize]) -> Option<usize> {
        self.subjects.gap_of_strange_subject(named)
    }

    /// Whether the passage of `large` holds the whole passage of `small`: who asks for the one is served by the other.
    pub(super) fn holds(&self, large: usize, small: usize) -> bool {
        self.held.get(large).is_some_and(|held| held.contains(&small))
    }
}

fn held(faq: &Faq) -> Vec<Vec<usize>> {
    let holds = |large: &Entry, small: &Entry| match (&large.passage, &small.passage) {
        (Some(large), Some(small)) => {
            let held = |slice: &String| large.slices.iter().any(|own| own.contains(slice.as_str()));
            large.source == small.source && small.slices.iter().all(held)
        }
        _ => false,
    };
    let held_by = |large: &Entry| {
        let others = faq.entries.iter().enumerate().filter(|(_, small)| small.id != large.id && holds(large, small));
        others.map(|(number, _)| number).collect()
    };
    faq.entries.iter().map(held_by).collect()
}
