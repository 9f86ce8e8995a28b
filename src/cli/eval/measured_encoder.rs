//! The sentence encoder that figures were measured with, so that those of two are not taken for one another's.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::cli::encoder_args::OpenedEncoder;

/// A sentence encoder as a scorecard names it.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct MeasuredEncoder {
    /// The name of its folder.
    name: String,
    /// What tells it from others, wherever it stands.
    fingerprint: String,
}

/// Another encoder than the baseline's. Part of the JSON contract of `eval --json`.
#[derive(Debug, Serialize, PartialEq)]
pub(super) struct EncoderChange {
    before: Option<MeasuredEncoder>,
    after: Option<MeasuredEncoder>,
}

impl From<&OpenedEncoder> for MeasuredEncoder {
    fn from(opened: &OpenedEncoder) -> Self {
        Self { name: opened.name.clone(), fingerprint: opened.fingerprint.clone() }
    }
}

/// The same encoder in another folder makes the same figures.
impl PartialEq for MeasuredEncoder {
    fn eq(&self, other: &Self) -> bool {
        self.fingerprint == other.fingerprint
    }
}

impl fmt::Display for MeasuredEncoder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let short: String = self.fingerprint.chars().take(8).collect();
        write!(f, "the sentence encoder {} ({short})", self.name)
    }
}

impl EncoderChange {
    /// What is otherwise than in the baseline; `None` when nothing is.
    pub(super) fn between(before: Option<&MeasuredEncoder>, after: Option<&MeasuredEncoder>) -> Option<Self> {
        (before != after).then(|| Self { before: before.cloned(), after: after.cloned() })
    }
}

impl fmt::Display for EncoderChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let told = |encoder: &Option<MeasuredEncoder>| match encoder {
            Some(encoder) => format!("with {encoder}"),
            None => "without a sentence encoder".to_owned(),
        };
        let (before, after) = (told(&self.before), told(&self.after));
        write!(f, "The baseline was measured {before}, this run {after}: what moved is the encoder's doing too.")
    }
}
