//! nucleo, the fuzzy finder of the Helix editor. A finder asks that every word match, which hardly any question does, so
//! each word is scored by itself and a phrasing gets the sum.

use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization};
use nucleo_matcher::{Config, Matcher, Utf32String};

use crate::set::Set;

pub(crate) struct Atoms {
    matcher: Matcher,
    documents: Vec<(usize, Utf32String)>,
}

impl Atoms {
    pub(crate) fn build(set: &Set) -> Self {
        let documents = set.documents().map(|(entry, text)| (entry, Utf32String::from(text))).collect();
        Self { matcher: Matcher::new(Config::DEFAULT), documents }
    }

    pub(crate) fn best(&mut self, text: &str) -> Option<usize> {
        let atom = |word| Atom::new(word, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy, false);
        let atoms: Vec<Atom> = text.split_whitespace().map(atom).collect();
        let mut best = (0, None);
        for (entry, own) in &self.documents {
            let scores = atoms.iter().filter_map(|atom| atom.score(own.slice(..), &mut self.matcher));
            let score: u32 = scores.map(u32::from).sum();
            if score > best.0 {
                best = (score, Some(*entry));
            }
        }
        best.1
    }
}
