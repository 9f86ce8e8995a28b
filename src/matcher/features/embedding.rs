//! The semantic kernel: the cosine of two texts, each the sum of its words' vectors.
//!
//! The vectors carry smooth-inverse-frequency weights (Arora, Liang and Ma, 2017), so frequent words add little.

use crate::language::{DIMS, WordTable};
use crate::matcher::reading::Token;

/// What a text means.
#[derive(Clone, Debug)]
pub(crate) struct Embedding {
    /// The direction, of length 1; all zero when no word has a vector.
    pub(crate) vector: [f32; DIMS],
    /// 1, or 0 when no word has a vector: such a text, a product's name say, is left to the lexical kernels. Sharing by
    /// how much has a vector was tried: names of subjects have none, and what is asked about them then counts less.
    pub(crate) known: f32,
}

/// The meaning of a text.
pub(crate) fn embed(table: &WordTable, words: &[Token<'_>]) -> Embedding {
    let mut sum = [0.0; DIMS];
    for word in words {
        // The table has no decimals: such a number means what its digits do.
        for part in word.text.split(['.', ',', '\u{b7}']) {
            table.add_vector(part, 1.0, &mut sum);
        }
    }
    let length = dot(&sum, &sum).sqrt();
    if length > 0.0 {
        sum.iter_mut().for_each(|value| *value /= length);
    }
    Embedding { vector: sum, known: if length > 0.0 { 1.0 } else { 0.0 } }
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

/// A vector that is kept: a byte for each number, a quarter of the memory to read through for every question.
#[derive(Clone, Debug)]
pub(crate) struct QuantizedVector {
    scale: f32,
    values: [i8; DIMS],
}

impl QuantizedVector {
    pub(crate) fn new(vector: &[f32; DIMS]) -> Self {
        let (scale, values) = scaled(vector, f32::from(i8::MAX));
        Self { scale, values: values.map(|value| value as i8) }
    }

    /// The scalar product.
    pub(crate) fn dot(&self, asked: &QueryVector) -> f32 {
        let products = self.values.iter().zip(&asked.values).map(|(&a, &b)| i32::from(a) * i32::from(b));
        products.sum::<i32>() as f32 * self.scale * asked.scale
    }
}

/// A vector that many [`QuantizedVector`] ones are compared with: two bytes for each number.
#[derive(Clone, Debug)]
pub(crate) struct QueryVector {
    scale: f32,
    values: [i16; DIMS],
}

impl QueryVector {
    pub(crate) fn new(vector: &[f32; DIMS]) -> Self {
        let (scale, values) = scaled(vector, f32::from(i16::MAX));
        Self { scale, values: values.map(|value| value as i16) }
    }
}

/// The vector in whole numbers from -`most` to `most`, and what they are multiplied by.
fn scaled(vector: &[f32; DIMS], most: f32) -> (f32, [f32; DIMS]) {
    let largest = vector.iter().fold(f32::MIN_POSITIVE, |largest, value| largest.max(value.abs()));
    let scale = largest / most;
    (scale, vector.map(|value| (value / scale).round()))
}

#[cfg(test)]
mod tests {
    use super::{QuantizedVector, QueryVector, dot, embed};
    use crate::corpus::load_plain;
    use crate::language::english;
    use crate::matcher::Matcher;
    use crate::text::fold;

    /// Texts with the cosine that numpy found between them (`make.py --check` beside the table).
    static COSINES: &str = include_str!("../../language/english/table/cosines.tsv");

    #[test]
    fn cosines_are_those_of_the_reference() {
        let entry = "title = \"none\"\n[[entry]]\nid = \"none\"\nquestion = \"none\"\npassage = \"\"\n";
        let faq = load_plain(&[("topics/none.toml", entry)]).expect("an FAQ of one entry loads");
        let language = english();
        let matcher = Matcher::new(&faq, language);
        for line in COSINES.lines() {
            let [one, other, expected] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
            let table = &language.word_table;
            let [one, other] =
                [one, other].map(|text| embed(table, &matcher.read_as_written(&fold(text)).words).vector);
            let expected: f32 = expected.parse().expect("a cosine");
            let found = dot(&one, &other);
            assert!((found - expected).abs() < 1e-3, "{line}: {found}");
        }
    }

    #[test]
    fn compact_vectors_keep_their_products() {
        let wave = |step: f32| std::array::from_fn(|at| (at as f32 * step).sin() / 8.0);
        let (a, b) = (wave(0.3), wave(0.31));
        let found = QuantizedVector::new(&a).dot(&QueryVector::new(&b));
        assert!((found - dot(&a, &b)).abs() < 2e-3, "{found}");
        let zero = [0.0; super::DIMS];
        assert_eq!(QuantizedVector::new(&zero).dot(&QueryVector::new(&a)), 0.0);
    }
}
