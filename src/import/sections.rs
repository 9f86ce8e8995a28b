//! A document's blocks into topics, sections below them, and parts of a section that each make one entry.

use std::ops::Range;

use super::document::{BlockKind, Document, TextBlock};
use super::proposals::bare_heading;
use crate::corpus::sentences;

/// Entries longer than this are parted where they can be.
pub(super) const LONG: usize = 420;

/// A paragraph shorter than this goes with the next.
const SHORT: usize = 140;

/// More topics than a menu shows make one of all.
const MOST_TOPICS: usize = 80;

/// A heading of a topic with what is below it.
#[derive(Debug, Default)]
pub(super) struct TopicSections {
    pub heading: Option<String>,
    pub sections: Vec<HeadedSection>,
}

/// A heading with the parts of the text below it, each a few slices.
#[derive(Debug, Default)]
pub(super) struct HeadedSection {
    pub heading: Option<String>,
    pub parts: Vec<Vec<Range<usize>>>,
}

/// The document's own heading, if it opens with one, and its topics.
pub(super) fn sections(document: &Document) -> (Option<String>, Vec<TopicSections>) {
    let Document { text, blocks, .. } = document;
    let level = |block: &TextBlock| match block.kind {
        BlockKind::Heading(level) => Some(level),
        _ => None,
    };
    let count = |of: u8| blocks.iter().filter(|block| level(block) == Some(of)).count();
    let highest = blocks.iter().filter_map(level).min();
    let opens = blocks.first().and_then(level);
    // A first heading with another right below it is the document's.
    let is_title = opens.is_some_and(|opening| {
        let below = blocks.get(1).and_then(level);
        (Some(opening) == highest && count(opening) == 1) || below.is_some_and(|below| below >= opening)
    });
    let title = is_title.then(|| bare_heading(&text[blocks[0].range.clone()]));
    let rest = &blocks[usize::from(is_title)..];
    let topic_level = rest.iter().filter_map(level).min();
    let many = topic_level.map_or(0, |topic| rest.iter().filter(|block| level(block) == Some(topic)).count());
    let topic_level = topic_level.filter(|_| many <= MOST_TOPICS);
    let mut topics = vec![TopicSections { heading: None, sections: vec![HeadedSection::default()] }];
    let mut open: Vec<&TextBlock> = Vec::new();
    for block in rest {
        let Some(level) = level(block) else {
            open.push(block);
            continue;
        };
        end_section(text, &mut open, &mut topics);
        let heading = bare_heading(&text[block.range.clone()]);
        let section = HeadedSection { heading: Some(heading.clone()), parts: Vec::new() };
        match topics.last_mut().filter(|_| Some(level) != topic_level) {
            Some(topic) => topic.sections.push(section),
            None => topics.push(TopicSections { heading: Some(heading), sections: vec![section] }),
        }
    }
    end_section(text, &mut open, &mut topics);
    for topic in &mut topics {
        topic.sections.retain(|section| !section.parts.is_empty());
    }
    topics.retain(|topic| !topic.sections.is_empty());
    (title, topics)
}

fn end_section(text: &str, open: &mut Vec<&TextBlock>, topics: &mut [TopicSections]) {
    let blocks = std::mem::take(open);
    if let Some(section) = topics.last_mut().and_then(|topic| topic.sections.last_mut()) {
        section.parts = parts(text, &blocks);
    }
}

/// The parts that the blocks of a section make: lists stay with the sentence that leads to them, what is long is parted at
/// paragraphs and then at sentences, what is short goes with its neighbour.
fn parts(text: &str, blocks: &[&TextBlock]) -> Vec<Vec<Range<usize>>> {
    let length = |part: &[Range<usize>]| part.iter().map(ExactSizeIterator::len).sum::<usize>();
    let mut parts: Vec<Vec<Range<usize>>> = Vec::new();
    for (number, block) in blocks.iter().enumerate() {
        let range = block.range.clone();
        let follows_list = number > 0 && block.kind == BlockKind::Item;
        let is_led = follows_list
            && (blocks[number - 1].kind == BlockKind::Item || text[blocks[number - 1].range.clone()].ends_with(':'));
        let last = parts.last_mut().filter(|last| {
            let whole = length(last) + range.len();
            match block.kind {
                BlockKind::Item => whole <= if is_led { 4 * LONG } else { LONG },
                _ => whole <= LONG && (length(last) < SHORT || range.len() < SHORT),
            }
        });
        match last {
            Some(last) => last.push(range),
            None if range.len() > LONG => parts.extend(parted(text, range).into_iter().map(|range| vec![range])),
            None => parts.push(vec![range]),
        }
    }
    parts
}

/// A long paragraph, parted at sentences into stretches of about the same length.
fn parted(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let all: Vec<Range<usize>> = sentences(&text[range.clone()]);
    let pieces = range.len().div_ceil(LONG);
    let about = range.len() / pieces;
    let mut parted: Vec<Range<usize>> = Vec::new();
    for sentence in all {
        let sentence = range.start + sentence.start..range.start + sentence.end;
        // A line's end inside a sentence is no place to cut.
        let ends_before = parted.last().is_none_or(|last| text[last.clone()].ends_with(['.', '?', '!']));
        match parted.last_mut() {
            Some(last) if !ends_before || sentence.end - last.start <= about + about / 4 => last.end = sentence.end,
            _ => parted.push(sentence),
        }
    }
    parted
}
