//! What can be wrong with the folder of a sentence encoder: which file, and how to mend it.

use std::path::{Path, PathBuf};

/// Why a folder cannot be used as a sentence encoder.
#[derive(Debug, thiserror::Error)]
#[error("{}: {problem}", file.display())]
pub struct EncoderError {
    /// The file that is at fault.
    pub file: PathBuf,
    /// What is wrong with it.
    pub problem: EncoderProblem,
}

/// What is wrong with a file of a sentence encoder.
#[derive(Debug, thiserror::Error)]
pub enum EncoderProblem {
    /// There is no such file.
    #[error(
        "is not there; a sentence encoder is a folder with config.json, tokenizer.json and model.safetensors, and deploy/encoder lays one out"
    )]
    Missing,
    /// The path of the encoder leads to a file.
    #[error("is a file, not a folder; name the folder that holds config.json, tokenizer.json and model.safetensors")]
    NotAFolder,
    /// The user that the program runs as may not read it.
    #[error("may not be read by the user that runs this program; `chmod -R a+rX` on the encoder's folder lets it")]
    NoPermission,
    /// It cannot be read.
    #[error("cannot be read: {0}")]
    Unreadable(std::io::Error),
    /// It is not JSON, or not with the fields it must have.
    #[error("is not understood: {0}; fetch it again")]
    NotUnderstood(String),
    /// Its values do not go together.
    #[error("{0}; fetch it again, together with model.safetensors")]
    Inconsistent(String),
    /// It is of a kind that is not supported.
    #[error("{name} is `{is}`, which is not supported; take a model with {supported}")]
    Unsupported {
        /// The field.
        name: &'static str,
        /// What it says.
        is: String,
        /// What it may say.
        supported: &'static str,
    },
    /// The file ends before or after the place that it names itself.
    #[error("has {is} bytes and should have {expected}, so it was cut or changed on its way; fetch it again")]
    Length {
        /// How long it is.
        is: u64,
        /// How long it says it is.
        expected: u64,
    },
    /// A tensor is not in it.
    #[error("has no tensor `{0}`, which config.json calls for; take both from the same model")]
    TensorMissing(String),
    /// A tensor is of another shape.
    #[error(
        "its tensor `{name}` is of shape {is:?}, and by config.json it should be {expected:?}; take both from the same model"
    )]
    TensorShape {
        /// The tensor.
        name: String,
        /// Its shape.
        is: Vec<usize>,
        /// The shape that the settings call for.
        expected: Vec<usize>,
    },
    /// A tensor holds what is no number.
    #[error("its tensor `{0}` holds values that are no finite numbers, so it is damaged; fetch it again")]
    NotFinite(String),
    /// The words of the tokenizer are not those of the model.
    #[error("has {is} words, and config.json says {expected}; take both from the same model")]
    Vocabulary {
        /// How many words the tokenizer may give.
        is: usize,
        /// How many the model has.
        expected: usize,
    },
}

impl EncoderProblem {
    /// The error of this problem with a file.
    pub(super) fn of(self, file: &Path) -> EncoderError {
        EncoderError { file: file.to_owned(), problem: self }
    }

    /// What a failure to read comes to.
    pub(super) fn reading(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::NotFound => Self::Missing,
            std::io::ErrorKind::PermissionDenied => Self::NoPermission,
            _ => Self::Unreadable(error),
        }
    }
}
