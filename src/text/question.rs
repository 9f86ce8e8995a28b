//! A question as it came in.

use super::fold;

/// A question: what was typed, at most [`Question::MAX_CHARS`] of it, and its folded form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    typed: String,
    folded: String,
}

impl Question {
    /// The most that is read of a message: Telegram's own limit for one. What is longer holds its question sooner,
    /// and bounded work keeps one message from holding up the rest.
    pub const MAX_CHARS: usize = 4096;

    /// Takes a text as typed.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let text = text.trim();
        let typed = match text.char_indices().nth(Self::MAX_CHARS) {
            Some((end, _)) => &text[..end],
            None => text,
        };
        Self { typed: typed.to_owned(), folded: without_lines_of_one_word(fold(typed)) }
    }

    /// The question as typed, without white space around it.
    #[must_use]
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// The question folded (see [`fold()`]), in one line if it was broken at every word.
    #[must_use]
    pub fn folded(&self) -> &str {
        &self.folded
    }
}

/// A text with so many lines of one word each, and hardly another line, is one line that was broken at every word.
const FEWEST_LINES_OF_ONE_WORD: usize = 4;

/// Of the lines of such a text one in so many may have more words.
const LINES_TO_ONE_OF_MORE: usize = 5;

/// The folded text in one line, if it was broken at every word; an empty line still divides.
fn without_lines_of_one_word(folded: String) -> String {
    let lines = || folded.split('\n').map(str::trim).filter(|line| !line.is_empty());
    let longer = lines().filter(|line| line.contains(' ')).count();
    let of_one = lines().count() - longer;
    if of_one < FEWEST_LINES_OF_ONE_WORD || longer * LINES_TO_ONE_OF_MORE > of_one {
        return folded;
    }
    let paragraphs = folded.split("\n\n").map(|paragraph| paragraph.replace('\n', " "));
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::Question;

    #[test]
    fn a_very_long_message_is_cut_at_a_character() {
        let question = Question::new(&"é".repeat(10_000));
        assert_eq!(question.typed().chars().count(), Question::MAX_CHARS);
        assert_eq!(Question::new("  hi \n").typed(), "hi");
    }

    #[test]
    fn a_line_broken_at_every_word_is_one_line() {
        let check = |text: &str, expected: &str| assert_eq!(Question::new(text).folded(), expected, "{text}");
        check("When\nare\nyou\nopen?", "when are you open?");
        check("When\r\nare\r\nyou\r\nopen?", "when are you open?");
        check("When\nare\nyou\nopen?\n\nThank\nyou\nvery\nmuch", "when are you open?\n\nthank you very much");
        check("hello\nwhen are you open", "hello\nwhen are you open");
        check("rfa\ntace\nchemo", "rfa\ntace\nchemo");
        check("I am\nso afraid\nof\nit\nall\nnow", "i am\nso afraid\nof\nit\nall\nnow");
    }
}
