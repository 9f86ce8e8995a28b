//! The semantic kernel: the cosine of two texts, each the sum of its words' vectors.
//!
//! The vectors carry smooth-inverse-frequency weights (Arora, Liang and Ma, 2017), so frequent words add little.

use super::reading::ReadWord;
use super::table::{DIMS, Table};

/// What a text means.
#[derive(Clone, Debug)]
pub(crate) struct Meaning {
    /// The direction, of length 1; all zero when no word has a vector.
    pub(crate) vector: [f32; DIMS],
    /// 1, or 0 when no word has a vector: such a text, a product's name say, is left to the lexical kernels. Sharing by
    /// how much has a vector was tried: names of subjects have none, and what is asked about them then counts less.
    pub(crate) known: f32,
}

/// The meaning of a text.
pub(crate) fn meaning(words: &[ReadWord<'_>]) -> Meaning {
    let table = Table::built_in();
    let mut sum = [0.0; DIMS];
    for word in words {
        table.add_vector(word.text, 1.0, &mut sum);
    }
    let length = dot(&sum, &sum).sqrt();
    if length > 0.0 {
        sum.iter_mut().for_each(|value| *value /= length);
    }
    Meaning { vector: sum, known: if length > 0.0 { 1.0 } else { 0.0 } }
}

/// The scalar product, summed in eight lanes so that the compiler can use vector registers.
pub(crate) fn dot(a: &[f32; DIMS], b: &[f32; DIMS]) -> f32 {
    let mut lanes = [0.0_f32; 8];
    for (a, b) in a.chunks_exact(8).zip(b.chunks_exact(8)) {
        for lane in 0..8 {
            lanes[lane] += a[lane] * b[lane];
        }
    }
    lanes.iter().sum()
}
