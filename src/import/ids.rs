//! Ids made of words, each one once.

use std::collections::HashSet;

use crate::corpus::Id;
use crate::text::fold;

/// Words as an id writes them; nothing when no letter of them can stand there.
fn slug(text: &str) -> String {
    let plain = fold(text);
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric() && c != '\'').map(|word| word.replace('\'', ""));
    let mut slug = String::new();
    for word in words.filter(|word| !word.is_empty()) {
        let length = slug.len() + usize::from(!slug.is_empty()) + word.len();
        // Room for a number behind it.
        if length > Id::MAX_LEN - 6 {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(&word);
    }
    slug
}

/// Gives out ids, each once.
#[derive(Debug, Default)]
pub(super) struct Ids {
    taken: HashSet<String>,
    /// How far the numbers behind an id have come.
    numbers: std::collections::HashMap<String, usize>,
}

impl Ids {
    /// Ids of which these are taken already.
    pub(super) fn without(taken: &[&str]) -> Self {
        Self { taken: taken.iter().map(|id| (*id).to_owned()).collect(), ..Self::default() }
    }

    /// An id made of words, with a number where it is taken.
    pub(super) fn take(&mut self, words: &str, otherwise: &str) -> String {
        let slug = Some(slug(words)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| otherwise.to_owned());
        let number = self.numbers.entry(slug.clone()).or_insert(1);
        let mut id = slug.clone();
        while !self.taken.insert(id.clone()) {
            *number += 1;
            id = format!("{slug}-{number}");
        }
        id
    }
}

#[cfg(test)]
mod tests {
    use super::{Ids, slug};

    #[test]
    fn ids_are_plain_short_and_taken_once() {
        assert_eq!(slug("Wie öffne ich das? – So!"), "wie-offne-ich-das-so");
        assert_eq!(slug("日本"), "");
        assert!(slug(&"word ".repeat(30)).len() <= 34);
        let mut ids = Ids::without(&["cost"]);
        assert_eq!(
            ["Cost?", "cost", "!", "?"].map(|words| ids.take(words, "entry")),
            ["cost-2", "cost-3", "entry", "entry-2"]
        );
    }
}
