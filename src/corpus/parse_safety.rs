//! `safety.toml` → red flags: groups of wordings, phrases with their parts.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::finding_kind::FindingKind;
use super::reader::{Placed, Reader, nearest};
use super::safety::{Element, NumberRange, Phrase, RedFlag, Safety, Urgency};
use crate::text::{fold, words};

/// Wordings by the name that phrases call them by.
type NamedGroups = BTreeMap<String, Arc<[String]>>;

pub(super) fn safety(root: &Reader<'_>) -> Safety {
    let groups = root.table("groups").map(|table| table.lists()).unwrap_or_default();
    let groups = groups.into_iter().map(|(name, texts)| {
        let wordings: Vec<String> = with_words(root, &format!("the group `{name}`"), texts).collect();
        (name, wordings.into())
    });
    let groups: NamedGroups = groups.collect();
    Safety {
        happening: phrases(root, "happening", &groups),
        in_general: phrases(root, "in_general", &groups),
        long_ago: phrases(root, "long_ago", &groups),
        fillers: with_words(root, "`fillers`", root.texts("fillers")).collect(),
        red_flags: root.tables("red_flag").into_iter().filter_map(|table| red_flag(table, &groups)).collect(),
    }
}

fn red_flag(table: Reader<'_>, groups: &NamedGroups) -> Option<RedFlag> {
    let id = table.id();
    let reply = table.text("reply");
    let urgency = match reply.value.as_str() {
        "emergency" => Urgency::Emergency,
        "crisis" => Urgency::Crisis,
        "same_day" => Urgency::SameDay,
        other => {
            table.error(
                FindingKind::RedFlagReply,
                reply.place,
                format!("`reply` must be emergency, crisis or same_day, not `{other}`"),
            );
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
        table.error(
            FindingKind::SilentRedFlag,
            table.place.clone(),
            "a red flag needs `phrases` or `signs`, or nothing sets it off",
        );
    }
    table.finish();
    Some(flag)
}

fn phrases(table: &Reader<'_>, key: &'static str, groups: &NamedGroups) -> Vec<Phrase> {
    table.texts(key).iter().map(|text| PhraseReader { table, key, text, groups }.phrase()).collect()
}

/// The texts in which there is a word to look for; the others are findings.
fn with_words<'a>(
    table: &'a Reader<'_>,
    list: &'a str,
    texts: Vec<Placed<String>>,
) -> impl Iterator<Item = String> + use<'a> {
    let checked = texts.into_iter().map(|text| {
        if !has_word(&text.value) {
            let problem = format!("`{}` in {list} has no word: write one or take it out", text.value);
            table.error(FindingKind::BadPhrase, text.place.clone(), problem);
        }
        text.value
    });
    checked.collect::<Vec<_>>().into_iter()
}

fn has_word(text: &str) -> bool {
    words(&fold(text)).next().is_some()
}

/// Reads one phrase of one list.
struct PhraseReader<'a> {
    table: &'a Reader<'a>,
    key: &'static str,
    text: &'a Placed<String>,
    groups: &'a NamedGroups,
}

