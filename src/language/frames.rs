//! What opens and closes messages in a language and says nothing by itself.

/// Patterns of frames, each of words divided by blanks: `a|b` is either, `a?` may be left out, `*` is any one word, and
/// `..` is some words that reach to the next mark or the end. Apostrophes are left out on both sides.
#[derive(Debug)]
pub(crate) struct Frames {
    /// At the head of a sentence or after another one.
    pub(crate) openings: &'static [&'static str],
    /// The same, and what follows is asked.
    pub(crate) leads: &'static [&'static str],
    /// At the end of a sentence.
    pub(crate) closings: &'static [&'static str],
}
