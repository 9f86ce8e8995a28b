//! Questions that a heading or a sentence itself suggests; where none is sure, its own words stand.

use std::collections::HashSet;

use crate::text::one_line;

/// What a sentence is about has no more words.
const MOST_SUBJECT_WORDS: usize = 6;

/// What stands for something said before, or opens a condition: no subject of a question.
const NO_SUBJECTS: [&str; 44] = [
    "it", "this", "that", "these", "those", "they", "he", "she", "we", "you", "i", "there", "here", "what", "who",
    "which", "if", "when", "where", "while", "in", "on", "at", "for", "by", "with", "as", "after", "before", "during",
    "and", "but", "or", "so", "some", "many", "most", "all", "each", "every", "another", "one", "both", "either",
];

/// What a verb of a sentence asks: "The card costs …" → "How much does the card cost?".
const VERBS: [(&str, &str, &str); 8] = [
    ("involves", "What does", "involve"),
    ("means", "What does", "mean"),
    ("includes", "What does", "include"),
    ("contains", "What does", "contain"),
    ("covers", "What does", "cover"),
    ("costs", "How much does", "cost"),
    ("opens", "When does", "open"),
    ("closes", "When does", "close"),
];

/// The words that a text has in small letters, by which names are told from words that open a sentence.
#[derive(Debug)]
pub(super) struct SmallWords(HashSet<String>);

impl SmallWords {
    pub(super) fn of(text: &str) -> Self {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.starts_with(char::is_lowercase));
        Self(words.map(str::to_owned).collect())
    }

    /// Words as they stand within a sentence.
    fn within(&self, words: &str) -> String {
        let (first, rest) = words.split_at(words.find(char::is_whitespace).unwrap_or(words.len()));
        let small = first.to_lowercase();
        let is_word = ["the", "a", "an"].contains(&small.as_str())
            || self.0.contains(small.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default());
        if is_word && first.chars().skip(1).all(|c| !c.is_uppercase()) {
            format!("{small}{rest}")
        } else {
            words.to_owned()
        }
    }
}

/// A heading without its number and closing marks.
pub(super) fn bare_heading(heading: &str) -> String {
    let heading = one_line(heading);
    let numbered = heading.split_once(' ').filter(|(number, _)| {
        number.starts_with(|c: char| c.is_ascii_digit())
            && number.chars().all(|c| c.is_ascii_digit() || ".):".contains(c))
    });
    let is_marked = |number: &str| number.contains(['.', ')', ':']);
    let heading = match numbered {
        Some((number, rest)) if is_marked(number) => rest,
        _ => &heading,
    };
    heading.trim_start_matches('#').trim().trim_end_matches([':', '.']).trim().to_owned()
}

/// The question that a heading is, or that it suggests; `None` when its words say no more than what it is about.
pub(super) fn of_heading(heading: &str, small: &SmallWords) -> Option<String> {
    if heading.ends_with('?') {
        return Some(heading.to_owned());
    }
    let rest = heading.strip_prefix("How to ").or(heading.strip_prefix("how to "))?;
    Some(format!("How do I {}?", small.within(rest)))
}

/// The question that a sentence answers by its shape.
pub(super) fn of_sentence(sentence: &str, small: &SmallWords) -> Option<String> {
    let words: Vec<&str> = sentence.split_whitespace().collect();
    let at = words
        .iter()
        .take(MOST_SUBJECT_WORDS + 1)
        .position(|word| ["is", "are"].contains(word) || VERBS.iter().any(|(verb, _, _)| verb == word))?;
    let subject = &words[..at];
    let first = subject.first()?.to_lowercase();
    let is_plain = subject.iter().all(|word| word.chars().all(|c| c.is_alphanumeric() || "-’'()".contains(c)));
    if !is_plain || NO_SUBJECTS.contains(&first.as_str()) || words.len() < at + 3 {
        return None;
    }
    let subject = small.within(&subject.join(" "));
    match words[at] {
        verb @ ("is" | "are") => {
            let defines = ["a", "an", "the", "any"].contains(&words[at + 1]);
            defines.then(|| format!("What {verb} {subject}?"))
        }
        verb => {
            VERBS.iter().find(|(known, _, _)| *known == verb).map(|(_, ask, plain)| format!("{ask} {subject} {plain}?"))
        }
    }
}

/// The first words of a sentence, for where nothing better is sure.
pub(super) fn first_words(sentence: &str) -> String {
    const MOST_WORDS: usize = 8;
    let sentence = sentence.trim_start_matches(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = sentence.split_whitespace().collect();
    let shown: String = words[..words.len().min(MOST_WORDS)].join(" ").chars().take(80).collect();
    if words.len() > MOST_WORDS { format!("{}…", shown.trim_end_matches([',', ';', ':'])) } else { shown }
}

#[cfg(test)]
mod tests {
    use super::{SmallWords, bare_heading, first_words, of_heading, of_sentence};

    #[track_caller]
    fn check(sentence: &str, question: Option<&str>) {
        let small = SmallWords::of("surgical card lending a");
        assert_eq!(of_sentence(sentence, &small).as_deref(), question, "{sentence}");
    }

    #[test]
    fn a_sentence_suggests_a_question_only_by_a_sure_shape() {
        check("Surgical resection involves removing a part.", Some("What does surgical resection involve?"));
        check("The card costs ten euros a year.", Some("How much does the card cost?"));
        check("Lending is the giving of books.", Some("What is lending?"));
        check("Microspheres are the small beads used.", Some("What are Microspheres?"));
        check("It is a card.", None);
        check("In winter the desk is a cold place.", None);
        check("The desk is closed on Sundays.", None);
        check("Whoever comes, is the first.", None);
        check("Books are lent.", None);
    }

    #[test]
    fn a_heading_is_a_question_or_becomes_one() {
        let small = SmallWords::of("borrow");
        assert_eq!(bare_heading("2.1 Fees and  fines:"), "Fees and fines");
        assert_eq!(bare_heading("24 hours"), "24 hours");
        assert_eq!(of_heading("How to Borrow a bike", &small).as_deref(), Some("How do I borrow a bike?"));
        assert_eq!(of_heading("Who may?", &small).as_deref(), Some("Who may?"));
        assert_eq!(of_heading("Fees", &small), None);
        assert_eq!(
            first_words("• one two three four five six seven, eight nine"),
            "one two three four five six seven, eight…"
        );
    }
}
