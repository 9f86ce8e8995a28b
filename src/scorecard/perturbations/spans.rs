//! Where a text can be changed: its words, and the gaps between them.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::dice::Dice;

/// The words and numbers, an apostrophe or decimal mark inside included.
pub(super) fn tokens(text: &str) -> Vec<Range<usize>> {
    text.unicode_word_indices().map(|(start, word)| start..start + word.len()).collect()
}

/// The words that have letters.
pub(super) fn words(text: &str) -> Vec<Range<usize>> {
    tokens(text).into_iter().filter(|span| text[span.clone()].chars().any(char::is_alphabetic)).collect()
}

/// The words of at least so many letters whose letters can be damaged: those of scripts that know capital letters, and
/// no abbreviation in capitals, which one letter makes another one.
pub(super) fn long_words(text: &str, least: usize) -> Vec<Range<usize>> {
    let has_case = |c: char| c.is_lowercase() || c.is_uppercase();
    let shouted = !text.chars().any(char::is_lowercase);
    let fits = |span: &Range<usize>| {
        let word = &text[span.clone()];
        word.chars().count() >= least
            && word.chars().all(has_case)
            && (shouted || word.chars().skip(1).any(char::is_lowercase))
    };
    words(text).into_iter().filter(fits).collect()
}

/// The single blanks between two words.
pub(super) fn gaps(text: &str) -> Vec<Range<usize>> {
    let between = |&(at, _): &(usize, char)| {
        text[..at].ends_with(char::is_alphanumeric) && text[at + 1..].starts_with(char::is_alphanumeric)
    };
    text.char_indices().filter(|&(_, c)| c == ' ').filter(between).map(|(at, _)| at..at + 1).collect()
}

/// The text with something else in the place of a span.
pub(super) fn replaced(text: &str, span: &Range<usize>, with: &str) -> String {
    [&text[..span.start], with, &text[span.end..]].concat()
}

/// The text with something else in the place of each word for which there is something; `None` when there is nothing.
pub(super) fn each_word(text: &str, change: impl FnMut(&str) -> Option<String>) -> Option<String> {
    each(text, words(text), change)
}

/// The same of other spans than words, such as [`tokens`].
pub(super) fn each(
    text: &str,
    spans: Vec<Range<usize>>,
    mut change: impl FnMut(&str) -> Option<String>,
) -> Option<String> {
    let mut changed = String::with_capacity(text.len());
    let mut end = 0;
    for span in spans {
        if let Some(with) = change(&text[span.clone()]) {
            changed.push_str(&text[end..span.start]);
            changed.push_str(&with);
            end = span.end;
        }
    }
    changed.push_str(&text[end..]);
    (end > 0).then_some(changed)
}

/// The text with something else in the place of one gap.
pub(super) fn in_one_gap(text: &str, dice: &mut Dice, with: &str) -> Option<String> {
    let gaps = gaps(text);
    let gap = gaps.get(dice.below(gaps.len()))?;
    Some(replaced(text, gap, with))
}

/// The text without marks and white space at its end.
pub(super) fn without_end(text: &str) -> &str {
    text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '?' | '.' | '!' | '…'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_gaps_are_found() {
        let text = "I can't  have the X-ray, or TACE?";
        let found = |spans: Vec<Range<usize>>| spans.into_iter().map(|span| text[span].to_owned()).collect::<Vec<_>>();
        assert_eq!(found(words(text)), ["I", "can't", "have", "the", "X", "ray", "or", "TACE"]);
        assert_eq!(found(long_words(text, 3)), ["have", "the", "ray"]);
        assert_eq!(gaps(text).len(), 4, "not the double one, not the one after a comma");
        assert_eq!(long_words("HELP ME", 3).len(), 1, "who shouts writes words in capitals");
        assert_eq!(long_words("肝臓がん とは", 1).len(), 0);
    }
}
