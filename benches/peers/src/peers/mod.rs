//! The ways to match a question that are compared: each takes the entries and gives the best one for a text.

mod bm25;
mod nucleo;
mod rapidfuzz;
mod sqlite;
mod tantivy;
mod verbatim;

use crate::set::Set;

/// Which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Verbatim,
    Rapidfuzz,
    Tantivy,
    Sqlite,
    Nucleo,
    Bm25,
}

/// A way that has indexed its entries.
pub(crate) enum Peer {
    Verbatim(Box<verbatim::Verbatim>),
    Rapidfuzz(rapidfuzz::TokenSet),
    Tantivy(tantivy::Stemmed),
    Sqlite(sqlite::Trigrams),
    Nucleo(nucleo::Atoms),
    Bm25(bm25::EntryTexts),
}

impl Kind {
    /// All of them; verbatim first, as the others' times are divided by its own.
    pub(crate) const ALL: [Self; 6] =
        [Self::Verbatim, Self::Rapidfuzz, Self::Tantivy, Self::Sqlite, Self::Nucleo, Self::Bm25];

    /// What it is called in the figures.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::Rapidfuzz => "rapidfuzz token_set",
            Self::Tantivy => "tantivy, stemmed",
            Self::Sqlite => "SQLite FTS5 trigram",
            Self::Nucleo => "nucleo",
            Self::Bm25 => "BM25 over entries",
        }
    }

    /// Indexes the entries of a set.
    pub(crate) fn build(self, set: &Set) -> anyhow::Result<Peer> {
        Ok(match self {
            Self::Verbatim => Peer::Verbatim(Box::new(verbatim::Verbatim::build(set))),
            Self::Rapidfuzz => Peer::Rapidfuzz(rapidfuzz::TokenSet::build(set)),
            Self::Tantivy => Peer::Tantivy(tantivy::Stemmed::build(set)?),
            Self::Sqlite => Peer::Sqlite(sqlite::Trigrams::build(set)?),
            Self::Nucleo => Peer::Nucleo(nucleo::Atoms::build(set)),
            Self::Bm25 => Peer::Bm25(bm25::EntryTexts::build(set)),
        })
    }
}

impl Peer {
    /// The position of the best entry; `None` when nothing fits at all. Ties go to what stands first.
    pub(crate) fn best(&mut self, text: &str) -> anyhow::Result<Option<usize>> {
        match self {
            Self::Verbatim(peer) => Ok(peer.best(text)),
            Self::Rapidfuzz(peer) => Ok(peer.best(text)),
            Self::Tantivy(peer) => peer.best(text),
            Self::Sqlite(peer) => peer.best(text),
            Self::Nucleo(peer) => Ok(peer.best(text)),
            Self::Bm25(peer) => Ok(peer.best(text)),
        }
    }
}
