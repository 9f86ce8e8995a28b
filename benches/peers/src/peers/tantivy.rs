//! tantivy: an index in memory, one document a phrasing, English stems, BM25 over any of the words.

use anyhow::Context;
use tantivy::collector::TopDocs;
use tantivy::columnar::Column;
use tantivy::query::BooleanQuery;
use tantivy::schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::TextAnalyzer;
use tantivy::{Index, Searcher, Term, doc};

use crate::set::Set;

/// tantivy asks for at least 15 MB.
const WRITER_BYTES: usize = 50_000_000;

pub(crate) struct Stemmed {
    searcher: Searcher,
    analyzer: TextAnalyzer,
    text: Field,
    /// For each segment, its documents' entries.
    entries: Vec<Column<u64>>,
}

impl Stemmed {
    pub(crate) fn build(set: &Set) -> anyhow::Result<Self> {
        let mut schema = Schema::builder();
        let entry = schema.add_u64_field("entry", FAST);
        let indexing =
            TextFieldIndexing::default().set_tokenizer("en_stem").set_index_option(IndexRecordOption::WithFreqs);
        let text = schema.add_text_field("text", TextOptions::default().set_indexing_options(indexing));
        let index = Index::create_in_ram(schema.build());
        let mut writer = index.writer_with_num_threads(1, WRITER_BYTES)?;
        for (number, phrasing) in set.documents() {
            writer.add_document(doc!(entry => number as u64, text => phrasing))?;
        }
        writer.commit()?;
        let searcher = index.reader()?.searcher();
        let columns = searcher.segment_readers().iter().map(|segment| segment.fast_fields().u64("entry"));
        let entries = columns.collect::<tantivy::Result<_>>()?;
        let analyzer = index.tokenizers().get("en_stem").context("tantivy has no English stemmer")?;
        Ok(Self { searcher, analyzer, text, entries })
    }

    pub(crate) fn best(&mut self, text: &str) -> anyhow::Result<Option<usize>> {
        let mut terms = Vec::new();
        let mut tokens = self.analyzer.token_stream(text);
        tokens.process(&mut |token| terms.push(Term::from_field_text(self.text, &token.text)));
        let query = BooleanQuery::new_multiterms_query(terms);
        let found = self.searcher.search(&query, &TopDocs::with_limit(1).order_by_score())?;
        let entry = |at: tantivy::DocAddress| self.entries[at.segment_ord as usize].first(at.doc_id);
        Ok(found.first().and_then(|&(_, at)| entry(at)).map(|entry| entry as usize))
    }
}
