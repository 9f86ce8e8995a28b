//! What is to be done: updates as they were accepted, what is to be sent for them, what was given up; which process has
//! what in work, which of them polls, and how much may be sent.

mod claim;
mod claimed;
mod dead;
mod inbox;
mod leader_lock;
mod lease;
mod leases;
mod limits;
mod outbox;
mod places;
mod plan;
mod queued_kind;

pub use claimed::{Claimed, Unsent};
pub use dead::{Dead, Letter, LetterPlace};
pub use inbox::{Accepted, Incoming, Newest, QueuedUpdate, Waiting};
pub use leader_lock::LeaderLock;
pub use lease::LeaseEpoch;
pub use limits::{Acquire, Limit};
pub use outbox::{Remaining, SendOutcome, SentMessage};
pub use plan::Stored;
pub use queued_kind::QueuedKind;

pub(super) use lease::Lease;
pub(super) use places::{lock, own_number};
