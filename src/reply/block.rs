//! The pieces that a reply is made of.

/// A piece of a reply, laid out as a paragraph of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// Plain words.
    Text(String),
    /// Words that stand out, such as the matched question.
    Strong(String),
    /// The source's words.
    Passage(String),
    /// Small print: source line, disclaimer.
    Note(String),
    /// Lines that belong together, one below the other.
    Lines(Vec<String>),
}
