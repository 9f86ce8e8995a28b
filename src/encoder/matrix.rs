//! A matrix of weights as small whole numbers, and products of it with few rows at a time: what a sentence costs is
//! mostly reading the weights, so that a byte a weight is a quarter of the time and of the memory.
//!
//! Weights are kept in groups of 64 along the input, each with its own scale, so that one large weight takes the
//! precision of its neighbours alone (ZeroQuant, Yao et al., 2022). They are made into floats again a tile at a time,
//! in the processor's first cache, and multiplied there with as many numbers at once as the processor can; the scale is
//! put to what they add up to.

use pulp::{Arch, Simd, WithSimd};

/// How many inputs share one scale.
pub(super) const GROUP: usize = 64;
/// How many outputs stand side by side: two vectors of the widest processors.
const PANEL: usize = 32;
/// How many rows are multiplied at once at most: with two vectors each they fill the registers of every processor that
/// counts.
const ROWS: usize = 6;
/// The largest whole number of a weight.
const LARGEST: f32 = 127.0;
/// Added to a small number and taken away again it leaves the nearest whole one: no room is left for a fraction. All
/// processors do that to many numbers at once, but few round so.
const TO_WHOLE: f32 = 12_582_912.0;

/// Whole numbers and the scale that makes them what they were.
#[derive(Clone, Copy)]
pub(super) struct Scale(pub(super) f32);

impl Scale {
    /// The scale that gives the largest number of a group its full range.
    #[inline(always)]
    pub(super) fn of(numbers: &[f32]) -> Self {
        // Side by side, so that the processor compares as many at once as it can.
        let mut most = [0.0; GROUP];
        most.iter_mut().zip(numbers).for_each(|(most, number): (&mut f32, _)| *most = most.max(number.abs()));
        Self(most.into_iter().fold(0.0, f32::max) / LARGEST)
    }

    /// A number in this scale.
    #[inline(always)]
    pub(super) fn quantize(self, number: f32) -> i8 {
        let scaled = if self.0 == 0.0 { 0.0 } else { (number / self.0).clamp(-LARGEST, LARGEST) };
        (scaled + TO_WHOLE - TO_WHOLE) as i8
    }
}

/// What turns rows of `inputs` numbers into rows of `outputs` numbers.
pub(super) struct QuantizedMatrix {
    inputs: usize,
    outputs: usize,
    bias: Vec<f32>,
    tiles: Vec<Tile>,
}

/// The weights between one group of inputs and one panel of outputs.
struct Tile {
    weights: Box<[[i8; PANEL]; GROUP]>,
    scales: [f32; PANEL],
}

impl QuantizedMatrix {
    /// From rows of weights, one an output, as models keep them. What does not fill a group or a panel is filled with
    /// nothing.
    pub(super) fn new(inputs: usize, weights: &[f32], bias: Vec<f32>) -> Self {
        let rows: Vec<&[f32]> = weights.chunks_exact(inputs).collect();
        let groups = |panel| (0..inputs).step_by(GROUP).map(move |from| tile(panel, from));
        Self { inputs, outputs: rows.len(), bias, tiles: rows.chunks(PANEL).flat_map(groups).collect() }
    }

    /// The products of rows of `inputs` numbers with this matrix, the bias added: rows of `outputs` numbers.
    pub(super) fn multiply(&self, arch: Arch, rows: &[f32]) -> Vec<f32> {
        let count = rows.len() / self.inputs;
        let width = self.outputs.next_multiple_of(PANEL);
        let blocks = blocks(rows, self.inputs);
        let mut products = vec![0.0; count * width];
        arch.dispatch(Multiplication { matrix: self, blocks: &blocks, width, products: &mut products });
        let mut result = Vec::with_capacity(count * self.outputs);
        for row in products.chunks_exact(width) {
            result.extend(row.iter().zip(&self.bias).map(|(product, bias)| product + bias));
        }
        result
    }
}

fn tile(panel: &[&[f32]], from: usize) -> Tile {
    let mut tile = Tile { weights: Box::new([[0; PANEL]; GROUP]), scales: [0.0; PANEL] };
    for (output, row) in panel.iter().enumerate() {
        let group = &row[from..row.len().min(from + GROUP)];
        let scale = Scale::of(group);
        tile.scales[output] = scale.0;
        let mut numbers = [0; GROUP];
        numbers.iter_mut().zip(group).for_each(|(number, weight)| *number = scale.quantize(*weight));
        tile.weights.iter_mut().zip(numbers).for_each(|(weights, number)| weights[output] = number);
    }
    tile
}

/// A few rows, turned so that their numbers for one input stand together, and filled up to whole groups.
struct RowBlock {
    rows: usize,
    columns: Vec<f32>,
}

/// As few blocks as there can be, and no row more than there are: 13 rows are 5, 4 and 4.
fn blocks(rows: &[f32], inputs: usize) -> Vec<RowBlock> {
    let count = rows.len() / inputs;
    let blocks = count.div_ceil(ROWS);
    let mut rest = rows.chunks_exact(inputs);
    let block = |number: usize| {
        let rows = count / blocks + usize::from(number < count % blocks);
        let mut columns = vec![0.0; rows * inputs.next_multiple_of(GROUP)];
        for (row, numbers) in rest.by_ref().take(rows).enumerate() {
            for (column, number) in columns.chunks_exact_mut(rows).zip(numbers) {
                column[row] = *number;
            }
        }
        RowBlock { rows, columns }
    };
    (0..blocks).map(block).collect()
}

