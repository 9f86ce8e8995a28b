//! Plain text, kept byte for byte: its paragraphs, headings and lists by how the lines stand.

use std::ops::Range;

use super::decoding::DecodedText;
use super::document::{BlockKind, Document, TextBlock};
use crate::corpus::is_heading;

/// A line in capitals above its text has no more words when it is a heading.
const MOST_CAPITAL_WORDS: usize = 10;

pub(super) fn read(decoded: DecodedText) -> Document {
    let DecodedText { text, remark } = decoded;
    let mut blocks = Vec::new();
    for paragraph in paragraphs(&text) {
        blocks.extend(blocks_of(&text, &paragraph));
    }
    unnumbered(&text, &mut blocks);
    raise_headings_of_headings(&mut blocks);
    Document { text, blocks, remarks: remark.into_iter().collect(), ..Document::default() }
}

/// Runs of lines with something on them, each line trimmed.
fn paragraphs(text: &str) -> Vec<Vec<Range<usize>>> {
    let mut paragraphs = vec![Vec::new()];
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        let at = start + (line.len() - line.trim_start().len());
        start += line.len();
        match paragraphs.last_mut() {
            Some(last) if trimmed.chars().any(char::is_alphanumeric) => last.push(at..at + trimmed.len()),
            Some(last) if last.is_empty() => {}
            _ => paragraphs.push(Vec::new()),
        }
    }
    paragraphs.retain(|lines| !lines.is_empty());
    paragraphs
}

fn blocks_of(text: &str, lines: &[Range<usize>]) -> Vec<TextBlock> {
    let mut blocks: Vec<TextBlock> = Vec::new();
    let mut lines = lines;
    if let [first, rest @ ..] = lines {
        let is_above = !rest.is_empty() && stands_above(&text[first.clone()], &text[rest[0].clone()]);
        if (rest.is_empty() && !is_bullet(&text[first.clone()]) && is_heading(text, first)) || is_above {
            blocks.push(TextBlock { kind: BlockKind::Heading(level(&text[first.clone()])), range: first.clone() });
            lines = rest;
        }
    }
    for line in lines {
        let begins = is_bullet(&text[line.clone()]) || (is_number(&text[line.clone()]) && lines.len() > 1);
        match blocks.last_mut().filter(|last| !begins && !matches!(last.kind, BlockKind::Heading(_))) {
            Some(last) => last.range.end = line.end,
            None => {
                let kind = if begins { BlockKind::Item } else { BlockKind::Paragraph };
                blocks.push(TextBlock { kind, range: line.clone() });
            }
        }
    }
    blocks
}

/// A first line that is a heading although text follows at once: in capitals, or a question with its answer below.
fn stands_above(line: &str, next: &str) -> bool {
    let letters = || line.chars().filter(|c| c.is_alphabetic());
    let is_capital = letters().count() > 3 && !letters().any(char::is_lowercase);
    let begins_anew = next.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric());
    let words = line.split_whitespace().count();
    (is_capital && words <= MOST_CAPITAL_WORDS && !line.ends_with(['.', ',']))
        || (line.ends_with('?') && words > 1 && begins_anew && line.starts_with(char::is_uppercase))
}

pub(super) fn is_bullet(line: &str) -> bool {
    let mut chars = line.chars();
    chars.next().is_some_and(|c| "-*•–·◦▪‣".contains(c)) && chars.next().is_some_and(char::is_whitespace)
}

/// Whether a line opens with a number: `1. `, `2) `, `3.1 `.
fn is_number(line: &str) -> bool {
    number(line).is_some()
}

fn number(line: &str) -> Option<&str> {
    let (first, rest) = line.split_once(char::is_whitespace)?;
    let is_mark = first.starts_with(|c: char| c.is_ascii_digit())
        && first.chars().all(|c| c.is_ascii_digit() || ".)".contains(c))
        && first.contains(['.', ')']);
    (is_mark && !rest.trim().is_empty()).then_some(first)
}

