//! What is said of a message in another language than the corpus's.

/// A message in another language than the corpus's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Foreign {
    /// The two letters of the language (ISO 639-1) that it is most likely in; `None` when it may be one of several.
    pub language: Option<&'static str>,
}
