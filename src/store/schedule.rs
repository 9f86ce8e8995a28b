//! What is posted every day, and what was.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row as _};

use super::seals::PAYLOAD;
use super::{Store, StoreError, own_number};
use crate::reply::PostKind;

/// A daily post of a group or channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// The group or channel.
    pub chat: i64,
    /// What is posted.
    pub kind: PostKind,
    /// The minute of the day, in the chat's time zone.
    pub minute: u16,
    /// Whether nothing is posted for now.
    pub is_paused: bool,
    /// The local day of the last post, as `YYYY-MM-DD`.
    pub last_day: String,
}

/// A daily post with what its chat set, to see whether it is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Running {
    /// The daily post.
    pub schedule: Schedule,
    /// What the chat's admins set, in the form of the room that reads it.
    pub settings: String,
}

impl Store {
    /// The daily posts that are not paused, of chats where the bot may write.
    ///
    /// # Errors
    /// When the database cannot be read now.
    pub async fn running(&self) -> Result<Vec<Running>, StoreError> {
        let rows = sqlx::query(
            "SELECT chat_id, s.kind, minute, is_paused, last_day, settings FROM schedules s JOIN chats USING (chat_id)
             WHERE is_open = 1 AND is_paused = 0",
        );
        let rows = rows.fetch_all(&self.pool).await?;
        let running = |row: &AnyRow| Some(Running { schedule: schedule_of(row)?, settings: row.get(5) });
        Ok(rows.iter().filter_map(running).collect())
    }

    /// Puts a post into the inbox for its chat, unless one of its kind was put there for this day already. `payload` is
    /// what a worker plans it from, and `false` means that nothing was put in.
    ///
    /// # Errors
    /// When the database cannot take it now; nothing is put in then.
    pub async fn post_due(
        &self,
        schedule: &Schedule,
        day: &str,
        payload: &str,
        now_ms: i64,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin_insert().await?;
        let taken = sqlx::query(
            "UPDATE schedules SET last_day = $3
             WHERE chat_id = $1 AND kind = $2 AND last_day <> $3 AND is_paused = 0",
        );
        let taken = taken.bind(schedule.chat).bind(schedule.kind.name()).bind(day).execute(&mut *tx).await?;
        if taken.rows_affected() == 0 {
            return Ok(false);
        }
        let own = own_number(&mut tx).await?;
        sqlx::query("INSERT INTO inbox (update_id, chat_id, received_at_ms, payload) VALUES ($1, $2, $3, $4)")
            .bind(own)
            .bind(schedule.chat)
            .bind(now_ms)
            .bind(self.vault.seal(PAYLOAD, payload))
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        Ok(true)
    }
}

/// The daily posts of a chat, and what was posted there.
pub(super) async fn of_chat(
    connection: &mut AnyConnection,
    chat: i64,
) -> Result<(Vec<Schedule>, Vec<(PostKind, String)>), StoreError> {
    let rows = sqlx::query("SELECT chat_id, kind, minute, is_paused, last_day FROM schedules WHERE chat_id = $1");
    let schedules = rows.bind(chat).fetch_all(&mut *connection).await?.iter().filter_map(schedule_of).collect();
    let rows = sqlx::query("SELECT kind, entry FROM posted WHERE chat_id = $1").bind(chat);
    let posted = rows.fetch_all(&mut *connection).await?;
    Ok((schedules, posted.iter().filter_map(|row| Some((PostKind::of(row.get(0))?, row.get(1)))).collect()))
}

fn schedule_of(row: &AnyRow) -> Option<Schedule> {
    Some(Schedule {
        chat: row.get(0),
        kind: PostKind::of(row.get(1))?,
        minute: u16::try_from(row.get::<i64, _>(2)).ok()?,
        is_paused: row.get::<i64, _>(3) == 1,
        last_day: row.get(4),
    })
}

/// Sets a daily post.
pub(super) async fn set(connection: &mut AnyConnection, schedule: &Schedule) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO schedules (chat_id, kind, minute, is_paused, last_day) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (chat_id, kind) DO UPDATE SET
             minute = excluded.minute, is_paused = excluded.is_paused, last_day = excluded.last_day",
    )
    .bind(schedule.chat)
    .bind(schedule.kind.name())
    .bind(i64::from(schedule.minute))
    .bind(i64::from(schedule.is_paused))
    .bind(&schedule.last_day)
    .execute(connection)
    .await?;
    Ok(())
}

/// Pauses the daily posts of a chat, or lets them go on.
pub(super) async fn pause(connection: &mut AnyConnection, chat: i64, is_paused: bool) -> Result<(), StoreError> {
    let pause = sqlx::query("UPDATE schedules SET is_paused = $1 WHERE chat_id = $2");
    pause.bind(i64::from(is_paused)).bind(chat).execute(connection).await?;
    Ok(())
}

/// Takes a daily post away.
pub(super) async fn unset(connection: &mut AnyConnection, chat: i64, kind: PostKind) -> Result<(), StoreError> {
    let delete = sqlx::query("DELETE FROM schedules WHERE chat_id = $1 AND kind = $2");
    delete.bind(chat).bind(kind.name()).execute(connection).await?;
    Ok(())
}

/// Notes that an entry was posted; what was posted before counts no more when a new round begins with it.
pub(super) async fn posted(
    connection: &mut AnyConnection,
    chat: i64,
    kind: PostKind,
    entry: &str,
    begins_round: bool,
) -> Result<(), StoreError> {
    if begins_round {
        let delete = sqlx::query("DELETE FROM posted WHERE chat_id = $1 AND kind = $2");
        delete.bind(chat).bind(kind.name()).execute(&mut *connection).await?;
    }
    sqlx::query("INSERT INTO posted (chat_id, kind, entry) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
        .bind(chat)
        .bind(kind.name())
        .bind(entry)
        .execute(connection)
        .await?;
    Ok(())
}

/// What a group that became a supergroup has posted goes with it.
pub(super) async fn moved(connection: &mut AnyConnection, from: i64, to: i64) -> Result<(), StoreError> {
    for sql in [
        "INSERT INTO schedules (chat_id, kind, minute, is_paused, last_day)
         SELECT $2, kind, minute, is_paused, last_day FROM schedules WHERE chat_id = $1 ON CONFLICT DO NOTHING",
        "INSERT INTO posted (chat_id, kind, entry)
         SELECT $2, kind, entry FROM posted WHERE chat_id = $1 ON CONFLICT DO NOTHING",
    ] {
        sqlx::query(sql).bind(from).bind(to).execute(&mut *connection).await?;
    }
    for sql in ["DELETE FROM schedules WHERE chat_id = $1", "DELETE FROM posted WHERE chat_id = $1"] {
        sqlx::query(sql).bind(from).execute(&mut *connection).await?;
    }
    Ok(())
}