/// The level of a heading by the numbers before it; all others are on one level.
pub(super) fn level(line: &str) -> u8 {
    match number(line).map(|number| number.split('.').filter(|part| !part.is_empty()).count()) {
        Some(parts) => u8::try_from(parts).unwrap_or(u8::MAX),
        None => 1,
    }
}

/// Numbered lines with nothing between them are a list and no headings.
fn unnumbered(text: &str, blocks: &mut [TextBlock]) {
    let is_numbered =
        |block: &TextBlock| matches!(block.kind, BlockKind::Heading(_)) && is_number(&text[block.range.clone()]);
    for at in 1..blocks.len() {
        let is_same_level = blocks[at - 1].kind == blocks[at].kind;
        if is_same_level && is_numbered(&blocks[at]) && is_numbered(&blocks[at - 1]) {
            let is_last = blocks.get(at + 1).is_none_or(|next| !is_numbered(next));
            blocks[at - 1].kind = BlockKind::Item;
            if is_last {
                blocks[at].kind = BlockKind::Item;
            }
        }
    }
}

/// A heading with another right below it is of a higher level, where that is the way of the text: not once, at its top.
fn raise_headings_of_headings(blocks: &mut [TextBlock]) {
    let is_heading = |block: &TextBlock| block.kind == BlockKind::Heading(1);
    let has_levels = blocks.iter().any(|block| matches!(block.kind, BlockKind::Heading(level) if level > 1));
    let leads = |at: usize| is_heading(&blocks[at]) && blocks.get(at + 1).is_some_and(is_heading);
    let leading: Vec<usize> = (1..blocks.len()).filter(|at| leads(*at)).collect();
    if has_levels || leading.len() < 2 {
        return;
    }
    for (at, block) in blocks.iter_mut().enumerate().filter(|(_, block)| is_heading(block)) {
        block.kind = BlockKind::Heading(if at == 0 || leading.contains(&at) { 1 } else { 2 });
    }
}

#[cfg(test)]
mod tests {
    use super::super::decoding::decode;
    use super::{BlockKind, read};

    #[track_caller]
    fn check(text: &str, expected: &[(BlockKind, &str)]) {
        let document = read(decode(text.as_bytes(), false).expect("text"));
        assert_eq!(document.text, text);
        let found: Vec<_> = document.blocks.iter().map(|block| (block.kind, &text[block.range.clone()])).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn headings_paragraphs_and_lists_are_told_apart() {
        use BlockKind::{Heading, Item, Paragraph};
        check(
            "The house\r\n\r\nDogs wait\r\noutside.\r\n\r\nBring:\r\n- a leash\r\n  of leather\r\n- water\r\n",
            &[
                (Heading(1), "The house"),
                (Paragraph, "Dogs wait\r\noutside."),
                (Paragraph, "Bring:"),
                (Item, "- a leash\r\n  of leather"),
                (Item, "- water"),
            ],
        );
        check("OPENING HOURS\nFrom nine.\n\n***\n", &[(Heading(1), "OPENING HOURS"), (Paragraph, "From nine.")]);
        check(
            "T\n\nA\n\nS\n\nOne.\n\nB\n\nS\n\nTwo.\n",
            &[
                (Heading(1), "T"),
                (Heading(1), "A"),
                (Heading(2), "S"),
                (Paragraph, "One."),
                (Heading(1), "B"),
                (Heading(2), "S"),
                (Paragraph, "Two."),
            ],
        );
        check("Are dogs allowed?\nNo.\n", &[(Heading(1), "Are dogs allowed?"), (Paragraph, "No.")]);
        check(
            "1. Fees\n\nNone.\n\n1.1 Fines\n\nSome.\n\n1. one\n\n2. two\n",
            &[
                (Heading(1), "1. Fees"),
                (Paragraph, "None."),
                (Heading(2), "1.1 Fines"),
                (Paragraph, "Some."),
                (Item, "1. one"),
                (Item, "2. two"),
            ],
        );
    }
}
