//! Folding: letters to their plain lower-case form, so that "Tumöŕ’s" and "tumor's" are the same.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The text with compatibility forms resolved, accents and invisible characters removed, quotes and dashes plain,
/// and letters lower-case.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().filter(|&c| !is_combining_mark(c) && !is_invisible(c)) {
        match c {
            '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bc}' | '\u{2032}' | '`' | '\u{b4}' => folded.push('\''),
            '\u{2010}'..='\u{2015}' | '\u{2212}' => folded.push('-'),
            // A letter such as `ẞ` folds to two, so lower-casing comes as an iterator.
            _ => folded.extend(c.to_lowercase()),
        }
    }
    folded
}

/// Characters that print nothing: soft hyphen, zero-width spaces and joiners, direction marks, byte-order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(fold(text), expected);
    }

    #[test]
    fn letters_fold_to_their_plain_form() {
        check("TACE", "tace");
        check("Tumöŕ’s", "tumor's");
        check("ﬁbroﬁ𝓷 Ｒ\u{200b}ＦＡ", "fibrofin rfa");
        check("50°\u{a0}C – hot", "50° c - hot");
        check("", "");
    }

    #[test]
    fn other_scripts_are_kept() {
        check("Печень", "печень");
        check("肝臓", "肝臓");
    }
}
