//! What is posted every day, and what was.

use serde::{Deserialize, Serialize};

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
    /// The minutes of the day, in the chat's time zone, in order.
    pub minutes: Vec<u16>,
    /// The weekdays, one bit each, Monday's the lowest; never none.
    pub days: u8,
    /// Whether nothing is posted for now.
    pub is_paused: bool,
    /// The local day and time that was posted for last, as `YYYY-MM-DD HH:MM`.
    pub last_slot: String,
    /// Who arranged it; `None` when nobody is told what becomes of it.
    pub arranger: Option<Arranger>,
    /// What became of the last post.
    pub last: Option<PostOutcome>,
    /// How many failed one after the other.
    pub failures: u32,
}

impl Schedule {
    /// Every weekday.
    pub const EVERY_DAY: u8 = 0b111_1111;

    /// A daily post at these minutes on every weekday, that was never posted.
    #[must_use]
    pub fn new(chat: i64, kind: PostKind, minutes: Vec<u16>) -> Self {
        Self {
            chat,
            kind,
            minutes,
            days: Self::EVERY_DAY,
            is_paused: false,
            last_slot: String::new(),
            arranger: None,
            last: None,
            failures: 0,
        }
    }
}

/// Who arranged a post, and is told when it fails.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arranger {
    /// Telegram's number for the person and their private chat.
    pub id: i64,
    /// The letters of the language that they read.
    pub language: String,
}

/// What became of a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostOutcome {
    /// When that was known, in milliseconds since 1970.
    pub at_ms: i64,
    /// Why it failed; `None` when it was posted.
    pub failure: Option<String>,
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
        let running = "SELECT chat_id, s.kind, minutes, days, is_paused, last_slot, person, language, outcome,
                 ended_at_ms, failures, settings
             FROM schedules s JOIN chats USING (chat_id) WHERE is_open = 1 AND is_paused = 0";
        let mut all = Vec::new();
        for row in self.rows(running, &[]).await? {
            let settings = row.text(11)?;
            all.extend(schedule_of(&row)?.map(|schedule| DailyPost { schedule, settings }));
        }
        Ok(all)
    }

    /// How many daily posts failed after a time in milliseconds since 1970, each counted once.
    ///
    /// # Errors
    /// When the database cannot be read now.
    pub async fn failed_posts_after(&self, after_ms: i64) -> Result<usize, StoreError> {
        let failed = "SELECT chat_id FROM schedules WHERE ended_at_ms > $1 AND failures > 0";
        Ok(self.rows(failed, &[after_ms]).await?.len())
    }

    /// Puts a post into the inbox for its chat, unless one of its kind was put there for this day and time already.
    /// `payload` is what a worker plans it from, and `false` means that nothing was put in.
    ///
    /// # Errors
    /// When the database cannot take it now; nothing is put in then.
    pub async fn post_due(
        &self,
        schedule: &Schedule,
        slot: &str,
        payload: &str,
        now_ms: i64,
    ) -> Result<bool, StoreError> {
        let (chat, kind, slot) = (schedule.chat, schedule.kind, slot.to_owned());
        let payload = self.context.keyring.encrypt(PAYLOAD, payload);
        self.transaction(Durability::Flushed, move |connection| {
            let (slot, payload) = (slot.clone(), payload.clone());
            Box::pin(async move {
                lock(connection).await?;
                let take = "UPDATE schedules SET last_slot = $3
                     WHERE chat_id = $1 AND kind = $2 AND last_slot <> $3 AND is_paused = 0";
                if connection.execute(take, &values![chat, kind.name(), &slot]).await? == 0 {
                    return Ok(false);
                }
                put_in(connection, chat, &payload, now_ms).await?;
                Ok(true)
            })
        })
        .await
    }

    /// Puts what became of a post into the inbox of a chat. `payload` is what a worker plans it from.
    ///
    /// # Errors
    /// When the database cannot take it now; nothing is put in then.
    pub async fn post_ended(&self, chat: i64, payload: &str, now_ms: i64) -> Result<(), StoreError> {
        let payload = self.context.keyring.encrypt(PAYLOAD, payload);
        self.transaction(Durability::Flushed, move |connection| {
            let payload = payload.clone();
            Box::pin(async move {
                lock(connection).await?;
                put_in(connection, chat, &payload, now_ms).await
            })
        })
        .await
    }
}

/// Puts something of the bot's own into the inbox, under the lock of the inbox.
pub(super) async fn put_in(
    connection: &mut Connection,
    chat: i64,
    payload: &str,
    now_ms: i64,
) -> Result<(), StoreError> {
    let own = own_number(connection).await?;
    let insert =
        "INSERT INTO inbox (update_id, chat_id, received_at_ms, payload, kind) VALUES ($1, $2, $3, $4, 'post')";
    connection.execute(insert, &values![own, chat, now_ms, payload]).await?;
    Ok(())
}

