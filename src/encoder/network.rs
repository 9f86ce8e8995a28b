//! The network of a sentence encoder (Devlin et al., 2019): numbers of tokens in, a vector a token out.

use std::path::Path;

use pulp::Arch;
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::activation::{LayerNorm, gelu, softmax};
use super::error::EncoderError;
use super::matrix::{GROUP, QuantizedMatrix, Scale};
use super::settings::NetworkConfig;
use super::tensor_file::TensorFile;

/// A network that reads a text from both sides.
pub(super) struct Network {
    config: NetworkConfig,
    arch: Arch,
    words: TokenEmbeddings,
    /// A vector a place, that of the one kind of token added.
    places: Vec<f32>,
    norm: LayerNorm,
    layers: Vec<NetworkLayer>,
    fingerprint: [u8; 32],
}

/// A vector a word of the vocabulary, in whole numbers.
struct TokenEmbeddings {
    width: usize,
    numbers: Vec<i8>,
    scales: Vec<Scale>,
}

/// What the tokens are before the first layer.
struct Embeddings {
    words: TokenEmbeddings,
    places: Vec<f32>,
    norm: LayerNorm,
    fingerprint: [u8; 32],
}

struct NetworkLayer {
    /// Question, key and value of attention side by side.
    attention: QuantizedMatrix,
    output: QuantizedMatrix,
    output_norm: LayerNorm,
    widening: QuantizedMatrix,
    narrowing: QuantizedMatrix,
    narrowing_norm: LayerNorm,
}

impl Network {
    /// Reads the weights of a network of this shape.
    pub(super) fn read(path: &Path, config: NetworkConfig) -> Result<Self, EncoderError> {
        // Half of the weights are those of words, and half of the time goes to them.
        let (embeddings, layers) = rayon::join(|| Embeddings::read(path, &config), || layers(path, &config));
        let Embeddings { words, places, norm, fingerprint } = embeddings?;
        let (layers, sums): (Vec<_>, Vec<_>) = layers?.into_iter().unzip();
        let fingerprint = Sha256::digest([&[fingerprint], &*sums].concat().concat()).into();
        Ok(Self { config, arch: Arch::new(), words, places, norm, layers, fingerprint })
    }

    /// What tells its weights from those of others.
    pub(super) fn fingerprint(&self) -> [u8; 32] {
        self.fingerprint
    }

    /// How many numbers a vector has.
    pub(super) fn width(&self) -> usize {
        self.config.hidden_size
    }

    /// A vector a token, for the tokens of many texts one behind the other. A text must not be longer than the network
    /// has places, nor hold a number that its vocabulary has not.
    pub(super) fn vectors(&self, texts: &[Vec<u32>]) -> Vec<f32> {
        let width = self.config.hidden_size;
        let mut rows = Vec::with_capacity(texts.iter().map(Vec::len).sum::<usize>() * width);
        for text in texts {
            let places = self.places.chunks_exact(width).skip(self.config.first_position());
            for (token, place) in text.iter().zip(places) {
                let from = rows.len();
                rows.extend_from_slice(place);
                self.words.add_to(*token as usize, &mut rows[from..]);
            }
        }
        self.arch.dispatch(|| self.norm.apply(&mut rows));
        for layer in &self.layers {
            self.apply(layer, texts, &mut rows);
        }
        rows
    }

    fn apply(&self, layer: &NetworkLayer, texts: &[Vec<u32>], rows: &mut [f32]) {
        let width = self.config.hidden_size;
        let attention = layer.attention.multiply(self.arch, rows);
        let mut context = vec![0.0; rows.len()];
        let mut from = 0;
        for text in texts {
            let to = from + text.len();
            let (attention, context) =
                (&attention[from * 3 * width..to * 3 * width], &mut context[from * width..to * width]);
            self.arch.dispatch(|| attend(attention, width, self.config.num_attention_heads, context));
            from = to;
        }
        let output = layer.output.multiply(self.arch, &context);
        self.arch.dispatch(|| {
            add(rows, &output);
            layer.output_norm.apply(rows);
        });
        let mut wide = layer.widening.multiply(self.arch, rows);
        self.arch.dispatch(|| gelu(&mut wide));
        let narrow = layer.narrowing.multiply(self.arch, &wide);
        self.arch.dispatch(|| {
            add(rows, &narrow);
            layer.narrowing_norm.apply(rows);
        });
    }
}

#[inline(always)]
fn add(to: &mut [f32], what: &[f32]) {
    to.iter_mut().zip(what).for_each(|(to, what)| *to += what);
}

