//! Phrasings that are added to a FAQ beside those that its files have.

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

impl Faq {
    /// Adds a phrasing to an entry, unless the same words stand somewhere already, however they are written.
    pub fn add_phrasing(&mut self, entry: &str, text: &str) -> Placement {
        let placement = self.placed(entry, text);
        let entry = self.entries.iter_mut().find(|known| known.id.as_str() == entry);
        if let Some(entry) = entry.filter(|_| placement == Placement::Added) {
            entry.also_asked.push(text.to_owned());
        }
        placement
    }

    /// What would become of a phrasing that is to be added.
    #[must_use]
    pub fn placed(&self, entry: &str, text: &str) -> Placement {
        if self.entry(entry).is_none() {
            return Placement::EntryGone;
        }
        match self.holder_of(&wording(text)) {
            Some(holder) if holder.as_str() == entry => Placement::There,
            Some(holder) => Placement::Elsewhere(holder.clone()),
            None => Placement::Added,
        }
    }

    /// What has these words for a phrasing.
    fn holder_of(&self, asked: &str) -> Option<&Id> {
        let has = |text: &str| wording(text) == asked;
        let entries = || self.entries.iter().find(|entry| entry.phrasings().any(has)).map(|entry| &entry.id);
        let any = |texts: &[String]| texts.iter().any(|text| has(text));
        let gaps = || self.gaps.iter().find(|gap| any(&gap.also_asked)).map(|gap| &gap.id);
        let courtesies = || self.courtesies.iter().find(|one| any(&one.also_asked)).map(|one| &one.id);
        entries().or_else(gaps).or_else(courtesies)
    }
}

/// The words of a text alone, folded.
fn wording(text: &str) -> String {
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
