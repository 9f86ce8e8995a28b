//! Words as they are texted in English, and what each is in full.

/// What is typed to save letters, with a mark or a blank in it where people type one. Words that mean something else as well ("no", "rt") are left out.
const TEXTED: [(&str, &str); 59] = [
    ("abt", "about"),
    ("agn", "again"),
    ("b4", "before"),
    ("bc", "because"),
    ("bcos", "because"),
    ("bcoz", "because"),
    ("bcz", "because"),
    ("bout", "about"),
    ("cos", "because"),
    ("coz", "because"),
    ("cud", "could"),
    ("cuz", "because"),
    ("dat", "that"),
    ("dis", "this"),
    ("dun", "done"),
    ("dus", "does"),
    ("enuf", "enough"),
    ("gd", "good"),
    ("gonna", "going"),
    ("gotta", "must"),
    ("gud", "good"),
    ("hav", "have"),
    ("hv", "have"),
    ("hw", "how"),
    ("kno", "know"),
    ("msg", "message"),
    ("nite", "night"),
    ("ppl", "people"),
    ("r", "are"),
    ("shud", "should"),
    ("sum1", "someone"),
    ("tho", "though"),
    ("thru", "through"),
    ("tmrw", "tomorrow"),
    ("tomoro", "tomorrow"),
    ("tonite", "tonight"),
    ("u", "you"),
    ("ur", "your"),
    ("w/o", "without"),
    ("w/out", "without"),
    ("w8", "wait"),
    ("wanna", "want"),
    ("wat", "what"),
    ("wats", "what's"),
    ("wd", "would"),
    ("wen", "when"),
    ("wer", "where"),
    ("whn", "when"),
    ("wht", "what"),
    ("wid", "with"),
    ("wil", "will"),
    ("with out", "without"),
    ("wiv", "with"),
    ("wot", "what"),
    ("wots", "what's"),
    ("wout", "without"),
    ("wud", "would"),
    ("wut", "what"),
    ("y", "why"),
];

/// What a texted word is in full; `None` for any other.
#[must_use]
pub(crate) fn in_full(word: &str) -> Option<&'static str> {
    TEXTED.binary_search_by_key(&word, |(texted, _)| texted).ok().map(|at| TEXTED[at].1)
}

#[cfg(test)]
mod tests {
    use super::{TEXTED, in_full};

    #[test]
    fn texted_words_are_read_in_full() {
        assert!(TEXTED.is_sorted_by(|a, b| a.0 < b.0));
        for (word, expected) in [
            ("wot", Some("what")),
            ("u", Some("you")),
            ("y", Some("why")),
            ("w/o", Some("without")),
            ("what", None),
            ("", None),
        ] {
            assert_eq!(in_full(word), expected, "{word}");
        }
    }
}
