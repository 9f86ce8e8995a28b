//! Whether a sentence encoder reads questions, as operators are told.

/// Whether a sentence encoder reads questions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EncoderState {
    /// There is none.
    #[default]
    Off,
    /// Phrasings are being encoded; until then questions are read without it.
    Encoding,
    /// It reads them.
    InForce,
    /// It could not be put in force; the log says why.
    Failed,
}

impl EncoderState {
    /// `off`, `encoding`, `in_force` or `failed`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Encoding => "encoding",
            Self::InForce => "in_force",
            Self::Failed => "failed",
        }
    }
}
