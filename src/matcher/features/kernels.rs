//! The lexical kernels, by their position, and what they see of a text.

use super::sparse::Weighted;

/// The three lexical kernels.
pub(crate) const KERNELS: usize = 3;
/// Position of the kernel over stems.
pub(crate) const STEM: usize = 0;
/// Position of the kernel over pairs of neighbouring stems.
pub(crate) const PAIR: usize = 1;
/// Position of the kernel over n-grams of 3 to 5 characters.
pub(crate) const CHAR_NGRAMS: usize = 2;

/// The features of one text, a vector of length 1 (or 0) for each kernel.
pub(crate) type LexicalFeatures = [Vec<Weighted>; KERNELS];
