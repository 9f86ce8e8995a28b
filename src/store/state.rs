//! What is remembered about chats and people: read before an update is planned, changed together with its plan.

use serde::{Deserialize, Serialize};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row as _};

use super::chosen::choose;
use super::feedback::{Vote, vote};
use super::questions::{self, Question};
use super::schedule::{self, Schedule};
use super::seals::TITLE;
use super::{Store, StoreError, Vault};
use crate::reply::PostKind;

/// A keyed hash that stands for a person, a message, or something else that should not be named.
pub type Code = [u8; 32];

/// What planning an update needs to know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wants {
    /// A group or channel.
    pub chat: Option<i64>,
    /// A person.
    pub person: Option<Code>,
    /// What may have been answered before.
    pub answers: Vec<Code>,
    /// What is counted.
    pub counts: Vec<Code>,
    /// Whether the groups and channels that the person administers are wanted.
    pub administered: bool,
    /// Whether the chat's daily posts are wanted.
    pub posts: bool,
}

/// What is remembered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The group or channel; `None` when nothing was ever noted about it.
    pub chat: Option<Chat>,
    /// The language that the person set.
    pub language: Option<String>,
    /// The answers that still stand, each under the code it was asked for by.
    pub answers: Vec<(Code, Answer)>,
    /// The counts that are not 0, each under the code it was asked for by.
    pub counts: Vec<(Code, u32)>,
    /// The groups and channels that the person was seen to administer, by title.
    pub administered: Vec<Chat>,
    /// The chat's daily posts.
    pub schedules: Vec<Schedule>,
    /// What was posted in the chat since a round began.
    pub posted: Vec<(PostKind, String)>,
}

/// A group or channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chat {
    /// Its id.
    pub id: i64,
    /// `group`, `supergroup` or `channel`.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// What its admins set, in the form of the room that reads it; empty when nothing.
    pub settings: String,
    /// Whether the bot is in it and may write.
    pub is_open: bool,
}

/// An answer that stands in a chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Its message.
    pub message: i32,
    /// A code of the words that it answers, and of their chat: another chat may have the same message and words.
    pub words: Code,
}

/// Under which codes an answer is remembered once it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remembered {
    /// What it answers.
    pub code: Code,
    /// A code of the chat that it stands in.
    pub chat: Code,
    /// A code of the words that it answers.
    pub words: Code,
    /// Until when, in milliseconds since 1970.
    pub until_ms: i64,
}

/// A change to what is remembered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The bot came to or left a group or channel. What was set there stays.
    Chat {
        /// Its id.
        id: i64,
        /// `group`, `supergroup` or `channel`.
        kind: String,
        /// Its title.
        title: String,
        /// Whether the bot is in it and may write.
        is_open: bool,
    },
    /// The admins of a group or channel set something. Nothing happens when the chat is not known.
    Settings {
        /// Its id.
        chat: i64,
        /// Everything that is set.
        settings: String,
    },
    /// A group became a supergroup: what is known about it moves.
    Moved {
        /// The old id.
        from: i64,
        /// The new id.
        to: i64,
    },
    /// A person set their language; `None` takes the setting back.
    Language {
        /// The person.
        person: Code,
        /// Its letters.
        language: Option<String>,
    },
    /// A person was seen to administer a group or channel, or not to any more.
    Admin {
        /// The person.
        person: Code,
        /// The group or channel.
        chat: i64,
        /// Whether they do.
        is_admin: bool,
    },
    /// Something happened once more.
    Count {
        /// What.
        code: Code,
        /// Until when the count stands if it begins now, in milliseconds since 1970.
        until_ms: i64,
    },
    /// A group or channel gets a daily post, or one at another time.
    Schedule(Schedule),
    /// The daily posts of a group or channel are paused or go on.
    Pause {
        /// The group or channel.
        chat: i64,
        /// Whether they are paused.
        is_paused: bool,
    },
    /// A group or channel gets a daily post no more.
    Unschedule {
        /// The group or channel.
        chat: i64,
        /// What is not posted any more.
        kind: PostKind,
    },
    /// Something is posted.
    Posted {
        /// The group or channel.
        chat: i64,
        /// What it is.
        kind: PostKind,
        /// Of which entry.
        entry: String,
        /// Whether everything had been posted, so that a new round begins.
        begins_round: bool,
    },
    /// Somebody tapped on a feedback button.
    Vote(Vote),
    /// An entry was sent through inline mode.
    Chosen(String),
    /// A question is kept as it was asked.
    Question(Question),
    /// A person wants everything forgotten that is kept about them.
    Forget {
        /// The person.
        person: Code,
        /// Their private chat.
        chat: Code,
        /// What was counted of them.
        counts: Vec<Code>,
    },
}

