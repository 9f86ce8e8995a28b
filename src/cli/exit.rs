//! What the exit code says.

/// Everything is fine.
pub(super) const FINE: u8 = 0;
/// There are findings, or figures fell.
pub(super) const FINDINGS: u8 = 1;
/// The verb could not run.
pub(super) const COULD_NOT_RUN: u8 = 2;
