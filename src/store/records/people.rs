//! What a person set and what they were seen to do, under codes that do not name them.

use super::pseudonym::Pseudonym;
use crate::store::connection::{Connection, values};
use crate::store::error::StoreError;

/// Sets a person's language, or takes the setting back.
pub(super) async fn set_language(
    connection: &mut Connection,
    person: &Pseudonym,
    language: Option<&str>,
    now_ms: i64,
) -> Result<(), StoreError> {
    let Some(language) = language else {
        connection.execute("DELETE FROM people WHERE person = $1", &values![person]).await?;
        return Ok(());
    };
    let set = "INSERT INTO people (person, language, at_ms) VALUES ($1, $2, $3)
         ON CONFLICT (person) DO UPDATE SET language = excluded.language, at_ms = excluded.at_ms";
    connection.execute(set, &values![person, language, now_ms]).await?;
    Ok(())
}

/// Notes that a person was seen to administer a group or channel, or not to any more.
pub(super) async fn note_admin(
    connection: &mut Connection,
    person: &Pseudonym,
    chat: i64,
    is_admin: bool,
    now_ms: i64,
) -> Result<(), StoreError> {
    if is_admin {
        let seen = "INSERT INTO admins (person, chat_id, at_ms) VALUES ($1, $2, $3)
             ON CONFLICT (person, chat_id) DO UPDATE SET at_ms = excluded.at_ms";
        connection.execute(seen, &values![person, chat, now_ms]).await?;
    } else {
        let gone = "DELETE FROM admins WHERE person = $1 AND chat_id = $2";
        connection.execute(gone, &values![person, chat]).await?;
    }
    Ok(())
}

/// Forgets everything that is kept about a person and their private chat.
pub(super) async fn forget(
    connection: &mut Connection,
    person: &Pseudonym,
    chat: &Pseudonym,
    counts: &[Pseudonym],
) -> Result<(), StoreError> {
    for sql in [
        "DELETE FROM people WHERE person = $1",
        "DELETE FROM admins WHERE person = $1",
        "DELETE FROM votes WHERE person = $1",
        "DELETE FROM dead WHERE person = $1",
        "DELETE FROM questions WHERE person = $1",
        "DELETE FROM held WHERE person = $1",
    ] {
        connection.execute(sql, &values![person]).await?;
    }
    connection.execute("DELETE FROM answers WHERE chat = $1", &values![chat]).await?;
    for code in counts {
        connection.execute("DELETE FROM counts WHERE code = $1", &values![code]).await?;
    }
    Ok(())
}
