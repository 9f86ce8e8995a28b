//! What a process holds while it has updates in work.

use std::hash::{BuildHasher as _, RandomState};
use std::sync::Mutex;
use std::time::Instant;

use crate::store::kind::DatabaseKind;

/// The lease of this process.
#[derive(Debug)]
pub(in crate::store) struct Lease {
    /// What the process is known by; another one after each start.
    pub(in crate::store) id: i64,
    /// `None` when it needs no renewal, for nobody else can have the database.
    pub(super) held: Option<Mutex<Held>>,
}

/// How a lease stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Held {
    /// When it was renewed last.
    pub(super) renewed: Instant,
    /// How often it was let go of before.
    pub(super) epoch: u64,
}

/// The time from one lapse of a lease to the next: what was begun in one epoch is nobody's to send in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeaseEpoch(pub(super) u64);

impl Lease {
    pub(in crate::store) fn new(kind: DatabaseKind) -> Self {
        let random = RandomState::new().hash_one(std::process::id()) >> 1;
        let held = (kind == DatabaseKind::Postgres).then(|| Mutex::new(Held { renewed: Instant::now(), epoch: 0 }));
        Self { id: random.cast_signed(), held }
    }
}
