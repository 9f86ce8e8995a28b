//! Who can open no conversation.

use crate::store::connection::{Connection, values};
use crate::store::error::StoreError;
use crate::store::records::pseudonym::Pseudonym;

/// Blocks a person, or lets them again.
pub(super) async fn set(
    connection: &mut Connection,
    person: &Pseudonym,
    by: Option<i64>,
    now_ms: i64,
) -> Result<(), StoreError> {
    match by {
        Some(who) => {
            let block = "INSERT INTO blocked (person, who, at_ms) VALUES ($1, $2, $3) ON CONFLICT (person) DO NOTHING";
            connection.execute(block, &values![person, who, now_ms]).await?;
        }
        None => {
            connection.execute("DELETE FROM blocked WHERE person = $1", &values![person]).await?;
        }
    }
    Ok(())
}
