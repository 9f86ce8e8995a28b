//! Words whose apostrophe was left out.

/// Whether a word is `plain` when its apostrophe is left out.
#[must_use]
pub fn is_without_apostrophe(word: &str, plain: &str) -> bool {
    word == plain || word.contains('\'') && word.bytes().filter(|byte| *byte != b'\'').eq(plain.bytes())
}

#[cfg(test)]
mod tests {
    use super::is_without_apostrophe;

    #[test]
    fn an_apostrophe_may_be_left_out_and_nothing_else() {
        for (word, plain, expected) in [
            ("can't", "cant", true),
            ("cant", "cant", true),
            ("cant", "can't", false),
            ("can't", "can", false),
            ("want", "wont", false),
        ] {
            assert_eq!(is_without_apostrophe(word, plain), expected, "{word} {plain}");
        }
    }
}
