//! Where in its source a slice was meant to be that is not there word for word, and where the two part.

use std::collections::HashMap;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;
use unicode_security::skeleton;

use crate::text::fold;

/// How many words before the place where the two part are shown.
const CONTEXT_WORDS: usize = 4;

/// How many words the nearest place may begin or end away from where it shares most words.
const SLACK_WORDS: usize = 4;

/// The words of a source as they are compared, each a number.
pub(super) struct SourceWords {
    places: Vec<Range<usize>>,
    numbers: Vec<usize>,
    known: HashMap<String, usize>,
}

impl SourceWords {
    pub(super) fn of(source: &str) -> Self {
        let mut known = HashMap::new();
        let places = words(source);
        let mut number = |word: &Range<usize>| {
            let next = known.len();
            *known.entry(plain(&source[word.clone()])).or_insert(next)
        };
        let numbers = places.iter().map(&mut number).collect();
        Self { places, numbers, known }
    }

    /// The words that have most in common with a slice's, as many as the slice has.
    fn nearest(&self, slice: &str) -> Range<usize> {
        let ours = words(slice);
        let length = ours.len().min(self.numbers.len());
        let mut wanted = vec![0_i64; self.known.len()];
        for word in ours.iter().filter_map(|word| self.known.get(&plain(&slice[word.clone()]))) {
            wanted[*word] += 1;
        }
        let (mut shared, mut best) = (0_i64, (0_i64, 0));
        for (place, word) in self.numbers.iter().enumerate() {
            shared += i64::from(wanted[*word] > 0);
            wanted[*word] -= 1;
            if place >= length {
                let gone = &mut wanted[self.numbers[place - length]];
                *gone += 1;
                shared -= i64::from(*gone > 0);
            }
            if place + 1 >= length && shared > best.0 {
                best = (shared, place + 1 - length);
            }
        }
        best.1..best.1 + length
    }
}

/// Where a slice stops being the source's words. All texts have their white space folded.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Divergence {
    /// The words of the slice just before, which are the source's; may be empty.
    pub(super) after: String,
    /// What the slice says there, in whole words; empty when it says less.
    pub(super) slice_says: String,
    /// What the source says there; empty when it says less.
    pub(super) source_says: String,
    /// The bytes of the source that the whole slice should be.
    pub(super) meant: Range<usize>,
    /// The first of the source's bytes that differ.
    pub(super) differs_at: usize,
}

impl Divergence {
    /// Where a slice that is not in a source parts from it; offsets are of the source as it is given here.
    pub(super) fn of(slice: &str, source: &str, theirs: &SourceWords) -> Self {
        let near = theirs.nearest(slice);
        let meant = best_cut(slice, source, &theirs.places, near);
        let there = &source[meant.clone()];
        let (says, stands) = differing(slice, there);
        let before = slice[..says.start].split_whitespace().rev().take(CONTEXT_WORDS).collect::<Vec<_>>();
        Self {
            after: before.into_iter().rev().collect::<Vec<_>>().join(" "),
            slice_says: slice[says].trim().to_owned(),
            source_says: there[stands.clone()].trim().to_owned(),
            differs_at: meant.start + stands.start,
            meant,
        }
    }

    /// Whether the two look the same to the eye.
    pub(super) fn looks_alike(&self) -> bool {
        look(&self.slice_says) == look(&self.source_says)
    }

    /// The characters that look alike and are not, by their code points; empty when words differ.
    pub(super) fn code_points(&self) -> String {
        if !self.looks_alike() {
            return String::new();
        }
        let (prefix, suffix) = shared(&self.slice_says, &self.source_says);
        let ours = &self.slice_says[prefix..self.slice_says.len() - suffix];
        let theirs = &self.source_says[prefix..self.source_says.len() - suffix];
        format!("{} instead of {}", named(ours), named(theirs))
    }
}

/// What a text looks like, whatever it is written with.
fn look(text: &str) -> String {
    let plain: String = text.nfkc().filter(|c| !is_invisible(*c)).map(plain_mark).collect();
    skeleton(&plain).collect()
}

