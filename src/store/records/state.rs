//! What planning an update needs to know, looked up for all updates that are to be planned at once.

use std::collections::HashMap;

use super::answers::Answer;
use super::chats::Chat;
use super::chats::{CHAT, chat_of};
use super::days::{self, DayCount};
use super::desk::{self, DeskQuery, DeskState};
use super::held::{self, HeldRecord};
use super::missed::{self, MissedRecords};
use super::phrasings::{self, PhrasingRecord};
use super::post_kind::PostKind;
use super::pseudonym::Pseudonym;
use super::schedule::{self, Schedule};
use crate::store::connection::{Connection, Row, Value, values};
use crate::store::database::Store;
use crate::store::error::StoreError;
use crate::store::kind::DatabaseKind;
use crate::store::writer::{BatchTurn, Batched, WriteContext};

/// What planning an update needs to know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StateQuery {
    /// A group or channel.
    pub chat: Option<i64>,
    /// A person.
    pub person: Option<Pseudonym>,
    /// What may have been answered before.
    pub answers: Vec<Pseudonym>,
    /// What is counted.
    pub counts: Vec<Pseudonym>,
    /// Whether the groups and channels that the person administers are wanted.
    pub administered: bool,
    /// Whether the chat's daily posts are wanted.
    pub posts: bool,
    /// What a question may be held under.
    pub held: Option<Pseudonym>,
    /// What is wanted of the desk.
    pub desk: Option<Box<DeskQuery>>,
    /// Of how many of the last days what was counted is wanted; a day more on both sides is given, for where it is
    /// another day.
    pub days: Option<u32>,
    /// Whether missed questions are wanted.
    pub missed: bool,
    /// Whether phrasings that the staff added are wanted.
    pub phrasings: bool,
}

/// What is remembered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The group or channel; `None` when nothing was ever noted about it.
    pub chat: Option<Chat>,
    /// The language that the person set.
    pub language: Option<String>,
    /// The answers that still stand, each under the code it was asked for by.
    pub answers: Vec<(Pseudonym, Answer)>,
    /// The counts that are not 0, each under the code it was asked for by.
    pub counts: Vec<(Pseudonym, u32)>,
    /// The groups and channels that the person was seen to administer, by title.
    pub administered: Vec<Chat>,
    /// The chat's daily posts.
    pub schedules: Vec<Schedule>,
    /// What was posted in the chat since a round began.
    pub posted: Vec<(PostKind, String)>,
    /// The question that is held, or was within these minutes.
    pub held: Option<HeldRecord>,
    /// What is remembered of the desk; empty when nothing of it was wanted.
    pub desk: Box<DeskState>,
    /// What was counted on these days.
    pub days: Vec<DayCount>,
    /// The missed questions.
    pub missed: MissedRecords,
    /// The phrasings that the staff added.
    pub phrasings: Vec<PhrasingRecord>,
}

/// What is looked up for one update. Titles come as they are stored.
pub(in crate::store) struct StateLookup {
    wants: StateQuery,
    now_ms: i64,
}

/// What is found, by what it was looked up under; a row has the columns of [`FoundState::note`].
#[derive(Default)]
struct FoundState {
    chats: HashMap<i64, Chat>,
    languages: HashMap<Pseudonym, String>,
    answers: HashMap<Pseudonym, (Answer, i64)>,
    counts: HashMap<Pseudonym, (u32, i64)>,
}

/// SQLite is asked for each by itself, which costs little where nothing lies between.
const CHAT_OF_ID: &str = "SELECT 0, chat_id, is_open, NULL, NULL, kind, title, settings FROM chats WHERE chat_id = $1";
const LANGUAGE_OF_PERSON: &str = "SELECT 1, 0, 0, person, NULL, language, NULL, NULL FROM people WHERE person = $1";
const ANSWER_OF_CODE: &str =
    "SELECT 2, message_id, until_ms, code, words, NULL, NULL, NULL FROM answers WHERE code = $1";
const COUNT_OF_CODE: &str = "SELECT 3, count, until_ms, code, NULL, NULL, NULL, NULL FROM counts WHERE code = $1";

/// PostgreSQL is asked for everything at once.
const ALL: &str = "SELECT 0::bigint, chat_id, is_open, NULL::bytea, NULL::bytea, kind, title, settings
         FROM chats WHERE chat_id = ANY($1)
     UNION ALL SELECT 1, 0, 0, person, NULL, language, NULL, NULL FROM people WHERE person = ANY($2)
     UNION ALL SELECT 2, message_id, until_ms, code, words, NULL, NULL, NULL FROM answers WHERE code = ANY($3)
     UNION ALL SELECT 3, count, until_ms, code, NULL, NULL, NULL, NULL FROM counts WHERE code = ANY($4)";

impl Batched for StateLookup {
    type Answer = State;

    const TURN: BatchTurn = BatchTurn::Read;

    async fn run(connection: &mut Connection, _: &WriteContext, all: &[&Self]) -> Result<Vec<State>, StoreError> {
        let found = look(connection, all).await?;
        let mut answers = Vec::with_capacity(all.len());
        for lookup in all {
            let mut known = found.known(lookup);
            more(connection, lookup, &mut known).await?;
            answers.push(known);
        }
        Ok(answers)
    }

    fn must_last(&self) -> bool {
        false
    }
}

