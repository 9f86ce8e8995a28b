//! verbatim itself: the whole decision, of which the best ranked entry is taken.

use std::collections::HashMap;

use verbatim::corpus::Id;
use verbatim::engine::Engine;
use verbatim::text::Question;

use crate::set::Set;

pub(crate) struct Verbatim {
    engine: Engine,
    numbers: HashMap<Id, usize>,
}

impl Verbatim {
    pub(crate) fn build(set: &Set) -> Self {
        let numbers = set.faq.entries.iter().map(|entry| entry.id.clone()).zip(0..).collect();
        Self { engine: Engine::new(set.faq.clone()), numbers }
    }

    pub(crate) fn best(&self, text: &str) -> Option<usize> {
        let outcome = self.engine.decide(&Question::new(text));
        self.numbers.get(&outcome.choices.first()?.id).copied()
    }
}