struct Multiplication<'a> {
    matrix: &'a QuantizedMatrix,
    blocks: &'a [RowBlock],
    width: usize,
    products: &'a mut [f32],
}

impl WithSimd for Multiplication<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let groups = self.matrix.inputs.div_ceil(GROUP);
        let mut floats = [[0.0; PANEL]; GROUP];
        for (panel, tiles) in self.matrix.tiles.chunks(groups).enumerate() {
            for (group, tile) in tiles.iter().enumerate() {
                to_floats(&tile.weights, &mut floats);
                let mut products = &mut self.products[panel * PANEL..];
                for RowBlock { rows, columns } in self.blocks {
                    let columns = &columns[group * GROUP * rows..(group + 1) * GROUP * rows];
                    match rows {
                        1 => add_products::<S, 1>(simd, columns, (&floats, &tile.scales), products, self.width),
                        2 => add_products::<S, 2>(simd, columns, (&floats, &tile.scales), products, self.width),
                        3 => add_products::<S, 3>(simd, columns, (&floats, &tile.scales), products, self.width),
                        4 => add_products::<S, 4>(simd, columns, (&floats, &tile.scales), products, self.width),
                        5 => add_products::<S, 5>(simd, columns, (&floats, &tile.scales), products, self.width),
                        _ => add_products::<S, ROWS>(simd, columns, (&floats, &tile.scales), products, self.width),
                    }
                    let done = (rows * self.width).min(products.len());
                    products = &mut products[done..];
                }
            }
        }
    }
}

/// The weights as floats, not yet in their scales. In one loop over all of them: of two, one in the other, a compiler makes
/// something much slower.
#[inline(always)]
fn to_floats(weights: &[[i8; PANEL]; GROUP], floats: &mut [[f32; PANEL]; GROUP]) {
    for (float, weight) in floats.as_flattened_mut().iter_mut().zip(weights.as_flattened()) {
        *float = f32::from(*weight);
    }
}

/// Adds what one tile gives to a few rows of products; `products` begins with the first of the panel.
#[inline(always)]
fn add_products<S: Simd, const COUNT: usize>(
    simd: S,
    columns: &[f32],
    (floats, scales): (&[[f32; PANEL]; GROUP], &[f32; PANEL]),
    products: &mut [f32],
    width: usize,
) {
    let (columns, _) = columns.as_chunks::<COUNT>();
    let step = 2 * S::F32_LANES;
    for from in (0..PANEL).step_by(step) {
        let mut sums = [[simd.splat_f32s(0.0); 2]; COUNT];
        for (column, weights) in columns.iter().zip(floats) {
            let (weights, _) = S::as_simd_f32s(&weights[from..from + step]);
            let [first, second] = [weights[0], weights[1]];
            for (sums, number) in sums.iter_mut().zip(column) {
                let number = simd.splat_f32s(*number);
                sums[0] = simd.mul_add_e_f32s(number, first, sums[0]);
                sums[1] = simd.mul_add_e_f32s(number, second, sums[1]);
            }
        }
        let (scales, _) = S::as_simd_f32s(&scales[from..from + step]);
        for (row, sums) in sums.iter().enumerate() {
            let (products, _) = S::as_mut_simd_f32s(&mut products[row * width + from..row * width + from + step]);
            products[0] = simd.mul_add_e_f32s(sums[0], scales[0], products[0]);
            products[1] = simd.mul_add_e_f32s(sums[1], scales[1], products[1]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shapes that fill their groups, panels and blocks, and shapes that do not.
    #[test]
    fn products_are_those_of_the_plain_sum() {
        let mut random = fastrand::Rng::with_seed(7);
        let mut numbers = |count: usize| (0..count).map(|_| random.f32() * 2.0 - 1.0).collect::<Vec<f32>>();
        for (count, inputs, outputs) in
            [(1, 1, 1), (2, 7, 40), (3, 64, 32), (5, 63, 31), (6, 64, 32), (7, 65, 33), (13, 130, 70), (24, 10, 5)]
        {
            let (rows, weights, bias) = (numbers(count * inputs), numbers(inputs * outputs), numbers(outputs));
            let matrix = QuantizedMatrix::new(inputs, &weights, bias.clone());
            let products = matrix.multiply(Arch::new(), &rows);
            assert_eq!(products.len(), count * outputs);
            for (at, product) in products.iter().enumerate() {
                let (row, output) = (&rows[at / outputs * inputs..], at % outputs);
                let plain: f32 =
                    row.iter().zip(&weights[output * inputs..(output + 1) * inputs]).map(|(a, b)| a * b).sum();
                let off = (product - plain - bias[output]).abs();
                // A weight of at most 1 is off by half a step of 1/127 at most.
                let most = row[..inputs].iter().map(|number| number.abs()).sum::<f32>() / 254.0 + 1e-4;
                assert!(off <= most, "{count} × {inputs} × {outputs} at {at}: off by {off}, not {most} at most");
            }
        }
    }

    #[test]
    fn a_row_of_nothing_stays_nothing() {
        let matrix = QuantizedMatrix::new(3, &[0.0; 6], vec![0.5, -0.5]);
        assert_eq!(matrix.multiply(Arch::new(), &[1.0, 2.0, 3.0]), [0.5, -0.5]);
    }
}
