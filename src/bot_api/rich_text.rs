//! Rich texts as plain ones: the words of a rich message, and of whatever else holds words in an order of its own, such
//! as a poll or a checklist. Blocks, list items and table rows end a line, and styling breaks no word.
//!
//! A container that this version does not know is walked like one that it knows: its words are worth more than its form.

use serde_json::{Map, Value};

/// The most characters that are taken: as many as Telegram lets a rich message have.
const MOST_CHARS: usize = 32_768;

/// How deep is looked. Telegram lets sixteen levels be nested, and a list in a list takes four of these.
const DEEPEST: usize = 100;

/// What stands above the rest of its container, and comes first.
const HEADS: [&str; 4] = ["summary", "title", "question", "text"];

/// What stands below the rest of its container, and comes last.
const FEET: [&str; 3] = ["caption", "explanation", "credit"];

/// Values that are no words of anybody: names of things, addresses, how something looks, what a button does.
const NO_WORDS: [&str; 40] = [
    "align",
    "anchor_name",
    "bank_card_number",
    "bot_command",
    "callback_data",
    "cashtag",
    "chat",
    "copy_text",
    "country_codes",
    "currency",
    "date_time_format",
    "email_address",
    "emoji",
    "file_name",
    "first_name",
    "hashtag",
    "id",
    "language",
    "last_name",
    "location",
    "login_url",
    "mime_type",
    "name",
    "performer",
    "phone_number",
    "photo",
    "reference_name",
    "set_name",
    "start_parameter",
    "sticker",
    "style",
    "thumbnail",
    "type",
    "url",
    "user",
    "username",
    "valign",
    "vcard",
    "web_app",
    "winners",
];

/// The same, by how the key ends or begins.
const NO_WORDS_ENDING: [&str; 8] = ["_id", "_ids", "_entities", "_user", "_chat", "_url", "_type", "_message"];
const NO_WORDS_BEGINNING: [&str; 2] = ["switch_inline", "google_place"];

/// The words of a rich text, a block, or a list of blocks.
pub(super) fn flatten(value: &Value) -> String {
    let mut flat = Flat { text: String::new(), left: MOST_CHARS };
    flat.value(value, Flow::Blocks, 0);
    flat.text.trim().to_owned()
}

/// How the parts of something follow one another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Flow {
    /// As they are, within a line.
    Line,
    /// Each on a line of its own.
    Blocks,
}

struct Flat {
    text: String,
    /// How many characters may still come.
    left: usize,
}

impl Flat {
    fn value(&mut self, value: &Value, flow: Flow, depth: usize) {
        if self.left == 0 || depth > DEEPEST {
            return;
        }
        match value {
            Value::String(words) => self.push(words),
            Value::Array(parts) => {
                // Among blocks no bare words stand, but for a list of nothing else.
                let is_text = |part: &Value| part.is_string();
                let is_line = parts.iter().any(is_text) && !parts.iter().all(is_text);
                let flow = if is_line { Flow::Line } else { flow };
                for part in parts {
                    self.divide(flow, false);
                    self.value(part, flow, depth + 1);
                    self.divide(flow, false);
                }
            }
            Value::Object(fields) => self.container(fields, flow, depth + 1),
            _ => {}
        }
    }

    fn container(&mut self, fields: &Map<String, Value>, flow: Flow, depth: usize) {
        let of = |keys: &'static [&'static str]| keys.iter().filter_map(|key| Some((*key, fields.get(*key)?)));
        let is_between = |key: &str| !HEADS.contains(&key) && !FEET.contains(&key);
        let between = fields.iter().map(|(key, value)| (key.as_str(), value)).filter(|(key, _)| is_between(key));
        for (key, value) in of(&HEADS).chain(between).chain(of(&FEET)) {
            // A list item says its number beside what it holds.
            let is_number = key == "label" && fields.contains_key("blocks");
            match key {
                _ if is_no_words(key) || is_number => {}
                "text" | "alternative_text" | "expression" => self.value(value, Flow::Line, depth),
                "cells" => self.rows(value, depth),
                key if FEET.contains(&key) || HEADS.contains(&key) => {
                    self.divide(Flow::Blocks, false);
                    self.value(value, Flow::Line, depth);
                    self.divide(Flow::Blocks, false);
                }
                _ => {
                    self.divide(flow, true);
                    self.value(value, flow, depth);
                    self.divide(flow, true);
                }
            }
        }
    }

    /// The rows of a table: lines, whose cells are divided by a space.
    fn rows(&mut self, rows: &Value, depth: usize) {
        for row in rows.as_array().into_iter().flatten() {
            self.divide(Flow::Blocks, false);
            for cell in row.as_array().into_iter().flatten() {
                self.divide(Flow::Line, true);
                self.value(cell, Flow::Line, depth + 2);
            }
            self.divide(Flow::Blocks, false);
        }
    }

    /// Ends a line between blocks; within a line `is_apart` puts a space.
    fn divide(&mut self, flow: Flow, is_apart: bool) {
        if flow == Flow::Blocks {
            self.text.truncate(self.text.trim_end_matches(' ').len());
        }
        match flow {
            Flow::Blocks if !self.text.is_empty() && !self.text.ends_with('\n') => self.push("\n"),
            Flow::Line if is_apart && self.text.ends_with(|c: char| !c.is_whitespace()) => self.push(" "),
            Flow::Blocks | Flow::Line => {}
        }
    }

    fn push(&mut self, words: &str) {
        let end = words.char_indices().nth(self.left).map_or(words.len(), |(end, _)| end);
        self.left -= words[..end].chars().count();
        self.text.push_str(&words[..end]);
    }
}