async fn look(connection: &mut Connection, all: &[&StateLookup]) -> Result<FoundState, StoreError> {
    let chats: Vec<i64> = all.iter().filter_map(|lookup| lookup.wants.chat).collect();
    let codes = |of: fn(&StateQuery) -> &[Pseudonym]| -> Vec<&[u8]> {
        all.iter().flat_map(|lookup| of(&lookup.wants)).map(Pseudonym::as_slice).collect()
    };
    let people = codes(|wants| wants.person.as_slice());
    let (answers, counts) = (codes(|wants| &wants.answers), codes(|wants| &wants.counts));
    let mut found = FoundState::default();
    if connection.kind() == DatabaseKind::Postgres {
        let values = [Value::Numbers(&chats), Value::Codes(&people), Value::Codes(&answers), Value::Codes(&counts)];
        connection.rows(ALL, &values).await?.iter().try_for_each(|row| found.note(row))?;
        return Ok(found);
    }
    for chat in chats {
        connection.rows(CHAT_OF_ID, &values![chat]).await?.iter().try_for_each(|row| found.note(row))?;
    }
    for (sql, codes) in [(LANGUAGE_OF_PERSON, people), (ANSWER_OF_CODE, answers), (COUNT_OF_CODE, counts)] {
        for code in codes {
            let rows = connection.rows(sql, &[Value::Bytes(Some(code))]).await?;
            rows.iter().try_for_each(|row| found.note(row))?;
        }
    }
    Ok(found)
}

/// What few updates want.
async fn more(
    connection: &mut Connection,
    StateLookup { wants, now_ms }: &StateLookup,
    known: &mut State,
) -> Result<(), StoreError> {
    if let Some(code) = &wants.held {
        known.held = held::of_code(connection, code, *now_ms).await?;
    }
    if let Some(query) = &wants.desk {
        *known.desk = desk::look(connection, query).await?;
    }
    if let Some(count) = wants.days {
        let today = now_ms.div_euclid(24 * 60 * 60 * 1000);
        known.days = days::between(connection, today - i64::from(count), today + 1).await?;
    }
    if wants.missed {
        known.missed = missed::all(connection).await?;
    }
    if wants.phrasings {
        known.phrasings = phrasings::all(connection).await?;
    }
    if let Some(chat) = wants.chat.filter(|_| wants.posts) {
        (known.schedules, known.posted) = schedule::of_chat(connection, chat).await?;
    }
    if let Some(person) = wants.person.as_ref().filter(|_| wants.administered) {
        let chats = format!("SELECT {CHAT} FROM chats JOIN admins USING (chat_id) WHERE person = $1 ORDER BY chat_id");
        let rows = connection.rows(&chats, &values![person]).await?;
        known.administered = rows.iter().map(|row| chat_of(row, [0, 1, 2, 3, 4])).collect::<Result<_, _>>()?;
    }
    Ok(())
}

impl FoundState {
    fn note(&mut self, row: &Row) -> Result<(), StoreError> {
        match row.number(0)? {
            0 => {
                let chat = chat_of(row, [1, 5, 6, 7, 2])?;
                self.chats.insert(chat.id, chat);
            }
            1 => {
                self.languages.insert(row.code(3)?, row.text(5)?);
            }
            2 => {
                if let (Ok(message), Ok(words)) = (i32::try_from(row.number(1)?), row.code(4)) {
                    self.answers.insert(row.code(3)?, (Answer { message, words }, row.number(2)?));
                }
            }
            _ => {
                let count = u32::try_from(row.number(1)?).unwrap_or(u32::MAX);
                self.counts.insert(row.code(3)?, (count, row.number(2)?));
            }
        }
        Ok(())
    }

    /// What of it one update wants.
    fn known(&self, StateLookup { wants, now_ms }: &StateLookup) -> State {
        let stands = |until_ms: i64| until_ms > *now_ms;
        let answer = |code: &Pseudonym| self.answers.get(code).filter(|(_, until_ms)| stands(*until_ms));
        let count = |code: &Pseudonym| self.counts.get(code).filter(|(_, until_ms)| stands(*until_ms));
        State {
            chat: wants.chat.and_then(|id| self.chats.get(&id).cloned()),
            language: wants.person.and_then(|person| self.languages.get(&person).cloned()),
            answers: wants.answers.iter().filter_map(|code| Some((*code, answer(code)?.0))).collect(),
            counts: wants.counts.iter().filter_map(|code| Some((*code, count(code)?.0))).collect(),
            ..State::default()
        }
    }
}

impl Store {
    /// What is remembered of what is wanted.
    ///
    /// # Errors
    /// When the database cannot be read now.
    pub async fn state(&self, wants: &StateQuery, now_ms: i64) -> Result<State, StoreError> {
        if *wants == StateQuery::default() {
            return Ok(State::default());
        }
        let mut known = self.ask(StateLookup { wants: wants.clone(), now_ms }).await?;
        for chat in known.chat.iter_mut().chain(&mut known.administered) {
            chat.open_title(&self.context.keyring)?;
        }
        if let Some(held) = &mut known.held {
            held.open_words(&self.context.keyring)?;
        }
        known.desk.open_cards(&self.context.keyring)?;
        known.missed.open_words(&self.context.keyring)?;
        known.phrasings.iter_mut().try_for_each(|phrasing| phrasing.open_text(&self.context.keyring))?;
        known.administered.sort_by(|one, other| one.title.cmp(&other.title));
        Ok(known)
    }
}
