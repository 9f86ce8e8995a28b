//! Products of vectors, with as many numbers at once as the processor can.

use pulp::{Arch, Simd, WithSimd};

/// How many sums grow side by side, so that none waits for another.
const SUMS: usize = 4;

/// The scalar product.
pub(crate) fn dot(one: &[f32], other: &[f32]) -> f32 {
    let mut product = [0.0];
    Arch::new().dispatch(Products { rows: one, vector: other, products: &mut product });
    product[0]
}

/// The scalar product of each row with a vector; rows are as long as the vector.
pub(super) fn products(rows: &[f32], vector: &[f32]) -> Vec<f32> {
    let mut products = vec![0.0; rows.len() / vector.len().max(1)];
    Arch::new().dispatch(Products { rows, vector, products: &mut products });
    products
}

struct Products<'a> {
    rows: &'a [f32],
    vector: &'a [f32],
    products: &'a mut [f32],
}

impl WithSimd for Products<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        // Loops, because a closure is not compiled for the processor that `simd` stands for.
        let rows = self.rows.chunks_exact(self.vector.len().max(1));
        for (sum, row) in self.products.iter_mut().zip(rows) {
            *sum = product(simd, row, self.vector);
        }
    }
}

#[inline(always)]
fn product<S: Simd>(simd: S, one: &[f32], other: &[f32]) -> f32 {
    let ((ones, one_rest), (others, other_rest)) = (S::as_simd_f32s(one), S::as_simd_f32s(other));
    let mut sums = [simd.splat_f32s(0.0); SUMS];
    let (ones, ones_rest) = ones.as_chunks::<SUMS>();
    let (others, others_rest) = others.as_chunks::<SUMS>();
    for (ones, others) in ones.iter().zip(others) {
        for at in 0..SUMS {
            sums[at] = simd.mul_add_e_f32s(ones[at], others[at], sums[at]);
        }
    }
    for (one, other) in ones_rest.iter().zip(others_rest) {
        sums[0] = simd.mul_add_e_f32s(*one, *other, sums[0]);
    }
    let [a, b, c, d] = sums;
    let mut sum = simd.reduce_sum_f32s(simd.add_f32s(simd.add_f32s(a, b), simd.add_f32s(c, d)));
    for (one, other) in one_rest.iter().zip(other_rest) {
        sum += one * other;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::{dot, products};

    #[test]
    fn products_are_those_of_the_plain_sum() {
        for width in [1, 3, 8, 17, 64, 100, 384] {
            let rows: Vec<f32> = (0..3 * width).map(|number| (number % 7) as f32 - 3.0).collect();
            let vector: Vec<f32> = (0..width).map(|number| (number % 5) as f32 - 2.0).collect();
            let plain = |row: &[f32]| row.iter().zip(&vector).map(|(a, b)| a * b).sum::<f32>();
            let expected: Vec<f32> = rows.chunks(width).map(plain).collect();
            assert_eq!(products(&rows, &vector), expected, "{width}");
            assert_eq!(dot(&rows[..width], &vector), expected[0]);
        }
        assert_eq!(dot(&[], &[]), 0.0);
    }
}
