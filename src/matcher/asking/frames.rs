//! Finds the frames of a language in a message: what opens and closes it, and what leads up to a question.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::language::Frames;
use crate::matcher::reading::Token;
use crate::text::{Break, is_without_apostrophe};

/// Where a pattern may stand and what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FrameKind {
    /// At the head of a sentence or after another one; it is set aside.
    Opening,
    /// The same, and what follows is asked.
    Lead,
    /// At the end of a sentence.
    Closing,
}

/// The most words that `..` stands for.
const MOST_OPEN: usize = 5;

#[derive(Debug)]
struct FrameStep {
    any: bool,
    open: bool,
    optional: bool,
    words: Vec<&'static str>,
}

#[derive(Debug)]
struct FramePattern {
    kind: FrameKind,
    steps: Vec<FrameStep>,
}

/// The patterns of one language, by the words that they can begin with.
#[derive(Debug)]
pub(super) struct FramePatterns(HashMap<&'static str, Vec<FramePattern>, FixedState>);

impl FramePatterns {
    pub(super) fn new(frames: &'static Frames) -> Self {
        let mut by_first: HashMap<&'static str, Vec<FramePattern>, FixedState> = HashMap::default();
        for (kind, texts) in [
            (FrameKind::Opening, frames.openings),
            (FrameKind::Lead, frames.leads),
            (FrameKind::Closing, frames.closings),
        ] {
            for text in texts {
                for at in 0..steps(text).len() {
                    let steps = steps(text);
                    if at > 0 && !steps[at - 1].optional {
                        break;
                    }
                    // One that begins with what may be left out is kept once for each of its beginnings.
                    for first in steps[at].words.clone() {
                        let mut kept = self::steps(text).split_off(at);
                        kept[0].words = vec![first];
                        kept[0].optional = false;
                        by_first.entry(first).or_default().push(FramePattern { kind, steps: kept });
                    }
                }
            }
        }
        Self(by_first)
    }

    /// Where the longest pattern of that kind ends that begins at `at` and lies before `end`; `None` when none does.
    pub(super) fn end_of(&self, kind: FrameKind, words: &[Token<'_>], at: usize, end: usize) -> Option<usize> {
        let first = words.get(at)?.typed;
        let plain;
        let first = if first.contains('\'') {
            plain = first.replace('\'', "");
            plain.as_str()
        } else {
            first
        };
        let named = |word: &str| self.0.get(word).into_iter().flatten();
        let patterns = named(first).chain(named(if words[at].corrected { words[at].text } else { "" }));
        let ends = patterns.filter(|pattern| pattern.kind == kind).filter_map(|pattern| {
            let found = follow(&pattern.steps[1..], words, at + 1, end);
            found.filter(|&found| kind != FrameKind::Closing || found == end)
        });
        ends.max()
    }
}

fn steps(text: &'static str) -> Vec<FrameStep> {
    let step = |word: &'static str| {
        let (word, optional) = word.strip_suffix('?').map_or((word, false), |word| (word, true));
        FrameStep { any: word == "*", open: word == "..", optional, words: word.split('|').collect() }
    };
    text.split(' ').map(step).collect()
}

fn follow(steps: &[FrameStep], words: &[Token<'_>], at: usize, end: usize) -> Option<usize> {
    let Some((step, rest)) = steps.split_first() else { return Some(at) };
    let within = at < end && words[at].before != Break::End;
    let mut found = if step.optional { follow(rest, words, at, end) } else { None };
    if step.open {
        let most = (at..end.min(at + MOST_OPEN)).take_while(|&here| here == at || words[here].before == Break::None);
        let reach = at + most.count();
        let ends = reach == end || (reach < end && words[reach].before >= Break::Pause);
        return if ends { follow(rest, words, reach, end) } else { None };
    }
    if within
        && (step.any
            || step.words.iter().any(|known| is_without_apostrophe(words[at].typed, known) || words[at].text == *known))
    {
        found = found.max(follow(rest, words, at + 1, end));
    }
    found
}