impl Store {
    /// Notes that the bot may not write to a group or channel any more, as when it missed that it was thrown out.
    ///
    /// # Errors
    /// When the database cannot note it now.
    pub async fn close_chat(&self, chat: i64, now_ms: i64) -> Result<(), StoreError> {
        let close = sqlx::query("UPDATE chats SET is_open = 0, at_ms = $2 WHERE chat_id = $1");
        close.bind(chat).bind(now_ms).execute(&self.pool).await?;
        Ok(())
    }

    /// What is remembered of what is wanted.
    ///
    /// # Errors
    /// When the database cannot be read now.
    pub async fn known(&self, wants: &Wants, now_ms: i64) -> Result<Known, StoreError> {
        let mut known = Known::default();
        if *wants == Wants::default() {
            return Ok(known);
        }
        let mut connection = self.pool.acquire().await?;
        if let Some(id) = wants.chat {
            let chat = sqlx::query("SELECT chat_id, kind, title, settings, is_open FROM chats WHERE chat_id = $1");
            let row = chat.bind(id).fetch_optional(&mut *connection).await?;
            known.chat = row.map(|row| self.chat_of(&row)).transpose()?;
            if wants.posts {
                (known.schedules, known.posted) = schedule::of_chat(&mut connection, id).await?;
            }
        }
        if let Some(person) = &wants.person {
            let language = sqlx::query_scalar("SELECT language FROM people WHERE person = $1").bind(person.as_slice());
            known.language = language.fetch_optional(&mut *connection).await?;
            if wants.administered {
                let chats = sqlx::query(
                    "SELECT chat_id, kind, title, settings, is_open FROM chats JOIN admins USING (chat_id)
                     WHERE person = $1 ORDER BY chat_id",
                );
                let rows = chats.bind(person.as_slice()).fetch_all(&mut *connection).await?;
                known.administered = rows.iter().map(|row| self.chat_of(row)).collect::<Result<_, _>>()?;
                known.administered.sort_by(|one, other| one.title.cmp(&other.title));
            }
        }
        for code in &wants.answers {
            let answer = sqlx::query("SELECT message_id, words FROM answers WHERE code = $1 AND until_ms > $2");
            let row = answer.bind(code.as_slice()).bind(now_ms).fetch_optional(&mut *connection).await?;
            let answer = row.and_then(|row| {
                let message = i32::try_from(row.get::<i64, _>(0)).ok()?;
                Some(Answer { message, words: row.get::<&[u8], _>(1).try_into().ok()? })
            });
            known.answers.extend(answer.map(|answer| (*code, answer)));
        }
        for code in &wants.counts {
            let count = sqlx::query_scalar("SELECT count FROM counts WHERE code = $1 AND until_ms > $2");
            let count: Option<i64> = count.bind(code.as_slice()).bind(now_ms).fetch_optional(&mut *connection).await?;
            known.counts.extend(count.map(|count| (*code, u32::try_from(count).unwrap_or(u32::MAX))));
        }
        Ok(known)
    }

    fn chat_of(&self, row: &AnyRow) -> Result<Chat, StoreError> {
        Ok(Chat {
            id: row.get(0),
            kind: row.get(1),
            title: self.vault.open(TITLE, row.get(2))?,
            settings: row.get(3),
            is_open: row.get::<i64, _>(4) == 1,
        })
    }
}

