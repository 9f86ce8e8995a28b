//! What is like a red flag and none by the editor's phrases, by the vectors of a sentence encoder. It decides nothing; the
//! reply says where to find help too.

use crate::corpus::{RedFlag, Safety};
use crate::matcher::{SentenceVectors, VectorOfQuestion, dot};

/// So many wordings of each phrase are compared. With one, of the development messages that raise a red flag, judged without
/// the phrase that is nearest, 51 % are near to one and 1.0 % of the others; with two 58 and 1.4 %, with four 65 and 2.0 %.
const WORDINGS: usize = 2;

/// From this cosine on, and nearer than any phrasing of the corpus, a message is like a red flag. At 0.55 it is 52 and 0.7 %.
const LEAST_COSINE: f32 = 0.5;

/// The vectors of a corpus's red flags.
#[derive(Debug)]
pub(crate) struct RedFlagVectors {
    /// Each with the position of its flag.
    wordings: Vec<(usize, Vec<f32>)>,
}

impl RedFlagVectors {
    /// Has wordings of all red flags made into vectors.
    pub(crate) fn new(safety: &Safety, vectors: &dyn SentenceVectors) -> Self {
        let told = safety
            .red_flags
            .iter()
            .enumerate()
            .flat_map(|(number, flag)| wordings(flag).map(move |wording| (number, wording)));
        let (numbers, texts): (Vec<usize>, Vec<String>) = told.unzip();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let vectors = if texts.is_empty() { Vec::new() } else { vectors.of_phrasings(&texts) };
        Self { wordings: numbers.into_iter().zip(vectors).collect() }
    }

    /// The red flag that a question is like, as a position in [`Safety::red_flags`].
    pub(crate) fn near(&self, question: &VectorOfQuestion) -> Option<usize> {
        let cosines = self.wordings.iter().map(|(flag, wording)| (*flag, dot(wording, &question.vector)));
        let (flag, cosine) = cosines.max_by(|(_, a), (_, b)| a.total_cmp(b))?;
        (cosine >= LEAST_COSINE && cosine > question.nearest_cosine).then_some(flag)
    }
}

fn wordings(flag: &RedFlag) -> impl Iterator<Item = String> {
    flag.phrases.iter().chain(&flag.signs).flat_map(|phrase| phrase.wordings(WORDINGS))
}
