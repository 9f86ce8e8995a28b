//! A source with its sentences, made ready for what a check looks up in it.

use std::ops::Range;

use super::entry::Source;
use super::slices::{Cutter, sentences};

/// A source made ready for what is looked up in it, with its sentences in order.
pub(super) struct CutSource<'a> {
    pub(super) source: &'a Source,
    pub(super) cutter: Cutter,
    pub(super) sentences: Vec<Range<usize>>,
}

impl<'a> CutSource<'a> {
    pub(super) fn of(source: &'a Source) -> Self {
        Self { source, cutter: Cutter::new(&source.text), sentences: sentences(&source.text) }
    }

    /// Whether a part of the source starts with a sentence and ends with one.
    pub(super) fn is_whole(&self, part: &Range<usize>) -> bool {
        let starts = self.sentences.binary_search_by_key(&part.start, |sentence| sentence.start).is_ok();
        starts && self.sentences.binary_search_by_key(&part.end, |sentence| sentence.end).is_ok()
    }
}
