//! Plain BM25 with all phrasings of an entry as one text: the crate's English tokenizer with stems, without stop words.

use bm25::{Document, Language, SearchEngine, SearchEngineBuilder};

use crate::set::Set;

pub(crate) struct EntryTexts {
    engine: SearchEngine<u32>,
}

impl EntryTexts {
    pub(crate) fn build(set: &Set) -> Self {
        let texts = set.entries.iter().map(|entry| entry.phrasings.join("\n"));
        let documents: Vec<Document<u32>> =
            (0..).zip(texts).map(|(number, text)| Document::new(number, text)).collect();
        Self { engine: SearchEngineBuilder::with_documents(Language::English, documents).build() }
    }

    pub(crate) fn best(&self, text: &str) -> Option<usize> {
        self.engine.search(text, 1).first().map(|found| found.document.id as usize)
    }
}
