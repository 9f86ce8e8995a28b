//! A model of two layers in a folder of its own, made of numbers that any program can draw again.

use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

/// Which family the model is of.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Family {
    /// Word pieces, places from 0, two kinds of tokens.
    Bert,
    /// Unigrams, places from 2, one kind of tokens.
    Roberta,
}

/// The folder of a sound model.
pub(super) fn folder(family: Family) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let tokenizer = match family {
        Family::Bert => include_str!("wordpiece.json"),
        Family::Roberta => include_str!("unigram.json"),
    };
    write(folder.path(), "config.json", &config(family).to_string());
    write(folder.path(), "tokenizer.json", tokenizer);
    std::fs::write(folder.path().join("model.safetensors"), tensor_file(&tensors(family), "")).expect("written");
    folder
}

/// Writes a file of a folder, with the folder that it is in.
pub(super) fn write(folder: &Path, name: &str, text: &str) {
    let file = folder.join(name);
    std::fs::create_dir_all(file.parent().expect("a folder")).expect("made");
    std::fs::write(file, text).expect("written");
}

/// The settings of the network.
pub(super) fn config(family: Family) -> Value {
    let (name, places, kinds) = shape(family);
    json!({
        "model_type": name, "hidden_act": "gelu", "hidden_size": 32, "intermediate_size": 48, "num_attention_heads": 4,
        "num_hidden_layers": 2, "vocab_size": 20, "max_position_embeddings": places, "type_vocab_size": kinds,
        "layer_norm_eps": 1e-12, "pad_token_id": if family == Family::Bert { 0 } else { 1 },
    })
}

fn shape(family: Family) -> (&'static str, usize, usize) {
    match family {
        Family::Bert => ("bert", 24, 2),
        Family::Roberta => ("xlm-roberta", 26, 1),
    }
}

/// A tensor by name.
pub(super) type Tensor = (String, Vec<usize>, Vec<f32>);

/// All tensors, in the order in which their numbers are drawn: between -0.5 and 0.5, about 1 for the scales of layer
/// normalisation.
pub(super) fn tensors(family: Family) -> Vec<Tensor> {
    let (_, places, kinds) = shape(family);
    let mut state: u32 = 7;
    let mut tensors = Vec::new();
    let mut draw = |name: String, shape: Vec<usize>| {
        let base = if name.ends_with("LayerNorm.weight") { 1.0 } else { 0.0 };
        let numbers = (0..shape.iter().product()).map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            base + (state >> 8) as f32 / 16_777_216.0 - 0.5
        });
        let numbers = numbers.collect();
        tensors.push((name, shape, numbers));
    };
    draw("embeddings.word_embeddings.weight".into(), vec![20, 32]);
    draw("embeddings.position_embeddings.weight".into(), vec![places, 32]);
    draw("embeddings.token_type_embeddings.weight".into(), vec![kinds, 32]);
    draw("embeddings.LayerNorm.weight".into(), vec![32]);
    draw("embeddings.LayerNorm.bias".into(), vec![32]);
    for layer in 0..2 {
        for (part, outputs, inputs) in [
            ("attention.self.query", 32, 32),
            ("attention.self.key", 32, 32),
            ("attention.self.value", 32, 32),
            ("attention.output.dense", 32, 32),
            ("attention.output.LayerNorm", 32, 0),
            ("intermediate.dense", 48, 32),
            ("output.dense", 32, 48),
            ("output.LayerNorm", 32, 0),
        ] {
            let shape = if inputs == 0 { vec![outputs] } else { vec![outputs, inputs] };
            draw(format!("encoder.layer.{layer}.{part}.weight"), shape);
            draw(format!("encoder.layer.{layer}.{part}.bias"), vec![outputs]);
        }
    }
    tensors
}

/// The bytes of a file of tensors, each name with something before it.
pub(super) fn tensor_file(tensors: &[Tensor], prefix: &str) -> Vec<u8> {
    let (mut head, mut data) = (serde_json::Map::new(), Vec::new());
    for (name, shape, numbers) in tensors {
        let from = data.len();
        numbers.iter().for_each(|number| data.extend_from_slice(&number.to_le_bytes()));
        let info = json!({"dtype": "F32", "shape": shape, "data_offsets": [from, data.len()]});
        head.insert(format!("{prefix}{name}"), info);
    }
    let head = Value::Object(head).to_string();
    [&(head.len() as u64).to_le_bytes()[..], head.as_bytes(), &data].concat()
}