/// Makes a change.
pub(super) async fn change(
    connection: &mut AnyConnection,
    vault: &Vault,
    change: &Change,
    now_ms: i64,
) -> Result<(), StoreError> {
    match change {
        Change::Chat { id, kind, title, is_open } => {
            sqlx::query(
                "INSERT INTO chats (chat_id, kind, title, is_open, at_ms) VALUES ($1, $2, $3, $4, $5)
                 ON CONFLICT (chat_id) DO UPDATE SET
                     kind = excluded.kind, title = excluded.title, is_open = excluded.is_open, at_ms = excluded.at_ms",
            )
            .bind(id)
            .bind(kind)
            .bind(vault.seal(TITLE, title))
            .bind(i64::from(*is_open))
            .bind(now_ms)
            .execute(connection)
            .await?;
        }
        Change::Vote(cast) => vote(connection, cast, now_ms).await?,
        Change::Chosen(entry) => choose(connection, entry, now_ms).await?,
        Change::Question(question) => questions::keep(connection, vault, question).await?,
        Change::Settings { chat, settings } => {
            let update = sqlx::query("UPDATE chats SET settings = $1 WHERE chat_id = $2");
            update.bind(settings).bind(chat).execute(connection).await?;
        }
        Change::Moved { from, to } => moved(connection, *from, *to, now_ms).await?,
        Change::Language { person, language: Some(language) } => {
            sqlx::query(
                "INSERT INTO people (person, language, at_ms) VALUES ($1, $2, $3)
                 ON CONFLICT (person) DO UPDATE SET language = excluded.language, at_ms = excluded.at_ms",
            )
            .bind(person.as_slice())
            .bind(language)
            .bind(now_ms)
            .execute(connection)
            .await?;
        }
        Change::Language { person, language: None } => {
            sqlx::query("DELETE FROM people WHERE person = $1").bind(person.as_slice()).execute(connection).await?;
        }
        Change::Admin { person, chat, is_admin } => {
            if *is_admin {
                let seen = sqlx::query(
                    "INSERT INTO admins (person, chat_id, at_ms) VALUES ($1, $2, $3)
                     ON CONFLICT (person, chat_id) DO UPDATE SET at_ms = excluded.at_ms",
                );
                seen.bind(person.as_slice()).bind(chat).bind(now_ms).execute(connection).await?;
            } else {
                let gone = sqlx::query("DELETE FROM admins WHERE person = $1 AND chat_id = $2");
                gone.bind(person.as_slice()).bind(chat).execute(connection).await?;
            }
        }
        Change::Count { code, until_ms } => {
            // A count that is over begins anew.
            sqlx::query(
                "INSERT INTO counts (code, count, until_ms) VALUES ($1, 1, $2)
                 ON CONFLICT (code) DO UPDATE SET
                     count = CASE WHEN counts.until_ms > $3 THEN counts.count + 1 ELSE 1 END,
                     until_ms = CASE WHEN counts.until_ms > $3 THEN counts.until_ms ELSE excluded.until_ms END",
            )
            .bind(code.as_slice())
            .bind(until_ms)
            .bind(now_ms)
            .execute(connection)
            .await?;
        }
        Change::Schedule(daily) => schedule::set(connection, daily).await?,
        Change::Pause { chat, is_paused } => schedule::pause(connection, *chat, *is_paused).await?,
        Change::Unschedule { chat, kind } => schedule::unset(connection, *chat, *kind).await?,
        Change::Posted { chat, kind, entry, begins_round } => {
            schedule::posted(connection, *chat, *kind, entry, *begins_round).await?;
        }
        Change::Forget { person, chat, counts } => {
            for sql in [
                "DELETE FROM people WHERE person = $1",
                "DELETE FROM admins WHERE person = $1",
                "DELETE FROM votes WHERE person = $1",
                "DELETE FROM dead WHERE person = $1",
                "DELETE FROM questions WHERE person = $1",
            ] {
                sqlx::query(sql).bind(person.as_slice()).execute(&mut *connection).await?;
            }
            let answers = sqlx::query("DELETE FROM answers WHERE chat = $1").bind(chat.as_slice());
            answers.execute(&mut *connection).await?;
            for code in counts {
                let count = sqlx::query("DELETE FROM counts WHERE code = $1").bind(code.as_slice());
                count.execute(&mut *connection).await?;
            }
        }
    }
    Ok(())
}

/// What is known about a chat goes to its new id; what the new one has already stays.
async fn moved(connection: &mut AnyConnection, from: i64, to: i64, now_ms: i64) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO chats (chat_id, kind, title, settings, is_open, at_ms)
         SELECT $1, 'supergroup', title, settings, 1, $3 FROM chats WHERE chat_id = $2
         ON CONFLICT (chat_id) DO UPDATE SET
             settings = CASE WHEN chats.settings = '' THEN excluded.settings ELSE chats.settings END",
    )
    .bind(to)
    .bind(from)
    .bind(now_ms)
    .execute(&mut *connection)
    .await?;
    sqlx::query(
        "INSERT INTO admins (person, chat_id, at_ms)
         SELECT person, $1, at_ms FROM admins WHERE chat_id = $2 ON CONFLICT DO NOTHING",
    )
    .bind(to)
    .bind(from)
    .execute(&mut *connection)
    .await?;
    schedule::moved(connection, from, to).await?;
    for sql in ["DELETE FROM chats WHERE chat_id = $1", "DELETE FROM admins WHERE chat_id = $1"] {
        sqlx::query(sql).bind(from).execute(&mut *connection).await?;
    }
    Ok(())
}

/// Remembers where an answer stands. What the message answered before, it does not any more.
pub(super) async fn remember(
    connection: &mut AnyConnection,
    message: i32,
    remembered: &[Remembered],
) -> Result<(), StoreError> {
    if let Some(Remembered { chat, .. }) = remembered.first() {
        let forget = sqlx::query("DELETE FROM answers WHERE chat = $1 AND message_id = $2");
        forget.bind(chat.as_slice()).bind(message).execute(&mut *connection).await?;
    }
    for Remembered { code, chat, words, until_ms } in remembered {
        sqlx::query(
            "INSERT INTO answers (code, chat, message_id, words, until_ms) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (code) DO UPDATE SET chat = excluded.chat, message_id = excluded.message_id,
                 words = excluded.words, until_ms = excluded.until_ms",
        )
        .bind(code.as_slice())
        .bind(chat.as_slice())
        .bind(message)
        .bind(words.as_slice())
        .bind(until_ms)
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}
