//! What is to be done: updates as they were accepted, what is to be sent for them, what was given up; which process has
//! what in work, which of them polls, and how much may be sent.

mod claim;
mod dead;
mod inbox;
mod leader_lock;
mod leases;
mod limits;
mod outbox;
mod plan;

pub use claim::Claimed;
pub use dead::{Dead, Letter};
pub use inbox::{Incoming, Newest, QueuedUpdate, Waiting};
pub use leader_lock::LeaderLock;
pub use leases::LeaseEpoch;
pub use limits::{Acquire, Limit};
pub use outbox::{Remaining, SendOutcome, Unsent};
pub use plan::Stored;

pub(super) use claim::Claim;
pub(super) use inbox::{Accept, lock, own_number};
pub(super) use leases::Lease;
pub(super) use outbox::Complete;
pub(super) use plan::Plan;
