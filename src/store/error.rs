//! Why the database could not do what it was asked.

use super::connection::DatabaseError;
use super::encryption::DecryptError;

/// The database could not do what it was asked: gone, full, or locked by another program. Nothing was changed.
#[derive(Clone, Debug, thiserror::Error)]
pub enum StoreError {
    /// The database failed.
    #[error("the database failed: {0}")]
    Database(#[from] DatabaseError),
    /// What it holds cannot be opened.
    #[error(transparent)]
    Keyring(#[from] DecryptError),
}

impl StoreError {
    /// Whether it concerns the database as a whole, and not one transaction.
    pub(super) fn is_general(&self) -> bool {
        matches!(self, Self::Database(error) if error.is_general())
    }
}
