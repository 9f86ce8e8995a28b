//! Lines of pages into blocks: what repeats on every page is left out, lines are joined, words that a line's end parted
//! are whole again, larger letters are headings.

use std::collections::{HashMap, HashSet};

use super::document::{BlockKind, Document, DocumentPlace, beginning};
use super::plain_text::is_bullet;
use crate::text::one_line;

/// A line as it stands on a page; places and sizes in points, from the lower left.
#[derive(Clone, Debug)]
pub(super) struct PdfLine {
    pub page: usize,
    pub x: f64,
    pub y: f64,
    /// Where its last letter ends.
    pub end: f64,
    pub size: f64,
    pub text: String,
}

/// On so many pages the same line is a head or a foot.
const FEWEST_PAGES: usize = 3;

/// A heading's letters are larger by this than those of the text.
const LARGER: f64 = 1.15;

/// Lines further apart than this, by their letters' size, are of two paragraphs.
const WIDE: f64 = 1.75;

pub(super) fn into_blocks(lines: Vec<PdfLine>, document: &mut Document) {
    let lines = without_repeated(lines, document);
    let body = body_size(&lines);
    let mut levels: Vec<u64> =
        lines.iter().filter(|line| line.size > body * LARGER).map(|line| half_points(line.size)).collect();
    levels.sort_unstable_by(|a, b| b.cmp(a));
    levels.dedup();
    let level = |line: &PdfLine| {
        let is_larger = line.size > body * LARGER;
        let rank = levels.iter().position(|size| *size == half_points(line.size)).unwrap_or_default();
        is_larger.then(|| u8::try_from(rank + 1).unwrap_or(u8::MAX))
    };
    let whole = whole_words(&lines);
    let mut paragraph: Option<(Option<u8>, String, usize)> = None;
    let mut mended = 0;
    for (number, line) in lines.iter().enumerate() {
        let goes_on = number > 0 && goes_on(&lines[number - 1], line) && level(&lines[number - 1]) == level(line);
        match &mut paragraph {
            Some((_, text, count)) if goes_on => {
                mended += usize::from(join(text, &line.text, &whole));
                *count += 1;
            }
            _ => {
                end(paragraph.take(), document);
                paragraph = Some((level(line), line.text.clone(), 1));
            }
        }
    }
    end(paragraph, document);
    if mended > 0 {
        document.remarks.push(format!(
            "{mended} words that a line's end had parted with a hyphen are whole again; a hyphen stayed where the text has it elsewhere"
        ));
    }
}

fn end(paragraph: Option<(Option<u8>, String, usize)>, document: &mut Document) {
    let Some((level, text, lines)) = paragraph else { return };
    let text = one_line(&text);
    let looks_like_heading = lines == 1
        && text.split_whitespace().count() <= 10
        && text.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
        && !text.ends_with(['.', ',', ';', ':', '!']);
    let kind = match level {
        Some(level) => BlockKind::Heading(level),
        None if is_bullet(&text) => BlockKind::Item,
        // Bold letters as large as the text's: below every larger heading.
        None if looks_like_heading => BlockKind::Heading(20),
        None => BlockKind::Paragraph,
    };
    document.push(kind, &text);
}

fn half_points(size: f64) -> u64 {
    (size * 2.0).round().max(0.0) as u64
}

/// The size that most letters have.
fn body_size(lines: &[PdfLine]) -> f64 {
    let mut letters: HashMap<u64, usize> = HashMap::new();
    for line in lines {
        *letters.entry(half_points(line.size)).or_default() += line.text.len();
    }
    let most = letters.into_iter().max_by_key(|(size, letters)| (*letters, *size));
    most.map_or(1.0, |(size, _)| size as f64 / 2.0)
}

/// Whether a line goes on with the paragraph of the one before.
fn goes_on(before: &PdfLine, line: &PdfLine) -> bool {
    if is_bullet(line.text.trim_start()) || half_points(before.size) != half_points(line.size) {
        return false;
    }
    let ends_open = !before.text.trim_end().ends_with(['.', '?', '!', ':', '…', '”', '"']);
    let begins_small = line.text.trim_start().chars().next().is_some_and(char::is_lowercase);
    if line.page != before.page || line.y > before.y + before.size {
        // The next page or column.
        return ends_open && begins_small;
    }
    let gap = (before.y - line.y).abs() / line.size.max(1.0);
    // A first line that is set in begins a paragraph.
    let is_set_in = line.x > before.x + line.size && !ends_open;
    gap < WIDE && !is_set_in
}

/// Joins a line to the text before it; says whether a word became whole.
fn join(text: &mut String, line: &str, whole: &HashSet<String>) -> bool {
    let line = line.trim();
    let trimmed = text.trim_end().len();
    text.truncate(trimmed);
    let begins_small = line.chars().next().is_some_and(char::is_lowercase);
    let parted = text.strip_suffix(['-', '\u{ad}', '\u{2010}']).filter(|rest| rest.ends_with(char::is_alphabetic));
    if let Some(rest) = parted.filter(|_| begins_small) {
        let first = rest.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
        let second: String = line.chars().take_while(|c| c.is_alphanumeric()).collect();
        let stays = whole.contains(&format!("{first}-{second}").to_lowercase());
        let rest = rest.len();
        if !stays {
            text.truncate(rest);
        }
        text.push_str(line);
        return !stays;
    }
    text.push(' ');
    text.push_str(line);
    false
}

/// The words with a hyphen that stand whole in a line.
fn whole_words(lines: &[PdfLine]) -> HashSet<String> {
    let words = lines.iter().flat_map(|line| line.text.split_whitespace());
    let words = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
    words.filter(|word| word.contains('-')).collect()
}

/// Takes out what stands at the head or foot of page after page, numbers apart, and page numbers.
fn without_repeated(lines: Vec<PdfLine>, document: &mut Document) -> Vec<PdfLine> {
    let mut on_page: HashMap<usize, (f64, f64)> = HashMap::new();
    for line in &lines {
        let (low, high) = on_page.entry(line.page).or_insert((line.y, line.y));
        (*low, *high) = (low.min(line.y), high.max(line.y));
    }
    let is_at_edge = |line: &PdfLine| {
        let (low, high) = on_page[&line.page];
        line.y - low < 2.0 * line.size || high - line.y < 2.0 * line.size
    };
    let plain = |line: &PdfLine| one_line(&line.text).replace(|c: char| c.is_ascii_digit(), "#");
    let mut pages: HashMap<String, HashSet<usize>> = HashMap::new();
    for line in lines.iter().filter(|line| is_at_edge(line)) {
        pages.entry(plain(line)).or_default().insert(line.page);
    }
    let is_repeated = |line: &PdfLine| {
        let says_words = line.text.chars().any(char::is_alphabetic);
        is_at_edge(line) && (!says_words || pages.get(&plain(line)).is_some_and(|pages| pages.len() >= FEWEST_PAGES))
    };
    let mut told = HashSet::new();
    let mut kept = Vec::new();
    for line in lines {
        if line.text.trim().is_empty() {
            continue;
        }
        if !is_repeated(&line) {
            kept.push(line);
        } else if told.insert(plain(&line)) {
            let what = format!("at the head or foot of pages: {}", beginning(&line.text));
            document.leave_out(DocumentPlace::Page(line.page), what);
        }
    }
    kept
}
