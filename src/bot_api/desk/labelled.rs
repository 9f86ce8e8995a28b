//! A label before somebody's words, whose markup moves along.

use serde_json::{Value, json};

/// The most UTF-16 units of a message.
pub(crate) const MOST_TEXT: usize = 4096;

/// The most UTF-16 units of a caption.
pub(crate) const MOST_CAPTION: usize = 1024;

/// Words below a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Labelled {
    pub(crate) text: String,
    pub(crate) entities: Vec<Value>,
}

/// Words below a label in bold; `None` when they are more than so many UTF-16 units with it.
pub(crate) fn labelled(label: &str, words: &str, entities: &[Value], most: usize) -> Option<Labelled> {
    let text = if words.is_empty() { label.to_owned() } else { format!("{label}\n{words}") };
    if units(&text) > most {
        return None;
    }
    let shift = units(label) + 1;
    let mut all = vec![json!({"type": "bold", "offset": 0, "length": units(label)})];
    all.extend(entities.iter().filter_map(|entity| shifted(entity, shift)));
    Some(Labelled { text, entities: all })
}

fn shifted(entity: &Value, by: usize) -> Option<Value> {
    let mut entity = entity.clone();
    let offset = usize::try_from(entity["offset"].as_u64()?).ok()?;
    entity["offset"] = json!(offset + by);
    Some(entity)
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::labelled;

    #[test]
    fn markup_moves_by_utf16_units() {
        let italic = json!({"type": "italic", "offset": 2, "length": 3});
        let found = labelled("👤 Us:", "a 𝄞b", &[italic], 100).expect("fits");
        assert_eq!(found.text, "👤 Us:\na 𝄞b");
        assert_eq!(
            found.entities,
            [json!({"type": "bold", "offset": 0, "length": 6}), json!({"type": "italic", "offset": 9, "length": 3})]
        );
        assert_eq!(labelled("Us:", "", &[], 3).expect("fits").text, "Us:");
        assert_eq!(labelled("Us:", "𝄞", &[], 5), None);
        assert!(labelled("Us:", "𝄞", &[], 6).is_some());
    }
}
