//! Answers that stand in chats, each under a code of what it answers.

use serde::{Deserialize, Serialize};

use super::pseudonym::Pseudonym;
use crate::store::connection::{Connection, values};
use crate::store::error::StoreError;

/// An answer that stands in a chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Its message.
    pub message: i32,
    /// A code of the words that it answers, and of their chat: another chat may have the same message and words.
    pub words: Pseudonym,
}

/// Under which codes an answer is remembered once it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remembered {
    /// What it answers.
    pub code: Pseudonym,
    /// A code of the chat that it stands in.
    pub chat: Pseudonym,
    /// A code of the words that it answers.
    pub words: Pseudonym,
    /// Until when, in milliseconds since 1970.
    pub until_ms: i64,
    /// Whether its message answers besides what it answered before.
    #[serde(default)]
    pub is_beside: bool,
}

const FORGET: [&str; 2] = [
    "DELETE FROM answers WHERE chat = $1 AND message_id = $2",
    "DELETE FROM answers USING unnest($1::bytea[], $2::bigint[]) AS sent (place, message)
     WHERE chat = place AND message_id = message",
];

const REMEMBER: [&str; 2] = [
    "INSERT INTO answers (code, chat, message_id, words, until_ms) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (code) DO UPDATE SET chat = excluded.chat, message_id = excluded.message_id,
         words = excluded.words, until_ms = excluded.until_ms",
    "INSERT INTO answers (code, chat, message_id, words, until_ms)
     SELECT * FROM unnest($1::bytea[], $2::bytea[], $3::bigint[], $4::bytea[], $5::bigint[])
     ON CONFLICT (code) DO UPDATE SET chat = excluded.chat, message_id = excluded.message_id,
         words = excluded.words, until_ms = excluded.until_ms",
];

/// Remembers where answers stand. What a message answered before, it does not any more, unless this is beside it.
pub(in crate::store) async fn remember(
    connection: &mut Connection,
    answers: &[(i64, &[Remembered])],
) -> Result<(), StoreError> {
    let mut chats = Vec::with_capacity(answers.len());
    let mut rows: Vec<(&Pseudonym, _)> = Vec::with_capacity(answers.len());
    for (message, remembered) in answers {
        if let Some(Remembered { chat, .. }) = remembered.iter().find(|one| !one.is_beside) {
            chats.push(values![chat, *message].to_vec());
        }
        for Remembered { code, chat, words, until_ms, .. } in *remembered {
            rows.push((code, values![code, chat, *message, words, *until_ms].to_vec()));
        }
    }
    // In one order everywhere, so that no two processes wait for each other; of two under one code the later stands.
    rows.sort_by_key(|(code, _)| *code);
    let is_last = |n: usize| rows.get(n + 1).is_none_or(|(next, _)| *next != rows[n].0);
    let last: Vec<_> = (0..rows.len()).filter(|n| is_last(*n)).map(|n| rows[n].1.clone()).collect();
    connection.each(FORGET, &chats).await?;
    connection.each(REMEMBER, &last).await?;
    Ok(())
}