impl PhraseReader<'_> {
    fn phrase(&self) -> Phrase {
        let near = |part: &str| part.split('~').map(|part| self.elements(part)).collect();
        Phrase { parts: self.text.value.split('+').map(near).collect() }
    }

    fn error(&self, problem: &str) {
        let phrase = format!("the phrase `{}` of `{}`", self.text.value, self.key);
        self.table.error(FindingKind::BadPhrase, self.text.place.clone(), format!("{phrase} {problem}"));
    }

    /// One part: words, and names of groups or ranges in braces.
    fn elements(&self, part: &str) -> Vec<Element> {
        let mut elements = Vec::new();
        let mut rest = part;
        while let Some((words, after)) = rest.split_once('{') {
            self.push_words(&mut elements, words);
            let Some((name, after)) = after.split_once('}') else {
                self.error("opens a brace and does not close it");
                return elements;
            };
            elements.extend(self.braced(name));
            rest = after;
        }
        self.push_words(&mut elements, rest);
        if part.trim().is_empty() {
            self.error("has a part with no word, which nothing is found by: write one or take the part out");
        }
        elements
    }

    fn push_words(&self, elements: &mut Vec<Element>, words: &str) {
        let words = words.trim();
        if has_word(words) {
            elements.push(Element::Words(words.to_owned()));
        } else if !words.is_empty() {
            self.error(&format!("has `{words}`, in which there is no word: write one or take it out"));
        }
    }

    /// What stands between braces: a range of numbers or the name of a group.
    fn braced(&self, name: &str) -> Option<Element> {
        if name.contains("..") {
            let Some(range) = NumberRange::parse(name) else {
                self.error(&format!("has `{{{name}}}`, which is no range: write two numbers, such as `{{38..42}}`"));
                return None;
            };
            if range.is_empty() {
                self.error(&format!("has `{{{name}}}`, which no number is in: write the lower end first"));
            }
            return Some(Element::Number(range));
        }
        let Some(wordings) = self.groups.get(name) else {
            let hint = nearest(name, self.groups.keys().map(String::as_str))
                .map_or_else(String::new, |known| format!(", did you mean `{known}`?"));
            let problem = format!("no group of [groups] is called `{name}`{hint}");
            self.table.error(FindingKind::UnknownName, self.text.place.clone(), problem);
            return None;
        };
        if wordings.is_empty() {
            self.error(&format!("has `{{{name}}}`, a group with nothing in it: write a wording there"));
        }
        Some(Element::Group(Arc::clone(wordings)))
    }
}

#[cfg(test)]
mod tests {
    use crate::corpus::load_plain;

    /// The findings of a `safety.toml` with one red flag.
    fn findings(phrases: &str, groups: &str) -> String {
        let safety = format!(
            "[groups]\n{groups}\n[[red_flag]]\nid = \"f\"\nreply = \"crisis\"\nphrases = [\"ok\",\n {phrases}]"
        );
        let loaded = load_plain(&[
            ("topics/t.toml", "title = \"t\"\n[[entry]]\nid = \"e\"\nquestion = \"q\""),
            ("safety.toml", &safety),
        ]);
        loaded.err().map_or_else(String::new, |findings| findings.to_string())
    }

    #[track_caller]
    fn check(phrases: &str, groups: &str, expected: &str) {
        let found = findings(phrases, groups);
        assert!(found.contains(expected) && (expected.is_empty() == found.is_empty()), "{phrases}: {found}");
    }

    #[test]
    fn a_phrase_that_nothing_is_found_by_does_not_load() {
        check("\"{38..42} {g} now\"", "g = [\"a\"]", "");
        check("\"{38.x..41.x} ~ {100.4..108}\"", "", "");
        check("\"...\"", "", "safety.toml:7: the phrase `...` of `phrases` has `...`, in which there is no word");
        check("\"?\"", "", "has `?`, in which there is no word");
        check("\"fever ~ … ~ chemo\"", "", "has `…`, in which there is no word");
        check("\"\"", "", "an item of `phrases` is empty");
        check("\"fever +\"", "", "has a part with no word");
        check("\"~ fever\"", "", "has a part with no word");
        check(
            "\"{42..38}\"",
            "",
            "safety.toml:7: the phrase `{42..38}` of `phrases` has `{42..38}`, which no number is in",
        );
        check("\"{38..}\"", "", "has `{38..}`, which is no range");
        check("\"{a..b}\"", "", "has `{a..b}`, which is no range");
        check("\"{h}\"", "hh = [\"a\"]", "no group of [groups] is called `h`, did you mean `hh`?");
        check("\"{g}\"", "g = []", "has `{g}`, a group with nothing in it");
        check("\"{g}\"", "g = [\"a\",\n\"--\"]", "safety.toml:3: `--` in the group `g` has no word");
        check("\"{g\"", "g = [\"a\"]", "opens a brace and does not close it");
    }
}
