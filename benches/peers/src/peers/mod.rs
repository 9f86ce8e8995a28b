//! The ways to match a question that are compared: each takes the entries and gives the best one for a text.

mod bm25;
mod child;
mod nucleo;
mod rapidfuzz;
mod sqlite;
mod tantivy;
mod verbatim;

use std::time::{Duration, Instant};

use crate::programs::Programs;
use crate::set::Set;

/// Which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Verbatim,
    /// The same with a sentence encoder.
    WithEncoder,
    SentenceTransformers,
    NlpJs,
    Rapidfuzz,
    Tantivy,
    Sqlite,
    Nucleo,
    Bm25,
}

/// A way that has indexed its entries.
pub(crate) enum Peer {
    Verbatim(Box<verbatim::Verbatim>),
    Child(child::ChildPeer),
    Rapidfuzz(rapidfuzz::TokenSet),
    Tantivy(tantivy::Stemmed),
    Sqlite(sqlite::Trigrams),
    Nucleo(nucleo::Atoms),
    Bm25(bm25::EntryTexts),
}

impl Kind {
    /// All of them; verbatim first, as the others' times are divided by its own.
    pub(crate) const ALL: [Self; 9] = [
        Self::Verbatim,
        Self::WithEncoder,
        Self::SentenceTransformers,
        Self::NlpJs,
        Self::Rapidfuzz,
        Self::Tantivy,
        Self::Sqlite,
        Self::Nucleo,
        Self::Bm25,
    ];

    /// What it is called in the figures.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::WithEncoder => "verbatim, encoder",
            Self::SentenceTransformers => "sentence-transformers",
            Self::NlpJs => "nlp.js",
            Self::Rapidfuzz => "rapidfuzz token_set",
            Self::Tantivy => "tantivy, stemmed",
            Self::Sqlite => "SQLite FTS5 trigram",
            Self::Nucleo => "nucleo",
            Self::Bm25 => "BM25 over entries",
        }
    }

    /// Whether it reads questions with a sentence encoder.
    pub(crate) fn needs_encoder(self) -> bool {
        matches!(self, Self::WithEncoder | Self::SentenceTransformers)
    }

    /// Whether it is in another language, and so a process of its own.
    pub(crate) fn is_child(self) -> bool {
        matches!(self, Self::SentenceTransformers | Self::NlpJs)
    }

    /// Indexes the entries of a set, and gives how long that took.
    pub(crate) fn build(self, set: &Set, programs: &Programs) -> anyhow::Result<(Peer, Duration)> {
        let start = Instant::now();
        let peer = match self {
            Self::Verbatim => Peer::Verbatim(Box::new(verbatim::Verbatim::build(set))),
            Self::WithEncoder => Peer::Verbatim(Box::new(verbatim::Verbatim::with_encoder(set, programs.encoder()?)?)),
            Self::SentenceTransformers | Self::NlpJs => {
                let (child, took) = child::ChildPeer::build(self.name(), &mut programs.command(self)?, set)?;
                return Ok((Peer::Child(child), took));
            }
            Self::Rapidfuzz => Peer::Rapidfuzz(rapidfuzz::TokenSet::build(set)),
            Self::Tantivy => Peer::Tantivy(tantivy::Stemmed::build(set)?),
            Self::Sqlite => Peer::Sqlite(sqlite::Trigrams::build(set)?),
            Self::Nucleo => Peer::Nucleo(nucleo::Atoms::build(set)),
            Self::Bm25 => Peer::Bm25(bm25::EntryTexts::build(set)),
        };
        Ok((peer, start.elapsed()))
    }
}

impl Peer {
    /// The position of the best entry, `None` when nothing fits at all, and how long it took to find. Ties go to what
    /// stands first.
    pub(crate) fn best(&mut self, text: &str) -> anyhow::Result<(Option<usize>, Duration)> {
        let start = Instant::now();
        let best = match self {
            Self::Verbatim(peer) => peer.best(text),
            Self::Child(peer) => return peer.ask(text),
            Self::Rapidfuzz(peer) => peer.best(text),
            Self::Tantivy(peer) => peer.best(text)?,
            Self::Sqlite(peer) => peer.best(text)?,
            Self::Nucleo(peer) => peer.best(text),
            Self::Bm25(peer) => peer.best(text),
        };
        Ok((best, start.elapsed()))
    }
}
