//! Whether a passage is cut from its source: exact but for white space, from sentence start to sentence end.

use std::cell::OnceCell;
use std::ops::Range;

use super::entry::Source;
use super::finding::{Finding, Mend};
use super::finding_kind::FindingKind;
use super::nearest_slice::{Divergence, SourceWords};
use super::place::Place;
use crate::text::one_line;

/// A heading has no more words.
const MOST_HEADING_WORDS: usize = 12;

/// A question that stands as a heading has no more.
const MOST_QUESTION_WORDS: usize = 40;

/// As many bytes of what begins at each word tell the words apart that slices begin with.
const KEY_BYTES: usize = 48;

/// A source text made ready for looking slices up: most are found by how they begin, whatever the length of the source.
pub(super) struct Cutter {
    /// The source with every run of white space as one blank.
    folded: String,
    /// For each byte of `folded`, its byte offset in the source.
    offsets: Vec<usize>,
    /// Where words begin in `folded`, in the order of what stands there.
    starts: OnceCell<Vec<usize>>,
    /// What is needed to find the nearest place.
    words: OnceCell<SourceWords>,
}

impl Cutter {
    pub(super) fn new(source: &str) -> Self {
        let mut folded = String::with_capacity(source.len());
        let mut offsets = Vec::with_capacity(source.len());
        for (at, c) in source.char_indices() {
            if c.is_whitespace() {
                if !folded.is_empty() && !folded.ends_with(' ') {
                    folded.push(' ');
                    offsets.push(at);
                }
            } else {
                folded.push(c);
                offsets.extend(std::iter::repeat_n(at, c.len_utf8()));
            }
        }
        if folded.ends_with(' ') {
            folded.pop();
            offsets.pop();
        }
        Self { folded, offsets, starts: OnceCell::new(), words: OnceCell::new() }
    }

    /// The bytes of the source that a slice covers, each time that it stands there.
    pub(super) fn occurrences(&self, slice: &str) -> Vec<Range<usize>> {
        let slice = one_line(slice);
        let mut places: Vec<usize> = self.at_words(&slice).collect();
        if places.is_empty() {
            places.extend(self.folded.match_indices(&slice).map(|(at, _)| at));
        }
        places.into_iter().map(|at| self.in_source(at..at + slice.len())).collect()
    }

    /// The bytes of the source that a slice covers first; `None` when it is not there.
    pub(super) fn position(&self, slice: &str) -> Option<Range<usize>> {
        let slice = one_line(slice);
        // It may begin inside a word.
        let at = self.at_words(&slice).min().or_else(|| self.folded.find(&slice))?;
        Some(self.in_source(at..at + slice.len()))
    }

    /// The same; else where the two part, by the source's bytes.
    pub(super) fn find(&self, slice: &str) -> Result<Range<usize>, Box<Divergence>> {
        self.position(slice).ok_or_else(|| {
            let words = self.words.get_or_init(|| SourceWords::of(&self.folded));
            let found = Divergence::of(&one_line(slice), &self.folded, words);
            let differs_at = self.in_source(found.differs_at..found.differs_at).start;
            let meant = self.in_source(found.meant.clone());
            Box::new(Divergence { meant, differs_at, ..found })
        })
    }

    /// Where a slice stands in `folded`, as far as it begins with a word there.
    fn at_words(&self, slice: &str) -> impl Iterator<Item = usize> {
        let starts = self.starts.get_or_init(|| self.word_starts());
        let key = &slice.as_bytes()[..slice.len().min(KEY_BYTES)];
        let first = starts.partition_point(|at| self.key(*at, key.len()) < key);
        let here = starts[first..].iter().copied().take_while(move |at| self.key(*at, key.len()) == key);
        here.filter(move |at| !slice.is_empty() && self.folded[*at..].starts_with(slice))
    }

    fn word_starts(&self) -> Vec<usize> {
        let mut before = ' ';
        let begins = |(at, c): (usize, char)| {
            let is_start = c != ' ' && !before.is_alphanumeric();
            before = c;
            is_start.then_some(at)
        };
        let mut starts: Vec<usize> = self.folded.char_indices().filter_map(begins).collect();
        starts.sort_unstable_by_key(|at| (self.key(*at, KEY_BYTES), *at));
        starts
    }

    /// The first bytes of what stands at a place.
    fn key(&self, at: usize, len: usize) -> &[u8] {
        &self.folded.as_bytes()[at..self.folded.len().min(at + len)]
    }

    /// The same bytes of the source itself.
    fn in_source(&self, folded: Range<usize>) -> Range<usize> {
        let at = |place: usize| self.offsets.get(place).or(self.offsets.last()).copied().unwrap_or_default();
        let start = at(folded.start);
        match folded.end.checked_sub(1).filter(|last| *last >= folded.start) {
            Some(last) => start..at(last) + last_char_len(&self.folded[..folded.end]),
            None => start..start,
        }
    }
}

fn last_char_len(text: &str) -> usize {
    text.chars().next_back().map_or(0, char::len_utf8)
}

/// The sentences and headings of a source, as byte ranges without surrounding white space.
///
/// A sentence ends at a line's end or after `.`, `?` or `!` before white space or a capital letter; so a picture
/// caption that is glued to the next sentence ("…the tumor.Some patients…") still ends where it ends.
#[must_use]
pub fn sentences(source: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut chars = source.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let end = at + c.len_utf8();
        let next = chars.peek().map(|&(_, next)| next);
        let stops = matches!(c, '.' | '?' | '!') && next.is_none_or(|n| n.is_whitespace() || n.is_uppercase());
        if c == '\n' || stops || next.is_none() {
            push_trimmed(&mut sentences, source, start..end);
            start = end;
        }
    }
    sentences
}

