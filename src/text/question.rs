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
        Self { typed: typed.to_owned(), folded: fold(typed) }
    }

    /// The question as typed, without white space around it.
    #[must_use]
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// The question folded (see [`fold()`]).
    #[must_use]
    pub fn folded(&self) -> &str {
        &self.folded
    }
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
}
