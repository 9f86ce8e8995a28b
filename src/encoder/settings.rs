//! The settings of a sentence encoder as its folder keeps them: the network's shape, how its words become one vector,
//! what is put before a text, and how long a text may be.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::error::{EncoderError, EncoderProblem};

/// What the files of the folder say.
pub(super) struct EncoderSettings {
    /// The network's shape.
    pub(super) network: NetworkConfig,
    /// How the vectors of tokens become that of the text.
    pub(super) pooling: Pooling,
    /// What is put before each text.
    pub(super) prefix: String,
    /// How many tokens of a text are read, with those that open and close it.
    pub(super) tokens: usize,
}

/// How the vectors of tokens become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pooling {
    /// Their mean.
    Mean,
    /// The first one.
    First,
}

/// The shape of a network, as `config.json` has it.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct NetworkConfig {
    model_type: String,
    #[serde(default = "gelu")]
    hidden_act: String,
    #[serde(default = "absolute")]
    position_embedding_type: String,
    /// Dimensions of a token.
    pub(super) hidden_size: usize,
    /// Dimensions between the two products of a layer.
    pub(super) intermediate_size: usize,
    /// How many readings of attention each layer has.
    pub(super) num_attention_heads: usize,
    /// How many layers.
    pub(super) num_hidden_layers: usize,
    /// How many words the model knows.
    pub(super) vocab_size: usize,
    /// How many places of a text have a vector.
    pub(super) max_position_embeddings: usize,
    /// How many kinds of tokens there are; the first is that of all of them here.
    pub(super) type_vocab_size: usize,
    /// What is added to a variance.
    pub(super) layer_norm_eps: f32,
    #[serde(default)]
    pad_token_id: usize,
}

fn gelu() -> String {
    "gelu".to_owned()
}

fn absolute() -> String {
    "absolute".to_owned()
}

impl NetworkConfig {
    /// The place of the first token. Those of the RoBERTa family count from behind the number of the filler.
    pub(super) fn first_position(&self) -> usize {
        if self.model_type == "bert" { 0 } else { self.pad_token_id + 1 }
    }

    fn check(&self) -> Result<(), EncoderProblem> {
        let unsupported =
            |name, is: &str, supported| EncoderProblem::Unsupported { name, is: is.to_owned(), supported };
        if !["bert", "roberta", "xlm-roberta"].contains(&&*self.model_type) {
            return Err(unsupported("model_type", &self.model_type, "`bert`, `roberta` or `xlm-roberta`"));
        }
        if self.hidden_act != "gelu" {
            return Err(unsupported("hidden_act", &self.hidden_act, "`gelu`"));
        }
        if self.position_embedding_type != "absolute" {
            return Err(unsupported("position_embedding_type", &self.position_embedding_type, "`absolute`"));
        }
        let sizes = [
            ("hidden_size", self.hidden_size, 1 << 14),
            ("intermediate_size", self.intermediate_size, 1 << 16),
            ("num_attention_heads", self.num_attention_heads, 1 << 10),
            ("num_hidden_layers", self.num_hidden_layers, 1 << 10),
            ("vocab_size", self.vocab_size, 1 << 22),
            ("type_vocab_size", self.type_vocab_size, 1 << 10),
            ("max_position_embeddings", self.max_position_embeddings, 1 << 17),
        ];
        for (name, size, most) in sizes {
            if size == 0 || size > most {
                return Err(EncoderProblem::Inconsistent(format!("{name} is {size}, which cannot be")));
            }
        }
        if !self.hidden_size.is_multiple_of(self.num_attention_heads) {
            let (size, heads) = (self.hidden_size, self.num_attention_heads);
            return Err(EncoderProblem::Inconsistent(format!(
                "hidden_size {size} cannot be shared among {heads} num_attention_heads"
            )));
        }
        if self.max_position_embeddings < self.first_position() + 3 {
            return Err(EncoderProblem::Inconsistent(format!(
                "max_position_embeddings {} leaves no place for a word",
                self.max_position_embeddings
            )));
        }
        Ok(())
    }
}

/// A part of the pipeline, as `modules.json` has it.
#[derive(Deserialize)]
struct EncoderModule {
    path: String,
    r#type: String,
}

#[derive(Deserialize)]
struct PoolingConfig {
    #[serde(default)]
    pooling_mode_cls_token: bool,
    #[serde(default)]
    pooling_mode_mean_tokens: bool,
    #[serde(flatten)]
    others: serde_json::Map<String, serde_json::Value>,
}

