//! What a message asks: greetings, thanks, apologies, sign-offs and stories are set aside, and each thing that is asked
//! is read by itself.

mod frames;

use std::ops::Range;

use super::reading::{ReadWord, Reading};
use super::table::is_telling;
use crate::text::Break;
use frames::{FILLERS, Kind, end_of};

/// Words that a question, direct or reported, begins with in English.
const OPENERS: [&str; 36] = [
    "what", "what's", "whats", "wat", "how", "how's", "hows", "who", "who's", "whos", "when", "when's", "where",
    "where's", "wheres", "why", "which", "whether", "is", "are", "can", "could", "do", "does", "did", "will", "would",
    "should", "may", "must", "am", "was", "has", "isn't", "aren't", "whose",
];

/// What follows an opener in the middle of a sentence when a question begins there: without it "the doctor who is nice"
/// would be one.
const FOLLOWS: [&str; 46] = [
    "is", "are", "do", "does", "did", "can", "could", "will", "would", "should", "long", "much", "many", "hot", "big",
    "often", "soon", "far", "to", "happens", "has", "have", "was", "i", "you", "it", "he", "she", "they", "we", "my",
    "the", "this", "that", "there", "a", "an", "anyone", "people", "patients", "exactly", "kind", "type", "sort", "if",
    "your",
];

/// Words that join what is asked to what came before it.
const JOINS: [&str; 7] = ["and", "but", "so", "then", "also", "plus", "or"];

/// Words that tell rather than ask when a line begins with them.
const TELLERS: [&str; 22] = [
    "i",
    "i'm",
    "im",
    "i've",
    "ive",
    "my",
    "we",
    "we're",
    "our",
    "he",
    "he's",
    "she",
    "she's",
    "they",
    "his",
    "her",
    "it's",
    "its",
    "yesterday",
    "today",
    "last",
    "because",
];

/// Words that a story begins with behind a question, when nothing divides the two.
const PERSONS: [&str; 16] =
    ["i", "i'm", "im", "i've", "ive", "i'd", "my", "we", "we've", "our", "he", "she", "they", "mum", "dad", "everyone"];

/// What comes before the story is a question of at least so many words.
const FEWEST_WORDS_BEFORE_A_STORY: usize = 2;

/// A closing is looked for among so many of the last words.
const MOST_WORDS_OF_A_CLOSING: usize = 12;

/// A sentence of this many words and more is searched for a question in its middle that nothing marks.
const WORDS_OF_A_STORY: usize = 8;

/// What a time is made of beside numbers.
const STAMPS: [&str; 15] =
    ["at", "am", "pm", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A time in a chat's log has at least so many parts.
const FEWEST_STAMPS: usize = 3;

/// A thing that a message asks or tells.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Part {
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
    pub(crate) parts: Vec<Part>,
    /// All their words.
    pub(crate) core: Vec<usize>,
}

/// Takes a message apart.
pub(crate) fn take_apart(reading: &Reading<'_>) -> TakenApart {
    let words = &reading.words;
    let mut message = TakenApart::default();
    let mut question_before = false;
    for sentence in sentences(words) {
        let (core, led) = without_frames(words, sentence);
        if core.is_empty() {
            question_before |= led;
            continue;
        }
        let asked = words[core.end - 1].asked || led || std::mem::take(&mut question_before);
        for (range, asks) in clauses(words, core, asked) {
            let kept: Vec<usize> = range.filter(|&at| !FILLERS.contains(&words[at].text)).collect();
            if !kept.is_empty() {
                message.core.extend_from_slice(&kept);
                let told_from = told_from(words, &kept);
                message.parts.push(Part { words: kept, asks, told_from });
            }
        }
    }
    message
}

