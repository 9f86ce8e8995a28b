//! Takes a message apart into what it asks and what it tells.

use std::ops::Range;

use super::frames::{FrameKind, FramePatterns};
use crate::language::{LanguageData, QuestionForms, WordTable};
use crate::matcher::reading::{Reading, Token};
use crate::matcher::word_weights::is_content_word;
use crate::text::Break;

/// What comes before the story is a question of at least so many words.
const FEWEST_WORDS_BEFORE_A_STORY: usize = 2;

/// A closing is looked for among so many of the last words.
const MOST_WORDS_OF_A_CLOSING: usize = 12;

/// A sentence of this many words and more is searched for a question in its middle that nothing marks.
const WORDS_OF_A_STORY: usize = 8;

/// A time in a chat's log has at least so many parts.
const FEWEST_STAMPS: usize = 3;

/// A thing that a message asks or tells.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Segment {
    /// Its words, as positions.
    pub(crate) words: Vec<usize>,
    /// Whether it is put as a question.
    pub(crate) asks: bool,
    /// From where on it may tell instead, as a position in `words`: "what is RFA my brother asked me".
    pub(crate) told_from: Option<usize>,
}

/// A message taken apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct TakenApart {
    /// What is asked and what is told, in order.
    pub(crate) segments: Vec<Segment>,
    /// All their words.
    pub(crate) core: Vec<usize>,
}

/// Takes messages in one language apart.
#[derive(Debug)]
pub(crate) struct Segmenter {
    forms: &'static QuestionForms,
    table: &'static WordTable,
    frames: FramePatterns,
}

impl Segmenter {
    pub(crate) fn new(language: &'static LanguageData) -> Self {
        Self {
            forms: language.question_forms,
            table: &language.word_table,
            frames: FramePatterns::new(language.frames),
        }
    }

    /// Takes a message apart.
    pub(crate) fn take_apart(&self, reading: &Reading<'_>) -> TakenApart {
        let words = &reading.words;
        let mut message = TakenApart::default();
        let mut question_before = false;
        for sentence in self.sentences(words) {
            let (core, led) = self.without_frames(words, sentence);
            if core.is_empty() {
                question_before |= led;
                continue;
            }
            let asked = words[core.end - 1].asked || led || std::mem::take(&mut question_before);
            for (range, asks) in self.clauses(words, core, asked) {
                let kept: Vec<usize> = range.filter(|&at| !self.forms.fillers.contains(&words[at].text)).collect();
                if !kept.is_empty() {
                    message.core.extend_from_slice(&kept);
                    let told_from = self.told_from(words, &kept);
                    message.segments.push(Segment { words: kept, asks, told_from });
                }
            }
        }
        message
    }

