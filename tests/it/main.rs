//! Everything that is tested from outside a room: one binary, one module a room.

mod cli;
mod corpus;
mod decisions;
mod house;
mod replies;
