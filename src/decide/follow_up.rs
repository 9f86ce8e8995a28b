//! A question that leans on the answer before it: which does, and how it reads with what that was about.

use crate::language::LanguageData;
use crate::text::words;

/// With so few words and nothing else to go by, a question goes on from what was said before ("side effects?").
const MOST_WORDS_OF_A_FRAGMENT: usize = 3;

/// How a question leans on what was said before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Leaning {
    /// A word of it, from here to there, stands for what was spoken of: "how long does it take?".
    Refers(usize, usize),
    /// It only goes on: "and the risks?".
    GoesOn,
}

/// How a folded question leans on what was said before it; `None` when it stands by itself.
#[must_use]
pub(crate) fn leaning(language: &LanguageData, folded: &str) -> Option<Leaning> {
    let forms = language.question_forms;
    let all: Vec<&str> = words(folded).map(|word| word.text).collect();
    if let Some(word) = all.iter().find(|word| forms.references.contains(word)) {
        // A word is a part of the text that it was cut from.
        let at = word.as_ptr() as usize - folded.as_ptr() as usize;
        return Some(Leaning::Refers(at, at + word.len()));
    }
    let goes_on = all.first().is_some_and(|first| forms.conjunctions.contains(first))
        || forms.turns.iter().any(|turn| all.windows(turn.len()).any(|said| said == *turn))
        || (1..=MOST_WORDS_OF_A_FRAGMENT).contains(&all.len());
    goes_on.then_some(Leaning::GoesOn)
}

impl Leaning {
    /// The question that leans so, with a name in place of the word that refers back, or at its end.
    #[must_use]
    pub(crate) fn read_with(self, folded: &str, name: &str) -> String {
        match self {
            Self::Refers(from, to) => format!("{}{name}{}", &folded[..from], &folded[to..]),
            Self::GoesOn => format!("{} {name}", folded.trim_end_matches(|c: char| !c.is_alphanumeric())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::leaning;
    use crate::language::english;

    #[track_caller]
    fn check(question: &str, read: Option<&str>) {
        let with_name = leaning(english(), question).map(|leaning| leaning.read_with(question, "TACE"));
        assert_eq!(with_name.as_deref(), read, "{question}");
    }

    #[test]
    fn a_name_stands_where_the_question_refers_back() {
        check("how long does it take?", Some("how long does TACE take?"));
        check("who gets that", Some("who gets TACE"));
        check("is that how it works?", Some("is TACE how it works?"));
    }

    #[test]
    fn what_goes_on_from_before_is_asked_of_the_same() {
        check("and the risks?", Some("and the risks TACE"));
        check("what about older people", Some("what about older people TACE"));
        check("side effects??", Some("side effects TACE"));
    }

    #[test]
    fn what_stands_by_itself_leans_on_nothing() {
        check("can i eat before the operation", None);
        check("does the liver grow back?", None);
        check("", None);
    }
}
