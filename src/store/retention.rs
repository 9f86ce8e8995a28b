//! Deleting what was kept long enough, and what is left of it in the log.

use super::connection::{Connection, Durability, values};
use super::database::Store;
use super::error::StoreError;
use super::kind::DatabaseKind;
use super::records::HIDE_TERMS;
use super::tables::Retention;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

impl Store {
    /// Deletes what was kept long enough, but never the newest update: the offset is made from it.
    ///
    /// # Errors
    /// When the database cannot delete now.
    pub async fn prune(&self, retention: Retention, now_ms: i64) -> Result<(), StoreError> {
        self.transaction(Durability::Flushed, move |connection| Box::pin(prune(connection, retention, now_ms))).await
    }

    /// Moves everything from the write-ahead log into the database and empties the log, so that no deleted text
    /// stays behind in it. Cheap when there is nothing to move. PostgreSQL keeps its log itself.
    ///
    /// # Errors
    /// When the database cannot be written now.
    pub async fn empty_log(&self) -> Result<(), StoreError> {
        if self.kind == DatabaseKind::Sqlite {
            self.rows("PRAGMA wal_checkpoint(TRUNCATE)", &[]).await?;
        }
        Ok(())
    }
}

async fn prune(connection: &mut Connection, retention: Retention, now_ms: i64) -> Result<(), StoreError> {
    for sql in [
        "DELETE FROM seen WHERE until_ms <= $1",
        "DELETE FROM answers WHERE until_ms <= $1",
        "DELETE FROM counts WHERE until_ms <= $1",
        "DELETE FROM held WHERE until_ms <= $1",
        // What was there before times were noted counts from now on.
        "UPDATE chats SET at_ms = $1 WHERE at_ms = 0",
        "UPDATE people SET at_ms = $1 WHERE at_ms = 0",
        "UPDATE admins SET at_ms = $1 WHERE at_ms = 0",
        "UPDATE feedback SET at_ms = $1 WHERE at_ms = 0",
        "UPDATE chosen SET at_ms = $1 WHERE at_ms = 0",
    ] {
        connection.execute(sql, &values![now_ms]).await?;
    }
    // Telegram lets a message be deleted for two days, the first of which it may stand.
    connection.execute("DELETE FROM deletions WHERE due_ms <= $1", &values![now_ms.saturating_sub(DAY_MS)]).await?;
    let ages = [
        (
            "DELETE FROM inbox WHERE state = 'done' AND received_at_ms < $1
             AND seq < (SELECT max(seq) FROM inbox WHERE update_id > 0)",
            retention.handled,
        ),
        ("DELETE FROM dead WHERE died_at_ms < $1", retention.dead),
        ("DELETE FROM votes WHERE at_ms < $1", retention.feedback),
        ("DELETE FROM questions WHERE at_ms < $1", retention.questions),
        ("DELETE FROM people WHERE at_ms < $1", retention.people),
        ("DELETE FROM admins WHERE at_ms < $1", retention.people),
        ("DELETE FROM feedback WHERE at_ms < $1", retention.counts),
        ("DELETE FROM chosen WHERE at_ms < $1", retention.counts),
        ("DELETE FROM chats WHERE is_open = 0 AND at_ms < $1", retention.chats),
        // By their key, before the questions that they are words of.
        ("DELETE FROM missed_words WHERE missed_id IN (SELECT id FROM missed WHERE at_ms < $1)", retention.missed),
        ("DELETE FROM missed WHERE at_ms < $1", retention.missed),
        ("UPDATE missed SET question = NULL WHERE question IS NOT NULL AND at_ms < $1", retention.questions),
        ("DELETE FROM phrasings WHERE state <> 'accepted' AND at_ms < $1", retention.missed),
        // Who is shown what a phrasing would change agrees to it at once or not at all.
        ("DELETE FROM phrasings WHERE state = 'draft' AND at_ms < $1", 1),
    ];
    for (sql, days) in ages {
        let since_ms = now_ms.saturating_sub(i64::from(days) * DAY_MS);
        connection.execute(sql, &values![since_ms]).await?;
    }
    // What is left of a conversation whose person is forgotten.
    let forgotten = "DELETE FROM tickets WHERE person = code AND last_at_ms < $1";
    connection.execute(forgotten, &values![now_ms.saturating_sub(DAY_MS)]).await?;
    for (sql, days) in [
        ("DELETE FROM tickets WHERE state = 'closed' AND closed_at_ms < $1", retention.desk),
        ("DELETE FROM desk_log WHERE at_ms < $1", retention.desk_log),
    ] {
        let since_ms = now_ms.saturating_sub(i64::from(days) * DAY_MS);
        connection.execute(sql, &values![since_ms]).await?;
    }
    connection.execute("DELETE FROM relays WHERE ticket NOT IN (SELECT id FROM tickets)", &[]).await?;
    let first_day = now_ms.saturating_sub(i64::from(retention.stats) * DAY_MS).div_euclid(DAY_MS);
    connection.execute("DELETE FROM days WHERE day < $1", &values![first_day]).await?;
    // What hangs on a chat goes with it.
    for sql in [
        "DELETE FROM admins WHERE chat_id NOT IN (SELECT chat_id FROM chats)",
        "DELETE FROM schedules WHERE chat_id NOT IN (SELECT chat_id FROM chats)",
        "DELETE FROM posted WHERE chat_id NOT IN (SELECT chat_id FROM chats)",
        // And what on a question.
        "DELETE FROM missed_words WHERE NOT EXISTS (SELECT 1 FROM missed WHERE missed.id = missed_words.missed_id)",
        HIDE_TERMS,
    ] {
        connection.execute(sql, &[]).await?;
    }
    if connection.kind() == DatabaseKind::Postgres {
        let free = "DELETE FROM limits WHERE free_us < (extract(epoch FROM clock_timestamp()) * 1000000)::bigint";
        connection.execute(free, &[]).await?;
    }
    Ok(())
}