/// Whether one of [`sentences`] is one, and no heading.
#[must_use]
pub fn is_sentence(part: &str) -> bool {
    part.contains(char::is_whitespace) && part.ends_with(['.', '?', '!', '…', '。'])
}

fn push_trimmed(ranges: &mut Vec<Range<usize>>, source: &str, range: Range<usize>) {
    let text = &source[range.clone()];
    let trimmed = text.trim();
    if !trimmed.is_empty() {
        let start = range.start + (text.len() - text.trim_start().len());
        ranges.push(start..start + trimmed.len());
    }
}

/// A heading: a short line by itself that ends as no sentence does, or that asks something, which states nothing.
#[must_use]
pub fn is_heading(source: &str, range: &Range<usize>) -> bool {
    let text = &source[range.clone()];
    let is_alone = |around: Option<&str>| around.is_none_or(|line| line.trim().is_empty());
    let mut before = source[..range.start].rsplit('\n');
    let mut after = source[range.end..].split('\n');
    let is_line = is_alone(before.next()) && is_alone(after.next());
    let most_words = match text.chars().next_back() {
        Some('?') => MOST_QUESTION_WORDS,
        Some('.' | '!' | ':' | ';' | ',') => return false,
        _ => MOST_HEADING_WORDS,
    };
    is_line && is_alone(before.next()) && is_alone(after.next()) && text.split_whitespace().count() <= most_words
}

/// Says where a passage or an explanation stops being its source's words.
pub(super) fn not_the_sources_words(what: &str, source: &Source, at: &Place, divergence: &Divergence) -> Finding {
    let place = Place::in_text(&source.file, &source.text, divergence.differs_at);
    let Divergence { after, slice_says, source_says, .. } = divergence;
    let after = if after.is_empty() { "at its beginning".to_owned() } else { format!("after `{after}`") };
    let code_points = divergence.code_points();
    let code_points = if code_points.is_empty() { String::new() } else { format!(": {code_points}") };
    let problem = format!(
        "the {what} is not the source's words: {after} it says {} where {}:{}:{} says {}{code_points}",
        quoted(slice_says),
        place.path,
        place.line,
        place.column,
        quoted(source_says)
    );
    let finding = Finding::new(FindingKind::NotTheSource, at.clone(), problem);
    if divergence.looks_alike() {
        let meant = one_line(&source.text[divergence.meant.clone()]);
        finding.mended_by(Mend::Words { says: slice_says.clone(), source: source_says.clone(), meant })
    } else {
        finding
    }
}

fn quoted(words: &str) -> String {
    if words.is_empty() { "nothing".to_owned() } else { format!("`{words}`") }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "Heading\n\nHeat kills cells.Patients  may\nrest. At 50\u{b0} C it works";

    #[track_caller]
    fn check(slice: &str, expected: Result<&str, (&str, &str)>) {
        let found = Cutter::new(SOURCE).find(slice);
        let found = found.as_ref().map(|range| &SOURCE[range.clone()]);
        assert_eq!(found.map_err(|d| (d.slice_says.as_str(), d.source_says.as_str())), expected, "{slice:?}");
    }

    #[test]
    fn a_slice_is_found_whatever_its_white_space() {
        check("Heat kills cells.", Ok("Heat kills cells."));
        check("Patients may rest.", Ok("Patients  may\nrest."));
        check(" Patients\n may rest. ", Ok("Patients  may\nrest."));
        check("At 50\u{b0} C it works", Ok("At 50\u{b0} C it works"));
    }

    #[test]
    fn a_slice_is_found_where_it_stands_first_and_everywhere() {
        let found = |source: &str, slice: &str| {
            let cutter = Cutter::new(source);
            (cutter.position(slice).map(|range| range.start), cutter.occurrences(slice).len())
        };
        let long = "It is done again and again, and nobody knows when it ends.";
        let twice = format!("(One) {long}\nTwo {long} {long}");
        assert_eq!(found(&twice, long), (Some(6), 3));
        assert_eq!(found(&twice, &long[..long.len() - 1]), (Some(6), 3));
        assert_eq!(found(&twice, "One"), (Some(1), 1));
        assert_eq!(found(&twice, "obody knows"), (Some(39), 3));
        assert_eq!(found(&twice, "It is not"), (None, 0));
        assert_eq!(found("\u{e4}b \u{e4}", "\u{e4}"), (Some(0), 2));
    }

    #[test]
    fn a_changed_byte_is_shown_where_it_is() {
        check("Heat kills cell.", Err(("cell.", "cells.")));
        check("Patients may Rest.", Err(("Rest.", "rest.")));
        check("Heat kills cells. Patients", Err(("cells. Patients", "cells.Patients")));
    }

    #[test]
    fn a_heading_is_a_short_line_by_itself() {
        let source = "Heat\n\nHeat kills. It\nworks\n\n  The end  \n";
        let found = sentences(source);
        let headings: Vec<_> =
            found.iter().filter(|range| is_heading(source, range)).map(|r| &source[r.clone()]).collect();
        assert_eq!(headings, ["Heat", "The end"]);
    }

    #[test]
    fn sentences_end_at_marks_and_lines_also_when_glued() {
        let found: Vec<_> = sentences(SOURCE).into_iter().map(|range| &SOURCE[range]).collect();
        assert_eq!(found, ["Heading", "Heat kills cells.", "Patients  may", "rest.", "At 50\u{b0} C it works"]);
    }
}
