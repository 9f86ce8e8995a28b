//! Phrasings that are added to a FAQ beside those that its files have.

use std::collections::{HashMap, HashSet};

use super::entry::Faq;
use super::id::Id;
use crate::text::{fold, words};

/// What becomes of a phrasing that is to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Placement {
    /// It is the entry's now.
    Added,
    /// The entry has it already.
    There,
    /// Something else that can be asked has it: an entry, a gap or a courtesy.
    Elsewhere(Id),
    /// There is no such entry.
    EntryGone,
}

/// What has which words for a phrasing: a FAQ's phrasings, folded once for however many are to be added.
#[derive(Clone, Debug)]
pub struct Holders {
    entries: HashSet<Id>,
    by_wording: HashMap<String, Id>,
}

impl Holders {
    /// Those of a FAQ.
    #[must_use]
    pub fn of(faq: &Faq) -> Self {
        let entries = faq.entries.iter().flat_map(|entry| entry.phrasings().map(|text| (text, &entry.id)));
        let gaps = faq.gaps.iter().flat_map(|gap| gap.also_asked.iter().map(|text| (text.as_str(), &gap.id)));
        let courtesies =
            faq.courtesies.iter().flat_map(|one| one.also_asked.iter().map(|text| (text.as_str(), &one.id)));
        let mut by_wording = HashMap::new();
        for (text, id) in entries.chain(gaps).chain(courtesies) {
            by_wording.entry(wording(text)).or_insert_with(|| id.clone());
        }
        Self { entries: faq.entries.iter().map(|entry| entry.id.clone()).collect(), by_wording }
    }

    /// What would become of a phrasing that is to be added.
    #[must_use]
    pub fn placed(&self, entry: &str, text: &str) -> Placement {
        match self.by_wording.get(&wording(text)) {
            _ if !self.entries.contains(entry) => Placement::EntryGone,
            Some(holder) if holder.as_str() == entry => Placement::There,
            Some(holder) => Placement::Elsewhere(holder.clone()),
            None => Placement::Added,
        }
    }
}

impl Faq {
    /// Adds phrasings, each to an entry, unless the same words stand somewhere already, however they are written; gives what
    /// became of each.
    pub fn add_phrasings<'a>(&mut self, added: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<Placement> {
        let mut holders = Holders::of(self);
        let place = |(entry, text): (&str, &str)| {
            let placement = holders.placed(entry, text);
            let entry = self.entries.iter_mut().find(|known| known.id.as_str() == entry);
            if let Some(entry) = entry.filter(|_| placement == Placement::Added) {
                entry.also_asked.push(text.to_owned());
                holders.by_wording.insert(wording(text), entry.id.clone());
            }
            placement
        };
        added.into_iter().map(place).collect()
    }

    /// The same with one.
    pub fn add_phrasing(&mut self, entry: &str, text: &str) -> Placement {
        self.add_phrasings([(entry, text)]).pop().unwrap_or(Placement::EntryGone)
    }
}

/// The words of a text alone, folded: what has the same is the same phrasing.
#[must_use]
pub fn wording(text: &str) -> String {
    words(&fold(text)).map(|word| word.text).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::Placement;
    use crate::corpus::{Id, load_plain};

    #[test]
    fn a_phrasing_is_added_once_and_to_one_entry() {
        let topic = "title = \"t\"\n[[entry]]\nid = \"one\"\nquestion = \"What is one?\"\n[[entry]]\nid = \"two\"\nquestion = \"What is two?\"";
        let gaps = "[[gap]]\nid = \"cost\"\nlabel = \"the cost\"\nalso_asked = [\"how much\"]\nask = \"Ask.\"";
        let mut faq = load_plain(&[("topics/t.toml", topic), ("gaps.toml", gaps)]).expect("loads");
        assert_eq!(faq.add_phrasing("one", "a single one"), Placement::Added);
        assert_eq!(faq.entry("one").expect("there").also_asked, ["a single one"]);
        assert_eq!(faq.add_phrasing("one", "A  single ONE"), Placement::There);
        assert_eq!(faq.add_phrasing("one", "what is one?"), Placement::There);
        assert_eq!(faq.add_phrasing("one", "What is two?"), Placement::Elsewhere(Id::new("two").expect("an id")));
        assert_eq!(faq.add_phrasing("one", "How much"), Placement::Elsewhere(Id::new("cost").expect("an id")));
        assert_eq!(faq.add_phrasing("three", "x"), Placement::EntryGone);
    }
}
