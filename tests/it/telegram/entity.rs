//! Formatting spans of a text, and which of them Telegram lets overlap.

use std::cmp::Reverse;

use serde_json::{Map, Value, json};

/// One span of formatting.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entity {
    /// The type as the Bot API names it: `bold`, `text_link`, `expandable_blockquote`, …
    pub(crate) kind: String,
    /// Start, in UTF-16 units.
    pub(crate) offset: usize,
    /// Length, in UTF-16 units, at least 1.
    pub(crate) length: usize,
    /// The fields that only some types have: `url`, `language`, `user`, `custom_emoji_id`.
    pub(crate) extra: Map<String, Value>,
}

impl Entity {
    /// The entity as the Bot API writes it.
    pub(crate) fn to_json(&self) -> Value {
        let mut entity = self.extra.clone();
        entity.insert("type".to_owned(), json!(self.kind));
        entity.insert("offset".to_owned(), json!(self.offset));
        entity.insert("length".to_owned(), json!(self.length));
        Value::Object(entity)
    }

    /// The first UTF-16 unit behind it.
    pub(crate) fn end(&self) -> usize {
        self.offset + self.length
    }

    /// Bold, italic and their like may be cut in pieces by other entities; the rest may not.
    fn is_splittable(&self) -> bool {
        matches!(self.kind.as_str(), "bold" | "italic" | "underline" | "strikethrough" | "spoiler")
    }

    fn is_code(&self) -> bool {
        matches!(self.kind.as_str(), "code" | "pre")
    }

    fn is_quote(&self) -> bool {
        self.kind.ends_with("blockquote")
    }

    /// The order of entities that cover the same span, outermost first (tdlib, `get_type_priority`).
    fn priority(&self) -> u8 {
        match self.kind.as_str() {
            "blockquote" | "expandable_blockquote" => 0,
            "pre" => 10,
            "code" => 20,
            "text_link" | "text_mention" => 49,
            "bold" => 90,
            "italic" => 91,
            "underline" => 92,
            "strikethrough" => 93,
            "spoiler" => 94,
            "custom_emoji" => 99,
            _ => 50,
        }
    }
}

/// Sorts entities and drops those that Telegram does not keep; says what was lost.
pub(crate) fn settle(mut entities: Vec<Entity>) -> (Vec<Entity>, Vec<String>) {
    for entity in entities.iter_mut().filter(|entity| entity.kind == "code") {
        entity.extra.clear();
    }
    entities.sort_by_key(|entity| (entity.offset, Reverse(entity.length), entity.priority()));
    let mut kept: Vec<Entity> = Vec::new();
    let mut dropped = Vec::new();
    for entity in entities {
        let mut around = kept.iter().filter(|outer| outer.offset <= entity.offset && entity.end() <= outer.end());
        if around.clone().any(|outer| outer.is_splittable() && outer.kind == entity.kind) {
            continue;
        }
        let clash = around.find(|outer| {
            (outer.is_quote() && entity.is_quote())
                || outer.is_code()
                || !(outer.is_quote() || outer.is_splittable() || entity.is_splittable())
        });
        match clash {
            Some(outer) => dropped.push(format!("{} cannot stand inside {}", entity.kind, outer.kind)),
            None => {
                if let Some(outer) =
                    kept.iter().find(|outer| entity.is_code() && !outer.is_quote() && outer.end() > entity.offset)
                {
                    dropped.push(format!("{} does not reach over {}", outer.kind, entity.kind));
                }
                kept.push(entity);
            }
        }
    }
    (kept, dropped)
}