    /// Where one begins to tell without a mark: a person behind a word that says something by itself.
    fn told_from(&self, words: &[Token<'_>], kept: &[usize]) -> Option<usize> {
        (FEWEST_WORDS_BEFORE_A_STORY..kept.len().saturating_sub(1)).find(|&at| {
            self.forms.story_openers.contains(&words[kept[at]].text)
                && is_content_word(self.table, words[kept[at - 1]].text)
        })
    }

    /// Sentences: divided by what ends one, and by a pause where something new begins behind it.
    fn sentences(&self, words: &[Token<'_>]) -> Vec<Range<usize>> {
        let mut sentences = Vec::new();
        let mut start = 0;
        for at in 1..=words.len() {
            let ends = at == words.len()
                || match words[at].before {
                    Break::End => true,
                    Break::Pause => self.begins_anew(words, start, at),
                    Break::Comma | Break::None => false,
                };
            if ends {
                sentences.push(start..at);
                start = at;
            }
        }
        sentences
    }

    /// Whether something new begins behind a pause.
    fn begins_anew(&self, words: &[Token<'_>], start: usize, at: usize) -> bool {
        let frame = |kind, from, to| self.frames.end_of(kind, words, from, to);
        let is_frame_before =
            frame(FrameKind::Opening, start, at) == Some(at) || frame(FrameKind::Closing, start, at).is_some();
        if is_frame_before {
            return true;
        }
        if at - start < 2 {
            return false;
        }
        let next = words[at].text;
        self.forms.openers.contains(&next)
            || self.forms.statement_openers.contains(&next)
            || frame(FrameKind::Opening, at, words.len()).is_some_and(|end| end > at + 1 || words.len() == end)
            || frame(FrameKind::Lead, at, words.len()).is_some()
    }

    /// What is left of a sentence without its frames, and whether words that lead up to a question stood before it.
    fn without_frames(&self, words: &[Token<'_>], sentence: Range<usize>) -> (Range<usize>, bool) {
        let Range { mut start, mut end } = sentence;
        start = self.log_head(words, start, end).unwrap_or(start);
        let mut led = false;
        loop {
            let (lead, opening) = (
                self.frames.end_of(FrameKind::Lead, words, start, end),
                self.frames.end_of(FrameKind::Opening, words, start, end),
            );
            let Some(found) = lead.max(opening).or_else(|| self.announcement(words, start, end)) else { break };
            led |= lead > opening;
            start = found;
        }
        while start < end {
            let from = start.max(end.saturating_sub(MOST_WORDS_OF_A_CLOSING));
            match (from..end).find(|&at| self.frames.end_of(FrameKind::Closing, words, at, end).is_some()) {
                Some(at) => end = at,
                None if self.forms.fillers.contains(&words[end - 1].text)
                    || self.forms.conjunctions.contains(&words[end - 1].text) =>
                {
                    end -= 1
                }
                None => break,
            }
        }
        (start..end, led)
    }

    /// Where what is asked begins behind a clause or more that say only that something is: "my aunt would like to know, ",
    /// "nobody answered, so again: ". `None` when what stands there says anything else, or asks itself.
    fn announcement(&self, words: &[Token<'_>], start: usize, end: usize) -> Option<usize> {
        let says_more =
            |word: &Token<'_>| is_content_word(self.table, word.text) && !self.forms.about_asking.contains(&word.text);
        let mut found = None;
        let mut from = start;
        while from < end {
            let to = (from + 1..end).find(|&at| words[at].before >= Break::Pause).unwrap_or(end);
            let clause = &words[from..to];
            let opens = self.forms.openers.contains(&clause[0].text);
            let is_about_asking = clause.iter().any(|word| self.forms.about_asking.contains(&word.text));
            let goes_on = found.is_some() && to < end;
            if opens || clause.iter().any(says_more) || !(is_about_asking || goes_on) {
                break;
            }
            found = Some(to);
            from = to;
        }
        found
    }

    /// Where what was said begins behind the head of a line from a chat's log: "[12:01, 3/11/2026] Me: ", "Me: ".
    fn log_head(&self, words: &[Token<'_>], start: usize, end: usize) -> Option<usize> {
        let is_stamp =
            |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) || self.forms.time_words.contains(&word);
        let (mut stamps, mut name) = (0, None);
        let mut at = start;
        while at + 1 < end {
            let ends = words[at + 1].before >= Break::Pause;
            match words[at].text {
                stamp if is_stamp(stamp) => stamps += 1,
                other if name.is_none() && ends => name = Some(other),
                _ => break,
            }
            at += 1;
        }
        let is_log = stamps >= FEWEST_STAMPS || name.is_some_and(|name| self.forms.log_names.contains(&name));
        (is_log && at > start && words[at].before >= Break::Pause).then_some(at)
    }

    /// The clauses of a sentence that ask, and what is told before them.
    fn clauses(&self, words: &[Token<'_>], core: Range<usize>, asked: bool) -> Vec<(Range<usize>, bool)> {
        let opens = |at: usize| self.forms.openers.contains(&words[at].text);
        let heads = opens(core.start) || asked && core.len() < WORDS_OF_A_STORY;
        let mut starts: Vec<(usize, usize)> = Vec::new();
        if heads {
            starts.push((core.start, core.start));
        }
        let mut at = core.start + 1;
        while at < core.end {
            // Words that lead up to a question may stand anywhere; they are left out.
            if let Some(end) = self
                .frames
                .end_of(FrameKind::Lead, words, at, core.end)
                .filter(|&end| self.leads(words, at, end, core.end))
            {
                // "What can you tell me about RFA?" asks about RFA.
                let is_led_by_what = at == core.start + 1 && opens(core.start);
                if is_led_by_what {
                    starts.clear();
                }
                starts.push((if is_led_by_what { core.start } else { at }, end));
                at = end;
            } else if opens(at) {
                let joined = self.forms.conjunctions.contains(&words[at - 1].text)
                    && words[at - 1].text != self.forms.alternative;
                let marked = words[at].before >= Break::Pause || joined;
                let follows = words
                    .get(at + 1)
                    .is_some_and(|next| at + 1 < core.end && self.forms.followers.contains(&next.text));
                let hidden = starts.is_empty()
                    && core.len() >= WORDS_OF_A_STORY
                    && follows
                    && !self.tells_of_having(words, at)
                    && self.asks_something(words, at, core.end);
                if (marked && follows) || hidden {
                    starts.push((if joined { at - 1 } else { at }, at));
                }
            }
            at += 1;
        }
        if starts.is_empty() {
            return vec![(core, asked)];
        }
        let mut clauses = Vec::new();
        if starts[0].0 > core.start {
            clauses.push((self.without_joins(words, core.start..starts[0].0), false));
        }
        for (number, &(_, begin)) in starts.iter().enumerate() {
            let end = starts.get(number + 1).map_or(core.end, |next| next.0);
            clauses.push((self.without_joins(words, begin..end), true));
        }
        clauses.retain(|(range, _)| !range.is_empty());
        clauses
    }

    /// Whether one tells what somebody has: "everybody has an opinion".
    fn tells_of_having(&self, words: &[Token<'_>], at: usize) -> bool {
        words[at].text == self.forms.having && self.forms.articles.contains(&words[at + 1].text)
    }

    /// Whether a question that nothing marks has a word that says something, up to the next mark: not "he showed me how this
    /// works, bless him".
    fn asks_something(&self, words: &[Token<'_>], at: usize, end: usize) -> bool {
        let mut rest = words[at + 1..end].iter().take_while(|word| word.before < Break::Pause);
        rest.any(|word| is_content_word(self.table, word.text))
    }

    /// Whether words that lead up to a question, found in the middle of a sentence, lead to one: not "I have been wondering
    /// about it" nor "how can you tell if it worked".
    fn leads(&self, words: &[Token<'_>], at: usize, end: usize, sentence_end: usize) -> bool {
        if self.forms.openers.contains(&words[at - 1].text) && words[at - 1].text != self.forms.open_opener {
            return false;
        }
        let next = words[..sentence_end].get(end).map(|word| word.text);
        let opens = next.is_some_and(|next| self.forms.openers.contains(&next));
        let named = self.forms.lead_ends.contains(&words[end - 1].text);
        opens || named && next.is_some_and(|next| !self.forms.pronouns.contains(&next))
    }

    /// The clause without the words at its end that join it to the next.
    fn without_joins(&self, words: &[Token<'_>], clause: Range<usize>) -> Range<usize> {
        let joins = clause.clone().rev().take_while(|&at| self.forms.conjunctions.contains(&words[at].text)).count();
        clause.start..clause.end - joins
    }
}