#[derive(Default, Deserialize)]
struct PromptConfig {
    #[serde(default)]
    prompts: std::collections::HashMap<String, String>,
    default_prompt_name: Option<String>,
}

#[derive(Default, Deserialize)]
struct LengthConfig {
    max_seq_length: Option<usize>,
}

impl EncoderSettings {
    /// Reads the small files of a folder. Those of the pipeline may be missing: then the mean is taken, nothing is put
    /// before a text, and it may be as long as the network reads.
    pub(super) fn read(folder: &Path) -> Result<Self, EncoderError> {
        let file = folder.join("config.json");
        let network: NetworkConfig = required(&file)?;
        network.check().map_err(|problem| problem.of(&file))?;
        let places = network.max_position_embeddings - network.first_position();
        let length: LengthConfig = optional(&folder.join("sentence_bert_config.json"))?.unwrap_or_default();
        Ok(Self {
            pooling: pooling(folder)?,
            prefix: prefix(&folder.join("config_sentence_transformers.json"))?,
            tokens: length.max_seq_length.unwrap_or(places).clamp(3, places),
            network,
        })
    }
}

fn pooling(folder: &Path) -> Result<Pooling, EncoderError> {
    let file = folder.join("modules.json");
    let Some(modules) = optional::<Vec<EncoderModule>>(&file)? else { return mode(&folder.join("1_Pooling")) };
    let mut pooling = Pooling::Mean;
    for module in modules {
        match module.r#type.rsplit('.').next().unwrap_or_default() {
            "Transformer" | "Normalize" => {}
            "Pooling" => pooling = mode(&within(folder, &module.path, &file)?)?,
            _ => {
                let supported = "`Transformer`, `Pooling` and `Normalize` alone";
                return Err(EncoderProblem::Unsupported { name: "a type", is: module.r#type, supported }.of(&file));
            }
        }
    }
    Ok(pooling)
}

/// A folder named by a file that came from elsewhere must not lead out.
fn within(folder: &Path, path: &str, file: &Path) -> Result<PathBuf, EncoderError> {
    let is_plain = Path::new(path).components().all(|part| matches!(part, std::path::Component::Normal(_)));
    if is_plain {
        return Ok(folder.join(path));
    }
    Err(EncoderProblem::Inconsistent(format!("the path `{path}` leads out of the folder")).of(file))
}

fn mode(folder: &Path) -> Result<Pooling, EncoderError> {
    let file = folder.join("config.json");
    let Some(config) = optional::<PoolingConfig>(&file)? else { return Ok(Pooling::Mean) };
    let is_other = |(name, value): &(&String, &serde_json::Value)| {
        name.starts_with("pooling_mode_") && value.as_bool() == Some(true)
    };
    let others: Vec<&str> = config.others.iter().filter(is_other).map(|(name, _)| &**name).collect();
    match (config.pooling_mode_cls_token, config.pooling_mode_mean_tokens, others.is_empty()) {
        (true, false, true) => Ok(Pooling::First),
        (false, true, true) => Ok(Pooling::Mean),
        (first, mean, _) => {
            let named = [(first, "pooling_mode_cls_token"), (mean, "pooling_mode_mean_tokens")];
            let own = named.iter().filter(|(is_set, _)| *is_set).map(|(_, name)| *name);
            let is = own.chain(others).collect::<Vec<_>>().join(", ");
            let supported = "either `pooling_mode_mean_tokens` or `pooling_mode_cls_token`";
            Err(EncoderProblem::Unsupported { name: "its pooling", is, supported }.of(&file))
        }
    }
}

/// What is put before a question. Phrasings are questions too, so they have it as well.
fn prefix(file: &Path) -> Result<String, EncoderError> {
    let config: PromptConfig = optional(file)?.unwrap_or_default();
    let name = config.default_prompt_name.unwrap_or_else(|| "query".to_owned());
    Ok(config.prompts.get(&name).cloned().unwrap_or_default())
}

fn required<T: DeserializeOwned>(file: &Path) -> Result<T, EncoderError> {
    optional(file)?.ok_or_else(|| EncoderProblem::Missing.of(file))
}

fn optional<T: DeserializeOwned>(file: &Path) -> Result<Option<T>, EncoderError> {
    let text = match std::fs::read(file) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(EncoderProblem::reading(error).of(file)),
    };
    let value = serde_json::from_slice(&text);
    value.map(Some).map_err(|error| EncoderProblem::NotUnderstood(error.to_string()).of(file))
}
