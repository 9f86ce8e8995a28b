//! Whether a passage is cut from its source: exact but for white space, from sentence start to sentence end.

use std::ops::Range;

use super::entry::Source;
use super::reader::Lines;

/// A source text made ready for looking slices up.
pub(super) struct Cutter {
    /// The source with every run of white space as one blank.
    folded: String,
    /// For each byte of `folded`, its byte offset in the source.
    offsets: Vec<usize>,
}

/// Where a slice stops being the source's words.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Divergence {
    /// How many characters of the slice are in the source.
    pub(super) common_chars: usize,
    /// What the slice says from there.
    pub(super) slice_says: String,
    /// What the source says from there.
    pub(super) source_says: String,
    /// Byte offset in the source.
    pub(super) source_offset: usize,
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
        Self { folded, offsets }
    }

    /// The bytes of the source that a slice covers.
    pub(super) fn find(&self, slice: &str) -> Result<Range<usize>, Divergence> {
        let slice = fold_space(slice);
        match self.folded.find(&slice) {
            Some(at) => {
                let last = at + slice.len() - 1;
                Ok(self.offsets[at]..self.offsets[last] + last_char_len(&slice))
            }
            None => Err(self.divergence(&slice)),
        }
    }

    /// The place in the source that shares the longest beginning with the slice.
    fn divergence(&self, slice: &str) -> Divergence {
        let shared = |at: usize| -> usize {
            let pairs = self.folded[at..].chars().zip(slice.chars());
            pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
        };
        let starts = self.folded.char_indices().map(|(at, _)| at);
        let (common, at) =
            starts.map(|at| (shared(at), at)).max_by_key(|&(n, at)| (n, usize::MAX - at)).unwrap_or((0, 0));
        let excerpt = |text: &str| text.chars().take(24).collect::<String>();
        Divergence {
            common_chars: slice[..common].chars().count(),
            slice_says: excerpt(&slice[common..]),
            source_says: excerpt(&self.folded[at + common..]),
            source_offset: self
                .offsets
                .get(at + common)
                .copied()
                .unwrap_or_else(|| self.offsets.last().copied().unwrap_or(0)),
        }
    }
}

fn last_char_len(text: &str) -> usize {
    text.chars().next_back().map_or(0, char::len_utf8)
}

/// The text with every run of white space as one blank.
pub(super) fn fold_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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

/// Says where a passage or an explanation stops being its source's words.
pub(super) fn not_the_sources_words(what: &str, source: &Source, divergence: &Divergence) -> String {
    let line = Lines::new(&source.file, &source.text).place(divergence.source_offset).line;
    format!(
        "the {what} is not the source's words: after {} characters it says `{}` where {}:{line} says `{}`",
        divergence.common_chars, divergence.slice_says, source.file, divergence.source_says
    )
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
    fn a_changed_byte_is_shown_where_it_is() {
        check("Heat kills cell.", Err((".", "s.Patients may rest. At ")));
        check("Patients may Rest.", Err(("Rest.", "rest. At 50\u{b0} C it works")));
        check("Heat kills cells. Patients", Err((" Patients", "Patients may rest. At 50")));
    }

    #[test]
    fn sentences_end_at_marks_and_lines_also_when_glued() {
        let found: Vec<_> = sentences(SOURCE).into_iter().map(|range| &SOURCE[range]).collect();
        assert_eq!(found, ["Heading", "Heat kills cells.", "Patients  may", "rest.", "At 50\u{b0} C it works"]);
    }
}