/// Marks that people take for each other, as the plainest of them.
fn plain_mark(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2032}' | '`' | '\u{b4}' => '\'',
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' | '\u{ab}' | '\u{bb}' | '\u{2033}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{ba}' | '\u{2da}' => '\u{b0}',
        c => c,
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Characters with their code points and names.
fn named(text: &str) -> String {
    if text.is_empty() {
        return "nothing".to_owned();
    }
    let one = |c: char| {
        let code = format!("U+{:04X}", u32::from(c));
        let shown = if is_invisible(c) || c.is_control() { String::new() } else { format!("`{c}` ") };
        match name(c) {
            "" => format!("{shown}({code})"),
            name => format!("{shown}({code}, {name})"),
        }
    };
    text.chars().map(one).collect::<Vec<_>>().join(" ")
}

fn name(c: char) -> &'static str {
    match c {
        '\'' => "straight apostrophe",
        '\u{2019}' => "typographic apostrophe",
        '\u{2018}' | '\u{201c}' | '\u{201d}' | '\u{201e}' => "typographic quote",
        '"' => "straight quote",
        '-' => "hyphen",
        '\u{2010}' | '\u{2011}' => "typographic hyphen",
        '\u{2013}' => "en dash",
        '\u{2014}' => "em dash",
        '\u{2212}' => "minus sign",
        '\u{b0}' => "degree sign",
        '\u{ba}' => "ordinal sign",
        '\u{ad}' => "soft hyphen",
        '\u{200b}' => "zero-width space",
        '\u{feff}' => "byte order mark",
        'a'..='z' | 'A'..='Z' => "Latin letter",
        '\u{400}'..='\u{4ff}' => "Cyrillic letter",
        '\u{370}'..='\u{3ff}' => "Greek letter",
        '\u{300}'..='\u{36f}' => "combining mark",
        _ => "",
    }
}

/// Words by their bytes: what stands between blanks, and between a sentence and the next that is glued to it.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let end = at + c.len_utf8();
        let next = chars.peek().map(|(_, next)| *next);
        let is_end = matches!(c, '.' | '?' | '!') && next.is_some_and(char::is_uppercase);
        if c == ' ' {
            start = end;
        } else if is_end || next.is_none_or(|next| next == ' ') {
            words.push(start..end);
            start = end;
        }
    }
    words
}

/// A word as it is compared when the nearest place is looked for.
fn plain(word: &str) -> String {
    fold(word).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The bytes about those words that share most of their beginning and end with the slice.
fn best_cut(slice: &str, source: &str, theirs: &[Range<usize>], near: Range<usize>) -> Range<usize> {
    let firsts =
        near.start.saturating_sub(SLACK_WORDS)..=(near.start + SLACK_WORDS).min(theirs.len().saturating_sub(1));
    let ends = near.end.saturating_sub(SLACK_WORDS).max(1)..=(near.end + SLACK_WORDS).min(theirs.len());
    let cuts = firsts.flat_map(|first| ends.clone().map(move |end| (first, end))).filter(|(first, end)| first < end);
    let cuts = cuts.map(|(first, end)| theirs[first].start..theirs[end - 1].end);
    let worth = |cut: &Range<usize>| {
        let (prefix, suffix) = shared(slice, &source[cut.clone()]);
        (prefix + suffix, std::cmp::Reverse(cut.len()))
    };
    cuts.max_by_key(worth).unwrap_or(0..source.len())
}

/// How many bytes two texts share at their beginning, and how many of the rest at their end.
fn shared(one: &str, other: &str) -> (usize, usize) {
    let same = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| -> usize {
        a.zip(b).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
    };
    let prefix = same(&mut one.chars(), &mut other.chars());
    let suffix = same(&mut one[prefix..].chars().rev(), &mut other[prefix..].chars().rev());
    (prefix, suffix)
}

/// Where two texts differ, in whole words, by the bytes of each.
fn differing(one: &str, other: &str) -> (Range<usize>, Range<usize>) {
    let (prefix, suffix) = shared(one, other);
    let begins_word = |text: &str, at: usize| at == 0 || text[..at].ends_with(' ');
    let start = if begins_word(one, prefix) { prefix } else { one[..prefix].rfind(' ').map_or(0, |blank| blank + 1) };
    let ends = (one.len() - suffix, other.len() - suffix);
    let rest = &one[ends.0..];
    let is_between = rest.starts_with(' ') || (begins_word(one, ends.0) && begins_word(other, ends.1));
    let more = if is_between { 0 } else { rest.find(' ').unwrap_or(rest.len()) };
    (start..ends.0 + more, start..ends.1 + more)
}

#[cfg(test)]
mod tests {
    use super::{Divergence, SourceWords};

    const SOURCE: &str =
        "Heating Heat kills the patient\u{2019}s tumor cells.Patients may rest. At 50\u{b0} C it works. It is done.";

    #[track_caller]
    fn check(slice: &str, after: &str, says: &str, stands: &str) -> Divergence {
        let found = Divergence::of(slice, SOURCE, &SourceWords::of(SOURCE));
        assert_eq!(
            (found.after.as_str(), found.slice_says.as_str(), found.source_says.as_str()),
            (after, says, stands),
            "{found:?}"
        );
        found
    }

    #[test]
    fn the_nearest_place_is_that_of_the_same_words() {
        check("Patients may rest. At 60\u{b0} C it works.", "Patients may rest. At", "60\u{b0}", "50\u{b0}");
        check("At 50\u{b0} C it always works. It is done.", "At 50\u{b0} C it", "always", "");
        check("At 50\u{b0} C works.", "At 50\u{b0} C", "", "it");
        check("may Rest. At 50\u{b0} C", "may", "Rest.", "rest.");
    }

    #[test]
    fn what_looks_alike_is_told_by_its_code_points() {
        let found = check("Heat kills the patient's tumor", "Heat kills the", "patient's", "patient\u{2019}s");
        assert_eq!(
            found.code_points(),
            "`'` (U+0027, straight apostrophe) instead of `\u{2019}` (U+2019, typographic apostrophe)"
        );
        let found = check("may r\u{435}st. At", "may", "r\u{435}st.", "rest.");
        assert_eq!(found.code_points(), "`\u{435}` (U+0435, Cyrillic letter) instead of `e` (U+0065, Latin letter)");
        let found = check("It is\u{200b} done.", "It", "is\u{200b}", "is");
        assert_eq!(found.code_points(), "(U+200B, zero-width space) instead of nothing");
        assert_eq!(check("At 60\u{b0} C it", "At", "60\u{b0}", "50\u{b0}").code_points(), "");
    }
}
