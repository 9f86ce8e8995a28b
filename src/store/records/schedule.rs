//! What is posted every day, and what was.

use super::post_kind::PostKind;
use crate::store::connection::{Connection, Durability, Row, values};
use crate::store::database::Store;
use crate::store::encrypted_columns::PAYLOAD;
use crate::store::error::StoreError;
use crate::store::queue::{lock, own_number};

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
pub struct DailyPost {
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
    pub async fn running(&self) -> Result<Vec<DailyPost>, StoreError> {
        let running = "SELECT chat_id, s.kind, minute, is_paused, last_day, settings
             FROM schedules s JOIN chats USING (chat_id) WHERE is_open = 1 AND is_paused = 0";
        let mut all = Vec::new();
        for row in self.rows(running, &[]).await? {
            let settings = row.text(5)?;
            all.extend(schedule_of(&row)?.map(|schedule| DailyPost { schedule, settings }));
        }
        Ok(all)
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
        let (chat, kind, day) = (schedule.chat, schedule.kind, day.to_owned());
        let payload = self.context.keyring.encrypt(PAYLOAD, payload);
        self.transaction(Durability::Flushed, move |connection| {
            let (day, payload) = (day.clone(), payload.clone());
            Box::pin(async move {
                lock(connection).await?;
                let take = "UPDATE schedules SET last_day = $3
                     WHERE chat_id = $1 AND kind = $2 AND last_day <> $3 AND is_paused = 0";
                if connection.execute(take, &values![chat, kind.name(), &day]).await? == 0 {
                    return Ok(false);
                }
                let own = own_number(connection).await?;
                let insert = "INSERT INTO inbox (update_id, chat_id, received_at_ms, payload, kind)
                     VALUES ($1, $2, $3, $4, 'post')";
                connection.execute(insert, &values![own, chat, now_ms, &payload]).await?;
                Ok(true)
            })
        })
        .await
    }
}

/// The daily posts of a chat, and what was posted there.
pub(super) async fn of_chat(
    connection: &mut Connection,
    chat: i64,
) -> Result<(Vec<Schedule>, Vec<(PostKind, String)>), StoreError> {
    let daily = "SELECT chat_id, kind, minute, is_paused, last_day FROM schedules WHERE chat_id = $1";
    let mut schedules = Vec::new();
    for row in connection.rows(daily, &values![chat]).await? {
        schedules.extend(schedule_of(&row)?);
    }
    let mut posted = Vec::new();
    for row in connection.rows("SELECT kind, entry FROM posted WHERE chat_id = $1", &values![chat]).await? {
        let entry = row.text(1)?;
        posted.extend(PostKind::of(&row.text(0)?).map(|kind| (kind, entry)));
    }
    Ok((schedules, posted))
}

/// A daily post; `None` of a kind that this version does not know.
fn schedule_of(row: &Row) -> Result<Option<Schedule>, StoreError> {
    let (chat, minute) = (row.number(0)?, u16::try_from(row.number(2)?));
    let (Some(kind), Ok(minute)) = (PostKind::of(&row.text(1)?), minute) else { return Ok(None) };
    Ok(Some(Schedule { chat, kind, minute, is_paused: row.is_set(3)?, last_day: row.text(4)? }))
}

/// Sets a daily post.
pub(super) async fn set(connection: &mut Connection, schedule: &Schedule) -> Result<(), StoreError> {
    let set = "INSERT INTO schedules (chat_id, kind, minute, is_paused, last_day) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (chat_id, kind) DO UPDATE SET
             minute = excluded.minute, is_paused = excluded.is_paused, last_day = excluded.last_day";
    let Schedule { chat, kind, minute, is_paused, last_day } = schedule;
    connection.execute(set, &values![*chat, kind.name(), i64::from(*minute), *is_paused, last_day]).await?;
    Ok(())
}

/// Pauses the daily posts of a chat, or lets them go on.
pub(super) async fn pause(connection: &mut Connection, chat: i64, is_paused: bool) -> Result<(), StoreError> {
    let pause = "UPDATE schedules SET is_paused = $1 WHERE chat_id = $2";
    connection.execute(pause, &values![is_paused, chat]).await?;
    Ok(())
}

/// Takes a daily post away.
pub(super) async fn unset(connection: &mut Connection, chat: i64, kind: PostKind) -> Result<(), StoreError> {
    let delete = "DELETE FROM schedules WHERE chat_id = $1 AND kind = $2";
    connection.execute(delete, &values![chat, kind.name()]).await?;
    Ok(())
}

/// Notes that an entry was posted; what was posted before counts no more when a new round begins with it.
pub(super) async fn posted(
    connection: &mut Connection,
    chat: i64,
    kind: PostKind,
    entry: &str,
    begins_round: bool,
) -> Result<(), StoreError> {
    if begins_round {
        let delete = "DELETE FROM posted WHERE chat_id = $1 AND kind = $2";
        connection.execute(delete, &values![chat, kind.name()]).await?;
    }
    let insert = "INSERT INTO posted (chat_id, kind, entry) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    connection.execute(insert, &values![chat, kind.name(), entry]).await?;
    Ok(())
}

/// What a group that became a supergroup has posted goes with it.
pub(super) async fn moved(connection: &mut Connection, from: i64, to: i64) -> Result<(), StoreError> {
    for sql in [
        "INSERT INTO schedules (chat_id, kind, minute, is_paused, last_day)
         SELECT $2, kind, minute, is_paused, last_day FROM schedules WHERE chat_id = $1 ON CONFLICT DO NOTHING",
        "INSERT INTO posted (chat_id, kind, entry)
         SELECT $2, kind, entry FROM posted WHERE chat_id = $1 ON CONFLICT DO NOTHING",
    ] {
        connection.execute(sql, &values![from, to]).await?;
    }
    for sql in ["DELETE FROM schedules WHERE chat_id = $1", "DELETE FROM posted WHERE chat_id = $1"] {
        connection.execute(sql, &values![from]).await?;
    }
    Ok(())
}
