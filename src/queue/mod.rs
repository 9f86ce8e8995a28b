//! The life of an update, from its acceptance to the last request that it leads to. Knows neither Telegram nor the FAQ: a
//! [`Handler`] turns an update into effects, a [`Transport`] a request into an outcome.
//!
//! What an update is in, as the database holds it, and what moves it on:
//!
//! ```text
//!          accept          claim              store              complete, the last
//! Telegram ──────▶  new  ────────▶  claimed  ──────▶  planned  ────────────────────▶  done
//!                    ▲                 │               │   ▲
//!                    └─────────────────┘          send ▼   │ complete, with more to send
//!                     release, or the                sending
//!                     lease is over
//! ```
//!
//! To store an update that is given up, and to complete a request that is, leaves a dead letter; and an apology to send,
//! where somebody waits for an answer.
//!
//! | arrow | who may | what a crash in it means |
//! |---|---|---|
//! | accept | a source, in one flushed transaction; what can be begun at once is claimed with it | the offset has not moved and the delivery is not answered: Telegram gives it again, and its number keeps it single |
//! | claim (`attempts + 1`, `owner`) | a worker of a process whose lease stands; one update of a lane at a time | the next start claims again; so many ends while it is handled, and it is given up |
//! | release | the owner, when it is told to stop before it could plan | as after a claim |
//! | handle | the owner; nothing is written | it is handled again, for handlers are pure |
//! | store | the owner: effects, requests and the end of the payload in one transaction | all of it or nothing; after nothing it is handled again |
//! | send | the owner, in the epoch of its lease in which it claimed; a request is noted as sending together with what came before it, a post just before it leaves | nobody knows whether it arrived: a reply is sent again, a post is not |
//! | complete | the owner, in one flushed transaction with what the answer is remembered under | as after a send |
//! | reclaim (a claim of what is planned) | any process, once the owner's lease is over | it is reclaimed again |
//!
//! Each step of a worker is a function of its own ([`Worker::advance`]), so that tests can stop between any two.

mod dispatcher;
mod handler;
mod intake;
mod lanes;
mod lease;
mod transport;
mod worker;

pub(crate) use dispatcher::Dispatcher;
pub use handler::{Handled, Handler};
pub(crate) use intake::Fresh;
pub use intake::Intake;
pub(crate) use lease::keep_lease;
pub use transport::{Transport, TransportOutcome, Unsendable};
pub use worker::{Job, Progress, Worker};