fn is_no_words(key: &str) -> bool {
    NO_WORDS.contains(&key)
        || NO_WORDS_ENDING.iter().any(|ending| key.ends_with(ending))
        || NO_WORDS_BEGINNING.iter().any(|beginning| key.starts_with(beginning))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{DEEPEST, MOST_CHARS, NO_WORDS, flatten};

    #[track_caller]
    fn check(blocks: Value, expected: &str) {
        assert_eq!(flatten(&json!({ "blocks": blocks })), expected, "{blocks}");
    }

    fn paragraph(text: &Value) -> Value {
        json!({"type": "paragraph", "text": text})
    }

    #[test]
    fn styling_breaks_no_word() {
        let bold = |text: Value| json!({"type": "bold", "text": text});
        check(json!([paragraph(&json!("plain"))]), "plain");
        check(json!([paragraph(&json!(["I am vo", bold(json!("miting")), " blood"]))]), "I am vomiting blood");
        let nested = json!([bold(json!([{"type": "italic", "text": "vo"}, "mit"])), "ing"]);
        check(json!([paragraph(&nested)]), "vomiting");
        check(json!([paragraph(&json!([bold(json!("a")), {"type": "italic", "text": "b"}]))]), "ab");
        let emoji = json!(["so ", {"type": "custom_emoji", "custom_emoji_id": "77", "alternative_text": "😀"}]);
        check(json!([paragraph(&emoji)]), "so 😀");
        let link = json!(["see ", {"type": "url", "text": "this", "url": "https://example.org"}]);
        check(json!([paragraph(&link)]), "see this");
    }

    #[test]
    fn blocks_items_and_rows_are_lines() {
        let item = |text: &str| json!({"label": "1.", "blocks": [paragraph(&json!(text))], "value": 1, "type": "1"});
        check(
            json!([
                {"type": "heading", "text": "QueuedUpdate", "size": 1},
                {"type": "divider"},
                {"type": "list", "items": [item("one"), item("two")]},
                {"type": "details", "blocks": [paragraph(&json!("inside"))], "summary": "Outside"},
                {"type": "blockquote", "blocks": [paragraph(&json!("said"))], "credit": "by her"},
            ]),
            "QueuedUpdate\none\ntwo\nOutside\ninside\nsaid\nby her",
        );
        let cell = |text: &str| json!({"text": text, "align": "left", "valign": "top"});
        check(
            json!([{"type": "table", "caption": "Day", "cells": [[cell("a"), cell("b")], [cell("c"), {"align": "left"}]]}]),
            "a b\nc\nDay",
        );
        let photo =
            json!({"type": "photo", "photo": [{"file_id": "A", "width": 1}], "caption": {"text": "what is it?"}});
        check(json!([photo]), "what is it?");
    }

    #[test]
    fn what_is_not_known_is_walked_too() {
        check(json!([{"type": "tabs", "tabs": [{"heading": "A", "panes": [paragraph(&json!("b"))]}]}]), "A\nb");
        check(json!([{"type": "wave", "waves": ["I am vo", {"type": "wavy", "text": "miting"}]}]), "I am vomiting");
        check(json!([{"type": "choices", "choices": ["blood", "yes"]}]), "blood\nyes");
        check(json!([[["a"], ["b"]], "c"]), "abc");
        check(json!("bare"), "bare");
        check(json!([7, null, true, {"type": "x"}]), "");
    }

    #[test]
    fn what_is_no_words_is_left_out() {
        for key in
            NO_WORDS.iter().chain(&["custom_emoji_id", "text_entities", "completed_by_user", "switch_inline_query"])
        {
            check(json!([{"type": "x", *key: "hidden"}]), "");
        }
        check(json!([{"type": "buttons", "buttons": [{"text": "Press", "callback_data": "x"}]}]), "Press");
    }

    #[test]
    fn a_stranger_cannot_make_it_deep_or_long() {
        let mut deep = json!("bottom");
        for _ in 0..DEEPEST + 10 {
            deep = json!([deep]);
        }
        check(deep, "");
        let long = "é".repeat(1000);
        let flat = flatten(&json!(vec![paragraph(&json!(long)); 100]));
        assert_eq!(flat.chars().count(), MOST_CHARS);
    }
}
