//! Contractions, with the apostrophe that people leave out, or type a blank or another mark for.

/// The contractions of English that are typed most, and what each is without its apostrophe.
const CONTRACTIONS: [(&str, &str); 62] = [
    ("aint", "ain't"),
    ("arent", "aren't"),
    ("cant", "can't"),
    ("couldnt", "couldn't"),
    ("didnt", "didn't"),
    ("doesnt", "doesn't"),
    ("dont", "don't"),
    ("everyones", "everyone's"),
    ("hadnt", "hadn't"),
    ("hasnt", "hasn't"),
    ("havent", "haven't"),
    ("hed", "he'd"),
    ("hell", "he'll"),
    ("heres", "here's"),
    ("hes", "he's"),
    ("hows", "how's"),
    ("id", "i'd"),
    ("ill", "i'll"),
    ("im", "i'm"),
    ("isnt", "isn't"),
    ("itd", "it'd"),
    ("itll", "it'll"),
    ("its", "it's"),
    ("ive", "i've"),
    ("lets", "let's"),
    ("mightnt", "mightn't"),
    ("mustnt", "mustn't"),
    ("neednt", "needn't"),
    ("nobodys", "nobody's"),
    ("shant", "shan't"),
    ("shed", "she'd"),
    ("shell", "she'll"),
    ("shes", "she's"),
    ("shouldnt", "shouldn't"),
    ("shouldve", "should've"),
    ("someones", "someone's"),
    ("thatll", "that'll"),
    ("thats", "that's"),
    ("theres", "there's"),
    ("theyd", "they'd"),
    ("theyll", "they'll"),
    ("theyre", "they're"),
    ("theyve", "they've"),
    ("wasnt", "wasn't"),
    ("wed", "we'd"),
    ("well", "we'll"),
    ("were", "we're"),
    ("werent", "weren't"),
    ("weve", "we've"),
    ("whats", "what's"),
    ("whens", "when's"),
    ("wheres", "where's"),
    ("whos", "who's"),
    ("whys", "why's"),
    ("wont", "won't"),
    ("wouldnt", "wouldn't"),
    ("wouldve", "would've"),
    ("yall", "y'all"),
    ("youd", "you'd"),
    ("youll", "you'll"),
    ("youre", "you're"),
    ("youve", "you've"),
];

/// The last parts of contractions, as they stand when something divides them from the first.
const LAST_PARTS: [&str; 10] = ["t", "nt", "n't", "s", "m", "ve", "ll", "re", "d", "all"];

/// The contraction that two words are when the apostrophe between them was lost ("can t", "ca nt", "i m").
#[must_use]
pub fn contraction(first: &str, last: &str) -> Option<&'static str> {
    if last.len() > 3 || !LAST_PARTS.contains(&last) {
        return None;
    }
    let last = last.bytes().filter(|&byte| byte != b'\'');
    let found = CONTRACTIONS.iter().find(|(bare, _)| bare.bytes().eq(first.bytes().chain(last.clone())));
    found.map(|(_, contraction)| *contraction)
}

/// Whether a word is `plain` when its apostrophe is left out.
#[must_use]
pub fn is_without_apostrophe(word: &str, plain: &str) -> bool {
    word == plain || word.contains('\'') && word.bytes().filter(|byte| *byte != b'\'').eq(plain.bytes())
}

/// The contraction that a word is without its apostrophe, for words that are nothing else.
#[must_use]
pub fn with_apostrophe(bare: &str) -> Option<&'static str> {
    let at = CONTRACTIONS.binary_search_by_key(&bare, |(bare, _)| bare).ok()?;
    Some(CONTRACTIONS[at].1)
}

#[cfg(test)]
mod tests {
    use super::{CONTRACTIONS, contraction, with_apostrophe};

    #[test]
    fn the_contractions_are_sorted() {
        assert!(CONTRACTIONS.is_sorted());
        assert!(CONTRACTIONS.iter().all(|(bare, full)| *bare == full.replace('\'', "")));
    }

    #[test]
    fn two_parts_are_one_contraction() {
        for (first, last, expected) in [
            ("can", "t", Some("can't")),
            ("ca", "nt", Some("can't")),
            ("ca", "n't", Some("can't")),
            ("did", "nt", Some("didn't")),
            ("i", "m", Some("i'm")),
            ("i", "ve", Some("i've")),
            ("she", "s", Some("she's")),
            ("can", "not", None),
            ("stage", "t", None),
            ("vitamin", "d", None),
            ("mum", "s", None),
        ] {
            assert_eq!(contraction(first, last), expected, "{first} {last}");
        }
        assert_eq!((with_apostrophe("cant"), with_apostrophe("cent")), (Some("can't"), None));
    }
}
