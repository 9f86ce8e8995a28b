//! A text on one line.

/// The text with every run of white space as one blank, and none around it.
#[must_use]
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn white_space_of_any_kind_is_one_blank() {
        assert_eq!(one_line(" one\r\n\ttwo\u{a0} three\u{2029}"), "one two three");
        assert_eq!(one_line(" \n "), "");
    }
}