/// What each token takes from all tokens of its text (Vaswani et al., 2017).
#[inline(always)]
fn attend(attention: &[f32], width: usize, heads: usize, context: &mut [f32]) {
    let (count, head_width) = (context.len() / width, width / heads);
    let factor = 1.0 / (head_width as f32).sqrt();
    let mut keys = vec![0.0; count * head_width];
    let mut weights = vec![0.0; count];
    for from in (0..width).step_by(head_width) {
        for (token, row) in attention.chunks_exact(3 * width).enumerate() {
            for (dimension, number) in row[width + from..width + from + head_width].iter().enumerate() {
                keys[dimension * count + token] = number * factor;
            }
        }
        for (row, context) in attention.chunks_exact(3 * width).zip(context.chunks_exact_mut(width)) {
            weights.fill(0.0);
            for (number, keys) in row[from..from + head_width].iter().zip(keys.chunks_exact(count)) {
                weights.iter_mut().zip(keys).for_each(|(weight, key)| *weight += number * key);
            }
            softmax(&mut weights);
            let context = &mut context[from..from + head_width];
            for (weight, row) in weights.iter().zip(attention.chunks_exact(3 * width)) {
                let values = &row[2 * width + from..2 * width + from + head_width];
                context.iter_mut().zip(values).for_each(|(sum, value)| *sum += weight * value);
            }
        }
    }
}

impl Embeddings {
    fn read(path: &Path, config: &NetworkConfig) -> Result<Self, EncoderError> {
        let mut file = TensorFile::open(path)?;
        let width = config.hidden_size;
        let words = TokenEmbeddings::read(&mut file, config.vocab_size, width)?;
        let mut places =
            file.read("embeddings.position_embeddings.weight", &[config.max_position_embeddings, width])?;
        let kinds = file.read("embeddings.token_type_embeddings.weight", &[config.type_vocab_size, width])?;
        for place in places.chunks_exact_mut(width) {
            add(place, &kinds[..width]);
        }
        let norm = layer_norm(&mut file, "embeddings.LayerNorm", config)?;
        Ok(Self { words, places, norm, fingerprint: file.fingerprint() })
    }
}

/// The layers, read side by side, each with the sum of its weights.
fn layers(path: &Path, config: &NetworkConfig) -> Result<Vec<(NetworkLayer, [u8; 32])>, EncoderError> {
    let layers = (0..config.num_hidden_layers).into_par_iter().map(|number| {
        let mut file = TensorFile::open(path)?;
        Ok((NetworkLayer::read(&mut file, number, config)?, file.fingerprint()))
    });
    layers.collect()
}

impl TokenEmbeddings {
    fn read(file: &mut TensorFile, words: usize, width: usize) -> Result<Self, EncoderError> {
        let mut table = Self { width, numbers: Vec::with_capacity(words * width), scales: Vec::new() };
        file.read_rows("embeddings.word_embeddings.weight", &[words, width], |row| table.push(row))?;
        Ok(table)
    }

    fn push(&mut self, row: &[f32]) {
        for group in row.chunks(GROUP) {
            let scale = Scale::of(group);
            self.numbers.extend(group.iter().map(|number| scale.quantize(*number)));
            self.scales.push(scale);
        }
    }

    fn add_to(&self, token: usize, row: &mut [f32]) {
        let numbers = &self.numbers[token * self.width..(token + 1) * self.width];
        let scales = &self.scales[token * self.width.div_ceil(GROUP)..];
        for ((row, numbers), scale) in row.chunks_mut(GROUP).zip(numbers.chunks(GROUP)).zip(scales) {
            row.iter_mut().zip(numbers).for_each(|(sum, number)| *sum += f32::from(*number) * scale.0);
        }
    }
}

impl NetworkLayer {
    fn read(file: &mut TensorFile, number: usize, config: &NetworkConfig) -> Result<Self, EncoderError> {
        let (width, wide) = (config.hidden_size, config.intermediate_size);
        let name = |part: &str| format!("encoder.layer.{number}.{part}");
        let attention = ["query", "key", "value"].map(|part| name(&format!("attention.self.{part}")));
        Ok(Self {
            attention: matrix(file, &attention, width, width)?,
            output: matrix(file, &[name("attention.output.dense")], width, width)?,
            output_norm: layer_norm(file, &name("attention.output.LayerNorm"), config)?,
            widening: matrix(file, &[name("intermediate.dense")], width, wide)?,
            narrowing: matrix(file, &[name("output.dense")], wide, width)?,
            narrowing_norm: layer_norm(file, &name("output.LayerNorm"), config)?,
        })
    }
}

/// A matrix of what the file keeps as several with the same inputs.
fn matrix(
    file: &mut TensorFile,
    names: &[String],
    inputs: usize,
    outputs: usize,
) -> Result<QuantizedMatrix, EncoderError> {
    let (mut weights, mut bias) = (Vec::with_capacity(names.len() * inputs * outputs), Vec::new());
    for name in names {
        file.read_rows(&format!("{name}.weight"), &[outputs, inputs], |row| weights.extend_from_slice(row))?;
        bias.extend(file.read(&format!("{name}.bias"), &[outputs])?);
    }
    Ok(QuantizedMatrix::new(inputs, &weights, bias))
}

fn layer_norm(file: &mut TensorFile, name: &str, config: &NetworkConfig) -> Result<LayerNorm, EncoderError> {
    let shape = [config.hidden_size];
    let scale = file.read(&format!("{name}.weight"), &shape)?;
    let shift = file.read(&format!("{name}.bias"), &shape)?;
    Ok(LayerNorm::new(scale, shift, config.layer_norm_eps))
}