/// Where one begins to tell without a mark: a person behind a word that says something by itself.
fn told_from(words: &[ReadWord<'_>], kept: &[usize]) -> Option<usize> {
    (FEWEST_WORDS_BEFORE_A_STORY..kept.len().saturating_sub(1))
        .find(|&at| PERSONS.contains(&words[kept[at]].text) && is_telling(words[kept[at - 1]].text))
}

/// Sentences: divided by what ends one, and by a pause where something new begins behind it.
fn sentences(words: &[ReadWord<'_>]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for at in 1..=words.len() {
        let ends = at == words.len()
            || match words[at].before {
                Break::End => true,
                Break::Pause => begins_anew(words, start, at),
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
fn begins_anew(words: &[ReadWord<'_>], start: usize, at: usize) -> bool {
    let frame = |kind, from, to| end_of(kind, words, from, to);
    let is_frame_before = frame(Kind::Opening, start, at) == Some(at) || frame(Kind::Closing, start, at).is_some();
    if is_frame_before {
        return true;
    }
    if at - start < 2 {
        return false;
    }
    let next = words[at].text;
    OPENERS.contains(&next)
        || TELLERS.contains(&next)
        || frame(Kind::Opening, at, words.len()).is_some_and(|end| end > at + 1 || words.len() == end)
        || frame(Kind::Lead, at, words.len()).is_some()
}

/// What is left of a sentence without its frames, and whether words that lead up to a question stood before it.
fn without_frames(words: &[ReadWord<'_>], sentence: Range<usize>) -> (Range<usize>, bool) {
    let Range { mut start, mut end } = sentence;
    start = log_head(words, start, end).unwrap_or(start);
    let mut led = false;
    loop {
        let (lead, opening) = (end_of(Kind::Lead, words, start, end), end_of(Kind::Opening, words, start, end));
        let Some(found) = lead.max(opening) else { break };
        led |= lead > opening;
        start = found;
    }
    while start < end {
        let from = start.max(end.saturating_sub(MOST_WORDS_OF_A_CLOSING));
        match (from..end).find(|&at| end_of(Kind::Closing, words, at, end).is_some()) {
            Some(at) => end = at,
            None if FILLERS.contains(&words[end - 1].text) || JOINS.contains(&words[end - 1].text) => end -= 1,
            None => break,
        }
    }
    (start..end, led)
}

/// Where what was said begins behind the head of a line from a chat's log: "[12:01, 3/11/2026] Me: ", "Me: ".
fn log_head(words: &[ReadWord<'_>], start: usize, end: usize) -> Option<usize> {
    let is_stamp = |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) || STAMPS.contains(&word);
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
    let is_log = stamps >= FEWEST_STAMPS || name.is_some_and(|name| matches!(name, "me" | "you"));
    (is_log && at > start && words[at].before >= Break::Pause).then_some(at)
}

/// The clauses of a sentence that ask, and what is told before them.
fn clauses(words: &[ReadWord<'_>], core: Range<usize>, asked: bool) -> Vec<(Range<usize>, bool)> {
    let opens = |at: usize| OPENERS.contains(&words[at].text);
    let heads = opens(core.start) || asked && core.len() < WORDS_OF_A_STORY;
    let mut starts: Vec<(usize, usize)> = Vec::new();
    if heads {
        starts.push((core.start, core.start));
    }
    let mut at = core.start + 1;
    while at < core.end {
        // Words that lead up to a question may stand anywhere; they are left out.
        if let Some(end) = end_of(Kind::Lead, words, at, core.end).filter(|&end| leads(words, at, end, core.end)) {
            // "What can you tell me about RFA?" asks about RFA.
            let is_led_by_what = at == core.start + 1 && opens(core.start);
            if is_led_by_what {
                starts.clear();
            }
            starts.push((if is_led_by_what { core.start } else { at }, end));
            at = end;
        } else if opens(at) {
            let joined = JOINS.contains(&words[at - 1].text) && words[at - 1].text != "or";
            let marked = words[at].before >= Break::Pause || joined;
            let follows = words.get(at + 1).is_some_and(|next| at + 1 < core.end && FOLLOWS.contains(&next.text));
            let hidden = starts.is_empty()
                && core.len() >= WORDS_OF_A_STORY
                && follows
                && !tells_of_having(words, at)
                && asks_something(words, at, core.end);
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
        clauses.push((without_joins(words, core.start..starts[0].0), false));
    }
    for (number, &(_, begin)) in starts.iter().enumerate() {
        let end = starts.get(number + 1).map_or(core.end, |next| next.0);
        clauses.push((without_joins(words, begin..end), true));
    }
    clauses.retain(|(range, _)| !range.is_empty());
    clauses
}

/// Whether one tells what somebody has: "everybody has an opinion".
fn tells_of_having(words: &[ReadWord<'_>], at: usize) -> bool {
    words[at].text == "has" && matches!(words[at + 1].text, "a" | "an")
}

/// Whether a question that nothing marks has a word that says something, up to the next mark: not "he showed me how this
/// works, bless him".
fn asks_something(words: &[ReadWord<'_>], at: usize, end: usize) -> bool {
    let mut rest = words[at + 1..end].iter().take_while(|word| word.before < Break::Pause);
    rest.any(|word| is_telling(word.text))
}

/// Whether words that lead up to a question, found in the middle of a sentence, lead to one: not "I have been wondering
/// about it" nor "how can you tell if it worked".
fn leads(words: &[ReadWord<'_>], at: usize, end: usize, sentence_end: usize) -> bool {
    if OPENERS.contains(&words[at - 1].text) && words[at - 1].text != "what" {
        return false;
    }
    let next = words[..sentence_end].get(end).map(|word| word.text);
    let opens = next.is_some_and(|next| OPENERS.contains(&next));
    let named = matches!(words[end - 1].text, "about" | "if" | "whether" | "regarding");
    opens || named && next.is_some_and(|next| !matches!(next, "it" | "this" | "that" | "them" | "these" | "those"))
}

/// The clause without the words at its end that join it to the next.
fn without_joins(words: &[ReadWord<'_>], clause: Range<usize>) -> Range<usize> {
    let joins = clause.clone().rev().take_while(|&at| JOINS.contains(&words[at].text)).count();
    clause.start..clause.end - joins
}

#[cfg(test)]
mod tests;
