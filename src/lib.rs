//! verbatim answers questions word for word from a curated text, or says that the text does not say.
//!
//! The rooms stand in reading order, the core first; each knows only the rooms above it.

pub mod text;

pub mod language;

pub mod corpus;

pub mod matcher;

pub mod safety;

pub mod decide;

pub mod engine;

pub mod scorecard;

pub mod missed;

pub mod reply;

#[cfg(feature = "bot")]
pub mod faq_dir;

#[cfg(feature = "bot")]
pub mod import;

#[cfg(feature = "bot")]
pub mod labelled;

#[cfg(feature = "bot")]
pub mod picture;

#[cfg(feature = "encoder")]
pub mod encoder;

#[cfg(feature = "bot")]
mod topic_file;

#[cfg(feature = "bot")]
mod printed;

#[cfg(feature = "bot")]
pub mod store;

#[cfg(feature = "bot")]
pub mod config;

#[cfg(feature = "bot")]
pub mod statistics;

#[cfg(feature = "bot")]
pub mod ops;

#[cfg(feature = "bot")]
pub mod bot_api;

#[cfg(feature = "bot")]
pub mod queue;

#[cfg(feature = "bot")]
pub mod bot;

#[cfg(feature = "bot")]
pub mod sources;

#[cfg(feature = "bot")]
pub mod http;

#[cfg(feature = "bot")]
pub mod app;

#[cfg(feature = "bot")]
pub mod preview;

#[cfg(feature = "bot")]
pub mod cli;
