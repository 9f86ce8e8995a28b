//! What must outlive the process: accepted updates, planned sends, feedback,
//! what is remembered about chats and people. The only room that knows SQL.
//!
//! SQLite and PostgreSQL run the same statements, with numbers, texts and bytes alone in them; where the two differ, the
//! statements stand side by side. SQLite belongs to one process, PostgreSQL to any number of them (`queue/leases`).

mod connection;
mod database;
mod effects;
mod encrypted_columns;
mod encryption;
mod error;
mod kind;
mod open;
mod open_error;
mod queue;
mod records;
mod retention;
mod tables;
mod transfer;
mod writer;

pub use connection::DatabaseError;
pub use database::Store;
pub use effects::{Effects, Once, Request};
pub use encrypted_columns::is_encrypted;
pub use encryption::{DecryptError, Key, KeyError, KeyId, Keyring};
pub use error::StoreError;
pub use open::DatabasePlace;
pub use open_error::OpenError;
pub use queue::{
    Accepted, Acquire, Claimed, Dead, Incoming, LeaderLock, LeaseEpoch, Letter, LetterPlace, Limit, Newest, QueuedKind,
    QueuedUpdate, Remaining, SendOutcome, SentMessage, Stored, Unsent, Waiting,
};
pub use records::{
    Answer, Arranger, Assignee, Change, Chat, Chosen, Counts, DailyPost, DayCount, Deletion, DeskAct, DeskChange,
    DeskQuery, DeskState, DueDeletion, HeldQuestion, HeldRecord, KeptQuestion, Miss, MissKind, MissRecord, MissState,
    MissedRecords, MissedWord, NewPhrasing, NewTicket, PhrasingRecord, PhrasingState, PostKind, PostOutcome, Pseudonym,
    Relay, Remembered, Schedule, StaffPlace, State, StateQuery, Tally, Ticket, Vote,
};
pub use tables::{Column, Form, Retention, RetentionRule, TABLES, Table};
pub use transfer::TransferError;
