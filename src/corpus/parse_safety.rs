//! `safety.toml` → red flags: groups of wordings, phrases with their parts.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

use super::parse::values;
use super::reader::{Placed, Reader, nearest};
use super::{Element, Phrase, RedFlag, Safety, Urgency};

/// Wordings by the name that phrases call them by.
type Groups = BTreeMap<String, Arc<[String]>>;

pub(super) fn safety(root: &Reader<'_>) -> Safety {
    let groups = root.table("groups").map(|table| table.lists()).unwrap_or_default();
    let groups: Groups = groups.into_iter().map(|(name, wordings)| (name, wordings.into())).collect();
    Safety {
        happening: phrases(root, "happening", &groups),
        in_general: phrases(root, "in_general", &groups),
        fillers: values(root.texts("fillers")),
        red_flags: root.tables("red_flag").into_iter().filter_map(|table| red_flag(table, &groups)).collect(),
    }
}

fn red_flag(table: Reader<'_>, groups: &Groups) -> Option<RedFlag> {
    let id = table.id();
    let reply = table.text("reply");
    let urgency = match reply.value.as_str() {
        "emergency" => Urgency::Emergency,
        "crisis" => Urgency::Crisis,
        "same_day" => Urgency::SameDay,
        other => {
            table.error(reply.place, format!("`reply` must be emergency, crisis or same_day, not `{other}`"));
            Urgency::Emergency
        }
    };
    let flag = RedFlag {
        id: id?,
        urgency,
        phrases: phrases(&table, "phrases", groups),
        signs: phrases(&table, "signs", groups),
        unless: phrases(&table, "unless", groups),
        place: table.place.clone(),
    };
    if flag.phrases.is_empty() && flag.signs.is_empty() {
        table.error(table.place.clone(), "a red flag needs `phrases` or `signs`, or nothing sets it off");
    }
    table.finish();
    Some(flag)
}

fn phrases(table: &Reader<'_>, key: &'static str, groups: &Groups) -> Vec<Phrase> {
    table.texts(key).iter().map(|text| phrase(table, text, groups)).collect()
}

fn phrase(table: &Reader<'_>, text: &Placed<String>, groups: &Groups) -> Phrase {
    let near = |part: &str| part.split('~').map(|part| elements(table, text, part, groups)).collect();
    Phrase { parts: text.value.split('+').map(near).collect() }
}

/// One part: words, and names of groups or ranges in braces.
fn elements(table: &Reader<'_>, text: &Placed<String>, part: &str, groups: &Groups) -> Vec<Element> {
    let mut elements = Vec::new();
    let mut rest = part;
    while let Some((words, after)) = rest.split_once('{') {
        push_words(&mut elements, words);
        let Some((name, after)) = after.split_once('}') else {
            table.error(text.place.clone(), format!("`{}` opens a brace and does not close it", text.value));
            return elements;
        };
        match (number_range(name), groups.get(name)) {
            (Some(range), _) => elements.push(Element::Number(range)),
            (None, Some(wordings)) => elements.push(Element::Group(Arc::clone(wordings))),
            (None, None) => {
                let hint = nearest(name, groups.keys().map(String::as_str))
                    .map_or_else(String::new, |known| format!(", did you mean `{known}`?"));
                table.error(text.place.clone(), format!("no group of [groups] is called `{name}`{hint}"));
            }
        }
        rest = after;
    }
    push_words(&mut elements, rest);
    if elements.is_empty() {
        table.error(text.place.clone(), format!("a part of the phrase `{}` is empty", text.value));
    }
    elements
}

fn push_words(elements: &mut Vec<Element>, words: &str) {
    if !words.trim().is_empty() {
        elements.push(Element::Words(words.trim().to_owned()));
    }
}

/// `38..42` → 38 to 42, both included.
fn number_range(name: &str) -> Option<RangeInclusive<u32>> {
    let (low, high) = name.split_once("..")?;
    Some(low.trim().parse().ok()?..=high.trim().parse().ok()?)
}
