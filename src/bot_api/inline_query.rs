//! What somebody types behind the bot's name in any chat, and what they picked of the results.

use serde_json::{Map, Value};

use super::author::User;

/// Words that somebody types behind the bot's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct InlineQuery {
    /// What it is answered by.
    pub(crate) id: String,
    pub(crate) from: User,
    pub(crate) words: String,
    /// Which page of the results is asked for; empty for the first.
    pub(crate) page: String,
}

/// A result that somebody sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ChosenResult {
    /// Its id, as it was given with the results.
    pub(crate) id: String,
}

impl InlineQuery {
    /// Reads a raw query; `None` when it is none. Of which kind the chat is matters to nobody, and new kinds come.
    pub(super) fn read(query: &Map<String, Value>) -> Option<Self> {
        let text = |key: &str| query.get(key).and_then(Value::as_str).map(str::to_owned);
        let from = User::read(query.get("from")?)?;
        Some(Self { id: text("id")?, from, words: text("query")?, page: text("offset").unwrap_or_default() })
    }
}

impl ChosenResult {
    /// Reads a raw result; `None` when it is none.
    pub(super) fn read(result: &Map<String, Value>) -> Option<Self> {
        Some(Self { id: result.get("result_id")?.as_str()?.to_owned() })
    }
}
