//! Cutting a long text into pieces that each fit Telegram's limit, at the best place near the end.

use unicode_segmentation::UnicodeSegmentation;

/// Pieces of at most `limit` UTF-16 units, cut after a paragraph, else after a sentence, a word, or (a word longer than
/// the limit) between two characters as people see them. White space at the cuts is dropped; no piece is empty.
pub(super) fn split_at(text: &str, limit: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let end = if rest.encode_utf16().count() <= limit { rest.len() } else { cut(rest, limit) };
        let (piece, tail) = rest.split_at(end);
        pieces.push(piece.trim_end());
        rest = tail.trim_start();
    }
    pieces
}

/// Where to cut a text that is longer than `limit`; more than 0.
fn cut(text: &str, limit: usize) -> usize {
    let hard = hard_end(text, limit);
    let head = &text[..hard];
    // A cut in the first half would leave pieces that are hardly worth a message.
    let late = |at: usize| (at > hard / 2).then_some(at);
    let paragraph = head.rfind("\n\n").and_then(late);
    let sentence =
        || [". ", "? ", "! "].iter().filter_map(|mark| head.rfind(mark)).max().map(|at| at + 1).and_then(late);
    let word = || head.rfind(char::is_whitespace).and_then(late);
    paragraph.or_else(sentence).or_else(word).unwrap_or(hard)
}

/// The last end of a grapheme within `limit` units; if the first grapheme alone is longer, the last character within.
fn hard_end(text: &str, limit: usize) -> usize {
    let fits = |ends: &mut dyn Iterator<Item = (usize, &str)>| {
        let mut units = 0;
        let mut end = 0;
        for (at, part) in ends {
            units += part.encode_utf16().count();
            if units > limit {
                break;
            }
            end = at + part.len();
        }
        end
    };
    match fits(&mut text.grapheme_indices(true)) {
        0 => fits(&mut text.char_indices().map(|(at, c)| (at, &text[at..at + c.len_utf8()]))),
        end => end,
    }
}

#[cfg(test)]
mod tests {
    use super::split_at;

    #[track_caller]
    fn check(text: &str, limit: usize, expected: &[&str]) {
        assert_eq!(split_at(text, limit), expected, "{text:?} at {limit}");
    }

    #[test]
    fn cuts_where_a_reader_would() {
        check("", 10, &[]);
        check("  short ", 10, &["short"]);
        check("One one one.\n\nTwo two.", 16, &["One one one.", "Two two."]);
        check("One one. Two two.", 12, &["One one.", "Two two."]);
        check("one two three", 9, &["one two", "three"]);
        check("abcdefghij", 4, &["abcd", "efgh", "ij"]);
    }

    #[test]
    fn never_cuts_a_character() {
        check("😀😀😀", 4, &["😀😀", "😀"]);
        check("👩‍👩‍👧👩‍👩‍👧", 9, &["👩‍👩‍👧", "👩‍👩‍👧"]);
        check("e\u{301}e\u{301}e\u{301}", 3, &["e\u{301}", "e\u{301}", "e\u{301}"]);
    }
}