/// The daily posts of a chat, and what was posted there.
pub(super) async fn of_chat(
    connection: &mut Connection,
    chat: i64,
) -> Result<(Vec<Schedule>, Vec<(PostKind, String)>), StoreError> {
    let daily = "SELECT chat_id, kind, minutes, days, is_paused, last_slot, person, language, outcome, ended_at_ms,
             failures FROM schedules WHERE chat_id = $1";
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

/// What stands for an outcome that is no failure.
const POSTED: &str = "posted";

/// A daily post; `None` of a kind that this version does not know.
fn schedule_of(row: &Row) -> Result<Option<Schedule>, StoreError> {
    let Some(kind) = PostKind::of(&row.text(1)?) else { return Ok(None) };
    let (language, outcome, at_ms) = (row.text(7)?, row.text(8)?, row.number(9)?);
    let failure = Some(outcome.clone()).filter(|outcome| outcome != POSTED);
    Ok(Some(Schedule {
        chat: row.number(0)?,
        kind,
        minutes: row.text(2)?.split(',').filter_map(|minute| minute.parse().ok()).collect(),
        days: u8::try_from(row.number(3)?).unwrap_or(Schedule::EVERY_DAY),
        is_paused: row.is_set(4)?,
        last_slot: row.text(5)?,
        arranger: row.optional_number(6)?.map(|id| Arranger { id, language }),
        last: (!outcome.is_empty()).then_some(PostOutcome { at_ms, failure }),
        failures: u32::try_from(row.number(10)?).unwrap_or_default(),
    }))
}

/// Sets a daily post, which begins anew; what became of the last one stays.
pub(super) async fn set(connection: &mut Connection, schedule: &Schedule) -> Result<(), StoreError> {
    let set = "INSERT INTO schedules (chat_id, kind, minutes, days, is_paused, last_slot, person, language)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (chat_id, kind) DO UPDATE SET
             minutes = excluded.minutes, days = excluded.days, is_paused = excluded.is_paused,
             last_slot = excluded.last_slot, person = excluded.person, language = excluded.language, failures = 0";
    let Schedule { chat, kind, minutes, days, is_paused, last_slot, arranger, .. } = schedule;
    let minutes = minutes.iter().map(u16::to_string).collect::<Vec<_>>().join(",");
    let person = arranger.as_ref().map(|arranger| arranger.id);
    let language = arranger.as_ref().map_or("", |arranger| arranger.language.as_str());
    let days = i64::from(*days);
    let values = values![*chat, kind.name(), &minutes, days, *is_paused, last_slot, person, language];
    connection.execute(set, &values).await?;
    Ok(())
}

/// Pauses the daily posts of a chat, or lets them go on.
pub(super) async fn pause(connection: &mut Connection, chat: i64, is_paused: bool) -> Result<(), StoreError> {
    let pause = "UPDATE schedules SET is_paused = $1, failures = 0 WHERE chat_id = $2";
    connection.execute(pause, &values![is_paused, chat]).await?;
    Ok(())
}

/// Notes what became of a daily post, which pauses after `most` failures one after the other.
pub(super) async fn ended(
    connection: &mut Connection,
    chat: i64,
    kind: PostKind,
    outcome: &PostOutcome,
    most: u32,
) -> Result<(), StoreError> {
    let failed = outcome.failure.is_some();
    let note =
        "UPDATE schedules SET outcome = $3, ended_at_ms = $4, failures = CASE WHEN $5 = 1 THEN failures + 1 ELSE 0 END,
             is_paused = CASE WHEN $5 = 1 AND failures + 1 >= $6 THEN 1 ELSE is_paused END
         WHERE chat_id = $1 AND kind = $2";
    let words = outcome.failure.as_deref().unwrap_or(POSTED);
    connection.execute(note, &values![chat, kind.name(), words, outcome.at_ms, failed, i64::from(most)]).await?;
    Ok(())
}

/// Forgets who arranged posts; they are posted all the same.
pub(super) async fn forget(connection: &mut Connection, person: i64) -> Result<(), StoreError> {
    let forget = "UPDATE schedules SET person = NULL, language = '' WHERE person = $1";
    connection.execute(forget, &values![person]).await?;
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
        "INSERT INTO schedules (chat_id, kind, minutes, days, is_paused, last_slot, person, language, outcome,
             ended_at_ms, failures)
         SELECT $2, kind, minutes, days, is_paused, last_slot, person, language, outcome, ended_at_ms, failures
         FROM schedules WHERE chat_id = $1 ON CONFLICT DO NOTHING",
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
