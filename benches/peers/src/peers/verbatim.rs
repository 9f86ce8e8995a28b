//! verbatim itself: the whole decision, of which the best ranked entry is taken, without and with a sentence encoder.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use verbatim::corpus::Id;
use verbatim::encoder::{Encoder, KeptVectors};
use verbatim::engine::Engine;
use verbatim::matcher::SentenceVectors;
use verbatim::text::Question;

use crate::set::Set;

pub(crate) struct Verbatim {
    engine: Engine,
    numbers: HashMap<Id, usize>,
}

impl Verbatim {
    pub(crate) fn build(set: &Set) -> Self {
        Self::with_vectors(set, None)
    }

    /// With the encoder of a folder. No vector is kept in a file: every build reads the folder and encodes everything.
    pub(crate) fn with_encoder(set: &Set, folder: &Path) -> anyhow::Result<Self> {
        let encoder = Arc::new(Encoder::open(folder)?);
        let vectors = KeptVectors::new(encoder, None, Box::new(|_, _| ()), Box::new(|_| ()));
        Ok(Self::with_vectors(set, Some(Arc::new(vectors))))
    }

    fn with_vectors(set: &Set, vectors: Option<Arc<dyn SentenceVectors>>) -> Self {
        let numbers = set.faq.entries.iter().map(|entry| entry.id.clone()).zip(0..).collect();
        Self { engine: Engine::with_vectors(set.faq.clone(), vectors), numbers }
    }

    pub(crate) fn best(&self, text: &str) -> Option<usize> {
        let outcome = self.engine.decide(&Question::new(text));
        self.numbers.get(&outcome.choices.first()?.id).copied()
    }
}
